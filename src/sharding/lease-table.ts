import type { Client } from 'pg';
import { isGone } from './process-place.js';
import { judge, TERM, type StoredLease, type Verdict } from './lease-terms.js';
import type { ShardSet } from './shards.js';

/** Who wants which shards of which bot. */
export interface Claim extends ShardSet {
  readonly application: string;
  /** Another one for each start of a process. */
  readonly holder: string;
  readonly place: string | null;
}

/** What every connection of a holder is called, so that whoever takes over can end them. */
export const connectionName = (holder: string): string => `roomkeeper-${holder}`;
/** The same for the one on which the lease lives. */
export const leaseConnectionName = (holder: string): string => `roomkeeper-lease-${holder}`;

/** The advisory locks of a bot: its class, and in it one for each shard. The one without a shard is for taking turns. */
const CLASS = `hashtext('roomkeeper:' || $1)`;
const TURN = -1;

/** How long PostgreSQL may take to end connections, in milliseconds. */
const ENDING = 5000;

/**
 * Takes the shards of a claim if nobody has them, or their guilds under another count. Those who had them and are too late, or
 * dead, have lost them when this resolves: their connections are gone, and new ones are refused.
 */
export async function take(client: Client, claim: Claim): Promise<Verdict> {
  const verdict = await inTurn(client, claim, async () => {
    const found = judge(claim, await stored(client, claim));
    if (found.kind === 'taken') return found;
    await client.query('delete from core_leases where application = $1 and holder = any($2)', [
      claim.application,
      [...found.deposed, claim.holder],
    ]);
    await client.query(
      `insert into core_leases (application, count, shard, holder, place, expires_at)
       select $1, $2, shard, $4, $5, clock_timestamp() + $6 * interval '1 millisecond' from unnest($3::int[]) shard`,
      [claim.application, claim.count, claim.ids, claim.holder, claim.place, TERM],
    );
    return found;
  });
  if (verdict.kind === 'free') await endConnections(client, verdict.deposed);
  return verdict;
}

/** Takes the advisory locks. Whoever has one of them without a lease has no right to it, and loses the connection. */
export async function lock(client: Client, { application, ids }: Claim): Promise<boolean> {
  const { rows } = await client.query<{ locked: boolean }>(
    `select bool_and(pg_try_advisory_lock(${CLASS}, shard)) as locked
     from unnest($2::int[]) shard where not exists (${heldLocks} and pid = pg_backend_pid() and objid::int = shard)`,
    [application, ids],
  );
  if (rows[0]?.locked !== false) return true;
  await client.query(
    `select pg_terminate_backend(pid) from (${heldLocks} and objid::int = any($2) and pid <> pg_backend_pid()) other`,
    [application, ids],
  );
  return false;
}

const heldLocks = `select pid from pg_locks where locktype = 'advisory' and granted and objsubid = 2
  and database = (select oid from pg_database where datname = current_database())
  and classid::bigint = (${CLASS}::bigint & 4294967295)`;

/** Renews. @returns false when the lease is another's by now. */
export async function renew(client: Client, { application, holder, ids }: Claim): Promise<boolean> {
  const { rowCount } = await client.query(
    `update core_leases set expires_at = clock_timestamp() + $3 * interval '1 millisecond'
     where application = $1 and holder = $2`,
    [application, holder, TERM],
  );
  return rowCount === ids.length;
}

/** Gives the shards back, for others to take at once. */
export async function giveBack(client: Client, { application, holder }: Claim): Promise<void> {
  await client.query('delete from core_leases where application = $1 and holder = $2', [application, holder]);
}

/** Whether the shards are still the holder's. */
export async function isHolder(client: Pick<Client, 'query'>, { application, holder, ids }: Claim): Promise<boolean> {
  const { rowCount } = await client.query('select 1 from core_leases where application = $1 and holder = $2', [
    application,
    holder,
  ]);
  return rowCount === ids.length;
}

/** One after the other, whichever shards they want. */
async function inTurn<Result>(client: Client, { application }: Claim, work: () => Promise<Result>): Promise<Result> {
  await client.query('begin');
  try {
    await client.query(`select pg_advisory_xact_lock(${CLASS}, $2)`, [application, TURN]);
    const result = await work();
    await client.query('commit');
    return result;
  } catch (error) {
    // Whatever cannot be taken back here goes with the connection, which its owner drops.
    await client.query('rollback').catch(() => undefined);
    throw error;
  }
}

/** For update: a renewal at the same instant is either seen, or finds nothing to renew. */
async function stored(client: Client, { application, holder }: Claim): Promise<StoredLease[]> {
  const { rows } = await client.query<Omit<StoredLease, 'dead'> & { readonly place: string | null }>(
    `select shard, count, holder, place, expires_at > clock_timestamp() as live
     from core_leases where application = $1 and holder <> $2 for update`,
    [application, holder],
  );
  return rows.map(({ place, ...lease }) => ({ ...lease, dead: isGone(place) }));
}

async function endConnections(client: Client, holders: readonly string[]): Promise<void> {
  if (holders.length === 0) return;
  const names = [...holders.map(connectionName), ...holders.map(leaseConnectionName)];
  await client.query(
    `select pg_terminate_backend(pid, ${ENDING}) from pg_stat_activity where application_name = any($1) and pid <> pg_backend_pid()`,
    [names],
  );
}
