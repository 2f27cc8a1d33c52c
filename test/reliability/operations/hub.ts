import { AuditLogEvent } from 'discord-api-types/v10';
import type { StoredRoom } from '../../../plugins/hub/plugin.js';
import { forceTransfer } from '../../../plugins/hub/sudo-pages.js';
import { creating, hubPage } from '../../../plugins/hub/sudo-messages.js';
import { panelWords } from '../../../plugins/panel/messages.js';
import { unless } from '../cast.js';
import { buttonOf, entityMenuOf, optionOf } from '../controls.js';
import type { Operation, Scene } from '../operation.js';
import { HubCast } from './hub-cast.js';

const plugin = 'hub';

/** By default an absent owner is waited for so long, and an empty room stays so long, in seconds. */
const OWNER_GRACE = 300;
const CLEANUP_DELAY = 30;
/** How long a name may wait for its turn. */
const NAME_WAIT = 600;
/** Long enough for what a click does, and for panels to follow. */
const A_MOMENT = 5;

type Stored = StoredRoom['room'];
type Wish = (room: Stored, cast: HubCast) => boolean;

/** Something that Ada, or whoever `by` says, does to her room with a button of its panel. */
function pressed(
  name: string,
  label: string,
  wish: Wish,
  { first = [] }: { readonly first?: readonly string[] } = {},
): Operation {
  return {
    plugin,
    name,
    async set(scene) {
      const { cast } = await HubCast.withRoom(scene, 'ben');
      for (const earlier of first) {
        await cast.press(cast.ada, earlier);
        await scene.settle();
      }
      return {
        guild: cast.guild,
        settlesIn: A_MOMENT,
        act: () => cast.press(cast.ada, label),
        finished: () => holds(cast, wish),
        divergences: async () => unless({ 'the room is still there': (await cast.rooms()).length === 1 }),
      };
    },
  };
}

/** Something that must come to its end whatever happens: people came or went, or a time was over. */
function certain(
  name: string,
  act: (cast: HubCast, scene: Scene) => Promise<void>,
  wish: Wish,
  {
    before = async () => undefined,
    isDue = false,
    settlesIn = A_MOMENT,
  }: {
    readonly before?: (cast: HubCast, scene: Scene) => Promise<void>;
    readonly isDue?: boolean;
    readonly settlesIn?: number;
  } = {},
): Operation {
  return {
    plugin,
    name,
    isSlow: isDue || settlesIn > A_MOMENT,
    async set(scene) {
      const { cast } = await HubCast.withRoom(scene, 'ben');
      await before(cast, scene);
      return {
        guild: cast.guild,
        settlesIn,
        isDue,
        act: () => act(cast, scene),
        finished: () => holds(cast, wish),
        divergences: async () => unless({ 'the room is as it must be': await holds(cast, wish) }),
      };
    },
  };
}

async function holds(cast: HubCast, wish: Wish): Promise<boolean> {
  const room = await cast.room();
  return room !== undefined && wish(room, cast);
}

const ownerLeaves = async (cast: HubCast, scene: Scene): Promise<void> => {
  cast.ada.leave();
  await scene.settle();
  await scene.pass(2);
};

const gone = async (cast: HubCast, roomId: string, textId: string | null): Promise<string[]> =>
  unless({
    'the room is gone': !cast.guild.record.channels.has(roomId) && (await cast.rooms()).length === 0,
    'so is its text': !cast.guild.record.channels.has(textId ?? ''),
  });

