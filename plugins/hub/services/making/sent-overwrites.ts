import { restFailure, type Clock } from 'roomkeeper';
import { sameOverwrites } from '../../domain/overwrite-diff.js';
import type { Overwrite, Room } from '../../domain/room.js';

/** How long the gateway may take to tell of what was sent, in milliseconds. Later the cache is believed again. */
const MEMORY = 10_000;
/** So many are known again when they come later still, such as after a connection that broke. */
const KNOWN = 150;

interface Sent {
  readonly overwrites: readonly Overwrite[];
  readonly at: number;
  /** Nobody knows whether, and when, Discord carries it out. */
  readonly doubtful: boolean;
}

/** What came of an update: of somebody else, of us as expected, or of us when the room may want something else by now. */
export type Echo = 'foreign' | 'ours' | 'late';

/** What was sent to channels and is not in the gateway's cache yet. */
export class SentOverwrites {
  readonly #clock: Clock;
  readonly #byChannel = new Map<string, readonly Sent[]>();

  public constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Call it before the request: the gateway may be faster than the answer. */
  public note(channelId: string, overwrites: readonly Overwrite[]): void {
    const sent = { overwrites, at: this.#clock.now(), doubtful: false };
    this.#keep(channelId, [...this.#of(channelId), sent].slice(-KNOWN));
  }

  /** The request of these overwrites failed. Without an answer, Discord may carry it out all the same, at any time. */
  public failed(channelId: string, overwrites: readonly Overwrite[], error: unknown): void {
    const left = this.#of(channelId).flatMap((sent) => {
      if (sent.overwrites !== overwrites) return [sent];
      return restFailure(error) === 'unanswered' ? [{ ...sent, doubtful: true }] : [];
    });
    this.#keep(channelId, left);
  }

  /** What the channel will have once the gateway has told of everything; null when the cache is up to date. */
  public latest(channelId: string): readonly Overwrite[] | null {
    return this.#of(channelId).findLast((sent) => this.#isExpected(sent))?.overwrites ?? null;
  }

  /** Whether an update of a channel is what was sent. If so, that and everything sure before it has arrived. */
  public arrived(channelId: string, live: readonly Overwrite[]): Echo {
    const all = this.#of(channelId);
    const index = all.findIndex(({ overwrites }) => sameOverwrites(overwrites, live));
    const found = all[index];
    if (!found) return 'foreign';
    this.#keep(
      channelId,
      all.filter((sent, at) => at > index || (sent.doubtful && sent !== found)),
    );
    return this.#isExpected(found) ? 'ours' : 'late';
  }

  /**
   * The gateway has told all of a channel anew, as after an outage: the cache holds `live`, whatever was sent, for others may have changed
   * it since. What was under way may still come.
   */
  public retold(channelId: string, live: readonly Overwrite[]): void {
    this.arrived(channelId, live);
    this.#keep(
      channelId,
      this.#of(channelId).map((sent) => ({ ...sent, at: -Infinity })),
    );
  }

  /** The room's channels are gone. */
  public forgetRoom({ voiceChannelId, textChannelId }: Pick<Room, 'voiceChannelId' | 'textChannelId'>): void {
    this.forget(voiceChannelId);
    if (textChannelId !== null) this.forget(textChannelId);
  }

  /** A channel is gone. */
  public forget(channelId: string): void {
    this.#byChannel.delete(channelId);
  }

  #isExpected({ doubtful, at }: Sent): boolean {
    return !doubtful && at > this.#clock.now() - MEMORY;
  }

  #of(channelId: string): readonly Sent[] {
    return this.#byChannel.get(channelId) ?? [];
  }

  #keep(channelId: string, sent: readonly Sent[]): void {
    if (sent.length === 0) this.#byChannel.delete(channelId);
    else this.#byChannel.set(channelId, sent);
  }
}
