import type { Signal } from '@preact/signals';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { ActError } from '../../protocol/frames.js';
import { Icon } from './icon.js';
import { IconButton } from './icon-button.js';

interface RefusalProps {
  readonly error: Signal<ActError | null>;
}

/** Why something did not happen, where it was asked for, in Discord's words and with its code. */
export function Refusal({ error }: RefusalProps) {
  const shown = error.value;
  const box = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => box.current?.scrollIntoView({ block: 'nearest' }), [shown]);
  if (!shown) return null;
  const fields = Object.entries(shown.fields ?? {});
  return (
    <div ref={box} class="refusal" role="alert">
      <Icon name="warning" />
      <div class="grow">
        <p>
          {shown.message} {typeof shown.code === 'number' && <code>({shown.code})</code>}
        </p>
        {fields.length > 0 && (
          <ul>
            {fields.map(([field, message]) => (
              <li key={field}>
                <code>{field}</code>: {message}
              </li>
            ))}
          </ul>
        )}
      </div>
      <IconButton icon="close" label="Dismiss this error" onClick={() => (error.value = null)} />
    </div>
  );
}
