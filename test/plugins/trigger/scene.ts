import { ChannelType, type Guild } from 'discord.js';
import { Client } from 'pg';
import { use } from 'roomkeeper';
import type {
  ChannelRecord,
  GuildHandle,
  MessageRecord,
  Person,
  RecordedCall,
  RoleRecord,
  Sandbox,
} from 'roomkeeper/sandbox';
import type { Action, ActionSpec, RoleGroup } from '../../../plugins/trigger/domain/action.js';
import type { BlacklistEntry } from '../../../plugins/trigger/domain/blacklist.js';
import {
  defaultCooldowns,
  noRequirements,
  type ConditionId,
  type Trigger,
} from '../../../plugins/trigger/domain/trigger.js';
import { ActionRow } from '../../../plugins/trigger/entities/action-row.js';
import { BlacklistRow } from '../../../plugins/trigger/entities/blacklist-row.js';
import { RoleGroupRow } from '../../../plugins/trigger/entities/role-group-row.js';
import { TriggerRow } from '../../../plugins/trigger/entities/trigger-row.js';
import { trigger } from '../../../plugins/trigger/plugin.js';
import type { Triggers } from '../../../plugins/trigger/services/composition.js';
import {
  actionColumns,
  actionOf,
  firstDue,
  groupColumns,
  groupOf,
  triggerColumns,
  triggerOf,
} from '../../../plugins/trigger/services/store/codec.js';
import { Stage, type StageOptions } from '../../support/stage.js';

export const SAY = 'POST /channels/{channel_id}/messages';
export const GIVE_ROLE = 'PUT /guilds/{guild_id}/members/{user_id}/roles/{role_id}';
export const TAKE_ROLE = 'DELETE /guilds/{guild_id}/members/{user_id}/roles/{role_id}';
export const MEMBER = 'GET /guilds/{guild_id}/members/{user_id}';

export interface TriggerSceneOptions extends StageOptions {
  readonly botPermissions?: bigint;
  /** Does more before the bot comes. */
  readonly before?: (scene: TriggerScene) => void;
}

/** A trigger to be put into the database: what is left out is as plain as it can be. */
export type GivenTrigger = Partial<Omit<Trigger, 'id' | 'guildId' | 'condition'>> & {
  readonly on: ConditionId;
  readonly parameter?: string;
  readonly caseSensitive?: boolean;
  readonly actionId: number;
};

/** What a trigger's row says about its runs. */
export interface StoredHistory {
  readonly enabled: boolean;
  readonly runs: number;
  readonly failures: number;
  readonly last_run_at: Date | null;
  readonly last_note: string | null;
  readonly last_error: string | null;
}

/**
 * A guild of Olga's with Ada, Ben and Cleo, the text channels `#general`, `#rules` and `#news` (for notices), the voice
 * channels Lounge and Attic, and the roles Red, Blue and Green, all below the bot's.
 */
export class TriggerScene {
  public readonly stage: Stage;
  public readonly guild: GuildHandle;
  public readonly general: ChannelRecord;
  public readonly rules: ChannelRecord;
  public readonly news: ChannelRecord;
  public readonly lounge: ChannelRecord;
  public readonly attic: ChannelRecord;
  public readonly red: RoleRecord;
  public readonly blue: RoleRecord;
  public readonly green: RoleRecord;
  public readonly olga: Person;
  public readonly ada: Person;
  public readonly ben: Person;
  public readonly cleo: Person;
  #names = 0;

  private constructor(stage: Stage, { botPermissions }: TriggerSceneOptions) {
    this.stage = stage;
    this.guild = stage.sandbox.addGuild({ name: 'Home', ...(botPermissions === undefined ? {} : { botPermissions }) });
    this.general = this.guild.addChannel({ name: 'general', type: ChannelType.GuildText });
    this.rules = this.guild.addChannel({ name: 'rules', type: ChannelType.GuildText });
    this.news = this.guild.addChannel({ name: 'news', type: ChannelType.GuildText });
    this.guild.owner.editGuild({ systemChannelId: this.news.id });
    this.lounge = this.guild.addChannel({ name: 'Lounge' });
    this.attic = this.guild.addChannel({ name: 'Attic' });
    this.red = this.guild.addRole({ name: 'Red' });
    this.blue = this.guild.addRole({ name: 'Blue' });
    this.green = this.guild.addRole({ name: 'Green' });
    this.olga = this.guild.owner;
    this.ada = this.guild.addMember({ name: 'Ada' });
    this.ben = this.guild.addMember({ name: 'Ben' });
    this.cleo = this.guild.addMember({ name: 'Cleo' });
  }

