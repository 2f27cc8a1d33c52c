import { expect } from 'chai';
import type { Player, Playing } from '../../../../plugins/hub/domain/games.js';
import {
  desiredName,
  desiredStatus,
  firstName,
  renamed,
  STATUS_LIMIT,
  type NamingContext,
} from '../../../../plugins/hub/domain/naming.js';
import { panelTemplateKeys, panelTemplates } from '../../../../plugins/hub/domain/panel-templates.js';
import type { HubDefaults, Naming, TemplateKey } from '../../../../plugins/hub/domain/room.js';
import { technicalName } from '../../../../plugins/hub/domain/technical-names.js';
import { playing, seeded } from './room-fixtures.js';

function room(count: number, ...games: readonly Playing[]): readonly Player[] {
  return Array.from({ length: count }, (_, index) => {
    const game = games[index];
    return { userId: index === 0 ? 'owner' : `m${index}`, playing: game === undefined ? [] : [game] };
  });
}

function context(players: readonly Player[], changes: Partial<NamingContext> = {}): NamingContext {
  return { ownerId: 'owner', players, userLimit: 0, showGameIn: 'name', bannedWords: [], ...changes };
}

function naming(template: TemplateKey, changes: Partial<Naming> = {}): Naming {
  return { autoName: true, template, fallbackName: 'Fallback', ...changes };
}

const blank: HubDefaults = { template: null, manualName: null, userLimit: null };
const ow = (changes: Partial<Playing> = {}): Playing => playing('Overwatch', 0, changes);

