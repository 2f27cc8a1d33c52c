import { expect } from 'chai';
import type { Person } from 'roomkeeper/sandbox';
import { limitsOfCreation } from './creation-limits.js';
import { CREATE, SAY, said, sceneOfBot } from './scene.js';

describe('autochannel: one member who makes too many', () => {
  const scene = sceneOfBot({ config: limitsOfCreation(2, 100) });

  const comesAndGoes = async (person: Person, times: number): Promise<void> => {
    for (let time = 0; time < times; time += 1) {
      await scene.joins(person);
      person.leave();
      await scene.stage.settle();
    }
  };

  it('AC-14 is held back, told once why and until when, and served if still there', async () => {
    await scene.enable({ grace_period: 0 });
    const ada = scene.member('Ada');
    await comesAndGoes(ada, 4);
    expect(scene.calls(CREATE)).to.have.length(2);
    expect(said(scene.general)).to.have.length(1);
    expect(said(scene.general)[0]).to.include(`<@${ada.id}> You opened several channels`);
    await scene.joins(ada);
    await scene.stage.pass(10);
    expect(ada.voiceChannel?.name).to.equal('General #2');
    expect(said(scene.general)).to.have.length(1);
  });

  it('AC-14 does not hold back others', async () => {
    await scene.enable({ grace_period: 0 });
    const [ada, bo] = [scene.member('Ada'), scene.member('Bo')];
    await comesAndGoes(ada, 4);
    await scene.joins(bo);
    expect(bo.voiceChannel?.name).to.equal('General #2');
  });

  it('AC-14 coming back within the grace is not counted', async () => {
    await scene.enable();
    const ada = scene.member('Ada');
    await comesAndGoes(ada, 8);
    expect(scene.calls(CREATE)).to.have.length(1);
    expect(scene.calls(SAY)).to.deep.equal([]);
  });

  it('AC-14 is told in a direct message where the bot cannot write in the channel', async () => {
    await scene.enable({ grace_period: 0 });
    const ada = scene.member('Ada');
    const everyone = scene.guild.record.roles.get(scene.guild.id);
    if (everyone) scene.guild.owner.setOverwrite(scene.general, everyone, { deny: 1n << 11n });
    await scene.stage.settle();
    await comesAndGoes(ada, 3);
    expect(said(scene.general)).to.deep.equal([]);
    expect(scene.calls('POST /users/@me/channels')).to.have.length(1);
    expect(scene.calls(SAY)).to.have.length(1);
  });
});
