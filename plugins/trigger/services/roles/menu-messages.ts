import type { Guild, GuildTextBasedChannel } from 'discord.js';
import { restFailure } from 'roomkeeper';
import { mostChosen } from '../../domain/role-menu.js';
import { RoleMenuRow } from '../../entities/role-menu-row.js';
import type { Moment } from '../../domain/trigger.js';
import { roleMenus as words } from '../../reaction-role-messages.js';
import { runFailed } from '../../run-messages.js';
import { menuMessage, type MenuMessage } from '../../views/role-menu-view.js';
import { failureOf } from '../actions/discord-answers.js';
import { placeFor } from '../actions/place.js';
import { sendOnce } from '../actions/sending.js';
import { menuMessageIn } from './menu-search.js';
import type { RolesParts } from './roles-parts.js';

/** How posting a menu ended. `unsure`: Discord did not answer, so it may be there. */
export type Posted =
  | { readonly kind: 'posted'; readonly messageId: string }
  | { readonly kind: 'refused'; readonly error: string }
  | { readonly kind: 'unsure' };

/** How long after a request that nobody answered its message may still come, in milliseconds. */
const STILL_COMING = 60_000;
/** How a request about a menu's message ended. */
export type MessageEnd = { readonly kind: 'done' | 'gone' } | { readonly kind: 'failed'; readonly error: string };

/** The messages of role menus: posted after their rows are stored, and drawn as these are. */
export class MenuMessages {
  readonly #parts: RolesParts;
  /** Until when messages that are being posted may come, by their menus. */
  readonly #coming = new Map<number, Moment>();

  public constructor(parts: RolesParts) {
    this.#parts = parts;
  }

  /** Posts the message of a stored menu: for one and the same row once, as long as Discord remembers. */
  public async post(guild: Guild, row: RoleMenuRow): Promise<Posted> {
    this.#coming.set(row.id, Infinity);
    let isSure = true;
    try {
      const posted = await this.#post(guild, row);
      isSure = posted.kind !== 'unsure';
      return posted;
    } finally {
      if (isSure) this.#coming.delete(row.id);
      else this.#coming.set(row.id, this.#parts.context.clock.now() + STILL_COMING);
    }
  }

