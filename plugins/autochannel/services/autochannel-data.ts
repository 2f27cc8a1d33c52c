import { NOBODY, type PersonalData, type PluginContext } from 'roomkeeper';
import { AutochannelBreakout } from '../entities/autochannel-breakout.js';
import { personal } from '../messages.js';
import type { Breakouts } from './breakouts.js';
import { queueKey } from './lifetime.js';
import type { Sources } from './sources.js';

/** What autochannel stores about people: for whom breakouts were made. */
export const autochannelData: PersonalData<{ readonly breakouts: Breakouts }> = {
  stored: personal.stored,
  lost: personal.lost,
  async export({ orm }, _api, ownerId) {
    const rows = await orm.em.fork().find(AutochannelBreakout, { ownerId }, { orderBy: { id: 'asc' } });
    return rows.map(({ guildId, channelId, name, state, createdAt }) => ({
      table: 'autochannel_breakout',
      guildId,
      channelId,
      name,
      state,
      createdAt,
    }));
  },
  /** Whoever waits for a channel that is just being made keeps it: it is about to be moved to. */
  async erase({ orm }, api, { userId: ownerId }) {
    const em = orm.em.fork();
    const disown = (): Promise<number> =>
      em.nativeUpdate(AutochannelBreakout, { ownerId, state: { $ne: 'pending' } }, { ownerId: NOBODY });
    await (api ? api.breakouts.disown(ownerId, disown) : disown());
    const pending = await em.find(AutochannelBreakout, { ownerId });
    return pending.map(({ name }) => personal.pending(name));
  },
};

/** The bot was removed from a guild, long enough ago: its sources and breakouts go, from memory too. */
export async function forgetGuild(
  { channels, queue, scheduler }: PluginContext,
  api: { readonly sources: Sources; readonly breakouts: Breakouts } | undefined,
  guildId: string,
): Promise<void> {
  if (!api) return;
  await queue.run(queueKey(guildId), async () => {
    for (const row of await api.breakouts.ofGuild(guildId)) {
      await scheduler.cancel({ task: 'autochannel.wake-breakout', key: row.id });
      await api.breakouts.remove(row);
      if (row.channelId !== null) channels.release(row.channelId, 'autochannel');
    }
    for (const source of api.sources.ofGuild(guildId)) await api.sources.remove(source);
  });
}
