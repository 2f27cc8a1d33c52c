import type { RecordedCall } from '../../rest/recorder.js';
import { aboutCall, aboutEvent, shortened } from '../../story.js';
import type { World } from '../../store/world.js';
import type { CallRow, DispatchRow, TimelineRow, ViolationRow } from '../../timeline.js';
import type { TimelineEntry } from '../protocol/shared-view.js';
import type { InteractionNotes } from '../view/interaction-notes.js';

export type EntryFields = Omit<TimelineEntry, 'id'>;

/** What it takes to describe a row. */
export interface EntryContext {
  readonly world: World;
  readonly notes: InteractionNotes;
  /** The names of the bot's plugins, as far as they are known. */
  readonly plugins: readonly string[];
}

/** The fields that a row need not have. */
export const blank = {
  about: '',
  outcome: 'ok',
  status: null,
  code: null,
  duration: null,
  sessions: null,
  faulted: false,
  plugin: null,
  guild: null,
  channel: null,
  user: null,
} as const satisfies Partial<EntryFields>;

/** A row of the sandbox's timeline as the page shows it. */
export function entryOf(row: TimelineRow, context: EntryContext): EntryFields {
  switch (row.kind) {
    case 'dispatch':
      return eventEntry(row, context);
    case 'call':
      return callEntry(row, context);
    case 'violation':
      return violationEntry(row);
  }
}

/** What a row holds, for who opens it. Without tokens. */
export function detailsOf(row: TimelineRow): unknown {
  switch (row.kind) {
    case 'dispatch':
      return { event: row.event, sessions: row.sessions, data: JSON.parse(row.json) as unknown };
    case 'call': {
      const { method, path, query, reason, body, status, answer, fault, duration, violation } = row.call;
      return { method, path: shortened(path), query, reason, body, fault, status, answer, duration, violation };
    }
    case 'violation':
      return row.violation;
  }
}

/** Where events say whom and what they are about. */
interface EventData {
  readonly id?: string;
  readonly guild_id?: string;
  readonly channel_id?: string | null;
  readonly user_id?: string;
  readonly user?: { readonly id?: string };
  readonly member?: { readonly user?: { readonly id?: string } };
  readonly author?: { readonly id?: string };
  readonly data?: { readonly custom_id?: string };
}

function eventEntry({ at, event, guildId, sessions, json }: DispatchRow, context: EntryContext): EntryFields {
  const data = JSON.parse(json) as EventData;
  const isChannel = /^CHANNEL_(?:CREATE|UPDATE|DELETE)$/.test(event);
  return {
    ...blank,
    kind: 'event',
    at,
    title: event,
    about: aboutEvent(event, data, context.world).trim(),
    sessions,
    guild: guildId,
    channel: (isChannel ? data.id : data.channel_id) ?? null,
    user: data.user_id ?? data.user?.id ?? data.author?.id ?? data.member?.user?.id ?? null,
    plugin: pluginOf(data.data?.custom_id, context),
  };
}

function callEntry({ at, call }: CallRow, context: EntryContext): EntryFields {
  const { params, status, code, duration } = call;
  const channel = params['channel_id'] ?? interactionOf(call, context)?.channel.id ?? null;
  return {
    ...blank,
    kind: 'call',
    at,
    title: `${call.method} ${shortened(call.path)}`,
    about: aboutCall(call).trim(),
    outcome: outcomeOf(call),
    status,
    code,
    duration,
    faulted: call.fault !== undefined,
    channel,
    guild: params['guild_id'] ?? (channel === null ? null : (context.world.channels.get(channel)?.guildId ?? null)),
    user: params['user_id'] ?? null,
    plugin: pluginOfCall(call, context),
  };
}

function outcomeOf({ status, duration, fault }: RecordedCall): EntryFields['outcome'] {
  const isHeld = fault === 'timeout' || fault === 'hold-answer';
  if (status === null) return duration === null && !isHeld ? 'open' : 'lost';
  if (status >= 500) return 'failed';
  return status >= 400 ? 'refused' : 'ok';
}

/** The interaction that a call answers. */
function interactionOf({ params }: RecordedCall, { world }: EntryContext) {
  return world.interactions.get(params['interaction_token'] ?? params['webhook_token'] ?? '');
}

/** Whose interaction it answers, else whose components it sends, else who gives the reason for the audit log. */
function pluginOfCall(call: RecordedCall, context: EntryContext): string | null {
  const interaction = interactionOf(call, context);
  const note = interaction && context.notes.get(interaction.id);
  const sent = /"custom_id":"([^"]*)"/.exec(JSON.stringify(call.body ?? null))?.[1];
  const candidates = [note?.customId, sent, call.reason];
  return candidates.map((text) => pluginOf(text, context)).find((plugin) => plugin !== null) ?? null;
}

/** Custom ids, and reasons for the audit log, begin with the plugin's name by a convention that a bot need not follow. */
function pluginOf(text: string | null | undefined, { plugins }: EntryContext): string | null {
  const name = text?.split(':', 1)[0]?.toLowerCase();
  return name !== undefined && plugins.includes(name) ? name : null;
}

function violationEntry({ at, violation }: ViolationRow): EntryFields {
  const { subject, messages } = violation;
  return { ...blank, kind: 'violation', at, title: subject, about: messages.join('; '), outcome: 'failed' };
}
