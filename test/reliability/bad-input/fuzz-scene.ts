import { ChannelType } from 'discord-api-types/v10';
import { use } from 'roomkeeper';
import type { ChannelRecord, GuildHandle, MessageRecord, Person, RoleRecord } from 'roomkeeper/sandbox';
import { hub } from '../../../plugins/hub/plugin.js';
import type { CommandInput } from '../../../sandbox/store/command-input.js';
import { Stage } from '../../support/stage.js';
import { Judge } from './judge.js';

/** All plugins, and nobody held back. */
const config = {
  plugins: ['autochannel', 'hub', 'panel', 'trigger'],
  hub: { creation: { perUser: { capacity: 1000 }, perGuild: { capacity: 1000 } } },
  autochannel: { creation: { perUser: { capacity: 1000 }, perGuild: { capacity: 1000 } } },
};

/** A guild with something of everything that the plugins know, so that what is fuzzed has something to be about. */
export class FuzzGuild {
  public readonly handle: GuildHandle;
  public readonly admin: Person;
  /** Has a room. */
  public readonly owner: Person;
  /** Is chosen wherever somebody has to be. */
  public readonly stranger: Person;
  /** May nothing, is in no room, and is never chosen. */
  public readonly outsider: Person;
  public readonly talk: ChannelRecord;
  public readonly source: ChannelRecord;
  public readonly hub: ChannelRecord;
  public readonly role: RoleRecord;
  public readonly message: MessageRecord;
  readonly #stage: Stage;

  public constructor(stage: Stage, name: string) {
    this.#stage = stage;
    this.handle = stage.sandbox.addGuild({ name });
    this.admin = this.handle.owner;
    this.talk = this.handle.addChannel({ name: 'talk', type: ChannelType.GuildText });
    const parent = this.handle.addChannel({ name: 'Rooms', type: ChannelType.GuildCategory });
    this.source = this.handle.addChannel({ name: 'General', parent });
    this.hub = this.handle.addChannel({ name: 'Join me', parent });
    this.handle.addChannel({ name: 'Lounge', parent });
    this.role = this.handle.addRole({ name: 'Red' });
    this.owner = this.handle.addMember({ name: 'Ada' });
    this.stranger = this.handle.addMember({ name: 'Ben' });
    this.outsider = this.handle.addMember({ name: 'Mallory' });
    this.message = this.admin.say(this.talk, 'hello');
  }

  /** What people have made of the bot before anybody is up to anything. */
  public async furnish(): Promise<void> {
    await this.#stage.settle();
    const lines: readonly (readonly [string, CommandInput])[] = [
      ['autochannel enable', { voice_channel: this.source }],
      ['action create', { name: 'hello', kind: 'message', text: 'hi' }],
      ['action create', { name: 'colour', kind: 'role', role: this.role }],
      ['trigger create', { name: 'greet', condition: 'contains', parameter: 'hello', action: 'hello' }],
      ['rolegroup create', { name: 'colours', roles: `<@&${this.role.id}>` }],
      ['reactionrole add', { message: this.message.api.id, emoji: '👋', role: this.role }],
      ['reactionrole menu create', { style: 'buttons', text: 'Pick', channel: this.talk }],
    ];
    for (const [line, input] of lines) {
      await (await this.admin.slash(line, input, { channel: this.talk, force: true })).response();
      await this.#stage.settle();
    }
    const guild = this.#stage.bot.client?.guilds.cache.get(this.handle.id);
    const channel = guild?.channels.cache.get(this.hub.id);
    if (!guild || !channel) throw new Error('The bot does not see the hub');
    await use(hub).registration.add(guild, channel, null);
  }

  /** Somebody gets a room, with its panel. */
  public async room(): Promise<ChannelRecord> {
    this.owner.join(this.hub);
    await this.#stage.pass(3);
    return this.hub;
  }

  /** What is stored of the room. */
  public stored() {
    return use(hub).rooms.ofGuild(this.handle.id)[0];
  }

  /** What the names in texts stand for. */
  public names(foreign: FuzzGuild): Record<string, string> {
    return {
      everyone: this.handle.id,
      guild: this.handle.id,
      user: this.stranger.id,
      role: this.role.id,
      channel: this.talk.id,
      foreignGuild: foreign.handle.id,
      foreignChannel: foreign.talk.id,
      foreignRole: foreign.role.id,
      foreignMessage: foreign.message.api.id,
    };
  }
}

/** The bot with all plugins, two guilds, and a judge. */
export class FuzzScene {
  public readonly stage: Stage;
  public readonly judge: Judge;
  public readonly guild: FuzzGuild;
  public readonly foreign: FuzzGuild;

  private constructor(stage: Stage, judge: Judge) {
    this.stage = stage;
    this.judge = judge;
    this.guild = new FuzzGuild(stage, 'Home');
    this.foreign = new FuzzGuild(stage, 'Elsewhere');
  }

  public static async set(): Promise<FuzzScene> {
    const stage = await Stage.set({ config });
    const scene = new FuzzScene(stage, await Judge.open(stage));
    await scene.guild.furnish();
    await scene.foreign.furnish();
    return scene;
  }

  /** A further guild, furnished like the first. */
  public async another(): Promise<FuzzGuild> {
    const guild = new FuzzGuild(this.stage, 'Another');
    await guild.furnish();
    return guild;
  }

  public async strike(): Promise<void> {
    await this.judge.close();
    await this.stage.strike();
  }
}
