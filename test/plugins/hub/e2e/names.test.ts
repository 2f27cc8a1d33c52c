import { UserError } from '@sapphire/framework';
import { expect } from 'chai';
import { ChannelType } from 'discord.js';
import { technicalName } from '../../../../plugins/hub/domain/technical-names.js';
import { NamingScene } from '../naming-scene.js';
import { CREATE, EDIT, type HubScene, type HubSceneOptions } from '../scene.js';

const TECHNICAL = /^\w+ \w+$/u;
const refusedName = { status: 400, code: 50_035, message: 'Invalid Form Body' } as const;

async function failure(work: Promise<unknown>): Promise<UserError> {
  const error = await work.then(
    () => expect.fail('it was done'),
    (reason: unknown) => reason,
  );
  return error instanceof UserError ? error : expect.fail(String(error));
}

describe('hub: names of rooms', () => {
  let naming: NamingScene;

  async function set(options: HubSceneOptions = {}, before?: (scene: HubScene) => void | Promise<void>): Promise<void> {
    naming = await NamingScene.set(options, before);
  }
  afterEach(() => naming.scene.stage.strike());

  const state = () => naming.scene.stored(naming.room).room;

  describe('at creation', () => {
    it('HB-20 the hub’s manual name, with the member’s name in it; games do not matter then', async () => {
      await set({ defaults: { manualName: '{member} at home' } }, ({ ada }) => ada.plays('Chess'));
      expect(naming.room.name).to.equal('Ada at home');
      expect(state().naming).to.deep.equal({ autoName: false, template: 'auto', fallbackName: 'Ada at home' });
    });

    it('HB-20 a member’s name of any script, as a manual name', async () => {
      await set({ defaults: { manualName: '{member}' } }, ({ ada, guild }) =>
        guild.owner.editMember(ada, { nick: 'Зоя 漢字 🎮' }),
      );
      expect(naming.room.name).to.equal('Зоя 漢字 🎮');
    });

    it('HB-20 else the game, while a technical name is what it falls back to; both edits are not used up', async () => {
      await set({}, ({ ada }) => ada.plays('Chess'));
      expect(naming.room.name).to.equal('Chess');
      expect(state().naming.fallbackName).to.match(TECHNICAL);
      expect(naming.names.stamps).to.have.length(1);
    });

    it('HB-20 else a random technical name', async () => {
      await set();
      expect(naming.room.name).to.match(TECHNICAL).and.equal(state().naming.fallbackName);
      expect(technicalName(Math.random)).to.match(TECHNICAL);
    });
  });

  describe('templates', () => {
    it('PF-01 HB-23 Comp sets name and limit in one PATCH', async () => {
      await set({}, ({ ada }) => ada.plays('Chess'));
      expect(await naming.template('comp')).to.deep.equal({ kind: 'applied', name: 'Chess [1/5]' });
      expect(naming.sent).to.deep.equal([{ name: 'Chess [1/5]', user_limit: 5 }]);
      expect(state()).to.include({ userLimit: 5 });
      expect(state().naming).to.include({ autoName: true, template: 'counter' });
    });

    it('HB-23 Tryhard and Chill are fixed names, and switch presence naming off', async () => {
      await set({}, ({ ada }) => ada.plays('Chess'));
      await naming.template('tryhard');
      expect([naming.room.name, naming.room.userLimit]).to.deep.equal(['Tryhard', 5]);
      expect(state().naming).to.include({ autoName: false, fallbackName: 'Tryhard' });
      await naming.pass(660);
      await naming.template('chill');
      expect([naming.room.name, naming.room.userLimit]).to.deep.equal(["Ada's Chill Session", 0]);
      naming.scene.ada.plays('Dota 2');
      await naming.pass(660);
      expect(naming.room.name).to.equal("Ada's Chill Session");
    });

    it('HB-23 Auto and Counter leave the limit alone, and a name that is there already costs nothing', async () => {
      await set();
      naming.scene.guild.owner.editChannel(naming.room, { userLimit: 7 });
      await naming.settle();
      expect(await naming.template('auto')).to.deep.equal({ kind: 'applied', name: naming.room.name });
      expect(naming.scene.operations).to.deep.equal([]);
      expect(naming.room.userLimit).to.equal(7);
    });

    it('HB-26 when the name has to wait, the limit does not', async () => {
      await set();
      await naming.rename('First');
      naming.scene.sandbox.clearCalls();
      expect(await naming.template('tryhard')).to.include({ kind: 'later', name: 'Tryhard' });
      expect(naming.sent).to.deep.equal([{ user_limit: 5 }]);
      expect(naming.room.userLimit).to.equal(5);
      await naming.pass(660);
      expect(naming.sent).to.deep.equal([{ user_limit: 5 }, { name: 'Tryhard' }]);
    });

    it('HB-26 when Discord does not take the name now, the limit goes without it', async () => {
      await set();
      naming.scene.sandbox.faults.add({ operation: EDIT, times: 1, answer: { status: 429, retryAfter: 300 } });
      expect(await naming.template('tryhard')).to.include({ kind: 'later', name: 'Tryhard' });
      expect(naming.sent).to.deep.equal([{ name: 'Tryhard', user_limit: 5 }, { user_limit: 5 }]);
    });

    it('HB-24 a chosen name ends presence naming until Auto or Counter, and is what they fall back to', async () => {
      await set({}, ({ ada }) => ada.plays('Chess'));
      await naming.rename('Mine');
      await naming.pass(660);
      expect(naming.room.name).to.equal('Mine');
      await naming.template('counter');
      expect(naming.room.name).to.equal('Chess [1]');
      naming.scene.ada.stopsPlaying();
      await naming.pass(660);
      expect(naming.room.name).to.equal('Mine');
    });

    it('HB-24 a room without a fallback keeps its name when nobody plays', async () => {
      await set({}, ({ ada }) => ada.plays('Chess'));
      await naming.scene.rows('update auto_channels set fallback_name = null');
      await naming.scene.stage.stopBot();
      await naming.scene.stage.startBot();
      naming.scene.ada.stopsPlaying();
      await naming.pass(660);
      expect(naming.room.name).to.equal('Chess');
      expect(await naming.template('auto')).to.deep.equal({ kind: 'applied', name: 'Chess' });
      await naming.rename('Mine');
      expect(naming.room.name).to.equal('Mine');
    });
  });

  describe('by hand, in Discord itself', () => {
    const byHand = async (name: string): Promise<void> => {
      naming.scene.guild.owner.editChannel(naming.room, { name });
      await naming.settle();
    };

    it('HB-24 is as good as by the panel: it stays, and the text channel follows', async () => {
      await set({}, ({ ada }) => ada.plays('Chess'));
      await naming.pass(660);
      await byHand('By hand');
      expect(state().naming).to.deep.equal({ autoName: false, template: 'auto', fallbackName: 'By hand' });
      naming.scene.ada.plays('Dota 2');
      await naming.pass(660);
      expect(naming.room.name).to.equal('By hand');
      expect(naming.sent).to.deep.equal([]);
      expect(naming.scene.textOf(naming.room).name).to.equal('by-hand');
    });

    it('HB-26 it counts, and ends what waited', async () => {
      await set();
      await naming.pass(60);
      await naming.rename('First');
      await naming.rename('Second');
      await byHand('By hand');
      expect(naming.names.wish).to.equal(null);
      expect(await naming.rename('Third')).to.include({ kind: 'later' });
      await naming.cancel();
      await naming.pass(660);
      expect(naming.room.name).to.equal('By hand');
    });

    it('HB-24 our own edits are not taken for it, however late Discord tells of them', async () => {
      await set();
      await naming.pass(660);
      await naming.template('chill');
      const { template } = state().naming;
      naming.scene.ada.plays('Chess');
      await naming.settle();
      await naming.template('auto');
      expect(state().naming).to.deep.equal({ autoName: true, template, fallbackName: "Ada's Chill Session" });
      expect(naming.room.name).to.equal('Chess');
      const channel = naming.scene.stage.bot.client?.channels.cache.get(naming.room.id);
      if (channel?.type !== ChannelType.GuildVoice) return expect.fail('no channel');
      const late: typeof channel = Object.create(channel, { name: { value: "Ada's Chill Session" } });
      await naming.scene.parts.names.updated(channel, late);
      expect(state().naming).to.include({ autoName: true });
    });
  });

  describe('scripts and filters', () => {
    const names: readonly (readonly [string, string, string])[] = [
      ['Cyrillic', 'Наша комната', 'наша-комната'],
      ['Chinese and Japanese', '我们的房间 ゲーム', '我们的房间-ゲーム'],
      ['emoji with joiners and flags', '👩‍👩‍👧 🇪🇺 party', '👩‍👩‍👧-🇪🇺-party'],
      ['from right to left', 'غرفة الأصدقاء', 'غرفة-الأصدقاء'],
      ['Devanagari with marks', 'हिन्दी कक्ष', 'हिन्दी-कक्ष'],
      ['Thai', 'ห้องของเรา', 'ห้องของเรา'],
      ['what looks like markup', '**@everyone** #1 `x`', 'everyone-1-x'],
    ];
    for (const [script, name, text] of names) {
      it(`HB-28 ${script} survives in the name, and in that of the text channel`, async () => {
        await set();
        expect(await naming.rename(name)).to.deep.equal({ kind: 'applied', name });
        expect(naming.room.name).to.equal(name);
        expect(naming.scene.textOf(naming.room).name).to.equal(text);
        expect(naming.sentToText).to.deep.equal([{ name: text }]);
        // What Discord made of it is not asked for again and again.
        await naming.scene.joins(naming.scene.ben, naming.room);
        await naming.pass(660);
        expect(naming.sentToText.filter((body) => JSON.stringify(body).includes('name'))).to.have.length(1);
      });
    }

    it('HB-28 a name that Discord’s own filter refuses is answered clearly, and nothing has changed', async () => {
      await set();
      const before = naming.scene.stored(naming.room);
      const name = naming.room.name;
      naming.scene.sandbox.faults.add({ operation: EDIT, times: 1, answer: refusedName });
      const error = await failure(naming.rename('Something rude'));
      expect(error.identifier).to.equal('hub.discord-refused');
      expect(error.message).to.include('does not take this name').and.include('choose another');
      await naming.settle();
      expect(naming.room.name).to.equal(name);
      expect(naming.scene.stored(naming.room)).to.deep.equal(before);
      expect(await naming.rename('Something nice')).to.include({ kind: 'applied' });
    });

    it('HB-28 a game whose name Discord refuses is tried once', async () => {
      await set();
      await naming.pass(660);
      naming.scene.sandbox.faults.add({
        operation: EDIT,
        match: ({ body }) => JSON.stringify(body).includes('Rude'),
        answer: refusedName,
      });
      naming.scene.ada.plays('Rude Game');
      await naming.pass(10);
      await naming.scene.joins(naming.scene.ben, naming.room);
      await naming.pass(3600);
      expect(naming.sent.filter((body) => JSON.stringify(body).includes('Rude'))).to.have.length(1);
      expect(naming.names).to.include({ wish: null, at: null });
      naming.scene.ada.plays('Nice Game');
      naming.scene.ben.plays('Nice Game');
      await naming.pass(10);
      expect(naming.room.name).to.equal('(2) Nice Game');
    });

    it('HB-28 a game with a word of the guild’s list does not name the room', async () => {
      await set({}, (scene) => NamingScene.wants(scene, { banned_words: ['rude'] }));
      await naming.pass(660);
      naming.scene.ada.plays('Rude Game');
      await naming.pass(660);
      expect(naming.sent).to.deep.equal([]);
    });

    it('HB-28 without the permission the person is told which one, and so is the guild', async () => {
      await set();
      const before = naming.scene.stored(naming.room).room.naming;
      naming.scene.sandbox.faults.add({ operation: EDIT, times: 1, answer: { status: 403, code: 50_013 } });
      const error = await failure(naming.rename('Mine'));
      expect(error.identifier).to.equal('hub.discord-refused');
      expect(error.message).to.include('nothing was changed');
      await naming.settle();
      expect(state().naming).to.deep.equal(before);
      expect(naming.scene.said(naming.scene.news).join()).to.include('Manage Channels');
    });

    it('HB-23 a template that Discord refuses leaves naming and limit as they were', async () => {
      await set();
      const before = naming.scene.stored(naming.room);
      naming.scene.sandbox.faults.add({ operation: EDIT, answer: { status: 403, code: 50_013 } });
      expect((await failure(naming.template('comp'))).identifier).to.equal('hub.discord-refused');
      await naming.settle();
      expect(naming.scene.stored(naming.room)).to.deep.equal(before);
    });
  });

  describe('the text channel', () => {
    it('PF-01 HB-28 follows the room’s name, in a PATCH of its own: 2 in all', async () => {
      await set();
      await naming.rename('Our Place');
      expect(naming.scene.textOf(naming.room).name).to.equal('our-place');
      expect(naming.sentToText).to.deep.equal([{ name: 'our-place' }]);
      expect(naming.scene.operations).to.have.length(2);
    });

    it('HB-28 is not renamed when its name would be the same', async () => {
      await set();
      await naming.rename(naming.room.name.toUpperCase());
      expect(naming.sentToText).to.deep.equal([]);
    });

    it('HB-28 waits for its own budget, and never keeps the room waiting', async () => {
      await set();
      naming.scene.sandbox.faults.add({
        operation: EDIT,
        times: 1,
        match: ({ params }) => params['channel_id'] === naming.scene.textOf(naming.room).id,
        answer: { status: 429, retryAfter: 300 },
      });
      expect(await naming.rename('Our Place')).to.include({ kind: 'applied' });
      expect(naming.scene.textOf(naming.room).name).to.not.equal('our-place');
      await naming.pass(290);
      expect(naming.sentToText).to.have.length(1);
      await naming.pass(15);
      expect(naming.scene.textOf(naming.room).name).to.equal('our-place');
      expect(naming.names).to.include({ wish: null, at: null });
    });

    it('HB-28 there is none to rename where rooms have no text channel', async () => {
      await set({}, (scene) => NamingScene.wants(scene, { text: 'none' }));
      expect(naming.scene.calls(CREATE)).to.deep.equal([]);
      await naming.rename('Our Place');
      expect(naming.scene.operations).to.deep.equal([EDIT]);
    });

    it('HB-28 that was deleted by hand is no obstacle', async () => {
      await set();
      naming.scene.sandbox.faults.add({
        operation: EDIT,
        match: ({ params }) => params['channel_id'] !== naming.room.id,
        answer: { status: 404, code: 10_003 },
      });
      expect(await naming.rename('Our Place')).to.include({ kind: 'applied' });
      await naming.pass(120);
      expect(naming.sentToText).to.have.length.of.at.most(2);
    });
  });

  it('HB-60 a room that is not there is answered as such', async () => {
    await set();
    const { names } = naming.scene.parts;
    expect((await failure(names.rename('1', 'x'))).identifier).to.equal('hub.room-gone');
    expect((await failure(names.template('1', 'auto', 'Ada'))).identifier).to.equal('hub.room-gone');
    await names.cancel('1');
    await names.woken('1');
  });
});
