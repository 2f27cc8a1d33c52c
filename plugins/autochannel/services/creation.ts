import { ChannelType, type Guild, type RateLimitError, type VoiceChannel } from 'discord.js';
import { restFailure, wasSent, type PluginContext } from 'roomkeeper';
import { pendingBreakout } from '../domain/breakout.js';
import { matchPending } from '../domain/fingerprint.js';
import { breakoutName, firstNumber, lowestFree } from '../domain/naming.js';
import { candidateCategories, placeBreakout, type PlacementFault } from '../domain/placement.js';
import { auditReason } from '../messages.js';
import type { BreakoutRow, Breakouts } from './breakouts.js';
import { channelsIn, channelsOf, seenChannels } from './guild-view.js';
import type { Lifetime } from './lifetime.js';
import { breakoutOverwrites } from './overwrites.js';
import type { Source } from './sources.js';
import type { Strays } from './strays.js';

/** Requests that are made for one breakout before it is given up, and the pause between them, in milliseconds. */
const CREATE_TRIES = 3;
const CREATE_PAUSE = 1000;
/** The longest that people wait for Discord's rate limit, or for this process to act again, before they are told, in milliseconds. */
const LONGEST_WAIT = 60_000;

/** Somebody who is to get a breakout. */
export interface Order {
  readonly guild: Guild;
  readonly source: Source;
  readonly channel: VoiceChannel;
  readonly userId: string;
}

/** Why there is no breakout. */
export type Failure =
  | { readonly failed: PlacementFault | 'forbidden' | 'two-factor-required' | 'refused' | 'unanswered' }
  | { readonly failed: 'rate-limited'; readonly until: number }
  /** Nobody waits any more. */
  | { readonly failed: 'stale' };

/** What came of an order. */
export type Made = { readonly made: BreakoutRow } | Failure;

export interface CreationParts {
  readonly breakouts: Breakouts;
  readonly lifetime: Lifetime;
  readonly strays: Strays;
}

/** Makes breakouts: the row first, then the channel with everything in one request. */
export class Creation {
  readonly #context: PluginContext;
  readonly #parts: CreationParts;
  /** Until when Discord lets a guild make no channels, in milliseconds since the Unix epoch. */
  readonly #limits = new Map<string, number>();

  public constructor(context: PluginContext, parts: CreationParts) {
    this.#context = context;
    this.#parts = parts;
  }

  /** Whether the one who ordered still waits in the source. */
  public isWaiting({ guild, source, userId }: Order): boolean {
    return this.#context.voice.channelOf(guild.id, userId) === source.channelId;
  }

  /** Makes a breakout next to its siblings. Call it within the guild's queue. */
  public async make(order: Order, siblings: readonly BreakoutRow[]): Promise<Made> {
    const full = new Set<string | null>();
    for (;;) {
      const place = this.#place(order, siblings, full);
      if (!place.ok) return { failed: place.reason };
      const row = await this.#announce(order, siblings, place.categoryId);
      const outcome = await this.#create(order, row);
      if ('made' in outcome) return outcome;
      const type = outcome.failed === 'unanswered' ? 'creation-unknown' : 'creation-failed';
      await this.#parts.lifetime.apply(row, { type });
      if (outcome.failed !== 'category-full' || full.has(place.categoryId)) return outcome;
      // Discord counts channels that the bot cannot see: the next category may have room.
      full.add(place.categoryId);
    }
  }