  /** Sets the scene: the bot runs, and no guild has a trigger. */
  public static async set(options: TriggerSceneOptions = {}): Promise<TriggerScene> {
    const scenes: TriggerScene[] = [];
    const config = { plugins: ['trigger'], ...options.config };
    const stage = await Stage.set({ ...options, config }, (prepared) => {
      const scene = new TriggerScene(prepared, options);
      scenes.push(scene);
      options.before?.(scene);
    });
    const [scene] = scenes;
    if (!scene) throw new Error('The stage was not prepared');
    stage.sandbox.clearCalls();
    return scene;
  }

  /** The plugin's services, while the bot runs. */
  public get parts(): Triggers {
    return use(trigger);
  }

  public get sandbox(): Sandbox {
    return this.stage.sandbox;
  }

  /** The guild as the bot sees it. */
  public get seen(): Guild {
    const guild = this.stage.bot.client?.guilds.cache.get(this.guild.id);
    if (!guild) throw new Error('The bot does not see the guild');
    return guild;
  }

  /** Stores an action, unchecked. The bot runs. */
  public async givenAction(spec: ActionSpec, { name = this.#name('action'), chain = null }: Partial<Action> = {}) {
    return this.parts.changes.change(this.guild.id, async ({ em, now }) => {
      const columns = actionColumns({ guildId: this.guild.id, name, spec, chain });
      const row = em.create(ActionRow, { ...columns, ownerId: this.olga.id, createdAt: new Date(now) });
      await em.persist(row).flush();
      return actionOf(row);
    });
  }

  /** Chains an action to another, whatever loop comes of it. */
  public async givenChain(from: number, to: number | null): Promise<void> {
    await this.parts.changes.change(this.guild.id, ({ em }) => em.nativeUpdate(ActionRow, { id: from }, { chain: to }));
  }

  /** Stores a trigger, unchecked: persistent, in the whole server and without cooldowns unless told otherwise. */
  public async givenTrigger({ on, parameter = '', caseSensitive = false, ...given }: GivenTrigger): Promise<Trigger> {
    return this.parts.changes.change(this.guild.id, async ({ em, now }) => {
      const draft: Omit<Trigger, 'id'> = {
        guildId: this.guild.id,
        name: this.#name('trigger'),
        scope: { kind: 'server' },
        condition: { id: on, parameter, caseSensitive },
        persistence: { kind: 'persistent' },
        requirements: noRequirements,
        cooldowns: noCooldowns,
        enabled: true,
        ownerId: this.olga.id,
        madeBy: null,
        createdAt: now,
        failures: 0,
        ...given,
      };
      const row = em.create(TriggerRow, {
        ...triggerColumns(draft),
        nextDue: firstDue(draft, now),
        runs: 0,
        lastRunAt: null,
        lastNote: null,
        lastError: null,
      });
      await em.persist(row).flush();
      return triggerOf(row);
    });
  }

  /** Stores a trigger with an action that says `text` where the event happens. */
  public async answering(text: string, given: Omit<GivenTrigger, 'actionId'>): Promise<Trigger> {
    const { id } = await this.givenAction(saying(text));
    return this.givenTrigger({ ...given, actionId: id });
  }

  public async givenGroup({
    name = this.#name('group'),
    roleIds = [],
    maximum = 1,
    whenFull = 'refuse',
  }: Partial<RoleGroup>) {
    return this.parts.changes.change(this.guild.id, async ({ em, now }) => {
      const columns = groupColumns({ guildId: this.guild.id, name, roleIds, maximum, whenFull });
      const row = em.create(RoleGroupRow, { ...columns, createdAt: new Date(now) });
      await em.persist(row).flush();
      return groupOf(row);
    });
  }

  /** Keeps somebody from setting triggers off; anywhere and for good unless told otherwise. */
  public async givenBlacklisted({ id }: Person, entry: Partial<Omit<BlacklistEntry, 'userId'>> = {}): Promise<void> {
    const { channelId = null, until = null } = entry;
    await this.parts.changes.change(this.guild.id, async ({ em, now }) => {
      const row = em.create(BlacklistRow, {
        guildId: this.guild.id,
        userId: id,
        channelId,
        until: until === null ? null : new Date(until),
        createdBy: this.olga.id,
        createdAt: new Date(now),
      });
      await em.persist(row).flush();
    });
  }

  /** Somebody writes, and all that comes of it is done. */
  public async says(
    person: Person,
    text: string,
    channel: ChannelRecord = this.general,
    options: Parameters<Person['say']>[2] = {},
  ): Promise<MessageRecord> {
    const message = person.say(channel, text, options);
    await this.stage.settle();
    return message;
  }

  public async reacts(person: Person, message: MessageRecord, emoji: string): Promise<void> {
    person.react(message, emoji);
    await this.stage.settle();
  }

  public async unreacts(person: Person, message: MessageRecord, emoji: string): Promise<void> {
    person.unreact(message, emoji);
    await this.stage.settle();
  }

  public async joins(person: Person, channel: ChannelRecord = this.lounge): Promise<void> {
    person.join(channel);
    await this.stage.settle();
  }

  public async leaves(person: Person): Promise<void> {
    person.leave();
    await this.stage.settle();
  }

  public calls(operation = ''): RecordedCall[] {
    return this.sandbox.calls(operation);
  }

  /** What the bot has said in a channel, for all to see. */
  public said({ messages }: ChannelRecord = this.general): string[] {
    return [...messages.values()]
      .filter(({ api, ephemeralFor }) => ephemeralFor === null && api.author.id === this.guild.bot.id)
      .map(({ api }) => api.content);
  }

  /** What the bot has told the admins. */
  public get notices(): string[] {
    return this.said(this.news);
  }

  /** The history of a trigger; null when it is no more. */
  public async history({ id }: Pick<Trigger, 'id'>): Promise<StoredHistory | null> {
    const columns = 'enabled, runs, failures, last_run_at, last_note, last_error';
    const [row] = await this.rows<StoredHistory>(`select ${columns} from trigger_triggers where id = ${id}`);
    return row ?? null;
  }

  /** Rows of a table. */
  public async rows<Row extends object>(query: string): Promise<Row[]> {
    const client = new Client({ connectionString: this.stage.database.url });
    await client.connect();
    try {
      return (await client.query<Row>(query)).rows;
    } finally {
      await client.end();
    }
  }

  #name(what: string): string {
    this.#names += 1;
    return `${what} ${this.#names}`;
  }
}

