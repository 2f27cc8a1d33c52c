import { parseInline, type Inline } from './inline.js';

export interface ListItem {
  /** 0 is the outermost level. */
  readonly depth: number;
  /** The number that was typed, or null for a bullet. */
  readonly number: number | null;
  readonly children: readonly Inline[];
}

/** A part of a message's text that stands on lines of its own. */
export type Block =
  | { readonly kind: 'paragraph' | 'subtext'; readonly children: readonly Inline[] }
  | { readonly kind: 'heading'; readonly level: 1 | 2 | 3; readonly children: readonly Inline[] }
  | { readonly kind: 'list'; readonly items: readonly ListItem[] }
  | { readonly kind: 'quote'; readonly blocks: readonly Block[] }
  | { readonly kind: 'code'; readonly language: string | null; readonly text: string };

const fence = /```(?:([\w+#-]+)\n)?\n?([\s\S]+?)\n?```/g;
const heading = /^(#{1,3}) +(\S.*)$/;
const subtext = /^-# +(\S.*)$/;
const item = /^( *)(?:[-*]|(\d{1,9})\.) +(\S.*)$/;
const quote = /^> ?(.*)$/;

/** Reads the text of a message as Discord does: its subset of Markdown, mentions, times and emoji. Never throws. */
export function parseMarkdown(source: string): Block[] {
  const blocks: Block[] = [];
  let at = 0;
  for (const found of source.matchAll(fence)) {
    blocks.push(...parseLines(between(source, at, found.index)));
    blocks.push({ kind: 'code', language: found[1] ?? null, text: found[2] ?? '' });
    at = found.index + found[0].length;
  }
  blocks.push(...parseLines(between(source, at, source.length)));
  return blocks;
}

/** The line breaks around a block of code are not lines of their own. */
function between(source: string, start: number, end: number): string {
  const text = source.slice(start, end);
  const head = start > 0 ? text.replace(/^\n/, '') : text;
  return end < source.length ? head.replace(/\n$/, '') : head;
}

function parseLines(text: string): Block[] {
  if (text === '') return [];
  const lines = text.split('\n');
  const blocks: Block[] = [];
  for (let index = 0; index < lines.length;) {
    const [block, used] = blockAt(lines, index);
    blocks.push(block);
    index += used;
  }
  return blocks;
}

function blockAt(lines: readonly string[], index: number): [Block, number] {
  const line = lines[index] ?? '';
  if (line.startsWith('>>> ')) {
    const rest = [line.slice(4), ...lines.slice(index + 1)];
    return [{ kind: 'quote', blocks: parseLines(rest.join('\n')) }, rest.length];
  }
  const title = heading.exec(line);
  if (title) {
    const level = (title[1] ?? '').length as 1 | 2 | 3;
    return [{ kind: 'heading', level, children: parseInline(title[2] ?? '') }, 1];
  }
  const small = subtext.exec(line);
  if (small) return [{ kind: 'subtext', children: parseInline(small[1] ?? '') }, 1];
  if (quote.test(line) && line.startsWith('> ')) {
    const run = runOf(lines, index, (one) => one.startsWith('> ') || one === '>');
    return [{ kind: 'quote', blocks: parseLines(run.map((one) => one.replace(quote, '$1')).join('\n')) }, run.length];
  }
  if (item.test(line)) {
    const run = runOf(lines, index, (one) => item.test(one));
    return [{ kind: 'list', items: run.map(toItem) }, run.length];
  }
  const run = runOf(lines, index, isPlain);
  const used = Math.max(run.length, 1);
  return [{ kind: 'paragraph', children: parseInline(lines.slice(index, index + used).join('\n')) }, used];
}

function isPlain(line: string): boolean {
  return !(heading.test(line) || subtext.test(line) || item.test(line) || /^(?:> |>>> )/.test(line));
}

function runOf(lines: readonly string[], start: number, holds: (line: string) => boolean): string[] {
  const end = lines.findIndex((line, index) => index >= start && !holds(line));
  return lines.slice(start, end === -1 ? lines.length : end);
}

function toItem(line: string): ListItem {
  const [, indent = '', number, text = ''] = item.exec(line) ?? [];
  return {
    depth: Math.min(Math.floor(indent.length / 2), 4),
    number: number === undefined ? null : Number(number),
    children: parseInline(text),
  };
}
