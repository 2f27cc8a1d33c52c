import { unless } from '../cast.js';
import type { Operation } from '../operation.js';
import { HubCast } from './hub-cast.js';

const plugin = 'panel';

/** Longer than a panel waits for further changes. */
const DEBOUNCE = 3;
/** Longer than the chat must be quiet before a sticky moves, and than one waits for its turn. */
const STICKY = 15;

export const panelOperations: readonly Operation[] = [
  {
    plugin,
    name: 'a panel that somebody deleted is made anew with the next change',
    async set(scene) {
      const { cast, room } = await HubCast.withRoom(scene, 'ben');
      const [panel, text] = [await cast.panel(), await cast.textOf()];
      return {
        guild: cast.guild,
        settlesIn: DEBOUNCE,
        act: async () => {
          cast.olga.deleteMessage(panel);
          cast.cleo.join(room);
          await scene.settle();
          await scene.pass(DEBOUNCE);
        },
        finished: async () => cast.said(text).some(({ api }) => api.id !== panel.api.id),
        divergences: async () => unless({ 'there is one panel': cast.said(text).length === 1 }),
      };
    },
  },
  {
    plugin,
    name: 'a panel follows its room',
    async set(scene) {
      const { cast, room } = await HubCast.withRoom(scene, 'ben');
      const { cleo, guild } = cast;
      return {
        guild,
        settlesIn: DEBOUNCE,
        act: async () => {
          cleo.join(room);
          await scene.settle();
          await scene.pass(DEBOUNCE);
        },
        finished: async () => JSON.stringify((await cast.panel()).api.components).includes(cleo.id),
        divergences: async () => [],
      };
    },
  },
  {
    plugin,
    name: 'a sticky comes with the first message',
    async set(scene) {
      const { cast } = await HubCast.withRoom(scene);
      const text = await cast.textOf();
      return {
        guild: cast.guild,
        settlesIn: STICKY,
        act: async () => void cast.ada.say(text, 'Hello'),
        // The panel is the bot's other message there.
        finished: async () => cast.said(text).length === 2,
        // One that nobody posted comes with the next message.
        divergences: async () => unless({ 'there is one sticky at most': cast.said(text).length <= 2 }),
      };
    },
  },
  {
    plugin,
    name: 'a sticky moves below what was said',
    async set(scene) {
      const { cast } = await HubCast.withRoom(scene);
      const text = await cast.textOf();
      cast.ada.say(text, 'Hello');
      await scene.settle();
      await scene.pass(2 * STICKY);
      const before = cast.said(text).at(-1)?.api.id;
      return {
        guild: cast.guild,
        settlesIn: STICKY,
        act: async () => {
          cast.ada.say(text, 'Hello again');
          await scene.settle();
          await scene.pass(STICKY);
        },
        finished: async () => !cast.said(text).some(({ api }) => api.id === before),
        divergences: async () => unless({ 'there is one sticky at most': cast.said(text).length <= 2 }),
      };
    },
  },
];
