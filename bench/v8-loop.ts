import type { MessageEvent } from '../plugins/trigger/domain/event.js';
import { inScope } from '../plugins/trigger/domain/scope.js';
import type { Trigger, TriggerId } from '../plugins/trigger/domain/trigger.js';

const BOT_ID = '500000000000000001';

/** What is common to strategies that ask one trigger after the other. */
export interface Strategy {
  match: (event: MessageEvent) => readonly TriggerId[];
}

/**
 * A regex for each trigger, compiled once and tried in turn on the text as it was written, by V8's own engine. The
 * fastest that a loop of regexes can be, and so the least flattering thing to compare with: no bot that was read does
 * it. It normalises nothing, and a pattern can hang the process.
 */
export class CompiledLoop implements Strategy {
  readonly #all: readonly { readonly trigger: Trigger; readonly regex: RegExp }[];

  constructor(triggers: readonly Trigger[], prefix: string) {
    this.#all = triggers.map((trigger) => {
      const one = quoted(trigger);
      return { trigger, regex: new RegExp(sourceOf(one, quote(prefix)), one.flags) };
    });
  }

  get regexes(): readonly RegExp[] {
    return this.#all.map(({ regex }) => regex);
  }

  match(event: MessageEvent): readonly TriggerId[] {
    const found: TriggerId[] = [];
    for (const { trigger, regex } of this.#all) {
      if (inScope(trigger.scope, event) && regex.test(event.content)) found.push(trigger.id);
    }
    return found;
  }
}

/**
 * What YAGPDB does for each message (`findMessageTriggerCustomCommands`, `CheckMatch` and `matchRegexSplitArgs` of its
 * custom commands): leaves out what is for other channels, writes each of the others out as a pattern, in which a mention
 * of the bot does for the prefix, looks the compiled one up by that text, and finds it in the message. Kinder than YAGPDB
 * in that V8's engine takes the place of Go's linear one, which is several times slower; in that texts are quoted
 * beforehand, not for each message; and in that what is cached never expires. An unsafe reading.
 */
export class PeerLoop implements Strategy {
  readonly #all: readonly Quoted[];
  /** What a command begins with: the group that YAGPDB writes. */
  readonly #called: string;
  readonly #compiled = new Map<string, RegExp>();

  constructor(triggers: readonly Trigger[], prefix: string) {
    this.#all = triggers.map((trigger) => quoted(trigger));
    this.#called = `(<@!?${BOT_ID}> ?|${quote(prefix)})`;
  }

  match(event: MessageEvent): readonly TriggerId[] {
    const found: TriggerId[] = [];
    for (const one of this.#all) {
      if (!inScope(one.trigger.scope, event)) continue;
      const source = sourceOf(one, this.#called);
      const key = one.flags + source;
      let regex = this.#compiled.get(key);
      if (regex === undefined) {
        regex = new RegExp(source, one.flags);
        this.#compiled.set(key, regex);
      }
      if (regex.exec(event.content) !== null) found.push(one.trigger.id);
    }
    return found;
  }
}

/** A trigger with its text quoted, as patterns need it. */
interface Quoted {
  readonly trigger: Trigger;
  readonly text: string;
  readonly flags: string;
}

function quoted(trigger: Trigger): Quoted {
  const { id, parameter, caseSensitive } = trigger.condition;
  return { trigger, text: id === 'regex' ? parameter : quote(parameter), flags: caseSensitive ? 'u' : 'iu' };
}

function sourceOf({ trigger, text }: Quoted, called: string): string {
  switch (trigger.condition.id) {
    case 'command':
      return `^${called}${text}(\\s|$)`;
    case 'starts-with':
      return `^${text}`;
    case 'matches':
      return `^${text}$`;
    default:
      return text;
  }
}

function quote(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}
