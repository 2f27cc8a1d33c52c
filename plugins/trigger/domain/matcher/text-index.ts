import { commandWord } from '../conditions/command.js';
import type { MessageEvent } from '../event.js';
import type { Regex, RegexEngine } from '../regex.js';
import { compared, type ComparedText } from '../text.js';
import type { ConditionId, Trigger, TriggerId } from '../trigger.js';
import { LiteralIndex } from './literal-index.js';
import { RegexTriggers, type Stopwatch } from './regex-triggers.js';
import { TextMap } from './text-map.js';

export interface TextMatch {
  /** In no order; the scope of all but regex triggers is not checked yet. */
  readonly found: readonly Trigger[];
  /** Regex triggers that the guild's budget did not allow. */
  readonly skipped: readonly TriggerId[];
}

/** The triggers of one guild on the text of messages. Must agree with asking each trigger's condition. */
export class TextIndex {
  readonly #whole: TextMap;
  readonly #commands: TextMap;
  readonly #regexes: RegexTriggers;
  /** Null: there is nothing to look for within a text. */
  readonly #literals: LiteralIndex | null;

  constructor(triggers: readonly Trigger[], engine: RegexEngine) {
    const of = (id: ConditionId) => triggers.filter(({ condition }) => condition.id === id);
    this.#whole = new TextMap(of('matches'));
    this.#commands = new TextMap(of('command'));
    this.#regexes = new RegexTriggers(of('regex'), engine);
    const literals = of('starts-with').length + of('contains').length + this.#regexes.withLiterals;
    this.#literals = literals === 0 ? null : new LiteralIndex(of('starts-with'), of('contains'), this.#regexes.all);
  }

  get broken(): readonly TriggerId[] {
    return this.#regexes.broken;
  }

  regexOf(id: TriggerId): Regex | null {
    return this.#regexes.all.find(({ trigger }) => trigger.id === id)?.regex ?? null;
  }

  get bytes(): number {
    return (this.#literals?.bytes ?? 0) + this.#regexes.bytes;
  }

  match(event: MessageEvent, prefix: string, wanted: (trigger: Trigger) => boolean, stopwatch: Stopwatch): TextMatch {
    const text = compared(event.content);
    const found: Trigger[] = [];
    this.#collectWhole(text, found);
    this.#collectCommands(text, prefix, found);
    const places: number[] = [];
    this.#literals?.collect(text, found, places);
    return { found, skipped: this.#regexes.run(places, text.plain, wanted, stopwatch, found) };
  }

  #collectWhole(text: ComparedText, found: Trigger[]): void {
    if (this.#whole.size === 0) return;
    for (const trigger of this.#whole.ignoringCase(text.folded.trim())) found.push(trigger);
    if (!this.#whole.mindsCase) return;
    for (const trigger of this.#whole.mindingCase(text.plain.trim())) found.push(trigger);
  }

  #collectCommands(text: ComparedText, prefix: string, found: Trigger[]): void {
    if (this.#commands.size === 0) return;
    const word = commandWord(text, prefix, false);
    if (word !== null) for (const trigger of this.#commands.ignoringCase(word.text)) found.push(trigger);
    if (word === null || !this.#commands.mindsCase) return;
    const exact = commandWord(text, prefix, true);
    if (exact !== null) for (const trigger of this.#commands.mindingCase(exact.text)) found.push(trigger);
  }
}
