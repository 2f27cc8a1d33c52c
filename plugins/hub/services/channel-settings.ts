import { UserError } from '@sapphire/framework';
import { Routes, type RESTPatchAPIChannelJSONBody, type VoiceChannel } from 'discord.js';
import type { PluginContext } from 'roomkeeper';
import type { RoomOrder } from '../api.js';
import { isVoiceRegion } from '../domain/voice-regions.js';
import { auditReason, badInput } from '../messages.js';
import { voiceChannel } from './live-guild.js';
import type { Orders } from './orders.js';
import type { Names } from './parts.js';
import { syncKey } from './sync.js';

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
    if (!Number.isInteger(userLimit) || userLimit < 0 || userLimit > MAX_LIMIT) throw bad(badInput.limit);
    const reason = auditReason.limit(order.member.displayName);
    let changed = false;
    const stored = await this.#orders.change(
      order,
      this.#orders.rule(order, 'limit'),
      (room) => {
        changed = room.userLimit !== userLimit;
        return { ...room, userLimit };
      },
      () => this.sendLimit(order, { userLimit, changed, reason }),
    );
    this.#names.refresh(stored);
  }

  public async setBitrate(order: RoomOrder, bitrate: number): Promise<void> {
    const max = order.guild.maximumBitrate;
    if (!Number.isInteger(bitrate) || bitrate < MIN_BITRATE || bitrate > max) throw bad(badInput.bitrate(max));
    const reason = auditReason.bitrate(order.member.displayName);
    await this.#edit(order, 'bitrate', (channel) => channel?.bitrate !== bitrate, { bitrate }, reason);
  }

  public async setRegion(order: RoomOrder, region: string | null): Promise<void> {
    if (region !== null && !isVoiceRegion(region)) throw bad(badInput.region);
    const reason = auditReason.region(order.member.displayName);
    await this.#edit(order, 'region', (channel) => channel?.rtcRegion !== region, { rtc_region: region }, reason);
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
    await this.#send(order, { user_limit: wish.userLimit }, wish.reason);
  }

  /** Changes nothing that is stored: Discord keeps it, and nothing depends on it. */
  async #edit(
    order: RoomOrder,
    action: 'bitrate' | 'region',
    differs: (channel: VoiceChannel | null) => boolean,
    body: RESTPatchAPIChannelJSONBody,
    reason: string,
  ): Promise<void> {
    const rule = this.#orders.rule(order, action);
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
