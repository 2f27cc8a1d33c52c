import { expect } from 'chai';
import { ChannelType } from 'discord.js';
import type { ChannelRecord, GuildHandle, Person, RecordedCall } from 'roomkeeper/sandbox';
import { Client } from 'pg';
import { Stage, type StageOptions } from './stage.js';

export const CREATE = 'POST /guilds/{guild_id}/channels';
export const DELETE = 'DELETE /channels/{channel_id}';
export const MOVE = 'PATCH /guilds/{guild_id}/members/{user_id}';
export const LOOK_UP = 'GET /channels/{channel_id}';

export interface SourceSceneOptions extends StageOptions {
  /** Of the source, in seconds. Default 30. */
  readonly grace?: number;
}

/** A row of `autochannel_breakout`, as far as tests look at it. */
export interface StoredBreakout {
  readonly channel_id: string | null;
  readonly state: string;
  readonly attempts: number;
  readonly delete_at: Date | null;
}

/** A guild with Ada, Ben and Cleo, a channel `#news` for notices, and the voice channel "General", which is a source. */
export class SourceScene {
  public readonly stage: Stage;
  public readonly guild: GuildHandle;
  public readonly general: ChannelRecord;
  public readonly news: ChannelRecord;
  public readonly ada: Person;
  public readonly ben: Person;
  public readonly cleo: Person;

  private constructor(stage: Stage) {
    this.stage = stage;
    this.guild = stage.sandbox.addGuild({ name: 'Home' });
    this.general = this.guild.addChannel({ name: 'General' });
    this.news = this.guild.addChannel({ name: 'news', type: ChannelType.GuildText });
    this.guild.owner.editGuild({ systemChannelId: this.news.id });
    this.ada = this.guild.addMember({ name: 'Ada' });
    this.ben = this.guild.addMember({ name: 'Ben' });
    this.cleo = this.guild.addMember({ name: 'Cleo' });
  }

  /** Sets the scene: the bot runs, and General is a source. */
  public static async set({ grace = 30, ...options }: SourceSceneOptions = {}): Promise<SourceScene> {
    const scenes: SourceScene[] = [];
    const stage = await Stage.set(options, (prepared) => void scenes.push(new SourceScene(prepared)));
    const [scene] = scenes;
    if (!scene) throw new Error('The stage was not prepared');
    await scene.enable(scene.general, grace);
    stage.sandbox.clearCalls();
    return scene;
  }

  /** The owner makes a channel a source. */
  public async enable(channel: ChannelRecord, grace: number): Promise<void> {
    const input = { voice_channel: channel, grace_period: grace };
    const answer = await this.guild.owner.slash('autochannel enable', input);
    await answer.response();
    await this.stage.settle();
  }

  /** Lets somebody join General. @returns the breakout in which they end up. */
  public async breakoutOf(person: Person): Promise<ChannelRecord> {
    person.join(this.general);
    await this.stage.settle();
    const channel = person.voiceChannel;
    if (!channel || channel === this.general) throw new Error(`${person.name} got no breakout`);
    this.stage.sandbox.clearCalls();
    return channel;
  }

  /** The names of the breakouts that the guild has now. */
  public get breakouts(): string[] {
    return [...this.guild.record.channels.values()].map(({ name }) => name).filter((name) => name.includes('#'));
  }

  public exists(channel: ChannelRecord): boolean {
    return this.guild.record.channels.has(channel.id);
  }

  public deletions(): RecordedCall[] {
    return this.stage.sandbox.calls(DELETE);
  }

  /** What the bot has said in `#news` for all to read. */
  public get notices(): string[] {
    const messages = [...this.news.messages.values()].filter(({ ephemeralFor }) => ephemeralFor === null);
    return messages.map(({ api }) => api.content);
  }

  /** The stored breakouts, the oldest first. */
  public async stored(): Promise<StoredBreakout[]> {
    const client = new Client({ connectionString: this.stage.database.url });
    await client.connect();
    try {
      const query = 'select channel_id, state, attempts, delete_at from autochannel_breakout order by id';
      return (await client.query<StoredBreakout>(query)).rows;
    } finally {
      await client.end();
    }
  }

  /** Seconds from now until the deadline of the only stored breakout; null when it has none. */
  public async deadline(): Promise<number | null> {
    const rows = await this.stored();
    expect(rows).to.have.length(1);
    const at = rows[0]?.delete_at;
    return at ? (at.getTime() - this.stage.clock.now()) / 1000 : null;
  }

  /** Kills the gateway session for good, and lets the bot come back with a new one. */
  public async reconnectAnew(meanwhile: () => void = () => {}): Promise<void> {
    const { gateway } = this.stage.sandbox;
    const before = gateway.identifies;
    gateway.cut({ resumable: false });
    meanwhile();
    await this.stage.sandbox.until(() => gateway.identifies > before, { timeout: 15_000, describe: 'a new session' });
    await this.stage.settle();
  }
}
