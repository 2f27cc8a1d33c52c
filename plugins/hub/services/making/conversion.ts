import type { Guild, VoiceChannel } from 'discord.js';
import { restFailure, type PluginContext } from 'roomkeeper';
import { Administrator } from '../../domain/bits.js';
import { spaceRefusal } from '../../domain/channel-space.js';
import { conversion, reusableRoom, type Conversion as Plan } from '../../domain/conversion.js';
import { keepingUngrantable } from '../../domain/grantable.js';
import { firstName } from '../../domain/naming.js';
import type { Hub } from '../../domain/room.js';
import { auditReason, notice, toMember } from '../../room-messages.js';
import { queueKey, type Flow } from '../flow.js';
import type { Gate } from './gate.js';
import type { HubMaking } from './hub-making.js';
import type { Hubs } from '../store/hubs.js';
import { overwritesOf, playersOf, voiceChannel } from '../live-guild.js';
import type { Opening } from './opening.js';
import type { Conversion, Messenger } from '../parts.js';
import type { GuildRules } from '../room-settings.js';
import type { Rooms, StoredRoom } from '../store/rooms.js';
import { channelCounts, lackingForRooms } from './space.js';
import { syncKey } from './sync.js';
import { Unserved } from './unserved.js';

export interface ConversionParts {
  readonly hubs: Hubs;
  readonly rooms: Rooms;
  readonly rules: GuildRules;
  readonly flow: Flow;
  readonly gate: Gate;
  readonly messenger: Messenger;
  readonly opening: Opening;
  readonly hubMaking: HubMaking;
}

/** Somebody who waits in a hub. */
interface Guest {
  readonly guild: Guild;
  readonly hub: Hub;
  readonly channel: VoiceChannel;
  readonly userId: string;
}

/** What is left to do outside of the guild's queue. */
type Work = () => Promise<unknown>;

/** Makes a room of a hub's channel: decided and stored within the guild's queue, carried out outside of it. */
export class HubConversion implements Conversion {
  readonly #context: PluginContext;
  readonly #parts: ConversionParts;
  readonly #unserved: Unserved;

  public constructor(context: PluginContext, parts: ConversionParts) {
    this.#context = context;
    this.#parts = parts;
    this.#unserved = new Unserved(context.clock);
  }

  public async serve(guild: Guild, channelId: string, userId: string): Promise<void> {
    const work = await this.#context.queue.run(queueKey(guild.id), () => this.#decide(guild, channelId, userId, true));
    await work?.();
  }

  public async serveHub(guild: Guild, { id }: Hub): Promise<void> {
    const channelId = this.#parts.hubs.get(id)?.channelId ?? null;
    if (channelId === null) return;
    // Whoever comes after the first one finds that the channel is a room, and is in it.
    for (const userId of this.#context.voice.humansIn(guild.id, channelId)) await this.serve(guild, channelId, userId);
  }

  public async permissionsChanged(guild: Guild): Promise<void> {
    const hubs = this.#parts.hubs.ofGuild(guild.id);
    const again = this.#unserved.take(hubs.map(({ id }) => id));
    for (const hub of hubs) if (again.includes(hub.id)) await this.serveHub(guild, hub);
  }

  public createHubChannel(guild: Guild, hub: Hub): Promise<void> {
    return this.#parts.hubMaking.again(guild, hub.id);
  }

  public async finish(
    { room }: StoredRoom,
    options: { readonly patch: boolean; readonly textChannelId: string | null },
  ): Promise<void> {
    const guild = this.#context.client.guilds.cache.get(room.guildId);
    if (guild) await this.#parts.opening.complete(guild, room.voiceChannelId, options);
  }

  /** @param reuse - Whether somebody may be sent back to a room of their own. */
  async #decide(guild: Guild, channelId: string, userId: string, reuse: boolean): Promise<Work | null> {
    if (this.#context.voice.channelOf(guild.id, userId) !== channelId) return null;
    const hub = this.#parts.hubs.byChannel(channelId);
    const channel = voiceChannel(guild, channelId);
    if (!hub || !channel) {
      // Somebody else was faster: the channel is their room by now.
      await this.#parts.flow.applyQueued(channelId, { kind: 'joined', user: { id: userId, bot: false } });
      return null;
    }
    const guest: Guest = { guild, hub, channel, userId };
    const rooms = this.#parts.rooms.ofGuild(guild.id).map(({ room }) => room);
    const own = reuse ? reusableRoom(rooms, hub.id, userId) : undefined;
    if (own) return () => this.#moveBack(guest, own.voiceChannelId);
    return this.#refusal(guest) ?? this.#convert(guest);
  }

  #refusal(guest: Guest): Work | null {
    const { guild, hub, channel, userId } = guest;
    const { gate, hubs, rooms, rules, messenger } = this.#parts;
    const { text } = rules.of(guild.id);
    const lacking = lackingForRooms(channel, text);
    if (lacking.length > 0) {
      this.#unserved.lacking(hub.id);
      const told = notice.missingPermissions(channel.id, lacking);
      return () => this.#tell(guest, toMember.failed(channel.id), `hub.missing-permissions:${hub.id}`, told);
    }
    const owed = { hubs: hubs.ofGuild(guild.id), rooms: rooms.ofGuild(guild.id).map(({ room }) => room) };
    const full = spaceRefusal(channelCounts(guild, channel.parentId, owed), text);
    if (full !== null) {
      return () =>
        this.#tell(guest, toMember.full(full, channel.id), `hub.${full}:${hub.id}`, notice.full(full, channel.id));
    }
    // Last: who gets no room for another reason has opened none.
    const admission = gate.ask(guild.id, userId);
    if (admission.admitted) return null;
    this.#later(guest, admission.freeAt);
    const told = toMember.heldBack(admission.by, channel.id, admission.freeAt);
    return () => (admission.tell ? messenger.tell(channel, userId, told) : Promise.resolve());
  }