/** Nothing holds the next run back. */
export const noCooldowns = { member: 0, channel: 0, guild: 0 };
/** As triggers have them unless somebody says otherwise. */
export { defaultCooldowns };

/** An action that says something, where the event happens or in `channel`. */
export function saying(text: string | readonly string[], channel: ChannelRecord | null = null): ActionSpec {
  const texts = typeof text === 'string' ? [text] : text;
  return { kind: 'message', first: channel?.id ?? null, second: { texts, reply: false, mentionUser: false } };
}

export const erasing: ActionSpec = { kind: 'delete-message', first: null, second: null };

export function reacting(emoji: string): ActionSpec {
  return { kind: 'react', first: emoji, second: null };
}

export function giving({ id }: RoleRecord, mode: 'add' | 'remove' | 'toggle' = 'add'): ActionSpec {
  return { kind: 'role', first: id, second: { mode, groupId: null } };
}

export function purging({ id }: ChannelRecord): ActionSpec {
  return { kind: 'purge', first: id, second: null };
}

/** An action that makes a oneshot on a text which runs `actionId`. */
export function making(
  { on, parameter = '', actionId }: Pick<GivenTrigger, 'on' | 'parameter' | 'actionId'>,
  where: 'server' | 'channel' | 'message' = 'server',
): ActionSpec {
  const condition = { id: on, parameter, caseSensitive: false };
  const draft = { condition, requirements: noRequirements, actionId, lifetime: 3_600_000 };
  return { kind: 'create-trigger', first: draft, second: where };
}
