import type { Fault } from '../fault.js';
import { isSnowflake } from '../snowflake.js';
import { MESSAGE_LIMIT } from '../templates.js';
import { isBlank } from '../text.js';
import type { ActionRule } from './action-rule.js';

export const TEXTS_LIMIT = 20;

/** Sends a text, or one of up to 20, to a channel or to where the event happened. */
export const message: ActionRule<'message'> = {
  kind: 'message',
  faults({ first, second: { texts, reply } }) {
    const faults: Fault[] = [];
    if (first !== null && !isSnowflake(first)) faults.push({ path: 'first', code: 'not-an-id' });
    if (first !== null && reply) faults.push({ path: 'second.reply', code: 'contradiction' });
    if (texts.length === 0) faults.push({ path: 'second.texts', code: 'blank' });
    if (texts.length > TEXTS_LIMIT) faults.push({ path: 'second.texts', code: 'too-many', limit: TEXTS_LIMIT });
    for (const [at, text] of texts.entries()) faults.push(...textFaults(`second.texts[${at}]`, text));
    return faults;
  },
  needs: ({ second }) => (second.reply ? ['message'] : []),
  canonical: (spec) => spec,
};

function textFaults(path: string, text: string): readonly Fault[] {
  if (!text.isWellFormed()) return [{ path, code: 'not-well-formed' }];
  if (isBlank(text)) return [{ path, code: 'blank' }];
  return text.length > MESSAGE_LIMIT ? [{ path, code: 'too-long', limit: MESSAGE_LIMIT }] : [];
}
