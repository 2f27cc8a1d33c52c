import { expect } from 'chai';
import { nobody } from '../../../../plugins/hub/domain/forgetting.js';
import type { OwnershipEvent } from '../../../../plugins/hub/domain/ownership-events.js';
import { ownership } from '../../../../plugins/hub/domain/ownership.js';
import { isPresent, type Person, type Room } from '../../../../plugins/hub/domain/room.js';
import { now, room, seeded, settings } from './room-fixtures.js';

const people: readonly Person[] = ['owner', 'a', 'b', 'c', 'd', 'music'].map((id) => ({ id, bot: id === 'music' }));
const sequences = 2000;
const steps = 40;

type Random = () => number;

function pick<Item>(items: readonly Item[], random: Random): Item {
  const item = items[Math.floor(random() * items.length)];
  if (item === undefined) throw new RangeError('Nothing to pick from.');
  return item;
}

const makers: readonly ((random: Random) => OwnershipEvent)[] = [
  (random) => ({ kind: 'joined', user: pick(people, random) }),
  (random) => ({ kind: 'joined', user: pick(people, random) }),
  (random) => ({ kind: 'left', userId: pick(people, random).id }),
  (random) => ({ kind: 'left', userId: pick(people, random).id }),
  (random) => ({ kind: 'occupants', present: people.filter(() => random() < 0.4) }),
  () => ({ kind: 'emptied' }),
  () => ({ kind: 'settings-changed' }),
  () => ({ kind: 'grace-expired' }),
  () => ({ kind: 'acting-window-expired' }),
  () => ({ kind: 'deletion-due' }),
  (random) => ({ kind: 'claim', userId: pick(people, random).id }),
  (random) => ({ kind: 'transfer', toId: pick(people, random).id }),
  (random) => ({ kind: 'force-transfer', to: pick(people, random), byId: 'sudo' }),
  (random) => ({ kind: 'host-added', user: pick(people, random) }),
  (random) => ({ kind: 'host-removed', userId: pick(people, random).id }),
  (random) => ({ kind: 'forgotten', person: { userId: pick(people, random).id, restrictions: 'keep' } }),
];

/** What is wrong with a room, in words. Empty for a sound one. */
function faults(state: Room, at: number): readonly string[] {
  const { ownerId, actingOwnerId, graceExpiresAt, actingExpiresAt, hostIds, members, deleteAt } = state;
  const owner = people.find((person) => person.id === ownerId);
  const checks: readonly (readonly [string, boolean])[] = [
    [
      'the owner is a human, or nobody while the room is empty',
      owner?.bot === false || (ownerId === nobody && members.length === 0),
    ],
    ['the owner is no host', !hostIds.includes(ownerId)],
    ['hosts are humans, each once', new Set(hostIds).size === hostIds.length && !hostIds.includes('music')],
    [
      'members are humans, each once',
      new Set(members.map((row) => row.userId)).size === members.length && !isPresent(state, 'music'),
    ],
    ['grace and acting owner come together', (graceExpiresAt === null) === (actingOwnerId === null)],
    ['a grace means that the owner is away', graceExpiresAt === null || !isPresent(state, ownerId)],
    [
      'a grace means that the acting owner is present or may still step back in',
      actingOwnerId === null || isPresent(state, actingOwnerId) !== (actingExpiresAt !== null && actingExpiresAt > at),
    ],
    ['no window without a grace', actingExpiresAt === null || graceExpiresAt !== null],
    [
      'an overdue grace only waits for the window',
      graceExpiresAt === null || graceExpiresAt > at || actingExpiresAt !== null,
    ],
    ['an empty room has no grace', members.length > 0 || graceExpiresAt === null],
    ['an empty room has a deadline, an occupied one has none', (members.length === 0) === (deleteAt !== null)],
  ];
  return checks.filter(([, holds]) => !holds).map(([text]) => text);
}

describe('hub ownership, over random sequences', () => {
  it('HB-30 HB-33 HB-34 keeps one human owner, no grace without a stand-in, and a deadline for every empty room', () => {
    for (let seed = 1; seed <= sequences; seed += 1) {
      const random = seeded(seed);
      let state = room();
      let at = now;
      for (let step = 0; step < steps; step += 1) {
        at += Math.floor(random() ** 4 * 400_000);
        const event = pick(makers, random)(random);
        const result = ownership(state, event, at, settings);
        const told = `seed ${seed}, step ${step}, ${JSON.stringify(event)}`;
        expect(faults(result.room, at).join(), told).to.equal('');
        if (result.effects.length === 0) expect(result.room, told).to.equal(state);
        state = result.room;
      }
    }
  });

  it('HB-32 decides alike whether a deadline has its own job, comes twice, or is found by the next event', () => {
    for (let seed = 1; seed <= sequences; seed += 1) {
      const random = seeded(seed);
      let prompt = room();
      let late = room();
      let at = now;
      for (let step = 0; step < steps; step += 1) {
        at += Math.floor(random() ** 4 * 400_000);
        const event = pick(makers.slice(0, 4), random)(random);
        for (const kind of ['grace-expired', 'acting-window-expired', 'grace-expired'] as const) {
          prompt = ownership(prompt, { kind }, at, settings).room;
        }
        prompt = ownership(prompt, event, at, settings).room;
        late = ownership(late, event, at, settings).room;
        expect(JSON.stringify(prompt), `seed ${seed}, step ${step}`).to.equal(JSON.stringify(late));
      }
    }
  });
});
