import { expect } from 'chai';
import * as fc from 'fast-check';
import {
  barring,
  BLACKLIST_LIMIT,
  withEntry,
  type BlacklistEntry,
} from '../../../../plugins/trigger/domain/blacklist.js';
import { cooldownFaults, CooldownLedger } from '../../../../plugins/trigger/domain/cooldowns.js';
import { counted, type RunOutcome } from '../../../../plugins/trigger/domain/failures.js';
import { plainOrigin, unheard, type Origin, type Unheard } from '../../../../plugins/trigger/domain/origin.js';
import { asksNothing, requirementFaults, unmet, type Unmet } from '../../../../plugins/trigger/domain/requirements.js';
import { noRequirements, type Requirements } from '../../../../plugins/trigger/domain/trigger.js';
import { channelId, day, guildId, invoker, minute, now, otherChannelId, second, userId } from './trigger-fixtures.js';

const need = (changes: Partial<Requirements>): Requirements => ({ ...noRequirements, ...changes });

describe('trigger requirements', () => {
  const cases: readonly (readonly [string, Requirements, Parameters<typeof invoker>[0], readonly Unmet[]])[] = [
    ['nothing', noRequirements, { bot: true }, []],
    ['all roles held', need({ allOf: ['1', '2'] }), { roleIds: ['1', '2', '3'] }, []],
    ['one of all missing', need({ allOf: ['1', '2'] }), { roleIds: ['1'] }, ['all-of']],
    ['any role held', need({ anyOf: ['1', '2'] }), { roleIds: ['2'] }, []],
    ['none of any held', need({ anyOf: ['1', '2'] }), { roleIds: ['3'] }, ['any-of']],
    ['no excluded role', need({ noneOf: ['1'] }), { roleIds: ['2'] }, []],
    ['an excluded role', need({ noneOf: ['1'] }), { roleIds: ['1'] }, ['none-of']],
    ['an account of exactly the age', need({ accountAge: 5 * day }), { accountCreatedAt: now - 5 * day }, []],
    ['a younger one', need({ accountAge: 5 * day }), { accountCreatedAt: now - 5 * day + 1 }, ['account-age']],
    ['a member for long enough', need({ membershipAge: day }), { joinedAt: now - day }, []],
    ['not long enough', need({ membershipAge: day }), { joinedAt: now - day + 1 }, ['membership-age']],
    ['joined nobody knows when', need({ membershipAge: day }), { joinedAt: null }, ['membership-age']],
    ['a bot', need({ notBot: true }), { bot: true }, ['not-bot']],
    ['several', need({ allOf: ['1'], notBot: true }), { bot: true }, ['all-of', 'not-bot']],
  ];
  for (const [title, requirements, who, expected] of cases) {
    it(`TR-16 ${title}`, () => expect(unmet(requirements, invoker(who), now)).to.deep.equal(expected));
  }

  const faults: readonly (readonly [string, Requirements, readonly string[]])[] = [
    ['nothing', noRequirements, []],
    ['no id', need({ allOf: ['x'] }), ['allOf[0] not-an-id']],
    ['an id twice', need({ anyOf: ['1', '1'] }), ['anyOf twice']],
    ['too many', need({ anyOf: Array.from({ length: 26 }, (_, at) => `${at + 1}`) }), ['anyOf too-many']],
    ['a role wanted and excluded', need({ allOf: ['1'], noneOf: ['1'] }), ['noneOf contradiction']],
    ['every alternative excluded', need({ anyOf: ['1', '2'], noneOf: ['2', '1'] }), ['noneOf contradiction']],
    ['one alternative excluded', need({ anyOf: ['1', '2'], noneOf: ['2'] }), []],
    [
      'ages out of range',
      need({ accountAge: 0, membershipAge: 1e15 }),
      ['accountAge out-of-range', 'membershipAge out-of-range'],
    ],
  ];
  for (const [title, requirements, expected] of faults) {
    it(`TR-16 validation: ${title}`, () => {
      expect(requirementFaults(requirements).map(({ path, code }) => `${path} ${code}`)).to.deep.equal(expected);
    });
  }

  it('TR-16 knows when nobody has to be looked up', () => {
    expect([asksNothing(noRequirements), asksNothing(need({ notBot: true }))]).to.deep.equal([true, false]);
  });
});

describe('trigger origins', () => {
  const cases: readonly (readonly [Unheard | null, Partial<Origin>])[] = [
    [null, {}],
    ['no-guild', { inGuild: false }],
    ['own', { own: true, byBot: true }],
    ['webhook', { byWebhook: true, byBot: true }],
    ['bot', { byBot: true }],
    ['system', { system: true }],
    ['edit', { edit: true }],
    ['forward', { forward: true }],
  ];
  for (const [expected, origin] of cases) {
    it(`TR-17 ${expected ?? 'a plain message'} ${expected === null ? 'is heard' : 'is not heard'}`, () => {
      expect(unheard({ ...plainOrigin, ...origin })).to.equal(expected);
    });
  }
});

