import { DiscordAPIError, type GuildTextBasedChannel } from 'discord.js';
import { restFailure, type PluginContext } from 'roomkeeper';
import {
  afterPage,
  PAGE_SIZE,
  purgeCalls,
  purgeReport,
  startedSearch,
  type PurgeAnswer,
  type PurgedMessage,
  type PurgeReport,
  type PurgeSearch,
} from '../../domain/purge.js';
import type { Moment, Snowflake } from '../../domain/trigger.js';
import { purgeNote } from '../../run-messages.js';
import type { StepResult } from '../parts.js';
import { failureOf, other, type StepFailure } from './discord-answers.js';

/** How long a purge may take. It ends with what it has done by then. In milliseconds. */
const TIME_CAP = 240_000;

export interface PurgeEnd {
  /** Null when the channel could not be read. */
  readonly report: PurgeReport | null;
  readonly result: StepResult;
}

type Answered = { readonly ids: readonly Snowflake[]; readonly answer: PurgeAnswer };

/** One purge: reads the channel's history backwards, then deletes what it has found. */
export class PurgeRun {
  readonly #context: Pick<PluginContext, 'clock' | 'log'>;
  readonly #channel: GuildTextBasedChannel;
  readonly #userId: Snowflake;
  readonly #until: Moment;

  public constructor(context: Pick<PluginContext, 'clock' | 'log'>, channel: GuildTextBasedChannel, userId: Snowflake) {
    this.#context = context;
    this.#channel = channel;
    this.#userId = userId;
    this.#until = context.clock.now() + TIME_CAP;
  }

  public async run(): Promise<PurgeEnd> {
    const found = await this.#search();
    if ('ok' in found) return { report: null, result: found };
    const { answers, failure, late } = await this.#delete(found.ids);
    const report = purgeReport({ ...found, limited: found.limited || late }, answers);
    const note = purgeNote(report);
    if (failure !== null && report.deleted === 0) return { report, result: failure };
    if (failure !== null && failure.outcome !== 'other') return { report, result: { ...failure, error: note } };
    return { report, result: report.failed > 0 && report.deleted === 0 ? other(note) : { ok: true, note } };
  }

  async #search(): Promise<PurgeSearch | StepFailure> {
    let search = startedSearch;
    while (!search.done) {
      if (this.#isLate()) return { ...search, done: true, limited: true };
      try {
        const page = await this.#page(search.before);
        search = afterPage(search, page, this.#userId, this.#context.clock.now());
      } catch (error) {
        return failureOf(error, { channel: this.#channel.id });
      }
      this.#progress({ pages: search.pages, found: search.ids.length });
    }
    return search;
  }

  async #page(before: Snowflake | null): Promise<readonly PurgedMessage[]> {
    const options = { limit: PAGE_SIZE, cache: false, ...(before === null ? {} : { before }) };
    const page = await this.#channel.messages.fetch(options);
    return page.map(({ id, author, createdTimestamp }) => ({ id, authorId: author.id, createdAt: createdTimestamp }));
  }

  /** Goes on after a call that failed, unless the next one would fail alike. */
  async #delete(ids: readonly Snowflake[]) {
    const answers: Answered[] = [];
    const calls = purgeCalls(ids);
    let failure: StepFailure | null = null;
    for (const [at, call] of calls.entries()) {
      if (this.#isLate()) return { answers, failure, late: true };
      try {
        answers.push({ ids: call, answer: await this.#call(call) });
      } catch (error) {
        failure = failureOf(error, { channel: this.#channel.id });
        answers.push({ ids: call, answer: 'failed' });
        this.#context.log.info({ channel: this.#channel.id, user: this.#userId, error }, 'A part of a purge failed');
        if (!(error instanceof DiscordAPIError) || failure.outcome === 'other') continue;
        for (const rest of calls.slice(at + 1)) answers.push({ ids: rest, answer: 'failed' });
        break;
      }
      this.#progress({ calls: at + 1, of: calls.length });
    }
    return { answers, failure, late: false };
  }

  async #call(ids: readonly Snowflake[]): Promise<PurgeAnswer> {
    const [only] = ids;
    try {
      if (ids.length === 1 && only !== undefined) await this.#channel.messages.delete(only);
      else await this.#channel.bulkDelete([...ids]);
      return 'deleted';
    } catch (error) {
      if (restFailure(error) === 'unknown-message') return 'gone';
      throw error;
    }
  }

  #isLate(): boolean {
    return this.#context.clock.now() >= this.#until;
  }

  #progress(fields: Readonly<Record<string, number>>): void {
    this.#context.log.debug({ channel: this.#channel.id, user: this.#userId, ...fields }, 'A purge goes on');
  }
}
