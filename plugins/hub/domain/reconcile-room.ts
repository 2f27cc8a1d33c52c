import type { LiveChannel } from './fingerprints.js';
import { guestsOf, type LiveGuild } from './live-guild.js';
import { desiredName } from './naming.js';
import { overwriteChange, sameOverwrites } from './overwrite-diff.js';
import { textOverwrites, voiceOverwrites } from './overwrites.js';
import { deadlines } from './ownership-effects.js';
import { ownership, type OwnershipStep } from './ownership.js';
import type { PendingText, ReconcileAction } from './reconcile-actions.js';
import type { Hub, Moment, Room, RoomSettings, Snowflake } from './room.js';
import { textChannelName } from './text-channel-name.js';

/** What one room needs. Nothing while its voice channel is neither seen nor known to be gone. */
export function reconcileRoom(
  room: Room,
  hub: Hub | undefined,
  found: ReadonlyMap<string, LiveChannel>,
  live: LiveGuild,
  settings: RoomSettings,
  now: Moment,
): readonly ReconcileAction[] {
  const pendingText = room.pendingText === null ? undefined : found.get(room.voiceChannelId);
  if (isBroken(room, live)) return [deletion(room, pendingText, live)];

  const { room: next, effects } = caughtUp(room, live, settings, now);
  if (next.state === 'deleting') return [deletion(next, pendingText, live)];
  const voice = live.channels.get(room.voiceChannelId);
  if (voice === undefined) return [];

  if (next.state === 'pending' && next.members.length === 0) {
    return [abandoned(next, hub, voice, pendingText, found, live)];
  }
  const saved: readonly ReconcileAction[] = effects.length === 0 ? [] : [{ kind: 'save-room', room: next, effects }];
  return [
    ...saved,
    ...armed(next, effects),
    ...finished(next, voice, pendingText),
    ...(next.state === 'open' ? converged(next, voice, live, settings) : []),
  ];
}

/** A person deleted the voice or the text channel by hand: the other goes with it. */
function isBroken(room: Room, live: LiveGuild): boolean {
  return live.gone.has(room.voiceChannelId) || (room.textChannelId !== null && live.gone.has(room.textChannelId));
}

/** The room after everything that happened unseen: people who came and went, deadlines that passed. */
function caughtUp(room: Room, live: LiveGuild, settings: RoomSettings, now: Moment): OwnershipStep {
  if (!live.channels.has(room.voiceChannelId)) return { room, effects: [] };
  const present = guestsOf(live, room.voiceChannelId);
  const step = ownership(room, { kind: 'occupants', present }, now, settings);
  if (step.room.state !== 'open' || step.room.deleteAt === null || step.room.deleteAt > now) return step;
  return ownership(step.room, { kind: 'deletion-due' }, now, settings);
}

function deletion(room: Room, pendingText: LiveChannel | undefined, live: LiveGuild): ReconcileAction {
  const ids = [room.voiceChannelId, room.textChannelId, pendingText?.id ?? null];
  const channelIds = ids.filter((id): id is Snowflake => id !== null && !live.gone.has(id));
  return { kind: 'delete-room', room, channelIds };
}

/** A cut-off conversion that nobody waits for: undone when nothing was made yet, deleted when something was. */
function abandoned(
  room: Room,
  hub: Hub | undefined,
  voice: LiveChannel,
  text: LiveChannel | undefined,
  found: ReadonlyMap<string, LiveChannel>,
  live: LiveGuild,
): ReconcileAction {
  const isUntouched = !isPatched(room, voice) && text === undefined && hub?.channelId === null && !found.has(hub.id);
  if (isUntouched) return { kind: 'give-back', room, hub: { ...hub, channelId: voice.id, pending: null } };
  return deletion(room, text, live);
}

/** The rest of a conversion. An empty room gets no text channel any more, but keeps the one that was made. */
function finished(room: Room, voice: LiveChannel, text: LiveChannel | undefined): readonly ReconcileAction[] {
  const step = textStep(room, text);
  if (room.state === 'pending') return [{ kind: 'finish-room', room, patch: !isPatched(room, voice), text: step }];
  const isNeeded = step.kind === 'adopt' || (step.kind === 'create' && room.members.length > 0);
  return isNeeded ? [{ kind: 'finish-room', room, patch: false, text: step }] : [];
}

function isPatched(room: Room, voice: LiveChannel): boolean {
  return room.pendingName === null || voice.name === room.pendingName;
}

function textStep(room: Room, text: LiveChannel | undefined): PendingText {
  if (text !== undefined) return { kind: 'adopt', channelId: text.id };
  return { kind: room.pendingText === null ? 'none' : 'create' };
}

/** Deadlines that no effect arms, because they have not changed. */
function armed(room: Room, effects: OwnershipStep['effects']): readonly ReconcileAction[] {
  const done = new Set(effects.flatMap((effect) => (effect.kind === 'arm' ? [effect.deadline] : [])));
  return deadlines.flatMap(([deadline, of]) => {
    const at = of(room);
    if (at === null || done.has(deadline)) return [];
    return [{ kind: 'arm', voiceChannelId: room.voiceChannelId, deadline, at } as const];
  });
}

function converged(
  room: Room,
  voice: LiveChannel,
  live: LiveGuild,
  settings: RoomSettings,
): readonly ReconcileAction[] {
  const occupants = guestsOf(live, room.voiceChannelId);
  const name = nameOf(room, voice, live, settings);
  const overwrites = voiceOverwrites(room, occupants, settings);
  const text = room.textChannelId === null ? undefined : live.channels.get(room.textChannelId);
  const change = text && overwriteChange(text.overwrites, textOverwrites(room, occupants, settings));
  const textName = textChannelName(name);
  const userIds = live.unwelcome.get(room.voiceChannelId) ?? [];
  return [
    ...(sameOverwrites(voice.overwrites, overwrites) ? [] : [{ kind: 'voice-overwrites', room, overwrites } as const]),
    ...(change === undefined || change.kind === 'none' ? [] : [{ kind: 'text-overwrites', room, change } as const]),
    ...(userIds.length === 0 ? [] : [{ kind: 'disconnect', room, userIds } as const]),
    ...(name === voice.name ? [] : [{ kind: 'rename', room, name } as const]),
    ...(text === undefined || textChannelName(text.name) === textName
      ? []
      : [{ kind: 'rename-text', room, name: textName } as const]),
  ];
}

/** The name that the room is to have. An empty room and one that a person named keep theirs. */
function nameOf(room: Room, voice: LiveChannel, live: LiveGuild, settings: RoomSettings): string {
  if (!room.naming.autoName || room.members.length === 0) return voice.name;
  const players = room.members.map(({ userId }) => ({ userId, playing: live.playing.get(userId) ?? [] }));
  const { ownerId, userLimit } = room;
  const { showGameIn, bannedWords } = settings;
  return desiredName(room.naming, { ownerId, players, userLimit, showGameIn, bannedWords }) ?? voice.name;
}
