/** How `<t:…>` shows a time: t and T the hour, d and D the day, f and F both, R how far it is. */
export type TimeStyle = 't' | 'T' | 'd' | 'D' | 'f' | 'F' | 'R';

export type StyledKind = 'bold' | 'italic' | 'underline' | 'strike' | 'spoiler';

/** A part of a line of text. */
export type Inline =
  | { readonly kind: 'text' | 'code'; readonly text: string }
  | { readonly kind: StyledKind; readonly children: readonly Inline[] }
  | { readonly kind: 'user' | 'channel' | 'role'; readonly id: string }
  | { readonly kind: 'everyone'; readonly text: string }
  | { readonly kind: 'command'; readonly name: string }
  | { readonly kind: 'emoji'; readonly name: string; readonly id: string }
  /** `at` in epoch milliseconds. */
  | { readonly kind: 'time'; readonly at: number; readonly style: TimeStyle }
  | { readonly kind: 'link'; readonly url: string; readonly children: readonly Inline[] };

interface Rule {
  /** Sticky. */
  readonly pattern: RegExp;
  readonly read: (found: RegExpExecArray) => Inline | null;
}

const text = (value = ''): Inline => ({ kind: 'text', text: value });
const styled = (kind: StyledKind, inner = ''): Inline => ({ kind, children: parseInline(inner) });

/** The first rule that fits at a place wins. */
const rules: readonly Rule[] = [
  { pattern: /\\([^\w\s])/y, read: ([, character]) => text(character) },
  { pattern: /(`+)([\s\S]*?[^`])\1(?!`)/y, read: ([, , code]) => ({ kind: 'code', text: trimmed(code ?? '') }) },
  { pattern: /<@!?(\d+)>/y, read: ([, id = '']) => ({ kind: 'user', id }) },
  { pattern: /<@&(\d+)>/y, read: ([, id = '']) => ({ kind: 'role', id }) },
  { pattern: /<#(\d+)>/y, read: ([, id = '']) => ({ kind: 'channel', id }) },
  { pattern: /<\/([^:>\n]{1,100}):\d+>/y, read: ([, name = '']) => ({ kind: 'command', name }) },
  { pattern: /<a?:(\w+):(\d+)>/y, read: ([, name = '', id = '']) => ({ kind: 'emoji', name, id }) },
  { pattern: /<t:(-?\d{1,13})(?::([tTdDfFR]))?>/y, read: ([, at, style]) => time(Number(at) * 1000, style) },
  { pattern: /@everyone|@here/y, read: ([found]) => ({ kind: 'everyone', text: found }) },
  { pattern: /<(https?:\/\/[^\s<>]+)>/y, read: ([, url = '']) => link(url, [text(url)]) },
  {
    pattern: /\[([^\]\n]+)\]\(<?(https?:\/\/[^\s<>)]+)>?\)/y,
    read: ([, label = '', url = '']) => link(url, parseInline(label)),
  },
  { pattern: /https?:\/\/[^\s<]+[^\s<.,:;"')\]]/y, read: ([url]) => link(url, [text(url)]) },
  { pattern: /\*\*((?:\\[\s\S]|[^\\])+?)\*\*(?!\*)/y, read: ([, inner]) => styled('bold', inner) },
  { pattern: /__((?:\\[\s\S]|[^\\])+?)__(?!_)/y, read: ([, inner]) => styled('underline', inner) },
  { pattern: /\*(?=[^\s*])((?:\\[\s\S]|\*\*|[^*\\])+?)\*(?!\*)/y, read: ([, inner]) => italic(inner) },
  { pattern: /\b_((?:\\[\s\S]|__|[^\\_])+?)_\b/y, read: ([, inner]) => styled('italic', inner) },
  { pattern: /~~([\s\S]+?)~~/y, read: ([, inner]) => styled('strike', inner) },
  { pattern: /\|\|([\s\S]+?)\|\|/y, read: ([, inner]) => styled('spoiler', inner) },
];

/** What no rule begins with. */
const plain = /[^\\`<@[h*_~|]+/y;

/** Reads the text of a line, or of several: line breaks stay in the text. */
export function parseInline(source: string): Inline[] {
  const parts: Inline[] = [];
  for (let at = 0; at < source.length;) {
    const [part, length] = partAt(source, at);
    const last = parts.at(-1);
    if (part.kind === 'text' && last?.kind === 'text') parts[parts.length - 1] = text(last.text + part.text);
    else parts.push(part);
    at += length;
  }
  return parts;
}

function partAt(source: string, at: number): [Inline, number] {
  plain.lastIndex = at;
  const run = plain.exec(source);
  if (run) return [text(run[0]), run[0].length];
  for (const { pattern, read } of rules) {
    pattern.lastIndex = at;
    const found = pattern.exec(source);
    const part = found && read(found);
    if (found && part) return [part, found[0].length];
  }
  return [text(source.charAt(at)), 1];
}

/** Discord takes no star before or after a blank for one of a pair. */
function italic(inner = ''): Inline | null {
  return /\s$/.test(inner) ? null : styled('italic', inner);
}

function trimmed(code: string): string {
  return code.replace(/^ (?=`)|(?<=`) $/g, '');
}

function time(at: number, style: string | undefined): Inline | null {
  return Math.abs(at) > 8.64e15 ? null : { kind: 'time', at, style: (style ?? 'f') as TimeStyle };
}

function link(url: string, children: readonly Inline[]): Inline {
  return { kind: 'link', url, children };
}

/** The text without its marks: for names, previews and screen readers. */
export function plainText(parts: readonly Inline[], name: (part: Inline) => string = () => ''): string {
  return parts
    .map((part) => {
      if ('children' in part) return plainText(part.children, name);
      return 'text' in part ? part.text : name(part);
    })
    .join('');
}