  async #post(guild: Guild, row: RoleMenuRow): Promise<Posted> {
    const place = await placeFor(guild, row.channelId, ['SendMessages']);
    if (!place.ok) return { kind: 'refused', error: place.error };
    try {
      const shown = { ...(await this.#shown(guild, row)), allowedMentions: { parse: [] } };
      const message = await sendOnce(place.channel, shown, `roomkeeper-menu-${row.id}`);
      if (await this.adopt(row, message.id)) return { kind: 'posted', messageId: message.id };
      // It took so long that somebody has deleted the menu.
      await place.channel.messages.delete(message.id);
      return { kind: 'refused', error: words.deletedMeanwhile };
    } catch (error) {
      if (restFailure(error) === 'unanswered') return { kind: 'unsure' };
      return { kind: 'refused', error: failureOf(error, {}).error };
    }
  }

  /** Notes which message a menu is on, unless that is known. @returns whether the menu is there. */
  public async adopt({ id }: Pick<RoleMenuRow, 'id'>, messageId: string): Promise<boolean> {
    const em = this.#parts.context.orm.em.fork();
    if ((await em.nativeUpdate(RoleMenuRow, { id, messageId: null }, { messageId })) > 0) return true;
    return (await em.count(RoleMenuRow, { id })) > 0;
  }

  /** Makes the message what is stored. One at a time for each menu, each with what is stored then. */
  public draw(guild: Guild, id: number): Promise<MessageEnd> {
    return this.#inTurn(id, async () => {
      const row = await this.#parts.context.orm.em.fork().findOne(RoleMenuRow, { id, guildId: guild.id });
      if (row === null) return { kind: 'gone' };
      const { messageId } = row;
      if (messageId === null) return { kind: 'done' };
      const shown = await this.#shown(guild, row);
      const end = await this.#ask(guild, row.channelId, async (channel) => {
        await channel.messages.edit(messageId, { ...shown, allowedMentions: { parse: [] } });
      });
      if (end.kind === 'done' && !row.drawn) await this.#noteDrawn(row);
      return end;
    });
  }

  /** Unless its entries have been changed meanwhile: then it is drawn again. */
  async #noteDrawn({ id, entries }: RoleMenuRow): Promise<void> {
    const sql = 'update trigger_role_menus set drawn = true where id = ? and entries = ?::jsonb';
    await this.#parts.context.orm.em.fork().execute(sql, [id, JSON.stringify(entries)]);
  }

  /**
   * Deletes the message of a menu, which goes itself after that. Noted first: where it does not come to that, who draws the menu
   * anew finds that its message is gone.
   */
  public delete(guild: Guild, row: RoleMenuRow): Promise<MessageEnd> {
    const { id, channelId } = row;
    return this.#inTurn(id, async () => {
      const sql = 'update trigger_role_menus set drawn = false where id = ? returning message_id::text as message';
      const [noted] = await this.#parts.context.orm.em.fork().execute<{ message: string | null }[]>(sql, [id]);
      if (noted === undefined) return { kind: 'gone' };
      const messageId = noted.message ?? (await this.find(guild, row)) ?? null;
      if (messageId === null) return { kind: 'done' };
      return this.#ask(guild, channelId, (channel) => channel.messages.delete(messageId));
    });
  }

  /**
   * Looks for the message of a menu of which nobody knows whether it was posted: among those that were written after that.
   *
   * @returns its id, null when it is certainly not there, undefined when Discord did not say, or it may still come.
   */
  public async find(guild: Guild, { id, channelId, createdAt }: RoleMenuRow): Promise<string | null | undefined> {
    if ((this.#coming.get(id) ?? 0) > this.#parts.context.clock.now()) return undefined;
    this.#coming.delete(id);
    const place = await placeFor(guild, channelId, ['ReadMessageHistory']);
    if (!place.ok) return place.gone === undefined ? undefined : null;
    try {
      return await menuMessageIn(place.channel, id, createdAt);
    } catch (error) {
      return failureOf(error, {}).outcome === 'not-found' ? null : undefined;
    }
  }

  #inTurn(id: number, work: () => Promise<MessageEnd>): Promise<MessageEnd> {
    return this.#parts.context.queue.run(`trigger.role-menu:${id}`, work);
  }

  async #ask(
    guild: Guild,
    channelId: string,
    work: (channel: GuildTextBasedChannel) => Promise<void>,
  ): Promise<MessageEnd> {
    const place = await placeFor(guild, channelId, []);
    if (!place.ok) return place.gone === undefined ? { kind: 'failed', error: place.error } : { kind: 'gone' };
    try {
      await work(place.channel);
      return { kind: 'done' };
    } catch (error) {
      const failure = restFailure(error);
      if (failure === 'unknown-message' || failure === 'unknown-channel') return { kind: 'gone' };
      const { error: reason } = failureOf(error, {});
      return { kind: 'failed', error: reason === '' ? runFailed.refused : reason };
    }
  }

  /** Entries whose actions are gone are left out. */
  async #shown(guild: Guild, { id, style, text, entries: all }: RoleMenuRow): Promise<MenuMessage> {
    const { groups, actionsById } = await this.#parts.catalogue.of(guild.id);
    const entries = all.filter(({ actionId }) => actionsById.get(actionId)?.spec.kind === 'role');
    const groupIds = entries.map(({ actionId }) => {
      const spec = actionsById.get(actionId)?.spec;
      return spec?.kind === 'role' ? spec.second.groupId : null;
    });
    const most = mostChosen(entries.length, groups, groupIds);
    return menuMessage({ id, style, text, entries, most }, (emojiId) => {
      const emoji = guild.client.emojis.cache.get(emojiId);
      return emoji === undefined
        ? null
        : { id: emoji.id, name: emoji.name ?? 'emoji', animated: emoji.animated ?? false };
    });
  }
}
