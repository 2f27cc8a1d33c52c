import { expect } from 'chai';
import { use } from 'roomkeeper';
import type { MessageRecord } from 'roomkeeper/sandbox';
import { hub as hubPlugin } from '../../../../plugins/hub/plugin.js';
import { labels, PanelScene, reply, shown, textOf } from '../scene.js';

describe('panel: without the presence intent', () => {
  let scene: PanelScene;
  beforeEach(async () => {
    scene = await PanelScene.set({ sandbox: { privilegedIntents: [] } });
  });
  afterEach(() => scene.strike());

  it('PN-02 HB-25 says why games do not name the room, and that only as long as no person has named it', async () => {
    const { hub } = scene;
    const room = await scene.room(hub.ada);
    expect(textOf(scene.panel(room))).to.include('not told what people play');
    const form = await scene.press(hub.ada, scene.panel(room), 'Rename');
    await scene.sends(hub.ada, form, { name: 'Board games' });
    expect(textOf(scene.panel(room)))
      .to.include('chosen by hand')
      .and.to.not.include('not told what people play')
      .and.to.not.include('after your games');
  });

  it('PN-07 PN-08 after a restart people who are away have their names all the same', async () => {
    const { hub } = scene;
    const room = await scene.room(hub.ada);
    await scene.comes(hub.cleo, room);
    await use(hubPlugin).actions.setHost(scene.order(hub.ada, room), hub.cleo.id, true);
    await hub.leaves(hub.cleo);
    const opened = async (label: string): Promise<MessageRecord> =>
      reply(await scene.press(hub.ada, scene.panel(room), label));
    await scene.chooses(hub.ada, await opened('Access'), /^Permit/, hub.ben);
    await hub.stage.stopBot();
    await hub.stage.startBot();
    hub.sandbox.clearCalls();
    expect(labels(await opened('Hosts'))).to.deep.equal(['Ada · owner', 'Cleo · host, away']);
    const options = shown(await opened('Access')).flatMap((one) => one.options ?? []);
    expect(options.map(({ label }) => label)).to.deep.equal(['Permitted: Ben']);
    expect(scene.operations, 'it costs no request').to.deep.equal(['answer', 'answer']);
  });

  it('PN-08 somebody of whom Discord tells nothing is shown by their id', async () => {
    const { hub } = scene;
    const room = await scene.room(hub.ada);
    const opened = async (): Promise<MessageRecord> => reply(await scene.press(hub.ada, scene.panel(room), 'Access'));
    await scene.chooses(hub.ada, await opened(), /^Block/, hub.ben);
    await hub.stage.stopBot();
    hub.guild.owner.kick(hub.ben);
    await hub.stage.startBot();
    const options = shown(await opened()).flatMap((one) => one.options ?? []);
    expect(options.map(({ label }) => label)).to.deep.equal([`Blocked: Unknown (${hub.ben.id})`]);
  });
});
