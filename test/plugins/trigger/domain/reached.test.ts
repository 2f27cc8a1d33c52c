import { expect } from 'chai';
import type { Action, ActionSpec, MadeScope } from '../../../../plugins/trigger/domain/action.js';
import { placesOf, reachedFrom } from '../../../../plugins/trigger/domain/reached.js';
import { sameScope } from '../../../../plugins/trigger/domain/scope.js';
import { noRequirements, type Scope } from '../../../../plugins/trigger/domain/trigger.js';

const HERE = '100';
const erase: ActionSpec = { kind: 'delete-message', first: null, second: null };

function makes(actionId: number, second: MadeScope): ActionSpec {
  const condition = { id: 'contains', parameter: 'x', caseSensitive: false } as const;
  return { kind: 'create-trigger', first: { condition, requirements: noRequirements, actionId, lifetime: 1 }, second };
}

function actions(...specs: readonly (readonly [number, ActionSpec, (number | null)?])[]): Map<number, Action> {
  return new Map(
    specs.map(([id, spec, chain = null]) => [id, { id, guildId: '1', name: `a${id}`, spec, chain }] as const),
  );
}

const found = (start: number, all: Map<number, Action>, channelId: string | null) =>
  reachedFrom(start, all, channelId)
    .map((one) => [one.action.id, one.channelId])
    .toSorted(([one], [other]) => Number(one) - Number(other));

describe('what comes to run, and where', () => {
  const cases: readonly (readonly [string, Map<number, Action>, string | null, readonly unknown[]])[] = [
    [
      'a chain runs where it begins',
      actions([1, erase, 2], [2, erase]),
      HERE,
      [
        [1, HERE],
        [2, HERE],
      ],
    ],
    [
      'a chain of a trigger for the server runs anywhere',
      actions([1, erase, 2], [2, erase]),
      null,
      [
        [1, null],
        [2, null],
      ],
    ],
    [
      'a trigger made for the channel stays in it',
      actions([1, makes(2, 'channel')], [2, erase]),
      HERE,
      [
        [1, HERE],
        [2, HERE],
      ],
    ],
    [
      'one made for the message too',
      actions([1, makes(2, 'message')], [2, erase]),
      HERE,
      [
        [1, HERE],
        [2, HERE],
      ],
    ],
    [
      'one made for the server runs anywhere',
      actions([1, makes(2, 'server')], [2, erase, 3], [3, erase]),
      HERE,
      [
        [1, HERE],
        [2, null],
        [3, null],
      ],
    ],
    [
      'what runs here and anywhere is both',
      actions([1, makes(2, 'server'), 2], [2, erase]),
      HERE,
      [
        [1, HERE],
        [2, null],
        [2, HERE],
      ],
    ],
    [
      'a loop ends',
      actions([1, erase, 2], [2, makes(1, 'server'), 1]),
      HERE,
      [
        [1, HERE],
        [1, null],
        [2, HERE],
        [2, null],
      ],
    ],
    ['what is missing is left out', actions([1, erase, 9]), HERE, [[1, HERE]]],
  ];
  for (const [title, all, channelId, expected] of cases) {
    it(`TR-27 ${title}`, () => expect(found(1, all, channelId)).to.have.deep.members([...expected]));
  }

  it('TR-27 the places of an action are those of all that come to run it', () => {
    const all = actions([1, erase, 3], [2, makes(3, 'server')], [3, erase], [4, erase]);
    const starts = [
      { actionId: 1, channelId: HERE },
      { actionId: 1, channelId: HERE },
      { actionId: 2, channelId: '200' },
      { actionId: 4, channelId: '300' },
    ];
    expect(placesOf(3, starts, all)).to.have.members([HERE, null]);
    expect(placesOf(4, starts, all)).to.deep.equal(['300']);
    expect(placesOf(2, [], all)).to.deep.equal([]);
  });
});

describe('scopes', () => {
  const scopes: readonly Scope[] = [
    { kind: 'server' },
    { kind: 'channel', channelId: '1' },
    { kind: 'channel', channelId: '2' },
    { kind: 'message', channelId: '1', messageId: '1' },
    { kind: 'message', channelId: '1', messageId: '2' },
  ];
  it('TR-02 two scopes are the same when they are of one kind and one place', () => {
    for (const [at, one] of scopes.entries())
      for (const [other, scope] of scopes.entries()) expect(sameScope(one, { ...scope })).to.equal(at === other);
  });
});
