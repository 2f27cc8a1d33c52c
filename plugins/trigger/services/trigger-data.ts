import type { EntityManager } from '@mikro-orm/postgresql';
import { NOBODY, replaceId, type Erasure, type PersonalData, type PersonalRow, type PluginContext } from 'roomkeeper';
import { ActionRow } from '../entities/action-row.js';
import { BlacklistRow } from '../entities/blacklist-row.js';
import { GrantRow } from '../entities/grant-row.js';
import { RoleGroupRow } from '../entities/role-group-row.js';
import { RoleMenuRow } from '../entities/role-menu-row.js';
import { TriggerRow } from '../entities/trigger-row.js';
import { personal } from '../privacy-messages.js';
import type { Triggers } from './composition.js';
import { intervalKey } from './schedule/interval-deadline.js';

/** What trigger stores about people. */
export const triggerData: PersonalData<Triggers> = {
  stored: personal.stored,
  lost: personal.lost,
  export: ({ orm }, _api, userId) => exported(orm.em.fork(), userId),
  async erase(context, api, erasure) {
    const em = context.orm.em.fork();
    const kept = erasure.restrictions === 'keep' ? await inForce(em, erasure.userId, context.clock.now()) : [];
    const guildIds = await guildsOf(em, erasure.userId);
    for (const guildId of guildIds) {
      if (api) await api.changes.change(guildId, (change) => forget(change.em, guildId, erasure, change.now));
      else {
        const now = context.clock.now();
        await em.fork().transactional((own) => forget(own, guildId, erasure, now));
      }
    }
    for (const texts of TEXTS) await replaceId(em, texts, erasure.userId);
    // What is in memory has the texts of before.
    for (const guildId of guildIds) await api?.catalogue.renew(guildId);
    api?.forgetPerson(erasure);
    return kept.map((entry) => personal.blacklisted(entry.guildId, entry.until));
  },
};

/** The bot was removed from a guild, long enough ago: what fires there goes, from memory too. */
export async function forgetGuild(
  { scheduler }: PluginContext,
  api: Triggers | undefined,
  guildId: string,
): Promise<void> {
  if (!api) return;
  const timed = await api.changes.change(guildId, async ({ em, state }) => {
    await em.nativeDelete(TriggerRow, { guildId });
    await em.nativeDelete(ActionRow, { guildId });
    await em.nativeDelete(RoleMenuRow, { guildId });
    await em.nativeDelete(BlacklistRow, { guildId });
    await em.nativeDelete(RoleGroupRow, { guildId });
    return state.triggers.filter(({ condition }) => condition.id === 'interval');
  });
  for (const { id } of timed) await scheduler.cancel(intervalKey(id));
}

/** Where admins, and runs, may have written somebody's id. */
const TEXTS = [
  { table: 'trigger_triggers', text: ['parameter', 'last_note', 'last_error'] },
  { table: 'trigger_actions', jsonb: ['spec'] },
  { table: 'trigger_role_menus', text: ['text'] },
];

async function exported(em: EntityManager, userId: string): Promise<PersonalRow[]> {
  const ownerId = userId;
  const triggers = await em.find(TriggerRow, { ownerId });
  const actions = await em.find(ActionRow, { ownerId });
  const menus = await em.find(RoleMenuRow, { ownerId });
  const entries = await em.find(BlacklistRow, { $or: [{ userId }, { createdBy: userId }] });
  const grants = await em.find(GrantRow, { userId });
  return [
    ...triggers.map(({ guildId, name, madeBy, createdAt }) => {
      const made = madeBy === null ? 'by you' : 'for you';
      return { table: 'trigger_triggers', guildId, name, made, createdAt };
    }),
    ...actions.map(({ guildId, name, createdAt }) => ({ table: 'trigger_actions', guildId, name, createdAt })),
    ...menus.map(({ guildId, channelId, messageId, createdAt }) => ({
      table: 'trigger_role_menus',
      guildId,
      channelId,
      messageId,
      createdAt,
    })),
    // Of an entry about somebody else only that it was made; of one about the person, not who made it.
    ...entries.map(({ guildId, channelId, until, createdAt, ...entry }) =>
      entry.userId === userId
        ? { table: 'trigger_blacklist', guildId, channelId, until, createdAt }
        : { table: 'trigger_blacklist', guildId, madeByYou: true, createdAt },
    ),
    ...grants.map(({ guildId, roleId, grantedAt }) => ({ table: 'trigger_grants', guildId, roleId, grantedAt })),
  ];
}

/** The guilds in which somebody has made something, or is named. */
async function guildsOf(em: EntityManager, userId: string): Promise<readonly string[]> {
  const rows = await em.execute<{ guild_id: string }[]>(
    `select guild_id::text from trigger_triggers
       where owner_id = ? or made_by ~ ? or concat_ws(' ', parameter, last_note, last_error) ~ ?
     union select guild_id::text from trigger_actions where owner_id = ? or spec::text ~ ?
     union select guild_id::text from trigger_role_menus where owner_id = ? or text ~ ?
     union select guild_id::text from trigger_blacklist where user_id = ? or created_by = ?
     union select guild_id::text from trigger_grants where user_id = ?`,
    [userId, whole(userId), whole(userId), userId, whole(userId), userId, whole(userId), userId, userId, userId],
  );
  return rows.map((row) => row.guild_id);
}

const whole = (id: string): string => `\\y${id}\\y`;

/** What was made for them goes; what they made for the guild stays, and nobody vouches for it any more. */
async function forget(em: EntityManager, guildId: string, erasure: Erasure, now: number): Promise<void> {
  const { userId, restrictions } = erasure;
  await em.nativeDelete(TriggerRow, { guildId, ownerId: userId, madeBy: { $ne: null } });
  await em.execute('delete from trigger_triggers where guild_id = ? and made_by ~ ?', [guildId, whole(userId)]);
  const own = { guildId, ownerId: userId };
  await em.nativeUpdate(TriggerRow, own, { ownerId: NOBODY });
  await em.nativeUpdate(ActionRow, own, { ownerId: NOBODY });
  await em.nativeUpdate(RoleMenuRow, own, { ownerId: NOBODY });
  await em.nativeDelete(GrantRow, { guildId, userId });
  await em.nativeUpdate(BlacklistRow, { guildId, createdBy: userId }, { createdBy: NOBODY });
  const ended = restrictions === 'erase' ? {} : { until: { $lte: new Date(now) } };
  await em.nativeDelete(BlacklistRow, { guildId, userId, ...ended });
}

/** The entries that hold somebody back now. */
function inForce(em: EntityManager, userId: string, now: number): Promise<BlacklistRow[]> {
  return em.find(BlacklistRow, { userId, $or: [{ until: null }, { until: { $gt: new Date(now) } }] });
}
