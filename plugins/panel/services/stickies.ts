import { MessageFlags } from 'discord.js';
import type { PluginContext, Timer } from 'roomkeeper';
import type { HubApi, StoredRoom } from '../../hub/plugin.js';
import { noSticky, posting, stickyDecision, written, type Sticky } from '../domain/sticky.js';
import { stickyId, stickyMessage } from '../views/small-messages.js';
import type { Posting } from './posting.js';
import type { RoomFacts } from './room-facts.js';
import type { StickyRows } from './sticky-rows.js';

/** After what failed, it is looked so soon what became of it, each time after twice as long, in milliseconds. */
const FIRST_LOOK = 5000;
const LONGEST_LOOK = 300_000;

interface Parts {
  readonly hub: HubApi;
  readonly facts: RoomFacts;
  readonly posting: Posting;
  readonly rows: StickyRows;
}

/** The buttons at the bottom of rooms' texts that open the panel: they follow the conversation down. */
export class Stickies {
  readonly #context: PluginContext;
  readonly #parts: Parts;
  #stickies = new Map<string, Sticky>();
  readonly #timers = new Map<string, Timer>();
  /** Rooms of which a post failed midway: nobody knows whether the message is there, or its row does not know it. */
  readonly #unsettled = new Set<string>();

  public constructor(context: PluginContext, parts: Parts) {
    this.#context = context;
    this.#parts = parts;
  }

  public async load(): Promise<void> {
    this.#stickies = await this.#parts.rows.load();
  }

