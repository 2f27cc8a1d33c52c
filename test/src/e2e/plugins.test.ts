import { expect } from 'chai';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ChannelRecord, GuildHandle, InteractionHandle, Person } from 'roomkeeper/sandbox';
import { use as api } from '../../../src/plugins/registry.js';
import probe from '../../fixtures/probe/plugin.js';
import { packageRoot } from '../../support/package-root.js';
import { Stage } from '../../support/stage.js';

const shown = (answer: InteractionHandle): string => answer.replies.at(-1)?.api.content ?? '(nothing)';

const BOTH = { plugins: ['autochannel', 'probe'] };
const PROBE_ONLY = { plugins: ['probe'] };

describe('FW-20 FW-23 plugins, switched on and off', () => {
  let stage: Stage;
  let guild: GuildHandle;
  let general: ChannelRecord;
  let ada: Person;

  beforeEach(async () => {
    stage = await Stage.set({ config: BOTH, fixtures: ['probe'] }, ({ sandbox }) => {
      guild = sandbox.addGuild({ name: 'G' });
      guild.addChannel({ name: 'text', type: 0 });
      general = guild.addChannel({ name: 'General' });
      ada = guild.addMember({ name: 'Ada' });
    });
  });
  afterEach(() => stage.strike());

  const commandNames = (): string[] => [...stage.sandbox.world.application.commands.values()].map(({ name }) => name);
  const channelNames = (): string[] => [...guild.record.channels.values()].map(({ name }) => name ?? '');

  async function restart(config: Readonly<Record<string, unknown>>): Promise<void> {
    await stage.stopBot();
    await stage.startBot(config);
  }

  /** Makes General a source whose empty breakouts stay for a minute, and sends Ada into one. */
  async function openBreakout(): Promise<void> {
    await guild.owner.slash('autochannel enable', { voice_channel: general, grace_period: 60 });
    await stage.settle();
    ada.join(general);
    await stage.settle();
    expect(channelNames()).to.include('General #2');
  }

  it('FW-31 the order at start: setup, then ready, and no task before every ready has returned', async () => {
    await stage.pass(1);
    const { events } = api(probe);
    expect(events).to.deep.equal(['setup', 'ready', 'ready has returned', 'task']);
    await stage.stopBot();
    expect(events.at(-1)).to.equal('stop');
  });

  it('FW-20 after a reconnect that lost events each plugin is made ready again', async () => {
    const before = api(probe).events.length;
    stage.sandbox.gateway.cut({ resumable: false });
    await stage.sandbox.until(() => api(probe).events.length >= before + 2, { timeout: 15_000 });
    expect(api(probe).events.slice(before)).to.include('ready');
  });

  it('FW-23 the commands of a plugin that is off are gone at the next start, and back at the one after', async () => {
    expect(commandNames()).to.include.members(['autochannel', 'throws', 'status']);
    await restart(PROBE_ONLY);
    expect(commandNames()).to.include.members(['throws', 'status']).and.not.include('autochannel');
    await restart(BOTH);
    expect(commandNames()).to.include('autochannel');
  });

  it('FW-23 the buttons of a plugin that is off say so', async () => {
    await openBreakout();
    const question = await guild.owner.slash('autochannel disable', { voice_channel: general, delete_breakouts: true });
    await stage.settle();
    if (!question.original) return expect.fail('no question');
    await restart(PROBE_ONLY);
    const id = `autochannel:disable-confirmed:${general.id}`;
    const click = await guild.owner.click(question.original, id);
    await stage.settle();
    expect(shown(click)).to.equal('This feature is off on this bot. Nothing was changed.');
    expect(channelNames()).to.include('General #2');
  });

  it('FW-23 a plugin that is on again has kept its data, and its deadlines are armed from them', async () => {
    await openBreakout();
    ada.leave();
    await stage.settle();
    await restart(PROBE_ONLY);
    await stage.pass(40);
    ada.join(general);
    await stage.settle();
    expect(ada.voiceChannel?.name, 'off is off').to.equal('General');
    ada.leave();
    await restart(BOTH);
    expect(channelNames()).to.include('General #2');
    await stage.pass(21);
    expect(channelNames()).to.not.include('General #2');
    ada.join(general);
    await stage.settle();
    expect(ada.voiceChannel?.name).to.equal('General #2');
  });

  it('FW-43 every write carries a reason, and every message says whom it may notify', async () => {
    await openBreakout();
    ada.leave();
    await stage.pass(61);
    expect(channelNames()).to.not.include('General #2');
    const calls = stage.sandbox.calls().filter(({ method }) => method !== 'GET');
    const writes = calls.filter(({ path }) => /^\/(?:guilds|channels)\//.test(path) && !/\/messages/.test(path));
    expect(writes.map(({ operation }) => operation)).to.include.members([
      'POST /guilds/{guild_id}/channels',
      'PATCH /guilds/{guild_id}/members/{user_id}',
      'DELETE /channels/{channel_id}',
    ]);
    for (const { operation, reason } of writes) expect(reason, operation).to.be.a('string').and.not.empty;
    const texts = calls
      .map(({ body }) => (body as { data?: object } | undefined)?.data ?? body)
      .filter((body): body is { content: string } => typeof (body as { content?: unknown })?.content === 'string');
    expect(texts).to.not.be.empty;
    for (const text of texts) expect(text).to.deep.include({ allowed_mentions: { parse: [] } });
  });

  it('FW-10 nothing in the bot names the local Discord', () => {
    const files = globSync('{src,plugins}/**/*.ts', { cwd: packageRoot });
    expect(files).to.not.be.empty;
    expect(files.filter((file) => /sandbox/i.test(readFileSync(join(packageRoot, file), 'utf8')))).to.deep.equal([]);
  });
});
