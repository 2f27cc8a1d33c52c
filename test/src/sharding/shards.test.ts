import { expect } from 'chai';
import { readShards } from '../../../src/config/shards.js';
import type { Fault } from '../../../src/plugins/errors.js';
import { shardOf, Shards } from '../../../src/sharding/shards.js';
import { query, testDatabase } from '../../support/database.js';

const GUILD = (shard: number): string => String((BigInt(1_000_000 + shard) << 22n) + 5n);

describe('FW-64 the shards of a process', () => {
  const read = (value: string | undefined): { shards: ReturnType<typeof readShards>; faults: readonly Fault[] } => {
    const faults: Fault[] = [];
    return { shards: readShards(value, faults), faults };
  };

  const good: readonly (readonly [string | undefined, readonly number[] | undefined, number?])[] = [
    [undefined, undefined],
    ['auto', undefined],
    ['AUTO', undefined],
    ['0/1', [0], 1],
    ['3/64', [3], 64],
    ['0-7/64', [0, 1, 2, 3, 4, 5, 6, 7], 64],
    ['0,2/4', [0, 2], 4],
    ['5, 0-2 ,2/ 8', [0, 1, 2, 5], 8],
  ];
  for (const [value, ids, count] of good) {
    it(`FW-64 SHARDS=${value ?? '(not set)'} is ${ids ? `${ids.join(' ')} of ${count}` : 'all'}`, () => {
      expect(read(value)).to.deep.equal({ shards: ids && { ids, count }, faults: [] });
    });
  }

  const bad: readonly (readonly [string, string])[] = [
    ['7', 'the value is not understood'],
    ['0-7', 'the value is not understood'],
    ['/4', 'the value is not understood'],
    ['a/4', 'the value is not understood'],
    ['-1/4', 'the value is not understood'],
    ['0-1-2/4', 'the value is not understood'],
    ['1.5/4', 'the value is not understood'],
    ['0/0', 'there are 1 to 16384 shards in all, not 0'],
    ['0/16385', 'there are 1 to 16384 shards in all, not 16385'],
    ['3-1/4', '3-1 runs backwards'],
    ['0-4/4', 'of 4 shards the last is 3; there is no shard 4'],
    ['0-99999999/4', 'of 4 shards the last is 3; there is no shard 99999999'],
  ];
  for (const [value, what] of bad) {
    it(`FW-64 SHARDS=${value} is a fault that says what to write`, () => {
      const { shards, faults } = read(value);
      expect(shards).to.equal(undefined);
      expect(faults.map((fault) => [fault.where, fault.what])).to.deep.equal([['SHARDS', what]]);
      expect(faults[0]?.todo).to.contain('0-7/64');
    });
  }

  it('FW-64 each guild belongs to exactly one shard, by its id alone', () => {
    const processes = [new Shards({ ids: [0, 2], count: 4 }), new Shards({ ids: [1, 3], count: 4 })];
    for (let shard = 0; shard < 40; shard += 1) {
      const id = GUILD(shard);
      expect(processes.filter((shards) => shards.owns(id))).to.have.length(1);
      expect(processes[shardOf(id, 4) % 2]?.owns(id)).to.equal(true);
    }
    expect(Shards.all.owns(GUILD(3))).to.equal(true);
  });

  it('FW-64 the database deals rows out as the gateway does', async () => {
    const database = await testDatabase();
    try {
      const ids = Array.from({ length: 40 }, (_, shard) => GUILD(shard));
      await query(database.url, 'create table rows as select unnest($1::bigint[]) as guild_id', [ids]);
      for (const shards of [new Shards({ ids: [1, 2, 5], count: 6 }), new Shards({ ids: [0], count: 3 }), Shards.all]) {
        const found = await query(database.url, `select guild_id::text from rows where ${shards.sql()} order by 1`);
        expect(found.map((row) => row['guild_id'])).to.deep.equal(ids.filter((id) => shards.owns(id)).toSorted());
      }
    } finally {
      await database.drop();
    }
  });

  it('FW-64 a process takes its part of what Discord allows the token, and says its shards as they were given', () => {
    const shards = new Shards({ ids: [0, 1, 2, 3, 7], count: 64 });
    expect([shards.text, shards.part, shards.areAll]).to.deep.equal(['0-3,7/64', 5 / 64, false]);
    expect(new Shards({ ids: [0, 1], count: 2 }).areAll).to.equal(true);
  });
});
