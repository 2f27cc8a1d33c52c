import type { PluginContext } from '../../plugins/definition.js';
import { NOBODY, type Erasure, type PersonalData, type PersonalRow } from '../../privacy/personal-data.js';
import { replaceId } from '../../privacy/replace-id.js';
import { LogRow } from '../../settings/entities/log-row.js';
import { SettingRow } from '../../settings/entities/setting-row.js';
import { coreLost, coreStored } from '../privacy-messages.js';

/** What the framework itself stores about people. */
export const coreData: PersonalData<unknown> = {
  stored: coreStored,
  lost: coreLost,
  export: exportCore,
  erase: eraseCore,
};

/** Of lines about what others did to the person, only that there are any: the rest is about others. */
async function exportCore({ orm }: PluginContext, _api: unknown, userId: string): Promise<PersonalRow[]> {
  const em = orm.em.fork();
  const done = await em.find(LogRow, { actorId: userId }, { orderBy: { id: 'asc' } });
  const named = await em.execute<{ guild_id: string; at: Date; action: string }[]>(
    'select guild_id, at, action from core_log where text ~ ? and actor_id is distinct from ? order by id',
    [`\\y${userId}\\y`, userId],
  );
  const set = await em.find(SettingRow, { updatedBy: userId });
  return [
    ...done.map(({ guildId, at, action, text }) => ({ table: 'core_log', guildId, at, action, text })),
    ...named.map(({ guild_id: guildId, at, action }) => ({ table: 'core_log', guildId, at, action, named: true })),
    ...set.map(({ guildId, key, updatedAt }) => ({ table: 'core_settings', guildId, key, updatedAt })),
  ];
}

/** What was done in a guild stays in its log, without who it was. */
async function eraseCore({ orm }: PluginContext, _api: unknown, { userId }: Erasure): Promise<string[]> {
  await orm.em.fork().transactional(async (em) => {
    await em.nativeUpdate(LogRow, { actorId: userId }, { actorId: NOBODY });
    await em.nativeUpdate(SettingRow, { updatedBy: userId }, { updatedBy: NOBODY });
    await replaceId(em, { table: 'core_log', text: ['text'] }, userId);
  });
  return [];
}
