import { MessageFlags, type APIEmbed, type APIMessageTopLevelComponent } from 'discord-api-types/v10';
import { checkLength } from './bounds.js';
import { checkMessageComponents } from './component-rules.js';
import { checkEmbeds } from './embeds.js';
import { invalidForm, refuse } from './errors.js';

const MAX_CONTENT = 2000;

/** What a message holds, as far as rules relate its fields to each other. */
export interface MessagePayload {
  readonly content?: string | null | undefined;
  readonly embeds?: readonly APIEmbed[] | null | undefined;
  readonly components?: readonly APIMessageTopLevelComponent[] | null | undefined;
  readonly flags?: number | null | undefined;
  readonly poll?: unknown;
  readonly sticker_ids?: readonly string[] | null | undefined;
  /** Only whether there are any matters. */
  readonly attachments?: readonly unknown[] | null | undefined;
}

/**
 * Checks a whole message, as it would be sent or as it would be after an edit.
 *
 * With the flag IsComponentsV2 it has components and nothing but components, 40 at most and with 4000 characters of text
 * together; without the flag up to five action rows. A message that loads may be empty.
 *
 * @throws {DiscordError} 50006 for an empty message, 50035
 */
export function checkMessage(payload: MessagePayload): void {
  const { flags, content, embeds, components } = payload;
  const v2 = hasFlag(flags, MessageFlags.IsComponentsV2);
  checkLength('content', content ?? '', 0, MAX_CONTENT);
  if (v2) refuseLegacy(payload);
  checkEmbeds(embeds ?? []);
  checkMessageComponents(components ?? [], v2);
  if (!hasFlag(flags, MessageFlags.Loading) && isEmpty(payload, v2)) throw refuse('emptyMessage');
}

function hasFlag(flags: number | null | undefined, flag: MessageFlags): boolean {
  return ((flags ?? 0) & flag) !== 0;
}

function refuseLegacy({ content, embeds, poll, sticker_ids: stickers }: MessagePayload): void {
  const legacy = { content: !!content, embeds: !!embeds?.length, poll: !!poll, sticker_ids: !!stickers?.length };
  for (const [field, isUsed] of Object.entries(legacy)) {
    if (!isUsed) continue;
    const message = `The '${field}' field cannot be used when using MessageFlags.IS_COMPONENTS_V2`;
    throw invalidForm(field, 'MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2', message);
  }
}

function isEmpty(payload: MessagePayload, v2: boolean): boolean {
  const { content, embeds, components, poll, sticker_ids: stickers, attachments } = payload;
  if (components?.length) return false;
  return v2 || !(content?.trim() || embeds?.length || poll || stickers?.length || attachments?.length);
}
