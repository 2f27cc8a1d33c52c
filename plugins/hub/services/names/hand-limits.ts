import type { PluginContext } from 'roomkeeper';
import type { Flow } from '../flow.js';
import type { NameLooks } from './name-look.js';
import type { StoredRoom } from '../store/rooms.js';

/** How long the gateway may take to tell of a limit that was sent, in milliseconds. */
const MEMORY = 10_000;

/** User limits that somebody sets in Discord itself: names count against them, and panels show them. */
export class HandLimits {
  readonly #context: PluginContext;
  readonly #flow: Flow;
  readonly #looks: NameLooks;
  #sent: readonly { readonly voiceChannelId: string; readonly userLimit: number; readonly at: number }[] = [];

  public constructor(context: PluginContext, parts: { flow: Flow; looks: NameLooks }) {
    this.#context = context;
    this.#flow = parts.flow;
    this.#looks = parts.looks;
  }

  /** A limit is about to be sent. Of several that follow each other closely, each will be told of, and none is by hand. */
  public expect(voiceChannelId: string, userLimit: number): void {
    const at = this.#context.clock.now();
    this.#sent = [...this.#sent.filter((sent) => sent.at > at - MEMORY), { voiceChannelId, userLimit, at }];
  }

  /**
   * Takes over the limit that the channel has. Call it within the room's queue of names: there, no limit of a template is on its way.
   *
   * @returns the room, when it had another limit.
   */
  public async noticed(voiceChannelId: string): Promise<StoredRoom | null> {
    const look = this.#looks.of(voiceChannelId);
    if (!look || look.voice.userLimit === look.stored.room.userLimit) return null;
    if (this.#isOurs(voiceChannelId, look.voice.userLimit)) return null;
    const { guildId } = look.stored.room;
    return this.#flow.change(guildId, voiceChannelId, (stored) => {
      const userLimit = this.#looks.of(voiceChannelId, stored)?.voice.userLimit ?? stored.room.userLimit;
      if (userLimit === stored.room.userLimit || this.#isOurs(voiceChannelId, userLimit)) return stored;
      this.#context.log.info({ guild: guildId, channel: voiceChannelId, userLimit }, 'A limit was set by hand');
      return { ...stored, room: { ...stored.room, userLimit } };
    });
  }

  #isOurs(voiceChannelId: string, userLimit: number): boolean {
    const since = this.#context.clock.now() - MEMORY;
    return this.#sent.some(
      (sent) => sent.voiceChannelId === voiceChannelId && sent.userLimit === userLimit && sent.at > since,
    );
  }
}
