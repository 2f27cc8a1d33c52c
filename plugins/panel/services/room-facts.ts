import { GatewayIntentBits, type Guild, type GuildMember, type User, type VoiceBasedChannel } from 'discord.js';
import type { PluginContext } from 'roomkeeper';
import { voiceSettings, type HubApi, type StoredRoom } from '../../hub/plugin.js';
import type { NameSource, PanelFacts } from '../domain/panel-facts.js';
import { unknownName } from '../dialog-messages.js';

/** How long the gateway is given to tell who somebody is, in milliseconds. */
const MEETING_LIMIT = 2000;

/** What panels show of rooms, and where. */
export class RoomFacts {
  readonly #context: PluginContext;
  readonly #hub: HubApi;

  public constructor(context: PluginContext, hub: HubApi) {
    this.#context = context;
    this.#hub = hub;
  }

  /** Everything that the panel of a room shows at this moment. */
  public of(stored: StoredRoom): PanelFacts {
    const { room } = stored;
    const guild = this.guild(stored);
    const players = guild ? this.#hub.players(guild, room) : [];
    const games = new Map(players.map(({ userId, playing }) => [userId, playing[0]?.name ?? null]));
    const { actingOwnerId, actingExpiresAt, graceExpiresAt } = room;
    return {
      ownerId: room.ownerId,
      grace:
        actingOwnerId === null || graceExpiresAt === null
          ? null
          : { actingOwnerId, until: actingExpiresAt ?? graceExpiresAt },
      createdAt: room.createdAt,
      members: room.members.map(({ userId, joinedAt }) => ({ userId, joinedAt, game: games.get(userId) ?? null })),
      locked: room.locked,
      hidden: room.hidden,
      userLimit: room.userLimit,
      pendingName: this.#hub.waitingName(stored),
      nameSource: this.#nameSource(stored),
    };
  }

  /** The guild of a room; undefined while Discord does not show it to the bot. */
  public guild({ room }: StoredRoom): Guild | undefined {
    return this.#context.client.guilds.cache.get(room.guildId);
  }

  /** The channel that a room's panel stands in; null for a room without text. */
  public textOf({ room, controlPanelMessageId }: StoredRoom): string | null {
    if (room.textChannelId !== null) return room.textChannelId;
    // What the guild has set counts for rooms that open from now on; one that has its panel in the voice chat keeps it there.
    const inVoiceChat =
      controlPanelMessageId !== null || this.#context.settings.of(room.guildId, voiceSettings).text === 'voice-chat';
    return inVoiceChat ? room.voiceChannelId : null;
  }

  /** The channels of a guild that give a room to whoever joins them. */
  public hubsOf(guild: Guild): VoiceBasedChannel[] {
    return [...guild.channels.cache.values()].filter((channel): channel is VoiceBasedChannel => {
      const role = this.#context.channels.get(channel.id);
      return channel.isVoiceBased() && role?.plugin === 'hub' && role.role === 'hub';
    });
  }

  /** Asks the gateway who those are of whom nothing is known: after a restart, whoever is away. Never rejects. At most 100. */
  public async meet(guild: Guild, userIds: readonly string[]): Promise<void> {
    const strangers = userIds.filter((id) => !this.#known(guild, id));
    if (strangers.length === 0) return;
    try {
      await guild.members.fetch({ user: strangers, time: MEETING_LIMIT });
    } catch (error) {
      this.#context.log.warn({ guild: guild.id, error }, 'Discord did not tell who somebody is');
    }
  }

  /** What somebody is called in a guild, as far as the bot has been told. */
  public nameOf(guild: Guild, userId: string): string {
    return this.#known(guild, userId)?.displayName ?? unknownName(userId);
  }

  #known(guild: Guild, userId: string): GuildMember | User | undefined {
    return guild.members.cache.get(userId) ?? this.#context.client.users.cache.get(userId);
  }

  #nameSource({ room }: StoredRoom): NameSource {
    const hasPresences = this.#context.client.options.intents.has(GatewayIntentBits.GuildPresences);
    if (room.naming.autoName) return hasPresences ? 'games' : 'no-presence';
    const inNames = this.#context.settings.of(room.guildId, voiceSettings).show_game_in !== 'status';
    return hasPresences && inNames ? 'person' : 'person-for-good';
  }
}
