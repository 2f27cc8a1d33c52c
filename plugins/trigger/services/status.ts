import type { Guild, PermissionsString } from 'discord.js';
import type { GuildStatus, PermissionNeed, PluginContext } from 'roomkeeper';
import type { ActionSpec } from '../domain/action.js';
import { RoleMenuRow } from '../entities/role-menu-row.js';
import { TriggerRow } from '../entities/trigger-row.js';
import { comesNext } from '../description-messages.js';
import type { Catalogue } from './catalogue.js';

/** As many as `/status` shows. */
const NEXT = 3;

/** What `/status` shows of the triggers and role menus of a guild. Two queries, and one more where there are menus. */
export async function triggerStatus(
  { orm, clock }: Pick<PluginContext, 'orm' | 'clock'>,
  catalogue: Catalogue,
  guild: Guild,
): Promise<GuildStatus> {
  const em = orm.em.fork();
  const guildId = guild.id;
  const lives = { $or: [{ expiresAt: null }, { expiresAt: { $gt: new Date(clock.now()) } }] };
  const [{ actionsById }, menus, due] = await Promise.all([
    catalogue.of(guildId),
    catalogue.hasMenus(guildId) ? orm.em.fork().find(RoleMenuRow, { guildId }, { fields: ['channelId'] }) : [],
    em.find(
      TriggerRow,
      { guildId, enabled: true, nextDue: { $ne: null }, ...lives },
      { fields: ['name', 'nextDue'], orderBy: { nextDue: 'asc' }, limit: NEXT },
    ),
  ]);
  const wanted = [
    ...[...actionsById.values()].flatMap(({ spec }) => placeOf(spec)),
    ...menus.map(({ channelId }): PermissionNeed => ({ channelId, permissions: ['SendMessages'] })),
  ];
  return {
    needs: wanted.map((need) => withEntry(guild, need)),
    upcoming: due.flatMap(({ name, nextDue }) =>
      nextDue === null ? [] : [{ at: nextDue, what: comesNext.interval(name) }],
    ),
  };
}

/** Where an action always goes; most go to where the event was. */
function placeOf(spec: ActionSpec): PermissionNeed[] {
  if (spec.kind === 'purge') {
    return [{ channelId: spec.first, permissions: ['ReadMessageHistory', 'ManageMessages'] }];
  }
  return spec.kind === 'message' && spec.first !== null
    ? [{ channelId: spec.first, permissions: ['SendMessages'] }]
    : [];
}

/** In a thread the bot writes by another permission; in a voice channel it must be let in. */
function withEntry(guild: Guild, { channelId, permissions }: PermissionNeed): PermissionNeed {
  const channel = channelId === null ? undefined : guild.channels.cache.get(channelId);
  const there = permissions.map((permission): PermissionsString =>
    permission === 'SendMessages' && channel?.isThread() ? 'SendMessagesInThreads' : permission,
  );
  return {
    channelId,
    permissions: ['ViewChannel', ...(channel?.isVoiceBased() ? (['Connect'] as const) : []), ...there],
  };
}
