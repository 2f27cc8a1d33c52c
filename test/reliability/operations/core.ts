import { unless } from '../cast.js';
import { optionOf } from '../controls.js';
import type { Operation } from '../operation.js';
import { HubCast } from './hub-cast.js';

const plugin = 'core';
const A_MOMENT = 5;

/** What is typed for the owner grace, and what it is in milliseconds. */
const TYPED = '10m';
const STORED = 600_000;

export const coreOperations: readonly Operation[] = [
  {
    plugin,
    name: 'a setting is changed',
    async set(scene) {
      const { cast } = await HubCast.withRoom(scene, 'ben');
      const { guild, olga } = cast;
      const page = await cast.sudo(olga, 'Settings', 'Voice');
      const [menu, value] = optionOf(page, 'Owner grace');
      const { modal } = await cast.answered(olga.select(page, menu, [value]));
      if (!modal) throw new Error('No form was opened');
      const [field = ''] = /"custom_id":"([^"]+)"/.exec(JSON.stringify(modal.data.components))?.slice(1) ?? [];
      const stored = async (): Promise<unknown> => {
        const sql = `select value from core_settings where guild_id = $1 and key = 'voice.owner_grace'`;
        return (await cast.rows(sql))[0]?.['value'];
      };
      const logged = async (): Promise<number> => {
        const sql = `select 1 from core_log where guild_id = $1 and text like '%Owner grace%'`;
        return (await cast.rows(sql)).length;
      };
      return {
        guild,
        settlesIn: A_MOMENT,
        act: async () => void (await olga.submit(modal, { [field]: TYPED })),
        finished: async () => (await stored()) !== undefined,
        divergences: async () => {
          const value = await stored();
          return unless({
            'it is what was typed, or not set': value === undefined || Number(value) === STORED,
            'the log tells it once where it was done': (await logged()) === (value === undefined ? 0 : 1),
          });
        },
      };
    },
  },
];
