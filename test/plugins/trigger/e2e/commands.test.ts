import { expect } from 'chai';
import { PermissionFlagsBits as Bits } from 'discord-api-types/v10';
import type { InteractionHandle } from 'roomkeeper/sandbox';
import { BlacklistRow } from '../../../../plugins/trigger/entities/blacklist-row.js';
import { buttonsOf, CommandScene, messageOf, textOf } from '../desk.js';
import { giving, saying } from '../scene.js';

/** All pages of a list, from the first one on. */
async function pagesOf(desk: CommandScene, first: InteractionHandle): Promise<readonly string[]> {
  const texts = [textOf(first)];
  const count = Number(/Page 1 of (\d+)/.exec(texts[0] ?? '')?.[1] ?? 1);
  let shown = first;
  for (let page = 2; page <= count; page += 1) {
    shown = await desk.press(shown, 'Next');
    texts.push(textOf(shown));
  }
  return texts;
}

describe('commands of trigger', () => {
  let desk: CommandScene;
  beforeEach(async () => {
    desk = await CommandScene.set();
  });
  afterEach(() => desk.strike());

  it('TR-34 lists that are empty say what to do next', async () => {
    for (const [line, next] of [
      ['trigger list', '/trigger create'],
      ['action list', '/action create'],
      ['rolegroup list', '/rolegroup create'],
      ['blacklist list', '/blacklist add'],
    ] as const) {
      expect(await desk.told(line), line).to.include(next);
    }
    expect(await desk.told('trigger test', { text: 'hello' })).to.include('`/trigger create`');
  });

  it('TR-34 26 and 100 entries come in pages, each of them once', async () => {
    const { id: actionId } = await desk.scene.givenAction(saying('Hi'), { name: 'say' });
    for (const [from, to] of [
      [0, 26],
      [26, 100],
    ] as const) {
      for (let at = from; at < to; at += 1) {
        await desk.scene.givenTrigger({
          on: 'contains',
          parameter: 'x'.repeat(at * 10 + 2),
          name: `t${at}x`,
          actionId,
        });
      }
      const pages = await pagesOf(desk, await desk.slash('trigger list'));
      const names = pages.flatMap((text) => [...text.matchAll(/^\*\*(t\d+x)\*\*/gm)].map(([, name]) => name));
      expect(names).to.deep.equal(Array.from({ length: to }, (_, at) => `t${at}x`));
      for (const text of pages) expect(text.length).to.be.at.most(4_000);
    }
    const tests = await pagesOf(desk, await desk.slash('trigger test', { text: 'xx' }));
    const named = tests.flatMap((text) => [...text.matchAll(/\*\*(t\d+x)\*\*/g)].map(([, name]) => name));
    expect(new Set(named).size).to.equal(100);
    expect(tests.length).to.be.greaterThan(1);
    const names = await desk.offered('trigger show', 'trigger', 't');
    expect(names).to.have.lengthOf(25);
    expect(await desk.offered('trigger show', 'trigger', 't99')).to.deep.equal(['t99x']);
  });

  it('TR-34 a page that is gone gives the nearest one, and what is chosen there and gone says so', async () => {
    const { id: actionId } = await desk.scene.givenAction(saying('Hi'), { name: 'say' });
    for (let at = 0; at < 8; at += 1)
      await desk.scene.givenTrigger({ on: 'contains', parameter: 'a', name: `t${at}`, actionId });
    const list = await desk.slash('trigger list');
    const other = await desk.slash('trigger list');
    const deletion = await desk.slash('trigger delete', { trigger: 't7' });
    expect(textOf(await desk.press(deletion, 'Delete'))).to.include('**t7** is deleted');
    expect(textOf(await desk.press(list, 'Next'))).to.include('**t0**');
    const gone = await desk.slash('trigger delete', { trigger: 't3' });
    await desk.press(gone, 'Delete');
    expect(textOf(await desk.choose(other, 'open', 't3'))).to.include('not there any more');
  });

  it('TR-34 show prints the chain, the runs, the last note and error, and what is gone', async () => {
    const { scene } = desk;
    const last = await scene.givenAction(giving(scene.red), { name: 'give red' });
    const first = await scene.givenAction(saying('Welcome'), { name: 'welcome', chain: last.id });
    const trigger = await scene.givenTrigger({ on: 'command', parameter: 'join', name: 'joiner', actionId: first.id });
    expect(await desk.told('trigger show', { trigger: 'JOINER' }))
      .to.include('the command `!join`')
      .and.to.include('1. **welcome** writes `Welcome` where it happened')
      .and.to.include(`2. **give red** gives <@&${scene.red.id}>`)
      .and.to.include('**Runs** none so far');
    await scene.rows(
      `update trigger_triggers set runs = 7, last_run_at = now(), last_note = 'All well', last_error = 'No right' where id = ${trigger.id}`,
    );
    scene.olga.deleteRole(scene.red);
    await scene.stage.settle();
    const shown = await desk.told('trigger show', { trigger: `#${trigger.id}` });
    expect(shown).to.match(/\*\*Runs\*\* 7, the last one <t:\d+:R>/);
    expect(shown).to.include('`All well`').and.to.include('`No right`');
    expect(shown).to.include(`The role \`${scene.red.id}\`, which **give red** refers to, is not there any more`);
  });

  it('TR-34 a trigger is switched off and on by command and by button', async () => {
    const trigger = await desk.scene.answering('Hi', { on: 'contains', parameter: 'hello', name: 'hi' });
    const off = await desk.slash('trigger disable', { trigger: 'hi' });
    expect(textOf(off)).to.include('**hi** is disabled').and.to.include('/trigger enable');
    const on = await desk.press(off, 'Enable');
    expect(textOf(on)).to.include('**hi** is enabled');
    expect((await desk.scene.history(trigger))?.enabled).to.equal(true);
  });

  it('TR-34 deleting asks first; no keeps it, yes deletes it, and buttons left over say that it is gone', async () => {
    await desk.scene.answering('Hi', { on: 'contains', parameter: 'hello', name: 'hi' });
    const asked = await desk.slash('trigger delete', { trigger: 'hi' });
    expect(buttonsOf(asked)).to.deep.equal(['Delete', 'Keep it']);
    expect(textOf(await desk.press(asked, 'Keep it'))).to.equal('Nothing was deleted.');
    const shown = await desk.slash('trigger show', { trigger: 'hi' });
    const again = await desk.slash('trigger delete', { trigger: 'hi' });
    const twin = await desk.slash('trigger delete', { trigger: 'hi' });
    expect(textOf(await desk.press(again, 'Delete'))).to.include('is deleted');
    expect(textOf(await desk.press(twin, 'Delete'))).to.include('not there any more');
    expect(textOf(await desk.press(shown, 'Disable'))).to.include('not there any more');
    expect(buttonsOf(shown)).to.deep.equal([]);
  });

  it('TR-35 an action in use is refused with its users, and deleted by force', async () => {
    const { scene } = desk;
    const said = await scene.givenAction(saying('Hi'), { name: 'say' });
    const before = await scene.givenAction(saying('Ho'), { name: 'before', chain: said.id });
    await scene.givenTrigger({ on: 'contains', parameter: 'a', name: 'direct', actionId: said.id });
    const far = await scene.givenTrigger({ on: 'contains', parameter: 'b', name: 'far', actionId: before.id });
    const asked = await desk.slash('action delete', { action: 'say' });
    expect(textOf(asked)).to.include('in use').and.to.include('**direct**').and.to.include('**before**');
    expect(textOf(asked)).to.include('- disabled: **direct** and **far**');
    const forced = await desk.press(asked, 'Delete anyway, disabling those triggers');
    expect(textOf(forced)).to.include('**say** is deleted').and.to.include('Disabled: **direct** and **far**');
    expect((await scene.history(far))?.enabled).to.equal(false);
  });

  it('TR-35 what came into use after the question is asked about anew', async () => {
    const { scene } = desk;
    const said = await scene.givenAction(saying('Hi'), { name: 'say' });
    const asked = await desk.slash('action delete', { action: 'say' });
    await scene.givenTrigger({ on: 'contains', parameter: 'a', name: 'new', actionId: said.id });
    const anew = await desk.press(asked, 'Delete');
    expect(textOf(anew)).to.include('in use').and.to.include('**new**');
    expect(buttonsOf(anew)).to.include('Delete anyway, disabling those triggers');
  });

  it('TR-34 a number is never mistaken for a name', async () => {
    const { scene } = desk;
    const first = await scene.answering('Hi', { on: 'contains', parameter: 'a', name: 'first' });
    const asked = await desk.slash('trigger delete', { trigger: 'first' });
    await scene.answering('Ho', { on: 'contains', parameter: 'a', name: `#${first.id}` });
    expect(textOf(await desk.press(asked, 'Delete'))).to.include('**first** is deleted');
  });

  it('TR-34 a test says which triggers fire in order, and why each other one does not', async () => {
    const { scene } = desk;
    await scene.answering('Hi', { on: 'contains', parameter: 'hello', name: 'one' });
    await scene.answering('Hi', { on: 'starts-with', parameter: 'hello', name: 'two' });
    await scene.answering('Hi', { on: 'contains', parameter: 'bye', name: 'three' });
    await scene.answering('Hi', { on: 'contains', parameter: 'hello', name: 'off', enabled: false });
    await scene.answering('Hi', {
      on: 'contains',
      parameter: 'hello',
      name: 'else',
      scope: { kind: 'channel', channelId: scene.rules.id },
    });
    await scene.answering('Hi', { on: 'voice-join', name: 'voice' });
    scene.sandbox.clearCalls();
    const text = await desk.told('trigger test', { text: 'Hello there', member: scene.ada });
    expect(text)
      .to.include('2 triggers fire, in this order')
      .and.to.match(/1\. \*\*one\*\*.*\n2\. \*\*two\*\*/);
    expect(text).to.include('**three**: the text does not meet its condition');
    expect(text).to.include('**off**: it is disabled').and.to.include('**else**: it applies elsewhere');
    expect(text).to.include('**voice**: it waits for something else');
    expect(scene.said(), 'nothing runs').to.deep.equal([]);
    await scene.givenBlacklisted(scene.ada);
    expect(await desk.told('trigger test', { text: 'Hello', member: scene.ada }))
      .to.include('No trigger fires')
      .and.to.include('blacklist');
  });

  it('TR-34 a test of somebody who is not here says so', async () => {
    const { scene } = desk;
    const left = scene.guild.addMember({ name: 'Gone' });
    scene.olga.kick(left);
    await scene.stage.settle();
    const input = { text: 'x', member: left.user.id };
    expect(await desk.told('trigger test', input, scene.olga, { force: true })).to.include('not in this server');
  });

  it('TR-34 a test that is more than 15 minutes old says so', async () => {
    const { id: actionId } = await desk.scene.givenAction(saying('Hi'), { name: 'say' });
    for (let at = 0; at < 70; at += 1) await desk.scene.givenTrigger({ on: 'contains', parameter: 'a', actionId });
    const test = await desk.slash('trigger test', { text: 'none of it' });
    await desk.scene.stage.pass(15 * 60);
    expect(textOf(await desk.press(test, 'Next'))).to.include('more than 15 minutes old');
  });

  it('TR-32 role groups are made, changed, shown and deleted', async () => {
    const { scene } = desk;
    const roles = `<@&${scene.red.id}> <@&${scene.blue.id}>`;
    expect(await desk.told('rolegroup create', { name: 'colours', roles })).to.include(
      'may have one of them at most; one more is refused',
    );
    const edited = await desk.told('rolegroup edit', {
      group: 'colours',
      remove_roles: `<@&${scene.red.id}>`,
      add_roles: `<@&${scene.green.id}>`,
      maximum: 2,
      when_full: 'replace',
    });
    expect(edited)
      .to.include('2 of them')
      .and.to.include('the oldest goes')
      .and.to.include(scene.green.id)
      .and.not.to.include(scene.red.id);
    await desk.slash('action create', { name: 'blue', kind: 'role', role: scene.blue, group: 'colours' });
    expect(await desk.told('rolegroup show', { group: 'colours' })).to.include('**Used by** the action **blue**');
    const asked = await desk.slash('rolegroup delete', { group: 'colours' });
    expect(textOf(asked)).to.include('in use by the action **blue**');
    expect(textOf(await desk.press(asked, 'Delete anyway'))).to.include('**colours** is deleted');
  });

  it('TR-30 the blacklist is filled, shown in pages and emptied', async () => {
    const { scene } = desk;
    expect(await desk.told('blacklist add', { member: scene.ada, duration: '1d 12h' })).to.match(/until <t:\d+:f>/);
    expect(await desk.told('blacklist add', { member: scene.ben, channel: scene.rules })).to.include(
      'until you remove them',
    );
    expect(await desk.told('blacklist list'))
      .to.include(scene.ada.id)
      .and.to.include(`<#${scene.rules.id}>`);
    expect(await desk.told('blacklist remove', { member: scene.ben })).to.include('is not on the blacklist');
    expect(await desk.told('blacklist remove', { member: scene.ben, channel: scene.rules })).to.include(
      'may set triggers off again',
    );
    await scene.parts.changes.change(scene.guild.id, async ({ em, now }) => {
      for (let at = 0; at < 24; at += 1) {
        const entry = { guildId: scene.guild.id, userId: `7000000000000000${10 + at}`, channelId: null, until: null };
        em.persist(em.create(BlacklistRow, { ...entry, createdBy: scene.olga.id, createdAt: new Date(now) }));
      }
      await em.flush();
    });
    const pages = await pagesOf(desk, await desk.slash('blacklist list'));
    expect(pages).to.have.lengthOf(4);
    expect(new Set(pages.join('\n').match(/<@\d+>/g)).size).to.equal(25);
  });

  it('TR-34 nobody sees, or reaches, what another server has', async () => {
    await desk.scene.answering('Secret', { on: 'contains', parameter: 'secret', name: 'secret' });
    const other = desk.scene.sandbox.addGuild({ name: 'Other' });
    const channel = other.addChannel({ name: 'there', type: 0 });
    await desk.scene.stage.settle();
    const typed = await other.owner.autocomplete('trigger show', 'trigger', 'sec', {}, { channel });
    await typed.response();
    expect(typed.choices).to.deep.equal([]);
    for (const ref of ['secret', '#1', '1']) {
      expect(await desk.told('trigger show', { trigger: ref }, other.owner, { channel }), ref).to.include(
        'There is no trigger',
      );
    }
  });

  it('TR-27 who may not manage the server gets no name and no answer but why', async () => {
    const { scene } = desk;
    await scene.answering('Hi', { on: 'contains', parameter: 'hello', name: 'quiz' });
    expect(await desk.offered('trigger show', 'trigger', 'qu')).to.deep.equal(['quiz']);
    expect(await desk.offered('trigger show', 'trigger', 'qu', scene.ada)).to.deep.equal([]);
    for (const [line, input] of [
      ['trigger list', {}],
      ['trigger create', { name: 'x', condition: 'contains', action: 'x', parameter: 'y' }],
      ['action create', { name: 'x', kind: 'message' }],
      ['rolegroup list', {}],
      ['blacklist list', {}],
    ] as const) {
      const answer = await desk.slash(line, input, scene.ada, { force: true });
      expect(answer.modal, line).to.equal(null);
      expect(textOf(answer), line).to.include('**Manage Server**').and.not.to.include('quiz');
    }
  });

  it('TR-27 rights that were lost after the command count at the click', async () => {
    const { scene } = desk;
    const trigger = await scene.answering('Hi', { on: 'contains', parameter: 'hello', name: 'hi' });
    const manager = scene.guild.addRole({ name: 'Manager', permissions: Bits.ManageGuild });
    scene.olga.giveRole(scene.ben, manager);
    await scene.stage.settle();
    const asked = await desk.slash('trigger delete', { trigger: 'hi' }, scene.ben);
    scene.olga.takeRole(scene.ben, manager);
    await scene.stage.settle();
    expect(textOf(await desk.press(asked, 'Delete', scene.ben))).to.include('**Manage Server**');
    expect(await scene.history(trigger)).to.not.equal(null);
  });

  it('TR-34 answers are for whoever asked alone, and ping nobody', async () => {
    const handle = await desk.slash('trigger list');
    expect(messageOf(handle).ephemeralFor).to.equal(desk.scene.olga.id);
    const shown = await desk.slash('blacklist add', { member: desk.scene.ada });
    expect(messageOf(shown).api.mentions).to.deep.equal([]);
  });
});
