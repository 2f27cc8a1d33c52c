import { expect } from 'chai';
import type { ChannelRecord, InteractionHandle } from 'roomkeeper/sandbox';
import { button, DEBOUNCE, EDIT_MESSAGE, labels, PanelScene, reply, shown, textOf, there } from '../scene.js';

const EDIT_CHANNEL = 'PATCH /channels/{channel_id}';
const TEN_MINUTES = 600;

describe('panel: names', () => {
  let scene: PanelScene;
  let room: ChannelRecord;
  beforeEach(async () => {
    scene = await PanelScene.set();
    room = await scene.room(scene.hub.ada);
  });
  afterEach(() => scene.strike());

  const renames = async (name: string): Promise<InteractionHandle> => {
    const form = await scene.press(scene.hub.ada, scene.panel(room), 'Rename');
    return scene.sends(scene.hub.ada, form, { name });
  };
  const templates = async (key: string): Promise<InteractionHandle> => {
    const form = await scene.press(scene.hub.ada, scene.panel(room), 'Templates');
    return scene.sends(scene.hub.ada, form, { template: [key] });
  };

  it('PN-06 the form begins with the present name', async () => {
    const form = await scene.press(scene.hub.ada, scene.panel(room), 'Rename');
    const input = shown(there(form.modal).data).find(({ custom_id: id }) => id === 'name');
    expect(input).to.deep.include({ value: room.name });
  });

  it('PN-06 PF-01 a new name comes at once while there is a rename left: 4 calls with the text channel’s name', async () => {
    const { hub } = scene;
    await renames('Board games');
    expect(room.name).to.equal('Board games');
    expect(textOf(scene.panel(room))).to.include('chosen by hand');
    await scene.pass(60);
    expect(scene.operations.toSorted()).to.deep.equal([EDIT_CHANNEL, EDIT_CHANNEL, 'answer', 'answer']);
    expect(hub.textOf(room).name).to.equal('board-games');
  });

  it('PN-06 HB-26 a name that must wait is told with its time, and may be taken back', async () => {
    const { hub } = scene;
    await renames('Board games');
    await renames('Card games');
    expect(room.name, 'the conversion and this used the budget up').to.equal('Board games');
    const told = /\*\*Card games\*\* <t:(\d+):R>/.exec(textOf(scene.panel(room)));
    const at = Number(there(told)[1]) * 1000;
    expect(at - hub.stage.clock.now()).to.be.within(0, TEN_MINUTES * 1000);
    await scene.press(hub.ada, scene.panel(room), 'Keep the present name');
    expect(textOf(scene.panel(room))).to.not.include('Card games');
    expect(labels(scene.panel(room))).to.not.include('Keep the present name');
    await scene.pass(TEN_MINUTES + 1);
    expect(room.name).to.equal('Board games');
  });

  it('PN-06 HB-26 a name that waited comes at its time, and the panel says no more of it', async () => {
    const { hub } = scene;
    await renames('Board games');
    await renames('Card games');
    const [, at = ''] = there(/\*\*Card games\*\* <t:(\d+):R>/.exec(textOf(scene.panel(room))));
    await scene.pass(Number(at) - Math.floor(hub.stage.clock.now() / 1000) - 5);
    expect(room.name).to.equal('Board games');
    await scene.pass(10);
    expect(room.name).to.equal('Card games');
    expect(labels(scene.panel(room))).to.not.include('Keep the present name');
  });

  it('PN-05 HB-26 a name that waits is on the panel after a restart too', async () => {
    const { hub } = scene;
    await renames('Board games');
    await renames('Card games');
    const before = textOf(scene.panel(room));
    await hub.stage.stopBot();
    await hub.stage.startBot();
    const copy = reply(await scene.answered(await hub.ada.slash('voice')));
    expect(textOf(copy)).to.equal(before);
  });

  for (const [what, name] of [
    ['an empty name', ''],
    ['a name without a visible character', '\u200B'],
    ['a name over 100 characters', 'x'.repeat(101)],
    ['a name with a banned word', 'A Forbidden place'],
  ] as const) {
    it(`PN-06 ${what} is answered clearly, and nothing is changed`, async () => {
      const { hub } = scene;
      await scene.settings({ banned_words: ['forbidden'] });
      const before = room.name;
      const form = await scene.press(hub.ada, scene.panel(room), 'Rename');
      const sent = await scene.answered(await hub.ada.submit(there(form.modal), { name }, { force: true }));
      expect(reply(sent).api.content).to.match(/visible character|too long|must not hold “forbidden”/);
      await scene.pass(60);
      expect(room.name).to.equal(before);
      expect(hub.calls(EDIT_CHANNEL)).to.deep.equal([]);
    });
  }

  it('PN-06 what a person typed shows as they typed it', async () => {
    await renames('Board games');
    await renames('**@everyone** <@1>');
    expect(textOf(scene.panel(room))).to.include(String.raw`\*\*\@everyone\*\* \<\@1\>`);
  });

  it('PN-08 HB-23 offers the five templates, each with the limit that it sets', async () => {
    const form = await scene.press(scene.hub.ada, scene.panel(room), 'Templates');
    const select = shown(there(form.modal).data).find(({ options }) => options);
    expect(select?.options?.map(({ label }) => label)).to.deep.equal([
      'Auto',
      'Counter',
      'Comp 5-stack',
      'Tryhard',
      'Chill',
    ]);
    for (const { description } of select?.options ?? []) expect(description).to.include('limit');
  });

  it('PN-08 PF-01 a template names the room and sets its limit: 4 calls with the text channel’s name', async () => {
    await templates('tryhard');
    expect(room).to.include({ name: 'Tryhard', userLimit: 5 });
    expect(textOf(scene.panel(room)))
      .to.include('Room for 5 people')
      .and.to.include('chosen by hand');
    await scene.pass(60);
    expect(scene.operations.toSorted()).to.deep.equal([EDIT_CHANNEL, EDIT_CHANNEL, 'answer', 'answer']);
  });

  it('PN-08 a template that is none is refused', async () => {
    const { hub } = scene;
    const form = await scene.press(hub.ada, scene.panel(room), 'Templates');
    const sent = await scene.answered(await hub.ada.submit(there(form.modal), { template: ['x'] }, { force: true }));
    expect(reply(sent).api.content).to.include('Nothing was done');
  });

  it('PN-12 somebody who stands in for the owner may rename, and a member may not', async () => {
    const { hub } = scene;
    await scene.comes(hub.ben, room);
    const refused = await scene.press(hub.ben, scene.panel(room), 'Rename');
    expect(reply(refused).api.content).to.include('its owner, its hosts and sudo');
    await hub.leaves(hub.ada);
    const form = await scene.press(hub.ben, scene.panel(room), 'Rename');
    await scene.sends(hub.ben, form, { name: 'Ben’s' });
    expect(room.name).to.equal('Ben’s');
  });

  it('PN-12 the right to rename is asked for again when the form is sent', async () => {
    const { hub } = scene;
    await scene.comes(hub.ben, room);
    const form = await scene.press(hub.ada, scene.panel(room), 'Rename');
    await scene.hands(hub.ada, room, hub.ben);
    const before = room.name;
    const sent = await scene.sends(hub.ada, form, { name: 'Mine' });
    expect(reply(sent).api.content).to.match(/^Only/);
    expect(room.name).to.equal(before);
  });

  it('PN-06 PN-12 a form that is sent when the room and its text are gone is answered so', async () => {
    const { hub } = scene;
    const form = await scene.press(hub.ada, scene.panel(room), 'Rename');
    hub.ada.leave();
    await hub.stage.settle();
    await scene.pass(60);
    const sent = await scene.answered(await hub.ada.submit(there(form.modal), { name: 'Late' }, { force: true }));
    expect(textOf(reply(sent))).to.include('This room is gone');
  });

  it('PN-02 HB-22 the panel shows a limit that somebody sets in Discord itself', async () => {
    scene.hub.guild.owner.editChannel(room, { userLimit: 7 });
    await scene.hub.stage.settle();
    await scene.pass(DEBOUNCE);
    expect(textOf(scene.panel(room))).to.include('Room for 7 people');
  });

  it('PN-06 from a copy the copy shows it, and the panel follows', async () => {
    const { hub } = scene;
    const copy = reply(await scene.answered(await hub.ada.slash('voice')));
    const form = await scene.press(hub.ada, copy, 'Rename');
    await scene.sends(hub.ada, form, { name: 'Board games' });
    expect(textOf(copy)).to.include('chosen by hand');
    await scene.pass(DEBOUNCE);
    expect(textOf(scene.panel(room))).to.include('chosen by hand');
    expect(hub.calls(EDIT_MESSAGE)).to.have.length(1);
  });

  it('PN-02 PN-05 shows what people play, and what they stop playing', async () => {
    const { hub } = scene;
    hub.ada.plays('Overwatch');
    await hub.stage.settle();
    await scene.pass(DEBOUNCE);
    expect(textOf(scene.panel(room))).to.match(new RegExp(`• <@${hub.ada.id}> joined <t:\\d+:R> · 🎮 Overwatch`));
    hub.ada.stopsPlaying();
    await hub.stage.settle();
    await scene.pass(DEBOUNCE);
    expect(textOf(scene.panel(room))).to.not.include('🎮');
    expect(button(scene.panel(room), 'Rename').label).to.equal('Rename');
  });

  it('PN-05 a presence that the panel does not show costs nothing', async () => {
    const { hub } = scene;
    hub.ada.presence('idle' as Parameters<typeof hub.ada.presence>[0]);
    await hub.stage.settle();
    await scene.pass(60);
    expect(hub.operations).to.deep.equal([]);
  });
});
