import { UserError } from '@sapphire/framework';
import type { GuildMember } from 'discord.js';
import { core, use, type PluginContext } from 'roomkeeper';
import type { RoomOrder } from '../../api.js';
import { may, type Action, type Actor, type Verdict } from '../../domain/access.js';
import type { OwnershipEvent } from '../../domain/ownership-events.js';
import type { Room } from '../../domain/room.js';
import { isUnchanged, takenBack } from '../../domain/taking-back.js';
import type { TargetVerdict } from '../../domain/targets.js';
import { refusal, roomGone, roomPending } from '../../messages.js';
import { queueKey, type Flow } from '../flow.js';
import { isOfDiscord, refusedByDiscord } from './discord-refusals.js';
import type { Sync } from '../parts.js';
import type { Rooms, StoredRoom } from '../store/rooms.js';

/** Whether an order may be carried out on the room as it is now. */
export interface Rule {
  readonly action: Action;
  readonly verdict: (room: Room) => TargetVerdict;
}

export interface OrdersParts {
  readonly rooms: Rooms;
  readonly flow: Flow;
  readonly sync: Sync;
}

/** How every order goes: decided against the live room within the guild's queue, stored, told to Discord. */
export class Orders {
  readonly #context: PluginContext;
  readonly #parts: OrdersParts;

  public constructor(context: PluginContext, parts: OrdersParts) {
    this.#context = context;
    this.#parts = parts;
  }

  /** @throws {UserError} `hub.room-gone` when the order is about no room, `hub.refused` while it is being made. */
  public live({ voiceChannelId }: RoomOrder): StoredRoom {
    const stored = this.#parts.rooms.get(voiceChannelId);
    if (!stored) throw new UserError({ identifier: 'hub.room-gone', message: roomGone });
    if (stored.room.state !== 'pending') return stored;
    throw new UserError({ identifier: 'hub.refused', message: roomPending });
  }

  public actorOf(member: GuildMember): Actor {
    return { id: member.id, bot: member.user.bot, guildId: member.guild.id, sudo: use(core).isSudo(member) };
  }

  public may({ voiceChannelId, member }: RoomOrder, action: Action): Verdict {
    const stored = this.#parts.rooms.get(voiceChannelId);
    if (!stored) return { allowed: false, reason: 'room-deleting' };
    return may(this.actorOf(member), action, stored.room, this.now());
  }

  /** The rule of what is aimed at nobody. */
  public rule(order: RoomOrder, action: Action): Rule {
    return { action, verdict: (room) => may(this.actorOf(order.member), action, room, this.now()) };
  }

  /** @throws {UserError} when the order may not be carried out. */
  public require(order: RoomOrder, rule: Rule): StoredRoom {
    const stored = this.live(order);
    const verdict = rule.verdict(stored.room);
    if (verdict.allowed) return stored;
    const gone = verdict.reason === 'room-deleting';
    const identifier = gone ? 'hub.room-gone' : 'hub.refused';
    throw new UserError({ identifier, message: refusal(verdict, rule.action) });
  }

  /**
   * Changes a room and tells Discord. When Discord refuses, the change is taken back, and what was told of it until then.
   *
   * @param tell - Makes the requests; called also when nothing has changed, to heal what Discord may have missed.
   * @throws {UserError} when the order may not be, or cannot be, carried out.
   */
  public async change(
    order: RoomOrder,
    rule: Rule,
    change: (room: Room) => Room,
    tell: (stored: StoredRoom) => Promise<void> = () => this.#parts.sync.voiceNow(order.voiceChannelId),
  ): Promise<StoredRoom> {
    let before = this.live(order);
    const after = await this.#parts.flow.change(before.room.guildId, order.voiceChannelId, () => {
      before = this.require(order, rule);
      const room = change(before.room);
      return isUnchanged(before.room, room) ? before : { ...before, room };
    });
    const stored = after ?? this.live(order);
    try {
      await tell(stored);
    } catch (error) {
      await this.#takeBack(order, before.room, stored.room);
      throw this.explained(order, error);
    }
    this.#parts.sync.soon(stored);
    return stored;
  }

  /** Lets something happen to a room's ownership. What Discord makes of it afterwards does not undo it: it is made good later. */
  public async apply(order: RoomOrder, rule: Rule, event: OwnershipEvent): Promise<StoredRoom> {
    const { guildId } = this.live(order).room;
    return this.#context.queue.run(queueKey(guildId), async () => {
      const stored = this.require(order, rule);
      return (await this.#parts.flow.applyQueued(order.voiceChannelId, event)) ?? stored;
    });
  }

  /** What somebody waits for. Discord's no is told as a sentence. */
  public async answered<Result>(order: RoomOrder, work: Promise<Result>): Promise<Result> {
    try {
      return await work;
    } catch (error) {
      throw this.explained(order, error);
    }
  }

  /** What to throw for a failed request: the sentence for whoever gave the order, unless it was no request that failed. */
  public explained({ guild, voiceChannelId }: RoomOrder, error: unknown): unknown {
    if (!isOfDiscord(error)) return error;
    this.#context.log.warn({ guild: guild.id, channel: voiceChannelId, error }, 'Discord refused a change of a room');
    return refusedByDiscord(guild, voiceChannelId, error, this.now());
  }

  public now(): number {
    return this.#context.clock.now();
  }

  /** Discord may have carried out some of it, or all without an answer. */
  async #takeBack({ voiceChannelId }: RoomOrder, before: Room, after: Room): Promise<void> {
    const stored = await this.#parts.flow.change(before.guildId, voiceChannelId, (current) => {
      const room = takenBack(current.room, before, after);
      return isUnchanged(current.room, room) ? current : { ...current, room };
    });
    if (stored) this.#parts.sync.soon(stored);
  }
}
