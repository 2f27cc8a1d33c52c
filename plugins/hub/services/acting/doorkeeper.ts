import type { Guild } from 'discord.js';
import { restFailure, type PluginContext, type VoiceChange } from 'roomkeeper';
import { mustLeave } from '../../domain/admission.js';
import type { Person, Room } from '../../domain/room.js';
import { isStaff } from '../../domain/targets.js';
import { auditReason } from '../../messages.js';
import type { Rooms } from '../store/rooms.js';
import { memberFacts } from './target-facts.js';

/** Somebody who has come into a room. */
type Comer = Pick<VoiceChange, 'guild' | 'channelId' | 'userId'>;

/** Puts out of rooms who is blocked from them: by name, or by a role. Staff are never put out. */
export class Doorkeeper {
  readonly #context: PluginContext;
  readonly #rooms: Rooms;

  public constructor(context: PluginContext, rooms: Rooms) {
    this.#context = context;
    this.#rooms = rooms;
  }

  /** Whether somebody in a room is blocked from it: they were moved there, or have got a role since. In memory only. */
  public keepsOut({ guild, channelId, userId }: Comer): boolean {
    const stored = this.#rooms.get(channelId);
    return stored !== undefined && this.mustGo(guild, stored.room, userId);
  }

  /** Whether somebody is blocked from the room, by name or by a role, and is no staff. */
  public mustGo(guild: Guild, room: Room, userId: string): boolean {
    const member = guild.members.cache.get(userId);
    if (!member) return mustLeave(room, userId, []);
    return mustLeave(room, userId, [...member.roles.cache.keys()]) && !isStaff(memberFacts(member));
  }

  /** Everybody in the room's voice channel, bots too, but those who are about to be put out. */
  public guestsOf(guild: Guild, room: Room): Person[] {
    const occupants = this.#context.voice.occupantsOf(guild.id, room.voiceChannelId);
    return occupants.filter(({ id }) => !this.mustGo(guild, room, id));
  }

  /**
   * Puts out whom the room keeps out, before they count as having joined. Never rejects.
   *
   * @returns whether they are out; if not, they have to be taken for a member of the room.
   */
  public async turnAway({ guild, channelId, userId }: Comer): Promise<boolean> {
    try {
      await this.disconnect(guild, channelId, userId, auditReason.turnedAway);
      return true;
    } catch (error) {
      const where = { guild: guild.id, channel: channelId, user: userId };
      this.#context.log.warn({ ...where, error }, 'Somebody blocked from a room could not be turned away');
      return this.#context.voice.channelOf(guild.id, userId) !== channelId;
    }
  }

  /** Puts everybody out who is in the room and blocked. Rejects with Discord's error. */
  public async clear(guild: Guild, room: Room, reason: string): Promise<void> {
    for (const { id } of this.#context.voice.occupantsOf(guild.id, room.voiceChannelId)) {
      if (this.mustGo(guild, room, id)) await this.disconnect(guild, room.voiceChannelId, id, reason);
    }
  }

  /** The room without the right to come back of those whom a block now keeps out. */
  public withoutBlocked(guild: Guild, room: Room): Room {
    const kept = room.admittedIds.filter((userId) => !this.mustGo(guild, room, userId));
    return { ...room, admittedIds: kept };
  }

  /** Puts somebody out, unless they are elsewhere by now. Rejects with Discord's error. */
  public async disconnect(guild: Guild, voiceChannelId: string, userId: string, reason: string): Promise<void> {
    if (this.#context.voice.channelOf(guild.id, userId) !== voiceChannelId) return;
    try {
      await guild.members.edit(userId, { channel: null, reason });
    } catch (error) {
      if (restFailure(error) !== 'not-in-voice') throw error;
    }
  }
}
