import type { BotLogLine } from '../../bot-log.js';
import type { BotNews } from '../../managed-bot.js';
import { blank, type EntryFields } from './row-entry.js';

const WARN = 40;

/** What has become of the bot, or what it says, as the page shows it. */
export function botEntry(news: BotNews, at: number): EntryFields {
  switch (news.kind) {
    case 'state':
      return { ...blank, kind: 'bot', at, title: `The bot ${news.about}`, outcome: stateOutcome(news.about) };
    case 'print':
      return { ...blank, kind: 'log', at, title: news.text };
    case 'log':
      return logEntry(news.line, at);
  }
}

function stateOutcome(about: string): EntryFields['outcome'] {
  return /killed|ended/.test(about) ? 'failed' : 'ok';
}

function logEntry({ level, message, plugin, guild, channel, user, deadline }: BotLogLine, at: number): EntryFields {
  const where = { plugin, guild, channel, user };
  const outcome = level >= WARN ? 'failed' : 'ok';
  if (!deadline) return { ...blank, ...where, kind: 'log', at, title: message, outcome };
  const about = `${deadline.became} ${deadline.key}`;
  return { ...blank, ...where, kind: 'job', at, title: deadline.task, about, outcome };
}
