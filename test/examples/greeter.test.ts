import { expect } from 'chai';
import { ChannelType } from 'discord-api-types/v10';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ChannelRecord, GuildHandle, InteractionHandle, MessageRecord, Person } from 'roomkeeper/sandbox';
import { packageRoot } from '../support/package-root.js';
import { query } from '../support/database.js';
import { Stage } from '../support/stage.js';
import { tracesOf } from '../src/privacy/traces.js';
import { InstalledExample } from './installed.js';

const PACKAGE = 'roomkeeper-plugin-greeter';
const DAY = 86_400;

describe('FW-22 a plugin of somebody else, as an npm package', () => {
  let installed: InstalledExample;
  let stage: Stage;
  let guild: GuildHandle;
  let hall: ChannelRecord;
  let ada: Person;

  before(async () => {
    installed = await InstalledExample.of('plugin-greeter', PACKAGE);
  });
  after(() => installed.remove());

  async function set(greeter: Readonly<Record<string, unknown>> = {}): Promise<void> {
    const config = { plugins: [PACKAGE], greeter, scheduling: { sweepInterval: 3600 } };
    stage = await Stage.set({ config, packages: { [PACKAGE]: installed.path } }, ({ sandbox }) => {
      guild = sandbox.addGuild({ name: 'Home' });
      hall = guild.addChannel({ name: 'hall', type: ChannelType.GuildText });
      ada = guild.addMember({ name: 'Ada' });
    });
  }
  beforeEach(() => set());
  afterEach(() => stage.strike());

  const said = ({ replies }: InteractionHandle): string => replies.at(-1)?.api.content ?? '(nothing)';
  const inHall = (): MessageRecord[] => [...hall.messages.values()].filter(({ ephemeralFor }) => ephemeralFor === null);
  const rows = (sql: string): Promise<Record<string, unknown>[]> => query(stage.database.url, sql);

  async function answered(handle: InteractionHandle): Promise<string> {
    await handle.response();
    await stage.settle();
    return said(handle);
  }
  async function greets(): Promise<void> {
    expect(await answered(await guild.owner.slash('greeter set', { channel: hall }))).to.include('I greet new members');
  }
  async function joins(name: string): Promise<Person> {
    const person = guild.addMember({ name });
    await stage.settle();
    // What a listener asks the database, `settle` does not wait for.
    for (let tries = 0; tries < 50 && inHall().length === 0; tries += 1) {
      await rows('select 1');
      await stage.settle();
    }
    return person;
  }
  /** Ends before the day does: the sweeps of several days would take long. */
  async function later(days: number): Promise<void> {
    await stage.stopBot();
    await stage.clock.advance(days * DAY * 1000);
    await stage.startBot();
    await stage.pass(1);
    await stage.pass(1);
  }

  it('FW-22 it is outside of Roomkeeper, with nothing but its own files', () => {
    expect(installed.path.startsWith(packageRoot)).to.equal(false);
    expect(existsSync(join(installed.path, 'dist', 'plugin.js'))).to.equal(true);
    expect(existsSync(join(installed.path, 'src'))).to.equal(false);
    expect(existsSync(join(installed.path, '..', 'roomkeeper'))).to.equal(false);
    const imports = [
      ...readFileSync(join(installed.path, 'dist', 'greetings.js'), 'utf8').matchAll(/ from '([^.][^']*)'/g),
    ];
    expect(imports.map(([, name]) => name)).to.deep.equal(['discord.js', 'roomkeeper']);
  });

  it('FW-22 its command is registered, guarded, and works', async () => {
    expect([...stage.sandbox.world.application.commands.values()].map(({ name }) => name)).to.include('greeter');
    const options = { force: true };
    expect(await answered(await ada.slash('greeter set', { channel: hall }, options))).to.match(/^Only sudo/);
    await greets();
    expect(await answered(await guild.owner.slash('greeter off'))).to.equal('✅ I greet nobody any more.');
    expect(await answered(await guild.owner.slash('greeter off'))).to.include('I greet nobody here.');
  });

  it('FW-22 whoever joins is greeted, once, and others say hi by the button', async () => {
    await greets();
    const bea = await joins('Bea');
    const [greeting, ...others] = inHall();
    expect(others).to.deep.equal([]);
    expect(greeting?.api.content).to.equal(`👋 Welcome, <@${bea.id}>!`);
    if (!greeting) throw new Error('Nobody was greeted');
    const button = `greeter:say-hi:${guild.id}:${bea.id}`;
    await answered(await ada.click(greeting, button));
    await answered(await guild.owner.click(greeting, button));
    expect(inHall()[0]?.api.content).to.equal(`👋 Welcome, <@${bea.id}>! 2 people say hi.`);
    expect(await answered(await ada.click(greeting, `greeter:say-hi:1:${bea.id}`, { force: true }))).to.include(
      'no longer works',
    );
  });

  it('FW-22 its deadline outlives a restart, and comes once', async () => {
    await greets();
    const bea = await joins('Bea');
    await later(2.9);
    expect(inHall()).to.have.lengthOf(1);
    await later(0.2);
    expect(inHall().map(({ api }) => api.content)[1]).to.match(new RegExp(`^<@${bea.id}> joined <t:\\d+:R>`));
    expect(await rows('select * from greeter_newcomers')).to.deep.equal([]);
    await later(3);
    expect(inHall()).to.have.lengthOf(2);
    const [greeting] = inHall();
    if (!greeting) throw new Error('Nobody was greeted');
    const late = await answered(await ada.click(greeting, `greeter:say-hi:${guild.id}:${bea.id}`));
    expect(late).to.include('the greeting is over');
  });

  it('FW-22 a deadline that lost its job is swept up', async () => {
    await greets();
    await joins('Bea');
    await rows(`update greeter_newcomers set remind_at = now() - interval '9 years'`);
    await stage.pass(3601);
    await stage.pass(1);
    expect(inHall()).to.have.lengthOf(2);
  });

  it('RL-09 FW-22 what it stores is shown, exported and deleted with everything else', async () => {
    await greets();
    const bea = await joins('Bea');
    const about = await bea.slash('privacy about');
    await answered(about);
    expect(about.replies[0]?.api.embeds[0]?.description).to.include('**greeter**\n- Who joined a server that greets');
    const asked = await bea.slash('privacy delete');
    expect(await answered(asked)).to.include('The server is not reminded of a new member any more.');
    const [message] = asked.replies;
    if (!message) throw new Error('The bot did not ask');
    await answered(await bea.click(message, `core:privacy-delete:${bea.id}`));
    expect(await tracesOf(stage.database.url, bea.id)).to.deep.equal([]);
    await later(4);
    expect(inHall()).to.have.lengthOf(1);
  });

  it('FW-23 FW-22 when it is off its rows stay, and go with those of a guild that the bot was removed from', async () => {
    await greets();
    await joins('Bea');
    await stage.stopBot();
    await stage.startBot({ plugins: ['autochannel'] });
    expect(await rows('select * from greeter_newcomers')).to.have.lengthOf(1);
    await stage.stopBot();
    guild.removeBot();
    await stage.startBot({ plugins: [PACKAGE], privacy: { guildRetention: 0 } });
    await stage.pass(1);
    await stage.pass(1);
    expect(await tracesOf(stage.database.url, guild.id)).to.deep.equal([]);
  });

  it('FW-03 FW-22 its options are checked with all others', async () => {
    await stage.stopBot();
    const failure = await stage
      .startBot({ plugins: [PACKAGE], greeter: { remindAfterDay: 3 } })
      .catch((e: unknown) => e);
    expect(String(failure)).to.include('remindAfterDay').and.include('remindAfterDays');
  });
});
