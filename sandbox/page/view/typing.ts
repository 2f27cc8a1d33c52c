import { GatewayDispatchEvents, type GatewayTypingStartDispatchData } from 'discord-api-types/v10';
import type { Dispatch, World } from '../../store/world.js';

/** So long "… is typing" stays, in milliseconds. */
const LASTS = 10_000;

/** Who writes where. Somebody who has sent a message no longer does. */
export class Typing {
  readonly #world: World;
  /** Channel id to user id to when it began. */
  readonly #since = new Map<string, Map<string, number>>();

  public constructor(world: World) {
    this.#world = world;
  }

  /** Takes note of what has happened. */
  public hear({ event, data }: Dispatch): void {
    if (event === GatewayDispatchEvents.TypingStart) {
      const { channel_id, user_id } = data as GatewayTypingStartDispatchData;
      const here = this.#since.get(channel_id) ?? new Map<string, number>();
      this.#since.set(channel_id, here.set(user_id, this.#world.clock.now()));
    }
    if (event === GatewayDispatchEvents.MessageCreate) {
      const { channel_id, author } = data as { channel_id: string; author: { id: string } };
      this.#since.get(channel_id)?.delete(author.id);
    }
  }

  /** Ids of those who write in a channel now. */
  public in(channelId: string): string[] {
    const oldest = this.#world.clock.now() - LASTS;
    return [...(this.#since.get(channelId) ?? [])].filter(([, since]) => since > oldest).map(([user]) => user);
  }
}
