import { RateLimitError, type Guild, type TextChannel, type VoiceChannel } from 'discord.js';
import type { PluginContext, Timer } from 'roomkeeper';
import {
  overwriteChange,
  overwriteSteps,
  PATCH_LIMIT,
  sameOverwrites,
  withHandEdits,
  type OverwriteStep,
} from '../../domain/overwrite-diff.js';
import { textOverwrites, voiceOverwrites } from '../../domain/overwrites.js';
import type { Overwrite } from '../../domain/room.js';
import { notice } from '../../room-messages.js';
import { ofExistingRoles, type ChannelCalls } from './channel-calls.js';
import type { Doorkeeper } from '../acting/doorkeeper.js';
import type { Flow } from '../flow.js';
import { overwritesOf, textChannel, voiceChannel } from '../live-guild.js';
import type { Sync } from '../parts.js';
import type { GuildRules } from '../room-settings.js';
import type { Rooms, StoredRoom } from '../store/rooms.js';
import type { SentOverwrites } from './sent-overwrites.js';

/** How long changes are gathered, in milliseconds. */
export const GATHER = 250;
/** The pauses between tries after Discord did not set what it should, in milliseconds; the last one is kept. */
const PAUSES = [30_000, 120_000, 600_000, 3_600_000];

/** One room's requests to Discord go one after the other under this key; no other room waits. */
export function syncKey(voiceChannelId: string): string {
  return `hub.sync:${voiceChannelId}`;
}

export interface SyncParts {
  readonly rooms: Rooms;
  readonly rules: GuildRules;
  readonly calls: ChannelCalls;
  readonly sent: SentOverwrites;
  readonly doorkeeper: Doorkeeper;
}

/** Brings the overwrites of rooms to what rules say. Computed when they are sent, so the newest state wins. */
export class RoomSync implements Sync {
  readonly #context: PluginContext;
  readonly #parts: SyncParts;
  readonly #timers = new Map<string, Timer>();
  readonly #failed = new Map<string, { readonly tries: number; readonly timer: Timer }>();

  public constructor(context: PluginContext, parts: SyncParts) {
    this.#context = context;
    this.#parts = parts;
  }

  public soon({ room: { voiceChannelId } }: StoredRoom): void {
    this.#after(GATHER, voiceChannelId);
  }

  public voiceNow(voiceChannelId: string): Promise<void> {
    return this.#context.queue.run(syncKey(voiceChannelId), () => this.#voice(voiceChannelId));
  }

  public textNow(voiceChannelId: string): Promise<void> {
    return this.#context.queue.run(syncKey(voiceChannelId), () => this.#text(voiceChannelId));
  }

