import {
  GatewayIntentBits,
  GuildDefaultMessageNotifications,
  GuildExplicitContentFilter,
  GuildMFALevel,
  GuildNSFWLevel,
  GuildPremiumTier,
  GuildVerificationLevel,
  Locale,
  PermissionFlagsBits,
  type APIEmoji,
  type APIGuild,
  type GatewayGuildCreateDispatchData,
} from 'discord-api-types/v10';
import { isThread } from './channel-rules.js';
import { asFlags } from './flags.js';
import { may } from './permissions.js';
import { projectGuildChannel } from './project-channel.js';
import { isoTime, projectMember } from './project-member.js';
import { projectPresence } from './project-presence.js';
import { projectRole } from './project-role.js';
import { projectBaseVoiceState } from './project-voice.js';
import type { GuildRecord, MemberRecord } from './records.js';
import type { World } from './world.js';

/** From how many members on a guild counts as large: then `GUILD_CREATE` leaves out who is offline. */
const LARGE = 250;

/** The wire form of a guild in answers: with three fields that events do not have. */
export function projectGuildAnswer(guild: GuildRecord) {
  return { ...projectGuild(guild), region: 'deprecated', nsfw: false, home_header: null };
}

/** The wire form of a guild in events. */
export function projectGuild(guild: GuildRecord): APIGuild {
  return {
    id: guild.id,
    name: guild.name,
    owner_id: guild.ownerId,
    afk_channel_id: guild.afkChannelId,
    system_channel_id: guild.systemChannelId,
    roles: [...guild.roles.values()].map(projectRole),
    emojis: projectEmojis(guild),
    icon: null,
    splash: null,
    discovery_splash: null,
    banner: null,
    description: null,
    features: [],
    stickers: [],
    afk_timeout: 300,
    application_id: null,
    system_channel_flags: asFlags(guild.systemChannelFlags),
    widget_enabled: false,
    widget_channel_id: null,
    verification_level: GuildVerificationLevel.None,
    default_message_notifications: GuildDefaultMessageNotifications.AllMessages,
    explicit_content_filter: GuildExplicitContentFilter.Disabled,
    mfa_level: GuildMFALevel.None,
    max_presences: null,
    max_members: 500_000,
    max_video_channel_users: 25,
    max_stage_video_channel_users: 50,
    vanity_url_code: null,
    premium_tier: GuildPremiumTier.None,
    premium_subscription_count: boostsOf(guild),
    premium_progress_bar_enabled: false,
    preferred_locale: Locale.EnglishUS,
    rules_channel_id: null,
    public_updates_channel_id: null,
    safety_alerts_channel_id: null,
    nsfw_level: GuildNSFWLevel.Default,
    hub_type: null,
    incidents_data: null,
  };
}

/**
 * The whole guild as `GUILD_CREATE` brings it to a session with these intents. Without the presence intent it holds only
 * the bot's own member and those who are connected to voice; without the voice intent no voice states.
 */
export function projectGuildCreate(world: World, guild: GuildRecord, intents: number): GatewayGuildCreateDispatchData {
  const own = world.member(guild, world.application.botId);
  const withPresences = (intents & GatewayIntentBits.GuildPresences) !== 0;
  const withVoice = (intents & GatewayIntentBits.GuildVoiceStates) !== 0;
  const channels = [...guild.channels.values()]
    .filter((channel) => !isThread(channel))
    .map((channel) => projectGuildChannel(channel));
  return {
    ...projectGuild(guild),
    joined_at: isoTime(own.joinedAt),
    large: guild.members.size > LARGE,
    unavailable: false,
    member_count: guild.members.size,
    channels: channels as unknown as GatewayGuildCreateDispatchData['channels'],
    members: membersAtStart(guild, own, withPresences).map(projectMember),
    presences: withPresences ? [...guild.presences].map(([id, presence]) => projectPresence(guild, id, presence)) : [],
    voice_states: withVoice ? [...guild.voiceStates.values()].map((state) => projectBaseVoiceState(guild, state)) : [],
    threads: activeThreads(world, guild) as GatewayGuildCreateDispatchData['threads'],
    stage_instances: [],
    guild_scheduled_events: [],
    soundboard_sounds: [],
  };
}

/** The threads that are not archived, of channels that the bot sees. */
function activeThreads(world: World, guild: GuildRecord): unknown[] {
  const { botId } = world.application;
  const active = [...guild.channels.values()].filter(({ thread }) => thread && !thread.archived);
  return active
    .filter((channel) => may(world, guild, botId, channel, PermissionFlagsBits.ViewChannel))
    .map((channel) => projectGuildChannel(channel, botId));
}

function boostsOf({ members }: GuildRecord): number {
  return [...members.values()].filter(({ premiumSince }) => premiumSince !== null).length;
}

function membersAtStart(guild: GuildRecord, own: MemberRecord, withPresences: boolean): MemberRecord[] {
  const members = [...guild.members.values()];
  if (withPresences && guild.members.size <= LARGE) return members;
  const { voiceStates, presences } = guild;
  return members.filter(
    (member) => member === own || voiceStates.has(member.user.id) || (withPresences && presences.has(member.user.id)),
  );
}

/** The wire form of a guild's own emojis. */
export function projectEmojis(guild: GuildRecord): Required<Omit<APIEmoji, 'user'>>[] {
  return [...guild.emojis].map(([id, name]) => ({
    id,
    name,
    roles: [],
    require_colons: true,
    managed: false,
    animated: false,
    available: true,
  }));
}
