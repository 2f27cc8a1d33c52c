import type { Guild } from 'discord.js';
import { restFailure, type PluginContext, type VoiceChange } from 'roomkeeper';
import { mustLeave } from '../domain/admission.js';
import type { Room } from '../domain/room.js';
import { isStaff } from '../domain/targets.js';
import { auditReason } from '../messages.js';
import type { Rooms } from './rooms.js';
import { memberFacts } from './target-facts.js';

/** Puts out of rooms who is blocked from them: by name, or by a role. Staff are never put out. */
export class Doorkeeper {
  readonly #context: PluginContext;
  readonly #rooms: Rooms;

  public constructor(context: PluginContext, rooms: Rooms) {
    this.#context = context;
    this.#rooms = rooms;
  }

  /**
   * Turns away a blocked member who has got into a room all the same: somebody has moved them, or a role came later.
   * They do not count as having joined. Never rejects.
   *
   * @returns whether they are out again; if not, they have to be taken for a member of the room.
   */
  public async turnsAway({ guild, channelId, userId }: VoiceChange): Promise<boolean> {
    const stored = this.#rooms.get(channelId);
    if (!stored || !this.#mustGo(guild, stored.room, userId)) return false;
    try {
      await this.disconnect(guild, stored.room, userId, auditReason.turnedAway);
      return true;
    } catch (error) {
      this.#context.log.warn(
        { guild: guild.id, channel: channelId, user: userId, error },
        'Somebody blocked from a room could not be turned away',
      );
      return false;
    }
  }

  /** Puts everybody out who is in the room and blocked. Rejects with Discord's error. */
  public async clear(guild: Guild, room: Room, reason: string): Promise<void> {
    for (const { id } of this.#context.voice.occupantsOf(guild.id, room.voiceChannelId)) {
      if (this.#mustGo(guild, room, id)) await this.disconnect(guild, room, id, reason);
    }
  }

  /** The room without the right to come back of those whom a block now keeps out. */
  public withoutBlocked(guild: Guild, room: Room): Room {
    const kept = room.admittedIds.filter((userId) => !this.#mustGo(guild, room, userId));
    return { ...room, admittedIds: kept };
  }

  /** Puts somebody out, unless they are elsewhere by now. Rejects with Discord's error. */
  public async disconnect(guild: Guild, { voiceChannelId }: Room, userId: string, reason: string): Promise<void> {
    if (this.#context.voice.channelOf(guild.id, userId) !== voiceChannelId) return;
    try {
      await guild.members.edit(userId, { channel: null, reason });
    } catch (error) {
      if (restFailure(error) !== 'not-in-voice') throw error;
    }
  }

  #mustGo(guild: Guild, room: Room, userId: string): boolean {
    const member = guild.members.cache.get(userId);
    if (!member) return mustLeave(room, userId, []);
    return mustLeave(room, userId, [...member.roles.cache.keys()]) && !isStaff(memberFacts(member));
  }
}
