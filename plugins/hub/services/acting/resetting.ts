import type { Renamed, RoomOrder } from '../../api.js';
import { unsealed } from '../../domain/admission.js';
import { firstName, type FirstName } from '../../domain/naming.js';
import type { HubDefaults, Room } from '../../domain/room.js';
import { auditReason } from '../../messages.js';
import type { ChannelSettings } from './channel-settings.js';
import type { Hubs } from '../store/hubs.js';
import { playersOf } from '../live-guild.js';
import type { Orders } from './orders.js';
import type { Names, Sync } from '../parts.js';
import type { GuildRules } from '../room-settings.js';
import { displayNameOf } from './target-facts.js';

export interface ResettingParts {
  readonly orders: Orders;
  readonly channelSettings: ChannelSettings;
  readonly hubs: Hubs;
  readonly names: Names;
  readonly rules: GuildRules;
  readonly sync: Sync;
}

/** What a hub that is no hub any more gives. */
const builtIn: HubDefaults = { template: null, manualName: null, userLimit: null };

/** Makes rooms again what they were when they were made, but for their owner, their hosts and who is in them. */
export class Resetting {
  readonly #parts: ResettingParts;
  readonly #random: () => number;

  public constructor(parts: ResettingParts, random: () => number = Math.random) {
    this.#parts = parts;
    this.#random = random;
  }

  public async reset(order: RoomOrder): Promise<Renamed> {
    const { orders, hubs, names } = this.#parts;
    const rule = orders.rule(order, 'reset');
    const { room } = orders.require(order, rule);
    const defaults = hubs.get(room.hubId)?.defaults ?? builtIn;
    const owner = await orders.answered(order, displayNameOf(order.guild, room.ownerId));
    const after = await this.#open(order, defaults);
    const first = this.#firstName(order, after, defaults, owner);
    return orders.answered(order, names.restart(order.voiceChannelId, first));
  }

  /** The name comes last, in a request of its own: Discord may have it wait. */
  async #open(order: RoomOrder, defaults: HubDefaults): Promise<Room> {
    const { orders, sync, channelSettings } = this.#parts;
    const userLimit = defaults.userLimit ?? 0;
    let changed = false;
    const { room } = await orders.change(
      order,
      orders.rule(order, 'reset'),
      (room) => {
        changed = room.userLimit !== userLimit;
        return { ...unsealed(room), userLimit };
      },
      async () => {
        await sync.voiceNow(order.voiceChannelId);
        const reason = auditReason.reset(order.member.displayName);
        await channelSettings.sendLimit(order, { userLimit, changed, reason });
      },
    );
    return room;
  }

  #firstName({ guild }: RoomOrder, room: Room, defaults: HubDefaults, owner: string): FirstName {
    const { showGameIn, bannedWords } = this.#parts.rules.of(room.guildId);
    const { ownerId, userLimit, members } = room;
    const players = playersOf(
      guild,
      members.map(({ userId }) => userId),
    );
    return firstName(defaults, owner, { ownerId, players, userLimit, showGameIn, bannedWords }, this.#random);
  }
}
