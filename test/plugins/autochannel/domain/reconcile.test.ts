import { expect } from 'chai';
import type { LiveChannel } from '../../../../plugins/autochannel/domain/fingerprint.js';
import {
  reconcile,
  type Action,
  type BreakoutRow,
  type Snapshot,
  type SourceRow,
} from '../../../../plugins/autochannel/domain/reconcile.js';

const now = 1_000_000;
const source: SourceRow = { id: 's', guildId: 'g', channelId: 'source' };
const row: BreakoutRow = {
  id: 'b',
  guildId: 'g',
  sourceId: 's',
  channelId: 'room',
  ownerId: 'ada',
  name: 'General #2',
  parentId: 'category',
  state: 'active',
  attempts: 0,
  deleteAt: null,
  forced: false,
  createdAt: now - 60_000,
  rules: { grace: 30_000, retry: { quickTries: 3, firstDelay: 5000, slowDelay: 3_600_000 } },
};
const pending: BreakoutRow = { ...row, state: 'pending', channelId: null, deleteAt: now - 1 };

const live = (id: string, change: Partial<LiveChannel> = {}): LiveChannel => ({
  id,
  guildId: 'g',
  name: 'General #2',
  parentId: 'category',
  createdAt: now - 59_000,
  hasBotOverwrite: true,
  humans: [],
  ...change,
});
const lobby = (...humans: string[]): LiveChannel => live('source', { name: 'General', hasBotOverwrite: false, humans });

function snapshot(channels: readonly LiveChannel[], change: Partial<Snapshot> = {}): Snapshot {
  return {
    availableGuilds: new Set(['g']),
    channels: new Map(channels.map((channel) => [channel.id, channel])),
    goneChannels: new Set(),
    inFlight: new Set(),
    takenChannels: new Set(['source']),
    ...change,
  };
}

const apply = (event: Extract<Action, { type: 'apply' }>['event'], breakoutId = 'b'): Action => ({
  type: 'apply',
  breakoutId,
  event,
});
const adopt = (channelId: string, wanted: boolean, occupied = false, breakoutId = 'b'): Action => ({
  type: 'adopt',
  breakoutId,
  channelId,
  event: { type: 'created', wanted, occupied },
});
const undo = apply({ type: 'creation-failed' });

