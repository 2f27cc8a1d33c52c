import { chain as words, dangling as gone } from '../trigger-messages.js';
import { spec, type NamesOf, actionName } from '../description-messages.js';
import { CHAIN_LIMIT, type Chain } from '../domain/chain.js';
import type { Dangling } from '../services/admin/shown.js';

/** The steps of a chain, one a line, and where it would break off. */
export function chainLines({ steps, abort }: Chain, names: NamesOf): readonly string[] {
  const lines = steps.map((action, at) => words.step(at + 1, action.name, spec(action.spec, names)));
  if (abort === null) return lines;
  if (abort.reason === 'repeated') return [...lines, words.repeated(actionName(abort.actionId, names))];
  return [
    ...lines,
    abort.reason === 'too-long' ? words.tooLong(CHAIN_LIMIT) : words.missing(abort.actionId, steps.length === 0),
  ];
}

/** What is referred to and is no more. Missing actions stand in the chain already. */
export function danglingLines(all: readonly Dangling[]): readonly string[] {
  const lines = all.map(gone.line);
  return lines.length === 0 ? [] : [gone.heading, ...lines];
}
