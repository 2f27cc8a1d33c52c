import { expect } from 'chai';
import { ChannelType, PermissionFlagsBits as Bits } from 'discord-api-types/v10';
import { query } from '../../../support/database.js';
import { CREATE, DELETE, ENOUGH, MOVE, SAY, said, sceneOfBot } from './scene.js';

describe('autochannel: permissions that are taken away and come back', () => {
  const scene = sceneOfBot();

  const needed = {
    'Manage Channels': Bits.ManageChannels,
    'Move Members': Bits.MoveMembers,
  };
  for (const [name, bit] of Object.entries(needed)) {
    it(`AC-17 without ${name} nothing is made, the admins are told, and whoever waits is served once it is back`, async () => {
      const staff = scene.systemChannel();
      await scene.enable();
      scene.guild.setBotPermissions(ENOUGH & ~bit);
      await scene.stage.settle();
      scene.sandbox.clearCalls();
      const [ada, bo] = [scene.member('Ada'), scene.member('Bo')];
      await scene.joins(ada);
      await scene.joins(bo);
      expect(scene.operations(), 'one notice and nothing else').to.deep.equal([SAY]);
      expect(said(staff)).to.have.length(1);
      expect(said(staff)[0]).to.include(`**${name}**`).and.to.include(`<#${scene.general.id}>`);
      expect(await scene.list()).to.include(`⚠️ Missing: **${name}** in <#${scene.general.id}>`);
      scene.guild.setBotPermissions(ENOUGH);
      await scene.stage.settle();
      expect([ada, bo].map(({ voiceChannel }) => voiceChannel?.name)).to.deep.equal(['General #2', 'General #3']);
      expect(await scene.list()).to.not.include('⚠️');
    });
  }

  for (const [name, bit] of Object.entries({ 'View Channel': Bits.ViewChannel, Connect: Bits.Connect })) {
    it(`AC-17 an overwrite of the source that takes ${name}, and gives it back`, async () => {
      const staff = scene.systemChannel();
      await scene.enable();
      scene.guild.owner.setOverwrite(scene.general, scene.guild.botRole, { deny: bit });
      await scene.stage.settle();
      const ada = scene.member('Ada');
      await scene.joins(ada);
      expect(scene.calls(CREATE)).to.deep.equal([]);
      expect(said(staff)[0]).to.include(`**${name}**`);
      scene.guild.owner.removeOverwrite(scene.general, scene.guild.botRole);
      await scene.stage.settle();
      expect(ada.voiceChannel?.name).to.equal('General #2');
    });
  }

  it('AC-17 a permission that an overwrite of the category takes and gives back', async () => {
    const den = scene.guild.addChannel({ name: 'Den', type: ChannelType.GuildCategory });
    const staff = scene.systemChannel();
    await scene.enable({ category: den });
    scene.guild.owner.setOverwrite(den, scene.guild.botRole, { deny: Bits.ManageChannels });
    const ada = scene.member('Ada');
    await scene.stage.settle();
    await scene.joins(ada);
    expect(scene.calls(CREATE)).to.deep.equal([]);
    expect(said(staff)[0]).to.include(`in <#${den.id}>: **Manage Channels**`);
    scene.guild.owner.removeOverwrite(den, scene.guild.botRole);
    await scene.stage.settle();
    expect(ada.voiceChannel?.name).to.equal('General #2');
  });

  it('AC-17 a permission that comes back with a role of the bot', async () => {
    await scene.enable();
    scene.guild.setBotPermissions(ENOUGH & ~Bits.ManageChannels);
    await scene.stage.settle();
    const ada = scene.member('Ada');
    await scene.joins(ada);
    const helper = scene.guild.addRole({ name: 'Helper', permissions: Bits.ManageChannels });
    scene.guild.owner.giveRole(scene.guild.bot, helper);
    await scene.stage.settle();
    expect(ada.voiceChannel?.name).to.equal('General #2');
  });

  it('AC-17 FW-41 the notice comes once an hour', async () => {
    const staff = scene.systemChannel();
    await scene.enable();
    scene.guild.setBotPermissions(ENOUGH & ~Bits.ManageChannels);
    await scene.stage.settle();
    const people = scene.members(3);
    const counts: number[] = [];
    for (const [index, person] of people.entries()) {
      if (index > 0) await scene.stage.pass(1801);
      await scene.joins(person);
      counts.push(said(staff).length);
    }
    expect(counts).to.deep.equal([1, 1, 2]);
  });

  it('AC-17 FW-41 the notice goes to the configured channel, rather than to the system channel', async () => {
    const [system, staff] = [scene.systemChannel(), scene.guild.addChannel({ name: 'notices', type: 0 })];
    // Set while no bot runs, and read when it starts.
    await scene.stage.stopBot();
    await query(
      scene.stage.database.url,
      `insert into core_settings values ($1, 'core.notice_channel', to_jsonb($2::text), now(), null)`,
      [scene.guild.id, staff.id],
    );
    await scene.stage.startBot();
    await scene.enable();
    scene.guild.setBotPermissions(ENOUGH & ~Bits.MoveMembers);
    await scene.stage.settle();
    await scene.joins(scene.member('Ada'));
    expect([said(staff).length, said(system).length]).to.deep.equal([1, 0]);
  });

  it('AC-17 a guild without a place for notices: it is logged, and shown in the list', async () => {
    await scene.enable();
    scene.guild.setBotPermissions(ENOUGH & ~Bits.MoveMembers);
    await scene.stage.settle();
    scene.sandbox.clearCalls();
    await scene.joins(scene.member('Ada'));
    expect(scene.operations()).to.deep.equal([]);
    const line = scene.stage.log.find(
      ({ guild, message }) => guild === scene.guild.id && message === 'A source cannot make breakouts',
    );
    expect(line).to.deep.include({ level: 'warn', plugin: 'autochannel', channel: scene.general.id });
    expect(await scene.list()).to.include('**Move Members**');
  });

  it('AC-17 Discord forbids what seemed allowed: told, marked, and tried again when permissions change', async () => {
    const staff = scene.systemChannel();
    await scene.enable();
    scene.sandbox.faults.add({ operation: CREATE, times: 1, answer: { status: 403, code: 50_013 } });
    const ada = scene.member('Ada');
    await scene.joins(ada);
    expect(ada.voiceChannel).to.equal(scene.general);
    expect(said(scene.general)[0]).to.include(`<@${ada.id}>`);
    expect(said(staff)).to.have.length(1);
    expect(await scene.list()).to.include('No breakouts at present');
    scene.guild.setBotPermissions(ENOUGH);
    await scene.stage.settle();
    expect(ada.voiceChannel?.name).to.equal('General #2');
    expect(await scene.list()).to.not.include('No breakouts at present');
  });

  it('AC-17 a server that demands two-factor authentication: the list says what to do', async () => {
    await scene.enable();
    scene.sandbox.faults.add({ operation: CREATE, times: 1, answer: { status: 400, code: 60_003 } });
    await scene.joins(scene.member('Ada'));
    expect(await scene.list()).to.include('two-factor authentication');
  });

  it('AC-17 a move that Discord forbids leaves no channel behind', async () => {
    const staff = scene.systemChannel();
    await scene.enable();
    scene.sandbox.faults.add({ operation: MOVE, times: 1, answer: { status: 403, code: 50_013 } });
    await scene.joins(scene.member('Ada'));
    expect(scene.breakouts()).to.deep.equal([]);
    expect(scene.calls(DELETE)).to.have.length(1);
    expect(said(staff)).to.have.length(1);
  });

  it('AC-17 enabling again takes the mark away', async () => {
    await scene.enable();
    scene.sandbox.faults.add({ operation: CREATE, times: 1, answer: { status: 400, code: 50_035 } });
    const ada = scene.member('Ada');
    await scene.joins(ada);
    expect(await scene.list()).to.include('No breakouts at present');
    await scene.enable();
    expect(ada.voiceChannel?.name).to.equal('General #2');
    expect(await scene.list()).to.not.include('No breakouts at present');
  });
});
