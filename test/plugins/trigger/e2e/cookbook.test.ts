import { expect } from 'chai';
import { readFileSync } from 'node:fs';
import { TypedActs } from '../../../../sandbox/typed-acts.js';
import type { MessageRecord, Person, RoleRecord } from 'roomkeeper/sandbox';
import { packageRoot } from '../../../support/package-root.js';
import { TriggerScene } from '../scene.js';

const text = readFileSync(`${packageRoot}/docs/cookbook.md`, 'utf8');

/** The commands of each recipe, by the number in its heading. */
const recipes = new Map(
  [...text.matchAll(/^## (\d+)\. .+?```text\n(.+?)```/gms)].map(([, number = '', block = '']) => [
    Number(number),
    block.trim().split('\n'),
  ]),
);

const DAY = 24 * 3600;

describe('the cookbook', () => {
  let scene: TriggerScene;
  let acts: TypedActs;
  /** The message whose link stands for LINK. */
  let notice: MessageRecord;
  const roles = new Map<string, RoleRecord>();

  beforeEach(async () => {
    scene = await TriggerScene.set({
      before: ({ guild, olga, rules }) => {
        for (const name of ['Member', 'Party', 'Winner', 'Talking', 'Moderator'])
          roles.set(name, guild.addRole({ name }));
        notice = olga.say(rules, 'Be kind.');
      },
    });
    const { guild, lounge: hub, olga, ada, ben, cleo } = scene;
    const people = new Map([olga, ada, ben, cleo].map((person) => [person.name.toLowerCase(), person]));
    acts = new TypedActs(scene.sandbox.world, { guild, hub, people });
  });
  afterEach(() => scene.stage.strike());

  /** Types the recipe's lines, each of which must be answered without a refusal. */
  async function cook(number: number): Promise<void> {
    const lines = recipes.get(number) ?? [];
    expect(lines).to.not.be.empty;
    const link = `https://discord.com/channels/${scene.guild.id}/${notice.api.channel_id}/${notice.api.id}`;
    for (const line of lines) {
      const answer = await acts.act(line.replace('message:LINK', `message:${link}`));
      await scene.stage.settle();
      expect(answer, line).to.match(/^Olga sees:\n.*(?:made|changed|added|gives|adds|“)/is);
      expect(answer, line).to.not.match(/cannot|refused|nothing was|does not|there is no/i);
    }
    scene.sandbox.clearCalls();
  }

  /** Lets a long time pass in which the bot is off: what is due meanwhile is so afterwards. */
  async function later(seconds: number): Promise<void> {
    await scene.stage.stopBot();
    await scene.stage.clock.advance(seconds * 1000);
    await scene.stage.startBot();
  }

  const has = (person: Person, name: string): boolean => {
    const role = roles.get(name) ?? [...scene.guild.record.roles.values()].find((one) => one.name === name);
    return person.member.roles.has(role?.id ?? '');
  };

  it('TR-20 cookbook 1: the rules open the server', async () => {
    await cook(1);
    await scene.reacts(scene.ada, notice, '✅');
    expect(has(scene.ada, 'Member')).to.equal(true);
    expect(scene.said()).to.deep.equal([`Welcome, <@${scene.ada.id}>! Have a look around.`]);
    await scene.reacts(scene.ben, notice, '❌');
    expect(has(scene.ben, 'Member')).to.equal(false);
  });

  it('TR-20 cookbook 2: an answer, once a minute', async () => {
    await cook(2);
    await scene.says(scene.ada, 'What is the Server IP?');
    await scene.says(scene.ben, 'server ip please');
    expect(scene.said()).to.deep.equal(['It is **play.example.net**, Ada.']);
    await scene.stage.pass(60);
    await scene.says(scene.ben, 'server ip please');
    expect(scene.said().at(-1)).to.equal('It is **play.example.net**, Ben.');
  });

  it('TR-33 cookbook 3: one colour each', async () => {
    await cook(3);
    await scene.reacts(scene.ada, notice, '🔴');
    expect(has(scene.ada, 'Red')).to.equal(true);
    await scene.stage.pass(3);
    await scene.reacts(scene.ada, notice, '🔵');
    expect([has(scene.ada, 'Red'), has(scene.ada, 'Blue')]).to.deep.equal([false, true]);
    await scene.stage.pass(3);
    await scene.unreacts(scene.ada, notice, '🔵');
    expect(has(scene.ada, 'Blue')).to.equal(false);
  });

  it('TR-03 cookbook 4: a role for an event, for three days', async () => {
    await cook(4);
    await scene.says(scene.ada, '!party');
    expect(has(scene.ada, 'Party')).to.equal(true);
    await later(3 * DAY);
    await scene.says(scene.ben, '!party');
    expect(has(scene.ben, 'Party')).to.equal(false);
    expect(has(scene.ada, 'Party')).to.equal(true);
  });

  it('TR-04 cookbook 5: only the first one wins', async () => {
    await cook(5);
    scene.ada.say(scene.general, '!mine');
    scene.ben.say(scene.general, '!mine');
    await scene.stage.settle();
    expect([has(scene.ada, 'Winner'), has(scene.ben, 'Winner')].filter(Boolean)).to.have.lengthOf(1);
    expect(scene.said()).to.have.lengthOf(1);
    await scene.says(scene.cleo, '!mine');
    expect(has(scene.cleo, 'Winner')).to.equal(false);
  });

  it('TR-14 cookbook 6: a reminder each day', async () => {
    await cook(6);
    await later(DAY - 60);
    expect(scene.said()).to.deep.equal([]);
    await scene.stage.pass(60);
    expect(scene.said()).to.deep.equal(['Time for the daily backup.']);
    await later(DAY - 60);
    await scene.stage.pass(60);
    expect(scene.said()).to.have.lengthOf(2);
  });

  it('TR-15 cookbook 7: a role for whoever talks', async () => {
    await cook(7);
    await scene.joins(scene.ada);
    expect(has(scene.ada, 'Talking')).to.equal(true);
    await scene.joins(scene.ada, scene.attic);
    expect(has(scene.ada, 'Talking')).to.equal(false);
    await scene.joins(scene.ada);
    await scene.leaves(scene.ada);
    expect(has(scene.ada, 'Talking')).to.equal(false);
  });

  it('TR-21 cookbook 8: invitations are kept out', async () => {
    await cook(8);
    const message = await scene.says(scene.ada, 'Join us: discord.gg/abc');
    expect(scene.general.messages.has(message.api.id)).to.equal(false);
    expect(scene.said()).to.deep.equal(['Ada, please do not advertise other servers here.']);
    const moderator = roles.get('Moderator');
    if (moderator) scene.olga.giveRole(scene.ben.member, moderator);
    const allowed = await scene.says(scene.ben, 'discord.gg/abc');
    expect(scene.general.messages.has(allowed.api.id)).to.equal(true);
  });

  it('TR-20 cookbook 9: one of several answers', async () => {
    await cook(9);
    await scene.says(scene.ada, '!hug Ben');
    expect(scene.said()).to.have.lengthOf(1);
    expect(scene.said()[0]).to.be.oneOf(['Ada hugs Ben.', 'Ada gives Ben a big warm hug.']);
  });

  it('TR-24 cookbook 10: a purge that asks first', async () => {
    await cook(10);
    const mine = await scene.says(scene.ada, 'Something silly');
    const other = await scene.says(scene.ben, 'Something wise');
    const order = await scene.says(scene.ada, '!forgetme');
    expect(scene.general.messages.has(mine.api.id)).to.equal(true);
    await scene.reacts(scene.ada, order, '✅');
    expect(scene.general.messages.has(mine.api.id)).to.equal(false);
    expect(scene.general.messages.has(other.api.id)).to.equal(true);
  });

  it('TR-34 every recipe is run', () => {
    expect([...recipes.keys()]).to.deep.equal([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  });
});
