import { ComponentType, type APIAttachment, type APIMessageTopLevelComponent } from 'discord-api-types/v10';
import type { ComponentFields } from './component-forms.js';
import { emojiNamed } from './emojis.js';
import { invalidForm } from './errors.js';
import type { World } from './world.js';

/**
 * Resolves what a message's components refer to: pictures, files, and custom emojis by their names.
 *
 * @throws {DiscordError} 50035 for media that refer to a file which the message does not have
 */
export function withReferences(
  world: World,
  components: readonly APIMessageTopLevelComponent[],
  attachments: readonly APIAttachment[],
): APIMessageTopLevelComponent[] {
  const context = { world, attachments };
  return components.map((component, index) =>
    resolve(component as unknown as ComponentFields, `components.${index}`, context),
  ) as unknown as APIMessageTopLevelComponent[];
}

interface Context {
  readonly world: World;
  readonly attachments: readonly APIAttachment[];
}

function resolve(fields: ComponentFields, path: string, context: Context): ComponentFields {
  const { components, accessory } = fields as { components?: ComponentFields[]; accessory?: ComponentFields };
  return {
    ...fields,
    ...mediaOf(fields, path, context),
    ...emojisOf(fields, context),
    ...(components && {
      components: components.map((child, index) => resolve(child, `${path}.components.${index}`, context)),
    }),
    ...(accessory && { accessory: resolve(accessory, `${path}.accessory`, context) }),
  };
}

function mediaOf(fields: ComponentFields, path: string, context: Context): ComponentFields {
  switch (fields['type']) {
    case ComponentType.Thumbnail:
      return { media: resolveMedia(fields['media'], `${path}.media`, context) };
    case ComponentType.MediaGallery:
      return {
        items: (fields['items'] as ComponentFields[]).map((item, index) => ({
          description: item['description'] ?? null,
          spoiler: item['spoiler'] ?? false,
          media: resolveMedia(item['media'], `${path}.items.${index}.media`, context),
        })),
      };
    case ComponentType.File:
      return fileOf(fields, path, context);
    default:
      return {};
  }
}

function fileOf(fields: ComponentFields, path: string, context: Context): ComponentFields {
  const file = resolveMedia(fields['file'], `${path}.file`, context);
  const attachment = context.attachments.find(({ id }) => id === file['attachment_id']);
  return {
    file,
    name: attachment?.filename ?? null,
    size: attachment?.size ?? null,
    spoiler: fields['spoiler'] ?? false,
  };
}

function resolveMedia(media: unknown, path: string, { world, attachments }: Context): ComponentFields {
  const { url } = media as { url: string };
  const filename = /^attachment:\/\/(.+)$/.exec(url)?.[1];
  const id = world.snowflake();
  if (filename === undefined) return { id, url, proxy_url: url, width: null, height: null, content_type: null };
  const attachment = attachments.find((candidate) => candidate.filename === filename);
  if (!attachment) {
    throw invalidForm(
      `${path}.url`,
      'UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND',
      'The referenced attachment was not found.',
    );
  }
  return {
    id,
    url: attachment.url,
    proxy_url: attachment.proxy_url,
    width: attachment.width ?? null,
    height: attachment.height ?? null,
    content_type: attachment.content_type ?? null,
    attachment_id: attachment.id,
  };
}

function emojisOf({ emoji, options }: ComponentFields, { world }: Context): ComponentFields {
  const decorated = options as readonly ComponentFields[] | undefined;
  return {
    ...(emoji ? { emoji: emojiNamed(world, emoji) } : {}),
    ...(decorated && {
      options: decorated.map((option) => ({ ...option, ...emojisOf(option, { world, attachments: [] }) })),
    }),
  };
}
