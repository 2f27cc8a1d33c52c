import { expect } from 'chai';
import { ActivityType, PresenceUpdateStatus } from 'discord-api-types/v10';
import type { Person } from 'roomkeeper/sandbox';
import { setPresence } from '../../../../sandbox/store/presences.js';
import { EDIT, type HubScene, type HubSceneOptions } from '../scene.js';
import { DEBOUNCE, NamingScene } from '../naming-scene.js';

/** Until the conversion no longer counts, in seconds. */
const FRESH = 660;

describe('hub: names by presence', () => {
  let naming: NamingScene;

  async function set(options: HubSceneOptions = {}, before?: (scene: HubScene) => void | Promise<void>): Promise<void> {
    naming = await NamingScene.set(options, before);
    await naming.pass(FRESH);
  }
  afterEach(() => naming.scene.stage.strike());

  /** How often something of the room was told. */
  function changes(): () => number {
    let count = 0;
    naming.scene.parts.bus.on('roomChanged', () => (count += 1));
    return () => count;
  }

  async function joins(...people: readonly Person[]): Promise<void> {
    for (const person of people) await naming.scene.joins(person, naming.room);
    await naming.pass(DEBOUNCE);
    naming.scene.sandbox.clearCalls();
  }

  it('HB-25 a game of any member names the room', async () => {
    await set();
    const { ben } = naming.scene;
    await joins(ben);
    ben.plays('Chess');
    await naming.pass(DEBOUNCE);
    expect(naming.room.name).to.equal('Chess');
    expect(naming.sent).to.deep.equal([{ name: 'Chess' }]);
  });

  it('HB-25 a member who comes with a game, or leaves with it, drives the name, though no presence event comes', async () => {
    await set();
    const { ben } = naming.scene;
    const fallback = naming.room.name;
    ben.plays('Chess');
    await naming.settle();
    await naming.scene.joins(ben, naming.room);
    await naming.pass(DEBOUNCE);
    expect(naming.room.name).to.equal('Chess');
    await naming.scene.leaves(ben);
    await naming.pass(FRESH);
    expect(naming.room.name).to.equal(fallback);
  });

  it('HB-21 the most-played game wins, a tie goes to the owner’s', async () => {
    await set();
    const { ada, ben, cleo } = naming.scene;
    await joins(ben, cleo);
    ben.plays('Dota 2');
    await naming.pass(DEBOUNCE);
    ada.plays('Chess');
    await naming.pass(FRESH);
    expect(naming.room.name).to.equal('Chess');
    cleo.plays('Dota 2');
    await naming.pass(FRESH);
    expect(naming.room.name).to.equal('(2) Dota 2');
  });

  it('HB-21 a new owner’s game decides the tie', async () => {
    await set();
    const { ada, ben } = naming.scene;
    await joins(ben);
    ada.plays('Chess');
    ben.plays('Dota 2');
    await naming.pass(FRESH);
    expect(naming.room.name).to.equal('Chess');
    await naming.scene.parts.flow.apply(naming.scene.guild.id, naming.room.id, { kind: 'transfer', toId: ben.id });
    await naming.pass(FRESH);
    expect(naming.room.name).to.equal('Dota 2');
  });

  it('HB-22 the counter follows members and the limit', async () => {
    await set();
    const { ada, ben } = naming.scene;
    ada.plays('Chess');
    await naming.pass(DEBOUNCE);
    await naming.template('comp');
    expect(naming.room.name).to.equal('Chess [1/5]');
    await naming.pass(FRESH);
    await naming.scene.joins(ben, naming.room);
    await naming.pass(DEBOUNCE);
    expect(naming.room.name).to.equal('Chess [2/5]');
  });

  it('HB-22 the counter follows a limit that somebody sets in Discord itself', async () => {
    await set({ defaults: { template: 'counter' } });
    const { ada, guild } = naming.scene;
    ada.plays('Chess');
    await naming.pass(FRESH);
    expect(naming.room.name).to.equal('Chess [1]');
    guild.owner.editChannel(naming.room, { userLimit: 7 });
    await naming.pass(FRESH);
    expect(naming.room.name).to.equal('Chess [1/7]');
    expect(naming.scene.stored(naming.room).room.userLimit).to.equal(7);
    expect(naming.room.userLimit).to.equal(7);
  });

  it('HB-22 two templates at one instant: the limit of the later one holds', async () => {
    await set();
    const { names } = naming.scene.parts;
    const both = [names.template(naming.room.id, 'comp', 'Ada'), names.template(naming.room.id, 'chill', 'Ada')];
    await naming.settle();
    await Promise.all(both);
    await naming.pass(FRESH);
    expect(naming.room.userLimit).to.equal(0);
    expect(naming.scene.stored(naming.room).room.userLimit).to.equal(0);
    expect(naming.room.name).to.equal("Ada's Chill Session");
  });

  it('HB-22 the rich presence’s details, state and party', async () => {
    await set({ defaults: { template: 'party' } });
    const { ada } = naming.scene;
    ada.plays('Chess', { party: { size: 1, max: 2 } });
    await naming.pass(DEBOUNCE);
    expect(naming.room.name).to.equal('Chess (1/2 party)');
    ada.stopsPlaying();
    ada.plays('Chess', { party: { size: 2, max: 2 } });
    await naming.pass(FRESH);
    expect(naming.room.name).to.equal('Chess (2/2 party)');
  });

  it('HB-25 status, custom status and music do not', async () => {
    await set();
    const { ada, stage } = naming.scene;
    ada.plays('Chess');
    await naming.pass(DEBOUNCE);
    const before = naming.scene.stored(naming.room);
    naming.scene.sandbox.clearCalls();
    const told = changes();
    const [playing] = naming.scene.guild.record.presences.get(ada.id)?.activities ?? [];
    if (!playing) return expect.fail('nothing is played');
    const other = (type: ActivityType, name: string) => ({ id: name, name, type, created_at: stage.clock.now() });
    for (const status of [PresenceUpdateStatus.Idle, PresenceUpdateStatus.DoNotDisturb]) {
      for (const extra of [
        other(ActivityType.Custom, 'Hi'),
        other(ActivityType.Listening, 'Music'),
        other(ActivityType.Streaming, 'Show'),
        other(ActivityType.Competing, 'Cup'),
      ]) {
        setPresence(naming.scene.sandbox.world, ada.id, { status, activities: [extra, playing] });
      }
    }
    await naming.pass(FRESH);
    expect(naming.scene.operations).to.deep.equal([]);
    expect(told()).to.equal(0);
    expect(naming.scene.stored(naming.room)).to.equal(before);
  });

  it('PF-01 HB-25 a presence change that does not change the name: no request, and nothing stored', async () => {
    await set();
    const { ada } = naming.scene;
    ada.plays('Chess');
    await naming.pass(DEBOUNCE);
    const before = naming.scene.stored(naming.room);
    naming.scene.sandbox.clearCalls();
    const told = changes();
    ada.plays('Chess', { details: 'Endgame' });
    await naming.pass(FRESH);
    expect(naming.scene.operations).to.deep.equal([]);
    expect(naming.scene.stored(naming.room)).to.equal(before);
    expect(told(), 'what is played has changed, and that is told').to.equal(1);
  });

  it('HB-25 people outside rooms, and in other channels, change nothing', async () => {
    await set();
    const { ben, cleo, guild } = naming.scene;
    const lounge = guild.addChannel({ name: 'Lounge' });
    await naming.scene.joins(ben, lounge);
    const told = changes();
    ben.plays('Chess');
    cleo.plays('Dota 2');
    await naming.pass(FRESH);
    expect(naming.scene.operations).to.deep.equal([]);
    expect(told()).to.equal(0);
  });

  it('HB-25 a game of a bot does not count', async () => {
    await set();
    const robot = naming.scene.guild.addMember({ name: 'Robot', bot: true });
    await naming.scene.joins(robot, naming.room);
    await naming.pass(DEBOUNCE);
    naming.scene.sandbox.clearCalls();
    robot.plays('Chess');
    await naming.pass(FRESH);
    expect(naming.scene.operations).to.deep.equal([]);
  });

  it('HB-25 an emptied room is not renamed before it is deleted', async () => {
    await set();
    const { ada } = naming.scene;
    ada.plays('Chess');
    await naming.pass(DEBOUNCE);
    naming.scene.sandbox.clearCalls();
    ada.stopsPlaying();
    ada.leave();
    await naming.pass(20);
    expect(naming.scene.calls(EDIT)).to.deep.equal([]);
    await naming.pass(60);
    expect(naming.scene.exists(naming.room)).to.equal(false);
  });

  it('HB-25 without the presence intent rooms are named, from their fallbacks', async () => {
    await set({ sandbox: { privilegedIntents: [] } }, ({ ada }) => ada.plays('Chess'));
    const { fallbackName } = naming.scene.stored(naming.room).room.naming;
    expect(naming.room.name).to.equal(fallbackName);
    naming.scene.ada.plays('Dota 2');
    await naming.pass(FRESH);
    expect(naming.sent).to.deep.equal([]);
    expect(await naming.template('counter')).to.deep.equal({ kind: 'applied', name: fallbackName });
    expect(await naming.rename('Mine')).to.include({ kind: 'applied' });
    expect(naming.room.name).to.equal('Mine');
  });

  it('HB-61 a game that began while the bot was off names the room after a refresh', async () => {
    await set();
    const { stage, ada } = naming.scene;
    await stage.stopBot();
    ada.plays('Chess');
    await stage.startBot();
    const { parts } = naming.scene;
    for (const stored of parts.rooms.all()) parts.names.refresh(stored);
    await naming.pass(DEBOUNCE);
    expect(naming.room.name).to.equal('Chess');
  });

  it('HB-61 a refresh of rooms that are as they should be costs no request, and stores nothing', async () => {
    await set({}, ({ ada }) => ada.plays('Chess'));
    const { stage } = naming.scene;
    await stage.stopBot();
    await stage.startBot();
    naming.scene.sandbox.clearCalls();
    const { parts } = naming.scene;
    const before = naming.scene.stored(naming.room);
    parts.names.refresh(before);
    await naming.pass(FRESH);
    expect(naming.scene.calls(EDIT)).to.deep.equal([]);
    expect(naming.scene.stored(naming.room)).to.equal(before);
  });
});
