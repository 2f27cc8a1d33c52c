import { expect } from 'chai';
import {
  isIdle,
  pendingBreakout,
  SETTLE_AFTER,
  transition,
  type Breakout,
  type BreakoutEvent,
  type BreakoutRules,
  type BreakoutState,
} from '../../../../plugins/autochannel/domain/breakout.js';
import { retryDelay } from '../../../../plugins/autochannel/domain/retry.js';

const now = 1_000_000;
const rules: BreakoutRules = { grace: 30_000, retry: { quickTries: 3, firstDelay: 5000, slowDelay: 3_600_000 } };
const active: Breakout = { state: 'active', attempts: 0, deleteAt: null, forced: false };
const inGrace: Breakout = { ...active, deleteAt: now + 10 };
const overdue: Breakout = { ...active, deleteAt: now };
const pending = pendingBreakout(now);
const deleting: Breakout = { state: 'deleting', attempts: 1, deleteAt: now + 10, forced: false };
const forced: Breakout = { ...deleting, forced: true };

/** The outcome in one line, such as `active @30000 | arm`. */
function outcome(breakout: Breakout, event: BreakoutEvent, rules_ = rules): string {
  const { next, effects } = transition(breakout, event, rules_, now);
  if (isIdle(breakout, { next, effects })) return 'idle';
  const deadline = next?.deleteAt === null || next === null ? '' : ` @${next.deleteAt - now}`;
  return [`${next?.state ?? 'forgotten'}${deadline}`, ...effects.map(({ type }) => type)].join(' | ');
}

const instant: BreakoutRules = { ...rules, grace: 0 };
const woken = (occupied: boolean): BreakoutEvent => ({ type: 'woken', occupied });
const emptied: BreakoutEvent = { type: 'emptied' };
const occupied: BreakoutEvent = { type: 'occupied' };
const gone: BreakoutEvent = { type: 'gone' };
const created = (wanted: boolean, isOccupied = false): BreakoutEvent => ({
  type: 'created',
  wanted,
  occupied: isOccupied,
});
const disabled = (deleteBreakouts: boolean, isOccupied: boolean): BreakoutEvent => ({
  type: 'disabled',
  deleteBreakouts,
  occupied: isOccupied,
});

