import type { GatewayInteractionCreateDispatchData, GatewayVoiceStateUpdateDispatchData } from 'discord-api-types/v10';
import type { RecordedCall } from './rest/recorder.js';
import type { World } from './store/world.js';
import type { TimelineRow } from './timeline.js';

/** Events that say nothing to somebody who watches: they come with every start, or only repeat a call. */
const silent = new Set([
  'READY',
  'GUILD_CREATE',
  'GUILD_AUDIT_LOG_ENTRY_CREATE',
  'RESUMED',
  'CHANNEL_UPDATE',
  'PRESENCE_UPDATE',
]);

/** Tells a row of the timeline in words, or null when it is not worth a line. */
export function tell(row: TimelineRow, world: World): string | null {
  switch (row.kind) {
    case 'dispatch':
      return silent.has(row.event)
        ? null
        : `  event  ${row.event}${aboutEvent(row.event, JSON.parse(row.json), world)}`;
    case 'call':
      return `  bot    ${row.call.method} ${shortened(row.call.path)}  ${outcome(row.call)}${aboutCall(row.call)}`;
    case 'violation':
      return `  WRONG  ${row.violation.subject}: ${row.violation.messages.join('; ')}`;
  }
}

/** Tokens of interactions say nothing to anybody. */
export function shortened(path: string): string {
  return path.replace(/[\w-]{40,}/, '…');
}

function outcome({ status, code }: RecordedCall): string {
  if (status === null) return 'no answer';
  return code === null ? String(status) : `${status} (${code})`;
}

/** What a call is about, in words that stand behind it; may be empty. */
export function aboutCall({ body, reason }: RecordedCall): string {
  const { name, content } = (body ?? {}) as { name?: unknown; content?: unknown };
  const shown = [name, content].find((value) => typeof value === 'string');
  return `${typeof shown === 'string' ? `  "${shown}"` : ''}${reason === null ? '' : `  (${reason})`}`;
}

/** What an event is about, in words that stand behind it; may be empty. */
export function aboutEvent(event: string, data: unknown, world: World): string {
  switch (event) {
    case 'VOICE_STATE_UPDATE': {
      const { user_id, channel_id } = data as GatewayVoiceStateUpdateDispatchData;
      const channel = channel_id === null ? 'no channel' : (world.channels.get(channel_id)?.name ?? channel_id);
      return `  ${nameOf(user_id, world)} is in ${channel}`;
    }
    case 'INTERACTION_CREATE': {
      const { member, data: detail } = data as GatewayInteractionCreateDispatchData;
      const what = detail && 'name' in detail ? `/${detail.name}` : 'a component';
      return `  ${nameOf(member?.user.id ?? '', world)} uses ${what}`;
    }
    default: {
      const { name, content } = data as { name?: unknown; content?: unknown };
      const shown = [name, content].find((value) => typeof value === 'string' && value !== '');
      return typeof shown === 'string' ? `  "${shown}"` : '';
    }
  }
}

function nameOf(userId: string, world: World): string {
  const user = world.users.get(userId);
  return user ? (user.globalName ?? user.username) : userId;
}
