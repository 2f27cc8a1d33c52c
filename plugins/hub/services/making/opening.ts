import type { Guild } from 'discord.js';
import { restFailure, type PluginContext, type Timer } from 'roomkeeper';
import { opened, otherName, roomPatch, textPost } from '../../domain/conversion.js';
import type { Room } from '../../domain/room.js';
import { textChannelName } from '../../domain/text-channel-name.js';
import { auditReason, notice } from '../../room-messages.js';
import { ofExistingRoles, type ChannelCalls } from './channel-calls.js';
import { isInvalid } from '../names/channel-edit.js';
import type { Creation } from './creation.js';
import { queueKey, type Flow } from '../flow.js';
import type { GivingBack } from './giving-back.js';
import type { HubBus } from '../hub-bus.js';
import { voiceChannel } from '../live-guild.js';
import type { GuildRules } from '../room-settings.js';
import type { Rooms, StoredRoom } from '../store/rooms.js';
import type { SentOverwrites } from './sent-overwrites.js';
import { syncKey } from './sync.js';

/** How long one opening may take, waiting for Discord's limits included, in milliseconds. */
const LIMIT = 240_000;
/** How long the gateway is given to tell what became of a PATCH that got no answer, in milliseconds. */
const PAUSE = 1000;
/** After how long a PATCH that got no answer is sent again, in milliseconds. */
const RETRY = 10_000;

export interface OpeningParts {
  readonly rooms: Rooms;
  readonly rules: GuildRules;
  readonly bus: HubBus;
  readonly flow: Flow;
  readonly calls: ChannelCalls;
  readonly sent: SentOverwrites;
  readonly creation: Creation;
  readonly givingBack: GivingBack;
  /** Overwrites and name may be out of date. Returns at once. */
  readonly resync: (stored: StoredRoom) => void;
  /** The name of the text channel is not the room's. Returns at once. */
  readonly follow: (room: Room) => void;
}

/** What is left to do of a conversion. */
export interface Remaining {
  /** Whether the channel has to become the room yet. */
  readonly patch: boolean;
  /** The text channel, if it is there already. */
  readonly textChannelId: string | null;
}

type Patched = 'done' | 'gone' | 'unanswered' | 'refused';

/** The text channel; null for none. `heldBackFor`: Discord takes it after so many milliseconds only. */
interface Text {
  readonly id: string | null;
  readonly heldBackFor?: number | undefined;
}

/** Turns a stored, pending room into an open one: the PATCH and the text channel side by side, then the people. */
export class Opening {
  readonly #context: PluginContext;
  readonly #parts: OpeningParts;
  readonly #retries = new Map<string, Timer>();

  public constructor(context: PluginContext, parts: OpeningParts) {
    this.#context = context;
    this.#parts = parts;
  }

