import { UserError } from '@sapphire/framework';
import { MessageFlags, RateLimitError } from 'discord.js';
import { restFailure, type PluginContext } from 'roomkeeper';
import type { HubApi, StoredRoom } from '../../hub/plugin.js';
import { panelView } from '../domain/panel-view.js';
import { renderKey, type RenderedComponent } from '../domain/render-key.js';
import { panelWords } from '../messages.js';
import type { V2Message } from '../views/components.js';
import { panelMessage } from '../views/panel-message.js';
import { DrawingRows } from './drawing-rows.js';
import { DrawnPanels, type Drawn } from './drawn.js';
import type { Posting } from './posting.js';
import type { RoomFacts } from './room-facts.js';

/** A post or an edit that failed is tried again so often, each time after twice as long. */
const MAX_TRIES = 5;
/** So many panels are drawn at once after a start. */
const AT_ONCE = 10;
/** A panel waits for further changes at most so many times as long as for the next one. */
const PATIENCE = 4;

interface Parts {
  readonly hub: HubApi;
  readonly facts: RoomFacts;
  readonly posting: Posting;
  /** How long a panel waits for further changes, in milliseconds. */
  readonly debounce: number;
  /** A panel was posted. */
  readonly posted: (roomId: string) => void;
}

/** The panels in the texts of rooms: posted once, and drawn anew when what they show has changed. */
export class Panels {
  readonly #context: PluginContext;
  readonly #parts: Parts;
  readonly #drawn: DrawnPanels;
  #loading: Promise<void> | undefined;

  public constructor(context: PluginContext, parts: Parts) {
    this.#context = context;
    this.#parts = parts;
    this.#drawn = new DrawnPanels(context.clock, new DrawingRows(context.orm, context.shards));
  }

  /** The panel of a room as a message, for wherever it is shown. */
  public render(stored: StoredRoom): V2Message {
    return panelMessage(stored.room.voiceChannelId, panelView(this.#parts.facts.of(stored), panelWords));
  }

  /** A room is open: its panel is posted, unless it has one. */
  public async opened({ room, controlPanelMessageId }: StoredRoom): Promise<void> {
    if (controlPanelMessageId === null) await this.#draw(room.voiceChannelId);
  }

  /**
   * Posts the panels that open rooms lack, as after a crash between the opening of a room and its panel, and draws those that do not
   * show their room as it is. Costs no request for one that does. The start does not wait for that: of many it takes minutes.
   */
  public async overtaken(): Promise<void> {
    const { hub } = this.#parts;
    const { areAll } = this.#context.shards;
    this.#loading ??= this.#drawn.load(
      (roomId) => hub.room(roomId) !== undefined,
      async (roomIds) => (areAll ? new Set() : hub.storedRooms(roomIds)),
    );
    await this.#loading;
    const stored = [...this.#context.client.guilds.cache.keys()].flatMap((guildId) => this.#parts.hub.roomsIn(guildId));
    void this.#drawAll(stored.map(({ room }) => room.voiceChannelId));
  }

  /** Some at a time: Discord takes 50 requests a second, and what waits for its turn would be taken for stuck. */
  async #drawAll(roomIds: readonly string[]): Promise<void> {
    const rest = roomIds.values();
    const lane = async (): Promise<void> => {
      for (const roomId of rest) await this.#draw(roomId).catch((error: unknown) => this.#missed(roomId, error));
    };
    await Promise.all(Array.from({ length: AT_ONCE }, lane));
  }

  #missed(roomId: string, error: unknown): void {
    this.#context.log.error({ channel: roomId, error }, 'A panel could not be drawn');
  }

  /** What a panel shows may have changed: it is drawn anew once nothing else has changed for a moment. */
  public changed({ room: { voiceChannelId, state } }: StoredRoom): void {
    if (state !== 'open') return;
    const { debounce } = this.#parts;
    const drawn = this.#drawn.of(voiceChannelId);
    const now = this.#context.clock.now();
    drawn.changedAt ??= now;
    // In a room that never comes to rest the panel is drawn once in a while all the same.
    this.#schedule(voiceChannelId, Math.max(0, Math.min(debounce, drawn.changedAt + PATIENCE * debounce - now)));
  }

  public async closed(roomId: string): Promise<void> {
    this.#drawn.forget(roomId);
    // After what is under way, which would store it again.
    await this.#context.queue.run(`panel:${roomId}`, () => this.#drawn.remove(roomId));
  }

