import { UserError } from '@sapphire/framework';
import { Routes, type RESTPatchAPIChannelJSONBody, type VoiceChannel } from 'discord.js';
import type { PluginContext } from 'roomkeeper';
import type { RoomOrder } from '../../api.js';
import type { Action } from '../../domain/access.js';
import { isVoiceRegion } from '../../domain/voice-regions.js';
import { auditReason, badInput } from '../../messages.js';
import { voiceChannel } from '../live-guild.js';
import type { Orders, Rule } from './orders.js';
import type { Names } from '../parts.js';
import { syncKey } from '../making/sync.js';

const MIN_BITRATE = 8000;
const MAX_LIMIT = 99;

/** What Discord keeps of a room's voice channel: user limit, bitrate, region. */
export class ChannelSettings {
  readonly #context: PluginContext;
  readonly #orders: Orders;
  readonly #names: Names;

  public constructor(context: PluginContext, parts: { orders: Orders; names: Names }) {
    this.#context = context;
    this.#orders = parts.orders;
    this.#names = parts.names;
  }

  /** The limit is stored too: it shows in names, and outlives a crash. */
  public async setLimit(order: RoomOrder, userLimit: number): Promise<void> {
    const rule = this.#allowed(order, 'limit');
    if (!Number.isInteger(userLimit) || userLimit < 0 || userLimit > MAX_LIMIT) throw bad(badInput.limit);
    const reason = auditReason.limit(order.member.displayName);
    let changed = false;
    const stored = await this.#orders.change(
      order,
      rule,
      (room) => {
        changed = room.userLimit !== userLimit;
        return { ...room, userLimit };
      },
      () => this.sendLimit(order, { userLimit, changed, reason }),
    );
    this.#names.refresh(stored);
  }

  public async setBitrate(order: RoomOrder, bitrate: number): Promise<void> {
    const rule = this.#allowed(order, 'bitrate');
    const max = order.guild.maximumBitrate;
    if (!Number.isInteger(bitrate) || bitrate < MIN_BITRATE || bitrate > max) throw bad(badInput.bitrate(max));
    const reason = auditReason.bitrate(order.member.displayName);
    await this.#edit(order, rule, (channel) => channel?.bitrate !== bitrate, { bitrate }, reason);
  }

  public async setRegion(order: RoomOrder, region: string | null): Promise<void> {
    const rule = this.#allowed(order, 'region');
    if (region !== null && !isVoiceRegion(region)) throw bad(badInput.region);
    const reason = auditReason.region(order.member.displayName);
    await this.#edit(order, rule, (channel) => channel?.rtcRegion !== region, { rtc_region: region }, reason);
  }

  /**
   * Tells Discord a room's limit; no request when it has it already. Rejects with Discord's error.
   *
   * @param wish.changed - Whether the limit is a new one: then the cache, which may lag behind, is not asked.
   */
  public async sendLimit(
    order: RoomOrder,
    wish: { readonly userLimit: number; readonly changed: boolean; readonly reason: string },
  ): Promise<void> {
    const current = voiceChannel(order.guild, order.voiceChannelId)?.userLimit;
    if (!wish.changed && current === wish.userLimit) return;
    this.#names.limitSent(order.voiceChannelId, wish.userLimit);
    await this.#send(order, { user_limit: wish.userLimit }, wish.reason);
  }

  /** Who may not do it at all is told that first, and then what is wrong with the value. */
  #allowed(order: RoomOrder, action: Action): Rule {
    const rule = this.#orders.rule(order, action);
    this.#orders.require(order, rule);
    return rule;
  }

  /** Changes nothing that is stored: Discord keeps it, and nothing depends on it. */
  async #edit(
    order: RoomOrder,
    rule: Rule,
    differs: (channel: VoiceChannel | null) => boolean,
    body: RESTPatchAPIChannelJSONBody,
    reason: string,
  ): Promise<void> {
    const tell = async (): Promise<void> => {
      if (differs(voiceChannel(order.guild, order.voiceChannelId))) await this.#send(order, body, reason);
    };
    await this.#orders.change(order, rule, (room) => room, tell);
  }

  /** One room's requests go one after the other. */
  #send({ voiceChannelId }: RoomOrder, body: RESTPatchAPIChannelJSONBody, reason: string): Promise<void> {
    return this.#context.queue.run(syncKey(voiceChannelId), async () => {
      await this.#context.client.rest.patch(Routes.channel(voiceChannelId), { body, reason });
    });
  }
}

function bad(message: string): UserError {
  return new UserError({ identifier: 'hub.bad-input', message });
}
