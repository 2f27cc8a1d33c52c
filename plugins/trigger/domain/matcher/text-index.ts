import type { MessageEvent } from '../event.js';
import { TextTraits } from '../patterns/text-traits.js';
import type { Regex, RegexEngine } from '../regex.js';
import type { ConditionId, Trigger, TriggerId } from '../trigger.js';
import { CommandIndex } from './command-index.js';
import { EventText } from './event-text.js';
import { LiteralIndex } from './literal-index.js';
import { RegexTriggers, type Stopwatch } from './regex-triggers.js';
import { StartIndex } from './start-index.js';

export interface TextMatch {
  /** In no order; the scope is not checked yet. Made anew by the next match. */
  readonly found: readonly Trigger[];
  /** Regex triggers that the guild's budget did not allow. */
  readonly skipped: readonly TriggerId[];
}

/** The triggers of one guild on the text of messages. Must agree with asking each trigger's condition. */
export class TextIndex {
  readonly #commands: CommandIndex;
  readonly #starts: StartIndex;
  readonly #regexes: RegexTriggers;
  readonly #literals: LiteralIndex;
  /** Whether a message has to be read at all, past its beginning. */
  readonly #reads: boolean;
  /** Of the text at hand. */
  readonly #traits = new TextTraits();
  /** Of the text at hand: most have none, for which nothing is allocated. */
  readonly #found: Trigger[] = [];
  readonly #places: number[] = [];

  constructor(triggers: readonly Trigger[], engine: RegexEngine) {
    const of = (id: ConditionId) => triggers.filter(({ condition }) => condition.id === id);
    this.#commands = new CommandIndex(of('command'));
    this.#starts = new StartIndex(of('starts-with'), of('matches'));
    this.#regexes = new RegexTriggers(of('regex'), engine);
    this.#literals = new LiteralIndex(of('contains'), this.#regexes.all);
    this.#reads = of('command').length < triggers.length;
  }

  get broken(): readonly TriggerId[] {
    return this.#regexes.broken;
  }

  regexOf(id: TriggerId): Regex | null {
    return this.#regexes.all.find(({ trigger }) => trigger.id === id)?.regex ?? null;
  }

  get bytes(): number {
    return this.#literals.bytes + this.#regexes.bytes;
  }

  /** @returns null when nothing is met and nothing skipped. */
  match(
    { content }: MessageEvent,
    prefix: string,
    wanted: (trigger: Trigger) => boolean,
    stopwatch: Stopwatch,
  ): TextMatch | null {
    const mayCommand = this.#commands.mayBegin(content, prefix);
    if (!mayCommand && !this.#reads) return null;
    const seen = this.#reads ? this.#literals.scan(content, this.#traits) : -1;
    const text = new EventText(content, seen >= 0);
    const hits = seen >= 0 || !this.#reads ? seen : this.#scanOdd(text);
    const found = this.#found;
    const places = this.#places;
    found.length = 0;
    places.length = 0;
    if (mayCommand) this.#commands.collect(text, prefix, found);
    if (this.#starts.size > 0) this.#starts.collect(text, found);
    if (hits > 0) this.#literals.collect(hits, text, found, places);
    const skipped = this.#regexes.run(places, text, this.#traits, wanted, stopwatch, found);
    return found.length === 0 && skipped.length === 0 ? null : { found, skipped };
  }

  #scanOdd(text: EventText): number {
    this.#traits.read(text.plain);
    return this.#literals.scanFolded(text.folded);
  }
}
