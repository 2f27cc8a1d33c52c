import { expect } from 'chai';
import { use } from 'roomkeeper';
import type { ChannelRecord, Person } from 'roomkeeper/sandbox';
import { hub as hubPlugin } from '../../../../plugins/hub/plugin.js';
import { Admin } from '../../hub/admin.js';
import { CREATE, DELETE, DELETE_OVERWRITE, EDIT, PUT_OVERWRITE } from '../../hub/scene.js';
import { EDIT_MESSAGE, PanelScene, POST } from '../scene.js';

/** The rows of the table in the requirements that rooms are in, in its order, with hub and panel on and everything that follows. */
describe('panel: what everything costs', () => {
  let scene: PanelScene;
  beforeEach(async () => {
    scene = await PanelScene.set();
  });
  afterEach(() => scene.strike());

  /** What it costs, with all that comes of it within a minute, but before an empty room goes. */
  const cost = async (work: () => unknown, seconds = 20): Promise<string[]> => {
    scene.hub.sandbox.clearCalls();
    await work();
    await scene.hub.stage.settle();
    await scene.pass(seconds);
    return scene.operations.toSorted();
  };
  const sorted = (...operations: string[]): string[] => operations.toSorted();
  const crowd = (length: number): Person[] =>
    Array.from({ length }, (_, index) => scene.hub.guild.addMember({ name: `Guest ${index}` }));

  const joinsHub = [
    { text: 'channel', calls: [EDIT, CREATE, CREATE, POST] },
    { text: 'voice-chat', calls: [EDIT, CREATE, POST] },
  ] as const;
  for (const { text, calls } of joinsHub) {
    it(`PF-01 join hub, text: ${text}: ${calls.length}`, async () => {
      await scene.settings({ text });
      expect(await cost(() => scene.hub.ada.join(scene.hub.hub))).to.deep.equal(sorted(...calls));
    });

    it(`PF-01 join hub, text: ${text}, by two at one instant who play something: ${calls.length}`, async () => {
      const { hub } = scene;
      await scene.settings({ text });
      for (const person of [hub.ada, hub.ben]) person.plays('Overwatch');
      await hub.stage.settle();
      const room = hub.hub;
      const both = (): void => {
        for (const person of [hub.ada, hub.ben]) person.join(room);
      };
      expect(await cost(both)).to.have.length.within(calls.length, calls.length + 2);
      expect(hub.stored(room).room.members).to.have.length(2);
    });
  }

  describe('in a room', () => {
    let room: ChannelRecord;
    beforeEach(async () => {
      room = await scene.room(scene.hub.ada);
    });

    it('PF-01 a member joins, a member leaves: 2 each', async () => {
      const { ben } = scene.hub;
      expect(await cost(() => ben.join(room))).to.deep.equal(sorted(PUT_OVERWRITE, EDIT_MESSAGE));
      expect(await cost(() => ben.leave())).to.deep.equal(sorted(DELETE_OVERWRITE, EDIT_MESSAGE));
    });

    it('PF-01 twelve join at once, twelve leave at once: 2 in all, each', async () => {
      const guests = crowd(12);
      const all = (act: (guest: Person) => void) => (): void => guests.forEach(act);
      expect(await cost(all((guest) => guest.join(room)))).to.deep.equal(sorted(EDIT, EDIT_MESSAGE));
      expect(await cost(all((guest) => guest.leave()))).to.deep.equal(sorted(EDIT, EDIT_MESSAGE));
    });

    it('PF-01 somebody whom the locked room permits joins, and leaves: 2 each', async () => {
      const { hub } = scene;
      const order = scene.order(hub.ada, room);
      await use(hubPlugin).actions.setLocked(order, true);
      await use(hubPlugin).actions.permit(order, { kind: 'user', id: hub.ben.id });
      await scene.pass(20);
      expect(await cost(() => hub.ben.join(room))).to.have.length(2);
      expect(await cost(() => hub.ben.leave())).to.have.length(2);
    });

    for (const sealed of [false, true]) {
      it(`PF-01 the owner leaves ${sealed ? 'a locked' : 'an open'} room and the grace opens, the owner returns: 1 each`, async () => {
        const { hub } = scene;
        await scene.comes(hub.ben, room);
        if (sealed) await use(hubPlugin).actions.setLocked(scene.order(hub.ada, room), true);
        await scene.pass(20);
        expect(await cost(() => hub.ada.leave())).to.deep.equal([EDIT_MESSAGE]);
        expect(hub.stored(room).room.actingOwnerId).to.equal(hub.ben.id);
        expect(await cost(() => hub.ada.join(room))).to.deep.equal([EDIT_MESSAGE]);
      });
    }

    it('PF-01 the last one leaves: 0, and the deletion after it: 2', async () => {
      expect(await cost(() => scene.hub.ada.leave())).to.deep.equal([]);
      expect(await cost(() => undefined, 60)).to.deep.equal([DELETE, DELETE]);
    });

    it('PF-01 the deletion of a room with a button at the bottom of its text: 2', async () => {
      scene.hub.ada.say(scene.hub.textOf(room), 'Hello');
      await scene.pass(20);
      expect(await cost(() => scene.hub.ada.leave(), 120)).to.deep.equal([DELETE, DELETE]);
    });

    it('PF-01 lock, unlock, hide, show while somebody has just come: 2 each, and the panel is right by the answer', async () => {
      const { hub } = scene;
      for (const label of ['Unlocked', 'Locked', 'Visible', 'Hidden']) {
        const press = (): Promise<unknown> => scene.press(hub.ada, scene.panel(room), label);
        expect(await cost(press), label).to.deep.equal(sorted(EDIT, 'answer'));
      }
      await hub.joins(hub.ben, room);
      const press = (): Promise<unknown> => scene.press(hub.ada, scene.panel(room), 'Unlocked');
      await scene.pass(1);
      expect(await cost(press)).to.deep.equal(sorted(EDIT, 'answer'));
    });

    it('PF-01 a claim, in an open room and in a locked one: 3 at most', async () => {
      const { hub } = scene;
      const away = hub.guild.addMember({ name: 'Dora' });
      await scene.comes(hub.ben, room);
      for (const locked of [false, true]) {
        const owner = locked ? hub.ben : hub.ada;
        await use(hubPlugin).actions.setLocked(scene.order(owner, room), locked);
        const admin = await new Admin(hub).force();
        await admin.choose(room.name);
        await admin.pick(away.user);
        await scene.pass(310);
        const claim = (): Promise<unknown> => scene.press(hub.ben, scene.panel(room), 'Claim');
        expect((await cost(claim)).length, locked ? 'locked' : 'open').to.be.within(2, 3);
        expect(hub.stored(room).room.ownerId).to.equal(hub.ben.id);
      }
    });

    it('PF-01 a forced transfer of a locked room to somebody unknown so far: 5 at most, the notice included', async () => {
      const { hub } = scene;
      const away = hub.guild.addMember({ name: 'Dora' });
      await scene.comes(hub.ben, room);
      await scene.press(hub.ada, scene.panel(room), 'Unlocked');
      await scene.pass(20);
      const admin = await new Admin(hub).force();
      await admin.choose(room.name);
      expect((await cost(() => admin.pick(away.user))).length).to.be.within(4, 5);
      expect(hub.stored(room).room.ownerId).to.equal(away.id);
    });

    it('PF-01 presence changes that do not change the name: 0', async () => {
      const { hub } = scene;
      hub.ada.plays('Overwatch', { details: 'In the menu' });
      await hub.stage.settle();
      await scene.pass(700);
      expect(room.name).to.equal('Overwatch');
      expect(await cost(() => hub.ada.plays('Overwatch', { details: 'Ranked', state: 'In a match' }))).to.deep.equal(
        [],
      );
      expect(await cost(() => hub.ada.presence('idle' as Parameters<typeof hub.ada.presence>[0]))).to.deep.equal([]);
      expect(await cost(() => hub.ben.plays('Chess')), 'of somebody outside').to.deep.equal([]);
    });

    it('PF-01 boot, everything consistent, with panels, buttons at the bottom and a locked room: 0', async () => {
      const { hub } = scene;
      await scene.comes(hub.ben, room);
      await scene.press(hub.ada, scene.panel(room), 'Unlocked');
      hub.ada.say(hub.textOf(room), 'Hello');
      await hub.stage.settle();
      for (const guest of crowd(3)) await scene.room(guest);
      await hub.stage.stopBot();
      const boot = async (): Promise<void> => hub.stage.startBot();
      const asked = (await cost(boot, 60)).filter((operation) => /channel_id|guild_id/.test(operation));
      expect(asked).to.deep.equal([]);
    });
  });
});
