import { expect } from 'chai';
import {
  afterFailedMove,
  MOVE_TRIES,
  reusable,
  type FailedMove,
  type ReuseFacts,
} from '../../../../plugins/autochannel/domain/reuse.js';

const now = 1000;
const arrival = { userId: 'ada', sourceId: 's', now };
const own: ReuseFacts = {
  id: '1',
  sourceId: 's',
  ownerId: 'ada',
  state: 'active',
  occupied: false,
  createdAt: 0,
  deleteAt: 1500,
};

describe('autochannel reuse', () => {
  const cases: readonly [what: string, change: Partial<ReuseFacts>, reused: boolean][] = [
    ['reuses the empty breakout in its grace', {}, true],
    ['reuses one into which nobody was moved yet', { deleteAt: null }, true],
    ['leaves one alone whose deadline is now', { deleteAt: now }, false],
    ['leaves one alone whose deadline has passed', { deleteAt: 1 }, false],
    ['leaves one alone that somebody is in', { occupied: true }, false],
    ['leaves one alone that is being deleted', { state: 'deleting' }, false],
    ['leaves one alone whose channel may not exist', { state: 'pending' }, false],
    ['leaves one of somebody else alone', { ownerId: 'bob' }, false],
    ['leaves one of another source alone', { sourceId: 't' }, false],
    ['leaves one alone whose source is no longer one', { sourceId: null }, false],
  ];
  for (const [what, change, reused] of cases) {
    it(`AC-15 ${what}`, () => {
      expect(reusable([{ ...own, ...change }], arrival)?.id).to.equal(reused ? '1' : undefined);
    });
  }

  it('AC-15 reuses the newest of several', () => {
    const three = [
      { ...own, id: 'old' },
      { ...own, id: 'new', createdAt: 9 },
      { ...own, id: 'mid', createdAt: 5 },
    ];
    expect(reusable(three, arrival)?.id).to.equal('new');
  });

  const gone: FailedMove = {
    userIn: 'elsewhere',
    occupied: false,
    retryable: true,
    tries: 1,
    nextInLine: null,
    namedAfterUser: false,
  };
  const moves: readonly [what: string, change: Partial<FailedMove>, outcome: string][] = [
    ['deletes it when the user has left', {}, 'delete'],
    ['keeps it when the user is in it after all', { userIn: 'breakout' }, 'keep'],
    ['keeps it when somebody else went in', { occupied: true }, 'keep'],
    ['tries again when the user hopped out and back', { userIn: 'source' }, 'retry'],
    ['gives up after the last try', { userIn: 'source', tries: MOVE_TRIES }, 'delete'],
    ['does not try again what cannot succeed', { userIn: 'source', retryable: false }, 'delete'],
    ['hands it to whoever waits next', { nextInLine: 'bob' }, 'hand-over'],
    [
      'does not hand over a channel that is named after its user',
      { nextInLine: 'bob', namedAfterUser: true },
      'delete',
    ],
    ['hands nothing over where moves cannot succeed', { nextInLine: 'bob', retryable: false }, 'delete'],
    ['keeps the user before whoever waits next', { userIn: 'source', nextInLine: 'bob' }, 'retry'],
  ];
  for (const [what, change, outcome] of moves) {
    it(`AC-15 after a failed move, ${what}`, () => {
      expect(afterFailedMove({ ...gone, ...change }).type).to.equal(outcome);
    });
  }
});
