import { AuditLogEvent, ChannelType, GatewayDispatchEvents, PermissionFlagsBits as Bits } from 'discord-api-types/v10';
import { audit, type Actor } from './audit-log.js';
import { differing, given, type Changes } from './changes.js';
import { announceChannel } from './channel-events.js';
import { checkBounds, checkParent, checkRoomInGuild, lastPosition, normaliseName } from './channel-rules.js';
import { checkInitialOverwrites, checkOverwrites } from './overwrite-rules.js';
import { writeOverwrites } from './overwrites.js';
import { isVoice, require } from './permissions.js';
import type { ChannelRecord, GuildRecord } from './records.js';
import type { World } from './world.js';

type Setting =
  | 'position'
  | 'parentId'
  | 'overwrites'
  | 'topic'
  | 'nsfw'
  | 'bitrate'
  | 'userLimit'
  | 'rtcRegion'
  | 'slowmode';

/** What an edit of a channel may change. */
export type ChannelChanges = Changes<ChannelRecord, Setting | 'name'>;

/** A channel to create. Without overwrites it takes those of its category. The default type is text. */
export type ChannelDraft = Changes<ChannelRecord, Setting> & {
  readonly name: string;
  readonly type?: ChannelType | undefined;
};

/**
 * Creates a channel, behind all others unless a position is given.
 *
 * @throws {DiscordError} 30013, 30060, 50001, 50013, 50035
 */
export function createChannel(world: World, guild: GuildRecord, actor: Actor, draft: ChannelDraft): ChannelRecord {
  const { name, type = ChannelType.GuildText, overwrites, ...settings } = draft;
  const inParent = draft.parentId ? (guild.channels.get(draft.parentId) ?? null) : null;
  require(world, guild, actor.userId, inParent, Bits.ManageChannels);
  checkRoomInGuild(guild);
  const parent = checkParent(guild, type, draft.parentId ?? null);
  checkBounds(type, draft);
  if (overwrites) checkInitialOverwrites(world, guild, actor, overwrites);
  const channel: ChannelRecord = {
    ...emptyChannel(world, guild, type),
    ...given<ChannelRecord, Setting>(settings),
    type,
    name: normaliseName(type, name),
    overwrites: [...(overwrites ?? parent?.overwrites ?? [])],
  };
  guild.channels.set(channel.id, channel);
  world.channels.set(channel.id, channel);
  announceChannel(world, channel, GatewayDispatchEvents.ChannelCreate);
  audit(world, guild, actor, AuditLogEvent.ChannelCreate, channel.id);
  return channel;
}

function emptyChannel(world: World, guild: GuildRecord, type: ChannelType): ChannelRecord {
  return {
    id: world.snowflake(),
    guildId: guild.id,
    type,
    name: '',
    position: lastPosition(guild, type),
    parentId: null,
    overwrites: [],
    topic: null,
    nsfw: false,
    bitrate: isVoice(type) ? 64_000 : 0,
    userLimit: 0,
    rtcRegion: null,
    slowmode: 0,
    lastMessageId: null,
    status: null,
    recipientId: null,
    messages: new Map(),
  };
}

/**
 * Edits a channel. An edit that changes nothing makes neither an event nor an entry of the audit log.
 *
 * @throws {DiscordError} 30060, 50001, 50013, 50035
 */
export function editChannel(
  world: World,
  guild: GuildRecord,
  actor: Actor,
  channel: ChannelRecord,
  changes: ChannelChanges,
): void {
  require(world, guild, actor.userId, channel, Bits.ManageChannels);
  if (changes.overwrites) checkOverwrites(world, guild, actor, channel, changes.overwrites);
  if (changes.parentId !== undefined && changes.parentId !== channel.parentId) {
    const parent = checkParent(guild, channel.type, changes.parentId);
    if (parent) require(world, guild, actor.userId, parent, Bits.ManageChannels);
  }
  checkBounds(channel.type, changes);
  const name = changes.name === undefined ? undefined : normaliseName(channel.type, changes.name);
  writeChannel(world, guild, actor, channel, { ...changes, name });
}

/** One row of a bulk move: a channel's new place, and whether it takes the overwrites of its category. */
export interface ChannelPlace {
  readonly channel: ChannelRecord;
  readonly position?: number | undefined;
  readonly parentId?: string | null | undefined;
  readonly lockPermissions?: boolean | undefined;
}

/**
 * Moves channels. Only what really moves makes an event.
 *
 * @throws {DiscordError} 50001, 50013, 50035
 */
export function moveChannels(world: World, guild: GuildRecord, actor: Actor, places: readonly ChannelPlace[]): void {
  require(world, guild, actor.userId, null, Bits.ManageChannels);
  const edits = places.map(({ channel, position, parentId, lockPermissions }) => {
    const moves = parentId !== undefined && parentId !== channel.parentId;
    const parent = moves ? checkParent(guild, channel.type, parentId) : null;
    const overwrites = lockPermissions ? parent?.overwrites : undefined;
    if (overwrites) checkOverwrites(world, guild, actor, channel, overwrites);
    return { channel, changes: { position, parentId, overwrites } };
  });
  for (const { channel, changes } of edits) writeChannel(world, guild, actor, channel, changes);
}

function writeChannel(
  world: World,
  guild: GuildRecord,
  actor: Actor,
  channel: ChannelRecord,
  { overwrites, ...changes }: ChannelChanges,
): void {
  const changed = differing<ChannelRecord, Setting | 'name'>(channel, changes);
  const settingsChanged = Object.keys(changed).length > 0;
  Object.assign(channel, changed);
  if (settingsChanged) audit(world, guild, actor, AuditLogEvent.ChannelUpdate, channel.id);
  const overwritesChanged = overwrites !== undefined && writeOverwrites(world, guild, actor, channel, overwrites);
  if (settingsChanged || overwritesChanged) announceChannel(world, channel, GatewayDispatchEvents.ChannelUpdate);
}
