import type {
  APIAttachment,
  APIEmbed,
  APIMessageTopLevelComponent,
  APIModalInteractionResponseCallbackData,
  ApplicationCommandOptionType,
  ChannelType,
  PresenceUpdateStatus,
} from 'discord-api-types/v10';

/**
 * What one member sees, as top-level slices that are sent when they change. Ids are Discord's, times epoch milliseconds of the
 * sandbox's clock, permission bits decimal strings.
 */
export interface SeatView {
  readonly me: MeView;
  /** The servers that the member is in. */
  readonly guilds: readonly GuildSummary[];
  /** The open server; null when the member is in none. */
  readonly guild: GuildView | null;
  /**
   * The channels that the member sees, in display order: those of no category first, each category before its channels, and
   * each channel before its threads, whose `parent` it is.
   */
  readonly channels: readonly ChannelView[];
  /** Highest first, @everyone last. */
  readonly roles: readonly RoleView[];
  /** Everybody in the open server, bots too, by name. */
  readonly members: readonly MemberView[];
  /** The member's direct messages with the bot. */
  readonly direct: readonly DirectView[];
  /** The channel whose messages are shown, a voice channel's chat included; null when none is open. */
  readonly open: OpenChannelView | null;
  /** The last messages of the open channel that the member sees, the newest last. The act `more` brings older ones. */
  readonly messages: readonly MessageView[];
  /** Ids of the users who write something there. */
  readonly typing: readonly string[];
  /** The commands that the member may use in the open channel, subcommands flat, by name. */
  readonly commands: readonly CommandView[];
  /** The modals that are open for the member, the newest last. */
  readonly modals: readonly ModalView[];
  /** What the member did with the bot that has no answer yet. */
  readonly pending: readonly PendingView[];
}

export interface MeView {
  readonly user: string;
  readonly name: string;
  /** False once the member was kicked or banned from the open server: then `guild` is another one or null. */
  readonly present: boolean;
  /** What the member may do in the open server as a whole. */
  readonly permissions: string;
  /** As the member set it: `invisible` is seen by nobody else. */
  readonly status: PresenceUpdateStatus;
  readonly games: readonly string[];
  readonly voice: OwnVoiceView | null;
}

export interface OwnVoiceView {
  readonly guild: string;
  readonly channel: string;
  readonly channelName: string;
  readonly selfMute: boolean;
  readonly selfDeaf: boolean;
  readonly selfStream: boolean;
  readonly selfVideo: boolean;
  /** By a moderator. */
  readonly mute: boolean;
  readonly deaf: boolean;
}

export interface GuildSummary {
  readonly id: string;
  readonly name: string;
  /** Whether the bot is in it. */
  readonly hasBot: boolean;
}

export interface GuildView extends GuildSummary {
  readonly owner: string;
  readonly afkChannel: string | null;
  readonly systemChannel: string | null;
  /** False while an outage hides the server from the bot. */
  readonly available: boolean;
  readonly bans: readonly { readonly user: string; readonly name: string; readonly reason: string | null }[];
}

export interface ChannelView {
  readonly id: string;
  readonly type: ChannelType;
  readonly name: string;
  readonly parent: string | null;
  readonly position: number;
  readonly topic: string | null;
  readonly nsfw: boolean;
  readonly slowmode: number;
  /** Of voice channels: 0 is no limit. */
  readonly userLimit: number;
  readonly bitrate: number;
  /** The voice channel status. */
  readonly status: string | null;
  readonly lastMessage: string | null;
  /** What the member may do here. */
  readonly permissions: string;
  /** Of voice channels: null when the member could join. */
  readonly joinRefusal: 'notVoice' | 'cannotView' | 'cannotConnect' | 'full' | null;
  /** Whether @everyone is kept out: not seen, or of voice channels not connected to. */
  readonly locked: boolean;
  readonly overwrites: readonly OverwriteView[];
  readonly voice: readonly VoiceMemberView[];
}

export interface OverwriteView {
  /** A role's or a user's id. */
  readonly target: string;
  readonly kind: 'role' | 'member';
  readonly allow: string;
  readonly deny: string;
}

export interface VoiceMemberView {
  readonly user: string;
  readonly name: string;
  readonly bot: boolean;
  readonly selfMute: boolean;
  readonly selfDeaf: boolean;
  readonly selfStream: boolean;
  readonly selfVideo: boolean;
  readonly mute: boolean;
  readonly deaf: boolean;
  readonly game: string | null;
}

