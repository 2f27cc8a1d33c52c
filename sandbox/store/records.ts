import type {
  APIApplicationCommand,
  APIMessage,
  AuditLogEvent,
  ChannelType,
  GatewayActivity,
  OverwriteType,
  PresenceUpdateStatus,
  ThreadAutoArchiveDuration,
} from 'discord-api-types/v10';

/** What the sandbox remembers. Permission bits are bigints and times are epoch milliseconds here; projections make wire forms. */
export interface UserRecord {
  readonly id: string;
  username: string;
  globalName: string | null;
  readonly bot: boolean;
  /** The four digits behind the name, where they do not follow from the rest. */
  readonly discriminator?: string;
}

export interface RoleRecord {
  readonly id: string;
  name: string;
  permissions: bigint;
  position: number;
  color: number;
  hoist: boolean;
  /** Belongs to an integration, such as the bot's own role. */
  readonly managed: boolean;
  mentionable: boolean;
  /** The bot whose own role this is. */
  readonly botId: string | null;
}

export interface MemberRecord {
  readonly user: UserRecord;
  nick: string | null;
  /** Role ids, without @everyone. */
  readonly roles: Set<string>;
  readonly joinedAt: number;
  /** Timed out until then, or null. Stays after it has passed, as with Discord. */
  timeoutUntil: number | null;
  /** Since when he boosts the guild, or null. */
  premiumSince: number | null;
  /** Muted by a moderator. Outlives the connection to voice, as with Discord. */
  mute: boolean;
  /** Deafened by a moderator. Outlives the connection too. */
  deaf: boolean;
}

export interface OverwriteRecord {
  readonly id: string;
  readonly type: OverwriteType;
  readonly allow: bigint;
  readonly deny: bigint;
}

export interface ChannelRecord {
  readonly id: string;
  /** Null for a direct message channel. */
  readonly guildId: string | null;
  readonly type: ChannelType;
  name: string;
  position: number;
  parentId: string | null;
  overwrites: OverwriteRecord[];
  topic: string | null;
  nsfw: boolean;
  bitrate: number;
  userLimit: number;
  rtcRegion: string | null;
  slowmode: number;
  lastMessageId: string | null;
  /** The voice channel status (`PUT /channels/{channel_id}/voice-status`). */
  status: string | null;
  /** Of a direct message channel: the person at the other end. */
  readonly recipientId: string | null;
  /** By id, in order of creation. */
  readonly messages: Map<string, MessageRecord>;
  /** What threads have besides. Permissions are those of the parent, so overwrites are empty. */
  readonly thread?: ThreadRecord;
}

/** What a thread has beyond other channels. */
export interface ThreadRecord {
  readonly ownerId: string;
  readonly createdAt: number;
  archived: boolean;
  locked: boolean;
  /** When it was last archived or taken back. */
  archiveChangedAt: number;
  /** Minutes without a message after which Discord archives it. The sandbox does not. */
  autoArchiveMinutes: ThreadAutoArchiveDuration;
  /** User id to when he joined. */
  readonly members: Map<string, number>;
  /** Without the first message, and without what was deleted. */
  messageCount: number;
  totalSent: number;
}

/** A webhook of a channel. */
export interface WebhookRecord {
  readonly id: string;
  readonly guildId: string;
  readonly channelId: string;
  readonly name: string;
}

export interface VoiceStateRecord {
  readonly userId: string;
  channelId: string;
  sessionId: string;
  selfMute: boolean;
  selfDeaf: boolean;
  selfVideo: boolean;
  selfStream: boolean;
  suppress: boolean;
}

export interface PresenceRecord {
  status: PresenceUpdateStatus;
  activities: GatewayActivity[];
}

/** A message: its wire form, and what the wire form does not hold. */
export interface MessageRecord {
  /** As sent to clients, reactions excluded. */
  api: APIMessage;
  /** Emoji key (name, or `name:id`) to the ids of those who reacted, in order. */
  readonly reactions: Map<string, Set<string>>;
  /** Only this user sees it, and it cannot be fetched. */
  readonly ephemeralFor: string | null;
  /** The nonce that `enforce_nonce` compares. */
  readonly nonce: string | null;
  /** When it was pinned in epoch milliseconds, or null. */
  pinnedAt: number | null;
}

export interface GuildRecord {
  readonly id: string;
  name: string;
  ownerId: string;
  afkChannelId: string | null;
  systemChannelId: string | null;
  /** Which messages Discord leaves out of the system channel (`GuildSystemChannelFlags`). */
  systemChannelFlags: number;
  /** False while an outage hides the guild. */
  available: boolean;
  readonly roles: Map<string, RoleRecord>;
  /** By user id. */
  readonly members: Map<string, MemberRecord>;
  readonly channels: Map<string, ChannelRecord>;
  /** By user id. */
  readonly voiceStates: Map<string, VoiceStateRecord>;
  /** By user id. Absent is offline. */
  readonly presences: Map<string, PresenceRecord>;
  /** Custom emoji by id: name. */
  readonly emojis: Map<string, string>;
  /** User id to reason. */
  readonly bans: Map<string, string | null>;
  /** By id. */
  readonly webhooks: Map<string, WebhookRecord>;
  readonly auditLog: AuditLogRecord[];
  /** Application commands of this guild by id. */
  readonly commands: Map<string, APIApplicationCommand>;
}

export interface AuditLogRecord {
  readonly id: string;
  readonly actionType: AuditLogEvent;
  readonly userId: string;
  readonly targetId: string | null;
  readonly reason: string | null;
  /** What some actions add: of a move the channel and the count, of an overwrite whose it is. */
  readonly options: Readonly<Record<string, string>> | null;
}
