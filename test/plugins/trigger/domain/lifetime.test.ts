import { expect } from 'chai';
import * as fc from 'fast-check';
import { durationText, parsedDuration } from '../../../../plugins/trigger/domain/duration.js';
import { due, firstSchedule } from '../../../../plugins/trigger/domain/interval-schedule.js';
import {
  isExpired,
  mustBeClaimed,
  persistenceFaults,
  persistenceFor,
} from '../../../../plugins/trigger/domain/lifetime.js';
import {
  actionOverLimit,
  brokenLimits,
  defaultLimits,
  poolOf,
  triggerOverLimit,
} from '../../../../plugins/trigger/domain/limits.js';
import type { Persistence } from '../../../../plugins/trigger/domain/trigger.js';
import { condition, day, hour, minute, now, second, trigger, userId } from './trigger-fixtures.js';

describe('trigger persistence', () => {
  const until = (kind: 'temporary' | 'oneshot', left: number): Persistence => ({ kind, expiresAt: now + left });
  const faults: readonly (readonly [string, Persistence, string | null])[] = [
    ['persistent', { kind: 'persistent' }, null],
    ['temporary, one minute', until('temporary', minute), null],
    ['temporary, less than a minute', until('temporary', minute - 1), 'too-short'],
    ['temporary, 30 days', until('temporary', 30 * day), null],
    ['temporary, more than 30 days', until('temporary', 30 * day + 1), 'too-long'],
    ['a oneshot, a day', until('oneshot', 24 * hour), null],
    ['a oneshot, more than a day', until('oneshot', 24 * hour + 1), 'too-long'],
    ['a oneshot that is over', until('oneshot', 0), 'too-short'],
    ['no time at all', until('temporary', Number.NaN), 'malformed'],
  ];
  for (const [title, persistence, code] of faults) {
    it(`TR-03 ${title}: ${code ?? 'fine'}`, () => {
      expect(persistenceFaults(persistence, now)[0]?.code ?? null).to.equal(code);
    });
  }

  it('TR-03 holds expiry to the millisecond, and never for what is persistent', () => {
    expect(isExpired(until('temporary', 1), now)).to.equal(false);
    expect(isExpired(until('temporary', 0), now)).to.equal(true);
    expect(isExpired(until('oneshot', 0), now)).to.equal(true);
    expect(isExpired({ kind: 'persistent' }, Number.MAX_SAFE_INTEGER)).to.equal(false);
  });

  it('TR-03 gives a oneshot a day when nobody says otherwise', () => {
    expect(persistenceFor('oneshot', null, now)).to.deep.equal(until('oneshot', day));
    expect(persistenceFor('temporary', hour, now)).to.deep.equal(until('temporary', hour));
    expect(persistenceFor('persistent', hour, now)).to.deep.equal({ kind: 'persistent' });
  });

  it('TR-04 only a oneshot is claimed before it runs', () => {
    expect([until('oneshot', 1), until('temporary', 1)].map(mustBeClaimed)).to.deep.equal([true, false]);
  });
});

describe('trigger durations', () => {
  const cases: readonly (readonly [string, number | null])[] = [
    ['90m', 90 * minute],
    ['1d 12h', 36 * hour],
    ['1H30M', 90 * minute],
    [' 5 m ', 5 * minute],
    ['5', null],
    ['', null],
    ['-5m', null],
    ['1.5h', null],
    ['5m and more', null],
    ['1m 2m', null],
  ];
  for (const [text, expected] of cases) {
    it(`TR-14 reads ${JSON.stringify(text)} as ${expected}`, () => expect(parsedDuration(text)).to.equal(expected));
  }

  it('TR-14 reads what it wrote', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 40 * 86_400 }), (seconds) => {
        expect(parsedDuration(durationText(seconds * second))).to.equal(seconds * second);
      }),
    );
  });
});

