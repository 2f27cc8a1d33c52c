import { ChannelType } from 'discord-api-types/v10';
import { core, use, type SettingsOf } from 'roomkeeper';
import type { ChannelRecord, GuildHandle, Person, RecordedCall, Sandbox } from 'roomkeeper/sandbox';
import { Client } from 'pg';
import type { Hub, HubDefaults } from '../../../plugins/hub/domain/room.js';
import { grantable } from '../../../plugins/hub/domain/grantable.js';
import { hub, type StoredRoom, type UsedHub } from '../../../plugins/hub/plugin.js';
import { overwritesOf, voiceChannel } from '../../../plugins/hub/services/live-guild.js';
import { voiceSettings } from '../../../plugins/hub/settings.js';
import { permissionsIn } from '../../../sandbox/store/permissions.js';
import { Stage, type StageOptions } from '../../support/stage.js';

export const CREATE = 'POST /guilds/{guild_id}/channels';
export const EDIT = 'PATCH /channels/{channel_id}';
export const DELETE = 'DELETE /channels/{channel_id}';
export const PUT_OVERWRITE = 'PUT /channels/{channel_id}/permissions/{overwrite_id}';
export const DELETE_OVERWRITE = 'DELETE /channels/{channel_id}/permissions/{overwrite_id}';
export const MOVE = 'PATCH /guilds/{guild_id}/members/{user_id}';
export const SAY = 'POST /channels/{channel_id}/messages';

/** Longer than changes are gathered before they are sent, in seconds. */
export const A_MOMENT = 1;

export interface HubSceneOptions extends StageOptions {
  /** How the hub's channel is made. */
  readonly hubChannel?: Partial<Parameters<GuildHandle['addChannel']>[0]>;
  readonly defaults?: Partial<HubDefaults>;
  readonly botPermissions?: bigint;
}

/** A guild with Ada, Ben and Cleo, `#news` for notices, and the hub "Join me" in the category "Rooms". */
export class HubScene {
  public readonly stage: Stage;
  public readonly guild: GuildHandle;
  public readonly category: ChannelRecord;
  public readonly news: ChannelRecord;
  /** The channel that is the hub at first. */
  public readonly joinMe: ChannelRecord;
  public readonly ada: Person;
  public readonly ben: Person;
  public readonly cleo: Person;

  private constructor(stage: Stage, { hubChannel, botPermissions }: HubSceneOptions) {
    this.stage = stage;
    this.guild = stage.sandbox.addGuild({ name: 'Home', ...(botPermissions === undefined ? {} : { botPermissions }) });
    this.news = this.guild.addChannel({ name: 'news', type: ChannelType.GuildText });
    this.guild.owner.editGuild({ systemChannelId: this.news.id });
    this.category = this.guild.addChannel({ name: 'Rooms', type: ChannelType.GuildCategory });
    this.joinMe = this.guild.addChannel({ name: 'Join me', parent: this.category, ...hubChannel });
    this.ada = this.guild.addMember({ name: 'Ada' });
    this.ben = this.guild.addMember({ name: 'Ben' });
    this.cleo = this.guild.addMember({ name: 'Cleo' });
  }

  /** Sets the scene: the bot runs, and "Join me" is a hub. */
  public static async set(options: HubSceneOptions = {}): Promise<HubScene> {
    const scenes: HubScene[] = [];
    const config = { plugins: ['hub'], ...options.config };
    const stage = await Stage.set(
      { ...options, config },
      (prepared) => void scenes.push(new HubScene(prepared, options)),
    );
    const [scene] = scenes;
    if (!scene) throw new Error('The stage was not prepared');
    if (!options.withoutBot) await scene.register(scene.joinMe, options.defaults);
    stage.sandbox.clearCalls();
    return scene;
  }

  public get parts(): UsedHub {
    return use(hub);
  }

  public get sandbox(): Sandbox {
    return this.stage.sandbox;
  }