describe('the life of a breakout', () => {
  const cases: readonly [
    title: string,
    breakout: Breakout,
    event: BreakoutEvent,
    expected: string,
    rules?: BreakoutRules,
  ][] = [
    ['AC-10 is active once its channel exists', pending, created(true), 'active'],
    ['AC-15 goes at once when nobody wants it any more', pending, created(false), 'deleting @0 | delete-channel'],
    ['AC-15 stays when somebody went in before its user left', pending, created(false, true), 'active'],
    [
      'AC-16 leaves nothing behind when its creation failed',
      pending,
      { type: 'creation-failed' },
      'forgotten | cancel',
    ],
    [
      'AC-33 is looked up later when creation got no answer',
      pending,
      { type: 'creation-unknown' },
      `pending @${SETTLE_AFTER} | arm`,
    ],
    ['AC-33 is looked up when its time is up', { ...pending, deleteAt: now }, woken(false), 'pending @0 | settle'],
    ['AC-33 is not looked up before', pending, woken(false), `pending @${SETTLE_AFTER} | arm`],
    ['AC-22 waits for its creation when its source goes', pending, { type: 'source-gone', occupied: false }, 'idle'],

    ['AC-20 gets its grace when the last human leaves', active, emptied, 'active @30000 | arm'],
    ['AC-20 goes at once with grace 0', active, emptied, 'deleting @0 | delete-channel', instant],
    ['AC-20 keeps its deadline when it is emptied twice', inGrace, emptied, 'idle'],
    ['AC-20 keeps its deadline when it is emptied twice with grace 0', inGrace, emptied, 'idle', instant],
    ['AC-20 loses its deadline when somebody comes back', inGrace, occupied, 'active | cancel'],
    ['AC-20 costs nothing when a further human joins', active, occupied, 'idle'],
    ['AC-20 goes when it is due and still empty', overdue, woken(false), 'deleting @0 | delete-channel'],
    ['AC-20 stays when it is due and somebody is in it', overdue, woken(true), 'active | cancel'],
    ['AC-20 waits on when it is woken early', inGrace, woken(false), 'active @10 | arm'],
    ['AC-20 ignores a stale wake-up while people are in it', active, woken(true), 'idle'],
    ['AC-31 gets its grace when it is found empty without a deadline', active, woken(false), 'active @30000 | arm'],
    [
      'AC-31 goes at once when it is found empty with grace 0',
      active,
      woken(false),
      'deleting @0 | delete-channel',
      instant,
    ],

    ['AC-21 counts as deleted when Discord does not know it', deleting, gone, 'forgotten | cancel'],
    [
      'AC-21 is tried again after a failure',
      { ...deleting, attempts: 0 },
      { type: 'delete-failed' },
      'deleting @5000 | arm',
    ],
    ['AC-21 is tried again later each time', deleting, { type: 'delete-failed' }, 'deleting @10000 | arm'],
    [
      'AC-21 tells the guild after the last quick try',
      { ...deleting, attempts: 2 },
      { type: 'delete-failed' },
      'deleting @3600000 | arm | tell-guild',
    ],
    [
      'AC-21 does not tell the guild again',
      { ...deleting, attempts: 3 },
      { type: 'delete-failed' },
      'deleting @3600000 | arm',
    ],
    ['AC-21 is not tried before its time', deleting, woken(false), 'deleting @10 | arm'],
    [
      'AC-21 is tried again when its time has come',
      { ...deleting, deleteAt: now },
      woken(false),
      'deleting @0 | delete-channel',
    ],
    [
      'AC-21 is tried again when a crash left no deadline',
      { ...deleting, deleteAt: null },
      woken(false),
      'deleting @0 | delete-channel',
    ],
    [
      'AC-17 is tried again at once when permissions change',
      deleting,
      { type: 'retry', occupied: false },
      'deleting @0 | delete-channel',
    ],
    ['AC-20 stays after all when somebody came back before the next try', deleting, occupied, 'active | cancel'],
    ['AC-20 stays after all when the next try finds somebody in it', deleting, woken(true), 'active | cancel'],
    [
      'AC-17 stays after all when permissions change with somebody in it',
      deleting,
      { type: 'retry', occupied: true },
      'active | cancel',
    ],
    ['AC-20 starts no second deletion when it is emptied meanwhile', deleting, emptied, 'idle'],

    [
      'AC-22 goes with its source when it is empty',
      active,
      { type: 'source-gone', occupied: false },
      'deleting @0 | delete-channel',
    ],
    [
      'AC-22 goes with its source within its grace',
      inGrace,
      { type: 'source-gone', occupied: false },
      'deleting @0 | delete-channel',
    ],
    [
      'AC-22 stays tracked without its source while people are in it',
      active,
      { type: 'source-gone', occupied: true },
      'idle',
    ],
    [
      'AC-15 goes at once when its user could not be moved',
      active,
      { type: 'unused', occupied: false },
      'deleting @0 | delete-channel',
    ],
    [
      'AC-15 stays when another went in before its user could be moved',
      active,
      { type: 'unused', occupied: true },
      'idle',
    ],

    [
      'AC-02 goes with people in it when it is disabled with deletion',
      active,
      disabled(true, true),
      'deleting @0 | delete-channel',
    ],
    [
      'AC-02 still goes when people are in it at the next try',
      { ...forced, deleteAt: now },
      woken(true),
      'deleting @0 | delete-channel',
    ],
    ['AC-02 is not saved by somebody who joins before the next try', forced, occupied, 'idle'],
    ['AC-02 stays with people in it when it is disabled without deletion', active, disabled(false, true), 'idle'],
    ['AC-02 keeps its grace when it is disabled without deletion', inGrace, disabled(false, false), 'active @10 | arm'],
    [
      'AC-02 is deleted for certain when deletion was only for emptiness',
      deleting,
      disabled(true, true),
      'deleting @0 | delete-channel',
    ],
  ];
  for (const [title, breakout, event, expected, rules_] of cases) {
    it(title, () => {
      expect(outcome(breakout, event, rules_)).to.equal(expected);
    });
  }

  for (const state of ['pending', 'active', 'deleting'] satisfies BreakoutState[]) {
    it(`AC-23 is forgotten at once when its channel is deleted by hand while ${state}`, () => {
      expect(outcome({ ...active, state, deleteAt: now + 5 }, gone)).to.equal('forgotten | cancel');
      expect(outcome({ ...active, state }, gone)).to.equal('forgotten');
    });
  }

  it('AC-02 remembers that it goes even with people in it', () => {
    expect(pending.forced).to.equal(false);
    expect(transition(active, disabled(true, true), rules, now).next?.forced).to.equal(true);
    expect(transition(deleting, disabled(true, true), rules, now).next?.forced).to.equal(true);
  });

  it('AC-22 loses a stale deadline when its source goes with people in it', () => {
    expect(outcome(inGrace, { type: 'source-gone', occupied: true })).to.equal('active | cancel');
    expect(outcome(inGrace, disabled(false, true))).to.equal('active | cancel');
  });

  it('AC-21 tells the guild once, also when people came back between failures', () => {
    let breakout: Breakout = { ...deleting, attempts: 0 };
    let told = 0;
    for (let round = 0; round < 12; round += 1) {
      for (const event of [{ type: 'delete-failed' }, occupied, emptied, woken(false)] satisfies BreakoutEvent[]) {
        const { next, effects } = transition(breakout, event, instant, now);
        told += effects.filter(({ type }) => type === 'tell-guild').length;
        breakout = next ?? expect.fail('the row was forgotten without proof that the channel is gone');
      }
    }
    expect(told).to.equal(1);
  });

  it('AC-21 backs off twice as far each time, and never further than the slow pace', () => {
    const retry = { quickTries: 20, firstDelay: 1000, slowDelay: 60_000 };
    expect([1, 2, 3, 6, 7, 19, 20, 400].map((attempts) => retryDelay(attempts, retry) / 1000)).to.deep.equal([
      1, 2, 4, 32, 60, 60, 60, 60,
    ]);
  });

  it('RL-03 holds its invariants through any sequence of events', () => {
    const events: readonly BreakoutEvent[] = [
      created(true),
      created(false),
      { type: 'creation-unknown' },
      occupied,
      emptied,
      woken(true),
      woken(false),
      { type: 'delete-failed' },
      { type: 'retry', occupied: true },
      { type: 'unused', occupied: false },
      { type: 'source-gone', occupied: true },
      disabled(false, false),
      disabled(true, true),
    ];
    const seen = new Set<string>();
    const open: Breakout[] = [pendingBreakout(now)];
    for (let breakout = open.pop(); breakout; breakout = open.pop()) {
      for (const event of events) {
        const { next } = transition(breakout, event, rules, now);
        if (next === null) expect.fail(`${breakout.state} was forgotten on ${event.type}`);
        if (next.state !== 'active') expect(next.deleteAt, `${next.state} after ${event.type}`).not.to.equal(null);
        if (next.attempts > 5 || seen.has(JSON.stringify(next))) continue;
        seen.add(JSON.stringify(next));
        open.push(next);
      }
    }
    expect(seen.size).to.be.greaterThan(10);
  });
});
