import { expect } from 'chai';
import { PermissionFlagsBits as Bits } from 'discord.js';
import type { MessageRecord } from 'roomkeeper/sandbox';
import { partsOf } from '../desk.js';
import { RoleScene } from '../role-scene.js';
import { SAY } from '../scene.js';

const EDIT = 'PATCH /channels/{channel_id}/messages/{message_id}';
const DELETE = 'DELETE /channels/{channel_id}/messages/{message_id}';
const LOOK = 'GET /channels/{channel_id}/messages';
/** In so many minutes whatever was not settled is tried, once nothing stands in the way. */
const A_WHILE = 4;
const HOUR = 60;
/** The bot's own sweep comes so seldom that only its own test meets it, in seconds. */
const SWEEP = 4 * 3600;

interface StoredMenu {
  readonly id: number;
  readonly message_id: string | null;
  readonly drawn: boolean;
}

describe('trigger: role menus and their messages', () => {
  let roles: RoleScene;

  beforeEach(async () => {
    roles = await RoleScene.set({ config: { scheduling: { sweepInterval: SWEEP } } });
  });
  afterEach(() => roles.strike());

  /** Lets so many minutes pass, with a sweep after each. */
  const sweeps = async (minutes: number): Promise<void> => {
    const { clock } = roles.scene.stage;
    const { upkeep } = roles.scene.parts.roles;
    for (let minute = 0; minute < minutes; minute += 1) {
      await clock.advance(60_000);
      const late = await upkeep.overdue({ before: new Date(clock.now() - 5000), limit: 100 });
      for (const { key } of late) await upkeep.settle(Number(key));
    }
    await roles.scene.stage.settle();
  };
  const create = (): Promise<string> =>
    roles.told('menu create', { style: 'buttons', text: 'Lost', channel: roles.scene.rules });
  const posted = (): MessageRecord[] => [...roles.scene.rules.messages.values()];
  const stored = (): Promise<StoredMenu[]> =>
    roles.scene.rows<StoredMenu>('select id, message_id::text, drawn from trigger_role_menus order by id');
  const log = async (): Promise<string[]> => {
    const lines = await roles.scene.rows<{ text: string }>('select text from core_log order by id');
    return lines.map(({ text }) => text);
  };
  const labels = (message: MessageRecord): string[] => partsOf(message).flatMap(({ label }) => label ?? []);

  for (const [name, answer] of [
    ['that met an error', { status: 500 }],
    ['whose answer was lost', 'lose-answer'],
  ] as const) {
    it(`RL-02 a post ${name} is sent again, and there is one message`, async () => {
      roles.scene.sandbox.faults.add({ operation: SAY, times: 1, answer });
      expect(await create()).to.include('is posted');
      const [message, ...others] = posted();
      expect(others).to.deep.equal([]);
      expect((await stored()).map((row) => row.message_id)).to.deep.equal([message?.api.id]);
      const menu = await roles.newestMenu();
      await roles.told('menu add', { menu, role: roles.scene.red });
      expect(posted().flatMap(labels)).to.deep.equal(['Red']);
    });
  }

  it('RL-02 a menu that was not posted after all is gone a while later, and the log says so', async () => {
    const { scene } = roles;
    const mend = scene.sandbox.faults.add({ operation: SAY, answer: { status: 503 } });
    expect(await create())
      .to.include('Discord did not answer')
      .and.to.include('in the next minutes');
    mend();
    expect(await stored()).to.have.length(1);
    const menu = await roles.newestMenu();
    await sweeps(A_WHILE);
    expect(await stored()).to.deep.equal([]);
    expect((await log()).at(-1)).to.include(`menu #${menu} was not posted in <#${scene.rules.id}> after all`);
  });

  it('RL-02 a menu that was posted, though no answer came, is found a while later, and drawn', async () => {
    const { scene } = roles;
    const mend = scene.sandbox.faults.add({ operation: SAY, answer: 'lose-answer' });
    expect(await create()).to.include('Discord did not answer');
    mend();
    await roles.told('menu add', { menu: await roles.newestMenu(), role: scene.red });
    await sweeps(A_WHILE);
    const [message, ...others] = posted();
    expect(others).to.deep.equal([]);
    expect((await stored()).map((row) => [row.message_id, row.drawn])).to.deep.equal([[message?.api.id, true]]);
    expect(posted().flatMap(labels)).to.deep.equal(['Red']);
  });

  it('RL-02 a message that comes later than it is looked for is not left behind', async () => {
    const { scene } = roles;
    scene.sandbox.clearCalls();
    scene.sandbox.faults.add({ operation: SAY, times: 1, answer: { delay: 3_600_000 } });
    const input = { style: 'buttons', text: 'Late', channel: scene.rules };
    await scene.olga.slash('reactionrole menu create', input, { channel: scene.general });
    await scene.sandbox.until(() => scene.calls(SAY).length > 0);
    const [row] = await stored();
    await scene.parts.roles.upkeep.all();
    await scene.parts.roles.upkeep.settle(row?.id ?? 0);
    expect(await stored()).to.have.length(1);
    await scene.stage.clock.advance(3_600_000);
    await scene.stage.settle();
    expect((await stored()).map(({ message_id: id }) => id)).to.deep.equal(posted().map(({ api }) => api.id));
    expect(posted()).to.have.length(1);
  });

  it('RL-02 the message of a menu that was deleted while it was being posted goes too', async () => {
    const { scene } = roles;
    scene.sandbox.clearCalls();
    scene.sandbox.faults.add({ operation: SAY, times: 1, answer: { delay: 1000 } });
    const input = { style: 'buttons', text: 'Late', channel: scene.rules };
    await scene.olga.slash('reactionrole menu create', input, { channel: scene.general });
    await scene.sandbox.until(() => scene.calls(SAY).length > 0);
    const [row] = await stored();
    await scene.parts.roles.menus.delete(await scene.seen.members.fetch(scene.olga.id), row?.id ?? 0);
    await scene.stage.clock.advance(1000);
    await scene.stage.settle();
    expect(await stored()).to.deep.equal([]);
    expect(posted()).to.deep.equal([]);
  });

  it('RL-02 while Discord does not say, it is asked ever more seldom', async () => {
    const { scene } = roles;
    await roles.menu('buttons', [scene.red]);
    const before = await stored();
    await scene.rows('update trigger_role_menus set message_id = null');
    const mend = scene.sandbox.faults.add({ operation: LOOK, answer: { status: 503 } });
    await sweeps(2 * A_WHILE);
    scene.sandbox.clearCalls();
    await sweeps(2 * HOUR);
    // A request that is not answered is made three times.
    expect(scene.calls(LOOK).length).to.be.within(9, 12);
    mend();
    await sweeps(HOUR + 1);
    expect(await stored()).to.deep.equal(before);
  });

  it('RL-02 the message is found also below many others', async () => {
    const { scene } = roles;
    for (let said = 0; said < 130; said += 1) scene.ben.say(scene.rules, `Hello ${said}`);
    await scene.stage.settle();
    await roles.menu('buttons', [scene.red]);
    const before = await stored();
    await scene.rows('update trigger_role_menus set message_id = null');
    await sweeps(A_WHILE);
    expect(await stored()).to.deep.equal(before);
  });

  it('RL-02 a menu that could not be drawn is drawn a while later', async () => {
    const { scene } = roles;
    const message = await roles.menu('buttons', [scene.red]);
    const menu = await roles.newestMenu();
    const mend = scene.sandbox.faults.add({ operation: EDIT, answer: { status: 503 } });
    expect(await roles.told('menu add', { menu, role: scene.blue })).to.include('try again by myself');
    mend();
    await sweeps(A_WHILE);
    expect(labels(message)).to.deep.equal(['Red', 'Blue']);
    scene.sandbox.clearCalls();
    await sweeps(HOUR);
    expect(scene.calls(EDIT)).to.deep.equal([]);
  });

  it('RL-01 a menu whose message was deleted goes itself at the next start', async () => {
    const { scene } = roles;
    const message = await roles.menu('buttons', [scene.red]);
    const menu = await roles.newestMenu();
    scene.sandbox.faults.add({ operation: DELETE, times: 3, answer: { status: 503 } });
    expect(await roles.told('menu delete', { menu })).to.include('Nothing was deleted');
    await scene.stage.stopBot();
    scene.olga.deleteMessage(message);
    await scene.stage.startBot();
    expect(await roles.stored()).to.deep.equal({ triggers: 0, actions: 0, menus: 0 });
  });

  it('RL-02 a menu that could not be deleted stays as it was', async () => {
    const { scene } = roles;
    const message = await roles.menu('buttons', [scene.red]);
    const menu = await roles.newestMenu();
    const before = await stored();
    const mend = scene.sandbox.faults.add({ operation: DELETE, answer: { status: 403, code: 50_013 } });
    expect(await roles.told('menu delete', { menu })).to.include('Nothing was deleted');
    mend();
    await sweeps(A_WHILE);
    expect(await stored()).to.deep.equal(before);
    expect(await roles.clicks(scene.ben, message, 'Red')).to.include('✅');
  });

  it('RL-02 nothing is concluded where the bot may not look', async () => {
    const { scene } = roles;
    const message = await roles.menu('buttons', [scene.red]);
    await scene.rows('update trigger_role_menus set message_id = null');
    scene.olga.setOverwrite(scene.rules, scene.guild.botRole, { deny: Bits.ReadMessageHistory });
    await scene.stage.settle();
    await sweeps(A_WHILE);
    expect(await stored()).to.have.length(1);
    expect(await roles.clicks(scene.ben, message, 'Red')).to.include('✅');
    expect((await stored()).map((row) => row.message_id)).to.deep.equal([message.api.id]);
  });

  it('RL-02 the sweep finds a menu that is not settled', async () => {
    const { scene } = roles;
    const message = await roles.menu('buttons', [scene.red]);
    await scene.rows('update trigger_role_menus set message_id = null');
    await scene.stage.pass(SWEEP);
    await scene.sandbox.until(async () => (await stored()).some((row) => row.message_id === message.api.id));
  });
});
