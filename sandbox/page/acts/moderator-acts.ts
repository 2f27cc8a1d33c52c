import type { MemberRecord, RoleRecord } from '../../store/records.js';
import { refuse } from '../../store/errors.js';
import type { RoleChanges } from '../../store/roles.js';
import { PageError } from '../page-error.js';
import type { ChannelFields, ModeratorAct, RoleFields } from '../protocol/acts.js';
import type { Seat } from '../seat.js';
import type { ActTable } from './act-table.js';
import { channelOf } from './person-acts.js';

/** What the seat's member does with his permissions. */
export const moderatorActs: ActTable<ModeratorAct, Seat> = {
  editGuild: (seat, { name, afkChannel, systemChannel }) =>
    seat.person.editGuild({ name, afkChannelId: afkChannel, systemChannelId: systemChannel }),
  createChannel(seat, { name, type, fields = {} }) {
    return { id: seat.person.createChannel({ ...channelChanges(fields), name, type }).id };
  },
  editChannel: (seat, { channel, fields }) => seat.person.editChannel(channelOf(seat, channel), channelChanges(fields)),
  deleteChannel: (seat, { channel }) => seat.person.deleteChannel(channelOf(seat, channel)),
  setOverwrite: (seat, { channel, target, allow, deny }) =>
    seat.person.setOverwrite(channelOf(seat, channel), targetOf(seat, target), {
      allow: bits(allow),
      deny: bits(deny),
    }),
  removeOverwrite: (seat, { channel, target }) =>
    seat.person.removeOverwrite(channelOf(seat, channel), targetOf(seat, target)),
  createRole(seat, { fields }) {
    return { id: seat.person.createRole(roleChanges(fields)).id };
  },
  editRole: (seat, { role, fields }) => seat.person.editRole(roleOf(seat, role), roleChanges(fields)),
  moveRole: (seat, { role, position }) => seat.person.moveRole(roleOf(seat, role), position),
  deleteRole: (seat, { role }) => seat.person.deleteRole(roleOf(seat, role)),
  giveRole: (seat, { user, role }) => seat.person.giveRole(memberOf(seat, user), roleOf(seat, role)),
  takeRole: (seat, { user, role }) => seat.person.takeRole(memberOf(seat, user), roleOf(seat, role)),
  editMember: (seat, { user, nick, mute, deaf, timeoutUntil }) =>
    seat.person.editMember(memberOf(seat, user), { nick, mute, deaf, timeoutUntil }),
  move: (seat, { user, channel }) =>
    seat.person.move(memberOf(seat, user), channel === null ? null : channelOf(seat, channel)),
  kick: (seat, { user }) => seat.person.kick(memberOf(seat, user)),
  ban: (seat, { user }) => seat.person.ban(userOf(seat, user)),
  unban: (seat, { user }) => seat.person.unban(userOf(seat, user)),
};

function channelChanges({ parent, ...fields }: ChannelFields) {
  return { ...fields, parentId: parent };
}

function roleChanges({ permissions, ...fields }: RoleFields): RoleChanges {
  return { ...fields, permissions: permissions === undefined ? undefined : bits(permissions) };
}

function bits(text: string): bigint {
  if (!/^\d{1,20}$/.test(text)) throw new PageError(`"${text}" are no permission bits`);
  return BigInt(text);
}

/** A role, or else a member, of the open server. */
function targetOf(seat: Seat, id: string): RoleRecord | MemberRecord {
  return seat.guild?.roles.get(id) ?? memberOf(seat, id);
}

/** @throws {DiscordError} 10011 */
function roleOf({ guild }: Seat, id: string): RoleRecord {
  const role = guild?.roles.get(id);
  if (!role) throw refuse('unknownRole');
  return role;
}

/** @throws {DiscordError} 10007 */
function memberOf({ guild }: Seat, id: string): MemberRecord {
  const member = guild?.members.get(id);
  if (!member) throw refuse('unknownMember');
  return member;
}

/** @throws {DiscordError} 10013 */
function userOf({ looker }: Seat, id: string) {
  const user = looker.world.users.get(id);
  if (!user) throw refuse('unknownUser');
  return user;
}
