import { expect } from 'chai';
import { CREATE, DELETE, MOVE, said, sceneOfBot } from './scene.js';

describe('autochannel: many at once', () => {
  const scene = sceneOfBot();

  const waitsForDiscord = (): Promise<void> =>
    scene.sandbox.until(() => {
      return scene.stage.log.some(
        ({ guild, message }) => guild === scene.guild.id && message === 'The next channel waits for Discord',
      );
    });

  for (const count of [10, 25]) {
    it(`AC-14 PF-01 ${count} people at the same instant get ${count} breakouts by ${2 * count} calls`, async () => {
      await scene.enable();
      const people = scene.members(count);
      for (const person of people) person.join(scene.general);
      await scene.stage.settle();
      const expected = Array.from({ length: count }, (_, index) => `General #${index + 2}`);
      expect(scene.names().toSorted()).to.deep.equal(expected.toSorted());
      expect(new Set(people.map(({ voiceChannel }) => voiceChannel?.name))).to.have.property('size', count);
      expect(scene.operations().toSorted()).to.deep.equal([
        ...Array<string>(count).fill(MOVE),
        ...Array<string>(count).fill(CREATE),
      ]);
    });
  }

  it('AC-14 of ten at once the six who leave at once leave nothing behind', async () => {
    await scene.enable();
    const people = scene.members(10);
    for (const person of people) person.join(scene.general);
    for (const person of people.slice(4)) person.leave();
    await scene.stage.settle();
    expect(scene.breakouts()).to.have.length(4);
    expect(scene.calls(CREATE).length - scene.calls(DELETE).length).to.equal(4);
    for (const person of people.slice(0, 4)) expect(person.voiceChannel?.name).to.match(/^General #/);
  });

  it('AC-14 a burst in one guild does not delay another', async () => {
    await scene.enable();
    const other = scene.sandbox.addGuild({ name: 'Other' });
    const lounge = other.addChannel({ name: 'Lounge' });
    const bo = other.addMember({ name: 'Bo' });
    await scene.stage.settle();
    const answer = await other.owner.slash('autochannel enable', { voice_channel: lounge });
    await answer.response();
    await scene.stage.settle();
    scene.sandbox.faults.add({
      operation: CREATE,
      match: ({ params }) => params['guild_id'] === scene.guild.id,
      answer: { delay: 1000 },
    });
    const people = scene.members(3);
    for (const person of people) person.join(scene.general);
    await scene.called(CREATE);
    bo.join(lounge);
    await scene.sandbox.until(() => bo.voiceChannel?.name === 'Lounge #2');
    expect(scene.names(), 'nobody of the first guild is served yet').to.deep.equal([]);
    for (const made of [1, 2, 3]) {
      await scene.called(CREATE, made + 1);
      await scene.passWhileWaiting(1);
    }
    await scene.stage.settle();
    expect(scene.names()).to.have.length(3);
    other.removeBot();
  });

  it('AC-16 creations that Discord limits wait for its clock, in order, and who has left is dropped', async () => {
    await scene.enable();
    const [ada, bo, cy, dee] = scene.members(4);
    scene.sandbox.faults.add({ operation: CREATE, times: 1, answer: { status: 429, retryAfter: 20 } });
    for (const person of [ada, bo, cy, dee]) person?.join(scene.general);
    await waitsForDiscord();
    await scene.passWhileWaiting(19);
    expect(scene.calls(CREATE)).to.have.length(1);
    bo?.leave();
    await scene.sandbox.settled();
    await scene.passWhileWaiting(1.1);
    await scene.stage.settle();
    expect([ada, cy, dee].map((person) => person?.voiceChannel?.name)).to.deep.equal([
      'General #2',
      'General #3',
      'General #4',
    ]);
    expect(scene.calls(CREATE)).to.have.length(4);
    expect(scene.calls(DELETE)).to.deep.equal([]);
  });

  it('AC-16 who has left while waiting for the limit is dropped without a further call', async () => {
    await scene.enable();
    const ada = scene.member('Ada');
    scene.sandbox.faults.add({ operation: CREATE, times: 1, answer: { status: 429, retryAfter: 20 } });
    ada.join(scene.general);
    await waitsForDiscord();
    ada.leave();
    await scene.sandbox.settled();
    await scene.passWhileWaiting(20.1);
    await scene.stage.settle();
    expect(scene.operations()).to.deep.equal([CREATE]);
    expect(await scene.list()).to.include('No breakouts at the moment');
  });

  it('AC-16 whoever would wait for very long is told until when, and is served then', async () => {
    await scene.enable();
    const ada = scene.member('Ada');
    const limit = { status: 429, retryAfter: 40_000 } as const;
    scene.sandbox.faults.add({ operation: CREATE, times: 1, answer: limit });
    await scene.joins(ada);
    const until = Math.ceil((scene.stage.clock.now() + 40_000_050) / 1000);
    const [text] = said(scene.general);
    expect(text).to.include(`<@${ada.id}>`).and.to.include(`<t:${until}:R>`);
    expect(scene.breakouts()).to.deep.equal([]);
    await scene.stage.pass(40_001);
    expect(ada.voiceChannel?.name).to.equal('General #2');
  });

  it('AC-16 during a very long limit no further request is made for those who come', async () => {
    await scene.enable();
    const people = scene.members(5);
    scene.sandbox.faults.add({ operation: CREATE, answer: { status: 429, retryAfter: 40_000 } });
    for (const person of people) await scene.joins(person);
    expect(scene.calls(CREATE)).to.have.length(1);
    scene.sandbox.faults.clear();
    scene.stage.clock.jump(scene.stage.clock.now() + 39_990_000);
    await scene.stage.pass(11);
    expect(people.map(({ voiceChannel }) => voiceChannel?.name)).to.not.include('General');
    expect(scene.names()).to.have.length(5);
  });
});
