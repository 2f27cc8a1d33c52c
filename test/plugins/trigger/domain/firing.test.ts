import { expect } from 'chai';
import * as fc from 'fast-check';
import { CooldownLedger } from '../../../../plugins/trigger/domain/cooldowns.js';
import { explained, type WhyNot } from '../../../../plugins/trigger/domain/explain.js';
import { firing, FIRED_LIMIT, type FiringContext } from '../../../../plugins/trigger/domain/firing.js';
import { GuildIndex } from '../../../../plugins/trigger/domain/matcher/guild-index.js';
import { noRequirements, type Trigger } from '../../../../plugins/trigger/domain/trigger.js';
import { re2Engine } from '../../../../plugins/trigger/services/re2-engine.js';
import {
  channelId,
  condition,
  guildId,
  invoker,
  message,
  now,
  otherChannelId,
  roleId,
  trigger,
  userId,
} from './trigger-fixtures.js';

const place = { guildId, channelId, userId };

function context(changes: Partial<FiringContext> = {}): FiringContext {
  return { now, invoker: invoker(), barred: null, place, cooldowns: new CooldownLedger(), ...changes };
}

const many = (count: number, changes: (id: number) => Partial<Trigger> = () => ({})): readonly Trigger[] =>
  Array.from({ length: count }, (_, at) => trigger({ id: at + 1, ...changes(at + 1) }));
const needsRole = { ...noRequirements, allOf: [roleId] };

function ids(triggers: readonly Trigger[]): readonly number[] {
  return triggers.map(({ id }) => id);
}

describe('trigger firing', () => {
  it('TR-18 fires five, the oldest ones, and says of the others that it was enough', () => {
    const { fire, heldBack } = firing(many(7), context());
    expect(ids(fire)).to.deep.equal([1, 2, 3, 4, 5]);
    expect(heldBack.map(({ trigger: { id }, why }) => [id, why])).to.deep.equal([
      [6, { reason: 'enough-fired', limit: FIRED_LIMIT }],
      [7, { reason: 'enough-fired', limit: FIRED_LIMIT }],
    ]);
  });

  it('TR-18 gives the place of one that is held back to the next', () => {
    const cooldowns = new CooldownLedger();
    cooldowns.ran(2, { member: 2_000, channel: 0, guild: 0 }, place, now - 500);
    const triggers = many(7, (id) => (id === 1 ? { requirements: needsRole } : {}));
    const { fire, heldBack } = firing(triggers, context({ cooldowns }));
    expect(ids(fire)).to.deep.equal([3, 4, 5, 6, 7]);
    expect(heldBack.map(({ why }) => why)).to.deep.equal([
      { reason: 'requirements', unmet: ['all-of'] },
      { reason: 'cooldown', per: 'member', until: now + 1_500 },
    ]);
  });

  it('TR-30 fires nothing for a member who is kept away', () => {
    const barred = { userId, channelId: null, until: now + 1 };
    const { fire, heldBack } = firing(many(2), context({ barred }));
    expect(fire).to.deep.equal([]);
    expect(heldBack.map(({ why }) => why.reason)).to.deep.equal(['blacklisted', 'blacklisted']);
  });

  it('TR-16 fires nothing that asks for something of a member when there is none', () => {
    const triggers = many(2, (id) => (id === 1 ? { requirements: needsRole } : {}));
    const { fire, heldBack } = firing(triggers, context({ invoker: null, place: { ...place, userId: null } }));
    expect(ids(fire)).to.deep.equal([2]);
    expect(heldBack[0]?.why).to.deep.equal({ reason: 'no-member' });
  });
});

describe('trigger explanations', () => {
  const event = message('hello there');
  const index = (triggers: readonly Trigger[]) => new GuildIndex(triggers, re2Engine);

  function why(changes: Partial<Trigger>, stopwatch = () => 0, more: Partial<FiringContext> = {}): WhyNot | null {
    const older = many(1, () => ({ id: 1, condition: condition('regex', 'hello') }));
    const asked = trigger({ id: 2, ...changes });
    const built = index([...older, asked]);
    const matched = built.match(event, { prefix: '!', now, stopwatch });
    const rows = explained([asked, ...older], event, matched, built.broken, context(more));
    return rows.find((row) => row.trigger.id === 2)?.why ?? null;
  }
  const slow = () => {
    let time = 0;
    return () => (time += 20);
  };

  const cases: readonly (readonly [string, Partial<Trigger>, WhyNot['reason'] | null])[] = [
    ['one that fires', {}, null],
    ['a disabled one', { enabled: false }, 'disabled'],
    ['an expired one', { persistence: { kind: 'temporary', expiresAt: now } }, 'expired'],
    ['one that the event made', { madeBy: event.id }, 'made-by-this'],
    ['one for reactions', { condition: condition('reaction-add') }, 'other-kind'],
    ['one for another channel', { scope: { kind: 'channel', channelId: otherChannelId } }, 'other-place'],
    ['a broken pattern', { condition: condition('regex', '(') }, 'broken-pattern'],
    ['another text', { condition: condition('contains', 'goodbye') }, 'no-match'],
    ['one that needs a role', { requirements: needsRole }, 'requirements'],
  ];
  for (const [title, changes, expected] of cases) {
    it(`TR-34 says of ${title}: ${expected ?? 'nothing'}`, () => {
      expect(why(changes)?.reason ?? null).to.equal(expected);
    });
  }

  it('TR-34 says that patterns had used up their time', () => {
    expect(why({ condition: condition('regex', 'there') }, slow())?.reason).to.equal('out-of-time');
  });

  it('TR-34 lists those that fire in order and then the others, each trigger once, as the event would have it', () => {
    const conditions = fc.constantFrom(
      condition('contains', 'hello'),
      condition('starts-with', 'there'),
      condition('regex', 'h.llo'),
      condition('regex', '('),
      condition('voice-join'),
    );
    fc.assert(
      fc.property(fc.array(conditions, { maxLength: 12 }), (all) => {
        const triggers = all.map((one, at) => trigger({ id: at + 1, condition: one }));
        const built = index(triggers);
        const matched = built.match(event, { prefix: '!', now, stopwatch: () => 0 });
        const rows = explained(triggers.toReversed(), event, matched, built.broken, context());
        const fired = firing(matched.triggers, context()).fire;
        expect(rows.filter((row) => row.why === null).map((row) => row.trigger)).to.deep.equal(fired);
        expect(rows.slice(0, fired.length).map((row) => row.place)).to.deep.equal(fired.map((_, at) => at + 1));
        expect(rows.map((row) => row.trigger.id).toSorted((one, other) => one - other)).to.deep.equal(ids(triggers));
      }),
    );
  });
});
