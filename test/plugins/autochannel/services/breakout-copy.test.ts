import { expect } from 'chai';
import { BreakoutCopy, type StoredBreakout } from '../../../../plugins/autochannel/services/breakout-copy.js';

const row = (id: string, values: Partial<StoredBreakout> = {}): StoredBreakout => ({
  id,
  guildId: 'home',
  sourceId: '1',
  sourceChannelId: 'general',
  channelId: null,
  number: Number(id),
  name: `General #${id}`,
  parentId: null,
  ownerId: 'ada',
  graceSeconds: 30,
  createdAt: 0,
  state: 'active',
  forced: false,
  attempts: 0,
  deleteAt: null,
  ...values,
});

describe('autochannel: the copy of the breakouts', () => {
  let copy: BreakoutCopy;
  /** What the table has. */
  let table: StoredBreakout[];
  let reads: number;

  const read = (): Promise<StoredBreakout[]> => {
    reads += 1;
    return Promise.resolve([...table]);
  };
  const known = async (guildId = 'home'): Promise<string[]> =>
    (await copy.ofGuild(guildId, read)).map(({ id, ownerId }) => `${id} ${ownerId}`);
  const add = (one: StoredBreakout, stored: Promise<void> = Promise.resolve()): Promise<void> =>
    copy.write(
      'home',
      () => stored.then(() => void table.push(one)),
      (rows) => rows.set(one.id, one).has(one.id),
    );

  beforeEach(() => {
    copy = new BreakoutCopy();
    table = [row('1')];
    reads = 0;
  });

  it('PF-16 what was read once is not read again, nor what was written since', async () => {
    await copy.load(read);
    await add(row('2'));
    expect(await known()).to.deep.equal(['1 ada', '2 ada']);
    expect(await known('elsewhere')).to.deep.equal([]);
    expect(reads).to.equal(1);
  });

  it('PF-16 before everything was read, each guild is read by whoever asks first', async () => {
    expect(await known()).to.deep.equal(['1 ada']);
    expect(await known()).to.deep.equal(['1 ada']);
    expect(reads).to.equal(1);
  });

  it('PF-16 a statement that failed, or found another row than the copy has, has the guild read anew', async () => {
    await copy.load(read);
    const failed = copy.write('home', () => Promise.reject(new Error('away')));
    expect(await failed.catch((error: unknown) => String(error))).to.equal('Error: away');
    table = [row('1'), row('2')];
    expect(await known()).to.deep.equal(['1 ada', '2 ada']);
    await copy.write(
      'home',
      () => Promise.resolve(),
      () => false,
    );
    table = [];
    expect(await known()).to.deep.equal([]);
    expect(reads).to.equal(3);
  });

  it('PF-16 what was read while something was being written is not kept', async () => {
    const stored = Promise.withResolvers<void>();
    const answer = Promise.withResolvers<StoredBreakout[]>();
    const before = copy.ofGuild('home', () => answer.promise);
    const written = add(row('2'), stored.promise);
    const loaded = copy.load(() => answer.promise);
    answer.resolve([row('1')]);
    await before;
    stored.resolve();
    await Promise.all([written, loaded]);
    expect(await known()).to.deep.equal(['1 ada', '2 ada']);
  });

  it('PF-16 of two writes at once nobody knows which was the last', async () => {
    await copy.load(read);
    const first = Promise.withResolvers<void>();
    const writes = [add(row('2'), first.promise), add(row('3'))];
    await writes[1];
    first.resolve();
    await Promise.all(writes);
    expect(await known()).to.deep.equal(['1 ada', '3 ada', '2 ada']);
    expect(reads).to.equal(2);
  });

  it('PF-16 what is written for all guilds has those read anew that it concerns, and a load that it met repeated', async () => {
    await copy.load(read);
    const ofAda = ({ ownerId }: StoredBreakout): boolean => ownerId === 'ada';
    const disown = (): Promise<void> =>
      copy.writeAnywhere(() => Promise.resolve(void (table = [row('1', { ownerId: '0' })])), ofAda);
    await disown();
    expect(await known()).to.deep.equal(['1 0']);
    await copy.writeAnywhere(() => Promise.resolve(), ofAda);
    expect(await known()).to.deep.equal(['1 0']);
    expect(reads).to.equal(2);
    table = [row('1'), row('4', { guildId: 'new' })];
    await copy.load(async () => {
      const rows = await read();
      if (reads === 3) await disown();
      return rows;
    });
    expect(await known()).to.deep.equal(['1 0']);
    expect(await known('new')).to.deep.equal([]);
  });
});
