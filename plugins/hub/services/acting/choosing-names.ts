import { UserError } from '@sapphire/framework';
import type { Renamed, RoomOrder } from '../../api.js';
import { checkName } from '../../domain/name-filter.js';
import { panelTemplates, type PanelTemplateKey } from '../../domain/panel-templates.js';
import type { Room } from '../../domain/room.js';
import { nameRefused } from '../../messages.js';
import type { Orders } from './orders.js';
import type { Names } from '../parts.js';
import type { GuildRules } from '../room-settings.js';
import { displayNameOf } from './target-facts.js';

/** What people want their room to be called. */
export class ChoosingNames {
  readonly #orders: Orders;
  readonly #names: Names;
  readonly #rules: GuildRules;

  public constructor(parts: { orders: Orders; names: Names; rules: GuildRules }) {
    this.#orders = parts.orders;
    this.#names = parts.names;
    this.#rules = parts.rules;
  }

  public async rename(order: RoomOrder, typed: string): Promise<Renamed> {
    const { room } = this.#orders.require(order, this.#orders.rule(order, 'rename'));
    const name = this.#checked(room, typed);
    return this.#orders.answered(order, this.#names.rename(order.voiceChannelId, name));
  }

  public async cancelRename(order: RoomOrder): Promise<void> {
    this.#orders.require(order, this.#orders.rule(order, 'rename'));
    await this.#orders.answered(order, this.#names.cancel(order.voiceChannelId));
  }

  public async template(order: RoomOrder, key: PanelTemplateKey): Promise<Renamed> {
    const { room } = this.#orders.require(order, this.#orders.rule(order, 'templates'));
    const owner = await this.#orders.answered(order, displayNameOf(order.guild, room.ownerId));
    const { autoName, fallbackName } = panelTemplates[key].apply(room.naming, owner, this.#bannedWords(room));
    if (!autoName && fallbackName !== null) this.#checked(room, fallbackName);
    return this.#orders.answered(order, this.#names.template(order.voiceChannelId, key, owner));
  }

  /** @throws {UserError} which says why the name is not taken. */
  #checked(room: Room, name: string): string {
    const checked = checkName(name, this.#bannedWords(room));
    if (!checked.ok) throw new UserError({ identifier: 'hub.bad-input', message: nameRefused(checked) });
    return checked.name;
  }

  #bannedWords({ guildId }: Room): readonly string[] {
    return this.#rules.of(guildId).bannedWords;
  }
}
