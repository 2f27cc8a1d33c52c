import { EmbedType, type APIAttachment, type APIEmbed } from 'discord-api-types/v10';
import { checkLength } from './bounds.js';
import { withoutNulls } from './component-forms.js';
import { invalidForm } from './errors.js';
import { isoTime } from './project-member.js';

const MAX_EMBEDS = 10;
const MAX_TOTAL = 6000;

/**
 * Checks the embeds of a message.
 *
 * @throws {DiscordError} 50035
 */
export function checkEmbeds(embeds: readonly APIEmbed[]): void {
  if (embeds.length > MAX_EMBEDS) {
    throw invalidForm('embeds', 'BASE_TYPE_MAX_LENGTH', `Must be ${MAX_EMBEDS} or fewer in length.`);
  }
  embeds.forEach((embed, index) => checkEmbed(embed, `embeds.${index}`));
  if (embeds.reduce((sum, embed) => sum + lengthOf(embed), 0) > MAX_TOTAL) {
    throw invalidForm('embeds', 'MAX_EMBED_SIZE_EXCEEDED', `Embed size exceeds maximum size of ${MAX_TOTAL}`);
  }
}

/** The embeds of a message as the answer holds them. */
export function completeEmbeds(embeds: readonly APIEmbed[], attachments: readonly APIAttachment[]): APIEmbed[] {
  return embeds.map((embed) => completeEmbed(embed, attachments));
}

function checkEmbed(embed: APIEmbed, path: string): void {
  if (isBare(embed)) throw invalidForm(`${path}.description`, 'BASE_TYPE_REQUIRED', 'This field is required');
  if (embed.title) checkLength(`${path}.title`, embed.title, 0, 256);
  if (embed.description) checkLength(`${path}.description`, embed.description, 0, 4096);
  if (embed.footer?.text) checkLength(`${path}.footer.text`, embed.footer.text, 0, 2048);
  if (embed.author?.name) checkLength(`${path}.author.name`, embed.author.name, 0, 256);
  if ((embed.fields?.length ?? 0) > 25) {
    throw invalidForm(`${path}.fields`, 'BASE_TYPE_MAX_LENGTH', 'Must be 25 or fewer in length.');
  }
  embed.fields?.forEach(({ name, value }, index) => {
    checkLength(`${path}.fields.${index}.name`, name, 1, 256);
    checkLength(`${path}.fields.${index}.value`, value, 1, 1024);
  });
}

function isBare(embed: APIEmbed): boolean {
  const { title, description, fields, image, thumbnail, footer, author } = embed;
  return !title && !description && !fields?.length && !image && !thumbnail && !footer && !author;
}

function lengthOf({ title, description, footer, author, fields }: APIEmbed): number {
  const inFields = fields?.flatMap(({ name, value }) => [name, value]) ?? [];
  const texts = [title, description, footer?.text, author?.name, ...inFields];
  return texts.reduce((sum, text) => sum + Array.from(text ?? '').length, 0);
}

function completeEmbed(embed: APIEmbed, attachments: readonly APIAttachment[]): APIEmbed {
  const image = (given: { url: string }) => ({ ...given, url: resolveUrl(given.url, attachments) });
  return {
    ...withoutNulls({ ...embed }),
    type: EmbedType.Rich,
    ...(embed.timestamp && { timestamp: isoTime(Date.parse(embed.timestamp)) }),
    ...(embed.fields && { fields: embed.fields.map((field) => ({ ...field, inline: field.inline ?? false })) }),
    ...(embed.image && { image: image(embed.image) }),
    ...(embed.thumbnail && { thumbnail: image(embed.thumbnail) }),
    ...(embed.footer && { footer: withoutNulls({ ...embed.footer }) as unknown as NonNullable<APIEmbed['footer']> }),
    ...(embed.author && { author: withoutNulls({ ...embed.author }) as unknown as NonNullable<APIEmbed['author']> }),
  };
}

function resolveUrl(url: string, attachments: readonly APIAttachment[]): string {
  const filename = /^attachment:\/\/(.+)$/.exec(url)?.[1];
  return attachments.find((attachment) => attachment.filename === filename)?.url ?? url;
}
