import { mentionUser } from '../../privacy/mention-user.js';
import { use } from '../../plugins/registry.js';
import type { LogLine } from '../../settings/guild-log-table.js';
import { core } from '../plugin.js';
import { sudoMessages } from '../sudo-messages.js';
import { buttons, turns, view, wayTo, type SudoView } from './components.js';
import { nameOf } from './destination.js';
import { countPages, requirePage } from './pages.js';

const messages = sudoMessages.log;

/** Eight of the longest lines fit into one message. */
const LINES = 8;
const LINE_LIMIT = 180;

/** The newest lines of a guild's log. @throws {UserError} when the page is past the end. */
export async function logView(guildId: string, page: number): Promise<SudoView> {
  const { log } = use(core);
  const total = await log.count(guildId);
  const pages = countPages(total, LINES);
  requirePage(page, pages);
  const back = wayTo(nameOf.menu(), sudoMessages.back);
  if (total === 0) return view(messages.empty, buttons(back));
  const lines = await log.read(guildId, { offset: page * LINES, limit: LINES });
  const text = [messages.heading(page + 1, pages), ...lines.map(shown)].join('\n');
  return view(text, buttons(...turns({ page, pages }, nameOf.log), back));
}

function shown({ at, actorId, text }: LogLine): string {
  return messages.line(
    at.getTime(),
    actorId === null ? messages.bot : mentionUser(actorId),
    cut(text.replaceAll(/\s+/g, ' ')),
  );
}

/** Cut between words, so that no mention is broken, and with no code span left open. */
function cut(text: string): string {
  if (text.length <= LINE_LIMIT) return text;
  const start = text.slice(0, LINE_LIMIT - 2);
  const whole = `${start.slice(0, start.lastIndexOf(' ') + 1 || undefined).trimEnd()}…`;
  return whole.split('`').length % 2 === 0 ? `${whole}\`` : whole;
}