describe('hub names', () => {
  const party = { current: 3, max: 5 };
  const cases: readonly (readonly [string, TemplateKey, readonly Player[], string, number?])[] = [
    ['HB-21 auto, one of one plays', 'auto', room(1, ow()), 'Overwatch'],
    ['HB-21 auto, one of four plays', 'auto', room(4, ow()), 'Overwatch'],
    ['HB-21 auto, three of four play', 'auto', room(4, ow(), ow(), ow()), '(3) Overwatch'],
    ['HB-22 counter with a limit', 'counter', room(3, ow()), 'Overwatch [3/5]', 5],
    ['HB-22 counter without a limit', 'counter', room(3, ow()), 'Overwatch [3]'],
    ['HB-22 counter, more people than the limit', 'counter', room(3, ow()), 'Overwatch [3/2]', 2],
    ['HB-22 squad alone', 'squad', room(1, ow()), 'Overwatch'],
    ['HB-22 squad of two', 'squad', room(2, ow()), 'Overwatch · 2 squad'],
    ['HB-22 detail', 'detail', room(1, ow({ details: ' Ranked ' })), 'Overwatch — Ranked'],
    ['HB-22 detail, missing', 'detail', room(1, ow({ state: 'In a match' })), 'Overwatch'],
    ['HB-22 detail, blank', 'detail', room(1, ow({ details: '  ' })), 'Overwatch'],
    [
      'HB-22 detail of somebody else, when the owner has none',
      'detail',
      room(2, ow(), ow({ details: 'Ranked' })),
      'Overwatch — Ranked',
    ],
    [
      'HB-22 detail of the owner before anybody else',
      'detail',
      room(2, ow({ details: 'Mine', since: 9 }), ow({ details: 'Theirs' })),
      'Overwatch — Mine',
    ],
    [
      'HB-22 detail never of another game',
      'detail',
      room(3, ow(), ow(), playing('Chess', 0, { details: 'Blitz' })),
      'Overwatch',
    ],
    ['HB-22 state', 'state', room(1, ow({ state: 'In a match' })), 'Overwatch — In a match'],
    ['HB-22 state, missing', 'state', room(1, ow({ details: 'Ranked' })), 'Overwatch'],
    ['HB-22 party', 'party', room(1, ow({ party })), 'Overwatch (3/5 party)'],
    ['HB-22 party, missing', 'party', room(2, ow(), ow()), 'Overwatch'],
    ['HB-22 party without a size', 'party', room(1, ow({ party: { current: 0, max: 0 } })), 'Overwatch'],
    ['HB-22 stealth', 'stealth', room(4, ow({ details: 'x', state: 'y', party }), ow()), 'Overwatch'],
    ['HB-24 nobody plays', 'counter', room(2), 'Fallback', 5],
    ['HB-28 any script', 'detail', room(1, playing('原神', 0, { details: 'Приключение 🎮' })), '原神 — Приключение 🎮'],
  ];
  for (const [title, template, players, expected, userLimit = 0] of cases) {
    it(`${title}: ${expected}`, () => {
      expect(desiredName(naming(template), context(players, { userLimit }))).to.equal(expected);
    });
  }

  it('HB-24 keeps a manual name whatever is played, until presence naming is on again', () => {
    const manual = renamed(naming('squad'), 'Our place');
    expect(desiredName(manual, context(room(2, ow())))).to.equal('Our place');
    const auto = panelTemplates.auto.apply(manual, 'Ann', []);
    expect(desiredName(auto, context(room(2, ow())))).to.equal('Overwatch');
    expect(desiredName(auto, context(room(2)))).to.equal('Our place');
  });

  it('HB-24 leaves a row without a fallback the name that it has', () => {
    const legacy = naming('auto', { fallbackName: null });
    expect(desiredName(legacy, context(room(2)))).to.equal(null);
    expect(desiredName(legacy, context(room(2, ow())))).to.equal('Overwatch');
  });

  it('HB-25 falls back when no presence is known at all', () => {
    expect(desiredName(naming('party'), context(room(3)))).to.equal('Fallback');
  });

  it('HB-28 shortens a long game, never its counter, and stays within 100', () => {
    const name = desiredName(naming('counter'), context(room(3, playing('x'.repeat(120))), { userLimit: 99 }));
    expect(name).to.equal(`${'x'.repeat(93)} [3/99]`);
    expect(name).to.have.length(100);
  });

  it('HB-28 leaves out a field that the filter refuses, and then a game that it refuses', () => {
    const bannedWords = ['slur'];
    const players = room(1, ow({ details: 'you Slur!' }));
    expect(desiredName(naming('detail'), context(players, { bannedWords }))).to.equal('Overwatch');
    expect(desiredName(naming('auto'), context(room(1, playing('Slur Simulator')), { bannedWords }))).to.equal(
      'Fallback',
    );
  });

  describe('status', () => {
    it('HB-27 shows the game in the status and leaves the name to the fallback', () => {
      const here = context(room(2, ow(), ow()), { showGameIn: 'status' });
      expect(desiredName(naming('auto'), here)).to.equal('Fallback');
      expect(desiredStatus(naming('auto'), here)).to.equal('(2) Overwatch');
    });

    it('HB-27 shows it in both, empties the status when nobody plays, and leaves it alone when it is not used', () => {
      const both = context(room(2, ow()), { showGameIn: 'both' });
      expect([desiredName(naming('auto'), both), desiredStatus(naming('auto'), both)]).to.deep.equal([
        'Overwatch',
        'Overwatch',
      ]);
      expect(desiredStatus(naming('auto'), context(room(2), { showGameIn: 'both' }))).to.equal('');
      expect(desiredStatus(naming('auto'), context(room(2, ow())))).to.equal(null);
      expect(STATUS_LIMIT).to.equal(500);
    });
  });

  describe('at creation', () => {
    it('HB-20 takes the manual name, which switches presence naming off and is the fallback', () => {
      const defaults = { ...blank, manualName: "{member}'s den ({member})", template: 'squad' } as const;
      expect(firstName(defaults, 'Zoë $& 漢', context(room(1, ow())), seeded(1))).to.deep.equal({
        name: "Zoë $& 漢's den (Zoë $& 漢)",
        naming: { autoName: false, template: 'squad', fallbackName: "Zoë $& 漢's den (Zoë $& 漢)" },
      });
    });

    it('HB-20 does not expand what a member is called', () => {
      const made = firstName({ ...blank, manualName: '{member}' }, '{member}', context(room(1)), seeded(1));
      expect(made.name).to.equal('{member}');
    });

    it('HB-20 takes the game, but falls back to a technical name and not to the game', () => {
      const { name, naming: made } = firstName(
        { ...blank, template: 'counter' },
        'Ann',
        context(room(1, ow()), { userLimit: 4 }),
        seeded(2),
      );
      expect(name).to.equal('Overwatch [1/4]');
      expect(made).to.deep.equal({ autoName: true, template: 'counter', fallbackName: technicalName(seeded(2)) });
    });

    it('HB-20 takes a technical name when nobody plays, and when the manual name is refused or invisible', () => {
      const expected = technicalName(seeded(3));
      const dull = firstName(blank, 'Ann', context(room(1)), seeded(3));
      expect(dull).to.deep.equal({
        name: expected,
        naming: { autoName: true, template: 'auto', fallbackName: expected },
      });
      const hidden = firstName({ ...blank, manualName: '{member}' }, '\u200B\u2800', context(room(1)), seeded(3));
      expect(hidden.name).to.equal(expected);
      const refused = firstName(
        { ...blank, manualName: '{member}' },
        'Slur',
        context(room(1), { bannedWords: ['slur'] }),
        seeded(3),
      );
      expect(refused.naming).to.deep.equal({ autoName: false, template: 'auto', fallbackName: expected });
    });

    it('HB-20 makes technical names of two words over the whole range of chance', () => {
      for (const chance of [0, 0.5, 1 - Number.EPSILON]) expect(technicalName(() => chance)).to.match(/^\w+ \w+$/u);
      expect(technicalName(() => 0)).to.not.equal(technicalName(() => 0.9));
    });
  });

  describe('panel templates', () => {
    const start: Naming = { autoName: false, template: 'party', fallbackName: 'Before' };
    const expected = {
      auto: [null, { autoName: true, template: 'auto', fallbackName: 'Before' }],
      counter: [null, { autoName: true, template: 'counter', fallbackName: 'Before' }],
      comp: [5, { autoName: true, template: 'counter', fallbackName: 'Before' }],
      tryhard: [5, { autoName: false, template: 'party', fallbackName: 'Tryhard' }],
      chill: [0, { autoName: false, template: 'party', fallbackName: "Ann's Chill Session" }],
    } as const;
    for (const key of panelTemplateKeys) {
      it(`HB-23 ${key} sets limit and naming`, () => {
        const { userLimit, apply } = panelTemplates[key];
        expect([userLimit, apply(start, 'Ann', [])]).to.deep.equal(expected[key]);
      });
    }

    it('HB-23 chill cuts a long owner and drops a refused one', () => {
      expect(panelTemplates.chill.apply(start, 'x'.repeat(200), []).fallbackName).to.have.length(100);
      expect(panelTemplates.chill.apply(start, 'Slur', ['slur']).fallbackName).to.equal('Chill Session');
    });
  });
});
