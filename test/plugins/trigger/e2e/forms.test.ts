import { expect } from 'chai';
import { buttonsOf, CommandScene, fieldsOf, messageOf, textOf } from '../desk.js';

describe('forms of trigger', () => {
  let desk: CommandScene;
  before(async () => {
    desk = await CommandScene.set();
    await desk.slash('action create', { name: 'say', kind: 'message', text: 'Hello' });
  });
  after(() => desk.strike());

  /** The texts of an action. */
  const textsOf = async (name: string): Promise<readonly string[]> => {
    const { actions } = await desk.scene.parts.catalogue.of(desk.scene.guild.id);
    const spec = actions.find((action) => action.name === name)?.spec;
    return spec?.kind === 'message' ? spec.second.texts : [];
  };

  it('TR-34 a message without a text opens a form for several', async () => {
    const form = await desk.slash('action create', { name: 'greet', kind: 'message', reply: true });
    expect(fieldsOf(form)).to.deep.equal({ name: 'greet', texts_1: '', texts_2: '', texts_3: '', texts_4: '' });
    const done = await desk.submit(form, { texts_1: 'One\n---\nTwo\nlines', texts_3: 'Three' });
    expect(textOf(done)).to.include('The action **greet** is made').and.to.include('one of 3 texts as a reply');
    expect(await textsOf('greet')).to.deep.equal(['One', 'Two\nlines', 'Three']);
  });

  it('TR-34 what is refused comes back with the reason, with all that was typed, and opens again refilled', async () => {
    const form = await desk.slash('action create', { name: 'long', kind: 'message', channel: desk.scene.rules });
    const long = 'x'.repeat(2_001);
    const refused = await desk.submit(form, { texts_1: long, texts_2: 'short `one`' });
    expect(textOf(refused))
      .to.include('too long')
      .and.to.include('xxxx')
      .and.to.include('short `one`')
      .and.to.include(`<#${desk.scene.rules.id}>`)
      .and.to.include('Nothing was saved');
    expect(await textsOf('long')).to.deep.equal([]);
    const again = await desk.press(refused, 'Edit again');
    expect(fieldsOf(again)).to.include({ name: 'long', texts_1: long, texts_2: 'short `one`' });
    const done = await desk.submit(again, { texts_1: 'fits', name: 'longer' });
    expect(textOf(done)).to.include('The action **longer** is made').and.to.include(`in <#${desk.scene.rules.id}>`);
    expect(await textsOf('longer')).to.deep.equal(['fits', 'short `one`']);
  });

  it('TR-34 a text of the command stands in the form that opens again', async () => {
    const refused = await desk.slash('action create', { name: 'say', kind: 'message', text: 'Good morning' });
    expect(textOf(refused)).to.include('There is an action **say** already');
    const again = await desk.press(refused, 'Edit again');
    expect(fieldsOf(again)).to.include({ name: 'say', texts_1: 'Good morning' });
    await desk.submit(again, { name: 'morning' });
    expect(await textsOf('morning')).to.deep.equal(['Good morning']);
  });

  it('TR-34 a pattern is asked for in a form, and can be mended as often as it takes', async () => {
    const form = await desk.slash('trigger create', { name: 'pattern', condition: 'regex', action: 'say' });
    const first = await desk.submit(form, { parameter: '(a' });
    expect(textOf(first)).to.include('cannot be read').and.to.include('`(a`');
    const second = await desk.submit(await desk.press(first, 'Edit again'), { parameter: '(?=a)b' });
    expect(textOf(second)).to.include('look-around').and.to.include('`(?=a)b`');
    const third = await desk.submit(await desk.press(second, 'Edit again'), { parameter: 'a+' });
    expect(textOf(third)).to.include('**pattern** is made').and.to.include('`a+`');
  });

  it('TR-34 options that make no sense together are told before a form opens', async () => {
    const given = { name: 'odd', kind: 'message', emoji: '👋', channel: desk.scene.rules };
    const refused = await desk.slash('action create', given);
    expect(refused.modal).to.equal(null);
    expect(textOf(refused)).to.include('`emoji` makes no sense for an action of the kind **Message**');
  });

  it('TR-34 a form that was open for too long says so, and gives back what was typed', async () => {
    const form = await desk.slash('action create', { name: 'late', kind: 'message' });
    await desk.scene.stage.pass(15 * 60);
    const answer = await desk.submit(form, { texts_1: 'typed for a long time' });
    expect(textOf(answer)).to.include('more than 15 minutes').and.to.include('typed for a long time');
    expect(await textsOf('late')).to.deep.equal([]);
  });

  it('TR-34 "Edit again" after too long says so and leaves what stands there', async () => {
    const refused = await desk.slash('action create', { name: 'say', kind: 'message', text: 'kept for a while' });
    await desk.scene.stage.pass(15 * 60);
    const again = await desk.press(refused, 'Edit again');
    expect(again.modal).to.equal(null);
    expect(textOf(again)).to.include('I kept what you typed for 15 minutes');
    expect(textOf(refused)).to.include('kept for a while');
  });

  it('TR-34 an error that nobody expected loses nothing that was typed either', async () => {
    const form = await desk.slash('action create', { name: 'unlucky', kind: 'message' });
    await desk.scene.rows('alter table trigger_actions rename to trigger_elsewhere');
    const answer = await desk.submit(form, { texts_1: 'a precious text' });
    await desk.scene.rows('alter table trigger_elsewhere rename to trigger_actions');
    expect(answer.replies.map(({ api }) => JSON.stringify(api)).join())
      .to.include('a precious text')
      .and.to.include('tell the bot');
  });

  it('TR-34 a trigger is changed in a form that has what there is', async () => {
    await desk.slash('trigger create', { name: 'old', condition: 'contains', parameter: 'before', action: 'say' });
    const form = await desk.slash('trigger edit', { trigger: 'old' });
    expect(fieldsOf(form)).to.deep.equal({ name: 'old', parameter: 'before', trigger: 'old' });
    const done = await desk.submit(form, { parameter: 'after' });
    expect(textOf(done)).to.include('**old** is changed').and.to.include('`after`');
  });

  it('TR-34 a name that nothing has can be mended in the form too', async () => {
    const refused = await desk.slash('trigger edit', { trigger: 'old', action: 'nothing like it' });
    expect(textOf(refused)).to.include('does not exist').and.to.include('Nothing was saved');
    const again = await desk.press(refused, 'Edit again');
    expect(fieldsOf(again)).to.deep.equal({ trigger: 'old', action: 'nothing like it' });
    expect(textOf(await desk.submit(again, { action: 'greet' }))).to.include('**old** is changed');
  });

  it('TR-34 what no form can mend has no button for one', async () => {
    const { rules, ada } = desk.scene;
    await desk.slash('blacklist add', { member: ada, channel: rules });
    await desk.scene.rows('alter table trigger_blacklist rename to trigger_elsewhere');
    const failed = await desk.slash('blacklist add', { member: ada, channel: rules });
    await desk.scene.rows('alter table trigger_elsewhere rename to trigger_blacklist');
    expect(failed.replies.map(({ api }) => JSON.stringify(api)).join()).to.include('cannot say whether');
    expect(failed.replies.flatMap(({ api }) => api.components ?? []).filter(({ type }) => type === 1)).to.deep.equal(
      [],
    );
  });

  it('TR-34 texts are added, changed and taken out', async () => {
    const shown = await desk.slash('action edit', { action: 'say' });
    expect(textOf(shown)).to.include('Hello');
    const added = await desk.submit(await desk.press(shown, 'Add texts …'), { texts_1: 'Two\n---\nThree' });
    expect(textOf(added)).to.include('2 texts are added');
    const form = await desk.choose(added, 'replace-text', 'Two');
    expect(fieldsOf(form)).to.deep.equal({ texts_1: 'Two' });
    const changed = await desk.submit(form, { texts_1: 'Second\n---\nstill the second' });
    expect(textOf(changed)).to.include('Text 2 is changed');
    const removed = await desk.choose(changed, 'remove-text', 'Hello');
    expect(textOf(removed)).to.include('Text 1 is taken out').and.to.include('Hello');
    expect(await textsOf('say')).to.deep.equal(['Second\n---\nstill the second', 'Three']);
  });

  it('TR-34 a text that somebody else has changed meanwhile is not touched', async () => {
    const shown = await desk.slash('action edit', { action: 'say' });
    await desk.slash('action edit', { action: 'say', add_text: 'Four' });
    const first = await desk.choose(shown, 'remove-text', 'Three');
    expect(textOf(first)).to.include('is taken out');
    const stale = await desk.scene.olga.select(messageOf(shown), shownMenu(shown, 'remove-text'), ['1-AAAAAAAAAAAA'], {
      force: true,
    });
    await stale.response();
    await desk.scene.stage.settle();
    expect(stale.replies.map(({ api }) => JSON.stringify(api)).join()).to.include('changed meanwhile');
    expect(await textsOf('say')).to.deep.equal(['Second\n---\nstill the second', 'Four']);
  });

  it('TR-20 an action has twenty texts at most; those that were typed come back', async () => {
    const twenty = Array.from({ length: 20 }, (_, at) => `Text ${at}`).join('\n---\n');
    const made = await desk.submit(await desk.slash('action create', { name: 'many', kind: 'message' }), {
      texts_1: twenty,
    });
    expect(textOf(made)).to.include('one of 20 texts').and.to.include('all that it can have');
    expect(buttonsOf(made)).to.not.include('Add texts …');
    const more = await desk.slash('action edit', { action: 'many', add_text: 'the twenty-first' });
    expect(textOf(more)).to.include('20').and.to.include('the twenty-first');
    expect(await textsOf('many')).to.have.lengthOf(20);
  });
});

function shownMenu(handle: Parameters<typeof textOf>[0], id: string): string {
  const found = /"custom_id":"([^"]*)"/g;
  const all = [...JSON.stringify(handle.replies.at(-1)?.api.components).matchAll(found)].map(([, one]) => one ?? '');
  return all.find((one) => one.includes(id)) ?? '';
}
