import { expect } from 'chai';
import { use } from 'roomkeeper';
import type { ChannelRecord, Person } from 'roomkeeper/sandbox';
import { hub } from '../../../../plugins/hub/plugin.js';
import { disorder } from '../order.js';
import { HubScene } from '../scene.js';
import { StoredState } from '../stored-state.js';

const MINUTE = 60;

/** Each story is told twice: the second time the bot is stopped and started in the middle of everything. */
for (const isRestarted of [false, true]) {
  describe(`hub: who owns a room${isRestarted ? ', over restarts' : ''}`, () => {
    let scene: HubScene;
    let state: StoredState;
    let room: ChannelRecord;
    let dora: Person;

    beforeEach(async () => {
      scene = await HubScene.set();
      state = await StoredState.open(scene.stage.database.url);
      dora = scene.guild.addMember({ name: 'Dora' });
      room = await scene.roomOf(scene.ada);
      await joins(scene.ben);
      await joins(scene.cleo);
    });
    afterEach(async () => {
      await state.close();
      await scene.stage.strike();
    });

    const restart = async (meanwhile: () => unknown = () => {}): Promise<void> => {
      if (!isRestarted) {
        await meanwhile();
        return scene.stage.settle();
      }
      await scene.stage.stopBot();
      await meanwhile();
      await scene.stage.startBot();
    };
    /** Two seconds pass, so that nobody is in the room as long as somebody else. */
    const joins = async (person: Person): Promise<void> => {
      await scene.joins(person, room);
      await scene.stage.pass(2);
    };
    const leaves = async (...people: Person[]): Promise<void> => {
      for (const person of people) person.leave();
      await scene.stage.settle();
    };
    const pass = async (seconds: number): Promise<void> => {
      await restart();
      await scene.stage.pass(seconds);
    };
    const stored = async () => {
      const [one] = await state.rooms();
      if (!one) throw new Error('There is no room');
      return one.room;
    };
    const nameOf = (id: string | null): string | null =>
      [scene.ada, scene.ben, scene.cleo, dora].find((person) => person.id === id)?.name ?? id;
    /** Who owns the room, who stands in, and how many seconds are left of the grace. */
    const ownership = async () => {
      await restart();
      const { ownerId, actingOwnerId, graceExpiresAt } = await stored();
      const left = graceExpiresAt === null ? null : Math.round((graceExpiresAt - scene.stage.clock.now()) / 1000);
      return { owner: nameOf(ownerId), acting: nameOf(actingOwnerId), left };
    };
    const owned = (owner: string) => ({ owner, acting: null, left: null });
    const makeHost = (person: Person) =>
      scene.parts.flow.apply(scene.guild.id, room.id, { kind: 'host-added', user: { id: person.id, bot: false } });
    /** All is as the rules say: members, overwrites of both channels, no deadline of an occupied room. */
    const expectOrder = async (): Promise<void> => {
      await scene.stage.pass(1);
      expect(await disorder(scene.guild, state, scene.stage.clock.now())).to.deep.equal([]);
    };
    const mayRead = (person: Person): boolean =>
      scene.textOf(room).overwrites.some(({ id, allow }) => id === person.id && (allow & (1n << 10n)) !== 0n);

    it('HB-30 the owner leaves: they stay the owner and keep text access, and who is there the longest stands in', async () => {
      await leaves(scene.ada);
      expect(await ownership()).to.deep.equal({ owner: 'Ada', acting: 'Ben', left: 300 });
      await expectOrder();
      expect([mayRead(scene.ada), mayRead(scene.ben)]).to.deep.equal([true, true]);
    });

    it('HB-30 a host who is present stands in before who is there longer, the first host before the others', async () => {
      await joins(dora);
      await makeHost(dora);
      await makeHost(scene.cleo);
      await leaves(scene.ada);
      expect((await ownership()).acting).to.equal('Dora');
      await pass(5 * MINUTE);
      expect(await ownership()).to.deep.equal(owned('Dora'));
      expect((await stored()).hostIds).to.deep.equal([scene.cleo.id]);
      await expectOrder();
    });

    it('HB-30 a bot never stands in, however long it is there', async () => {
      const jukebox = scene.guild.addMember({ name: 'Jukebox', bot: true });
      await leaves(scene.ben);
      await scene.joins(jukebox, room);
      await leaves(scene.ada);
      expect((await ownership()).acting).to.equal('Cleo');
      await leaves(scene.cleo);
      await pass(30);
      expect(await state.rooms()).to.deep.equal([]);
    });

    it('HB-32 the owner returns in time: all is as before, at once', async () => {
      await leaves(scene.ada);
      await pass(4 * MINUTE + 50);
      await restart(() => scene.ada.join(room));
      expect(await ownership()).to.deep.equal(owned('Ada'));
      await pass(10 * MINUTE);
      expect(await ownership()).to.deep.equal(owned('Ada'));
      await expectOrder();
    });

    it('HB-32 HB-36 the grace expires: who stands in is the owner, and the old one loses text access', async () => {
      await leaves(scene.ada);
      await pass(5 * MINUTE - 2);
      expect((await ownership()).owner).to.equal('Ada');
      await pass(3);
      expect(await ownership()).to.deep.equal(owned('Ben'));
      await expectOrder();
      expect(mayRead(scene.ada)).to.equal(false);
    });

    it('HB-32 an old owner who comes back after the grace is a member like others, and no host', async () => {
      await leaves(scene.ada);
      await pass(5 * MINUTE);
      await joins(scene.ada);
      expect(await ownership()).to.deep.equal(owned('Ben'));
      expect((await stored()).hostIds).to.deep.equal([]);
      await expectOrder();
    });

    it('HB-33 the acting owner leaves and steps back in within 15 s: the grace goes on, and text access stays', async () => {
      await leaves(scene.ada);
      await pass(60);
      await leaves(scene.ben);
      await pass(13);
      expect(await ownership()).to.deep.equal({ owner: 'Ada', acting: 'Ben', left: 227 });
      expect(mayRead(scene.ben)).to.equal(true);
      await restart(() => scene.ben.join(room));
      expect(await ownership()).to.deep.equal({ owner: 'Ada', acting: 'Ben', left: 227 });
      await expectOrder();
      await pass(227);
      expect(await ownership()).to.deep.equal(owned('Ben'));
    });

    it('HB-33 the acting owner leaves for good: the grace ends, and the room passes on to who is there', async () => {
      await joins(dora);
      await leaves(scene.ada);
      await leaves(scene.ben);
      await pass(14);
      expect((await ownership()).owner).to.equal('Ada');
      await pass(2);
      expect(await ownership()).to.deep.equal(owned('Cleo'));
      await expectOrder();
      expect([mayRead(scene.ada), mayRead(scene.ben)]).to.deep.equal([false, false]);
    });

    it('HB-33 after the acting owner, a host comes before who is there longer', async () => {
      await joins(dora);
      await leaves(scene.ada);
      await makeHost(dora);
      await leaves(scene.ben);
      await pass(16);
      expect(await ownership()).to.deep.equal(owned('Dora'));
    });

    it('HB-33 the owner returns within those 15 s: it is their room again', async () => {
      await leaves(scene.ada);
      await leaves(scene.ben);
      await pass(10);
      await restart(() => scene.ada.join(room));
      expect(await ownership()).to.deep.equal(owned('Ada'));
      await pass(60);
      expect(await ownership()).to.deep.equal(owned('Ada'));
      await expectOrder();
    });

    it('HB-34 defect 10: the room empties during the grace, and nothing of the grace is left', async () => {
      await leaves(scene.ada);
      await leaves(scene.ben, scene.cleo);
      expect(await ownership()).to.deep.equal(owned('Ada'));
      expect((await stored()).actingExpiresAt).to.equal(null);
      await pass(30);
      expect(await state.rooms()).to.deep.equal([]);
      await expectOrder();
    });

    it('HB-34 defect 10: whoever enters the emptied room next owns it, with no grace that never ends', async () => {
      await leaves(scene.ada);
      await leaves(scene.ben, scene.cleo);
      await pass(20);
      await restart(() => dora.join(room));
      expect(await ownership()).to.deep.equal(owned('Dora'));
      await pass(10 * MINUTE);
      expect(await ownership()).to.deep.equal(owned('Dora'));
      await expectOrder();
    });

    it('HB-34 the owner enters the emptied room next: it is theirs still', async () => {
      await leaves(scene.ada);
      await leaves(scene.ben, scene.cleo);
      await pass(20);
      await restart(() => scene.ada.join(room));
      expect(await ownership()).to.deep.equal(owned('Ada'));
      await expectOrder();
    });

    it('HB-36 a transfer: both channels follow, also in a locked room', async () => {
      await use(hub).actions.setLocked(await order(scene.ada), true);
      await use(hub).actions.transfer(await order(scene.ada), scene.cleo.id);
      expect(await ownership()).to.deep.equal(owned('Cleo'));
      await expectOrder();
    });

    it('HB-37 a forced transfer during the grace ends it', async () => {
      await leaves(scene.ada);
      await pass(60);
      await use(hub).actions.forceTransfer(await order(scene.guild.owner), scene.cleo.id);
      expect(await ownership()).to.deep.equal(owned('Cleo'));
      await pass(10 * MINUTE);
      expect(await ownership()).to.deep.equal(owned('Cleo'));
      await expectOrder();
    });

    it('HB-35 a forced transfer to somebody absent cannot be claimed for five minutes, then it can', async () => {
      await use(hub).actions.forceTransfer(await order(scene.guild.owner), dora.id);
      await pass(4 * MINUTE);
      const refused: unknown = await use(hub)
        .actions.claim(await order(scene.ben))
        .catch((error: unknown) => error);
      expect(refused).to.have.property('identifier', 'hub.refused');
      expect(await ownership()).to.deep.equal(owned('Dora'));
      await pass(MINUTE + 1);
      await use(hub).actions.claim(await order(scene.ben));
      expect(await ownership()).to.deep.equal(owned('Ben'));
      await expectOrder();
    });

    /** What a member wants of the room. */
    const order = async (person: Person) => {
      const guild = scene.stage.bot.client?.guilds.cache.get(scene.guild.id);
      if (!guild) throw new Error('The bot does not see the guild');
      return { guild, voiceChannelId: room.id, member: await guild.members.fetch(person.id) };
    };

    if (!isRestarted) return;

    describe('HB-61 deadlines that pass while the bot is down are decided when it starts', () => {
      const down = async (meanwhile: () => unknown): Promise<void> => {
        await scene.stage.settle();
        await restart(meanwhile);
        await scene.stage.settle();
      };
      const time = (seconds: number) => scene.stage.clock.advance(seconds * 1000);

      it('HB-61 HB-32 the grace: the acting owner owns the room', async () => {
        await leaves(scene.ada);
        await down(() => time(3600));
        expect(await ownership()).to.deep.equal(owned('Ben'));
        await expectOrder();
      });

      it('HB-61 HB-33 the acting owner’s 15 s: the room passes on', async () => {
        await leaves(scene.ada);
        await leaves(scene.ben);
        await down(() => time(20));
        expect(await ownership()).to.deep.equal(owned('Cleo'));
        await expectOrder();
      });

      it('HB-61 HB-30 the owner left while the bot was down: their whole grace begins now', async () => {
        await down(async () => {
          scene.ada.leave();
          await time(3600);
        });
        expect(await ownership()).to.deep.equal({ owner: 'Ada', acting: 'Ben', left: 300 });
        await expectOrder();
      });

      it('HB-61 HB-33 owner and acting owner are both gone: the acting owner’s window begins now', async () => {
        await leaves(scene.ada);
        await down(() => scene.ben.leave());
        expect((await ownership()).owner).to.equal('Ada');
        await scene.stage.pass(16);
        expect(await ownership()).to.deep.equal(owned('Cleo'));
        await expectOrder();
      });

      it('HB-61 HB-32 an owner who is back by then is restored, though the grace is over', async () => {
        await leaves(scene.ada);
        await down(async () => {
          scene.ada.join(room);
          await time(3600);
        });
        expect(await ownership()).to.deep.equal(owned('Ada'));
        await expectOrder();
      });

      it('HB-61 HB-34 all have left and somebody new has come: the room is theirs', async () => {
        await leaves(scene.ada);
        await down(async () => {
          scene.ben.leave();
          scene.cleo.leave();
          dora.join(room);
          await time(3600);
        });
        await scene.stage.pass(3600);
        expect((await ownership()).owner).to.equal('Dora');
        await expectOrder();
      });
    });
  });
}