  async #tell({ guild, hub, channel, userId }: Guest, text: string, cause: string, noticed: string): Promise<void> {
    if (this.#unserved.mayTell(hub.id, userId)) await this.#parts.messenger.tell(channel, userId, text);
    await this.#context.notices.send(guild.id, cause, noticed);
  }

  /** Whoever still waits then is served then. */
  #later({ guild, channel, userId }: Guest, at: number): void {
    this.#context.clock.after(at - this.#context.clock.now(), () => {
      this.serve(guild, channel.id, userId).catch((error: unknown) =>
        this.#context.log.error({ guild: guild.id, channel: channel.id, error }, 'A member could not be served'),
      );
    });
  }

  /** Stores the room, and the hub that waits for a channel; only then anything is made. */
  async #convert(guest: Guest): Promise<Work> {
    const { guild, channel, userId } = guest;
    const { hubs, rooms, hubMaking, opening } = this.#parts;
    const now = this.#context.clock.now();
    const plan = this.#plan(guest, now);
    const stored = {
      room: plan.room,
      names: { stamps: [now], wish: null, textStamps: [], at: null, status: null },
      controlPanelMessageId: null,
    };
    await rooms.writeNew(stored, hubs.statement(plan.hub));
    hubs.keep(plan.hub);
    rooms.keep(stored);
    const userName = guild.members.cache.get(userId)?.displayName ?? userId;
    // The new hub first: creations in a guild go one after the other, and until it is there others end up in this room.
    return () =>
      Promise.all([
        hubMaking.first(guild, plan.hub, plan.hubPost, userName),
        opening.complete(guild, channel.id, { patch: true, textChannelId: null }),
      ]);
  }

  #plan({ guild, hub, channel, userId }: Guest, now: number): Plan {
    const settings = this.#parts.rules.of(guild.id);
    const displayName = guild.members.cache.get(userId)?.displayName ?? userId;
    const naming = {
      ownerId: userId,
      players: playersOf(guild, this.#context.voice.humansIn(guild.id, channel.id)),
      userLimit: hub.defaults.userLimit ?? 0,
      showGameIn: settings.showGameIn,
      bannedWords: settings.bannedWords,
    };
    const facts = {
      hub,
      channelId: channel.id,
      parentId: channel.parentId,
      joinerId: userId,
      occupants: this.#context.voice.occupantsOf(guild.id, channel.id),
      firstName: firstName(hub.defaults, displayName, naming, Math.random),
      guildLockdownUntil: this.#parts.rules.lockdownUntil(guild.id),
      maxBitrate: guild.maximumBitrate,
      settings,
    };
    const plan = conversion(facts, now);
    const held = guild.members.me?.permissions.bitfield ?? Administrator;
    const baseOverwrites = keepingUngrantable(plan.room.baseOverwrites, overwritesOf(channel), held);
    return { ...plan, room: { ...plan.room, baseOverwrites } };
  }

  /** Back into the empty room that waits for its owner; when Discord refuses that, they get another one. */
  async #moveBack(guest: Guest, voiceChannelId: string): Promise<void> {
    const { guild, channel, userId } = guest;
    const moved = await this.#context.queue.run(syncKey(voiceChannelId), async () => {
      if (this.#parts.rooms.get(voiceChannelId)?.room.state !== 'open') return false;
      if (this.#context.voice.channelOf(guild.id, userId) !== channel.id) return true;
      try {
        await guild.members.edit(userId, { channel: voiceChannelId, reason: auditReason.movedBack });
        return true;
      } catch (error) {
        const failure = restFailure(error);
        this.#context.log.info({ guild: guild.id, channel: voiceChannelId, failure, error }, 'Nobody was moved back');
        return failure === 'not-in-voice';
      }
    });
    if (moved) return;
    const work = await this.#context.queue.run(queueKey(guild.id), () =>
      this.#decide(guild, channel.id, userId, false),
    );
    await work?.();
  }
}
