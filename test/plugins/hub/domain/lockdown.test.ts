import { expect } from 'chai';
import {
  Administrator,
  BotInHub,
  Connect,
  ManageChannels,
  ManageRoles,
  SendMessages,
  ViewChannel,
} from '../../../../plugins/hub/domain/bits.js';
import { grantable, keepingUngrantable } from '../../../../plugins/hub/domain/grantable.js';
import {
  decideLockdown,
  lifted,
  lockdownMinutes,
  lockedDown,
  lockedUntil,
  unexpired,
  type LockdownFacts,
} from '../../../../plugins/hub/domain/lockdown.js';
import { sameOverwrites } from '../../../../plugins/hub/domain/overwrite-diff.js';
import type { Overwrite } from '../../../../plugins/hub/domain/room.js';
import { botId, guildId, member, minute, now, role } from './room-fixtures.js';

const before: readonly Overwrite[] = [
  role(guildId, ViewChannel, SendMessages),
  role('vip', Connect | SendMessages),
  role('muted', SendMessages, Connect),
  role('plain', SendMessages),
  member('friend', Connect),
];

function locked(overwrites: readonly Overwrite[] = before): ReturnType<typeof lockedDown> {
  return lockedDown(overwrites, null, guildId, botId);
}

function facts(changes: Partial<LockdownFacts> = {}): LockdownFacts {
  return { guildId, botId, hubUntil: null, guildUntil: null, previous: null, overwrites: before, ...changes };
}

