import type { Guild } from 'discord.js';
import type { PluginContext } from 'roomkeeper';
import { auditReason, disable } from '../messages.js';
import type { BreakoutRow, Breakouts } from './breakouts.js';
import { queueKey, type Lifetime } from './lifetime.js';
import type { Sources } from './sources.js';

/** What disabling would take with it, or what it has done. */
export type DisableOutcome =
  | { readonly done: string }
  /** People are in the breakouts that would be deleted: ask first. */
  | { readonly confirm: string };

export interface DisableRequest {
  readonly guild: Guild;
  readonly channelId: string;
  readonly deleteBreakouts: boolean;
  /** The admin was asked, and said yes. */
  readonly confirmed: boolean;
  readonly userName: string;
}

export interface DisablingParts {
  readonly sources: Sources;
  readonly breakouts: Breakouts;
  readonly lifetime: Lifetime;
}

/** Makes sources ordinary channels again. */
export class Disabling {
  readonly #context: PluginContext;
  readonly #parts: DisablingParts;

  public constructor(context: PluginContext, parts: DisablingParts) {
    this.#context = context;
    this.#parts = parts;
  }

  /** Without deletion, breakouts stay tracked until they are empty. Nothing is changed while a confirmation is due. */
  public disable(request: DisableRequest): Promise<DisableOutcome> {
    return this.#context.queue.run(queueKey(request.guild.id), () => this.#disable(request));
  }

  async #disable(request: DisableRequest): Promise<DisableOutcome> {
    const { guild, channelId, deleteBreakouts, confirmed } = request;
    const { sources, breakouts } = this.#parts;
    const source = sources.get(channelId);
    if (!source || source.guildId !== guild.id) return { done: disable.nothing(channelId) };
    const rows = await breakouts.ofSource(channelId);
    const people = rows.reduce((sum, row) => sum + this.#people(row), 0);
    if (deleteBreakouts && !confirmed && people > 0)
      return { confirm: disable.confirm(channelId, rows.length, people) };
    await sources.remove(source, deleteBreakouts ? this.#context.clock.now() : undefined);
    const left = await this.#release(rows, request);
    if (rows.length === 0) return { done: disable.done(channelId) };
    if (!deleteBreakouts) return { done: disable.doneKept(channelId, left) };
    return { done: disable.doneDeleted(channelId, rows.length - left, left) };
  }

  /** @returns how many breakouts are left. */
  async #release(rows: readonly BreakoutRow[], { deleteBreakouts, userName }: DisableRequest): Promise<number> {
    const reason = auditReason.disabled(userName);
    let left = 0;
    for (const row of rows) {
      const occupied = this.#people(row) > 0;
      const event = { type: 'disabled', deleteBreakouts, occupied } as const;
      const after = await this.#parts.lifetime.apply({ ...row, sourceId: null }, event, { reason });
      if (after !== null) left += 1;
    }
    return left;
  }

  #people({ guildId, channelId }: BreakoutRow): number {
    return channelId === null ? 0 : this.#context.voice.humansIn(guildId, channelId).length;
  }
}
