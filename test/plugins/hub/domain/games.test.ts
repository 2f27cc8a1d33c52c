import { expect } from 'chai';
import { mostPlayed, type Player, type Playing } from '../../../../plugins/hub/domain/games.js';
import { playing } from './room-fixtures.js';

function player(userId: string, ...games: readonly Playing[]): Player {
  return { userId, playing: games };
}

describe('hub most-played game', () => {
  const cases: readonly (readonly [string, readonly Player[], readonly [string, number] | null])[] = [
    ['nobody plays', [player('owner'), player('a')], null],
    ['an empty room', [], null],
    ['one plays', [player('owner'), player('a', playing('Dota 2'))], ['Dota 2', 1]],
    [
      'most win over the owner',
      [player('owner', playing('Chess')), player('a', playing('Dota 2')), player('b', playing('Dota 2'))],
      ['Dota 2', 2],
    ],
    [
      "a tie goes to the owner's game, though it was seen later",
      [player('a', playing('Dota 2', 1)), player('owner', playing('Chess', 9))],
      ['Chess', 1],
    ],
    [
      'a tie without the owner goes to the game first seen, whatever the order',
      [player('owner'), player('a', playing('Dota 2', 5)), player('b', playing('Chess', 4))],
      ['Chess', 1],
    ],
    [
      'a tie between two games of the owner goes to the one first seen',
      [player('owner', playing('Dota 2', 5), playing('Chess', 4))],
      ['Chess', 1],
    ],
    [
      'several games of one person all count',
      [player('owner', playing('Launcher'), playing('Dota 2')), player('a', playing('Dota 2'))],
      ['Dota 2', 2],
    ],
    [
      'one person counts once, though Discord lists the game twice',
      [player('owner', playing('Chess')), player('a', playing('Dota 2'), playing('DOTA 2 '))],
      ['Chess', 1],
    ],
    [
      'case, width and spaces make no other game; the name first seen is shown',
      [
        player('a', playing('OVERWATCH', 2)),
        player('b', playing(' Overwatch', 1)),
        player('owner', playing('Ｏverwatch', 3)),
      ],
      ['Overwatch', 3],
    ],
    ['a game with an invisible name is none', [player('owner', playing('\u200B')), player('a', playing('  '))], null],
  ];
  for (const [title, players, expected] of cases) {
    it(`HB-21 ${title}`, () => {
      const game = mostPlayed(players, 'owner');
      expect(game && [game.name, game.count]).to.deep.equal(expected);
    });
  }
});
