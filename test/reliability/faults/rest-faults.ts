import type { GuildHandle, RecordedCall } from 'roomkeeper/sandbox';
import type { FaultStage } from './fault-stage.js';
import type { Fault, Struck } from './fault.js';

/** A request that Discord never answers is given up by discord.js after so many seconds. */
const TIME_OUT = 15;
/** What is tried again is tried within so many seconds. */
const TRIES = 90;

const answered = (name: string, answer: NonNullable<Struck['answer']>, costs = TRIES): Fault => ({
  name,
  of: 'rest',
  costs,
  strike: () => ({ answer }),
});

/**
 * Something is gone when the call arrives: where the call names such a thing, somebody has just deleted it, so that the answer is
 * true and the event follows. A call that names none is answered so all the same.
 */
const goneBefore = (name: string, code: number, remove: Remove): Fault => ({
  name,
  of: 'rest',
  costs: TRIES,
  refuses: true,
  strike: (_stage, call, guild) => (remove(call, guild) ? { gone: true } : { answer: { status: 404, code } }),
});

type Remove = (call: RecordedCall, guild: GuildHandle) => boolean;

const removeChannel: Remove = ({ params }, guild) => {
  const channel = guild.record.channels.get(params['channel_id'] ?? '');
  if (channel) guild.owner.deleteChannel(channel);
  return channel !== undefined;
};

const removeMessage: Remove = ({ params }, guild) => {
  const channel = guild.record.channels.get(params['channel_id'] ?? '');
  const message = channel?.messages.get(params['message_id'] ?? '');
  if (message) guild.owner.deleteMessage(message);
  return message !== undefined;
};

const removeRole: Remove = ({ params }, guild) => {
  const role = guild.record.roles.get(params['role_id'] ?? params['overwrite_id'] ?? '');
  if (!role || role.id === guild.id || role.id === guild.botRole.id) return false;
  guild.owner.deleteRole(role);
  return true;
};

/** A call that is never answered: the bot waits for it, and nobody else need to. */
const timeOut: Fault = {
  name: 'time-out',
  of: 'rest',
  costs: TRIES + TIME_OUT,
  strike: (stage: FaultStage) => {
    stage.unanswered += 1;
    return {
      answer: 'timeout',
      over: () => void (stage.unanswered -= 1),
      lasts: TIME_OUT,
    };
  },
};

export const restFaults: readonly Fault[] = [
  answered('500', { status: 500 }),
  answered('502', { status: 502 }),
  answered('429 short', { status: 429, retryAfter: 1 }),
  answered('429 long', { status: 429, retryAfter: 600 }, 600 + TRIES),
  answered('429 global', { status: 429, retryAfter: 5, global: true }),
  { ...answered('403/50001', { status: 403, code: 50001, message: 'Missing Access' }), refuses: true },
  { ...answered('403/50013', { status: 403, code: 50013, message: 'Missing Permissions' }), refuses: true },
  goneBefore('404/10003', 10003, removeChannel),
  goneBefore('404/10008', 10008, removeMessage),
  goneBefore('404/10011', 10011, removeRole),
  timeOut,
  answered('dropped', 'drop'),
  answered('answer lost', 'lose-answer'),
];
