import { AllowedMentionsTypes, PermissionFlagsBits as Bits, type APIAllowedMentions } from 'discord-api-types/v10';
import { invalidForm } from './errors.js';
import { mayInText } from './text-places.js';
import type { ChannelRecord, UserRecord } from './records.js';
import type { World } from './world.js';

/** Whom a message really mentions. */
export interface Mentions {
  readonly users: readonly UserRecord[];
  readonly roles: readonly string[];
  readonly everyone: boolean;
}

/** What the mentions of a message follow from. */
export interface MentionSource {
  readonly channel: ChannelRecord;
  readonly authorId: string;
  /** The content and all text displays. */
  readonly text: string;
  readonly allowed: APIAllowedMentions | null;
  /** Whose message it replies to, if any. */
  readonly repliedTo: string | null;
}

const code = /```[\s\S]*?```|`[^`\n]+`/g;

/**
 * Finds out whom a text mentions, under its `allowed_mentions`: without them all that it names, and whoever it replies to.
 * Roles that are not mentionable and @everyone need Mention Everyone.
 */
export function mentionsOf(world: World, source: MentionSource): Mentions {
  const { channel, authorId, allowed, repliedTo } = source;
  const text = source.text.replace(code, '');
  const permits = (type: AllowedMentionsTypes, list: readonly string[] | undefined, id: string) =>
    !allowed || allowed.parse?.includes(type) || (list?.includes(id) ?? false);
  const mayMentionAll = channel.guildId === null || mayInText(world, channel, authorId, Bits.MentionEveryone);
  const userIds = idsIn(text, /(?<!\\)<@!?(\d+)>/g).filter((id) =>
    permits(AllowedMentionsTypes.User, allowed?.users, id),
  );
  const pingsReplied = repliedTo !== null && (allowed ? allowed.replied_user === true : true);
  const everyUser = new Set(pingsReplied ? [repliedTo, ...userIds] : userIds);
  const guild = channel.guildId === null ? undefined : world.guilds.get(channel.guildId);
  return {
    users: [...everyUser].flatMap((id) => world.users.get(id) ?? []),
    roles: idsIn(text, /(?<!\\)<@&(\d+)>/g).filter((id) => {
      const role = guild?.roles.get(id);
      return role && (role.mentionable || mayMentionAll) && permits(AllowedMentionsTypes.Role, allowed?.roles, id);
    }),
    everyone:
      guild !== undefined &&
      mayMentionAll &&
      /@(?:everyone|here)/.test(text) &&
      permits(AllowedMentionsTypes.Everyone, undefined, ''),
  };
}

function idsIn(text: string, pattern: RegExp): string[] {
  return [...new Set([...text.matchAll(pattern)].flatMap(([, id]) => id ?? []))];
}

/**
 * Checks that `parse` and the lists do not contradict each other.
 *
 * @throws {DiscordError} 50035
 */
export function checkAllowedMentions({ parse, users, roles }: APIAllowedMentions): void {
  const check = (type: AllowedMentionsTypes, list: readonly string[] | undefined) => {
    const field = `allowed_mentions.${type}`;
    if (parse?.includes(type) && list && list.length > 0) {
      const message = `parse:["${type}"] and ${type}: [ids...] are mutually exclusive.`;
      throw invalidForm('allowed_mentions', 'MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE', message);
    }
    if (list && list.length > 100) throw invalidForm(field, 'BASE_TYPE_MAX_LENGTH', 'Must be 100 or fewer in length.');
  };
  check(AllowedMentionsTypes.User, users);
  check(AllowedMentionsTypes.Role, roles);
}