  #place({ guild, source, channel }: Order, siblings: readonly BreakoutRow[], full: ReadonlySet<string | null>) {
    const existing = new Set(guild.channels.cache.filter(({ type }) => type === ChannelType.GuildCategory).keys());
    const categories = candidateCategories({ ...source, sourceCategoryId: channel.parentId, existing });
    return placeBreakout({
      places: categories
        .filter((categoryId) => !full.has(categoryId))
        .map((categoryId) => ({ categoryId, channels: channelsIn(guild, categoryId) })),
      guildChannels: channelsOf(guild),
      breakouts: siblings.filter(({ sourceId }) => sourceId === source.id).length,
      maxBreakouts: source.maxBreakouts,
    });
  }

  /** Writes the row, before anything is made. */
  async #announce(order: Order, siblings: readonly BreakoutRow[], parentId: string | null): Promise<BreakoutRow> {
    const { guild, source, channel, userId } = order;
    const now = this.#context.clock.now();
    const taken = siblings.filter(({ sourceId }) => sourceId === source.id).map(({ number }) => number);
    const number = lowestFree(taken, firstNumber(source.pattern, source.startAt));
    const user = guild.members.cache.get(userId)?.displayName ?? '';
    const life = pendingBreakout(now);
    const breakout = {
      guildId: guild.id,
      sourceId: source.id,
      sourceChannelId: source.channelId,
      number,
      name: breakoutName(source.pattern, { name: channel.name, n: number, user }),
      parentId,
      ownerId: userId,
      createdAt: now,
    };
    const id = await this.#parts.breakouts.insert({ ...breakout, life, graceSeconds: source.graceSeconds });
    const rules = this.#parts.breakouts.rules({ ...breakout, graceSeconds: source.graceSeconds });
    return { ...breakout, ...life, id, channelId: null, rules };
  }

  async #create(order: Order, row: BreakoutRow): Promise<Made> {
    let unsent = 0;
    for (let tries = 1; ; tries += 1) {
      const until = await this.#untilAllowed(row);
      if (until !== null) return { failed: 'rate-limited', until };
      if (!this.isWaiting(order)) return { failed: 'stale' };
      // What fails after the answer says nothing about the channel, which is there.
      const answer = await this.#request(order, row).catch((error: unknown) => ({ error }));
      if (typeof answer === 'string') return this.#made(row, answer);
      const { error } = answer;
      const failure = restFailure(error);
      const where = { guild: row.guildId, channel: row.sourceChannelId };
      switch (failure) {
        case 'rate-limited':
          this.#limits.set(row.guildId, this.#context.clock.now() + (error as RateLimitError).retryAfter);
          break;
        case 'unanswered': {
          const sent = wasSent(error);
          this.#context.log.warn({ ...where, error }, 'Discord did not answer whether it made a channel');
          if (sent) this.#parts.strays.expect(row);
          await this.#pause(CREATE_PAUSE);
          const found = this.#find(order, row);
          if (found) return this.#made(row, found);
          // What was not sent is no try.
          unsent += sent ? 0 : 1;
          if (!sent && unsent * CREATE_PAUSE <= LONGEST_WAIT) tries -= 1;
          if (tries >= CREATE_TRIES) return { failed: 'unanswered' };
          break;
        }
        case 'category-full':
        case 'guild-full':
        case 'forbidden':
        case 'two-factor-required':
          return { failed: failure };
        default:
          this.#context.log.error({ ...where, error }, 'Discord refused a breakout');
          return { failed: 'refused' };
      }
    }
  }

  /** Waits until Discord's limit lets the guild make channels. @returns the end of the limit, if that is too far away to wait. */
  async #untilAllowed({ guildId, sourceChannelId }: BreakoutRow): Promise<number | null> {
    const until = this.#limits.get(guildId) ?? 0;
    const wait = until - this.#context.clock.now();
    if (wait > LONGEST_WAIT) return until;
    this.#limits.delete(guildId);
    if (wait <= 0) return null;
    this.#context.log.info({ guild: guildId, channel: sourceChannelId, wait }, 'The next channel waits for Discord');
    await this.#pause(wait);
    return null;
  }

  async #made(row: BreakoutRow, channelId: string): Promise<Made> {
    const made = await this.#parts.lifetime.apply(
      row,
      { type: 'created', wanted: true, occupied: false },
      { channelId },
    );
    if (!made) return { failed: 'stale' };
    const { guildId: guild, sourceChannelId: source, ownerId: user } = row;
    this.#context.log.info({ guild, channel: channelId, source, user }, 'A breakout was made');
    return { made };
  }

  async #request({ guild, source, channel, userId }: Order, row: BreakoutRow): Promise<string> {
    const created = await guild.channels.create({
      name: row.name,
      type: ChannelType.GuildVoice,
      parent: row.parentId,
      userLimit: source.userLimit,
      bitrate: channel.bitrate,
      ...(channel.rtcRegion === null ? {} : { rtcRegion: channel.rtcRegion }),
      permissionOverwrites: breakoutOverwrites(guild, source, channel).overwrites,
      reason: auditReason.created(guild.members.cache.get(userId)?.displayName ?? userId, channel.name),
    });
    return created.id;
  }

  /** The channel of a request that got no answer, if Discord made it all the same. */
  #find({ guild }: Order, row: BreakoutRow): string | undefined {
    const { live, taken } = seenChannels(guild, this.#context);
    return matchPending([row], live, taken).get(row.id)?.id;
  }

  #pause(ms: number): Promise<void> {
    return new Promise((resolve) => void this.#context.clock.after(ms, resolve));
  }
}
