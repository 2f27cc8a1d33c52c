import { defineEntity, p, type InferEntity } from '@mikro-orm/postgresql';

/** Who acts for a shard of a bot, and until when at least. Read and written by statements of `lease-table.ts` only. */
export const LeaseRow = defineEntity({
  name: 'LeaseRow',
  tableName: 'core_leases',
  properties: {
    /** The bot's id. */
    application: p.string().columnType('text').primary(),
    count: p.integer().primary(),
    shard: p.integer().primary(),
    /** Another one for each start of a process. */
    holder: p.text(),
    /** Where its process runs; see `ownPlace`. */
    place: p.text().strictNullable(),
    expiresAt: p.datetime(),
  },
});
export type LeaseRow = InferEntity<typeof LeaseRow>;
