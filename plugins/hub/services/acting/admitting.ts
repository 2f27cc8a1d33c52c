import type { Guild } from 'discord.js';
import type { PluginContext } from 'roomkeeper';
import type { RoomOrder } from '../../api.js';
import { blocked, kicked, permitted, unblocked, unpermitted, type Target } from '../../domain/admission.js';
import { isSealed, type Room } from '../../domain/room.js';
import type { TargetVerdict } from '../../domain/targets.js';
import { auditReason } from '../../messages.js';
import { aimedRule } from './aiming.js';
import type { Doorkeeper } from './doorkeeper.js';
import type { Orders, Rule } from './orders.js';
import type { Sync } from '../parts.js';

/** Who may come in, who may not, and who has to go. */
export class Admitting {
  readonly #context: PluginContext;
  readonly #orders: Orders;
  readonly #doorkeeper: Doorkeeper;
  readonly #sync: Sync;

  public constructor(context: PluginContext, parts: { orders: Orders; doorkeeper: Doorkeeper; sync: Sync }) {
    this.#context = context;
    this.#orders = parts.orders;
    this.#doorkeeper = parts.doorkeeper;
    this.#sync = parts.sync;
  }

  public async permit(order: RoomOrder, target: Target): Promise<void> {
    const rule = await aimedRule(this.#orders, order, 'permit', target);
    await this.#orders.change(order, rule, (room) => permitted(room, target));
  }

  /** Works for whoever has left the guild, and for roles that are gone: it only takes something off a list. */
  public async unpermit(order: RoomOrder, target: Target): Promise<void> {
    await this.#orders.change(order, this.#orders.rule(order, 'access'), (room) => unpermitted(room, target));
  }

  /** Keeps them out by overwrites first, so that who is put out stays out. */
  public async block(order: RoomOrder, target: Target): Promise<void> {
    const rule = await aimedRule(this.#orders, order, 'block', target);
    const { guild, voiceChannelId, member } = order;
    await this.#orders.change(
      order,
      rule,
      (room) => this.#doorkeeper.withoutBlocked(guild, blocked(room, target)),
      async ({ room }) => {
        await this.#sync.voiceNow(voiceChannelId);
        await this.#doorkeeper.clear(guild, room, auditReason.blocked(member.displayName));
      },
    );
  }

  public async unblock(order: RoomOrder, target: Target): Promise<void> {
    await this.#orders.change(order, this.#orders.rule(order, 'access'), (room) => unblocked(room, target));
  }

  /** They may come back into an open room, but not into one that is locked or hidden. */
  public async kick(order: RoomOrder, userId: string): Promise<void> {
    const rule = this.#ifInside(
      order,
      userId,
      await aimedRule(this.#orders, order, 'kick', { kind: 'user', id: userId }),
    );
    await this.#orders.change(
      order,
      rule,
      (room) => kicked(room, userId),
      async ({ room }) => {
        await this.#doorkeeper.disconnect(
          order.guild,
          room.voiceChannelId,
          userId,
          auditReason.kicked(order.member.displayName),
        );
        if (isSealed(room)) await this.#shutBehind(order.guild, room);
      },
    );
  }

  /** Their leaving does the same a moment later. */
  async #shutBehind(guild: Guild, { voiceChannelId }: Room): Promise<void> {
    try {
      await this.#sync.voiceNow(voiceChannelId);
    } catch (error) {
      this.#context.log.warn({ guild: guild.id, channel: voiceChannelId, error }, 'A kick has left the door open');
    }
  }

  /** Bots are no members of rooms, and may be elsewhere. */
  #ifInside({ guild, voiceChannelId }: RoomOrder, userId: string, rule: Rule): Rule {
    const verdict = (room: Room): TargetVerdict => {
      const found = rule.verdict(room);
      const inside = this.#context.voice.channelOf(guild.id, userId) === voiceChannelId;
      return found.allowed && !inside ? { allowed: false, reason: 'target-not-in-room' } : found;
    };
    return { ...rule, verdict };
  }
}
