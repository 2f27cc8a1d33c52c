import { z } from 'zod';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { Shards } from 'roomkeeper';
import { referencesOfGroup, referencesOfSpec, referencesOfTrigger, type Reference } from '../../domain/references.js';
import type { Snowflake } from '../../domain/trigger.js';
import { ActionRow } from '../../entities/action-row.js';
import { RoleGroupRow } from '../../entities/role-group-row.js';
import { RoleMenuRow } from '../../entities/role-menu-row.js';
import { TriggerRow } from '../../entities/trigger-row.js';
import { stored } from '../store/stored-shapes.js';

/** How many rows are read at once. */
const BATCH = 1000;

interface Row {
  readonly id: number;
  readonly guildId: Snowflake;
}

type Read<Some extends Row> = (after: number) => Promise<readonly Some[]>;

/** What guilds refer to, of one guild or of all of this process: some queries for every thousand rows. */
export async function* storedReferences(
  em: () => EntityManager,
  shards: Shards,
  guildId?: Snowflake,
): AsyncGenerator<readonly [guildId: Snowflake, references: readonly Reference[]]> {
  const of = (): { guildId?: Snowflake } => (guildId === undefined ? shards.rows() : { guildId });
  const order = { orderBy: { id: 'asc' as const }, limit: BATCH };
  const later = (after: number) => ({ ...of(), id: { $gt: after } });
  const triggers = (after: number) =>
    em().find(TriggerRow, later(after), { ...order, fields: ['guildId', 'channelId', 'requirements'] });
  for await (const row of paged(triggers))
    yield [row.guildId, found(() => referencesOfTrigger(row.channelId, stored.requirements(row.requirements)))];
  const actions = (after: number) => em().find(ActionRow, later(after), { ...order, fields: ['guildId', 'spec'] });
  for await (const row of paged(actions)) yield [row.guildId, found(() => referencesOfSpec(stored.spec(row.spec)))];
  const groups = (after: number) => em().find(RoleGroupRow, later(after), order);
  for await (const row of paged(groups))
    yield [row.guildId, found(() => referencesOfGroup({ ...row, roleIds: stored.roleIds(row.roleIds) }))];
  const menus = (after: number) => em().find(RoleMenuRow, later(after), { ...order, fields: ['guildId', 'channelId'] });
  for await (const row of paged(menus)) yield [row.guildId, [{ kind: 'channel', id: row.channelId }]];
}

/** What a row refers to. One that cannot be read refers to nothing: it is told of where its guild is loaded. */
function found(references: () => readonly Reference[]): readonly Reference[] {
  try {
    return references();
  } catch (error) {
    if (error instanceof z.ZodError) return [];
    throw error;
  }
}

async function* paged<Some extends Row>(read: Read<Some>): AsyncGenerator<Some> {
  for (let last = 0; ;) {
    const rows = await read(last);
    yield* rows;
    last = rows.at(-1)?.id ?? last;
    if (rows.length < BATCH) return;
  }
}