export const hubOperations: readonly Operation[] = [
  {
    plugin,
    name: 'a hub becomes a room',
    async set(scene) {
      const cast = await HubCast.set(scene);
      const { ada, guild, joinMe } = cast;
      const isOpen = (): Promise<boolean> =>
        holds(cast, ({ ownerId, state }) => ownerId === ada.id && state === 'open');
      return {
        guild,
        settlesIn: A_MOMENT,
        act: async () => ada.join(joinMe),
        finished: isOpen,
        divergences: async () =>
          unless({
            'Ada owns one room': (await cast.rooms()).length === 1 && (await isOpen()),
            'she is in it': ada.voiceChannel?.id === (await cast.room())?.voiceChannelId,
            'there is one hub': (await cast.hubs()).length === 1,
            'a text channel and a new hub were made, each once': cast.done(AuditLogEvent.ChannelCreate) === 2,
            'two channels for voice are there': cast.voiceNames.length === 2,
          }),
      };
    },
  },
  certain(
    'a member joins',
    async ({ cleo, joinMe }) => cleo.join(joinMe),
    ({ members }, { cleo }) => members.some(({ userId }) => userId === cleo.id),
  ),
  certain(
    'a member leaves',
    async ({ ben }) => ben.leave(),
    ({ members, ownerId }, { ada }) => members.length === 1 && ownerId === ada.id,
  ),
  certain(
    'the owner leaves, and the grace begins',
    async ({ ada }) => ada.leave(),
    (room, { ada, ben }) => room.ownerId === ada.id && room.actingOwnerId === ben.id && room.graceExpiresAt !== null,
  ),
  certain(
    'the owner leaves for good',
    async ({ ada }) => ada.leave(),
    ({ ownerId, graceExpiresAt }, { ben }) => ownerId === ben.id && graceExpiresAt === null,
    // A grace that began before the crash goes on after it.
    { settlesIn: OWNER_GRACE + A_MOMENT },
  ),
  certain(
    'the grace runs out, and the room passes on',
    (_cast, scene) => scene.pass(OWNER_GRACE),
    ({ ownerId, graceExpiresAt }, { ben }) => ownerId === ben.id && graceExpiresAt === null,
    { before: ownerLeaves, isDue: true },
  ),
  certain(
    'the grace of a locked room runs out',
    (_cast, scene) => scene.pass(OWNER_GRACE),
    ({ ownerId, locked }, { ben }) => ownerId === ben.id && locked,
    {
      before: async (cast, scene) => {
        await cast.press(cast.ada, panelWords.toggles.lock.on.label);
        await scene.settle();
        await ownerLeaves(cast, scene);
      },
      isDue: true,
    },
  ),
  certain(
    'the owner returns within the grace',
    async ({ ada, joinMe }) => ada.join(joinMe),
    (room, { ada }) => room.ownerId === ada.id && room.graceExpiresAt === null && room.actingOwnerId === null,
    { before: ownerLeaves },
  ),
  pressed('a room is locked', panelWords.toggles.lock.on.label, ({ locked }) => locked),
  pressed('a room is unlocked', panelWords.toggles.lock.off.label, ({ locked }) => !locked, {
    first: [panelWords.toggles.lock.on.label],
  }),
  pressed('a room is hidden', panelWords.toggles.hide.on.label, ({ hidden }) => hidden),
  {
    plugin,
    name: 'a room is renamed',
    async set(scene) {
      const { cast, room } = await HubCast.withRoom(scene, 'ben');
      const { ada, guild } = cast;
      const before = room.name;
      const form = await cast.opens(ada, panelWords.buttons.rename.label);
      return {
        guild,
        settlesIn: NAME_WAIT,
        act: async () => void (await ada.submit(form, { name: 'Board games' })),
        finished: async () => room.name === 'Board games',
        divergences: async () => {
          const [stored] = await cast.rooms();
          const wanted = stored?.room.naming.autoName === false ? 'Board games' : before;
          return unless({
            'the room has the name that is stored': room.name === wanted,
            'no name waits any more': stored?.names.wish === null,
            'its text is called alike': (await cast.textOf()).name === wanted.toLowerCase().replaceAll(' ', '-'),
          });
        },
      };
    },
  },
  {
    plugin,
    name: 'sudo gives a room to somebody else',
    async set(scene) {
      const { cast, room } = await HubCast.withRoom(scene, 'ben');
      const { ada, ben, guild, olga } = cast;
      await cast.press(ada, panelWords.toggles.lock.on.label);
      await scene.settle();
      const page = await cast.sudo(olga, forceTransfer.label);
      const [menu, value] = optionOf(page, room.name);
      await cast.answered(olga.select(page, menu, [value]));
      const owner = async (): Promise<string | undefined> => (await cast.room())?.ownerId;
      return {
        guild,
        settlesIn: A_MOMENT,
        act: async () => void (await olga.select(page, entityMenuOf(page), [ben.user])),
        finished: async () => (await owner()) === ben.id,
        divergences: async () => unless({ 'Ada or Ben owns it': [ada.id, ben.id].includes((await owner()) ?? '') }),
      };
    },
  },
  {
    plugin,
    name: 'a room without its owner is claimed',
    isSlow: true,
    async set(scene) {
      const { cast, room } = await HubCast.withRoom(scene, 'ben');
      const { ben, cleo, guild, olga } = cast;
      const page = await cast.sudo(olga, forceTransfer.label);
      const [menu, value] = optionOf(page, room.name);
      await cast.answered(olga.select(page, menu, [value]));
      await cast.answered(olga.select(page, entityMenuOf(page), [cleo.user]));
      await scene.pass(OWNER_GRACE + 1);
      const owner = async (): Promise<string | undefined> => (await cast.room())?.ownerId;
      return {
        guild,
        settlesIn: A_MOMENT,
        act: () => cast.press(ben, panelWords.buttons.claim.label),
        finished: async () => (await owner()) === ben.id,
        divergences: async () => unless({ 'Ben or Cleo owns it': [ben.id, cleo.id].includes((await owner()) ?? '') }),
      };
    },
  },
  {
    plugin,
    name: 'an empty room goes after its delay',
    async set(scene) {
      const { cast } = await HubCast.withRoom(scene);
      const { ada, guild } = cast;
      const { voiceChannelId = '', textChannelId = null } = (await cast.room()) ?? {};
      return {
        guild,
        settlesIn: 2 * CLEANUP_DELAY,
        act: async () => ada.leave(),
        finished: async () => (await cast.rooms()).length === 0,
        divergences: () => gone(cast, voiceChannelId, textChannelId),
      };
    },
  },
  {
    plugin,
    name: 'the owner deletes the room',
    async set(scene) {
      const { cast } = await HubCast.withRoom(scene);
      const { ada, guild } = cast;
      const { voiceChannelId = '', textChannelId = null } = (await cast.room()) ?? {};
      const isGone = async (): Promise<boolean> => (await cast.rooms()).length === 0;
      return {
        guild,
        settlesIn: A_MOMENT,
        act: () => cast.press(ada, panelWords.buttons.delete.label),
        finished: isGone,
        divergences: async () => ((await isGone()) ? gone(cast, voiceChannelId, textChannelId) : []),
      };
    },
  },
  {
    plugin,
    name: 'a channel becomes a hub, with somebody in it',
    async set(scene) {
      const cast = new HubCast(scene);
      const { ada, guild, joinMe, olga } = cast;
      await scene.settle();
      const [page, menu] = await cast.adding();
      ada.join(joinMe);
      await scene.settle();
      const isHub = async (): Promise<boolean> => (await cast.hubs()).length === 1;
      return {
        guild,
        settlesIn: A_MOMENT,
        act: async () => void (await olga.select(page, menu, [joinMe])),
        finished: isHub,
        divergences: async () =>
          unless({ 'Ada has a room where there is a hub': (await isHub()) === ((await cast.rooms()).length === 1) }),
      };
    },
  },
  {
    plugin,
    name: 'a hub is made with a channel of its own',
    async set(scene) {
      const cast = new HubCast(scene);
      const { guild, olga } = cast;
      await scene.settle();
      const page = await cast.hubPage();
      const { modal } = await cast.answered(olga.click(page, buttonOf(page, hubPage.create)));
      if (!modal) throw new Error(`${creating.title} opened no form`);
      return {
        guild,
        settlesIn: A_MOMENT,
        act: async () => void (await olga.submit(modal, { name: 'Lounge' })),
        finished: async () => (await cast.hubs()).length === 1,
        divergences: async () =>
          unless({
            'there is a channel for each hub': (await cast.hubs()).length === cast.voiceNames.length - 1,
            'there is no second hub': (await cast.hubs()).length < 2,
          }),
      };
    },
  },
  {
    plugin,
    name: 'a hub that somebody deleted is made anew',
    async set(scene) {
      const cast = await HubCast.set(scene);
      const { guild, joinMe, olga } = cast;
      return {
        guild,
        settlesIn: A_MOMENT,
        act: async () => olga.deleteChannel(joinMe),
        finished: async () => (await cast.hub()).channelId !== joinMe.id,
        divergences: async () =>
          unless({
            'there is one hub': (await cast.hubs()).length === 1,
            'one channel was made': cast.done(AuditLogEvent.ChannelCreate) === 1,
          }),
      };
    },
  },
];
