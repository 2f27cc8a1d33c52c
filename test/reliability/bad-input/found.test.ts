import { expect } from 'chai';
import { FuzzScene } from './fuzz-scene.js';

/** What the fuzzing has found once, each by itself. */
describe('bad input: what was found', () => {
  let scene: FuzzScene;

  before(async () => {
    scene = await FuzzScene.set();
    await scene.guild.room();
  });
  beforeEach(() => scene.judge.rest());
  after(() => scene.strike());

  const force = { force: true };
  const menu = (input: Record<string, string>) => () =>
    scene.guild.admin.slash('reactionrole menu create', { style: 'buttons', text: 'Pick', ...input }, force);

  function panel() {
    const stored = scene.guild.stored();
    const message = scene.guild.handle.record.channels
      .get(stored?.room.textChannelId ?? '')
      ?.messages.get(stored?.controlPanelMessageId ?? '');
    if (!stored || !message) throw new Error('The room has no panel');
    return { roomId: stored.room.voiceChannelId, message };
  }

  it('RL-05 a choice that an option does not offer is refused, not taken for none', async () => {
    expect(await scene.judge.faults(menu({ style: '__proto__' }), { savesNothing: true })).to.deep.equal([]);
    const add = () =>
      scene.guild.admin.slash(
        'reactionrole add',
        { message: scene.guild.message.api.id, emoji: '🎈', role: scene.guild.role, mode: '-1' },
        { ...force, channel: scene.guild.talk },
      );
    expect(await scene.judge.faults(add, { savesNothing: true })).to.deep.equal([]);
  });

  it('RL-05 a text with the character that no database stores is stored without it', async () => {
    expect(await scene.judge.faults(menu({ text: 'nul\0in the midst' }), { savesNothing: false })).to.deep.equal([]);
  });

  it('RL-05 the text of a menu does not turn the writing around', async () => {
    expect(
      await scene.judge.faults(menu({ text: '\u202Eright to left\u202C' }), { savesNothing: false }),
    ).to.deep.equal([]);
    expect(await scene.judge.faults(menu({ text: '\u202E\u202C' }), { savesNothing: true })).to.deep.equal([]);
  });

  it('RL-05 the pattern of a source is stored without it, too', async () => {
    const { admin, handle } = scene.guild;
    const source = handle.addChannel({ name: 'Fresh' });
    const enable = () =>
      admin.slash('autochannel enable', { voice_channel: source, naming_pattern: 'nul\0in {n}' }, force);
    expect(await scene.judge.faults(enable, { savesNothing: false })).to.deep.equal([]);
  });

  it('RL-05 an option that is longer than any field opens its form all the same', async () => {
    const input = { name: 'a'.repeat(10_000), condition: 'contains', action: 'hello' };
    const create = () => scene.guild.admin.slash('trigger create', input, force);
    expect(await scene.judge.faults(create, { savesNothing: true })).to.deep.equal([]);
  });

  it('RL-05 a value that a setting refuses is shown without what turns the writing around', async () => {
    const { admin } = scene.guild;
    const opened = await admin.slash('sudo', {}, force);
    await opened.response();
    const [page] = opened.replies;
    if (!page) throw new Error('Nothing was opened');
    const field = 'core:sudo-field:triggers';
    const form = await admin.select(page, field, ['prefix'], force);
    await form.response();
    const { modal } = form;
    if (!modal) throw new Error('No form was opened');
    await scene.judge.rest();
    const send = () => admin.submit(modal, { value: '\u202Eright to left\u202C' }, force);
    expect(await scene.judge.faults(send, { savesNothing: true })).to.deep.equal([]);
  });

  for (const action of ['permit', 'block']) {
    it(`RL-05 a forged menu of another kind is refused by ${action}`, async () => {
      const { roomId, message } = panel();
      const send = () => scene.guild.owner.select(message, `panel:${action}:${roomId}:0`, ['1'], force);
      expect(await scene.judge.faults(send, { savesNothing: true })).to.deep.equal([]);
    });
  }

  for (const action of ['disable-cancelled', 'disable-confirmed']) {
    it(`RL-05 a forged ${action} on a message of components is answered, and leaves the message alone`, async () => {
      const { message } = panel();
      const before = JSON.stringify(message.api.components);
      const id = `autochannel:${action}:${scene.foreign.source.id}`;
      const send = () => scene.guild.admin.click(message, id, force);
      expect(await scene.judge.faults(send, { savesNothing: true })).to.deep.equal([]);
      expect(JSON.stringify(message.api.components)).to.equal(before);
    });
  }
});
