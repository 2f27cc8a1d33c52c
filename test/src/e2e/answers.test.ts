import { expect } from 'chai';
import { Client } from 'pg';
import type { GuildHandle, InteractionHandle, Person } from 'roomkeeper/sandbox';
import { Stage } from '../../support/stage.js';

const shown = (answer: InteractionHandle): string => answer.replies.at(-1)?.api.content ?? '(nothing)';

describe('FW-40 answers to interactions', () => {
  let stage: Stage;
  let guild: GuildHandle;
  let ada: Person;

  before(async () => {
    stage = await Stage.set({ config: { plugins: ['probe', 'autochannel'] }, fixtures: ['probe'] }, ({ sandbox }) => {
      guild = sandbox.addGuild({ name: 'G' });
      guild.addChannel({ name: 'text', type: 0 });
      ada = guild.addMember({ name: 'Ada' });
    });
  });
  after(() => stage.strike());

  async function use(line: string, who = ada): Promise<InteractionHandle> {
    const answer = await who.slash(line);
    await stage.settle();
    return answer;
  }

  /** Holds every write and read of a table back until the returned function is called. */
  async function lock(table: string): Promise<() => Promise<void>> {
    const client = new Client({ connectionString: stage.database.url });
    await client.connect();
    await client.query(`begin; lock table ${table} in access exclusive mode`);
    return async () => {
      await client.query('rollback');
      await client.end();
    };
  }

  /** What the log has of the error whose short id somebody was shown. */
  function logged(answer: string) {
    const [, id] = /`([0-9a-f]{4,})`/.exec(answer) ?? [];
    expect(id, answer).to.be.a('string');
    return stage.log.filter((line) => Object.values(line).includes(id));
  }

  it('FW-40 a quick command is answered with one request, to whoever asked alone', async () => {
    stage.sandbox.clearCalls();
    const answer = await use('mentions');
    expect(answer.replies).to.have.lengthOf(1);
    expect(answer.replies[0]?.ephemeralFor).to.equal(ada.id);
    expect(stage.sandbox.callCounts()).to.deep.equal({
      'POST /interactions/{interaction_id}/{interaction_token}/callback': 1,
    });
  });

  for (const [what, status, code] of [
    ['is too old for an answer', 404, 10062],
    ['has its answer already', 400, 40060],
  ] as const) {
    it(`FW-40 RL-05 an interaction that ${what} is no error, and nothing more is asked for it`, async () => {
      const operation = 'POST /interactions/{interaction_id}/{interaction_token}/callback';
      stage.sandbox.faults.add({ operation, times: 1, answer: { status, code } });
      stage.sandbox.clearCalls();
      const [before] = [stage.log.length, await use('mentions')];
      const lines = stage.log.slice(before).filter(({ level }) => level === 'warn' || level === 'error');
      expect(lines.map(({ level, message }) => `${level}: ${message}`)).to.deep.equal([
        'warn: An interaction takes no answer any more',
      ]);
      expect(stage.sandbox.callCounts()).to.deep.equal({ [operation]: 1 });
    });
  }

  it('FW-40 a slow command is deferred, and answered when it is done', async () => {
    const answer = await use('slow');
    expect(answer.acknowledged).to.equal(false);
    await stage.pass(1.5);
    expect(answer.acknowledged).to.equal(true);
    await stage.pass(1);
    expect(answer.failed).to.equal(false);
    expect(answer.replies).to.have.lengthOf(1);
    expect(shown(answer)).to.equal('slow, but done');
    expect(answer.replies[0]?.ephemeralFor).to.equal(ada.id);
  });

  it('FW-40 a slow command that fails after it was deferred fills the deferred answer in', async () => {
    const answer = await use('slow-failure');
    await stage.pass(3);
    expect(answer.replies).to.have.lengthOf(1);
    expect(shown(answer)).to.match(/^Something went wrong/);
    expect(logged(shown(answer))).to.have.lengthOf(1);
  });

  it('FW-40 an unknown error is shown as a short id, which the log has with the stack', async () => {
    const answer = await use('throws');
    expect(shown(answer))
      .to.match(/^Something went wrong.*`[0-9a-f]+`$/)
      .and.not.include('secret');
    const [line] = logged(shown(answer));
    expect(line).to.include({ level: 'error', guild: guild.id, user: ada.id });
    expect((line?.['error'] as Error | undefined)?.stack).to.match(/boom with a secret detail[\s\S]*ThrowsCommand/);
  });

  it("FW-40 a UserError is shown in its own words, and is no error of the bot's", async () => {
    const errors = stage.log.filter(({ level }) => level === 'error').length;
    expect(shown(await use('refuses'))).to.equal('The probe says no.');
    expect(stage.log.filter(({ level }) => level === 'error')).to.have.lengthOf(errors);
  });

  it('FW-40 buttons, select menus and modals are answered', async () => {
    const { original } = await use('controls');
    if (!original) return expect.fail('no controls');
    const press = await ada.click(original, 'probe:press');
    const choose = await ada.select(original, 'probe:choose', ['2']);
    const opener = await use('modal');
    if (!opener.modal) return expect.fail('no modal');
    const submit = await ada.submit(opener.modal, { text: 'hello' });
    await stage.settle();
    expect([press, choose, submit].map(shown)).to.deep.equal(['pressed', 'chosen: 2', 'you wrote: hello']);
  });

  it('FW-40 a modal that cannot be read is answered, with a short id', async () => {
    const opener = await use('modal');
    if (!opener.modal) return expect.fail('no modal');
    const submit = await ada.submit(opener.modal, { text: 'unreadable' });
    await stage.settle();
    expect(logged(shown(submit))).to.have.lengthOf(1);
  });

  it('FW-40 a slow button is acknowledged, and its message is changed when it is done', async () => {
    const { original } = await use('controls');
    if (!original) return expect.fail('no controls');
    const click = await ada.click(original, 'probe:press-slowly');
    await stage.settle();
    await stage.pass(1.5);
    expect(click.acknowledged).to.equal(true);
    await stage.pass(1);
    expect(original.api.content).to.equal('Controls, later');
    expect(original.api.components).to.deep.equal([]);
  });

  it('FW-40 a button that fails after it was acknowledged is answered beside its message, which stays', async () => {
    const { original } = await use('controls');
    if (!original) return expect.fail('no controls');
    const click = await ada.click(original, 'probe:break');
    await stage.settle();
    expect(original.api.content).to.equal('Controls');
    expect(shown(click)).to.match(/^Something went wrong/);
  });

  it('FW-40 dead controls are answered: of a plugin that is off, and without a handler', async () => {
    const { original } = await use('controls');
    if (!original) return expect.fail('no controls');
    const off = await ada.click(original, 'stranger:press');
    const dead = await ada.click(original, 'probe:nobody');
    const forged = await ada.select(original, 'nobody', ['1'], { force: true });
    const odd = await ada.click(original, '::::', { force: true });
    await stage.settle();
    expect(shown(off)).to.equal('This feature is off on this bot. Nothing was changed.');
    expect(shown(dead)).to.equal('This control no longer works. Please open it anew.');
    for (const answer of [forged, odd]) expect(shown(answer)).to.include('feature is off');
    expect(original.api.content).to.equal('Controls');
  });

  it('FW-40 a command and a subcommand that the bot does not have are answered', async () => {
    const { commands } = stage.sandbox.world.application;
    const known = [...commands.values()].find(({ name }) => name === 'throws');
    if (!known) return expect.fail('no command');
    commands.set('1', { ...known, id: '1', name: 'bygone' });
    expect(shown(await use('bygone'))).to.match(/^This command is not there any more/);
    commands.delete('1');
  });

  it('FW-40 an autocomplete that fails offers nothing', async () => {
    const typed = await ada.autocomplete('completes', 'word', 'a');
    await stage.settle();
    expect(typed.choices).to.deep.equal([]);
    expect(stage.log.some(({ error }) => error instanceof Error && error.message.includes('no words'))).to.equal(true);
  });

  it('FW-40 a command that waits for a slow database is deferred, and answered when that comes back', async () => {
    const release = await lock('autochannel_breakout, autochannel_source');
    const answer = await use('autochannel list', guild.owner);
    await stage.pass(1.5);
    expect(answer.acknowledged).to.equal(true);
    await stage.pass(5);
    await release();
    await stage.sandbox.until(() => shown(answer) !== '');
    await stage.settle();
    expect(answer.replies).to.have.lengthOf(1);
    expect(shown(answer)).to.match(/no source/i);
  });

  it('FW-40 a precondition that waits for a slow database is deferred too', async () => {
    const release = await lock('core_log');
    const answer = await use('database');
    await stage.pass(3);
    expect(answer.failed).to.equal(false);
    expect(answer.acknowledged).to.equal(true);
    await release();
    await stage.sandbox.until(() => shown(answer) !== '');
    expect(shown(answer)).to.match(/^The database says no/);
  });

  it('FW-40 a precondition that waits for a slow Discord is deferred too', async () => {
    const operation = 'GET /applications/@me';
    stage.sandbox.faults.add({ operation, times: 1, answer: { delay: 4000 } });
    const answer = await use('owner');
    await stage.pass(3);
    expect(answer.acknowledged).to.equal(true);
    await stage.pass(2);
    await stage.sandbox.until(() => shown(answer) !== '');
    expect(shown(answer)).to.equal('Only the owner of this bot may do this.');
  });

  it('FW-40 a Discord that answers with errors is told of, without a number for the owner', async () => {
    stage.sandbox.faults.add({ operation: 'GET /applications/@me', times: 3, answer: { status: 503 } });
    expect(shown(await use('owner'))).to.match(/^Discord is not answering at the moment/);
  });

  it('FW-43 no answer notifies anybody', async () => {
    const answer = await use('mentions');
    expect(shown(answer)).to.equal(`@everyone and <@${ada.id}>`);
    expect(answer.replies[0]?.api).to.deep.include({ mentions: [], mention_everyone: false });
    const [last] = stage.sandbox.calls('POST /interactions').slice(-1);
    expect((last?.body as { data: object } | undefined)?.data).to.deep.include({ allowed_mentions: { parse: [] } });
  });
});