export interface RoleView {
  readonly id: string;
  readonly name: string;
  /** 0xRRGGBB; 0 is none. */
  readonly color: number;
  readonly position: number;
  readonly hoist: boolean;
  readonly mentionable: boolean;
  /** A bot's own: it can be edited but neither given nor deleted. */
  readonly managed: boolean;
  readonly permissions: string;
  /** Whether the member's permissions and rank suffice to edit, give and delete it. */
  readonly editable: boolean;
}

export interface MemberView {
  readonly user: string;
  readonly name: string;
  readonly username: string;
  readonly nick: string | null;
  readonly bot: boolean;
  readonly owner: boolean;
  /** Ids, highest first, without @everyone. */
  readonly roles: readonly string[];
  /** The highest hoisted role, under which the member list shows the member. */
  readonly group: string | null;
  /** Of the highest role with one; 0 is none. */
  readonly color: number;
  /** As others see it: an invisible one is `offline`. */
  readonly status: PresenceUpdateStatus;
  readonly games: readonly string[];
  readonly voiceChannel: string | null;
  readonly timeoutUntil: number | null;
  readonly mute: boolean;
  readonly deaf: boolean;
}

export interface DirectView {
  readonly channel: string;
  readonly name: string;
  readonly lastMessage: string | null;
}

export interface OpenChannelView {
  readonly channel: string;
  readonly name: string;
  /** Whether there are older messages than those that are shown. */
  readonly more: boolean;
  readonly canSend: boolean;
  readonly canReact: boolean;
  readonly canManage: boolean;
}

export interface MessageView {
  readonly id: string;
  readonly author: { readonly id: string; readonly name: string; readonly bot: boolean; readonly color: number };
  readonly at: number;
  readonly editedAt: number | null;
  /** With Discord's markup: mentions as `<@id>`, times as `<t:1:R>`. */
  readonly content: string;
  /** Discord's wire form, of either version. */
  readonly components: readonly APIMessageTopLevelComponent[];
  readonly embeds: readonly APIEmbed[];
  readonly attachments: readonly APIAttachment[];
  readonly reactions: readonly ReactionView[];
  /** The message that it replies to; `gone` when that is deleted. */
  readonly reply: ReplyView | null;
  /** The command that it answers. */
  readonly command: { readonly user: string; readonly userName: string; readonly name: string | null } | null;
  /** Only this member sees it, and can dismiss it. */
  readonly ephemeral: boolean;
  /** What it says is another message's, which was forwarded. */
  readonly forwarded: boolean;
  /** The bot thinks. */
  readonly loading: boolean;
  readonly pinned: boolean;
  /** It mentions the member, a role of theirs, or everyone. */
  readonly mentionsMe: boolean;
  readonly silent: boolean;
  /** Something that Discord itself says, such as that a member has joined; null for what somebody wrote. */
  readonly system: string | null;
  readonly canEdit: boolean;
  readonly canDelete: boolean;
}

export interface ReplyView {
  readonly id: string;
  readonly gone: boolean;
  readonly authorName: string;
  readonly excerpt: string;
}

export interface ReactionView {
  /** What `react` and `unreact` take: a character, or `name:id` of a custom emoji. */
  readonly emoji: string;
  readonly name: string;
  readonly count: number;
  readonly me: boolean;
  /** Names of those who reacted. */
  readonly names: readonly string[];
}

export interface CommandView {
  readonly kind: 'slash' | 'user' | 'message';
  /** What the acts take: the name with its subcommand group and subcommand, such as `trigger create`. */
  readonly line: string;
  readonly description: string;
  readonly options: readonly OptionView[];
}

export interface OptionView {
  readonly name: string;
  readonly description: string;
  readonly type: ApplicationCommandOptionType;
  readonly required: boolean;
  readonly autocomplete: boolean;
  readonly choices: readonly { readonly name: string; readonly value: string | number }[];
  /** Of numbers the value, of texts the length. */
  readonly min: number | null;
  readonly max: number | null;
  /** Of channels: the types that can be picked; empty for all. */
  readonly channelTypes: readonly ChannelType[];
}

export interface ModalView {
  /** What `submit` and `dismissModal` take. */
  readonly id: string;
  /** Discord's wire form. */
  readonly form: APIModalInteractionResponseCallbackData;
  /** The last submission failed or is under way. */
  readonly state: 'open' | 'submitting' | 'failed';
}

/** "The application is thinking", or did not respond. Gone as soon as there is an answer. */
export interface PendingView {
  readonly id: string;
  readonly kind: 'command' | 'component' | 'modal';
  readonly channel: string;
  /** Of a component: where it stands, and which one it is. */
  readonly message: string | null;
  readonly customId: string | null;
  /** Of a command its name. */
  readonly label: string;
  readonly state: 'waiting' | 'failed';
}