describe('trigger cooldowns', () => {
  const place = { guildId, channelId, userId };

  it('TR-18 holds a trigger back for the same member, and for nobody else', () => {
    const ledger = new CooldownLedger();
    ledger.ran(1, { member: 2 * second, channel: 0, guild: 0 }, place, now);
    expect(ledger.holds(1, place, now + 1_999)).to.deep.equal({ per: 'member', until: now + 2_000 });
    expect(ledger.holds(1, place, now + 2_000)).to.equal(null);
    expect(ledger.holds(1, { ...place, userId: '9' }, now)).to.equal(null);
    expect(ledger.holds(2, place, now)).to.equal(null);
  });

  it('TR-18 holds it back in the channel and in the guild, and names what holds longest', () => {
    const ledger = new CooldownLedger();
    ledger.ran(1, { member: second, channel: 5 * second, guild: 3 * second }, place, now);
    expect(ledger.holds(1, place, now)?.per).to.equal('channel');
    expect(ledger.holds(1, { ...place, userId: '9', channelId: otherChannelId }, now)?.per).to.equal('guild');
    expect(ledger.holds(1, { ...place, userId: '9' }, now + 3 * second)?.per).to.equal('channel');
  });

  it('TR-18 knows no member and no channel of an interval', () => {
    const ledger = new CooldownLedger();
    ledger.ran(1, { member: second, channel: second, guild: 0 }, { guildId, channelId: null, userId: null }, now);
    expect(ledger.size).to.equal(0);
  });

  it('TR-18 holds a bounded number of entries, and drops what no longer matters first', () => {
    const ledger = new CooldownLedger(8);
    const run = (id: number, at: number, length: number) =>
      ledger.ran(id, { member: length, channel: 0, guild: 0 }, place, at);
    for (let id = 0; id < 4; id++) run(id, now, second);
    for (let id = 4; id < 9; id++) run(id, now + 2 * second, minute);
    expect(ledger.size).to.equal(5);
    for (let id = 9; id < 100; id++) run(id, now + 2 * second, minute);
    expect(ledger.size).to.be.at.most(8);
    expect(ledger.holds(99, place, now + 2 * second)).to.not.equal(null);
  });

  it('TR-18 refuses cooldowns that are no time or longer than a day', () => {
    const wrong = cooldownFaults({ member: -1, channel: day + 1, guild: 1.5 });
    expect(wrong.map(({ path }) => path)).to.deep.equal(['member', 'channel', 'guild']);
    expect(cooldownFaults({ member: 0, channel: day, guild: 1 })).to.deep.equal([]);
  });
});

describe('trigger blacklist', () => {
  const entry = (changes: Partial<BlacklistEntry> = {}): BlacklistEntry => ({
    userId,
    channelId: null,
    until: null,
    ...changes,
  });
  const place = { channelId, parentId: null };
  const cases: readonly (readonly [string, BlacklistEntry, boolean])[] = [
    ['the server', entry(), true],
    ['somebody else', entry({ userId: '9' }), false],
    ['this channel', entry({ channelId }), true],
    ['another channel', entry({ channelId: otherChannelId }), false],
    ['until later', entry({ until: now + 1 }), true],
    ['until now', entry({ until: now }), false],
  ];
  for (const [title, row, barred] of cases) {
    it(`TR-30 ${title}: ${barred ? 'kept away' : 'may'}`, () => {
      expect(barring([row], userId, place, now) !== null).to.equal(barred);
    });
  }

  it('TR-30 takes a thread as its parent, and names the entry that lasts longest', () => {
    const rows = [entry({ until: now + 5 }), entry({ channelId }), entry({ until: now + 9 })];
    expect(barring(rows, userId, { channelId: 'thread', parentId: channelId }, now)).to.equal(rows[1]);
    expect(barring(rows, userId, { channelId: 'thread', parentId: null }, now)).to.equal(rows[2]);
  });

  it('TR-30 takes 500 entries, counts none that has ended, and replaces the one for the same place', () => {
    const full = Array.from({ length: BLACKLIST_LIMIT }, (_, at) => entry({ userId: `${at}` }));
    expect(withEntry(full, entry({ userId: 'new' }), now)).to.deep.equal({ ok: false, limit: 500 });
    expect(withEntry(full, entry({ userId: '7', until: now + 1 }), now)).to.have.property('ok', true);
    const ended = [...full.slice(1), entry({ userId: 'old', until: now - 1 })];
    const added = withEntry(ended, entry({ userId: 'new' }), now);
    expect(added.ok && added.entries.map((row) => row.userId))
      .to.include('new')
      .and.not.include('old');
  });
});

describe('trigger failures', () => {
  const run = (outcomes: readonly RunOutcome[]) => {
    let failures = 0;
    return outcomes.map((outcome) => {
      const after = counted(failures, outcome);
      failures = after.failures;
      return after.disable;
    });
  };
  const cases: readonly (readonly [string, readonly RunOutcome[], number])[] = [
    ['five in a row', ['forbidden', 'not-found', 'forbidden', 'forbidden', 'not-found'], 4],
    ['a success between', ['forbidden', 'forbidden', 'forbidden', 'forbidden', 'done', 'forbidden'], -1],
    ['an outage between', ['forbidden', 'forbidden', 'other', 'forbidden', 'forbidden', 'not-found'], 5],
    ['outages alone', ['other', 'other', 'other', 'other', 'other', 'other'], -1],
  ];
  for (const [title, outcomes, expected] of cases) {
    it(`TR-27 ${title}: ${expected < 0 ? 'stays' : 'is disabled'}`, () => {
      expect(run(outcomes).indexOf(true)).to.equal(expected);
    });
  }

  it('TR-27 says once that the limit is reached, and exactly after five failures', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom<RunOutcome>('forbidden', 'not-found', 'other')), (outcomes) => {
        const failed = outcomes.filter((outcome) => outcome !== 'other').length;
        expect(run(outcomes).filter(Boolean)).to.have.length(failed >= 5 ? 1 : 0);
      }),
    );
  });
});
