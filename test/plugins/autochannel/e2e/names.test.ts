import { expect } from 'chai';
import { sceneOfBot, there } from './scene.js';

describe('autochannel: names and numbers', () => {
  const scene = sceneOfBot();

  const namesFor = async (people: number): Promise<string[]> => {
    for (const person of scene.members(people)) await scene.joins(person);
    return scene.names();
  };

  it('AC-11 numbers start at 2 where the name of the source is in the pattern', async () => {
    await scene.enable();
    expect(await namesFor(2)).to.deep.equal(['General #2', 'General #3']);
  });

  it('AC-11 numbers start at 1 where it is not', async () => {
    await scene.enable({ naming_pattern: 'Breakout {n}' });
    expect(await namesFor(2)).to.deep.equal(['Breakout 1', 'Breakout 2']);
  });

  for (const start_at of [0, 1, 100]) {
    it(`AC-11 start_at ${start_at} overrides`, async () => {
      await scene.enable({ start_at });
      expect(await namesFor(2)).to.deep.equal([`General #${start_at}`, `General #${start_at + 1}`]);
    });
  }

  it('AC-11 the lowest free number is given, again when it has become free', async () => {
    await scene.enable({ grace_period: 0 });
    const [ada, bo, cy, dee] = [scene.member('Ada'), scene.member('Bo'), scene.member('Cy'), scene.member('Dee')];
    for (const person of [ada, bo, cy]) await scene.joins(person);
    bo.leave();
    await scene.stage.settle();
    await scene.joins(dee);
    expect(dee.voiceChannel?.name).to.equal('General #3');
    expect(ada.voiceChannel?.name).to.equal('General #2');
    expect(cy.voiceChannel?.name).to.equal('General #4');
  });

  it('AC-11 a number that was renamed away by hand stays taken', async () => {
    await scene.enable();
    const [ada, bo] = [scene.member('Ada'), scene.member('Bo')];
    await scene.joins(ada);
    scene.guild.owner.editChannel(there(scene.breakouts()[0]), { name: 'Ours' });
    await scene.joins(bo);
    expect(bo.voiceChannel?.name).to.equal('General #3');
  });

  it('AC-11 two sources count by themselves', async () => {
    const lounge = scene.guild.addChannel({ name: 'Lounge' });
    await scene.enable();
    await scene.enable({ voice_channel: lounge });
    const [ada, bo] = [scene.member('Ada'), scene.member('Bo')];
    await scene.joins(ada);
    await scene.joins(bo, lounge);
    expect(scene.names()).to.deep.equal(['General #2', 'Lounge #2']);
  });

  it('AC-11 a pattern without a number gives the same name to all', async () => {
    await scene.enable({ naming_pattern: 'Focus' });
    expect(await namesFor(3)).to.deep.equal(['Focus', 'Focus', 'Focus']);
  });

  const shown: readonly (readonly [string, string, string])[] = [
    ['emoji with joiners', '👩‍👩‍👧‍👦🏳️‍🌈', "👩‍👩‍👧‍👦🏳️‍🌈's room"],
    ['Arabic', 'ليلى', "ليلى's room"],
    ['Hangul and Han', '한글 漢字', "한글 漢字's room"],
    ['combining accents', 'e\u0301a\u0308', "e\u0301a\u0308's room"],
    ['tokens inside of a name', '{n}{name}', "{n}{name}'s room"],
    ['replacement patterns of JavaScript', '$& $1 $$', "$& $1 $$'s room"],
    ['line breaks', 'A\nda', "A da's room"],
  ];
  for (const [what, nick, name] of shown) {
    it(`AC-11 a display name of ${what} survives`, async () => {
      await scene.enable({ naming_pattern: "{user}'s room" });
      await scene.joins(scene.guild.addMember({ name: 'ada', nick }));
      expect(scene.names()).to.deep.equal([name]);
    });
  }

  it('AC-11 a long name is cut to 100 between graphemes', async () => {
    scene.guild.owner.editChannel(scene.general, { name: 'n'.repeat(88) });
    await scene.stage.settle();
    await scene.enable({ naming_pattern: '{name} {user}' });
    await scene.joins(scene.guild.addMember({ name: 'ada', nick: '👩‍👩‍👧‍👦👩‍👩‍👧‍👦' }));
    const [name = ''] = scene.names();
    expect(name).to.equal(`${'n'.repeat(88)} 👩‍👩‍👧‍👦`);
    expect(name.length).to.be.at.most(100);
  });

  it('AC-11 a display name of nothing visible leaves a name all the same', async () => {
    await scene.enable({ naming_pattern: '{user}' });
    await scene.joins(scene.guild.addMember({ name: 'ada', nick: '\u200b\u2800' }));
    expect(scene.names()).to.deep.equal(['#1']);
  });

  it('AC-11 the name is that of the source at that moment', async () => {
    await scene.enable();
    scene.guild.owner.editChannel(scene.general, { name: 'Foyer' });
    expect(await namesFor(1)).to.deep.equal(['Foyer #2']);
  });
});
