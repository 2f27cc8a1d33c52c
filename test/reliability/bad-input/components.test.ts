import { expect } from 'chai';
import { choiceCases, forgedCases, forgedIds, formCases, type ComponentCase } from './component-cases.js';
import { leavesOf, usualInput } from './command-cases.js';
import { Crawler, type SeenControl } from './crawler.js';
import { FuzzScene } from './fuzz-scene.js';
import { some } from './sampling.js';

/** How many cases of a kind are tried in every run of the tests. */
const CASES = { forms: 260, choices: 160, forged: 320, replayed: 120 };

describe('bad input: components and forms', function () {
  this.timeout(600_000);
  let scene: FuzzScene;
  let crawler: Crawler;

  before(async () => {
    scene = await FuzzScene.set();
    crawler = await everythingShown();
  });
  after(() => scene.strike());

  /** All that the bot shows to an admin, to the owner of a room, and to everybody. */
  async function everythingShown(): Promise<Crawler> {
    const { guild, stage } = scene;
    const found = new Crawler(stage, guild);
    await guild.room();
    guild.stranger.join(guild.source);
    await stage.settle();
    for (const leaf of leavesOf(stage.sandbox.world.application.commands.values())) {
      const person = leaf.line === 'voice' ? guild.owner : guild.admin;
      for (const yes of [true, false]) {
        const options = { channel: guild.talk, force: true };
        const handle = await person.slash(leaf.line, usualInput(leaf, guild, { yes }), options);
        await handle.response();
        await stage.settle();
        found.see(person, handle);
      }
    }
    for (const { messages } of guild.handle.record.channels.values()) {
      for (const message of messages.values()) if (message.ephemeralFor === null) found.see(guild.owner, message);
    }
    await found.crawl();
    return found;
  }

  async function judged(cases: readonly ComponentCase[]): Promise<string> {
    await scene.judge.rest();
    const found: string[] = [];
    for (const { name, send, savesNothing } of cases) {
      found.push(...(await scene.judge.faults(send, { savesNothing })).map((fault) => `${name}: ${fault}`));
    }
    return found.join('\n');
  }

  const seen = (): SeenControl[] => [...crawler.controls.values()];
  const idsSeen = (): string[] => [...new Set(seen().map(({ customId }) => customId))];

  it('RL-05 the crawl sees the controls of every plugin', () => {
    const plugins = new Set(idsSeen().map((id) => id.split(':')[0]));
    expect([...plugins]).to.include.members(['autochannel', 'core', 'hub', 'panel', 'trigger']);
    expect(crawler.forms.size).to.be.at.least(8);
  });

  it('RL-05 every field of every form takes whatever is entered', async () => {
    const names = scene.guild.names(scene.foreign);
    const cases = [...crawler.forms.values()].flatMap((form) => formCases(form, names));
    expect(await judged(some(cases, CASES.forms))).to.equal('');
  });

  it('RL-05 choices that a menu does not offer are refused', async () => {
    const cases = seen().flatMap((control) => choiceCases(control, scene.foreign));
    expect(await judged(some(cases, CASES.choices))).to.equal('');
  });

  it('RL-05 forged controls never act: not for a stranger, and without an error for an admin', async () => {
    const { guild, foreign } = scene;
    const [first] = seen();
    const cases = forgedIds(idsSeen(), foreign).flatMap((id) => {
      const where = seen().find(({ customId }) => id.startsWith(customId.split(':', 2).join(':'))) ?? first;
      if (!where) return [];
      return [...forgedCases(guild.outsider, where, id, true), ...forgedCases(guild.admin, where, id, false)];
    });
    expect(await judged(some(cases, CASES.forged))).to.equal('');
  });

  it('RL-05 controls that were shown to somebody else, elsewhere, or in a message that is gone, never act for a stranger', async () => {
    const { guild, foreign } = scene;
    const elsewhere = [...foreign.talk.messages.values()].at(-1);
    const replays = seen().flatMap((control): ComponentCase[] => {
      const at = (message: SeenControl['message'], who: typeof guild.outsider, name: string): ComponentCase[] => {
        const forged = forgedCases(who, { ...control, message }, control.customId, true);
        return forged.map((one) => ({ ...one, name: `${name}: ${one.name}` }));
      };
      return [
        ...at(control.message, guild.outsider, 'somebody else’s'),
        ...(elsewhere ? at(elsewhere, foreign.owner, 'in another guild') : []),
      ];
    });
    expect(await judged(some(replays, CASES.replayed))).to.equal('');
  });
});
