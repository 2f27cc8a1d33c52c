import { expect } from 'chai';
import { ChannelType, PermissionFlagsBits as Bits } from 'discord-api-types/v10';
import { CREATE, MOVE, sceneOfBot, there, told } from './scene.js';

describe('autochannel: enable', () => {
  const scene = sceneOfBot();

  const isSource = async (): Promise<boolean> => (await scene.list()).includes(`<#${scene.general.id}>`);

  it('AC-01 enabling says what the source will do, with every default', async () => {
    const text = await scene.enable();
    expect(text).to.include(`<#${scene.general.id}> is now a source`);
    expect(text.split('\n').slice(1)).to.deep.equal([
      String.raw`- Name: {name} \#{n}`,
      '- User limit: none',
      '- Deleted after 30 seconds without people',
      '- Category: that of the source',
      '- Permissions copied from: the source',
    ]);
  });

  it('AC-01 every option is taken, said and used', async () => {
    const den = scene.guild.addChannel({ name: 'Den', type: ChannelType.GuildCategory });
    const attic = scene.guild.addChannel({ name: 'Attic', type: ChannelType.GuildCategory });
    const template = scene.guild.addChannel({ name: 'Template' });
    const text = await scene.enable({
      naming_pattern: 'Table {n}',
      user_limit: 7,
      grace_period: 1,
      category: den,
      start_at: 5,
      overwrites: template,
      max_breakouts: 1,
      fallback_category: attic,
    });
    expect(text.split('\n').slice(1)).to.deep.equal([
      '- Name: Table {n}, numbered from 5',
      '- User limit: 7',
      '- Deleted after 1 second without people',
      `- Category: <#${den.id}>; when that is full, <#${attic.id}>`,
      `- Permissions copied from: <#${template.id}>`,
      '- At most 1 breakout at a time',
    ]);
    await scene.joins(scene.member('Ada'));
    const breakout = there(scene.breakouts()[0]);
    expect(breakout).to.include({ name: 'Table 5', userLimit: 7, parentId: den.id });
  });

  it('AC-01 the ends of each range are taken', async () => {
    const ends = [
      { user_limit: 0, grace_period: 0, start_at: 0, max_breakouts: 0, naming_pattern: 'x' },
      { user_limit: 99, grace_period: 3600, start_at: 9999, max_breakouts: 499, naming_pattern: 'x'.repeat(100) },
    ];
    for (const input of ends) expect(await scene.enable(input)).to.match(/is now a source|are updated/);
    expect(await scene.list())
      .to.include('User limit: 99')
      .and.to.include('3600 seconds');
  });

  const outside = [
    { user_limit: -1 },
    { user_limit: 100 },
    { user_limit: 1.5 },
    { grace_period: -1 },
    { grace_period: 3601 },
    { grace_period: 0.5 },
    { start_at: -1 },
    { start_at: 10_000 },
    { max_breakouts: -1 },
    { max_breakouts: 500 },
    { max_breakouts: 2 ** 40 },
  ];
  for (const input of outside) {
    it(`AC-01 a forged ${JSON.stringify(input)} is refused by its name and range, and nothing is stored`, async () => {
      const [name = ''] = Object.keys(input);
      expect(await scene.enable(input, { force: true })).to.match(
        new RegExp(`^\`${name}\` must be a whole number from \\d+ to \\d+\\.$`),
      );
      expect(await isSource()).to.equal(false);
    });
  }

  it('AC-01 several faults are told together', async () => {
    const text = await scene.enable({ user_limit: 100, grace_period: -5 }, { force: true });
    expect(text.split('\n')).to.have.length(2);
  });

  const nothing = { 'white space': '   \n\t ', 'zero-width space': '\u200b\u200b', 'a braille blank': '\u2800' };
  for (const [what, naming_pattern] of Object.entries(nothing)) {
    it(`AC-04 a pattern of ${what} expands to nothing and is refused`, async () => {
      expect(await scene.enable({ naming_pattern }, { force: true })).to.include('leaves no visible character');
      expect(await isSource()).to.equal(false);
    });
  }

  it('AC-01 a pattern that makes names over 100 characters is refused with the length', async () => {
    const text = await scene.enable({ naming_pattern: `{name}${'x'.repeat(94)}` });
    expect(text).to.include('101 characters long').and.to.include('at most 100');
    expect(await isSource()).to.equal(false);
  });

  it('AC-01 a forged endless pattern is refused, even where little of it is visible', async () => {
    const text = await scene.enable({ naming_pattern: `${'\u200b'.repeat(5000)}x` }, { force: true });
    expect(text)
      .to.match(/pattern/)
      .and.not.include('Something went wrong');
    expect(await isSource()).to.equal(false);
  });

  it('FW-43 markdown and mentions of a pattern show as they were typed, and notify nobody', async () => {
    const answer = await scene.guild.owner.slash('autochannel enable', {
      voice_channel: scene.general,
      naming_pattern: '**@everyone** [x](http://x.y) {n}',
    });
    await answer.response();
    await scene.stage.settle();
    expect(told(answer)).to.include(String.raw`\*\*\@everyone\*\* \[x\]\(http\:\/\/x.y\) {n}`);
    expect(there(answer.replies.at(-1)).api).to.include({ mention_everyone: false });
    expect(there(answer.replies.at(-1)).ephemeralFor).to.equal(scene.guild.owner.id);
  });

  const others = [
    ['a stage channel', ChannelType.GuildStageVoice, 'is a stage channel'],
    ['a text channel', ChannelType.GuildText, 'is not a voice channel'],
    ['a category', ChannelType.GuildCategory, 'is not a voice channel'],
  ] as const;
  for (const [what, type, reason] of others) {
    it(`AC-04 ${what} is refused`, async () => {
      const channel = scene.guild.addChannel({ name: 'other', type });
      expect(await scene.enable({ voice_channel: channel }, { force: true })).to.include(reason);
      expect(await scene.list()).to.include('no sources yet');
    });
  }

  it('AC-04 the AFK channel is refused', async () => {
    scene.guild.owner.editGuild({ afkChannelId: scene.general.id });
    expect(await scene.enable()).to.include('AFK channel');
    expect(await isSource()).to.equal(false);
  });

  it('AC-04 a breakout is refused, by what it is', async () => {
    await scene.enable();
    await scene.joins(scene.member('Ada'));
    const breakout = there(scene.breakouts()[0]);
    expect(await scene.enable({ voice_channel: breakout })).to.include('already in use as a breakout of autochannel');
    expect(await scene.list()).to.not.include(`### <#${breakout.id}>`);
  });

  it('AC-04 a category that is none, and a template without voice, are refused', async () => {
    const text = scene.guild.addChannel({ name: 'text', type: ChannelType.GuildText });
    const answer = await scene.enable(
      { category: text, fallback_category: scene.general, overwrites: text },
      { force: true },
    );
    expect(answer).to.include(`<#${text.id}> is not a category`);
    expect(answer).to.include(`<#${scene.general.id}> is not a category`);
    expect(answer).to.include('Permissions can be copied from a voice channel only');
    expect(await isSource()).to.equal(false);
  });

  it('AC-01 enabling again changes only what is given, and says so', async () => {
    await scene.enable({ naming_pattern: 'Table {n}', user_limit: 4, grace_period: 60 });
    const text = await scene.enable({ user_limit: 5 });
    expect(text).to.include('was a source already; its settings are updated');
    expect(text).to.include('Table {n}').and.to.include('User limit: 5').and.to.include('60 seconds');
    await scene.joins(scene.member('Ada'));
    expect(there(scene.breakouts()[0])).to.include({ name: 'Table 1', userLimit: 5 });
  });

  it('AC-01 two admins who enable at the same instant lose nothing of each other', async () => {
    const one = scene.guild.owner.slash('autochannel enable', { voice_channel: scene.general, user_limit: 3 });
    const two = scene.guild.owner.slash('autochannel enable', { voice_channel: scene.general, grace_period: 77 });
    const answers = await Promise.all([one, two]);
    await Promise.all(answers.map((answer) => answer.response()));
    await scene.stage.settle();
    expect(answers.map(told).join()).to.include('is now a source').and.to.include('was a source already');
    expect(await scene.list())
      .to.include('User limit: 3')
      .and.to.include('77 seconds');
  });

  it('AC-01 a maximum of 0 takes the maximum away', async () => {
    await scene.enable({ max_breakouts: 1 });
    expect(await scene.enable({ max_breakouts: 0 })).to.not.include('At most');
  });

  const needed = {
    'View Channel': Bits.ViewChannel,
    Connect: Bits.Connect,
    'Manage Channels': Bits.ManageChannels,
    'Move Members': Bits.MoveMembers,
  };
  for (const [name, bit] of Object.entries(needed)) {
    it(`AC-05 ${name} that the bot lacks in the category is named before anything is stored`, async () => {
      const den = scene.guild.addChannel({ name: 'Den', type: ChannelType.GuildCategory });
      scene.guild.owner.setOverwrite(den, scene.guild.botRole, { deny: bit });
      await scene.stage.settle();
      const text = await scene.enable({ category: den });
      expect(text)
        .to.match(/^I lack permissions/)
        .and.to.include(`in <#${den.id}>: **`)
        .and.to.include(`**${name}**`);
      expect(await isSource()).to.equal(false);
    });
  }

  it('AC-05 all that is missing is listed, by place', async () => {
    const den = scene.guild.addChannel({ name: 'Den', type: ChannelType.GuildCategory });
    const attic = scene.guild.addChannel({ name: 'Attic', type: ChannelType.GuildCategory });
    scene.guild.owner.setOverwrite(scene.general, scene.guild.botRole, { deny: Bits.MoveMembers });
    scene.guild.owner.setOverwrite(den, scene.guild.botRole, { deny: Bits.ManageChannels | Bits.MoveMembers });
    scene.guild.owner.setOverwrite(attic, scene.guild.botRole, { deny: Bits.ManageChannels });
    await scene.stage.settle();
    const text = await scene.enable({ category: den, fallback_category: attic });
    expect(text).to.include(`- in <#${scene.general.id}>: **Move Members**`);
    expect(text).to.include(`- in <#${den.id}>: **Manage Channels**, **Move Members**`);
    expect(text).to.include(`- in <#${attic.id}>: **Manage Channels**`);
  });

  it('AC-01 only who may manage channels can use it, even past his client', async () => {
    const ada = scene.member('Ada');
    const lines = ['autochannel enable', 'autochannel disable', 'autochannel list'];
    for (const line of lines) {
      const input = line.endsWith('list') ? {} : { voice_channel: scene.general };
      const answer = await ada.slash(line, input, { force: true });
      await answer.response();
      expect(told(answer)).to.include('**Manage Channels**');
    }
    expect(await isSource()).to.equal(false);
  });

  it('AC-18 those who sit in the channel already are served, each by two calls', async () => {
    const people = scene.members(3);
    for (const person of people) person.join(scene.general);
    await scene.stage.settle();
    const answer = await scene.guild.owner.slash('autochannel enable', { voice_channel: scene.general });
    await answer.response();
    await scene.stage.settle();
    expect(scene.names()).to.have.members(['General #2', 'General #3', 'General #4']);
    expect(new Set(people.map(({ voiceChannel }) => voiceChannel?.name))).to.have.property('size', 3);
    expect([scene.calls(CREATE).length, scene.calls(MOVE).length]).to.deep.equal([3, 3]);
  });
});
