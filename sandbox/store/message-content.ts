import {
  type APIAllowedMentions,
  type APIAttachment,
  type APIEmbed,
  type APIMessage,
  type APIMessageTopLevelComponent,
  type MessageFlags,
} from 'discord-api-types/v10';
import { attach, type Upload } from './attachments.js';
import { checkComponentEmojis } from './component-emojis.js';
import { withIds } from './component-forms.js';
import { withReferences } from './component-references.js';
import { textsOf } from './component-rules.js';
import { completeEmbeds } from './embeds.js';
import { asFlags, noFlags } from './flags.js';
import { checkAllowedMentions, mentionsOf } from './mentions.js';
import { checkMessage } from './message-rules.js';
import { projectUser } from './project-user.js';
import type { ChannelRecord } from './records.js';
import type { World } from './world.js';

/** What a message says. In an edit an undefined field stays as it is, and null empties it. */
export interface MessageBody {
  readonly content?: string | null | undefined;
  readonly embeds?: readonly APIEmbed[] | null | undefined;
  readonly components?: readonly APIMessageTopLevelComponent[] | null | undefined;
  readonly flags?: number | null | undefined;
  readonly allowedMentions?: APIAllowedMentions | null | undefined;
  /** Ids of the attachments that an edit keeps. Undefined keeps all. */
  readonly keptAttachments?: readonly string[] | undefined;
  readonly uploads?: readonly Upload[] | undefined;
  /** Refused in messages with IsComponentsV2. Otherwise not emulated. */
  readonly poll?: unknown;
  /** Like `poll`. */
  readonly stickerIds?: readonly string[] | null | undefined;
}

/** Where and by whom something is said. */
export interface Setting {
  readonly channel: ChannelRecord;
  readonly authorId: string;
  /** Whose message it replies to, if any. */
  readonly repliedTo: string | null;
  /** What it said before; `nothingSaid` for a new message. */
  readonly before: MessageContent;
}

/** The part of a message's wire form that its author decides. */
export type MessageContent = Pick<
  APIMessage,
  'content' | 'embeds' | 'attachments' | 'mentions' | 'mention_roles' | 'mention_everyone'
> & { readonly components: APIMessageTopLevelComponent[]; readonly flags: MessageFlags };

/** The content of a message that says nothing yet. */
export const nothingSaid: MessageContent = {
  content: '',
  embeds: [],
  attachments: [],
  components: [],
  mentions: [],
  mention_roles: [],
  mention_everyone: false,
  flags: noFlags(),
};

/**
 * Works out what a message says after `body`, by Discord's rules.
 *
 * @param flags - The message's flags from now on.
 * @throws {DiscordError} 50006 for an empty message, 50035
 */
export function composeContent(world: World, setting: Setting, body: MessageBody, flags: number): MessageContent {
  const { before, channel } = setting;
  const content = body.content === undefined ? before.content : (body.content ?? '');
  const embeds = body.embeds === undefined ? before.embeds : (body.embeds ?? []);
  const components = body.components === undefined ? before.components : (body.components ?? []);
  checkMessage({
    poll: body.poll,
    sticker_ids: body.stickerIds,
    content,
    embeds,
    components,
    flags,
    attachments: [...keptOf(before, body), ...(body.uploads ?? [])],
  });
  if (body.components) checkComponentEmojis(world, components);
  const attachments = attachmentsAfter(world, channel, before, body);
  const built =
    body.components === undefined ? before.components : withReferences(world, withIds(components), attachments);
  return {
    content,
    embeds: body.embeds === undefined ? before.embeds : completeEmbeds(embeds, attachments),
    components: built,
    attachments,
    flags: asFlags(flags),
    ...mentionsAfter(world, setting, body, content, built),
  };
}

function attachmentsAfter(
  world: World,
  channel: ChannelRecord,
  before: MessageContent,
  body: MessageBody,
): APIAttachment[] {
  const added = (body.uploads ?? []).map((upload) => attach(world, channel.id, upload));
  return [...keptOf(before, body), ...added];
}

function keptOf(before: MessageContent, { keptAttachments }: MessageBody): APIAttachment[] {
  return before.attachments.filter(({ id }) => keptAttachments === undefined || keptAttachments.includes(id));
}

function mentionsAfter(
  world: World,
  { before, ...setting }: Setting,
  { content: said, components: built, allowedMentions }: MessageBody,
  content: string,
  components: readonly APIMessageTopLevelComponent[],
): Pick<MessageContent, 'mentions' | 'mention_roles' | 'mention_everyone'> {
  if (allowedMentions) checkAllowedMentions(allowedMentions);
  if (before !== nothingSaid && said === undefined && built === undefined) {
    return {
      mentions: before.mentions,
      mention_roles: before.mention_roles,
      mention_everyone: before.mention_everyone,
    };
  }
  const text = [content, ...textsOf(components)].join('\n');
  const { users, roles, everyone } = mentionsOf(world, { ...setting, text, allowed: allowedMentions ?? null });
  return { mentions: users.map(projectUser), mention_roles: [...roles], mention_everyone: everyone };
}
