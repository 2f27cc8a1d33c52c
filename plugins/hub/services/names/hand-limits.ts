import type { PluginContext } from 'roomkeeper';
import type { Flow } from '../flow.js';
import type { NameLooks } from './name-look.js';
import type { StoredRoom } from '../store/rooms.js';

/** User limits that somebody sets in Discord itself: names count against them, and panels show them. */
export class HandLimits {
  readonly #context: PluginContext;
  readonly #flow: Flow;
  readonly #looks: NameLooks;

  public constructor(context: PluginContext, parts: { flow: Flow; looks: NameLooks }) {
    this.#context = context;
    this.#flow = parts.flow;
    this.#looks = parts.looks;
  }

  /**
   * Takes over the limit that the channel has. Call it within the room's queue of names: there, no limit of a template is on its way.
   *
   * @returns the room, when it had another limit.
   */
  public async noticed(voiceChannelId: string): Promise<StoredRoom | null> {
    const look = this.#looks.of(voiceChannelId);
    if (!look || look.voice.userLimit === look.stored.room.userLimit) return null;
    const { guildId } = look.stored.room;
    return this.#flow.change(guildId, voiceChannelId, (stored) => {
      const userLimit = this.#looks.of(voiceChannelId, stored)?.voice.userLimit ?? stored.room.userLimit;
      if (userLimit === stored.room.userLimit) return stored;
      this.#context.log.info({ guild: guildId, channel: voiceChannelId, userLimit }, 'A limit was set by hand');
      return { ...stored, room: { ...stored.room, userLimit } };
    });
  }
}
