import type { BotLogLine } from '../../bot-log.js';
import type { BotNews } from '../../managed-bot.js';
import type { World } from '../../store/world.js';
import { blank, type EntryFields } from './row-entry.js';

const WARN = 40;

/** What has become of the bot, or what it says, as the page shows it. */
export function botEntry(news: BotNews, world: World): EntryFields {
  const at = world.clock.now();
  switch (news.kind) {
    case 'state':
      return { ...blank, kind: 'bot', at, title: `The bot ${news.about}`, outcome: stateOutcome(news.about) };
    case 'print':
      return { ...blank, kind: 'log', at, title: news.text };
    case 'log':
      return logEntry(news.line, world);
  }
}

function stateOutcome(about: string): EntryFields['outcome'] {
  return /killed|ended/.test(about) ? 'failed' : 'ok';
}

function logEntry({ level, message, deadline, ...where }: BotLogLine, world: World): EntryFields {
  const { plugin, guild, channel, user } = where;
  const outcome = level >= WARN ? 'failed' : 'ok';
  const fields = { ...blank, at: world.clock.now(), outcome, plugin, guild, channel, user } as const;
  if (!deadline) return { ...fields, kind: 'log', title: message };
  const { became, task, key } = deadline;
  return { ...fields, kind: 'job', title: task, about: `${became} ${key}`, ...placeOf(key, world) };
}

/** What a deadline belongs to is often a channel, or a guild, whose id its key then holds. */
function placeOf(key: string, world: World): Partial<EntryFields> {
  const ids = key.match(/\d{17,20}/g) ?? [];
  const channel = ids.find((id) => world.channels.has(id));
  const guild = ids.find((id) => world.guilds.has(id)) ?? world.channels.get(channel ?? '')?.guildId;
  return { ...(channel !== undefined && { channel }), ...(guild !== undefined && { guild }) };
}