  /** Makes a voice channel a hub. */
  public async register(record: ChannelRecord, defaults: Partial<HubDefaults> = {}): Promise<Hub> {
    const guild = this.stage.bot.client?.guilds.cache.get(this.guild.id);
    const channel = guild && voiceChannel(guild, record.id);
    if (!channel) throw new Error(`The bot does not see ${record.name}`);
    const held = channel.guild.members.me?.permissions.bitfield ?? 0n;
    const { name, bitrate, userLimit, rtcRegion: region, rawPosition: position } = channel;
    const { overwrites } = grantable(overwritesOf(channel), held);
    return this.parts.hubs.insert(
      {
        guildId: channel.guildId,
        channelId: channel.id,
        pending: null,
        blueprint: { name, overwrites, bitrate, userLimit, region, position },
        defaults: { template: null, manualName: null, userLimit: null, ...defaults },
        lockdownUntil: null,
        lockdownPrevious: null,
        recreated: false,
      },
      this.stage.clock.now(),
    );
  }

  /** What the guild sets for its rooms. */
  public async settings(values: Partial<SettingsOf<typeof voiceSettings>>): Promise<void> {
    await use(core).settings.set(this.guild.id, voiceSettings, values, null);
  }

  /** Whether somebody holds all of `bits` in a channel. */
  public may({ member }: Pick<Person, 'member'>, channel: ChannelRecord, bits: bigint): boolean {
    return (permissionsIn(this.guild.record, member, channel, this.stage.clock.now()) & bits) === bits;
  }

  /** Somebody joins a channel, and everything that comes of it at once is done. */
  public async joins(person: Person, channel: ChannelRecord): Promise<void> {
    person.join(channel);
    await this.stage.settle();
  }

  public async leaves(person: Person): Promise<void> {
    person.leave();
    await this.stage.settle();
  }

  /** Somebody joins the hub. @returns their room, open and settled; the calls of it are forgotten. */
  public async roomOf(person: Person): Promise<ChannelRecord> {
    const channel = this.hub;
    await this.joins(person, channel);
    await this.stage.pass(A_MOMENT);
    this.sandbox.clearCalls();
    return channel;
  }

  /** The channel that is the hub now. */
  public get hub(): ChannelRecord {
    const [first] = this.parts.hubs.ofGuild(this.guild.id);
    const channel = this.guild.record.channels.get(first?.channelId ?? '');
    if (!channel) throw new Error('The hub has no channel');
    return channel;
  }

  /** What the bot knows of a room. */
  public stored(channel: ChannelRecord): StoredRoom {
    const stored = this.parts.rooms.get(channel.id);
    if (!stored) throw new Error(`${channel.name} is not a room`);
    return stored;
  }

  /** The text channel of a room. */
  public textOf(channel: ChannelRecord): ChannelRecord {
    const text = this.guild.record.channels.get(this.stored(channel).room.textChannelId ?? '');
    if (!text) throw new Error(`${channel.name} has no text channel`);
    return text;
  }

  public exists(channel: ChannelRecord): boolean {
    return this.guild.record.channels.has(channel.id);
  }

  public calls(operation = ''): RecordedCall[] {
    return this.sandbox.calls(operation);
  }

  /** The operations that the bot called, in order. */
  public get operations(): string[] {
    return this.calls().map(({ operation }) => operation);
  }

  /** What the bot has said in a channel to everybody there. */
  public said({ messages }: ChannelRecord): string[] {
    return [...messages.values()].filter(({ ephemeralFor }) => ephemeralFor === null).map(({ api }) => api.content);
  }

  /** The stored members of a room, by the order in which they came. */
  public async memberRows({ id }: ChannelRecord): Promise<string[]> {
    const query = `select user_id from auto_channel_members where voice_channel_id = ${id} order by joined_at, user_id`;
    return (await this.rows<{ user_id: string }>(query)).map((row) => row.user_id);
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
}