  /** A message was deleted in the text of a room. If it was the panel, the next change posts it again. */
  public deleted({ room, controlPanelMessageId }: StoredRoom, messageId: string): void {
    if (controlPanelMessageId === messageId) this.#drawn.of(room.voiceChannelId).lost = messageId;
  }

  /**
   * Answers a click by an update of the message `messageId` to the panel that `work` returns. While that is under way the panel
   * is not edited besides, and if it was the panel itself that was updated, it need not be afterwards.
   */
  public async answering(roomId: string, messageId: string, work: () => Promise<V2Message | null>): Promise<void> {
    const drawn = this.#drawn.of(roomId);
    const isPanel = (): boolean => this.#parts.hub.room(roomId)?.controlPanelMessageId === messageId;
    const { key } = drawn;
    drawn.clicks += 1;
    try {
      if (isPanel()) this.#drawn.changing(roomId);
      const shown = await work();
      const stored = this.#parts.hub.room(roomId);
      if (shown && stored && isPanel()) await this.#drawn.shows(stored.room, keyOf(shown));
    } catch (error) {
      // A refusal comes before the update. Of anything else nobody knows whether the update was made.
      if (error instanceof UserError && isPanel()) drawn.key = key;
      throw error;
    } finally {
      drawn.clicks -= 1;
      if (!this.#parts.hub.room(roomId)) this.#drawn.forget(roomId);
    }
  }

  public stop(): void {
    this.#drawn.stop();
  }

  #schedule(roomId: string, delay: number): void {
    this.#drawn.schedule(roomId, delay, () => {
      this.#draw(roomId).catch((error: unknown) => this.#missed(roomId, error));
    });
  }

  #draw(roomId: string): Promise<void> {
    return this.#context.queue.run(`panel:${roomId}`, async () => {
      const stored = this.#parts.hub.room(roomId);
      if (stored?.room.state !== 'open') return;
      const drawn = this.#drawn.of(roomId);
      if (drawn.clicks > 0) return this.#schedule(roomId, this.#parts.debounce);
      drawn.changedAt = null;
      try {
        await this.#converge(stored, drawn);
        drawn.failures = 0;
      } catch (error) {
        this.#failed(stored, drawn, error);
      }
    });
  }

  async #converge(stored: StoredRoom, drawn: Drawn): Promise<void> {
    const { posting, facts } = this.#parts;
    const { voiceChannelId } = stored.room;
    const channelId = facts.textOf(stored);
    const messageId = drawn.lost === stored.controlPanelMessageId ? null : stored.controlPanelMessageId;
    // Nobody looks at the panel of an empty room, which goes in a moment or gets another change.
    if (channelId === null || stored.room.members.length === 0) return;
    const panel = this.render(stored);
    const key = keyOf(panel);
    if (messageId !== null) {
      if (drawn.key === key) return;
      // Not known until there is an answer: one that is lost may stand for an edit that was made.
      this.#drawn.changing(voiceChannelId);
      const edited = await posting.edit(stored, channelId, messageId, panel.components);
      if (edited === 'done') await this.#drawn.shows(stored.room, key);
      if (edited !== 'gone') return;
      drawn.lost = messageId;
    }
    // The same nonce as long as it stands for the same panel, so that one whose answer was lost is not posted twice.
    const nonce = stored.controlPanelMessageId ?? voiceChannelId;
    const flags = MessageFlags.IsComponentsV2 | MessageFlags.SuppressNotifications;
    const posted = await posting.post(stored, channelId, { components: panel.components, flags, nonce });
    if (posted === null) return;
    await this.#parts.hub.notePanel(voiceChannelId, posted);
    await this.#drawn.shows(stored.room, key);
    this.#parts.posted(voiceChannelId);
  }

  #failed({ room }: StoredRoom, drawn: Drawn, error: unknown): void {
    const failure = restFailure(error);
    const where = { guild: room.guildId, channel: room.voiceChannelId };
    // Not now: that is no failure of this panel.
    if (error instanceof RateLimitError) return this.#schedule(room.voiceChannelId, error.retryAfter);
    drawn.failures += 1;
    const again = failure !== 'unknown-channel' && drawn.failures < MAX_TRIES;
    this.#context.log.warn({ ...where, error, failure, again }, 'A panel could not be shown');
    if (again) this.#schedule(room.voiceChannelId, this.#parts.debounce * 2 ** drawn.failures);
    else drawn.failures = 0;
  }
}

function keyOf({ components }: V2Message): string {
  return renderKey(components as readonly RenderedComponent[]);
}
