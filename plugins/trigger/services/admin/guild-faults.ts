import type { Guild, GuildBasedChannel } from 'discord.js';
import type { ActionSpec } from '../../domain/action.js';
import { eventKindOf } from '../../domain/conditions/conditions.js';
import { isCustom, typedEmojiKey } from '../../domain/emoji.js';
import { under, type Fault } from '../../domain/fault.js';
import { isSnowflake } from '../../domain/snowflake.js';
import type { Requirements, TriggerDraft } from '../../domain/trigger.js';

/** Roles and channels that a trigger names and this guild does not have. What has no form of an id is told elsewhere. */
export function draftGuildFaults(guild: Guild, { scope, condition, requirements }: TriggerDraft): readonly Fault[] {
  return [
    ...(scope.kind === 'channel' ? scopeFaults(guild, scope.channelId, eventKindOf(condition.id)) : []),
    ...under('requirements', roleListFaults(guild, requirements)),
  ];
}

/** The same for the parameters of an action. */
export function specGuildFaults(guild: Guild, spec: ActionSpec): readonly Fault[] {
  switch (spec.kind) {
    case 'message':
      return spec.first === null ? [] : textChannelFaults(guild, spec.first);
    case 'purge':
      return textChannelFaults(guild, spec.first);
    case 'role':
      return roleFaults(guild, 'first', spec.first);
    case 'react':
      return emojiFaults(guild, spec.first);
    case 'create-trigger':
      return under('first.requirements', roleListFaults(guild, spec.first.requirements));
    case 'delete-message':
      return [];
  }
}

/** The same for the roles of a group. */
export function groupGuildFaults(guild: Guild, roleIds: readonly string[]): readonly Fault[] {
  return roleIds.flatMap((id, at) => roleFaults(guild, `roleIds[${at}]`, id));
}

/** Whether the channel that a blacklist entry names is one of the guild. */
export function channelFaults(guild: Guild, channelId: string | null): readonly Fault[] {
  if (channelId === null || guild.channels.cache.has(channelId)) return [];
  return [{ path: 'channelId', code: 'unknown-channel' }];
}

function scopeFaults(guild: Guild, channelId: string, event: ReturnType<typeof eventKindOf>): readonly Fault[] {
  if (!isSnowflake(channelId)) return [];
  const path = 'scope.channelId';
  const channel = guild.channels.cache.get(channelId);
  if (channel === undefined) return [{ path, code: 'unknown-channel' }];
  const voice = event === 'voice-join' || event === 'voice-leave';
  if (voice) return channel.isVoiceBased() ? [] : [{ path, code: 'wrong-channel', detail: 'voice' }];
  return takesText(channel) ? [] : [{ path, code: 'wrong-channel', detail: 'text' }];
}

/** Of a forum, it is the threads that count. */
function takesText(channel: GuildBasedChannel): boolean {
  return channel.isTextBased() || channel.isThreadOnly();
}

function textChannelFaults(guild: Guild, channelId: string): readonly Fault[] {
  if (!isSnowflake(channelId)) return [];
  const channel = guild.channels.cache.get(channelId);
  if (channel === undefined) return [{ path: 'first', code: 'unknown-channel' }];
  return channel.isTextBased() ? [] : [{ path: 'first', code: 'wrong-channel', detail: 'text' }];
}

function roleListFaults(guild: Guild, { allOf, anyOf, noneOf }: Requirements): readonly Fault[] {
  return Object.entries({ allOf, anyOf, noneOf }).flatMap(([path, ids]) =>
    ids.flatMap((id, at) => roleFaults(guild, `${path}[${at}]`, id)),
  );
}

function roleFaults(guild: Guild, path: string, id: string): readonly Fault[] {
  return !isSnowflake(id) || guild.roles.cache.has(id) ? [] : [{ path, code: 'unknown-role' }];
}

function emojiFaults(guild: Guild, typed: string): readonly Fault[] {
  const key = typedEmojiKey(typed);
  return key !== null && isCustom(key) && !guild.emojis.cache.has(key)
    ? [{ path: 'first', code: 'unknown-emoji' }]
    : [];
}
