import { expect } from 'chai';
import type { Person } from 'roomkeeper/sandbox';
import type { RoomActions, RoomOrder } from '../../../../plugins/hub/api.js';
import { actions as everyAction, type Action } from '../../../../plugins/hub/domain/access.js';
import { ActingScene, refusal } from '../acting.js';

/** What each action is tried with: as far as it goes without the room changing hands or going away. */
const tries: Record<Action, (actions: RoomActions, order: RoomOrder, scene: ActingScene) => Promise<unknown>> = {
  rename: (actions, order) => actions.rename(order, 'Den'),
  templates: (actions, order) => actions.template(order, 'auto'),
  lock: (actions, order) => actions.setLocked(order, false),
  hide: (actions, order) => actions.setHidden(order, false),
  hosts: (actions, order) => actions.setHost(order, '123456789012345678', false),
  delete: (actions, order) => actions.delete(order, Promise.reject(new Error('not answered'))),
  claim: (actions, order) => actions.claim(order),
  access: (actions, order, { hub }) => actions.unblock(order, { kind: 'user', id: hub.cleo.id }),
  limit: (actions, order) => actions.setLimit(order, 0),
  bitrate: (actions, order) => actions.setBitrate(order, 64_000),
  region: (actions, order) => actions.setRegion(order, null),
  reset: (actions, order) => actions.reset(order),
  transfer: (actions, order, { hub }) => actions.transfer(order, hub.cleo.id),
  'force-transfer': (actions, order, { hub }) => actions.forceTransfer(order, hub.guild.bot.id),
};

/** How a try ends, by what is said. What does not stop at the rights was allowed. */
const endings: readonly (readonly [letter: string, RegExp])[] = [
  ['-', /^Only these may/],
  ['g', /has stepped out .* Until then only they/],
  ['G', /nobody can claim the room/],
  ['o', /^You own this room already/],
  ['p', /^The owner is in the room/],
  ['n', /^Only somebody who is in the room/],
  ['x', /^That room belongs to another server/],
  ['b', /^Bots cannot run rooms/],
];

/** Blanks only tell the families apart. */
function letters(spaced: string): string {
  return spaced.replaceAll(' ', '');
}

async function ending(work: Promise<unknown>): Promise<string> {
  try {
    await work;
    return 'y';
  } catch (error) {
    const { message } = error as Error;
    return endings.find(([, pattern]) => pattern.test(message))?.[0] ?? 'y';
  }
}

/** One letter for each action, in the order of `actions`: rename templates lock hide, hosts delete claim, access …, transfer force. */
async function row(scene: ActingScene, order: RoomOrder): Promise<string> {
  const found: string[] = [];
  for (const action of everyAction) found.push(await ending(tries[action](scene.actions, order, scene)));
  return found.join('');
}

describe('hub: who may do what, on the live bot', () => {
  let scene: ActingScene;
  let people: Record<string, Person>;

  before(async () => {
    scene = await ActingScene.set();
    const { ada, cleo, guild } = scene.hub;
    const host = guild.addMember({ name: 'Hanna' });
    const member = guild.addMember({ name: 'Mo' });
    for (const person of [host, member]) await scene.hub.joins(person, scene.room);
    await scene.actions.setHost(await scene.order(ada), host.id, true);
    people = { owner: ada, host, member, outsider: cleo, sudo: guild.owner };
  });
  after(() => scene.hub.stage.strike());

  const person = (name: string): Person => {
    const found = people[name];
    if (!found) throw new Error(`Who is ${name}?`);
    return found;
  };

  for (const [name, expected] of [
    ['owner', letters('yyyy yy o yyyyy y-')],
    ['host', letters('yyyy yy p yyyyy --')],
    ['member', letters('---- -- p ----- --')],
    ['outsider', letters('---- -- n ----- --')],
    ['sudo', letters('yyyy yy n yyyyy -y')],
  ] as const) {
    it(`HB-40 while the owner is there: ${name}`, async () => {
      expect(await row(scene, await scene.order(person(name)))).to.equal(expected);
    });
  }

  it('HB-40 nobody acts from another server, on a room of another server, or as a bot', async () => {
    const other = scene.hub.sandbox.addGuild({ name: 'Other' });
    await scene.hub.stage.settle();
    const foreign = await scene.order(other.owner, scene.room, other.id);
    expect(await row(scene, foreign)).to.equal('x'.repeat(everyAction.length));
    const jukebox = scene.hub.guild.addMember({ name: 'Jukebox', bot: true });
    expect(await row(scene, await scene.order(jukebox))).to.equal('b'.repeat(everyAction.length));
  });

  it('HB-40 what a view offers is what can be done', async () => {
    for (const name of Object.keys(people)) {
      const order = await scene.order(person(name));
      const offered = everyAction.map((action) => {
        const verdict = scene.actions.may(order, action);
        expect(scene.actions.explain(verdict, action) === '').to.equal(verdict.allowed);
        return verdict.allowed ? 'y' : 'n';
      });
      const done = (await row(scene, order)).replaceAll(/[^y]/g, 'n');
      expect(offered.join(''), name).to.equal(done);
    }
  });

  it('HB-40 a room that is none is gone', async () => {
    const order = { ...(await scene.order(person('owner'))), voiceChannelId: scene.hub.news.id };
    for (const action of everyAction) {
      const told = await refusal(tries[action](scene.actions, order, scene));
      expect(told.identifier, action).to.equal('hub.room-gone');
    }
    expect(scene.actions.may(order, 'lock')).to.deep.equal({ allowed: false, reason: 'room-deleting' });
  });
});

describe('hub: who may do what while the owner is away, on the live bot', () => {
  let scene: ActingScene;

  before(async () => {
    scene = await ActingScene.set();
    await scene.hub.leaves(scene.hub.ada);
  });
  after(() => scene.hub.stage.strike());

  it('HB-31 HB-40 the acting owner renames, locks, hides and chooses templates; the rest waits for the owner', async () => {
    expect(scene.stored.actingOwnerId).to.equal(scene.hub.ben.id);
    expect(await row(scene, await scene.order(scene.hub.ben))).to.equal(letters('yyyy gg G ggggg g-'));
  });

  it('HB-31 the answer names the owner and the end of the grace', async () => {
    const order = await scene.order(scene.hub.ben);
    const { message } = await refusal(scene.actions.setHost(order, scene.hub.cleo.id, true));
    const until = Math.floor((scene.stored.graceExpiresAt ?? 0) / 1000);
    expect(message).to.include(`<t:${until}:R>`).and.to.include(`<@${scene.hub.ada.id}>`);
  });

  it('HB-31 hosts and deletion are reserved for the owner and sudo, also against hosts', async () => {
    const { ada, cleo, guild } = scene.hub;
    await scene.actions.setHost(await scene.order(ada), cleo.id, true);
    expect(await row(scene, await scene.order(cleo))).to.equal(letters('yyyy gg n yyyyy --'));
    expect(await row(scene, await scene.order(ada))).to.equal(letters('yyyy yy o yyyyy y-'));
    expect(await row(scene, await scene.order(guild.owner))).to.equal(letters('yyyy yy n yyyyy -y'));
  });
});
