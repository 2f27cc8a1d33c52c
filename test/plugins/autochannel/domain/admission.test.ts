import { expect } from 'chai';
import {
  admit,
  isFull,
  type Admission,
  type AdmissionRules,
  type AdmissionState,
} from '../../../../plugins/autochannel/domain/admission.js';

const rules: AdmissionRules = {
  perUser: { capacity: 2, refillPerSecond: 0.1 },
  perGuild: { capacity: 3, refillPerSecond: 1 },
};
const fresh: AdmissionState = { user: undefined, guild: undefined };

/** Lets one member try at each of the given moments. */
function tries(moments: readonly number[], rules_ = rules): Admission[] {
  let state = fresh;
  return moments.map((now) => {
    const admission = admit(state, rules_, now);
    state = admission;
    return admission;
  });
}

describe('autochannel admission', () => {
  it('AC-14 admits as many at once as the bucket holds, and no more', () => {
    expect(tries([0, 0, 0]).map(({ admitted }) => admitted)).to.deep.equal([true, true, false]);
  });

  it('AC-14 tells a held back member once, until they have been admitted again', () => {
    const told = tries([0, 0, 1, 2, 10_000, 10_001, 10_002]).map((one) => (one.admitted ? 'in' : one.tell));
    expect(told).to.deep.equal(['in', 'in', true, false, 'in', true, false]);
  });

  it('AC-14 admits at the very moment that it named, and not a millisecond before', () => {
    const [, , held] = tries([0, 0, 3]);
    expect(held).to.include({ admitted: false, by: 'user', retryAt: 10_000 });
    expect(tries([0, 0, 3, 9_999]).at(-1)?.admitted).to.equal(false);
    expect(tries([0, 0, 3, 10_000]).at(-1)?.admitted).to.equal(true);
  });

  it('AC-14 admits at the named moment however often the member tries before it', () => {
    const often = Array.from({ length: 999 }, (_, index) => index * 10);
    expect(tries([0, 0, ...often, 10_000]).at(-1)?.admitted).to.equal(true);
  });

  it('AC-14 never holds more than its capacity', () => {
    expect(tries([0, 9e9, 9e9, 9e9]).map(({ admitted }) => admitted)).to.deep.equal([true, true, true, false]);
  });

  it('AC-14 holds a member back when the guild has spent its tokens, at no cost to the member', () => {
    const guild = { tokens: 0, at: 0 };
    const held = admit({ user: undefined, guild }, rules, 0);
    expect(held).to.deep.include({ admitted: false, by: 'guild', retryAt: 1000, tell: true });
    expect(held.user.tokens).to.equal(2);
    expect(admit({ user: held.user, guild }, rules, 500)).to.include({ admitted: false, tell: false });
  });

  it('AC-14 takes a token of the guild for each member who is admitted', () => {
    let guild: AdmissionState['guild'];
    const verdicts = Array.from({ length: 4 }, () => {
      const admission = admit({ user: undefined, guild }, rules, 0);
      guild = admission.guild;
      return admission.admitted;
    });
    expect(verdicts).to.deep.equal([true, true, true, false]);
  });

  it('AC-14 charges the guild nothing for a member who is held back', () => {
    const held = admit({ user: { tokens: 0, at: 0, told: true }, guild: { tokens: 3, at: 0 } }, rules, 0);
    expect(held.guild.tokens).to.equal(3);
  });

  it('AC-14 names the member and the later moment when both buckets are empty', () => {
    const held = admit({ user: { tokens: 0, at: 0, told: false }, guild: { tokens: 0, at: 0 } }, rules, 0);
    expect(held).to.include({ admitted: false, by: 'user', retryAt: 10_000 });
  });

  it('AC-14 survives a clock that is set back', () => {
    expect(tries([10_000, 10_000, 0]).at(-1)).to.include({ admitted: false, retryAt: 10_000 });
  });

  it('AC-14 knows when a bucket may be forgotten', () => {
    expect(isFull({ tokens: 1, at: 0 }, rules.perUser, 9_999)).to.equal(false);
    expect(isFull({ tokens: 1, at: 0 }, rules.perUser, 10_000)).to.equal(true);
  });
});
