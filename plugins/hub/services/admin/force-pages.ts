import type { Guild, GuildMember } from 'discord.js';
import { isPresent } from '../../domain/room.js';
import { force } from '../../sudo-messages.js';
import { ownerChoice, roomChoice, type ListedRoom } from '../../views/force-views.js';
import type { PageView } from '../../views/rows.js';
import type { RoomActions } from '../../api.js';
import { refused } from './hub-checks.js';
import { voiceChannel } from '../live-guild.js';
import type { Rooms, StoredRoom } from '../store/rooms.js';

export interface ForcePagesParts {
  readonly rooms: Rooms;
  readonly actions: Pick<RoomActions, 'forceTransfer'>;
}

/** Draws the pages of a forced transfer, and has it done. */
export class ForcePages {
  readonly #parts: ForcePagesParts;

  public constructor(parts: ForcePagesParts) {
    this.#parts = parts;
  }

  /** The rooms, the oldest first. @param note - What has just been done. */
  public rooms(guild: Guild, page = 0, note?: string): PageView {
    const open = this.#parts.rooms.ofGuild(guild.id).filter(({ room }) => room.state !== 'deleting');
    const listed = open
      .toSorted((one, other) => one.room.createdAt - other.room.createdAt)
      .map(({ room }) => listedRoom(guild, room));
    return roomChoice(listed, page, note);
  }

  /** @throws {UserError} when the guild has no such room. */
  public owners(guild: Guild, voiceChannelId: string): PageView {
    const { room } = this.#require(guild, voiceChannelId);
    return ownerChoice(room.voiceChannelId, room.ownerId);
  }

  /** Gives a room to somebody. @throws {UserError} when that cannot be; then nothing has changed. */
  public async transfer(sudo: GuildMember, voiceChannelId: string, to: GuildMember | undefined): Promise<PageView> {
    const { guild } = sudo;
    const { room } = this.#require(guild, voiceChannelId);
    if (!to) throw refused(force.notMember);
    if (to.user.bot) throw refused(force.bot);
    const isOwner = to.id === room.ownerId;
    // An owner who is away may get it for good, which ends the grace.
    if (isOwner && isPresent(room, to.id)) throw refused(force.alreadyOwner(voiceChannelId, to.id));
    await this.#parts.actions.forceTransfer({ guild, voiceChannelId, member: sudo }, to.id);
    const done = isOwner ? force.kept(voiceChannelId, to.id) : force.done(voiceChannelId, room.ownerId, to.id);
    return this.rooms(guild, 0, done);
  }

  #require(guild: Guild, voiceChannelId: string): StoredRoom {
    const stored = this.#parts.rooms.get(voiceChannelId);
    if (stored?.room.guildId !== guild.id || stored.room.state === 'deleting') throw refused(force.roomGone);
    return stored;
  }
}

function listedRoom(guild: Guild, { voiceChannelId, pendingName, ownerId }: StoredRoom['room']): ListedRoom {
  const name = voiceChannel(guild, voiceChannelId)?.name ?? pendingName ?? voiceChannelId;
  const owner = guild.members.cache.get(ownerId);
  return { voiceChannelId, name, ownerName: owner?.displayName ?? ownerId };
}
