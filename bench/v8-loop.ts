import type { MessageEvent } from '../plugins/trigger/domain/event.js';
import { inScope } from '../plugins/trigger/domain/scope.js';
import { plain } from '../plugins/trigger/domain/text.js';
import type { Trigger, TriggerId } from '../plugins/trigger/domain/trigger.js';

/**
 * A regex for each trigger, tried in turn on V8's own engine: what bots of this kind do, read as kindly as can be. It
 * is quick and it is not safe: a pattern can hang the process.
 */
export class V8Loop {
  readonly #all: readonly { readonly trigger: Trigger; readonly regex: RegExp }[];

  constructor(triggers: readonly Trigger[], prefix: string) {
    this.#all = triggers.map((trigger) => ({ trigger, regex: regexOf(trigger, escaped(prefix)) }));
  }

  match(event: MessageEvent): readonly TriggerId[] {
    const text = plain(event.content);
    const found: TriggerId[] = [];
    for (const { trigger, regex } of this.#all) {
      if (inScope(trigger.scope, event) && regex.test(text)) found.push(trigger.id);
    }
    return found;
  }
}

function regexOf({ condition: { id, parameter, caseSensitive } }: Trigger, prefix: string): RegExp {
  const flags = caseSensitive ? 'u' : 'iu';
  const text = escaped(parameter);
  switch (id) {
    case 'command':
      return new RegExp(`^${prefix}\\s*${text}(?:\\s|$)`, flags);
    case 'starts-with':
      return new RegExp(`^${text}`, flags);
    case 'contains':
      return new RegExp(text, flags);
    case 'matches':
      return new RegExp(`^\\s*${text}\\s*$`, flags);
    default:
      return new RegExp(parameter, flags);
  }
}

function escaped(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}
