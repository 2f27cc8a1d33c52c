/** A Discord id. */
export type Snowflake = string;

/** A moment, in milliseconds since the epoch. */
export type Moment = number;

/** How a room's name is made from the game that most of its members play. */
export const templateKeys = ['auto', 'counter', 'squad', 'detail', 'state', 'party', 'stealth'] as const;
export type TemplateKey = (typeof templateKeys)[number];

/** Where a room's text goes: a private channel, the voice channel's own chat, or nowhere. */
export type TextMode = 'channel' | 'voice-chat' | 'none';

/** Where the game is shown: in the channel's name, in its voice status, or in both. */
export type ShowGameIn = 'name' | 'status' | 'both';

/** Somebody as Discord presents them. */
export interface Person {
  readonly id: Snowflake;
  readonly bot: boolean;
}

/** A human who is in the room's voice channel. */
export interface Member {
  readonly userId: Snowflake;
  readonly joinedAt: Moment;
}

/** A permission overwrite of a channel. */
export interface Overwrite {
  readonly id: Snowflake;
  readonly type: 'role' | 'member';
  readonly allow: bigint;
  readonly deny: bigint;
}

/** What decides a room's name. */
export interface Naming {
  /** Whether the games of the members drive the name. */
  readonly autoName: boolean;
  readonly template: TemplateKey;
  /** The name when nobody plays, or when presence naming is off. Null: the room keeps the name that it has. */
  readonly fallbackName: string | null;
}

/** By what a channel that was about to be created can be found again after a crash. */
export interface Fingerprint {
  readonly name: string;
  readonly parentId: Snowflake | null;
  /** When the intent was written. The channel is not older. */
  readonly since: Moment;
}

/** A room: a voice channel that somebody made by joining a hub, and what belongs to it. Stored. */
export interface Room {
  readonly guildId: Snowflake;
  readonly hubId: string;
  readonly voiceChannelId: Snowflake;
  readonly textChannelId: Snowflake | null;
  /** The text channel that is about to be created. Null when there is none, or when it is there. */
  readonly pendingText: Fingerprint | null;
  /** The name that the conversion gives. Null once the room is open. */
  readonly pendingName: string | null;
  /** `pending` while the hub is being converted, `deleting` from the decision to delete on. */
  readonly state: 'pending' | 'open' | 'deleting';
  readonly createdAt: Moment;

  readonly ownerId: Snowflake;
  /** In host order. Never holds the owner. */
  readonly hostIds: readonly Snowflake[];
  /** Who stands in for the owner during the grace. */
  readonly actingOwnerId: Snowflake | null;
  readonly graceExpiresAt: Moment | null;
  /** Until when the acting owner, who left, may step back in. */
  readonly actingExpiresAt: Moment | null;
  /** After a forced transfer to somebody absent: from when on the room may be claimed. */
  readonly claimableAt: Moment | null;

  /** The humans in the voice channel. */
  readonly members: readonly Member[];
  /** When the empty room is deleted. Null while somebody is in it, and when a person has it deleted. */
  readonly deleteAt: Moment | null;

  readonly locked: boolean;
  readonly hidden: boolean;
  /** Who was in the room since it was locked or hidden, and therefore may come back. */
  readonly admittedIds: readonly Snowflake[];
  readonly allowedUserIds: readonly Snowflake[];
  readonly allowedRoleIds: readonly Snowflake[];
  readonly blockedUserIds: readonly Snowflake[];
  readonly blockedRoleIds: readonly Snowflake[];
  /** The overwrites that the room has of its hub: what an unlocked room goes back to. */
  readonly baseOverwrites: readonly Overwrite[];

  /** 0 means no limit. */
  readonly userLimit: number;
  readonly naming: Naming;
}

/** From what every replacement of a hub's channel is made. Taken when the hub is registered. */
export interface HubBlueprint {
  readonly name: string;
  readonly overwrites: readonly Overwrite[];
  /** Bits per second. */
  readonly bitrate: number;
  /** 0 means no limit. */
  readonly userLimit: number;
  /** Null: Discord chooses. */
  readonly region: string | null;
  readonly position: number;
}

/** What every room of a hub starts with. Null: the built-in default. */
export interface HubDefaults {
  readonly template: TemplateKey | null;
  readonly manualName: string | null;
  readonly userLimit: number | null;
}

/** What an overwrite said about the bits that a lockdown changed. */
export interface PreviousOverwrite extends Overwrite {
  /** The bits that were changed; `allow` and `deny` hold no others. */
  readonly changed: bigint;
  /** Whether the channel had this overwrite at all. */
  readonly existed: boolean;
}

/** A hub. Its id is its own, because the channel id changes hands with every room. Stored. */
export interface Hub {
  readonly id: string;
  readonly guildId: Snowflake;
  /** Null while a replacement is being made. */
  readonly channelId: Snowflake | null;
  /** The replacement that is about to be created. */
  readonly pending: Fingerprint | null;
  readonly blueprint: HubBlueprint;
  readonly defaults: HubDefaults;
  readonly lockdownUntil: Moment | null;
  /** What the lockdown changed in this hub's channel. Null when nothing is changed. */
  readonly lockdownPrevious: readonly PreviousOverwrite[] | null;
  /** Whether the channel was made anew after somebody deleted it. Cleared when the hub is used again. */
  readonly recreated: boolean;
}

/** A guild's settings, as far as rules depend on them. Durations in milliseconds. */
export interface RoomSettings {
  readonly botId: Snowflake;
  /** Whom lock and hide shut out. Null: @everyone. */
  readonly targetRoleId: Snowflake | null;
  readonly sudoRoleIds: readonly Snowflake[];
  /** 0: ownership passes as soon as the owner leaves. */
  readonly graceMs: number;
  readonly actingWindowMs: number;
  readonly cleanupDelayMs: number;
  readonly claimProtectionMs: number;
  readonly text: TextMode;
  readonly showGameIn: ShowGameIn;
  readonly bannedWords: readonly string[];
  /** What happens when somebody deletes a hub's channel by hand. */
  readonly onHubDeleted: 'recreate' | 'unregister';
}

/** The settings that a guild starts with. */
export const defaultSettings: Omit<RoomSettings, 'botId'> = {
  targetRoleId: null,
  sudoRoleIds: [],
  graceMs: 300_000,
  actingWindowMs: 15_000,
  cleanupDelayMs: 30_000,
  claimProtectionMs: 300_000,
  text: 'channel',
  showGameIn: 'name',
  bannedWords: [],
  onHubDeleted: 'recreate',
};

/** Whether the room keeps strangers out. */
export function isSealed(room: Room): boolean {
  return room.locked || room.hidden;
}

/** Whether a human is in the room. */
export function isPresent(room: Room, userId: Snowflake): boolean {
  return room.members.some((member) => member.userId === userId);
}

/** The list with `id` at its end, once. */
export function including(ids: readonly Snowflake[], id: Snowflake): readonly Snowflake[] {
  return ids.includes(id) ? ids : [...ids, id];
}

/** The list without some ids. */
export function excluding(ids: readonly Snowflake[], ...gone: readonly Snowflake[]): readonly Snowflake[] {
  return ids.some((id) => gone.includes(id)) ? ids.filter((id) => !gone.includes(id)) : ids;
}
