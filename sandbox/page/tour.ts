import { GatewayDispatchEvents as Events, MessageType } from 'discord-api-types/v10';
import type { BotState } from '../managed-bot.js';
import type { RecordedCall } from '../rest/recorder.js';
import type { ChannelRecord } from '../store/records.js';
import type { World } from '../store/world.js';
import type { DispatchRow, TimelineRow } from '../timeline.js';
import type { TourStep, TourStepId, TourView } from './protocol/shared-view.js';
import { isLocked } from './view/channel-view.js';

const order: readonly TourStepId[] = ['own', 'lock', 'comeBack', 'trigger', 'restart'];
/** How a bot makes a room of a channel. */
const shaping: ReadonlySet<string> = new Set(['POST /guilds/{guild_id}/channels', 'PATCH /channels/{channel_id}']);
/** What the bot says so soon after somebody wrote, in milliseconds, counts as its answer. */
const ANSWER_WITHIN = 10_000;

interface Room {
  readonly channel: string;
  readonly owner: string;
  wasOpen: boolean;
  ownerIsAway: boolean;
}

interface Words {
  readonly author: string;
  readonly at: number;
}

/** A message as events bring it. */
interface Said {
  readonly type: MessageType;
  readonly channel_id: string;
  readonly author: { readonly id: string };
  readonly content: string;
  readonly interaction_metadata?: object;
}

/**
 * Follows the guided tour. It finds out by itself which steps are done, from nothing but the world and what happens in it, so it
 * knows nothing of the bot: a room is a voice channel that the bot has made or changed, with somebody in it, who owns it.
 */
export class Tour {
  readonly #world: World;
  readonly #done = new Map<TourStepId, number>();
  readonly #parts = new Map<TourStepId, Set<string>>();
  /** Ids of the channels that the bot has made or changed. */
  readonly #shaped = new Set<string>();
  readonly #rooms = new Map<string, Room>();
  /** Who wrote last in each channel. */
  readonly #words = new Map<string, Words>();

  public constructor(world: World) {
    this.#world = world;
  }

  public get view(): TourView {
    const steps = order.map((id): TourStep => {
      const at = this.#done.get(id) ?? null;
      return { id, done: at !== null, at, parts: [...(this.#parts.get(id) ?? [])] };
    });
    return { steps, room: this.#roomView() };
  }

  /** Begins anew. The rooms that there are stay known. */
  public restart(): void {
    this.#done.clear();
    this.#parts.clear();
    for (const room of this.#rooms.values()) room.ownerIsAway = false;
  }

  public skip(step: TourStepId): void {
    this.#finish(step);
  }

  /** Takes note of what has happened. */
  public hear(row: TimelineRow): void {
    if (row.kind === 'call') this.#hearCall(row.call);
    if (row.kind === 'dispatch') this.#hearEvent(row);
    this.#lookAtLocks();
  }

  /** Takes note of what has become of the bot. */
  public hearBot(state: BotState): void {
    if (state === 'down') this.#part('restart', 'down');
    if (state === 'running' && this.#parts.get('restart')?.has('down')) this.#finish('restart');
  }

  #hearCall({ operation, status, answer }: RecordedCall): void {
    if (!shaping.has(operation) || status === null || status >= 300) return;
    this.#shaped.add((answer as { id: string }).id);
    this.#lookAtVoice();
  }

  #hearEvent({ event, json }: DispatchRow): void {
    if (event === Events.VoiceStateUpdate) this.#lookAtVoice();
    if (event === Events.MessageCreate) this.#hearWords(JSON.parse(json) as Said);
    if (event === Events.MessageReactionAdd) {
      const { channel_id, user_id } = JSON.parse(json) as { channel_id: string; user_id: string };
      if (user_id === this.#world.application.botId) this.#answered(channel_id);
    }
  }

  #lookAtVoice(): void {
    for (const guild of this.#world.guilds.values()) {
      for (const { userId, channelId } of guild.voiceStates.values()) this.#lookAtOccupant(userId, channelId);
    }
    for (const room of this.#rooms.values()) this.#lookForOwner(room);
  }

  #lookAtOccupant(userId: string, channelId: string): void {
    const channel = this.#world.channels.get(channelId);
    if (!channel || !this.#shaped.has(channelId) || this.#rooms.has(channelId)) return;
    if (this.#world.users.get(userId)?.bot) return;
    const room = { channel: channelId, owner: userId, wasOpen: !this.#isLocked(channel), ownerIsAway: false };
    this.#rooms.set(channelId, room);
    this.#finish('own');
  }

  #lookForOwner(room: Room): void {
    const channel = this.#world.channels.get(room.channel);
    const guild = this.#world.guilds.get(channel?.guildId ?? '');
    if (!guild) return;
    const isThere = guild.voiceStates.get(room.owner)?.channelId === room.channel;
    if (!isThere && !room.ownerIsAway) this.#part('comeBack', 'left');
    if (isThere && room.ownerIsAway && this.#parts.get('comeBack')?.has('left')) this.#finish('comeBack');
    room.ownerIsAway = !isThere;
  }

  #lookAtLocks(): void {
    for (const room of this.#rooms.values()) {
      const channel = this.#world.channels.get(room.channel);
      if (!channel) continue;
      const locked = this.#isLocked(channel);
      if (locked && room.wasOpen) this.#finish('lock');
      room.wasOpen = !locked;
    }
  }

  #isLocked(channel: ChannelRecord): boolean {
    return isLocked(this.#world.guild(channel.guildId ?? ''), channel, this.#world.clock.now());
  }

  /** The bot says something unasked, right after somebody has written there. Controls alone, put below anew, say nothing. */
  #hearWords({ type, channel_id, author, content, interaction_metadata }: Said): void {
    // "Ada joined the server" is nothing that she says.
    if (type !== MessageType.Default && type !== MessageType.Reply) return;
    if (author.id !== this.#world.application.botId) {
      this.#words.set(channel_id, { author: author.id, at: this.#world.clock.now() });
      return;
    }
    if (interaction_metadata === undefined && content !== '') this.#answered(channel_id);
  }

  #answered(channelId: string): void {
    const words = this.#words.get(channelId);
    this.#words.delete(channelId);
    if (words && this.#world.clock.now() - words.at <= ANSWER_WITHIN) this.#finish('trigger');
  }

  #finish(step: TourStepId): void {
    if (!this.#done.has(step)) this.#done.set(step, this.#world.clock.now());
  }

  #part(step: TourStepId, part: string): void {
    if (this.#done.has(step)) return;
    this.#parts.set(step, (this.#parts.get(step) ?? new Set()).add(part));
  }

  /** The newest that is still there. */
  #roomView(): TourView['room'] {
    const room = [...this.#rooms.values()].findLast(({ channel }) => this.#world.channels.has(channel));
    if (!room) return null;
    return { channel: room.channel, name: this.#world.channel(room.channel).name, owner: room.owner };
  }
}
