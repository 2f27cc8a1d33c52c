import { PermissionFlagsBits as Bits } from 'discord-api-types/v10';
import { expect } from 'chai';
import type { RoomSettings } from '../../../../plugins/hub/domain/room.js';
import { EDIT } from '../scene.js';
import { DEBOUNCE, NamingScene } from '../naming-scene.js';

const STATUS = 'PUT /channels/{channel_id}/voice-status';
const FRESH = 660;

describe('hub: the game in the status', () => {
  let naming: NamingScene;

  async function set(showGameIn: RoomSettings['showGameIn'], mayNot = 0n): Promise<void> {
    naming = await NamingScene.set({}, async (scene) => {
      scene.guild.setBotPermissions(scene.guild.botRole.permissions & ~mayNot);
      await NamingScene.wants(scene, { show_game_in: showGameIn });
    });
    await naming.pass(FRESH);
    naming.scene.sandbox.clearCalls();
  }
  afterEach(() => naming.scene.stage.strike());

  const statuses = (): unknown[] => naming.scene.calls(STATUS).map(({ body }) => body);

  it('HB-27 status: the game is shown there, and the name stays', async () => {
    await set('status');
    const { name } = naming.room;
    naming.scene.ada.plays('Chess');
    await naming.pass(DEBOUNCE);
    expect(naming.room.status).to.equal('Chess');
    expect(naming.room.name).to.equal(name);
    expect(naming.scene.calls(EDIT)).to.deep.equal([]);
    naming.scene.ada.stopsPlaying();
    await naming.pass(DEBOUNCE);
    expect(naming.room.status).to.equal(null);
  });

  it('HB-27 both: name and status', async () => {
    await set('both');
    naming.scene.ada.plays('Chess');
    await naming.pass(DEBOUNCE);
    expect([naming.room.name, naming.room.status]).to.deep.equal(['Chess', 'Chess']);
  });

  it('HB-27 name: the status is left alone, and its permission is not asked for', async () => {
    await set('name', Bits.SetVoiceChannelStatus);
    naming.scene.ada.plays('Chess');
    await naming.pass(DEBOUNCE);
    expect(statuses()).to.deep.equal([]);
    expect(naming.scene.said(naming.scene.news)).to.deep.equal([]);
  });

  it('HB-27 it is not limited as names are, but changes that follow each other closely are one request', async () => {
    await set('status');
    for (const game of ['Chess', 'Dota 2', 'Factorio', 'Go']) {
      naming.scene.ada.stopsPlaying();
      naming.scene.ada.plays(game);
      await naming.pass(DEBOUNCE);
    }
    expect(statuses()).to.have.length(4);
    for (const game of ['Chess', 'Dota 2', 'Factorio']) {
      naming.scene.ada.stopsPlaying();
      naming.scene.ada.plays(game);
      await naming.pass(1);
    }
    await naming.pass(DEBOUNCE);
    expect(statuses()).to.have.length(5);
    expect(naming.room.status).to.equal('Factorio');
  });

  it('HB-27 what is there already is not sent again', async () => {
    await set('status');
    naming.scene.ada.plays('Chess');
    await naming.pass(DEBOUNCE);
    naming.scene.ada.stopsPlaying();
    naming.scene.ada.plays('Chess');
    await naming.scene.joins(naming.scene.ben, naming.room);
    await naming.pass(FRESH);
    expect(statuses()).to.deep.equal([{ status: 'Chess' }]);
  });

  it('HB-27 one that cannot be set is forgotten; the next one is set', async () => {
    await set('status');
    naming.scene.sandbox.faults.add({ operation: STATUS, times: 1, answer: { status: 400, code: 50_035 } });
    naming.scene.ada.plays('Chess');
    await naming.pass(FRESH);
    expect(statuses()).to.have.length(1);
    naming.scene.ben.plays('Chess');
    await naming.scene.joins(naming.scene.ben, naming.room);
    await naming.pass(DEBOUNCE);
    expect(naming.room.status).to.equal('(2) Chess');
  });

  it('HB-27 FW-41 without the permission nothing is sent, and the guild is told which one it takes', async () => {
    await set('status', Bits.SetVoiceChannelStatus);
    naming.scene.ada.plays('Chess');
    await naming.pass(DEBOUNCE);
    expect(statuses()).to.deep.equal([]);
    expect(naming.scene.said(naming.scene.news).join()).to.include('Set Voice Channel Status');
  });

  it('HB-27 a room that everybody has left forgets it, as Discord does', async () => {
    await set('status');
    naming.scene.ada.plays('Chess');
    await naming.pass(DEBOUNCE);
    naming.scene.ada.leave();
    await naming.pass(10);
    expect(naming.room.status).to.equal(null);
    await naming.scene.joins(naming.scene.ada, naming.room);
    await naming.pass(DEBOUNCE);
    expect(naming.room.status).to.equal('Chess');
  });

  it('HB-27 a restart knows what is shown: the same is not sent again, and what has changed is', async () => {
    await set('status');
    naming.scene.ada.plays('Chess');
    await naming.pass(DEBOUNCE);
    const { stage } = naming.scene;
    await stage.stopBot();
    await stage.startBot();
    await naming.pass(FRESH);
    expect(statuses()).to.deep.equal([{ status: 'Chess' }]);
    await stage.stopBot();
    naming.scene.ada.stopsPlaying();
    await stage.startBot();
    await naming.pass(DEBOUNCE);
    expect(naming.room.status).to.equal(null);
  });

  it('HB-27 a guild that no longer wants it gets rid of what is shown', async () => {
    await set('both');
    naming.scene.ada.plays('Chess');
    await naming.pass(DEBOUNCE);
    await NamingScene.wants(naming.scene, { show_game_in: 'name' });
    naming.scene.parts.names.refresh(naming.scene.stored(naming.room));
    await naming.pass(DEBOUNCE);
    expect([naming.room.name, naming.room.status]).to.deep.equal(['Chess', null]);
  });

  it('HB-27 the bot may stop in between', async () => {
    await set('status');
    naming.scene.ada.plays('Chess');
    await naming.settle();
    await naming.scene.stage.stopBot();
    await naming.scene.stage.clock.advance(60_000);
    expect(statuses()).to.deep.equal([]);
  });
});
