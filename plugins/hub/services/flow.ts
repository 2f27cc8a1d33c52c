import type { PluginContext } from 'roomkeeper';
import { ownership } from '../domain/ownership.js';
import type { Effect, RoomDeadline } from '../domain/ownership-effects.js';
import type { OwnershipEvent } from '../domain/ownership-events.js';
import type { Room } from '../domain/room.js';
import type { HubBus } from './hub-bus.js';
import type { GuildRules } from './room-settings.js';
import type { Rooms, StoredRoom } from './store/rooms.js';

/** What changes rooms and hubs of a guild runs one after the other under this key. No request to Discord is made in it. */
export function queueKey(guildId: string): string {
  return `hub:${guildId}`;
}

/** The wake-up call of a room's deadline. */
export function deadlineKey(voiceChannelId: string, deadline: RoomDeadline | 'names') {
  return { task: 'hub.wake-room', key: `${voiceChannelId}.${deadline}` } as const;
}

/** What follows a change of a room outside of the flow itself: wired up by the plugin. */
export interface Aftermath {
  /** Overwrites, name and panel may be out of date. Returns at once. */
  resync(stored: StoredRoom): void;
  /** The room is being deleted: its channels go. Returns at once. */
  deleteChannels(stored: StoredRoom): void;
  /** Sudo has given a room to somebody. */
  forceTransferred(
    stored: StoredRoom,
    transfer: { readonly from: string; readonly to: string; readonly byId: string },
  ): Promise<void>;
}

/** The one way in which rooms change: decided by rules, stored, and only then carried out. */
export class Flow {
  readonly #context: PluginContext;
  readonly #rooms: Rooms;
  readonly #rules: GuildRules;
  readonly #bus: HubBus;
  readonly #aftermath: Aftermath;

  public constructor(
    context: PluginContext,
    parts: { rooms: Rooms; rules: GuildRules; bus: HubBus; aftermath: Aftermath },
  ) {
    this.#context = context;
    this.#rooms = parts.rooms;
    this.#rules = parts.rules;
    this.#bus = parts.bus;
    this.#aftermath = parts.aftermath;
  }

  /** Lets something happen to a room. @returns the room afterwards; null when there is none. */
  public apply(guildId: string, voiceChannelId: string, event: OwnershipEvent): Promise<StoredRoom | null> {
    return this.#context.queue.run(queueKey(guildId), () => this.applyQueued(voiceChannelId, event));
  }

  /** The same for who is within the guild's queue already. */
  public async applyQueued(voiceChannelId: string, event: OwnershipEvent): Promise<StoredRoom | null> {
    const before = this.#rooms.get(voiceChannelId);
    if (!before) return null;
    const { room, effects } = ownership(
      before.room,
      event,
      this.#context.clock.now(),
      this.#rules.of(before.room.guildId),
    );
    return effects.length === 0 ? before : this.carryOut({ ...before, room }, effects);
  }

  /**
   * Changes a room in another way than its ownership, such as its lock. The deadline of its names is armed with it. Nothing is stored or told when `change` returns the
   * room as it was. `change` may throw to refuse: then nothing has happened.
   *
   * @returns the room afterwards; null when there is none.
   */
  public change(
    guildId: string,
    voiceChannelId: string,
    change: (stored: StoredRoom) => StoredRoom,
  ): Promise<StoredRoom | null> {
    return this.#context.queue.run(queueKey(guildId), async () => {
      const before = this.#rooms.get(voiceChannelId);
      if (!before) return null;
      const after = change(before);
      if (after === before) return before;
      await this.#rooms.save(after);
      if (after.names.at !== before.names.at) await this.#armNames(after);
      this.#bus.emit('roomChanged', after);
      return after;
    });
  }

  /** Stores a room and does what follows. Call it within the guild's queue. */
  public async carryOut(stored: StoredRoom, effects: readonly Effect[]): Promise<StoredRoom> {
    await this.#rooms.save(stored);
    for (const effect of effects) await this.#perform(effect, stored);
    return stored;
  }

  async #perform(effect: Effect, stored: StoredRoom): Promise<void> {
    const { voiceChannelId } = stored.room;
    switch (effect.kind) {
      case 'arm':
        return this.arm(stored.room, effect.deadline, effect.at);
      case 'cancel':
        return this.#context.scheduler.cancel(deadlineKey(voiceChannelId, effect.deadline));
      case 'log-force-transfer':
        return this.#aftermath.forceTransferred(stored, effect);
      case 'resync':
        this.#aftermath.resync(stored);
        this.#bus.emit('roomChanged', stored);
        if (stored.room.members.length === 0) this.#bus.emit('roomEmptied', stored);
        return;
      case 'delete-channels':
        return this.#aftermath.deleteChannels(stored);
      case 'owner-changed':
      case 'grace-opened':
      case 'grace-ended':
        // Told by the change of the room, which `resync` accompanies.
        return;
    }
  }

  #armNames({ room, names }: StoredRoom): Promise<void> {
    if (names.at === null) return this.#context.scheduler.cancel(deadlineKey(room.voiceChannelId, 'names'));
    return this.arm(room, 'names', names.at);
  }

  /** Sets a deadline's wake-up call. */
  public arm(
    { voiceChannelId }: Pick<Room, 'voiceChannelId'>,
    deadline: RoomDeadline | 'names',
    at: number,
  ): Promise<void> {
    const payload = { voiceChannelId, deadline };
    return this.#context.scheduler.arm({ ...deadlineKey(voiceChannelId, deadline), at: new Date(at), payload });
  }
}