  /**
   * Forgets those of rooms that went while the bot was away, finds those that it was posting when it died, and lets those follow that
   * something was written below of meanwhile.
   */
  public async tidy(): Promise<void> {
    const roomless = [...this.#stickies.keys()].filter((roomId) => !this.#parts.hub.room(roomId));
    // What is no room of ours may be one of another process.
    const others = this.#context.shards.areAll ? new Set<string>() : await this.#parts.hub.storedRooms(roomless);
    for (const roomId of roomless) this.#forget(roomId);
    await this.#parts.rows.remove(roomless.filter((roomId) => !others.has(roomId)));
    for (const roomId of this.#stickies.keys()) await this.#adopt(roomId);
    for (const [roomId, { messageId }] of this.#stickies) {
      const stored = this.#parts.hub.room(roomId);
      const last = stored && this.#parts.posting.lastMessageOf(stored, this.#parts.facts.textOf(stored));
      if (messageId !== null && last && BigInt(last) > BigInt(messageId)) await this.covered(roomId);
    }
  }

  /** A human has written in the text of a room. */
  public async written(stored: StoredRoom, channelId: string): Promise<void> {
    const { voiceChannelId, state } = stored.room;
    if (state !== 'open' || this.#parts.facts.textOf(stored) !== channelId) return;
    this.#stickies.set(voiceChannelId, written(this.#of(voiceChannelId), this.#context.clock.now()));
    await this.#look(voiceChannelId);
  }

  /** Something stands below a sticky, if the room has one: it follows as if a human had written. */
  public async covered(roomId: string): Promise<void> {
    const sticky = this.#of(roomId);
    if (sticky.messageId === null) return;
    this.#stickies.set(roomId, written(sticky, this.#context.clock.now()));
    await this.#look(roomId);
  }

  /** A message was deleted in the text of a room. If it was the sticky, the next thing that a human writes brings it back. */
  public deleted({ room: { voiceChannelId } }: StoredRoom, messageId: string): void {
    const sticky = this.#of(voiceChannelId);
    if (sticky.messageId === messageId) this.#stickies.set(voiceChannelId, { ...sticky, messageId: null });
  }

  public async closed(roomId: string): Promise<void> {
    if (!this.#stickies.has(roomId)) return;
    // After what is under way, which would store it again.
    await this.#context.queue.run(`panel:sticky:${roomId}`, async () => {
      this.#forget(roomId);
      await this.#parts.rows.remove([roomId]);
    });
  }

  public stop(): void {
    for (const timer of this.#timers.values()) timer.cancel();
    this.#timers.clear();
  }

  #of(roomId: string): Sticky {
    return this.#stickies.get(roomId) ?? noSticky;
  }

  #forget(roomId: string): void {
    this.#stickies.delete(roomId);
    this.#unsettled.delete(roomId);
    this.#timers.get(roomId)?.cancel();
    this.#timers.delete(roomId);
  }

  /** Does what is due, one thing at a time for each room. */
  #look(roomId: string): Promise<void> {
    return this.#context.queue.run(`panel:sticky:${roomId}`, async () => {
      this.#timers.get(roomId)?.cancel();
      const decision = stickyDecision(this.#of(roomId), this.#context.clock.now());
      if (decision.kind === 'post') await this.#post(roomId);
      if (decision.kind === 'wait') this.#wake(roomId, decision.until);
    });
  }

  /** Finds the message of a sticky of which is stored only that it was being posted. Of several the newest stays. */
  async #adopt(roomId: string): Promise<void> {
    const stored = this.#parts.hub.room(roomId);
    const channelId = stored ? this.#parts.facts.textOf(stored) : null;
    if (!stored || channelId === null || this.#of(roomId).messageId !== null) return;
    const [newest, ...others] = await this.#parts.posting.find(stored, channelId, stickyId(roomId));
    for (const other of others) await this.#parts.posting.delete(stored, channelId, other);
    if (newest === undefined) {
      // It was never posted: the next message brings one, and no other start has to look for it.
      this.#forget(roomId);
      return this.#parts.rows.remove([roomId]);
    }
    this.#stickies.set(roomId, { ...this.#of(roomId), messageId: newest });
    await this.#parts.rows.save(stored.room.guildId, roomId, this.#of(roomId));
  }

  #wake(roomId: string, until: number): void {
    this.#later(roomId, until - this.#context.clock.now(), () =>
      this.#look(roomId).catch((error: unknown) => this.#failed(roomId, error)),
    );
  }

  #later(roomId: string, delay: number, work: () => Promise<void>): void {
    this.#timers.get(roomId)?.cancel();
    this.#timers.set(
      roomId,
      this.#context.clock.after(delay, () => void work()),
    );
  }

  #settleLater(roomId: string, delay: number): void {
    this.#unsettled.add(roomId);
    this.#later(roomId, delay, async () => {
      try {
        await this.#context.queue.run(`panel:sticky:${roomId}`, () => this.#settle(roomId));
        await this.#look(roomId);
      } catch (error) {
        this.#failed(roomId, error);
        this.#settleLater(roomId, Math.min(2 * delay, LONGEST_LOOK));
      }
    });
  }

  /** Message and row agree afterwards, whatever a post that failed has left. */
  async #settle(roomId: string): Promise<void> {
    const stored = this.#parts.hub.room(roomId);
    if (!stored || !this.#unsettled.has(roomId)) return;
    if (this.#of(roomId).messageId === null) await this.#adopt(roomId);
    else await this.#parts.rows.save(stored.room.guildId, roomId, this.#of(roomId));
    this.#unsettled.delete(roomId);
  }

  /**
   * The moment is stored first, so that a crash cannot make it more often, and that nobody knows which message it is until it is over. The
   * old one goes before the new one comes, so that there are never two.
   */
  async #post(roomId: string): Promise<void> {
    const stored = this.#parts.hub.room(roomId);
    const channelId = stored?.room.state === 'open' ? this.#parts.facts.textOf(stored) : null;
    if (!stored || channelId === null) return;
    try {
      await this.#settle(roomId);
      const old = this.#of(roomId);
      this.#stickies.set(roomId, posting(old, this.#context.clock.now()));
      await this.#parts.rows.save(stored.room.guildId, roomId, { ...this.#of(roomId), messageId: null });
      // One that cannot be deleted stays the only one: the next thing that is written tries again.
      if (old.messageId !== null && !(await this.#parts.posting.delete(stored, channelId, old.messageId)))
        return await this.#parts.rows.save(stored.room.guildId, roomId, this.#of(roomId));
      this.#stickies.set(roomId, { ...this.#of(roomId), messageId: null });
      const flags = MessageFlags.SuppressNotifications;
      // The same nonce as long as it takes the place of the same one, so that one whose answer was lost is not posted twice.
      const nonce = `s${old.messageId ?? old.postedAt ?? roomId}`;
      const messageId = await this.#parts.posting.post(stored, channelId, { ...stickyMessage(roomId), flags, nonce });
      this.#stickies.set(roomId, { ...this.#of(roomId), messageId });
      await this.#parts.rows.save(stored.room.guildId, roomId, this.#of(roomId));
    } catch (error) {
      this.#failed(roomId, error);
      this.#settleLater(roomId, FIRST_LOOK);
    }
  }

  #failed(roomId: string, error: unknown): void {
    this.#context.log.warn({ channel: roomId, error }, 'The button at the bottom of a text could not be posted');
  }
}
