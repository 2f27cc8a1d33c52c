import { expect } from 'chai';
import { limitsOfCreation } from './creation-limits.js';
import { said, sceneOfBot } from './scene.js';

describe('autochannel: a guild that makes too many', () => {
  const scene = sceneOfBot({ config: limitsOfCreation(5, 3) });

  it('AC-14 holds its members back, tells each once, and serves all of them in the end', async () => {
    await scene.enable();
    const people = scene.members(6);
    for (const person of people) person.join(scene.general);
    await scene.stage.settle();
    expect(scene.names()).to.have.length(3);
    const held = people.filter(({ voiceChannel }) => voiceChannel === scene.general);
    expect(said(scene.general).map((text) => text.split(' ')[0])).to.have.members(held.map(({ id }) => `<@${id}>`));
    await scene.stage.pass(40);
    expect(scene.names()).to.have.length(6);
    expect(people.map(({ voiceChannel }) => voiceChannel?.name)).to.not.include('General');
    expect(said(scene.general)).to.have.length(3);
  });
});
