import { prettyFactory } from 'pino-pretty';

/** A line of a bot's log, as far as others need to know it. */
export interface BotLogLine {
  /** Pino's number: 20 debug, 30 info, 40 warn, 50 error. */
  readonly level: number;
  readonly message: string;
  /** As it was written. */
  readonly text: string;
  /** Everything that it says. */
  readonly fields: Readonly<Record<string, unknown>>;
  readonly plugin: string | null;
  readonly guild: string | null;
  readonly channel: string | null;
  readonly user: string | null;
  /** Of a line about a deadline: what became of it, of which task, and for what. */
  readonly deadline: { readonly became: string; readonly task: string; readonly key: string } | null;
}

/** Reads a line of pino's JSON; null for any other. A line about a deadline has `deadline`, `task` and `key`. */
export function readLogLine(line: string): BotLogLine | null {
  const fields = parse(line);
  if (typeof fields?.['level'] !== 'number' || typeof fields['msg'] !== 'string') return null;
  const field = (name: string) => (typeof fields[name] === 'string' ? fields[name] : null);
  const [became, task, key] = [field('deadline'), field('task'), field('key')];
  return {
    level: fields['level'],
    message: fields['msg'],
    text: line,
    fields,
    // A task belongs to the plugin that its name begins with.
    plugin: field('plugin') ?? (task?.includes('.') ? (task.split('.')[0] ?? null) : null),
    guild: field('guild'),
    channel: field('channel'),
    user: field('member') ?? field('user'),
    deadline: became !== null && task !== null ? { became, task, key: key ?? '' } : null,
  };
}

function parse(line: string): Record<string, unknown> | null {
  if (!line.startsWith('{')) return null;
  try {
    return JSON.parse(line) as Record<string, unknown>;
  } catch {
    // Something that only looks like it: it is printed as it is.
    return null;
  }
}

const levels: Readonly<Record<string, number>> = {
  trace: 10,
  debug: 20,
  info: 30,
  warn: 40,
  error: 50,
  fatal: 60,
  silent: Infinity,
};

/** The number of a level's name, or else of `warn`. */
export function logLevel(name: string | undefined): number {
  return levels[name?.toLowerCase() ?? ''] ?? 40;
}

const pretty = prettyFactory({ translateTime: 'SYS:HH:MM:ss', errorLikeObjectKeys: ['error'], singleLine: true });

/** A line as the bot would have printed it to people. */
export function prettyLine(line: string): string {
  return pretty(line).trimEnd();
}