describe('autochannel reconcile', () => {
  const room = live('room');
  const busy = live('room', { humans: ['ada'] });

  const tracked: readonly [title: string, row: Partial<BreakoutRow>, snapshot: Snapshot, expected: Action[]][] = [
    ['AC-31 finds nothing to do where an occupied breakout has no deadline', {}, snapshot([lobby(), busy]), []],
    [
      'AC-31 takes the deadline off an occupied breakout',
      { deleteAt: now + 5 },
      snapshot([lobby(), busy]),
      [apply({ type: 'woken', occupied: true })],
    ],
    [
      'AC-31 gives an empty breakout its grace',
      {},
      snapshot([lobby(), room]),
      [apply({ type: 'woken', occupied: false })],
    ],
    [
      'AC-31 gives an empty breakout the rest of its stored deadline',
      { deleteAt: now + 5 },
      snapshot([lobby(), room]),
      [apply({ type: 'woken', occupied: false })],
    ],
    [
      'AC-31 deletes an empty breakout that is overdue',
      { deleteAt: now - 5 },
      snapshot([lobby(), room]),
      [apply({ type: 'woken', occupied: false })],
    ],
    [
      'AC-31 forgets a breakout whose channel is definitely gone',
      {},
      snapshot([lobby()], { goneChannels: new Set(['room']) }),
      [apply({ type: 'gone' })],
    ],
    [
      'AC-31 asks Discord about a channel that is in no list',
      {},
      snapshot([lobby()]),
      [{ type: 'look-up', channelId: 'room' }],
    ],
    ['AC-31 leaves a guild in an outage alone', {}, snapshot([], { availableGuilds: new Set() }), []],
    [
      'AC-33 goes on with a deletion that a crash cut off',
      { state: 'deleting', deleteAt: now },
      snapshot([lobby(), room]),
      [apply({ type: 'woken', occupied: false })],
    ],
    [
      'AC-33 counts a deletion as done when its channel is gone',
      { state: 'deleting' },
      snapshot([lobby()], { goneChannels: new Set(['room']) }),
      [apply({ type: 'gone' })],
    ],
    [
      'AC-02 keeps tracking an occupied breakout whose source is no longer one',
      { sourceId: null },
      snapshot([lobby(), busy]),
      [],
    ],
  ];
  for (const [title, change, seen, expected] of tracked) {
    it(title, () => {
      expect(reconcile([source], [{ ...row, ...change }], seen, now)).to.deep.equal(expected);
    });
  }

  const stray = live('stray');
  const fates: readonly [title: string, row: Partial<BreakoutRow>, snapshot: Snapshot, expected: Action[]][] = [
    [
      'finishes a pending breakout for its user, who waits in the source',
      {},
      snapshot([lobby('ada'), stray]),
      [adopt('stray', true), { type: 'serve', sourceId: 's', userIds: ['ada'] }],
    ],
    [
      'finishes a pending breakout that people are in',
      {},
      snapshot([lobby(), live('stray', { humans: ['ada'] })]),
      [adopt('stray', false, true)],
    ],
    [
      'deletes the channel of a pending breakout whose user has left',
      {},
      snapshot([lobby(), stray]),
      [adopt('stray', false)],
    ],
    [
      'deletes the channel of a pending breakout whose source is no longer one',
      { sourceId: null },
      snapshot([lobby('ada'), stray]),
      [adopt('stray', false), { type: 'serve', sourceId: 's', userIds: ['ada'] }],
    ],
    ['undoes a pending breakout without a channel', {}, snapshot([lobby()]), [undo]],
    ['undoes one whose time is up at this moment', { deleteAt: now }, snapshot([lobby()]), [undo]],
    [
      'watches a young pending breakout without a channel',
      { deleteAt: now + 9 },
      snapshot([lobby()]),
      [apply({ type: 'woken', occupied: false })],
    ],
    [
      'finds the channel of a young pending breakout',
      { deleteAt: now + 9 },
      snapshot([lobby(), stray]),
      [adopt('stray', false)],
    ],
    [
      'leaves a breakout alone that is being created right now',
      {},
      snapshot([lobby(), stray], { inFlight: new Set(['b']) }),
      [],
    ],
    ['never adopts a channel of another name', {}, snapshot([lobby(), live('stray', { name: 'General #3' })]), [undo]],
    ['never adopts a channel in another place', {}, snapshot([lobby(), live('stray', { parentId: null })]), [undo]],
    ['never adopts a channel of another guild', {}, snapshot([lobby(), live('stray', { guildId: 'h' })]), [undo]],
    [
      'never adopts a channel without the bot’s own overwrite',
      {},
      snapshot([lobby(), live('stray', { hasBotOverwrite: false })]),
      [undo],
    ],
    [
      'never adopts a channel that is older than the row',
      {},
      snapshot([lobby(), live('stray', { createdAt: row.createdAt - 5001 })]),
      [undo],
    ],
    [
      'allows for clocks that differ a little',
      {},
      snapshot([lobby(), live('stray', { createdAt: row.createdAt - 5000 })]),
      [adopt('stray', false)],
    ],
    [
      'never adopts a channel that came long after the row',
      {},
      snapshot([lobby(), live('stray', { createdAt: row.createdAt + 900_001 })]),
      [undo],
    ],
    [
      'never adopts a channel that has a role',
      {},
      snapshot([lobby(), stray], { takenChannels: new Set(['stray']) }),
      [undo],
    ],
  ];
  for (const [what, change, seen, expected] of fates) {
    it(`AC-33 ${what}`, () => {
      expect(reconcile([source], [{ ...pending, ...change }], seen, now)).to.deep.equal(expected);
    });
  }

  it('AC-33 never adopts a channel that another breakout tracks', () => {
    const other = { ...row, id: 'other', channelId: 'stray' };
    const seen = snapshot([lobby(), live('stray', { humans: ['bob'] })]);
    expect(reconcile([source], [other, pending], seen, now)).to.deep.equal([undo]);
  });

  it('AC-33 matches pending breakouts of one name to a channel each, older to older', () => {
    const rows = [
      { ...pending, id: 'late', createdAt: now - 59_000 },
      { ...pending, id: 'early' },
      { ...pending, id: 'none', createdAt: now - 30_000 },
    ];
    const channels = [live('second', { createdAt: now - 57_000 }), live('first', { createdAt: now - 58_000 })];
    for (const seen of [snapshot([lobby(), ...channels]), snapshot([lobby(), ...channels.toReversed()])]) {
      expect(reconcile([source], rows, seen, now)).to.deep.equal([
        adopt('second', false, false, 'late'),
        adopt('first', false, false, 'early'),
        apply({ type: 'creation-failed' }, 'none'),
      ]);
    }
  });

  it('AC-33 keeps one of two breakouts that were pending for one user', () => {
    const rows = [pending, { ...pending, id: 'twin', name: 'General #3' }];
    const seen = snapshot([lobby('ada'), live('stray'), live('twin', { name: 'General #3' })]);
    expect(reconcile([source], rows, seen, now)).to.deep.equal([
      adopt('stray', true),
      adopt('twin', false, false, 'twin'),
      { type: 'serve', sourceId: 's', userIds: ['ada'] },
    ]);
  });

  it('AC-18 serves the people who sit in a source', () => {
    expect(reconcile([source], [], snapshot([lobby('ada', 'bob')]), now)).to.deep.equal([
      { type: 'serve', sourceId: 's', userIds: ['ada', 'bob'] },
    ]);
  });

  it('AC-22 reports a source whose channel is definitely gone, and asks about one that is in no list', () => {
    const gone = snapshot([], { goneChannels: new Set(['source']) });
    expect(reconcile([source], [], gone, now)).to.deep.equal([{ type: 'source-gone', sourceId: 's' }]);
    expect(reconcile([source], [], snapshot([]), now)).to.deep.equal([{ type: 'look-up', channelId: 'source' }]);
  });

  it('AC-31 finds nothing to do in ten thousand consistent breakouts', () => {
    const ids = Array.from({ length: 10_000 }, (_, index) => `room-${index}`);
    const rows = ids.map((id) => ({ ...row, id, channelId: id }));
    const seen = snapshot([lobby(), ...ids.map((id) => live(id, { humans: ['ada'] }))]);
    expect(reconcile([source], rows, seen, now)).to.deep.equal([]);
  });
});
