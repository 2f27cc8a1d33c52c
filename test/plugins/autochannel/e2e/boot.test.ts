import { expect } from 'chai';
import { CREATE, MOVE, sceneOfBot } from './scene.js';

describe('autochannel: people who came while the bot was away', () => {
  const scene = sceneOfBot();

  it('AC-18 those who sit in a source when the bot starts are served, bots are not', async () => {
    await scene.enable();
    const people = scene.members(3);
    const jukebox = scene.guild.addMember({ name: 'Jukebox', bot: true });
    await scene.stage.stopBot();
    for (const person of [...people, jukebox]) person.join(scene.general);
    scene.sandbox.clearCalls();
    await scene.stage.startBot();
    expect(new Set(people.map(({ voiceChannel }) => voiceChannel?.name))).to.deep.equal(
      new Set(['General #2', 'General #3', 'General #4']),
    );
    expect(jukebox.voiceChannel).to.equal(scene.general);
    expect([scene.calls(CREATE).length, scene.calls(MOVE).length]).to.deep.equal([3, 3]);
  });

  it('AC-18 who comes back to the source while the bot is away is moved into the breakout of before', async () => {
    await scene.enable();
    const ada = scene.member('Ada');
    await scene.joins(ada);
    const breakout = ada.voiceChannel;
    await scene.stage.stopBot();
    ada.join(scene.general);
    await scene.stage.startBot();
    expect(ada.voiceChannel).to.equal(breakout);
    expect(scene.names()).to.deep.equal(['General #2']);
  });

  it('PF-01 a boot with everything consistent changes nothing at Discord', async () => {
    await scene.enable();
    for (const person of scene.members(3)) await scene.joins(person);
    await scene.stage.stopBot();
    scene.sandbox.clearCalls();
    await scene.stage.startBot();
    const aboutGuild = scene.operations().filter((operation) => /\/guilds\/|\/channels\//.test(operation));
    expect(aboutGuild).to.deep.equal([]);
  });
});
