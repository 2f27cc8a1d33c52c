import { decide, type RenameWish } from './rename-budget.js';
import type { Moment } from './room.js';
import { textChannelName } from './text-channel-name.js';

/** What is stored of a room's names. */
export interface RoomNames {
  /** When the voice channel's name was edited lately, for the budget. */
  readonly stamps: readonly Moment[];
  /** The name that waits. */
  readonly wish: RenameWish | null;
  readonly textStamps: readonly Moment[];
  /** When names are looked at again; null when nothing waits. */
  readonly at: Moment | null;
  /** The voice status that the bot has set. Discord itself clears it when everybody leaves. */
  readonly status: string | null;
}

/** The names that Discord has. `text`: null when there is no text channel, or when its name is as near as Discord lets it. */
export interface LiveNames {
  readonly voice: string;
  readonly text: string | null;
}

/** When what can be sent at once is looked at again: whoever plans it sends it, unless a crash comes between. In milliseconds. */
export const LOOK_AGAIN_MS = 5_000;

/** The names with another wish, or none, and with the time at which they are to be looked at again. */
export function planned(names: RoomNames, wish: RenameWish | null, live: LiveNames, now: Moment): RoomNames {
  const decision = wish && decide(wish, live.voice, names.stamps, now);
  const voiceAt = decision === null ? null : dueAt(decision, now);
  // What people are told is when their wish comes: the text channel's name is looked at then too.
  const at = voiceAt ?? dueAt(textDecision(names, live, now), now);
  return { ...names, wish: decision?.kind === 'drop' ? null : wish, at };
}

/** Whether the text channel gets the name that follows the room's. It has a budget of its own, all of it for following. */
export function textDecision(
  { textStamps }: Pick<RoomNames, 'textStamps'>,
  { voice, text }: LiveNames,
  now: Moment,
): ReturnType<typeof decide> {
  if (text === null) return { kind: 'drop' };
  return decide({ name: textChannelName(voice), by: 'human', at: now, before: null }, text, textStamps, now);
}

function dueAt(decision: ReturnType<typeof decide>, now: Moment): Moment | null {
  if (decision.kind === 'drop') return null;
  return decision.kind === 'wait' ? decision.until : now + LOOK_AGAIN_MS;
}
