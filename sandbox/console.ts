import { createInterface } from 'node:readline';
import { logLevel, prettyLine } from './bot-log.js';
import type { ManagedBot } from './managed-bot.js';
import type { Sandbox } from './sandbox.js';
import { tell } from './story.js';
import type { TimelineRow } from './timeline.js';
import { helpText, type TypedActs } from './typed-acts.js';

export function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

/** Prints what the bot has to say: of its log the lines that are severe enough, and all that is no log. */
export function printBot(bot: ManagedBot, level: string | undefined): void {
  const least = logLevel(level);
  bot.onNews((news) => {
    if (news.kind === 'print') print(news.text);
    if (news.kind === 'log' && news.line.level >= least) print(prettyLine(news.line.text));
  });
}

/** Tells each call of the bot, and each event that is worth a line, from now on. */
export function tellStory(sandbox: Sandbox): void {
  sandbox.onChange((row) => {
    if (row.kind === 'call' && !isOver(row)) return;
    const line = tell(row, sandbox.world);
    if (line !== null) print(line);
  });
}

function isOver({ call }: Extract<TimelineRow, { kind: 'call' }>): boolean {
  return call.duration !== null;
}

/** What the console works with. */
export interface ConsoleParts {
  readonly acts: TypedActs;
  readonly bot: ManagedBot;
  /** Hears of each act, and whether it was done. */
  readonly note: (line: string, outcome: 'ok' | 'refused') => void;
  readonly quit: () => Promise<void>;
}

/** Does what somebody types, line by line, from now on. */
export function readActs(parts: ConsoleParts): void {
  const lines = createInterface({ input: process.stdin });
  lines.on('line', (typed) => {
    const line = typed.trim();
    if (line !== '') void perform(line, parts);
  });
}

async function perform(line: string, { acts, bot, note, quit }: ConsoleParts): Promise<void> {
  try {
    switch (line) {
      case 'help':
        return print(helpText);
      case 'quit':
        return await quit();
      case 'kill':
        return await bot.kill();
      case 'restart':
        return await bot.restart();
      default: {
        const shown = await acts.act(line);
        note(line, 'ok');
        if (shown !== null) print(shown);
      }
    }
  } catch (error) {
    note(line, 'refused');
    print(error instanceof Error ? error.message : String(error));
  }
}
