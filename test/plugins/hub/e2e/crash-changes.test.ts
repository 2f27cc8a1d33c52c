import { expect } from 'chai';
import type { ChannelRecord } from 'roomkeeper/sandbox';
import { CrashScene, type Fate, type Point } from '../crash-scene.js';
import { DELETE, EDIT } from '../scene.js';

const fates: readonly [string, Fate][] = [
  ['before Discord has done it', 'not done'],
  ['after Discord has done it, without its answer', 'done, answer lost'],
];
/** Both, and the moment right after the answer. */
const moments = [...fates, ['right after Discord’s answer', null]] as const;

describe('HB-63 hub: SIGKILL while something changes', function () {
  this.timeout(120_000);

  let scene: CrashScene;
  let room: ChannelRecord;

  beforeEach(async () => {
    scene = await CrashScene.set();
    room = await scene.room();
  });
  afterEach(() => scene.strike());

  const killAt = (point: Point, fate: Fate | null, act: () => unknown): Promise<void> =>
    fate === null ? scene.killAfter(point, act) : scene.killAt([{ ...point, fate }], act);
  const stored = async () => (await scene.state.rooms())[0]?.room;
  const edits = (channel: ChannelRecord): Point => ({
    operation: EDIT,
    match: ({ params }) => params['channel_id'] === channel.id,
  });

  describe('a lock', () => {
    for (const [title, fate] of moments) {
      it(`HB-63 locking, ${title}: what is stored is what Discord has`, async () => {
        await killAt(edits(room), fate, () => scene.drives(scene.ada, 'lock'));
        await scene.start();
        await scene.expectOrder();
        expect((await stored())?.locked).to.equal(true);
      });
    }

    for (const [title, fate] of fates) {
      it(`HB-63 unlocking, ${title}: what is stored is what Discord has`, async () => {
        await scene.drives(scene.ada, 'lock');
        await scene.until('the lock', async () => (await stored())?.locked === true);
        await scene.inOrder();
        scene.sandbox.clearCalls();
        await killAt(edits(room), fate, () => scene.drives(scene.ada, 'unlock'));
        await scene.start();
        await scene.expectOrder();
        expect((await stored())?.locked).to.equal(false);
      });
    }
  });

  describe('ownership', () => {
    it('HB-63 the owner leaves: the grace goes on after the restart', async () => {
      scene.ada.leave();
      await scene.until('the grace', async () => (await stored())?.graceExpiresAt !== null);
      const until = (await stored())?.graceExpiresAt;
      await scene.kill();
      await scene.start();
      await scene.expectOrder();
      expect(await stored()).to.include({ ownerId: scene.ada.id, graceExpiresAt: until });
    });

    for (const [title, fate] of fates) {
      it(`HB-63 a transfer in a locked room, ${title}: Cleo owns it, and both channels say so`, async () => {
        await scene.drives(scene.ada, 'lock');
        await scene.until('the lock', async () => (await stored())?.locked === true);
        await scene.inOrder();
        scene.ada.leave();
        await scene.until('the grace', async () => (await stored())?.graceExpiresAt !== null);
        await scene.inOrder();
        scene.sandbox.clearCalls();
        await killAt({ operation: '', match: isOverwrite }, fate, () =>
          scene.drives(scene.ada, 'transfer', scene.cleo),
        );
        await scene.start();
        await scene.expectOrder();
        expect(await stored()).to.include({ ownerId: scene.cleo.id, graceExpiresAt: null });
      });
    }
  });

  describe('a lockdown', () => {
    const hubChannel = async (): Promise<ChannelRecord> => {
      const [hub] = await scene.state.hubs();
      const channel = scene.guild.record.channels.get(hub?.channelId ?? '');
      if (!channel) throw new Error('The hub has no channel');
      return channel;
    };

    for (const [title, fate] of moments) {
      it(`HB-63 locking a hub, ${title}: it is locked`, async () => {
        const channel = await hubChannel();
        await killAt(edits(channel), fate, () => scene.drives(scene.guild.owner, 'lockdown'));
        await scene.start();
        await scene.expectOrder();
        expect((await scene.state.hubs())[0]?.lockdownUntil).to.be.a('number');
      });
    }

    for (const [title, fate] of moments) {
      it(`HB-63 lifting the lock of a hub, ${title}: it is as it was before`, async () => {
        const channel = await hubChannel();
        const before = channel.overwrites;
        await scene.drives(scene.guild.owner, 'lockdown');
        await scene.until('the lock', async () => (await scene.state.hubs())[0]?.lockdownUntil !== null);
        await scene.inOrder();
        scene.sandbox.clearCalls();
        await killAt(edits(channel), fate, () => scene.drives(scene.guild.owner, 'lift'));
        await scene.start();
        await scene.expectOrder();
        expect((await scene.state.hubs())[0]?.lockdownUntil).to.equal(null);
        expect(channel.overwrites).to.have.deep.members(before);
      });
    }
  });

  describe('a deletion', () => {
    const expectNothing = async (): Promise<void> => {
      await scene.until('no row', async () => (await scene.state.rooms()).length === 0);
      await scene.expectOrder();
      expect(scene.guild.record.channels.has(room.id)).to.equal(false);
    };
    const leave = (): void => {
      for (const person of [scene.ada, scene.ben, scene.cleo]) person.leave();
    };
    const deletes = (channelId: string | null | undefined): Point => ({
      operation: DELETE,
      match: ({ params }) => params['channel_id'] === channelId,
    });

    for (const [title, fate] of moments) {
      it(`HB-63 of the voice channel, ${title}: nothing is left`, async () => {
        await killAt(deletes(room.id), fate, leave);
        await scene.start();
        await expectNothing();
      });

      it(`HB-63 of the text channel, ${title}: nothing is left`, async () => {
        await killAt(deletes((await stored())?.textChannelId), fate, leave);
        await scene.start();
        await expectNothing();
      });
    }

    it('HB-63 before the voice channel goes, and Ada comes back before the restart: it stays', async () => {
      await killAt(deletes(room.id), 'not done', leave);
      scene.ada.join(room);
      await scene.start();
      await scene.expectOrder();
      expect(await stored()).to.include({ state: 'open', ownerId: scene.ada.id, voiceChannelId: room.id });
    });

    it('HB-63 that a person wants, with people inside: it is gone after the restart', async () => {
      await killAt(deletes(room.id), 'not done', () => scene.drives(scene.ada, 'delete'));
      await scene.start();
      await expectNothing();
      expect(scene.ben.voiceChannel).to.equal(null);
    });
  });
});

/** Whether a call changes the overwrites of a channel. */
function isOverwrite({ operation, body }: { readonly operation: string; readonly body: unknown }): boolean {
  if (operation.includes('/permissions/')) return true;
  return (
    operation === EDIT && (body as { readonly permission_overwrites?: unknown }).permission_overwrites !== undefined
  );
}
