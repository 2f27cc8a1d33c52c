import type { Guild } from 'discord.js';
import type { PluginContext } from 'roomkeeper';
import { paginate, type Block } from '../domain/paging.js';
import { list, settingLines } from '../messages.js';
import type { BreakoutRow, Breakouts } from './breakouts.js';
import type { Health } from './health.js';
import type { Source, Sources } from './sources.js';

/** Room for the line with the page's number below a page of 2000 characters. */
const PAGE_LENGTH = 1900;

/** One page of the list. */
export interface ListPage {
  readonly text: string;
  /** From 0. */
  readonly page: number;
  readonly pages: number;
}

export interface ListingParts {
  readonly sources: Sources;
  readonly breakouts: Breakouts;
  readonly health: Health;
}

/** Shows a guild's sources, their settings, their breakouts, and what is wrong. */
export class Listing {
  readonly #context: PluginContext;
  readonly #parts: ListingParts;

  public constructor(context: PluginContext, parts: ListingParts) {
    this.#context = context;
    this.#parts = parts;
  }

  /** A page of the list; a number that there is no page for (any more) gives the nearest one. */
  public async page(guild: Guild, wanted: number): Promise<ListPage> {
    const rows = await this.#parts.breakouts.ofGuild(guild.id);
    const sources = this.#parts.sources.ofGuild(guild.id);
    const known = new Set(sources.map(({ channelId }) => channelId));
    const orphans = rows.filter(({ sourceChannelId }) => !known.has(sourceChannelId));
    const blocks = sources.map((source) => this.#block(guild, source, rows));
    if (orphans.length > 0) blocks.push({ heading: list.orphansHeading, lines: this.#breakoutLines(orphans) });
    const pages = paginate(blocks, PAGE_LENGTH);
    if (pages.length === 0) return { text: list.empty, page: 0, pages: 1 };
    const page = Math.min(Math.max(0, wanted), pages.length - 1);
    const text = pages[page] ?? '';
    return {
      text: pages.length === 1 ? text : `${text}\n\n${list.page(page + 1, pages.length)}`,
      page,
      pages: pages.length,
    };
  }

  #block(guild: Guild, source: Source, rows: readonly BreakoutRow[]): Block {
    const own = rows.filter(({ sourceChannelId }) => sourceChannelId === source.channelId);
    const breakouts = own.length === 0 ? [list.noBreakouts] : this.#breakoutLines(own);
    return {
      heading: list.heading(source.channelId),
      lines: [...this.#troubles(guild, source), ...settingLines(source).map((line) => `-# ${line}`), ...breakouts],
    };
  }

  #troubles(guild: Guild, source: Source): string[] {
    if (!guild.channels.cache.has(source.channelId)) return [list.sourceGone];
    const missing = this.#parts.health.missingAnywhere(guild, source);
    const troubles = missing.length > 0 ? [list.missing(missing)] : [];
    if (missing.length === 0 && source.brokenReason !== null) troubles.push(list.broken(source.brokenReason));
    const categories = [source.categoryId, ...source.fallbackCategoryIds];
    for (const id of categories) if (id !== null && !guild.channels.cache.has(id)) troubles.push(list.categoryGone(id));
    const { templateChannelId: template } = source;
    if (template !== null && !guild.channels.cache.has(template)) troubles.push(list.templateGone(template));
    return troubles;
  }

  #breakoutLines(rows: readonly BreakoutRow[]): string[] {
    return rows.flatMap(({ guildId, channelId, ownerId, createdAt, deleteAt }) => {
      if (channelId === null) return [];
      const people = this.#context.voice.humansIn(guildId, channelId);
      return list.breakout({ channelId, ownerId, people, createdAt, deleteAt });
    });
  }
}
