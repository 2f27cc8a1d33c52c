import type { Guild } from 'discord.js';
import type { Histogram, PluginContext } from 'roomkeeper';
import { barring } from '../../domain/blacklist.js';
import { CooldownLedger, type CooldownPlace } from '../../domain/cooldowns.js';
import type { IntervalEvent, TriggerEvent } from '../../domain/event.js';
import { firing } from '../../domain/firing.js';
import type { Matched } from '../../domain/matcher/guild-index.js';
import type { Stopwatch } from '../../domain/matcher/regex-triggers.js';
import type { ActionId, Moment, Trigger, TriggerId } from '../../domain/trigger.js';
import type { Catalogue, Catalogued } from '../catalogue.js';
import type { Run } from '../parts.js';
import type { Alarms } from './alarms.js';
import type { Chains, Ended } from './chains.js';
import { runOf, type Fired } from './fired.js';
import type { Happening } from './happening.js';
import { NewestReactions } from './newest-reactions.js';
import { invokerOf, type Members } from './members.js';
import type { Runs } from './runs.js';

/** How long the triggers of one event may take before the member's next event is served, in milliseconds. */
const EVENT_LIMIT = 300_000;

export interface EngineParts {
  readonly context: Pick<PluginContext, 'clock' | 'queue'>;
  readonly catalogue: Catalogue;
  readonly members: Members;
  readonly chains: Chains;
  readonly runs: Runs;
  readonly alarms: Alarms;
  /** The command prefix of a guild. */
  readonly prefixOf: (guildId: string) => string;
  /** Times patterns. */
  readonly stopwatch: Stopwatch;
  /** How long finding an event's triggers takes. */
  readonly matching: Histogram;
}

/** What an event met, of a guild as it was known then. */
interface Met {
  readonly known: Catalogued;
  readonly matched: Matched;
}

/** The way from an event to the triggers that it sets off. */
export class Engine {
  /** When triggers ran. */
  public readonly cooldowns = new CooldownLedger();
  readonly #parts: EngineParts;
  /** How many events of a member are being served. */
  readonly #underWay = new Map<string, number>();
  readonly #reactions = new NewestReactions();
  /** Triggers whose runs that the schedule began have not ended. */
  readonly #firing = new Set<TriggerId>();

  public constructor(parts: EngineParts) {
    this.#parts = parts;
  }

  /**
   * Fires the triggers of a guild that an event meets. The events of one member are served one after the other, in the order
   * of this call; nobody else waits for them. An event that meets nothing costs no query, and no promise.
   */
  public heard(happening: Happening): Promise<void> | undefined {
    const { guild, event, userId } = happening;
    const now = this.#parts.context.clock.now();
    // What an earlier event of theirs is still doing may make a trigger that this one meets.
    const isFirst = this.#underWay.size === 0 || !this.#underWay.has(turnOf(guild.id, userId));
    const known = isFirst ? this.#parts.catalogue.known(guild.id) : null;
    const met = known && this.#met(guild.id, known, event, now);
    if (met && met.matched.triggers.length === 0 && !this.#parts.alarms.concerns(met.known, met.matched.skipped))
      return undefined;
    this.#reactions.came(event, userId);
    return this.#inTurn(turnOf(guild.id, userId), async () => {
      if (this.#reactions.isNewest(event, userId)) await this.#serve(happening, met, now);
    });
  }

  /**
   * Fires one trigger of which the schedule says that it is due. Resolves when its chain has ended. Not while its last run is under way,
   * however long Discord holds that up: what piled up would be done all at once.
   *
   * @returns whether it was fired.
   */
  public async fire(triggerId: TriggerId, event: IntervalEvent, guild: Guild): Promise<boolean> {
    if (this.#firing.has(triggerId)) return false;
    this.#firing.add(triggerId);
    const now = this.#parts.context.clock.now();
    await this.#inTurn(`trigger.intervals:${guild.id}:${triggerId}`, async () => {
      try {
        const known = await this.#parts.catalogue.of(guild.id);
        const { triggers } = this.#met(guild.id, known, event, now).matched;
        await this.#fire({ guild, event, known, userId: null, member: null, now }, triggers);
      } finally {
        this.#firing.delete(triggerId);
      }
    });
    return true;
  }

  /** Runs an action and its chain for a member, without a trigger. Notes no history. */
  public runActions(actionId: ActionId, run: Run): Promise<Ended> {
    return this.#parts.chains.run(actionId, run);
  }

  #met(guildId: string, known: Catalogued, event: TriggerEvent, now: Moment): Met {
    const { matching, prefixOf, stopwatch } = this.#parts;
    const begun = matching.begin();
    const matched = known.index.match(event, { prefix: prefixOf(guildId), now, stopwatch });
    matching.end(begun);
    return { known, matched };
  }

  async #inTurn(key: string, work: () => Promise<void>): Promise<void> {
    this.#underWay.set(key, (this.#underWay.get(key) ?? 0) + 1);
    try {
      await this.#parts.context.queue.run(key, work, EVENT_LIMIT);
    } finally {
      const left = (this.#underWay.get(key) ?? 1) - 1;
      if (left > 0) this.#underWay.set(key, left);
      else this.#underWay.delete(key);
    }
  }

  /** @param met - What it met when it came: patterns have their time once an event, so they are not asked again. */
  async #serve(happening: Happening, met: Met | null, now: Moment): Promise<void> {
    const { alarms, catalogue, members } = this.#parts;
    const { guild, event, userId } = happening;
    const known = await catalogue.of(guild.id);
    const { triggers, skipped } = (met?.known === known ? met : this.#met(guild.id, known, event, now)).matched;
    const open = triggers.filter(({ id }) => this.cooldowns.holds(id, placeOf(guild, event, userId), now) === null);
    if (open.length > 0 && barring(known.blacklist, userId, event, now) === null) {
      const who = await members.of(happening, open, known.actionsById);
      if (who !== null) await this.#fire({ guild, event, known, userId, member: who.member, now }, open);
    }
    if (alarms.concerns(known, skipped)) await alarms.patterns(guild.id, known, skipped);
  }

  /** Of somebody whom no blacklist keeps away. */
  async #fire(fired: Fired, triggers: readonly Trigger[]): Promise<void> {
    const { guild, event, userId, member, now } = fired;
    const place = placeOf(guild, event, userId);
    const invoker = member === null ? null : invokerOf(member);
    const { fire } = firing(triggers, { now, invoker, barred: null, place, cooldowns: this.cooldowns });
    // Noted before anything is awaited, so that events at the same time find it.
    for (const { id, cooldowns } of fire) this.cooldowns.ran(id, cooldowns, place, now);
    const prefix = this.#parts.prefixOf(guild.id);
    for (const trigger of fire) await this.#parts.runs.run(trigger, runOf(trigger, fired, prefix), now);
  }
}

/** What the events of one member wait for each other by. */
function turnOf(guildId: string, userId: string | null): string {
  return `trigger.events:${guildId}:${userId}`;
}

function placeOf(guild: Guild, event: TriggerEvent, userId: string | null): CooldownPlace {
  return { guildId: guild.id, channelId: 'channelId' in event ? event.channelId : null, userId };
}
