import { restFailure, type PluginContext } from 'roomkeeper';
import { auditReason, notice } from '../../room-messages.js';
import type { ChannelCalls } from './channel-calls.js';
import type { Doorkeeper } from '../acting/doorkeeper.js';
import { deadlineKey, queueKey } from '../flow.js';
import type { HubBus } from '../hub-bus.js';
import type { Deletion } from '../parts.js';
import type { Rooms, StoredRoom } from '../store/rooms.js';
import { syncKey } from './sync.js';

/** The pauses between tries, in milliseconds; the last one is kept. */
const PAUSES = [5_000, 30_000, 120_000, 600_000, 3_600_000];
/** After so many tries the guild is told. */
const TRIES_UNTOLD = 2;

export interface DeletionParts {
  readonly rooms: Rooms;
  readonly calls: ChannelCalls;
  readonly bus: HubBus;
  readonly doorkeeper: Doorkeeper;
}

/** Ends rooms: the voice channel, the text channel, and the row only when both are gone. */
export class RoomDeletion implements Deletion {
  readonly #context: PluginContext;
  readonly #parts: DeletionParts;
  readonly #tries = new Map<string, number>();
  /** Channels that Discord has said to be deleted. */
  readonly #gone = new Set<string>();

  public constructor(context: PluginContext, parts: DeletionParts) {
    this.#context = context;
    this.#parts = parts;
  }

  public start({ room }: StoredRoom, reason?: string): Promise<void> {
    const { voiceChannelId, deleteAt } = room;
    const why = reason ?? (deleteAt === null ? auditReason.unwanted : auditReason.empty);
    return this.#context.queue.run(syncKey(voiceChannelId), () => this.#delete(voiceChannelId, why));
  }

  /** A channel of a room is gone: no request is made for it. */
  public channelGone(channelId: string): void {
    this.#gone.add(channelId);
  }

  async #delete(voiceChannelId: string, reason: string): Promise<void> {
    const stored = this.#parts.rooms.get(voiceChannelId);
    if (stored?.room.state !== 'deleting' || this.#isWanted(stored)) return;
    const { textChannelId } = stored.room;
    // The text channel only then: a room that somebody enters after all is still whole.
    if (!(await this.#deleteChannel(voiceChannelId, reason))) return this.#later(stored);
    if (textChannelId !== null && !(await this.#deleteChannel(textChannelId, reason))) return this.#later(stored);
    await this.#forget(stored);
  }

  /** Somebody has entered a room that was to be deleted for being empty; the event of it is on its way through the queue. */
  #isWanted({ room }: StoredRoom): boolean {
    const guild = this.#context.client.guilds.cache.get(room.guildId);
    if (!guild || room.deleteAt === null || this.#gone.has(room.voiceChannelId)) return false;
    return this.#parts.doorkeeper.guestsOf(guild, room).some(({ bot }) => !bot);
  }

  async #deleteChannel(channelId: string, reason: string): Promise<boolean> {
    if (this.#gone.has(channelId)) return true;
    try {
      await this.#parts.calls.delete(channelId, reason);
    } catch (error) {
      if (restFailure(error) !== 'unknown-channel') {
        this.#context.log.warn({ channel: channelId, error }, 'A channel of a room could not be deleted');
        return false;
      }
    }
    this.#gone.add(channelId);
    return true;
  }

  async #forget({ room: { guildId, voiceChannelId } }: StoredRoom): Promise<void> {
    const closed = await this.#context.queue.run(queueKey(guildId), async () => {
      const stored = this.#parts.rooms.get(voiceChannelId);
      await this.#parts.rooms.remove({ guildId, voiceChannelId });
      await this.#context.scheduler.cancel(deadlineKey(voiceChannelId, 'deletion'));
      await this.#context.scheduler.cancel(deadlineKey(voiceChannelId, 'names'));
      return stored;
    });
    this.#tries.delete(voiceChannelId);
    this.#gone.delete(voiceChannelId);
    if (closed?.room.textChannelId) this.#gone.delete(closed.room.textChannelId);
    this.#context.log.info({ guild: guildId, channel: voiceChannelId }, 'A room was closed');
    if (closed) this.#parts.bus.emit('roomClosed', closed);
  }

  async #later({ room: { guildId, voiceChannelId } }: StoredRoom): Promise<void> {
    const tries = (this.#tries.get(voiceChannelId) ?? 0) + 1;
    this.#tries.set(voiceChannelId, tries);
    const at = this.#context.clock.now() + (PAUSES[tries - 1] ?? PAUSES.at(-1) ?? 0);
    await this.#context.queue.run(queueKey(guildId), async () => {
      const stored = this.#parts.rooms.get(voiceChannelId);
      if (stored?.room.state !== 'deleting') return;
      // A room that people want deleted keeps none: who is in it then does not bring it back.
      const isEmptied = stored.room.deleteAt !== null;
      if (isEmptied) await this.#parts.rooms.save({ ...stored, room: { ...stored.room, deleteAt: at } });
      const payload = { voiceChannelId, deadline: 'deletion' } as const;
      await this.#context.scheduler.arm({ ...deadlineKey(voiceChannelId, 'deletion'), at: new Date(at), payload });
    });
    if (tries <= TRIES_UNTOLD) return;
    await this.#context.notices.send(
      guildId,
      `hub.undeletable:${voiceChannelId}`,
      notice.undeletable(voiceChannelId, at),
    );
  }
}
