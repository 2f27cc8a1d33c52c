import { expect } from 'chai';
import { Client } from 'pg';
import type { ChannelRecord } from 'roomkeeper/sandbox';
import { CREATE, DELETE, SourceScene } from '../../../support/source-scene.js';

describe('autochannel: switched off and on, and overdue deadlines', () => {
  let scene: SourceScene;
  let breakout: ChannelRecord;

  const restart = async (plugins: readonly string[]): Promise<void> => {
    await scene.stage.stopBot();
    scene.stage.sandbox.clearCalls();
    await scene.stage.startBot({ plugins });
  };
  const commands = (): string[] => [...scene.stage.sandbox.world.application.commands.values()].map(({ name }) => name);
  const sql = async (text: string): Promise<void> => {
    const client = new Client({ connectionString: scene.stage.database.url });
    await client.connect();
    try {
      await client.query(text);
    } finally {
      await client.end();
    }
  };

  beforeEach(async () => {
    scene = await SourceScene.set({ grace: 60 });
    breakout = await scene.breakoutOf(scene.ada);
  });
  afterEach(() => scene.stage.strike());

  it('FW-23 without the plugin its commands are gone, its rows stay, and nothing is done', async () => {
    scene.ada.leave();
    await scene.stage.settle();
    const before = await scene.stored();
    expect(commands()).to.include('autochannel');
    await restart([]);
    expect(commands()).not.to.include('autochannel');
    scene.ben.join(scene.general);
    await scene.stage.settle();
    await scene.stage.pass(3600);
    expect(await scene.stored()).to.deep.equal(before);
    expect([scene.stage.sandbox.calls(CREATE), scene.stage.sandbox.calls(DELETE)]).to.deep.equal([[], []]);
  });

  it('FW-23 its old buttons answer that the feature is off, and work again when it is on', async () => {
    const question = await scene.guild.owner.slash('autochannel disable', {
      voice_channel: scene.general,
      delete_breakouts: true,
    });
    await question.response();
    const message = question.replies.at(-1);
    const customId = /"custom_id":"([^"]*cancel[^"]*)"/.exec(JSON.stringify(message?.api.components))?.[1] ?? '';
    if (!message) throw new Error('The bot did not ask');
    await restart([]);
    const click = await scene.guild.owner.click(message, customId);
    await click.response();
    expect(click.replies.at(-1)?.api.content).to.match(/this feature is off/i);
    expect(scene.exists(breakout)).to.equal(true);
    await restart(['autochannel']);
    const again = await scene.guild.owner.click(message, customId);
    expect((await again.response()) && JSON.stringify(again.original?.api)).to.contain('Nothing was changed');
  });

  it('FW-23 switched on again it has its sources, and arms the rest of its deadlines', async () => {
    scene.ada.leave();
    await scene.stage.settle();
    await restart([]);
    await scene.stage.pass(40);
    await restart(['autochannel']);
    expect(commands()).to.include('autochannel');
    await scene.stage.pass(19);
    expect(scene.exists(breakout)).to.equal(true);
    await scene.stage.pass(1);
    expect(scene.exists(breakout)).to.equal(false);
    expect((await scene.breakoutOf(scene.ben)).name).to.equal('General #2');
  });

  it('FW-23 switched on again after a deadline has passed, it deletes at once, but no occupied breakout', async () => {
    const other = await scene.breakoutOf(scene.ben);
    scene.ada.leave();
    scene.ben.leave();
    await scene.stage.settle();
    await restart([]);
    await scene.stage.pass(3600);
    scene.cleo.join(other);
    await restart(['autochannel']);
    expect([scene.exists(breakout), scene.exists(other)]).to.deep.equal([false, true]);
  });

  describe('FW-32 deadlines that lost their job', () => {
    /** The table says that the deadline has passed; no job was ever armed for that. */
    const setDeadline = (): Promise<void> =>
      sql(`update autochannel_breakout set delete_at = to_timestamp(${(scene.stage.clock.now() - 10_000) / 1000})`);

    it('FW-32 the sweep finds an overdue row within a minute, and its empty breakout goes', async () => {
      await scene.enable(scene.general, 3600);
      scene.ada.leave();
      await scene.stage.settle();
      await setDeadline();
      await scene.stage.pass(61);
      expect(scene.exists(breakout)).to.equal(false);
      expect(await scene.stored()).to.deep.equal([]);
    });

    it('FW-32 an overdue row of an occupied breakout loses its deadline, and the channel stays', async () => {
      await setDeadline();
      await scene.stage.pass(61);
      expect(scene.exists(breakout)).to.equal(true);
      expect(await scene.deadline()).to.equal(null);
    });
  });
});
