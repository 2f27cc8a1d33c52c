import { Lexer } from 'yaml';
import { DEPTH_LIMIT, MARKS_LIMIT } from './limits.js';

/**
 * Whether a text opens more lists and mappings within each other than a sound file does, or has more anchors, aliases and
 * tags. Asked before it is parsed, since the parser calls itself for each level.
 */
export function isTooDeep(text: string): boolean {
  let marks = 0;
  let flow = 0;
  let onLine = 0;
  for (const token of new Lexer().lex(text)) {
    if (token === '[' || token === '{') flow += 1;
    else if (token === ']' || token === '}') flow = Math.max(0, flow - 1);
    else if (token === '-' || token === '?' || token === ':') onLine += 1;
    else if (token.endsWith('\n')) onLine = 0;
    if (token.startsWith('&') || token.startsWith('*') || token.startsWith('!')) marks += 1;
    if (marks > MARKS_LIMIT) return true;
    if (flow > DEPTH_LIMIT || (flow === 0 && onLine > DEPTH_LIMIT)) return true;
  }
  return false;
}
