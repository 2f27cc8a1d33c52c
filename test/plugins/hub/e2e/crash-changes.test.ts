import { expect } from 'chai';
import type { ChannelRecord } from 'roomkeeper/sandbox';
import { CrashScene, type Fate, type Point } from '../crash-scene.js';
import { DELETE, EDIT } from '../scene.js';

const fates: readonly [string, Fate][] = [
  ['before Discord has done it', 'not done'],
  ['after Discord has done it, without its answer', 'done, answer lost'],
];

describe('HB-63 hub: SIGKILL while something changes', function () {
  this.timeout(120_000);

  let scene: CrashScene;
  let room: ChannelRecord;

  beforeEach(async () => {
    scene = await CrashScene.set();
    room = await scene.room();
  });
  afterEach(() => scene.strike());

  const killAt = (point: Point, fate: Fate, act: () => unknown): Promise<void> =>
    scene.killAt([{ ...point, fate }], act);
  const stored = async () => (await scene.state.rooms())[0]?.room;

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
