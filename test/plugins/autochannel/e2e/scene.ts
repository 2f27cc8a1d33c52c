import { AuditLogEvent, PermissionFlagsBits as Bits } from 'discord-api-types/v10';
import type { ChannelRecord, GuildHandle, InteractionHandle, Person, RecordedCall, Sandbox } from 'roomkeeper/sandbox';
import { Stage, type StageOptions } from '../../../support/stage.js';

export const CREATE = 'POST /guilds/{guild_id}/channels';
export const MOVE = 'PATCH /guilds/{guild_id}/members/{user_id}';
export const DELETE = 'DELETE /channels/{channel_id}';
export const SAY = 'POST /channels/{channel_id}/messages';

/** All that the bot needs to run sources, and to tell people. */
export const ENOUGH = Bits.ViewChannel | Bits.Connect | Bits.ManageChannels | Bits.MoveMembers | Bits.SendMessages;

export type Input = Parameters<Person['slash']>[1];

/** One bot for all tests of a file, and for each test a guild of its own with the voice channel General. */
export class Scene {
  #stage: Stage | undefined;
  #guild: GuildHandle | undefined;
  #general: ChannelRecord | undefined;
  readonly #options: StageOptions;

  public constructor(options: StageOptions = {}) {
    this.#options = options;
  }

  public async raise(): Promise<void> {
    this.#stage = await Stage.set(this.#options);
  }

  public async strike(): Promise<void> {
    await this.#stage?.strike();
  }

  /** A new guild. The bot has left the one of the test before, so that nothing of it is counted in this one. */
  public async next(): Promise<void> {
    this.sandbox.faults.clear();
    this.#guild?.removeBot();
    this.#guild = this.sandbox.addGuild({ name: 'Harbour' });
    this.#general = this.#guild.addChannel({ name: 'General' });
    await this.stage.settle();
    this.sandbox.clearCalls();
  }

  public get stage(): Stage {
    return there(this.#stage);
  }

  public get sandbox(): Sandbox {
    return this.stage.sandbox;
  }

  public get guild(): GuildHandle {
    return there(this.#guild);
  }

  public get general(): ChannelRecord {
    return there(this.#general);
  }

  public member(name: string): Person {
    return this.guild.addMember({ name });
  }

  public members(count: number): Person[] {
    return Array.from({ length: count }, (_, index) => this.member(`Member ${index + 1}`));
  }

  /** What the owner of the guild is told on `/autochannel enable`, of General unless told otherwise. The calls of it are not counted. */
  public async enable(input: Input = {}, options: { readonly force?: boolean } = {}): Promise<string> {
    const answer = await this.guild.owner.slash(
      'autochannel enable',
      { voice_channel: this.general, ...input },
      options,
    );
    await answer.response();
    await this.stage.settle();
    this.sandbox.clearCalls();
    return told(answer);
  }

  public async disable(input: Input = {}): Promise<InteractionHandle> {
    const answer = await this.guild.owner.slash('autochannel disable', { voice_channel: this.general, ...input });
    await answer.response();
    await this.stage.settle();
    return answer;
  }

  public async list(): Promise<string> {
    return told(await this.listed());
  }

  public async listed(): Promise<InteractionHandle> {
    const answer = await this.guild.owner.slash('autochannel list');
    await answer.response();
    await this.stage.settle();
    this.sandbox.clearCalls();
    return answer;
  }

  /** Somebody joins a channel, General unless told otherwise, and everything that comes of it is done. */
  public async joins(person: Person, channel = this.general): Promise<void> {
    person.join(channel);
    await this.stage.settle();
  }

  /** Waits until the bot has called an operation so often; the answers may still be on their way. */
  public async called(operation: string, times = 1): Promise<void> {
    await this.sandbox.until(() => this.calls(operation).length >= times, { describe: `${times} of ${operation}` });
  }

  /** The operations that the bot called, in order. */
  public operations(): string[] {
    return this.sandbox.calls().map(({ operation }) => operation);
  }

  public calls(operation: string): RecordedCall[] {
    return this.sandbox.calls(operation);
  }

  /** The channels that the bot has made and that are still there, the oldest first. */
  public breakouts(guild = this.guild): ChannelRecord[] {
    const made = guild.record.auditLog.filter(
      ({ actionType, userId }) => actionType === AuditLogEvent.ChannelCreate && userId === this.botId,
    );
    const channels = made.flatMap(({ targetId }) => guild.record.channels.get(targetId ?? '') ?? []);
    return channels.toSorted((one, other) => (BigInt(one.id) < BigInt(other.id) ? -1 : 1));
  }

  public names(guild = this.guild): string[] {
    return this.breakouts(guild).map(({ name }) => name);
  }

  public get botId(): string {
    return this.sandbox.world.application.botId;
  }

  /** A text channel for what the bot tells admins: the system channel of the guild. */
  public systemChannel(): ChannelRecord {
    const channel = this.guild.addChannel({ name: 'staff', type: 0 });
    this.guild.owner.editGuild({ systemChannelId: channel.id });
    return channel;
  }

  /** Moves the time while work waits for it: what would settle cannot, so only Discord's side is waited for. */
  public async passWhileWaiting(seconds: number): Promise<void> {
    await this.stage.clock.advance(seconds * 1000, () => this.sandbox.settled());
  }
}

/** A scene for the tests of a `describe`. */
export function sceneOfBot(options: StageOptions = {}): Scene {
  const scene = new Scene(options);
  before(() => scene.raise());
  beforeEach(() => scene.next());
  after(() => scene.strike());
  return scene;
}

/** What the bot has answered last. */
export function told(answer: InteractionHandle): string {
  return answer.replies.at(-1)?.api.content ?? '';
}

/** What was said in a channel to everybody there. */
export function said({ messages }: ChannelRecord): string[] {
  return [...messages.values()].filter(({ ephemeralFor }) => ephemeralFor === null).map(({ api }) => api.content);
}

export function there<Value>(value: Value | undefined | null): Value {
  if (value === undefined || value === null) throw new Error('It is not there');
  return value;
}
