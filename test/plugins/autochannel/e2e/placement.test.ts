import { expect } from 'chai';
import { ChannelType } from 'discord-api-types/v10';
import type { ChannelRecord } from 'roomkeeper/sandbox';
import { CREATE, said, sceneOfBot } from './scene.js';

describe('autochannel: where breakouts go', () => {
  const scene = sceneOfBot();

  const category = (name: string, channels = 0): ChannelRecord => {
    const parent = scene.guild.addChannel({ name, type: ChannelType.GuildCategory });
    for (let count = 0; count < channels; count += 1)
      scene.guild.addChannel({ name: `${name} ${count}`, type: ChannelType.GuildText, parent });
    return parent;
  };

  it('AC-16 the last place of a category is used, then the next fallback, in order', async () => {
    const [den, attic, cellar] = [category('Den', 49), category('Attic', 49), category('Cellar')];
    await scene.enable({ category: den, fallback_category: attic, fallback_category_2: cellar });
    for (const person of scene.members(3)) await scene.joins(person);
    expect(scene.breakouts().map(({ parentId }) => parentId)).to.deep.equal([den.id, attic.id, cellar.id]);
    expect(scene.calls(CREATE), 'none was refused').to.have.length(3);
  });

  it('AC-16 a full category without a fallback: the user and the admins are told, nothing is made', async () => {
    const den = category('Den', 50);
    const staff = scene.systemChannel();
    await scene.enable({ category: den });
    const [ada, bo] = [scene.member('Ada'), scene.member('Bo')];
    await scene.joins(ada);
    await scene.joins(bo);
    expect(scene.calls(CREATE)).to.deep.equal([]);
    expect(said(scene.general)).to.have.length(2);
    expect(said(scene.general)[0]).to.include(`<@${ada.id}>`).and.to.include('its category is full');
    expect(said(staff), 'once an hour').to.have.length(1);
    expect(said(staff)[0]).to.include('had to turn somebody away');
    expect(ada.voiceChannel).to.equal(scene.general);
  });

  it('AC-16 a category that only Discord knows to be full: the fallback is tried', async () => {
    const [den, attic] = [category('Den'), category('Attic')];
    await scene.enable({ category: den, fallback_category: attic });
    scene.sandbox.faults.add({
      operation: CREATE,
      times: 1,
      answer: { status: 400, code: 50_035, message: 'CHANNEL_PARENT_MAX_CHANNELS' },
    });
    await scene.joins(scene.member('Ada'));
    expect(scene.breakouts().map(({ parentId }) => parentId)).to.deep.equal([attic.id]);
    expect(scene.names()).to.deep.equal(['General #2']);
  });

  it('AC-16 a full guild: the user is told, nothing is made, and it works again when there is room', async () => {
    const rest = 500 - scene.guild.record.channels.size;
    const extra = Array.from({ length: rest }, (_, index) =>
      scene.guild.addChannel({ name: `c${index}`, type: ChannelType.GuildText }),
    );
    await scene.enable();
    const ada = scene.member('Ada');
    await scene.joins(ada);
    expect(scene.calls(CREATE)).to.deep.equal([]);
    expect(said(scene.general)[0]).to.include('this server is full');
    for (const channel of extra.slice(0, 1)) scene.guild.owner.deleteChannel(channel);
    ada.leave();
    await scene.stage.settle();
    await scene.joins(ada);
    expect(ada.voiceChannel?.name).to.equal('General #2');
  });

  it('AC-16 a guild that Discord calls full (30013) leaves no half-made channel behind', async () => {
    await scene.enable();
    scene.sandbox.faults.add({ operation: CREATE, times: 1, answer: { status: 400, code: 30_013 } });
    await scene.joins(scene.member('Ada'));
    expect(said(scene.general)[0]).to.include('this server is full');
    expect(await scene.list()).to.include('No breakouts at the moment');
  });

  it('AC-01 no more than max_breakouts at a time', async () => {
    await scene.enable({ max_breakouts: 1, grace_period: 0 });
    const [ada, bo] = [scene.member('Ada'), scene.member('Bo')];
    await scene.joins(ada);
    await scene.joins(bo);
    expect(bo.voiceChannel).to.equal(scene.general);
    expect(said(scene.general)[0]).to.include('as many channels open as the admins allow');
    ada.leave();
    bo.leave();
    await scene.stage.settle();
    await scene.joins(bo);
    expect(bo.voiceChannel?.name).to.equal('General #2');
  });

  it('AC-10 breakouts of a source outside of any category are outside of any', async () => {
    await scene.enable();
    await scene.joins(scene.member('Ada'));
    expect(scene.breakouts()[0]?.parentId).to.equal(null);
  });

  it('AC-10 breakouts follow a source that was moved to another category', async () => {
    const den = category('Den');
    await scene.enable();
    scene.guild.owner.editChannel(scene.general, { parentId: den.id });
    await scene.joins(scene.member('Ada'));
    expect(scene.breakouts()[0]?.parentId).to.equal(den.id);
  });
});