  /** Resolves when the room is open, is the hub again, or waits for another try. */
  public complete(guild: Guild, voiceChannelId: string, remaining: Remaining): Promise<void> {
    return this.#context.queue.run(
      syncKey(voiceChannelId),
      async () => {
        const room = this.#parts.rooms.get(voiceChannelId)?.room;
        if (room && room.state !== 'deleting') await this.#complete(guild, room, remaining);
      },
      LIMIT,
    );
  }

  public stop(): void {
    for (const timer of this.#retries.values()) timer.cancel();
    this.#retries.clear();
  }

  async #complete(guild: Guild, room: Room, { patch, textChannelId }: Remaining): Promise<void> {
    const there = room.textChannelId ?? textChannelId;
    const [patched, made]: [Patched, Text] = await Promise.all([
      // Decided before this one's turn: an open room has become what it should.
      patch && room.state === 'pending' ? this.#patch(guild, room) : 'done',
      there === null ? this.#text(guild, room) : { id: there },
    ]);
    if (patched === 'refused' && (await this.#parts.givingBack.giveBack(guild, room, made.id))) return;
    const now = this.#parts.rooms.get(room.voiceChannelId)?.room ?? room;
    const text = made.id === null && made.heldBackFor === undefined ? await this.#textAgain(guild, now) : made;
    if (patched === 'unanswered') return this.#tryAgain(guild, room, text);
    await this.#open(guild, room, text);
    if (text.heldBackFor !== undefined) await this.#textLater(guild, now, text.heldBackFor);
    if (room.state === 'open' || now.pendingName !== room.pendingName) this.#parts.follow(now);
    if (patched === 'gone') await this.#parts.flow.apply(guild.id, room.voiceChannelId, { kind: 'delete' });
  }

  async #patch(guild: Guild, room: Room): Promise<Patched> {
    const settings = this.#parts.rules.of(guild.id);
    const patch = roomPatch(room, room.pendingName ?? '', this.#occupants(room), settings);
    const overwrites = ofExistingRoles(guild, patch.overwrites);
    const reason = auditReason.converted(nameOf(guild, room.ownerId));
    this.#parts.sent.note(room.voiceChannelId, overwrites);
    try {
      await this.#parts.calls.convert(room.voiceChannelId, { ...patch, overwrites }, reason);
      return 'done';
    } catch (error) {
      this.#parts.sent.failed(room.voiceChannelId, overwrites, error);
      const failure = restFailure(error);
      const where = { guild: guild.id, channel: room.voiceChannelId };
      this.#context.log.warn({ ...where, failure, error }, 'A hub could not be made a room');
      if (failure === 'unknown-channel') return 'gone';
      // Not now: the room waits, as for an answer.
      if (failure === 'rate-limited') return 'unanswered';
      if (failure !== 'unanswered') return (isInvalid(error) && (await this.#patchOtherwise(guild, room))) || 'refused';
      await new Promise<void>((resolve) => void this.#context.clock.after(PAUSE, resolve));
      return voiceChannel(guild, room.voiceChannelId)?.name === patch.name ? 'done' : 'unanswered';
    }
  }

  /** Discord has rules of its own for names: a room that may not have its name gets another one. Null when there is no other. */
  async #patchOtherwise(guild: Guild, { voiceChannelId }: Room): Promise<Patched | null> {
    const held: { next: Room | null } = { next: null };
    await this.#parts.flow.change(guild.id, voiceChannelId, (stored) => {
      held.next = stored.room.state === 'pending' ? otherName(stored.room, Math.random) : null;
      return held.next === null ? stored : { ...stored, room: held.next };
    });
    return held.next && this.#patch(guild, held.next);
  }

  /** The text channel, where its name may have been what Discord refused. */
  async #textAgain(guild: Guild, room: Room): Promise<Text> {
    if (room.pendingText === null) return { id: null };
    const name = textChannelName(room.pendingName ?? room.pendingText.name);
    if (name !== room.pendingText.name) {
      const pendingText = { ...room.pendingText, name };
      const { voiceChannelId } = room;
      const stored = await this.#parts.flow.change(guild.id, voiceChannelId, (current) => ({
        ...current,
        room: { ...current.room, pendingText },
      }));
      const text = stored && (await this.#text(guild, stored.room));
      if (text && (text.id !== null || text.heldBackFor !== undefined)) return text;
    }
    await this.#context.notices.send(guild.id, `hub.no-text:${room.hubId}`, notice.noText(room.voiceChannelId));
    return { id: null };
  }

  async #text(guild: Guild, room: Room): Promise<Text> {
    if (room.pendingText === null) return { id: null };
    const { name, parentId } = room.pendingText;
    const post = textPost(room, name, parentId, this.#occupants(room), this.#parts.rules.of(guild.id));
    const pending = { owner: room.voiceChannelId, type: 'text', fingerprint: room.pendingText } as const;
    const reason = auditReason.text(nameOf(guild, room.ownerId));
    const created = await this.#parts.creation.make({ guild, pending, post, reason });
    return 'channelId' in created ? { id: created.channelId } : { id: null, heldBackFor: created.heldBackFor };
  }

  /** Discord's limit for new channels can be hours long: the room is used meanwhile, and its row says what it lacks. */
  async #textLater(guild: Guild, { hubId, voiceChannelId }: Room, wait: number): Promise<void> {
    const until = this.#context.clock.now() + wait;
    this.#retry(guild, voiceChannelId, wait, { patch: false, textChannelId: null });
    await this.#context.notices.send(guild.id, `hub.late-text:${hubId}`, notice.lateText(voiceChannelId, until));
  }

  /** The room is open, and everybody who is in it now is a member. */
  async #open(guild: Guild, { voiceChannelId }: Room, { id, heldBackFor }: Text): Promise<void> {
    await this.#context.queue.run(queueKey(guild.id), async () => {
      const { rooms, bus, flow, resync } = this.#parts;
      const open = (room: Room): Room => opened(room, id, heldBackFor !== undefined);
      const stored = await this.#withText(guild, voiceChannelId, id, open);
      if (stored?.room.state !== 'open') return;
      this.#context.log.info({ guild: guild.id, channel: voiceChannelId }, 'A room was opened');
      bus.emit('roomOpened', stored);
      const present = this.#context.voice.occupantsOf(guild.id, voiceChannelId);
      await flow.applyQueued(voiceChannelId, { kind: 'occupants', present });
      resync(rooms.get(voiceChannelId) ?? stored);
    });
  }

  async #tryAgain(guild: Guild, { voiceChannelId }: Room, { id, heldBackFor }: Text): Promise<void> {
    const pendingText = (room: Room) => (heldBackFor === undefined ? null : room.pendingText);
    const keepText = (room: Room): Room => ({ ...room, textChannelId: id, pendingText: pendingText(room) });
    await this.#context.queue.run(queueKey(guild.id), () => this.#withText(guild, voiceChannelId, id, keepText));
    this.#retry(guild, voiceChannelId, RETRY, { patch: true, textChannelId: id });
  }

  #retry(guild: Guild, voiceChannelId: string, delay: number, remaining: Remaining): void {
    this.#retries.get(voiceChannelId)?.cancel();
    const timer = this.#context.clock.after(delay, () => {
      this.#retries.delete(voiceChannelId);
      this.complete(guild, voiceChannelId, remaining).catch((error: unknown) =>
        this.#context.log.error({ guild: guild.id, channel: voiceChannelId, error }, 'A room could not be opened'),
      );
    });
    this.#retries.set(voiceChannelId, timer);
  }

  /** Stores the text channel: of a room that is being deleted meanwhile too, so that it goes with it. */
  async #withText(
    guild: Guild,
    voiceChannelId: string,
    textId: string | null,
    next: (room: Room) => Room,
  ): Promise<StoredRoom | null> {
    const stored = this.#parts.rooms.get(voiceChannelId);
    if (!stored) {
      if (textId !== null) await this.#parts.creation.undo(guild, textId);
      return null;
    }
    const { state } = stored.room;
    const room = next(stored.room);
    const after = { ...stored, room: state === 'deleting' ? { ...room, state } : room };
    const { rooms, creation } = this.#parts;
    const save = (): Promise<void> => rooms.save(after);
    await (textId === null || stored.room.textChannelId === textId ? save() : creation.storing(textId, save));
    return after;
  }

  #occupants({ guildId, voiceChannelId }: Room) {
    return this.#context.voice.occupantsOf(guildId, voiceChannelId);
  }
}

function nameOf(guild: Guild, userId: string): string {
  return guild.members.cache.get(userId)?.displayName ?? userId;
}
