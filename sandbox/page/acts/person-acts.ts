import type { MessageRecord } from '../../store/records.js';
import { refuse } from '../../store/errors.js';
import type { PersonAct } from '../protocol/acts.js';
import type { Seat } from '../seat.js';
import type { ActTable } from './act-table.js';

/** What the seat's member does as anybody could. */
export const personActs: ActTable<PersonAct, Seat> = {
  say(seat, { channel, text }) {
    const { api } = seat.person.say(channelOf(seat, channel), text);
    return { id: api.id };
  },
  reply(seat, { channel, message, text, mention = true }) {
    const replyTo = messageOf(seat, channel, message);
    const { api } = seat.person.say(channelOf(seat, channel), text, { replyTo, mention });
    return { id: api.id };
  },
  edit: (seat, { channel, message, text }) => seat.person.edit(messageOf(seat, channel, message), text),
  delete: (seat, { channel, message }) => seat.person.deleteMessage(messageOf(seat, channel, message)),
  dismiss: (seat, { message }) => seat.dismiss(message),
  react: (seat, { channel, message, emoji }) => seat.person.react(messageOf(seat, channel, message), emoji),
  unreact: (seat, { channel, message, emoji }) => seat.person.unreact(messageOf(seat, channel, message), emoji),
  type: (seat, { channel }) => seat.person.types(channelOf(seat, channel)),
  join: (seat, { channel }) => seat.person.join(channelOf(seat, channel)),
  leave: (seat) => seat.person.leave(),
  mute: (seat, { on }) => seat.person.mute(on),
  deafen: (seat, { on }) => seat.person.deafen(on),
  stream: (seat, { on }) => seat.person.stream(on),
  camera: (seat, { on }) => seat.person.camera(on),
  fallAsleep: (seat) => seat.person.fallAsleep(),
  play: (seat, { game }) => seat.person.plays(game),
  stopPlaying: (seat, { game }) => seat.person.stopsPlaying(game),
  presence: (seat, { status }) => seat.person.presence(status),
};

/** @throws {DiscordError} 10003 */
export function channelOf({ looker }: Seat, id: string) {
  return looker.world.channel(id);
}

/** @throws {DiscordError} 10003, 10008 */
export function messageOf(seat: Seat, channelId: string, id: string): MessageRecord {
  const message = channelOf(seat, channelId).messages.get(id);
  if (!message) throw refuse('unknownMessage');
  return message;
}
