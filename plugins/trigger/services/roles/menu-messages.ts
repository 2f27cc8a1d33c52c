import type { Guild } from 'discord.js';
import { restFailure } from 'roomkeeper';
import { mostChosen } from '../../domain/role-menu.js';
import { RoleMenuRow } from '../../entities/role-menu-row.js';
import { runFailed } from '../../run-messages.js';
import { menuIdIn, menuMessage, type MenuMessage } from '../../views/role-menu-view.js';
import { failureOf } from '../actions/discord-answers.js';
import { placeFor } from '../actions/place.js';
import type { RolesParts } from './roles-parts.js';

/** How posting a menu ended. `unsure`: Discord did not answer, so it may be there. */
export type Posted =
  | { readonly kind: 'posted'; readonly messageId: string }
  | { readonly kind: 'refused'; readonly error: string }
  | { readonly kind: 'unsure' };

/** How a request about a menu's message ended. */
export type MessageEnd = { readonly kind: 'done' | 'gone' } | { readonly kind: 'failed'; readonly error: string };

/** The messages of role menus: posted after their rows are stored, and drawn as these are. */
export class MenuMessages {
  readonly #parts: RolesParts;

  public constructor(parts: RolesParts) {
    this.#parts = parts;
  }

  /** Posts the message of a stored menu: for one and the same row once, as long as Discord remembers. */
  public async post(guild: Guild, row: RoleMenuRow): Promise<Posted> {
    const place = await placeFor(guild, row.channelId, ['SendMessages']);
    if (!place.ok) return { kind: 'refused', error: place.error };
    try {
      const message = await place.channel.send({
        ...(await this.#shown(guild, row)),
        nonce: `roomkeeper-menu-${row.id}`,
        enforceNonce: true,
        allowedMentions: { parse: [] },
      });
      await this.adopt(row, message.id);
      return { kind: 'posted', messageId: message.id };
    } catch (error) {
      if (restFailure(error) === 'unanswered') return { kind: 'unsure' };
      return { kind: 'refused', error: failureOf(error, {}).error };
    }
  }

  /** Notes which message a menu is on, unless that is known. */
  public async adopt({ id }: Pick<RoleMenuRow, 'id'>, messageId: string): Promise<void> {
    await this.#parts.context.orm.em.fork().nativeUpdate(RoleMenuRow, { id, messageId: null }, { messageId });
  }

  /** Makes the message what is stored. One at a time for each menu, each with what is stored then. */
  public async draw(guild: Guild, id: number): Promise<MessageEnd> {
    return this.#parts.context.queue.run(`trigger.role-menu:${id}`, async () => {
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

  public async delete(guild: Guild, { channelId, messageId }: RoleMenuRow): Promise<MessageEnd> {
    if (messageId === null) return { kind: 'done' };
    return this.#ask(guild, channelId, (channel) => channel.messages.delete(messageId));
  }

  /**
   * Looks for the message of a menu that was being posted when the bot died: among the first that were written after that.
   *
   * @returns its id, null when it is certainly not there, undefined when Discord did not say.
   */
  public async find(guild: Guild, { id, channelId, createdAt }: RoleMenuRow): Promise<string | null | undefined> {
    const place = await placeFor(guild, channelId, ['ReadMessageHistory']);
    if (!place.ok) return place.gone === undefined ? undefined : null;
    try {
      const messages = await place.channel.messages.fetch({ after: earliestId(createdAt), limit: 100, cache: false });
      const own = messages.filter(({ author }) => author.id === guild.client.user.id);
      const found = own.find(({ components }) => customIdsIn(components).some((one) => menuIdIn(one) === id));
      return found?.id ?? null;
    } catch (error) {
      return failureOf(error, {}).outcome === 'not-found' ? null : undefined;
    }
  }

  async #ask(
    guild: Guild,
    channelId: string,
    work: (channel: Extract<Awaited<ReturnType<typeof placeFor>>, { readonly ok: true }>['channel']) => Promise<void>,
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

/** The smallest id that a message of that moment can have; a minute earlier, since clocks differ. */
function earliestId(moment: Date): string {
  return String(BigInt(Math.max(0, moment.getTime() - 60_000 - DISCORD_EPOCH)) << 22n);
}

const DISCORD_EPOCH = 1_420_070_400_000;

function customIdsIn(components: readonly unknown[]): readonly string[] {
  return [...JSON.stringify(components).matchAll(/"custom_id":"([^"]+)"/g)].map(([, id]) => id ?? '');
}
