import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { Icon } from '../ui/icon.js';
import type { WireComponent, WireThumbnail } from './wire.js';

interface HideableProps {
  /** Whether it is a spoiler. */
  readonly hidden: boolean;
  readonly what: string;
  readonly children: ComponentChildren;
}

/** Shows a spoiler only after a press. */
export function Hideable({ hidden, what, children }: HideableProps) {
  const seen = useSignal(false);
  if (!hidden || seen.value) return <>{children}</>;
  return (
    <button type="button" class="spoiler block" onClick={() => (seen.value = true)}>
      <Icon name="eye" size={14} /> Spoiler: show this {what}
    </button>
  );
}

interface PictureProps {
  readonly picture: Omit<WireThumbnail, 'type'>;
  readonly class?: string;
}

/** A picture, or in its place what it shows when it cannot be loaded: the sandbox keeps no files. */
export function Picture({ picture, class: name = '' }: PictureProps) {
  const { media, description, spoiler = false } = picture;
  const broken = useSignal(!/^(?:https?|data):/.test(media.url));
  const about = description ?? '';
  return (
    <Hideable hidden={spoiler} what="picture">
      {broken.value ? (
        <div class={`picture missing ${name}`} role="img" aria-label={about || 'A picture without a description'}>
          <Icon name="camera" />
          <span class="small">{about || media.url.replace('attachment://', '')}</span>
        </div>
      ) : (
        <img
          class={`picture ${name}`}
          src={media.url}
          alt={about}
          loading="lazy"
          onError={() => (broken.value = true)}
        />
      )}
    </Hideable>
  );
}

interface FileCardProps {
  readonly file: Extract<WireComponent, { readonly type: 13 }>;
}

export function FileCard({ file }: FileCardProps) {
  const name = file.name ?? file.file.url.replace(/^.*\//, '');
  return (
    <Hideable hidden={file.spoiler ?? false} what="file">
      <div class="file-card">
        <Icon name="file" size={24} />
        <span class="grow">
          <span class="ellipsis">{name}</span>
          {file.size !== undefined && <span class="small muted"> {sizeText(file.size)}</span>}
        </span>
      </div>
    </Hideable>
  );
}

export function sizeText(bytes: number): string {
  return bytes < 1024 ? `${bytes} bytes` : `${(bytes / 1024).toFixed(1)} KB`;
}
