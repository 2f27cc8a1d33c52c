import type { PluginContext } from 'roomkeeper';
import type { TextChannel, VoiceChannel } from 'discord.js';
import type { LiveNames } from '../../domain/name-plan.js';
import { desiredName, desiredStatus, type NamingContext } from '../../domain/naming.js';
import type { Room } from '../../domain/room.js';
import { textChannelName } from '../../domain/text-channel-name.js';
import { playersOf, textChannel, voiceChannel } from '../live-guild.js';
import type { GuildRules } from '../room-settings.js';
import type { Rooms, StoredRoom } from '../store/rooms.js';

/** A room's names as they are, and as they are to be. */
export interface Look {
  readonly stored: StoredRoom;
  readonly voice: VoiceChannel;
  readonly text: TextChannel | null;
  readonly live: LiveNames;
  /** Null: the channel keeps the name that it has. */
  readonly desired: string | null;
  /** Null: this guild does not use the status. */
  readonly status: string | null;
}

/** Looks at the names of rooms: in memory only, without a query or a request. */
export class NameLooks {
  readonly #context: PluginContext;
  readonly #rooms: Rooms;
  readonly #rules: GuildRules;
  /** By voice channel. */
  readonly #asked = new Map<string, Set<string>>();
  /** By channel: what asking for a name led to, where that was not the name. Asking again would lead there again. */
  readonly #vain = new Map<string, { readonly asked: string; readonly became: string }>();

  public constructor(context: PluginContext, parts: { rooms: Rooms; rules: GuildRules }) {
    this.#context = context;
    this.#rooms = parts.rooms;
    this.#rules = parts.rules;
  }

  /** Undefined when the room is not open, or its channel is not to be seen. */
  public of(voiceChannelId: string, stored = this.#rooms.get(voiceChannelId)): Look | undefined {
    if (stored?.room.state !== 'open') return undefined;
    const guild = this.#context.client.guilds.cache.get(stored.room.guildId);
    const voice = guild && voiceChannel(guild, voiceChannelId);
    if (!guild || !voice) return undefined;
    const text = stored.room.textChannelId === null ? null : textChannel(guild, stored.room.textChannelId);
    const follows = text && !this.#isVain(text.id, textChannelName(voice.name), text.name);
    const context = this.#namingContext(stored.room, voice);
    return {
      stored,
      voice,
      text,
      live: { voice: voice.name, text: follows ? text.name : null },
      desired: desiredName(stored.room.naming, context),
      status: desiredStatus(stored.room.naming, context),
    };
  }

  /** Whether the name that is to be is neither there nor under way, and asking for it can help. */
  public isOff({ stored: { room, names }, voice, desired }: Look): boolean {
    const { wish } = names;
    if (desired === null) return wish !== null;
    if (wish) return wish.name !== desired;
    // A name that people gave stays, also one that they gave while nobody looked.
    if (!room.naming.autoName) return false;
    return voice.name !== desired && !this.#isVain(voice.id, desired, voice.name);
  }

  /** Whether this name was asked for here, some time. Discord's word of an edit may come late, and after that of the next. */
  public wasAsked(channelId: string, name: string): boolean {
    return this.#asked.get(channelId)?.has(name) ?? false;
  }

  /** Notes that a name is being asked for. */
  public noteAsked(channelId: string, name: string): void {
    const asked = this.#asked.get(channelId) ?? new Set();
    this.#asked.set(channelId, asked.add(name));
  }

  /** Notes that asking for a name was of no avail, or was: the channel's name is `became` now. */
  public noteAnswer(channelId: string, asked: string, became: string): void {
    if (asked === became) this.#vain.delete(channelId);
    else this.#vain.set(channelId, { asked, became });
  }

  public forget({ voiceChannelId, textChannelId }: Room): void {
    this.#asked.delete(voiceChannelId);
    this.#vain.delete(voiceChannelId);
    if (textChannelId !== null) this.#vain.delete(textChannelId);
  }

  #isVain(channelId: string, asked: string, name: string): boolean {
    const vain = this.#vain.get(channelId);
    return vain !== undefined && vain.asked === asked && vain.became === name;
  }

  #namingContext(room: Room, { guild }: VoiceChannel): NamingContext {
    const { showGameIn, bannedWords } = this.#rules.of(room.guildId);
    const userIds = room.members.map(({ userId }) => userId);
    const players = playersOf(guild, userIds);
    return { ownerId: room.ownerId, players, userLimit: room.userLimit, showGameIn, bannedWords };
  }
}
