import type { Clock } from 'roomkeeper';
import { sameOverwrites } from '../domain/overwrite-diff.js';
import type { Overwrite } from '../domain/room.js';

/** How long the gateway may take to tell of what was sent, in milliseconds. Later the cache is believed again. */
const MEMORY = 10_000;

interface Sent {
  readonly overwrites: readonly Overwrite[];
  readonly at: number;
}

/** What was sent to channels and is not in the gateway's cache yet. */
export class SentOverwrites {
  readonly #clock: Clock;
  readonly #byChannel = new Map<string, readonly Sent[]>();

  public constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Call it before the request: the gateway may be faster than the answer. */
  public note(channelId: string, overwrites: readonly Overwrite[]): void {
    this.#byChannel.set(channelId, [...this.#recent(channelId), { overwrites, at: this.#clock.now() }]);
  }

  /** The request of these overwrites failed. */
  public forget(channelId: string, overwrites: readonly Overwrite[]): void {
    this.#keep(
      channelId,
      this.#recent(channelId).filter((sent) => sent.overwrites !== overwrites),
    );
  }

  /** What the channel will have once the gateway has told of everything; null when the cache is up to date. */
  public latest(channelId: string): readonly Overwrite[] | null {
    return this.#recent(channelId).at(-1)?.overwrites ?? null;
  }

  /** Whether an update of a channel is what was sent. If so, that and everything before has arrived. */
  public arrived(channelId: string, live: readonly Overwrite[]): boolean {
    const recent = this.#recent(channelId);
    const index = recent.findIndex(({ overwrites }) => sameOverwrites(overwrites, live));
    if (index !== -1) this.#keep(channelId, recent.slice(index + 1));
    return index !== -1;
  }

  #recent(channelId: string): readonly Sent[] {
    const oldest = this.#clock.now() - MEMORY;
    return (this.#byChannel.get(channelId) ?? []).filter(({ at }) => at > oldest);
  }

  #keep(channelId: string, sent: readonly Sent[]): void {
    if (sent.length === 0) this.#byChannel.delete(channelId);
    else this.#byChannel.set(channelId, sent);
  }
}
