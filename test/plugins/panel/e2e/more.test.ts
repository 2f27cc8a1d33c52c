import { expect } from 'chai';
import type { VoiceChannel } from 'discord.js';
import type { ChannelRecord, MessageRecord } from 'roomkeeper/sandbox';
import { DEBOUNCE, EDIT_MESSAGE, labels, PanelScene, reply, shown, textOf, there } from '../scene.js';

const REGION = /^Region/;
const BITRATE = /^Bitrate/;
const TRANSFER = /^Give/;

describe('panel: more', () => {
  let scene: PanelScene;
  let room: ChannelRecord;
  beforeEach(async () => {
    scene = await PanelScene.set();
    room = await scene.room(scene.hub.ada);
  });
  afterEach(() => scene.strike());

  const opened = async (): Promise<MessageRecord> => reply(await scene.press(scene.hub.ada, scene.panel(room), 'More'));

  it('PN-08 shows the present settings, for the eyes of whoever asked', async () => {
    const message = await opened();
    expect(message.ephemeralFor).to.equal(scene.hub.ada.id);
    expect(textOf(message)).to.include('User limit: none · Bitrate: 64 kbps · Region: Automatic');
  });

  it('PN-08 sets the user limit, which the panel then shows', async () => {
    const { hub } = scene;
    const message = await opened();
    const form = await scene.press(hub.ada, message, 'User limit');
    await scene.sends(hub.ada, form, { limit: '7' });
    expect(room.userLimit).to.equal(7);
    expect(textOf(message)).to.include('✅ The user limit is 7 now.');
    await scene.pass(DEBOUNCE);
    expect(textOf(scene.panel(room))).to.include('Room for 7 people');
    expect(hub.calls(EDIT_MESSAGE)).to.have.length(1);
  });

  for (const typed of ['0', '']) {
    it(`PN-08 a user limit of “${typed}” is none`, async () => {
      const { hub } = scene;
      const message = await opened();
      await scene.sends(hub.ada, await scene.press(hub.ada, message, 'User limit'), { limit: '7' });
      await scene.sends(hub.ada, await scene.press(hub.ada, message, 'User limit'), { limit: typed });
      expect(room.userLimit).to.equal(0);
      expect(textOf(message)).to.include('no user limit');
    });
  }

  for (const typed of ['-1', '1.5', 'x', '100']) {
    it(`PN-08 a user limit of “${typed}” is refused, and nothing is changed`, async () => {
      const { hub } = scene;
      const form = await scene.press(hub.ada, await opened(), 'User limit');
      const { custom_id: customId = '' } =
        shown(form.modal?.data ?? { components: [] }).find(({ custom_id: id }) => id) ?? {};
      const sent = await scene.answered(
        await hub.ada.submit(form.modal ?? never(), { [customId]: typed }, { force: true }),
      );
      expect(reply(sent).api.content).to.include('whole number from 0 to 99');
      expect(room.userLimit).to.equal(0);
    });
  }

  it('PN-08 sets bitrate and region', async () => {
    const { hub } = scene;
    const message = await opened();
    await scene.chooses(hub.ada, message, BITRATE, '32');
    expect(room.bitrate).to.equal(32_000);
    await scene.chooses(hub.ada, message, REGION, 'rotterdam');
    expect(room.rtcRegion).to.equal('rotterdam');
    expect(textOf(message)).to.include('Bitrate: 32 kbps · Region: Rotterdam');
    await scene.chooses(hub.ada, message, REGION, 'automatic');
    expect(room.rtcRegion).to.equal(null);
  });

  it('PN-08 shows what Discord has been told before word of it is back', async () => {
    const { hub } = scene;
    const message = await opened();
    const lagging = there(hub.stage.bot.client?.channels.cache.get(room.id)) as VoiceChannel;
    const patched = Object.getPrototypeOf(lagging) as { _patch: (data: unknown) => void };
    const arrive = patched._patch;
    patched._patch = () => undefined;
    try {
      await scene.chooses(hub.ada, message, BITRATE, '32');
      expect(textOf(message)).to.include('Bitrate: 32 kbps');
      await scene.chooses(hub.ada, message, REGION, 'rotterdam');
      expect(textOf(message)).to.include('Region: Rotterdam');
      await scene.sends(hub.ada, await scene.press(hub.ada, message, 'User limit'), { limit: '7' });
      expect(textOf(message)).to.include('User limit: 7');
    } finally {
      patched._patch = arrive;
    }
  });

  it('PN-08 shows the limit that somebody has set by hand, and the form begins with it', async () => {
    const { hub } = scene;
    hub.guild.owner.editChannel(room, { userLimit: 3 });
    await hub.stage.settle();
    const message = await opened();
    expect(textOf(message)).to.include('User limit: 3');
    const form = await scene.press(hub.ada, message, 'User limit');
    expect(shown(there(form.modal).data).find(({ custom_id: id }) => id === 'limit')).to.deep.include({ value: '3' });
    await scene.sends(hub.ada, form, { limit: '0' });
    expect(room.userLimit).to.equal(0);
  });

  it('PN-08 offers no bitrate that the guild’s boosts do not allow', async () => {
    const select = shown(await opened()).find(({ placeholder = '' }) => BITRATE.test(placeholder));
    expect(select?.options?.map(({ value }) => Number(value))).to.deep.equal([8, 16, 32, 48, 64, 96]);
  });

  it('PN-08 passes the room on to somebody in it, and to nobody else', async () => {
    const { hub } = scene;
    await scene.comes(hub.ben, room);
    const message = await opened();
    const refused = await scene.chooses(hub.ada, message, TRANSFER, hub.cleo);
    expect(reply(refused).api.content).to.include('not in the room');
    await scene.chooses(hub.ada, message, TRANSFER, hub.ben);
    expect(textOf(message)).to.include(`The room belongs to <@${hub.ben.id}> now`);
    await scene.pass(DEBOUNCE);
    expect(textOf(scene.panel(room))).to.match(new RegExp(`^🔊 host <@${hub.ben.id}>`));
  });

  it('PN-08 resets the room, after a question', async () => {
    const { hub } = scene;
    await scene.press(hub.ada, scene.panel(room), 'Unlocked');
    const message = await opened();
    await scene.press(hub.ada, message, 'Reset the room');
    expect(labels(message)).to.deep.equal(['Reset the room', 'Keep it as it is']);
    await scene.press(hub.ada, message, 'Keep it as it is');
    expect(hub.stored(room).room.locked).to.equal(true);
    await scene.press(hub.ada, message, 'Reset the room');
    await scene.press(hub.ada, message, 'Reset the room');
    expect(hub.stored(room).room.locked).to.equal(false);
    expect(textOf(message)).to.include('as a new one');
    await scene.pass(DEBOUNCE);
    expect(labels(scene.panel(room))).to.include('Unlocked');
  });

  it('PN-12 whoever stands in for the owner gets none of it, and is told until when', async () => {
    const { hub } = scene;
    await scene.comes(hub.ben, room);
    await hub.leaves(hub.ada);
    const click = await scene.press(hub.ben, scene.panel(room), 'More');
    expect(reply(click).api.content)
      .to.match(/<t:\d+:R>/)
      .and.to.include('only they, the room’s hosts and sudo');
  });

  it('HB-40 whoever opens what they have no right to is told who has it, the acting owner included', async () => {
    const { hub } = scene;
    await scene.comes(hub.ben, room);
    for (const label of ['Rename', 'Templates']) {
      const click = await scene.press(hub.ben, scene.panel(room), label);
      expect(reply(click).api.content, label).to.include('whoever stands in for the owner');
    }
  });
});

function never(): never {
  throw new Error('No form was opened');
}