describe('hub lockdown', () => {
  const untils: readonly (readonly [number | null, number | null, number | null])[] = [
    [null, null, null],
    [now + 1, null, now + 1],
    [null, now + 1, now + 1],
    [now + 1, now + 2, now + 2],
    [now + 2, now + 1, now + 2],
    [now, now - 1, null],
    [now - 1, now + 1, now + 1],
  ];
  for (const [hubUntil, guildUntil, expected] of untils) {
    it(`HB-52 hub ${hubUntil && hubUntil - now}, guild ${guildUntil && guildUntil - now}: the later counts`, () => {
      expect(lockedUntil(hubUntil, guildUntil, now)).to.equal(expected);
    });
  }

  for (const [typed, minutes] of [
    ['1', 1],
    [' 1440 ', 1440],
    ['0', null],
    ['1441', null],
    ['-5', null],
    ['1.5', null],
    ['1e2', null],
    ['', null],
    ['ten', null],
    ['٣', null],
    ['007', 7],
  ] as const) {
    it(`HB-51 reads "${typed}" as ${minutes === null ? 'no duration' : `${minutes} minutes`}`, () => {
      expect(lockdownMinutes(typed)).to.equal(minutes);
    });
  }

  it('HB-52 denies Connect to @everyone and to each role with an allow, and to nobody else; the bot keeps its own', () => {
    expect(locked().overwrites).to.deep.equal([
      role(guildId, ViewChannel, SendMessages | Connect),
      role('vip', SendMessages, Connect),
      role('muted', SendMessages, Connect),
      role('plain', SendMessages),
      member('friend', Connect),
      member(botId, BotInHub),
    ]);
  });

  const channels: Record<string, readonly Overwrite[]> = {
    'mixed overwrites': before,
    'no overwrites': [],
    'an explicit allow for @everyone': [role(guildId, Connect)],
    'an explicit deny for @everyone': [role(guildId, 0n, Connect)],
    "the bot's own, with a deny": [member(botId, SendMessages, Connect | ManageChannels)],
    "the bot's own, complete": [member(botId, BotInHub | ManageRoles)],
    'an empty overwrite of @everyone': [role(guildId, 0n)],
  };
  for (const [title, overwrites] of Object.entries(channels)) {
    it(`HB-52 restores exactly: ${title}`, () => {
      const { overwrites: denied, previous } = locked(overwrites);
      expect(lifted(denied, previous ?? []).overwrites).to.deep.equal(overwrites);
    });
  }

  it('HB-52 keeps what was there when it is locked again while locked', () => {
    const once = locked();
    const twice = lockedDown(once.overwrites, once.previous, guildId, botId);
    expect(twice).to.deep.equal(once);
  });

  it('HB-52 restores only what it changed: edits meanwhile stay, roles deleted meanwhile stay away', () => {
    const { overwrites, previous } = locked();
    const edited = overwrites
      .filter(({ id }) => id !== 'vip')
      .map((overwrite) => (overwrite.id === guildId ? { ...overwrite, deny: Connect } : overwrite));
    const { overwrites: open } = lifted([...edited, role('new', SendMessages)], previous ?? []);
    expect(open).to.deep.equal([role(guildId, ViewChannel), ...before.slice(2), role('new', SendMessages)]);
  });

  it('HB-53 denies again a role that was given an allow meanwhile, and knows it for the way back', () => {
    const { overwrites, previous } = locked();
    const decision = decideLockdown(
      facts({ hubUntil: now + minute, previous, overwrites: [...overwrites, role('late', Connect)] }),
      now,
    );
    expect(decision.change?.overwrites).to.deep.include(role('late', 0n, Connect));
    expect(lifted(decision.change?.overwrites ?? [], decision.change?.previous ?? []).overwrites).to.deep.include(
      role('late', Connect),
    );
  });

  describe('at boot', () => {
    const done = locked();

    it('HB-53 does nothing when nothing is locked', () => {
      expect(decideLockdown(facts(), now)).to.deep.equal({ until: null, change: null });
    });

    it('HB-53 only waits when the denials are there', () => {
      const decision = decideLockdown(
        facts({ hubUntil: now + minute, previous: done.previous, overwrites: done.overwrites.toReversed() }),
        now,
      );
      expect(decision).to.deep.equal({ until: now + minute, change: null });
    });

    it('HB-53 applies denials that are missing, after a crash before or after the note was stored', () => {
      for (const previous of [null, done.previous]) {
        const decision = decideLockdown(facts({ guildUntil: now + minute, previous }), now);
        expect(decision).to.deep.equal({ until: now + minute, change: done });
      }
    });

    for (const [title, expired] of [
      ['its own', { hubUntil: now - 1 }],
      ["the guild's", { guildUntil: now - 1 }],
      ['both', { hubUntil: now, guildUntil: now }],
    ] as const) {
      it(`HB-53 lifts a lock that expired meanwhile: ${title}`, () => {
        const decision = decideLockdown(
          facts({ ...expired, previous: done.previous, overwrites: done.overwrites }),
          now,
        );
        expect(decision).to.deep.equal({ until: null, change: { overwrites: before, previous: null } });
      });
    }

    it('HB-52 keeps the hub locked when only one of the two is lifted', () => {
      const held = facts({ previous: done.previous, overwrites: done.overwrites });
      for (const one of [{ hubUntil: now + minute }, { guildUntil: now + minute, hubUntil: now - 1 }]) {
        expect(decideLockdown({ ...held, ...one }, now)).to.deep.equal({ until: now + minute, change: null });
      }
    });

    it('HB-53 forgets the note without changing anything when the lift was cut off after its call', () => {
      const decision = decideLockdown(facts({ previous: done.previous }), now);
      expect(decision.change?.previous).to.equal(null);
      expect(sameOverwrites(decision.change?.overwrites ?? [], before)).to.equal(true);
    });

    it('HB-53 drops a stored deadline on time', () => {
      expect([unexpired(now + 1, now), unexpired(now, now), unexpired(null, now)]).to.deep.equal([now + 1, null, null]);
    });
  });
});

describe('hub overwrites that the bot may grant', () => {
  it('HB-09 are cut to the bits that it holds, and what was dropped is told', () => {
    const result = grantable([role('a', Connect | SendMessages, ManageRoles)], Connect | ManageRoles);
    expect(result).to.deep.equal({ overwrites: [role('a', Connect)], dropped: SendMessages | ManageRoles });
  });

  it('HB-09 are all for an administrator, and nothing is dropped when the bits are held', () => {
    expect(grantable([role('a', ManageRoles)], Administrator)).to.deep.equal({
      overwrites: [role('a', ManageRoles)],
      dropped: 0n,
    });
    expect(grantable([role('a', Connect)], Connect | ManageRoles).dropped).to.equal(0n);
  });

  it('HB-02 keeps in an existing channel the bits that the bot may not touch, and nothing else of what is there', () => {
    const live = [role('a', SendMessages | Connect), role('b', ManageRoles), role('c', 0n, Connect)];
    const kept = keepingUngrantable([role('a', 0n, Connect), role('d', Connect)], live, Connect | ManageRoles);
    expect(kept).to.deep.equal([role('a', SendMessages, Connect), role('d', Connect), role('b', ManageRoles)]);
    const blueprint = [role('a', Connect)];
    expect(keepingUngrantable(blueprint, live, Administrator)).to.equal(blueprint);
  });
});