  public async bothNow(voiceChannelId: string): Promise<void> {
    const { tries = 0, timer } = this.#failed.get(voiceChannelId) ?? {};
    timer?.cancel();
    this.#failed.delete(voiceChannelId);
    try {
      await this.#context.queue.run(syncKey(voiceChannelId), async () => {
        if (this.#parts.rooms.get(voiceChannelId)?.room.members.length === 0) return;
        await this.#voice(voiceChannelId);
        await this.#text(voiceChannelId);
      });
    } catch (error) {
      if (error instanceof RateLimitError) return this.#after(error.retryAfter, voiceChannelId);
      const guild = this.#parts.rooms.get(voiceChannelId)?.room.guildId;
      this.#context.log.warn({ guild, channel: voiceChannelId, error }, 'Overwrites of a room could not be set');
      if (guild === undefined) return;
      const pause = PAUSES[tries] ?? PAUSES.at(-1) ?? 0;
      const again = this.#context.clock.after(pause, () => void this.bothNow(voiceChannelId));
      this.#failed.set(voiceChannelId, { tries: tries + 1, timer: again });
      await this.#context.notices.send(guild, `hub.unsynced:${voiceChannelId}`, notice.unsynced(voiceChannelId));
    }
  }

  /** A room's voice channel was updated. What people changed there becomes part of what the room goes back to. */
  public async voiceUpdated(before: VoiceChannel, after: VoiceChannel, flow: Flow): Promise<void> {
    const [was, is] = [overwritesOf(before), overwritesOf(after)];
    const echo = this.#parts.sent.arrived(after.id, is);
    if (echo === 'ours' || (echo === 'foreign' && sameOverwrites(was, is))) return;
    const change = (stored: StoredRoom): StoredRoom => (echo === 'late' ? stored : handEdited(stored, was, is));
    const stored = await flow.change(after.guildId, after.id, change);
    if (stored) this.soon(stored);
  }

  /** A room's text channel was updated. What Discord carries out of us after all may not be what the room wants by now. */
  public textUpdated(after: TextChannel): void {
    const echo = this.#parts.sent.arrived(after.id, overwritesOf(after));
    const stored = echo === 'late' ? this.#parts.rooms.byText(after.id) : undefined;
    if (stored) this.soon(stored);
  }

  /** The gateway has told all of a guild anew. What was sent before is no longer believed to be there: what has changed it was not told. */
  public retold(guild: Guild): void {
    for (const { room } of this.#parts.rooms.ofGuild(guild.id)) {
      const text = room.textChannelId === null ? null : textChannel(guild, room.textChannelId);
      for (const channel of [voiceChannel(guild, room.voiceChannelId), text]) {
        if (channel) this.#parts.sent.retold(channel.id, overwritesOf(channel));
      }
    }
  }

  public stop(): void {
    for (const timer of this.#timers.values()) timer.cancel();
    for (const { timer } of this.#failed.values()) timer.cancel();
    this.#timers.clear();
    this.#failed.clear();
  }

  #after(delay: number, voiceChannelId: string): void {
    if (this.#timers.has(voiceChannelId)) return;
    const timer = this.#context.clock.after(delay, () => {
      this.#timers.delete(voiceChannelId);
      void this.bothNow(voiceChannelId);
    });
    this.#timers.set(voiceChannelId, timer);
  }

  async #voice(voiceChannelId: string): Promise<void> {
    const open = this.#open(voiceChannelId);
    const channel = open && voiceChannel(open.guild, voiceChannelId);
    if (!channel) return;
    const desired = ofExistingRoles(open.guild, voiceOverwrites(open.room, open.occupants, open.settings));
    const current = this.#current(channel);
    if (!sameOverwrites(current, desired)) await this.#setAll(channel.id, current, desired);
  }

  async #text(voiceChannelId: string): Promise<void> {
    const open = this.#open(voiceChannelId);
    const channel = open?.room.textChannelId ? textChannel(open.guild, open.room.textChannelId) : null;
    if (!open || !channel) return;
    const desired = ofExistingRoles(open.guild, textOverwrites(open.room, open.occupants, open.settings));
    const current = this.#current(channel);
    const change = overwriteChange(current, desired);
    if (change.kind === 'patch') await this.#setAll(channel.id, current, desired);
    else if (change.kind !== 'none') await this.#setOne(channel.id, { change, after: desired });
  }

  /** One PATCH, or call by call where the set is too large for one. */
  async #setAll(channelId: string, current: readonly Overwrite[], desired: readonly Overwrite[]): Promise<void> {
    if (desired.length <= PATCH_LIMIT) {
      return this.#send(channelId, desired, () => this.#parts.calls.setOverwrites(channelId, desired));
    }
    for (const step of overwriteSteps(current, desired)) await this.#setOne(channelId, step);
  }

  #setOne(channelId: string, { change, after }: OverwriteStep): Promise<void> {
    const { calls } = this.#parts;
    return this.#send(channelId, after, () =>
      change.kind === 'put'
        ? calls.putOverwrite(channelId, change.overwrite)
        : calls.deleteOverwrite(channelId, change.id),
    );
  }

  /** The room with all that its overwrites depend on; null unless it is open. */
  #open(voiceChannelId: string) {
    const room = this.#parts.rooms.get(voiceChannelId)?.room;
    const guild = room && this.#context.client.guilds.cache.get(room.guildId);
    if (room?.state !== 'open' || !guild?.available) return null;
    // Who is about to be put out is let into nothing meanwhile.
    const occupants = this.#parts.doorkeeper.guestsOf(guild, room);
    return { room, guild, occupants, settings: this.#parts.rules.of(guild.id) };
  }

  /** The cache keeps overwrites of roles that are gone. */
  #current(channel: VoiceChannel | TextChannel): readonly Overwrite[] {
    return ofExistingRoles(channel.guild, this.#parts.sent.latest(channel.id) ?? overwritesOf(channel));
  }

  async #send(channelId: string, desired: readonly Overwrite[], request: () => Promise<void>): Promise<void> {
    this.#parts.sent.note(channelId, desired);
    try {
      await request();
    } catch (error) {
      this.#parts.sent.failed(channelId, desired, error);
      throw error;
    }
  }
}

function handEdited(stored: StoredRoom, was: readonly Overwrite[], is: readonly Overwrite[]): StoredRoom {
  if (stored.room.state === 'deleting') return stored;
  const baseOverwrites = withHandEdits(stored.room.baseOverwrites, was, is);
  if (sameOverwrites(baseOverwrites, stored.room.baseOverwrites)) return stored;
  return { ...stored, room: { ...stored.room, baseOverwrites } };
}
