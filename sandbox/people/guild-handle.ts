import { ChannelType, type APIEmbed } from 'discord-api-types/v10';
import type { Actor } from '../store/audit-log.js';
import { inviteBot, removeBot, setOutage, usualBotPermissions } from '../store/bot-membership.js';
import { createChannel, type ChannelDraft } from '../store/channels.js';
import { createGuild } from '../store/guilds.js';
import { addMember } from '../store/members.js';
import type { ChannelRecord, GuildRecord, MessageRecord, RoleRecord, UserRecord } from '../store/records.js';
import { createRole, editRole, moveRoles, type RoleChanges } from '../store/roles.js';
import { writeEarlier } from '../store/earlier-messages.js';
import { unfurl } from '../store/unfurl.js';
import type { World } from '../store/world.js';
import { Person } from './person.js';

/** A guild to make. */
export interface GuildOptions {
  readonly name: string;
  /** Who owns it: a name for somebody new (default `Olga`), or somebody who is in another guild too. */
  readonly owner?: string | Person;
  /** What the bot is invited with. */
  readonly botPermissions?: bigint;
  /** False leaves the bot out until `inviteBot`. */
  readonly bot?: boolean;
}

/** Somebody to join a guild. */
export interface MemberOptions {
  readonly name: string;
  readonly bot?: boolean;
  readonly roles?: readonly RoleRecord[];
  readonly nick?: string;
}

/** A role to make. Without a position it is the lowest one above @everyone. */
export type RoleOptions = RoleChanges & { readonly name: string; readonly position?: number };

/** A channel to make: a voice channel unless it has another type. */
export type ChannelOptions = Omit<ChannelDraft, 'parentId'> & { readonly parent?: ChannelRecord | null };

/** Makes a guild and, unless told otherwise, invites the bot. */
export function addGuild(world: World, options: GuildOptions): GuildHandle {
  const { name, owner = 'Olga', bot = true } = options;
  const record = createGuild(world, { name, owner: typeof owner === 'string' ? newUser(world, owner) : owner.user });
  const guild = new GuildHandle(world, record);
  if (bot) guild.inviteBot(options.botPermissions);
  return guild;
}

function newUser(world: World, name: string, bot = false): UserRecord {
  const username = name.toLowerCase().replaceAll(/[^a-z0-9_.]/g, '_');
  return world.addUser({ username, globalName: bot ? null : name, bot });
}

/** A guild, its people, and what its owner sets up. */
export class GuildHandle {
  public readonly record: GuildRecord;
  readonly #world: World;

  public constructor(world: World, guild: GuildRecord) {
    this.#world = world;
    this.record = guild;
  }

  public get id(): string {
    return this.record.id;
  }

  /** The owner, with every permission. */
  public get owner(): Person {
    return new Person(this.#world, this.record, this.#world.member(this.record, this.record.ownerId).user);
  }

  /** The bot's member, to read or to be moderated. It cannot be made to act from here. */
  public get bot(): Person {
    const { botId } = this.#world.application;
    return new Person(this.#world, this.record, this.#world.member(this.record, botId).user);
  }

  /** Somebody new joins, or with a person somebody who is in another guild too. */
  public addMember(options: MemberOptions | Person): Person {
    if (options instanceof Person) return this.#join(options.user);
    const { name, bot = false, roles = [], nick } = options;
    return this.#join(newUser(this.#world, name, bot), { nick: nick ?? null, roles: roles.map(({ id }) => id) });
  }

  #join(user: UserRecord, start?: { readonly nick: string | null; readonly roles: string[] }): Person {
    addMember(this.#world, this.record, user, start);
    return new Person(this.#world, this.record, user);
  }

  /** The owner makes a role. */
  public addRole({ position, ...draft }: RoleOptions): RoleRecord {
    const role = createRole(this.#world, this.record, this.#owner, draft);
    if (position !== undefined) moveRoles(this.#world, this.record, this.#owner, [{ role, position }]);
    return role;
  }

  /** The owner makes a channel. */
  public addChannel({ parent, ...draft }: ChannelOptions): ChannelRecord {
    return createChannel(this.#world, this.record, this.#owner, {
      type: ChannelType.GuildVoice,
      ...draft,
      parentId: parent?.id ?? null,
    });
  }

  /** The bot comes, and hears `GUILD_CREATE`. */
  public inviteBot(permissions: bigint = usualBotPermissions): void {
    inviteBot(this.#world, this.record, permissions);
  }

  /** The bot is thrown out, and hears `GUILD_DELETE`. */
  public removeBot(): void {
    removeBot(this.#world, this.record);
  }

  /** The owner sets what the bot's own role may do. */
  public setBotPermissions(permissions: bigint): void {
    editRole(this.#world, this.record, this.#owner, this.botRole, { permissions });
  }

  /** The role that the bot got when it was invited. */
  public get botRole(): RoleRecord {
    const { botId } = this.#world.application;
    const role = [...this.record.roles.values()].find((candidate) => candidate.botId === botId);
    if (!role) throw new Error(`The bot has no role in ${this.record.name}`);
    return role;
  }

  /**
   * A message that somebody wrote before, at a time in epoch milliseconds. The bot has heard nothing of it.
   *
   * @param by - Needs no permission now: at that time he had it.
   */
  public wroteEarlier(by: Person, channel: ChannelRecord, text: string, at: number): MessageRecord {
    return writeEarlier(this.#world, by.user, channel, text, at);
  }

  /** Discord adds previews of links to a message: an update without an edit. */
  public unfurl(message: MessageRecord, embeds: readonly APIEmbed[]): void {
    unfurl(this.#world, message, embeds);
  }

  /** Begins or ends an outage of the guild: `GUILD_DELETE` with `unavailable`, then `GUILD_CREATE`. */
  public outage(down: boolean): void {
    setOutage(this.#world, this.record, down);
  }

  get #owner(): Actor {
    return { userId: this.record.ownerId, reason: null };
  }
}
