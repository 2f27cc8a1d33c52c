import { eventKindOf } from '../conditions/conditions.js';
import type { EventKind, TriggerEvent } from '../event.js';
import { isExpired } from '../lifetime.js';
import type { Regex, RegexEngine } from '../regex.js';
import { inScope } from '../scope.js';
import type { Moment, Trigger, TriggerId } from '../trigger.js';
import { ReactionIndex, VoiceIndex } from './place-index.js';
import type { Stopwatch } from './regex-triggers.js';
import { TextIndex } from './text-index.js';

export interface MatchContext {
  /** The guild's command prefix. */
  readonly prefix: string;
  readonly now: Moment;
  readonly stopwatch: Stopwatch;
}

export interface Matched {
  /** Whose condition and scope the event meets, in order of creation. */
  readonly triggers: readonly Trigger[];
  /** Regex triggers that were not asked, because the guild's patterns had used up its time. Its owner is to be told. */
  readonly skipped: readonly TriggerId[];
}

const nothing: Matched = { triggers: [], skipped: [] };
const noneFound = { found: [], skipped: [] };

/**
 * The enabled triggers of one guild, laid out so that an event meets only those that may fire. Built anew after each
 * change. Must agree with asking each trigger in turn.
 */
export class GuildIndex {
  /** The kinds of event that some trigger waits for. */
  readonly kinds: ReadonlySet<EventKind>;
  readonly #texts: TextIndex | null;
  readonly #reactions: ReadonlyMap<EventKind, ReactionIndex>;
  readonly #voice: ReadonlyMap<EventKind, VoiceIndex>;
  readonly #intervals: ReadonlyMap<TriggerId, Trigger>;
  readonly #count: number;

  constructor(triggers: readonly Trigger[], engine: RegexEngine) {
    const enabled = triggers.filter((trigger) => trigger.enabled);
    const byKind = Map.groupBy(enabled, ({ condition }) => eventKindOf(condition.id));
    const of = (kind: EventKind) => byKind.get(kind) ?? [];
    this.kinds = new Set(byKind.keys());
    this.#count = enabled.length;
    this.#texts = byKind.has('message') ? new TextIndex(of('message'), engine) : null;
    this.#reactions = new Map(
      (['reaction-add', 'reaction-remove'] as const).map((kind) => [kind, new ReactionIndex(of(kind))]),
    );
    this.#voice = new Map((['voice-join', 'voice-leave'] as const).map((kind) => [kind, new VoiceIndex(of(kind))]));
    this.#intervals = new Map(of('interval').map((trigger) => [trigger.id, trigger]));
  }

  /** Regex triggers whose stored pattern does not compile: they never fire. */
  get broken(): readonly TriggerId[] {
    return this.#texts?.broken ?? [];
  }

  /** The compiled pattern of a regex trigger; null for any other, and for one that does not compile. */
  regexOf(id: TriggerId): Regex | null {
    return this.#texts?.regexOf(id) ?? null;
  }

  /** About how much memory it takes, next to the triggers themselves. */
  get bytes(): number {
    return 2_000 + this.#count * 200 + (this.#texts?.bytes ?? 0);
  }

  match(event: TriggerEvent, context: MatchContext): Matched {
    if (!this.kinds.has(event.kind)) return nothing;
    const wanted = (trigger: Trigger): boolean => mayFire(trigger, event, context.now);
    const { found, skipped } = this.#candidates(event, context, wanted);
    if (found.length === 0 && skipped.length === 0) return nothing;
    const triggers = found.filter(wanted);
    return { triggers: triggers.length > 1 ? triggers.sort(byCreation) : triggers, skipped };
  }

  #candidates(
    event: TriggerEvent,
    { prefix, stopwatch }: MatchContext,
    wanted: (trigger: Trigger) => boolean,
  ): { readonly found: readonly Trigger[]; readonly skipped: readonly TriggerId[] } {
    switch (event.kind) {
      case 'message':
        return this.#texts?.match(event, prefix, wanted, stopwatch) ?? noneFound;
      case 'reaction-add':
      case 'reaction-remove':
        return { found: this.#reactions.get(event.kind)?.match(event) ?? [], skipped: [] };
      case 'voice-join':
      case 'voice-leave':
        return { found: this.#voice.get(event.kind)?.match(event) ?? [], skipped: [] };
      case 'interval': {
        const trigger = this.#intervals.get(event.triggerId);
        return { found: trigger === undefined ? [] : [trigger], skipped: [] };
      }
    }
  }
}

function byCreation(one: Trigger, other: Trigger): number {
  return one.id - other.id;
}

/** Whether the place, the age and the making of a trigger let it fire for an event. Cheap: asked before any pattern. */
export function mayFire(trigger: Trigger, event: TriggerEvent, now: Moment): boolean {
  return trigger.madeBy !== event.id && inScope(trigger.scope, event) && !isExpired(trigger.persistence, now);
}
