import { expect } from 'chai';
import type { Fault } from '../../../plugins/trigger/domain/fault.js';
import { faultList, faultText } from '../../../plugins/trigger/fault-messages.js';

describe('what is wrong, in words', () => {
  const cases: readonly (readonly [Fault, string])[] = [
    [{ path: 'name', code: 'too-long', limit: 32 }, 'The name is too long. It may have 32 characters at most.'],
    [
      { path: 'condition.parameter', code: 'too-long', limit: 31 * 86_400_000 },
      'The parameter of the condition is too long. It may be 31d at most.',
    ],
    [
      { path: 'persistence.expiresAt', code: 'too-short', limit: 60_000 },
      'The lifetime is too short. It must be 1m at least.',
    ],
    [{ path: 'second.texts[3]', code: 'blank' }, 'Text 4 is empty. Give it something that can be seen.'],
    [
      { path: 'requirements.allOf[2]', code: 'unknown-role' },
      'Entry 3 of the list of roles that are all required is not a role of this server.',
    ],
    [
      { path: 'first.requirements.noneOf', code: 'contradiction' },
      'Nobody could ever meet these requirements: a required role is a forbidden one too.',
    ],
    [
      { path: 'actionId', code: 'unknown-action', detail: 'no *such*' },
      'The action does not exist: **no \\*such\\***. `/action list` shows those that do.',
    ],
    [
      { path: 'my.chain.chain', code: 'chain-loop', detail: 'x' },
      'The chain of the action **my.chain** would come back to **x**, which has run by then. Chains cannot loop.',
    ],
    [
      { path: '@here', code: 'needs-user', detail: 'Give' },
      'The trigger **\\@here** has no member to act on, and the action **Give** needs one. Intervals come from nobody.',
    ],
    [
      { path: 'Maker.first.actionId', code: 'needs-message', detail: 'Del' },
      'What the action **Maker** makes has no message to act on, and the action **Del** needs one. Intervals and voice channels bring none.',
    ],
    [{ path: 'triggers[3].name', code: 'twice' }, 'The name of trigger 4 names something twice.'],
    [
      { path: 'actions[0].spec.first.requirements.accountAge', code: 'out-of-range', limit: 3650 * 86_400_000 },
      'The age of the account of action 1 is out of range. The most is 3650d.',
    ],
    [
      { path: 'cooldowns.member', code: 'out-of-range', limit: 86_400_000 },
      'The cooldown per member is out of range. The most is 1d.',
    ],
    [
      { path: 'scope', code: 'scope-not-allowed', detail: 'message' },
      'A trigger with this condition cannot be bound to a message.',
    ],
  ];
  for (const [fault, expected] of cases) {
    it(`TR-34 ${fault.code} at ${fault.path}`, () => expect(faultText(fault)).to.equal(expected));
  }

  it('TR-34 a parameter is called what it is for its kind of action', () => {
    const fault = { path: 'first', code: 'not-an-id' } as const;
    expect(faultText(fault, 'role')).to.match(/^The role is not/);
    expect(faultText(fault, 'purge')).to.match(/^The channel is not/);
    expect(faultText(fault)).to.match(/^The first parameter is not/);
  });

  it('TR-34 one fault is a sentence, several are a list, too many are counted', () => {
    const fault = (at: number): Fault => ({ path: `second.texts[${at}]`, code: 'blank' });
    expect(faultList([fault(0)])).to.equal(faultText(fault(0)));
    expect(faultList([fault(0), fault(0), fault(1)]).split('\n')).to.have.lengthOf(3);
    const long = faultList(Array.from({ length: 40 }, (_, at) => fault(at)));
    expect(long).to.include('25 more');
    expect(long.length).to.be.lessThan(2000);
  });
});
