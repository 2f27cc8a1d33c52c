import { expect } from 'chai';
import { PermissionFlagsBits as Bits } from 'discord-api-types/v10';
import { ActingScene, refusal } from '../acting.js';
import { EDIT } from '../scene.js';

describe('hub: user limit, bitrate and region of rooms', () => {
  let scene: ActingScene;

  beforeEach(async () => {
    scene = await ActingScene.set();
  });
  afterEach(() => scene.hub.stage.strike());

  const asAda = () => scene.order(scene.hub.ada);

  it('HB-40 each is one request, and none when the channel has it already', async () => {
    const acts = [
      async () => scene.actions.setLimit(await asAda(), 5),
      async () => scene.actions.setBitrate(await asAda(), 96_000),
      async () => scene.actions.setRegion(await asAda(), 'sydney'),
    ];
    for (const act of acts) {
      expect(await scene.calls(act)).to.deep.equal({ at: [EDIT], after: [] });
      expect(await scene.calls(act)).to.deep.equal({ at: [], after: [] });
    }
    expect(scene.room).to.include({ userLimit: 5, bitrate: 96_000, rtcRegion: 'sydney' });
    expect(scene.stored.userLimit).to.equal(5);
  });

  it('HB-40 a limit is taken away by 0, a region by letting Discord choose', async () => {
    await scene.actions.setLimit(await asAda(), 99);
    await scene.actions.setRegion(await asAda(), 'japan');
    await scene.actions.setLimit(await asAda(), 0);
    await scene.actions.setRegion(await asAda(), null);
    expect(scene.room).to.include({ userLimit: 0, rtcRegion: null });
    expect(scene.stored.userLimit).to.equal(0);
  });

  it('HB-40 of limits that are set at the same instant, the last one holds', async () => {
    const order = await asAda();
    await Promise.all([3, 4, 0, 7, 0].map((limit) => scene.actions.setLimit(order, limit)));
    expect(scene.room.userLimit).to.equal(0);
    expect(scene.stored.userLimit).to.equal(0);
  });

  for (const limit of [-1, 100, 2.5, Number.NaN]) {
    it(`HB-40 a limit of ${limit} is refused with the range`, async () => {
      const { identifier, message } = await refusal(scene.actions.setLimit(await asAda(), limit));
      expect(identifier).to.equal('hub.bad-input');
      expect(message).to.include('from 0 to 99');
      expect(scene.room.userLimit).to.equal(0);
    });
  }

  for (const bitrate of [7999, 96_001, 0]) {
    it(`HB-40 a bitrate of ${bitrate} is refused with what the server’s boosts allow`, async () => {
      const { identifier, message } = await refusal(scene.actions.setBitrate(await asAda(), bitrate));
      expect(identifier).to.equal('hub.bad-input');
      expect(message).to.include('from 8 to 96 kbps');
      expect(scene.room.bitrate).to.equal(64_000);
    });
  }

  it('HB-40 a region that Discord does not know is refused', async () => {
    for (const region of ['atlantis', '', 'toString']) {
      expect((await refusal(scene.actions.setRegion(await asAda(), region))).identifier).to.equal('hub.bad-input');
    }
    expect(scene.room.rtcRegion).to.equal(null);
  });

  it('HB-40 who may not set a limit is told that, whatever the limit', async () => {
    const { identifier, message } = await refusal(scene.actions.setLimit(await scene.order(scene.hub.ben), 500));
    expect(identifier).to.equal('hub.refused');
    expect(message).to.include('its owner, its hosts and sudo');
  });

  it('HB-40 a limit that Discord refuses is taken back, and it is said what is missing', async () => {
    const { guild, stage } = scene.hub;
    guild.setBotPermissions(guild.botRole.permissions & ~Bits.ManageChannels);
    guild.owner.removeOverwrite(scene.room, guild.bot);
    await stage.settle();
    const { identifier, message } = await refusal(scene.actions.setLimit(await asAda(), 5));
    expect(identifier).to.equal('hub.discord-refused');
    expect(message).to.include('Manage Channels').and.to.include('nothing was changed');
    expect(scene.stored.userLimit).to.equal(0);
    const rows = await scene.hub.rows<{ user_limit: number }>('select user_limit from auto_channels');
    expect(rows).to.deep.equal([{ user_limit: 0 }]);
  });

  it('HB-40 a room whose channel Discord no longer knows is gone', async () => {
    scene.hub.sandbox.faults.add({ operation: EDIT, times: 1, answer: { status: 404, code: 10003 } });
    const { identifier } = await refusal(scene.actions.setBitrate(await asAda(), 8000));
    expect(identifier).to.equal('hub.room-gone');
  });

  it('HB-40 a room that is reset is open to everybody and has the limit of its hub', async () => {
    const { ada, ben, cleo } = scene.hub;
    await scene.actions.setHost(await asAda(), ben.id, true);
    await scene.rest();
    const before = structuredClone(scene.room.overwrites);
    await scene.actions.setLocked(await asAda(), true);
    await scene.actions.setHidden(await asAda(), true);
    await scene.actions.setLimit(await asAda(), 5);
    await scene.actions.block(await asAda(), { kind: 'user', id: cleo.id });
    const done = await scene.calls(async () => scene.actions.reset(await asAda()));
    // Overwrites, limit, name; the name of the text channel follows.
    expect(done).to.deep.equal({ at: [EDIT, EDIT, EDIT], after: [EDIT] });
    expect(scene.room.overwrites).to.have.deep.members(before);
    expect(scene.room.userLimit).to.equal(0);
    expect(scene.stored).to.deep.include({ ownerId: ada.id, hostIds: [ben.id], blockedUserIds: [], locked: false });
    expect(await scene.gotIn(cleo)).to.equal(true);
  });

  it('HB-40 a reset that Discord refuses changes nothing', async () => {
    await scene.actions.setLocked(await asAda(), true);
    await scene.actions.setLimit(await asAda(), 5);
    await scene.rest();
    const before = scene.stored;
    scene.hub.sandbox.faults.add({
      operation: EDIT,
      match: ({ body }) => JSON.stringify(body ?? {}).includes('user_limit'),
      answer: { status: 403, code: 50013 },
    });
    const overwrites = structuredClone(scene.room.overwrites);
    expect((await refusal(scene.actions.reset(await asAda()))).identifier).to.equal('hub.discord-refused');
    await scene.rest();
    expect(scene.stored).to.deep.equal(before);
    expect(scene.room.overwrites).to.have.deep.members(overwrites);
    expect(scene.room.userLimit).to.equal(5);
  });
});

describe('hub: what a reset takes from the hub', () => {
  it('HB-40 HB-50 a room that is reset has the limit of its hub’s defaults', async () => {
    const scene = await ActingScene.set({ defaults: { userLimit: 4 } });
    try {
      await scene.actions.setLimit(await scene.order(scene.hub.ada), 9);
      await scene.actions.reset(await scene.order(scene.hub.ada));
      expect(scene.room.userLimit).to.equal(4);
    } finally {
      await scene.hub.stage.strike();
    }
  });
});
