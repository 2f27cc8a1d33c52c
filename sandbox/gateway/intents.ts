import { GatewayDispatchEvents as Events, GatewayIntentBits as Intents } from 'discord-api-types/v10';
import type { Dispatch } from '../store/world.js';

/** The intents that the developer portal must allow. */
export const privilegedIntents = {
  GuildMembers: Intents.GuildMembers,
  GuildPresences: Intents.GuildPresences,
  MessageContent: Intents.MessageContent,
} as const;

/** All intents that Discord knows, as one number. */
export const knownIntents = Object.values(Intents)
  .filter((intent) => typeof intent === 'number')
  .reduce((union: number, intent) => union | intent, 0);

/** The intents of which one is needed: in a guild, and outside of it. */
interface Need {
  readonly guild: number;
  readonly direct: number;
}

const guilds = { guild: Intents.Guilds, direct: 0 };
const members = { guild: Intents.GuildMembers, direct: 0 };
const moderation = { guild: Intents.GuildModeration, direct: 0 };
const expressions = { guild: Intents.GuildExpressions, direct: 0 };
const integrations = { guild: Intents.GuildIntegrations, direct: 0 };
const webhooks = { guild: Intents.GuildWebhooks, direct: 0 };
const invites = { guild: Intents.GuildInvites, direct: 0 };
const voice = { guild: Intents.GuildVoiceStates, direct: 0 };
const presences = { guild: Intents.GuildPresences, direct: 0 };
const messages = { guild: Intents.GuildMessages, direct: Intents.DirectMessages };
const reactions = { guild: Intents.GuildMessageReactions, direct: Intents.DirectMessageReactions };
const typing = { guild: Intents.GuildMessageTyping, direct: Intents.DirectMessageTyping };
const polls = { guild: Intents.GuildMessagePolls, direct: Intents.DirectMessagePolls };
const scheduled = { guild: Intents.GuildScheduledEvents, direct: 0 };
const moderationRules = { guild: Intents.AutoModerationConfiguration, direct: 0 };
const moderationActs = { guild: Intents.AutoModerationExecution, direct: 0 };

/** Discord's list of intents. An event that is not in it goes to every session. */
const needs: { readonly [event in Events]?: Need } = {
  [Events.GuildCreate]: guilds,
  [Events.GuildUpdate]: guilds,
  [Events.GuildDelete]: guilds,
  [Events.GuildRoleCreate]: guilds,
  [Events.GuildRoleUpdate]: guilds,
  [Events.GuildRoleDelete]: guilds,
  [Events.ChannelCreate]: guilds,
  [Events.ChannelUpdate]: guilds,
  [Events.ChannelDelete]: guilds,
  [Events.ChannelPinsUpdate]: { guild: Intents.Guilds, direct: Intents.DirectMessages },
  [Events.ThreadCreate]: guilds,
  [Events.ThreadUpdate]: guilds,
  [Events.ThreadDelete]: guilds,
  [Events.ThreadListSync]: guilds,
  [Events.ThreadMemberUpdate]: guilds,
  [Events.ThreadMembersUpdate]: { guild: Intents.Guilds | Intents.GuildMembers, direct: 0 },
  [Events.StageInstanceCreate]: guilds,
  [Events.StageInstanceUpdate]: guilds,
  [Events.StageInstanceDelete]: guilds,
  [Events.VoiceChannelStatusUpdate]: guilds,
  [Events.VoiceChannelStartTimeUpdate]: guilds,
  [Events.GuildMemberAdd]: members,
  [Events.GuildMemberUpdate]: members,
  [Events.GuildMemberRemove]: members,
  [Events.GuildAuditLogEntryCreate]: moderation,
  [Events.GuildBanAdd]: moderation,
  [Events.GuildBanRemove]: moderation,
  [Events.GuildEmojisUpdate]: expressions,
  [Events.GuildStickersUpdate]: expressions,
  [Events.GuildSoundboardSoundCreate]: expressions,
  [Events.GuildSoundboardSoundUpdate]: expressions,
  [Events.GuildSoundboardSoundDelete]: expressions,
  [Events.GuildSoundboardSoundsUpdate]: expressions,
  [Events.GuildIntegrationsUpdate]: integrations,
  [Events.IntegrationCreate]: integrations,
  [Events.IntegrationUpdate]: integrations,
  [Events.IntegrationDelete]: integrations,
  [Events.WebhooksUpdate]: webhooks,
  [Events.InviteCreate]: invites,
  [Events.InviteDelete]: invites,
  [Events.VoiceStateUpdate]: voice,
  [Events.VoiceChannelEffectSend]: voice,
  [Events.PresenceUpdate]: presences,
  [Events.MessageCreate]: messages,
  [Events.MessageUpdate]: messages,
  [Events.MessageDelete]: messages,
  [Events.MessageDeleteBulk]: { guild: Intents.GuildMessages, direct: 0 },
  [Events.MessageReactionAdd]: reactions,
  [Events.MessageReactionRemove]: reactions,
  [Events.MessageReactionRemoveAll]: reactions,
  [Events.MessageReactionRemoveEmoji]: reactions,
  [Events.TypingStart]: typing,
  [Events.MessagePollVoteAdd]: polls,
  [Events.MessagePollVoteRemove]: polls,
  [Events.GuildScheduledEventCreate]: scheduled,
  [Events.GuildScheduledEventUpdate]: scheduled,
  [Events.GuildScheduledEventDelete]: scheduled,
  [Events.GuildScheduledEventUserAdd]: scheduled,
  [Events.GuildScheduledEventUserRemove]: scheduled,
  [Events.AutoModerationRuleCreate]: moderationRules,
  [Events.AutoModerationRuleUpdate]: moderationRules,
  [Events.AutoModerationRuleDelete]: moderationRules,
  [Events.AutoModerationActionExecution]: moderationActs,
};

/** Whether a session that asked for `intents` gets a dispatch. What concerns the bot's own member it always gets. */
export function isWanted({ event, data, to }: Dispatch, intents: number, botId: string): boolean {
  const need = needs[event];
  if (!need) return true;
  if (event === Events.GuildMemberUpdate && userIdOf(data) === botId) return true;
  const isOfOthers = event === Events.ThreadMembersUpdate && !addedIds(data).includes(botId);
  if (isOfOthers) return (intents & Intents.GuildMembers) !== 0;
  return ((to.guildId === null ? need.direct : need.guild) & intents) !== 0;
}

function addedIds(data: unknown): (string | undefined)[] {
  const { added_members: added = [] } = data as { readonly added_members?: readonly { readonly user_id?: string }[] };
  return added.map(({ user_id }) => user_id);
}

function userIdOf(data: unknown): string | undefined {
  return (data as { readonly user?: { readonly id?: string } }).user?.id;
}
