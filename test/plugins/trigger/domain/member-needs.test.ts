import { expect } from 'chai';
import type { ActionSpec } from '../../../../plugins/trigger/domain/action.js';
import { needsMember } from '../../../../plugins/trigger/domain/member-needs.js';
import { noRequirements } from '../../../../plugins/trigger/domain/trigger.js';
import { action, byId, channelId, erase, giveRole, roleId, say, trigger } from './trigger-fixtures.js';

const plain: ActionSpec = {
  kind: 'message',
  first: null,
  second: { texts: ['{username} in {channel}'], reply: false, mentionUser: false },
};
const naming = (text: string): ActionSpec => ({ ...plain, second: { ...plain.second, texts: ['Hello', text] } });

describe('trigger: whether the member has to be known', () => {
  const cases: readonly (readonly [string, ActionSpec, boolean])[] = [
    ['a message to nobody', plain, false],
    ['a deletion', erase, false],
    ['a message with a mention', say, true],
    ['a message with a name in one of its texts', naming('{user.name}'), true],
    ['a message with an id', naming('{user.id}'), true],
    ['a role', giveRole, true],
    ['a purge', { kind: 'purge', first: channelId, second: null }, true],
  ];
  for (const [what, spec, expected] of cases) {
    it(`TR-13 ${what} ${expected ? 'needs' : 'does not need'} it, first or last in a chain`, () => {
      expect(needsMember([trigger()], byId(action(1, { spec })))).to.equal(expected);
      const chain = byId(
        action(1, { spec: erase, chain: 2 }),
        action(2, { spec: plain, chain: 3 }),
        action(3, { spec }),
      );
      expect(needsMember([trigger()], chain)).to.equal(expected);
    });
  }

  it('TR-13 a requirement needs it, of any of the triggers; a missing action and a loop do not', () => {
    const asking = trigger({ requirements: { ...noRequirements, noneOf: [roleId] } });
    const all = byId(action(1, { spec: erase, chain: 1 }));
    expect(needsMember([trigger(), asking], all)).to.equal(true);
    expect(needsMember([trigger(), trigger({ actionId: 9 })], all)).to.equal(false);
  });
});
