import { expect } from 'chai';
import * as fc from 'fast-check';
import type { Action } from '../../../../plugins/trigger/domain/action.js';
import {
  chainFaults,
  chainFrom,
  CHAIN_LIMIT,
  nextStep,
  reachable,
  type ActionsById,
} from '../../../../plugins/trigger/domain/chain.js';
import { noRequirements } from '../../../../plugins/trigger/domain/trigger.js';
import { groupUsers, triggersReaching, usersOf } from '../../../../plugins/trigger/domain/usage.js';
import { action, byId, condition, giveRole, hour, trigger } from './trigger-fixtures.js';

/** Actions 1 to `length`, each chained to the next. */
function line(length: number): ActionsById {
  return byId(...Array.from({ length }, (_, at) => action(at + 1, { chain: at + 1 < length ? at + 2 : null })));
}

const ids = (actions: readonly Action[]): readonly number[] => actions.map(({ id }) => id);

const maker = (id: number, actionId: number): Action =>
  action(id, {
    spec: {
      kind: 'create-trigger',
      first: { condition: condition('contains', 'x'), requirements: noRequirements, actionId, lifetime: hour },
      second: 'server',
    },
  });

describe('trigger chains', () => {
  it('TR-25 runs each action in order, and then ends', () => {
    const actions = line(3);
    expect(ids(chainFrom(1, actions).steps)).to.deep.equal([1, 2, 3]);
    expect(chainFrom(1, actions).abort).to.equal(null);
    expect(nextStep([1, 2, 3], null, actions)).to.deep.equal({ kind: 'end' });
  });

  it('TR-25 takes ten steps and no eleventh', () => {
    expect(chainFrom(1, line(CHAIN_LIMIT)).abort).to.equal(null);
    const long = chainFrom(1, line(CHAIN_LIMIT + 1));
    expect(long.steps).to.have.length(10);
    expect(long.abort).to.deep.equal({ reason: 'too-long', actionId: 11 });
  });

  const loops: readonly (readonly [string, ActionsById, number])[] = [
    ['itself', byId(action(1, { chain: 1 })), 1],
    ['a step before', byId(action(1, { chain: 2 }), action(2, { chain: 1 })), 2],
    ['the middle', byId(action(1, { chain: 2 }), action(2, { chain: 3 }), action(3, { chain: 2 })), 3],
  ];
  for (const [title, actions, steps] of loops) {
    it(`TR-25 aborts at an attempt to run ${title} again`, () => {
      const chain = chainFrom(1, actions);
      expect(chain.steps).to.have.length(steps);
      expect(chain.abort?.reason).to.equal('repeated');
      expect(chainFaults(actions).every(({ code }) => code === 'chain-loop')).to.equal(true);
    });
  }

  it('TR-25 aborts at an action that is gone', () => {
    expect(nextStep([1], 2, byId(action(1, { chain: 2 })))).to.deep.equal({
      kind: 'abort',
      reason: 'missing',
      actionId: 2,
    });
  });

  it('TR-25 always comes to an end, within ten steps, none of them twice', () => {
    const anyChains = fc.array(fc.option(fc.integer({ min: 1, max: 15 })), { minLength: 1, maxLength: 15 });
    fc.assert(
      fc.property(anyChains, (chains) => {
        const actions = byId(...chains.map((chain, at) => action(at + 1, { chain })));
        const { steps, abort } = chainFrom(1, actions);
        expect(steps.length).to.be.within(1, CHAIN_LIMIT);
        expect(new Set(steps).size).to.equal(steps.length);
        expect(abort === null).to.equal(steps.at(-1)?.chain === null);
      }),
    );
  });

  it('TR-25 names all chains that an edit makes too long', () => {
    const faults = chainFaults(line(12));
    expect(faults).to.deep.equal([
      { path: 'action 1.chain', code: 'chain-too-long', limit: 10 },
      { path: 'action 2.chain', code: 'chain-too-long', limit: 10 },
    ]);
  });

  it('TR-27 follows made triggers as well when it asks what may come to run', () => {
    const actions = byId(maker(1, 3), action(2), action(3, { chain: 2 }), action(4));
    expect(ids(reachable(1, actions))).to.have.members([1, 2, 3]);
    expect(ids(reachable(1, byId(maker(1, 1))))).to.deep.equal([1]);
  });
});

describe('trigger action users', () => {
  const actions = [
    action(1),
    action(2, { chain: 1 }),
    action(3, { chain: 2 }),
    maker(4, 1),
    action(5, { spec: giveRole }),
  ];
  const triggers = [
    trigger({ id: 1, actionId: 1 }),
    trigger({ id: 2, actionId: 3, name: 'far' }),
    trigger({ id: 3, actionId: 5 }),
  ];

  it('TR-35 lists what uses an action: triggers, chains and made triggers', () => {
    expect(usersOf(1, triggers, actions)).to.deep.equal({
      triggers: [{ id: 1, name: 'greeting' }],
      actions: [
        { id: 2, name: 'action 2' },
        { id: 4, name: 'action 4' },
      ],
    });
    expect(usersOf(3, [], actions)).to.deep.equal({ triggers: [], actions: [] });
  });

  it('TR-35 finds each trigger that would run an action at any step, loops or not', () => {
    expect(triggersReaching(1, triggers, actions)).to.deep.equal([1, 2]);
    expect(triggersReaching(1, triggers, actions.toReversed())).to.deep.equal([1, 2]);
    expect(triggersReaching(5, triggers, actions)).to.deep.equal([3]);
    const loop = [action(1, { chain: 2 }), action(2, { chain: 1 })];
    expect(triggersReaching(2, [trigger({ actionId: 1 })], loop)).to.deep.equal([1]);
  });

  it('TR-32 finds the actions that use a group', () => {
    const grouped = action(6, { spec: { ...giveRole, second: { mode: 'add', groupId: 7 } } as typeof giveRole });
    expect(ids(groupUsers(7, [...actions, grouped]))).to.deep.equal([6]);
  });
});