describe('trigger intervals', () => {
  it('TR-14 does nothing early, runs on time, and is due one interval later', () => {
    const schedule = firstSchedule(now, hour);
    expect(due(schedule, now + hour - 1)).to.deep.equal({ runs: 0, missed: 0, schedule });
    expect(due(schedule, now + hour).schedule.nextDue).to.equal(now + 2 * hour);
    expect(due(schedule, now + hour).runs).to.equal(1);
  });

  it('TR-14 makes up for a long absence with one run', () => {
    const after = due(firstSchedule(now, hour), now + 10 * hour + 5 * minute);
    expect(after).to.deep.equal({ runs: 1, missed: 9, schedule: { nextDue: now + 11 * hour, length: hour } });
  });

  it('TR-14 does not drift, however late each run is', () => {
    const lateness = fc.array(fc.integer({ min: 0, max: 10 * hour }), { maxLength: 50 });
    fc.assert(
      fc.property(fc.integer({ min: 5 * minute, max: 31 * day }), lateness, (length, delays) => {
        let schedule = firstSchedule(now, length);
        for (const delay of delays) {
          const at = schedule.nextDue + delay;
          const before = schedule.nextDue;
          const result = due(schedule, at);
          schedule = result.schedule;
          expect(result.runs).to.equal(1);
          expect(schedule.nextDue).to.be.greaterThan(at);
          expect(schedule.nextDue - at).to.be.at.most(length);
          expect((schedule.nextDue - now) % length).to.equal(0);
          expect(result.missed).to.equal((schedule.nextDue - before) / length - 1);
        }
      }),
    );
  });
});

describe('trigger limits', () => {
  const oneshot: Persistence = { kind: 'oneshot', expiresAt: now + hour };
  const temporary: Persistence = { kind: 'temporary', expiresAt: now + hour };
  const command = condition('command', 'rules');

  it('TR-31 counts commands apart, unless they are oneshots', () => {
    expect(poolOf(trigger())).to.equal('persistent');
    expect(poolOf(trigger({ persistence: temporary }))).to.equal('temporary');
    expect(poolOf(trigger({ condition: command }))).to.equal('command');
    expect(poolOf(trigger({ condition: command, persistence: temporary }))).to.equal('command');
    expect(poolOf(trigger({ condition: command, persistence: oneshot }))).to.equal('oneshot');
  });

  const pools = [
    ['persistent', trigger(), 100],
    ['temporary', trigger({ persistence: temporary }), 50],
    ['command', trigger({ condition: command }), 100],
  ] as const;
  for (const [pool, row, allowed] of pools) {
    it(`TR-31 allows ${allowed} ${pool} triggers, and says what is used`, () => {
      const rows = (count: number) => Array.from({ length: count }, () => row);
      expect(triggerOverLimit(rows(allowed - 1), row, defaultLimits)).to.equal(null);
      expect(triggerOverLimit(rows(allowed), row, defaultLimits)).to.deep.equal({ pool, used: allowed, allowed });
    });
  }

  it('TR-31 allows 50 oneshots, and 5 a member', () => {
    const row = (ownerId: string) => trigger({ persistence: oneshot, ownerId });
    const of = (count: number, owner: (at: number) => string) =>
      Array.from({ length: count }, (_, at) => row(owner(at)));
    expect(
      triggerOverLimit(
        of(4, () => userId),
        row(userId),
        defaultLimits,
      ),
    ).to.equal(null);
    expect(
      triggerOverLimit(
        of(5, () => userId),
        row(userId),
        defaultLimits,
      ),
    ).to.deep.equal({
      pool: 'oneshotPerMember',
      used: 5,
      allowed: 5,
    });
    expect(triggerOverLimit(of(50, String), row('new'), defaultLimits)?.pool).to.equal('oneshot');
  });

  it('TR-31 allows as many actions as the guild may have', () => {
    expect(actionOverLimit(999, defaultLimits)).to.equal(null);
    expect(actionOverLimit(1_000, defaultLimits)).to.deep.equal({ pool: 'actions', used: 1_000, allowed: 1_000 });
  });

  it('TR-36 names every limit that an import would break', () => {
    const triggers = [...Array.from({ length: 101 }, () => trigger()), trigger({ condition: command })];
    expect(brokenLimits(triggers, 1_001, defaultLimits).map(({ pool }) => pool)).to.deep.equal([
      'persistent',
      'actions',
    ]);
    expect(brokenLimits(triggers.slice(1), 1_000, defaultLimits)).to.deep.equal([]);
  });
});
