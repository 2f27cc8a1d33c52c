import { expect } from 'chai';
import { ChannelType, PermissionFlagsBits as Bits, PresenceUpdateStatus } from 'discord-api-types/v10';
import type { Act } from '../../../sandbox/page/protocol/acts.js';
import type { Browser } from './browser.js';
import { PageStage } from './page-stage.js';

describe('what people do on the page', () => {
  let stage: PageStage;
  let browser: Browser;

  beforeEach(async () => {
    stage = await PageStage.set();
    browser = await stage.open();
    await browser.sit('ada', stage.ada.id);
    await browser.sit('olga', stage.guild.record.ownerId);
  });

  afterEach(() => stage.strike());

  const chat = (): string => stage.chat.id;
  const lastMessage = () => browser.seat('ada').messages.at(-1);

  it('SB-21 somebody writes, replies, edits, reacts, takes it back, and deletes', async () => {
    const { id = '' } = await browser.do({ kind: 'say', seat: 'ada', channel: chat(), text: 'Hi' });
    // What an act has changed is there before its answer.
    expect(lastMessage()?.content).to.equal('Hi');
    await browser.do({ kind: 'edit', seat: 'ada', channel: chat(), message: id, text: 'Hello' });
    expect(lastMessage()).to.include({ content: 'Hello' }).and.to.have.property('editedAt').that.is.a('number');
    await browser.do({ kind: 'react', seat: 'olga', channel: chat(), message: id, emoji: '🎉' });
    expect(lastMessage()?.reactions[0]).to.include({ emoji: '🎉', count: 1, me: false });
    expect(browser.seat('olga').messages[0]?.reactions[0]?.me).to.equal(true);
    await browser.do({ kind: 'unreact', seat: 'olga', channel: chat(), message: id, emoji: '🎉' });
    expect(lastMessage()?.reactions).to.deep.equal([]);
    await browser.do({ kind: 'reply', seat: 'olga', channel: chat(), message: id, text: 'Hey', mention: false });
    expect(lastMessage()).to.deep.include({ content: 'Hey', mentionsMe: false });
    await browser.do({ kind: 'delete', seat: 'ada', channel: chat(), message: id });
    expect(lastMessage()?.reply?.gone).to.equal(true);
  });

  it('SB-21 somebody joins voice, mutes and deafens himself, streams, and leaves', async () => {
    await browser.do({ kind: 'join', seat: 'ada', channel: stage.room.id });
    expect(browser.seat('ada').me.voice).to.include({ channel: stage.room.id, channelName: 'Lounge', selfMute: false });
    for (const kind of ['mute', 'deafen', 'stream', 'camera'] as const)
      await browser.do({ kind, seat: 'ada', on: true });
    const on = { selfMute: true, selfDeaf: true, selfStream: true, selfVideo: true };
    expect(browser.seat('ada').me.voice).to.include(on);
    await browser.do({ kind: 'deafen', seat: 'ada', on: false });
    expect(browser.seat('ada').me.voice).to.include({ selfMute: false, selfDeaf: false });
    await browser.do({ kind: 'leave', seat: 'ada' });
    expect(browser.seat('ada').me.voice).to.equal(null);
  });

  it('SB-21 somebody plays, goes idle, and types', async () => {
    await browser.do({ kind: 'play', seat: 'ada', game: 'Chess' });
    await browser.do({ kind: 'play', seat: 'ada', game: 'Go' });
    expect(browser.seat('ada').me.games).to.deep.equal(['Chess', 'Go']);
    await browser.do({ kind: 'stopPlaying', seat: 'ada', game: 'Chess' });
    await browser.do({ kind: 'presence', seat: 'ada', status: PresenceUpdateStatus.Idle });
    const ada = browser.seat('olga').members.find(({ user }) => user === stage.ada.id);
    expect(ada).to.deep.include({ status: 'idle', games: ['Go'] });
    await browser.do({ kind: 'type', seat: 'ada', channel: chat() });
    expect(browser.seat('olga').typing).to.deep.equal([stage.ada.id]);
  });

  it('SB-21 what Discord refuses is refused with its code and its words, and the faulty fields', async () => {
    const asAda = async (act: object) => browser.refusal({ seat: 'ada', ...act } as Act);
    expect(await asAda({ kind: 'say', channel: chat(), text: '' })).to.deep.equal({
      code: 50006,
      message: 'Cannot send an empty message',
    });
    const long = await asAda({ kind: 'say', channel: chat(), text: 'x'.repeat(2001) });
    expect(long.code).to.equal(50035);
    expect(Object.keys(long.fields ?? {})).to.deep.equal(['content']);
    expect(await asAda({ kind: 'deleteChannel', channel: chat() })).to.include({ code: 50013 });
    expect(await asAda({ kind: 'edit', channel: chat(), message: '1', text: 'x' })).to.include({ code: 10008 });
    expect(await asAda({ kind: 'say', channel: '1', text: 'x' })).to.include({ code: 10003 });
    expect(await asAda({ kind: 'mute', on: true })).to.include({ code: 40032 });
    expect(await asAda({ kind: 'kick', user: stage.ben.id })).to.include({ code: 50013 });
    expect(await asAda({ kind: 'giveRole', user: stage.ben.id, role: '1' })).to.include({ code: 10011 });
  });

  it('SB-21 what only the client refuses is refused in words too', async () => {
    await browser.do({ kind: 'editChannel', seat: 'olga', channel: stage.room.id, fields: { userLimit: 1 } });
    stage.ben.join(stage.room);
    const full = await browser.refusal({ kind: 'join', seat: 'ada', channel: stage.room.id });
    expect(full).to.deep.equal({ code: 'full', message: 'It is full.' });
    expect(await browser.refusal({ kind: 'join', seat: 'ada', channel: chat() })).to.include({ code: 'notVoice' });
  });

  it('SB-21 what is no act, or of nobody, is refused and harms nothing', async () => {
    expect(await browser.refusal({ kind: 'dance' } as unknown as Act)).to.include({ code: 'page' });
    expect(await browser.refusal({ kind: 'constructor' } as unknown as Act)).to.include({ code: 'page' });
    expect(await browser.refusal({ kind: 'leave', seat: 'nobody' })).to.include({ code: 'page' });
    expect(await browser.refusal({ kind: 'open', seat: 'x', user: '1' })).to.include({ code: 'page' });
    expect(await browser.refusal({ kind: 'say', seat: 'ada' } as unknown as Act)).to.have.property('code');
    const overwrite = { kind: 'setOverwrite', seat: 'olga', channel: chat(), target: stage.guild.id } as const;
    expect(await browser.refusal({ ...overwrite, allow: '-1', deny: 'x' })).to.include({ code: 'page' });
    expect(await browser.do({ kind: 'leave', seat: 'ada' })).to.deep.equal({});
  });

  it('SB-21 a moderator makes channels, sets who may enter them, and deletes them', async () => {
    const { id: category = '' } = await browser.do({
      kind: 'createChannel',
      seat: 'olga',
      name: 'Games',
      type: ChannelType.GuildCategory,
    });
    const { id = '' } = await browser.do({
      kind: 'createChannel',
      seat: 'olga',
      name: 'Chess',
      type: ChannelType.GuildVoice,
      fields: { parent: category, userLimit: 2 },
    });
    const shown = () => browser.seat('ada').channels.find((one) => one.id === id);
    expect(shown()).to.include({ name: 'Chess', parent: category, userLimit: 2, locked: false });
    await browser.do({ kind: 'editChannel', seat: 'olga', channel: id, fields: { name: 'Go', parent: null } });
    expect(shown()).to.include({ name: 'Go', parent: null, userLimit: 2 });
    const overwrite = { seat: 'olga', channel: id, target: stage.guild.id } as const;
    await browser.do({ kind: 'setOverwrite', ...overwrite, allow: '0', deny: Bits.Connect.toString() });
    expect(shown()).to.include({ locked: true, joinRefusal: 'cannotConnect' });
    const forAda = { ...overwrite, target: stage.ada.id };
    await browser.do({ kind: 'setOverwrite', ...forAda, allow: Bits.Connect.toString(), deny: '0' });
    expect(shown()).to.include({ locked: true, joinRefusal: null });
    await browser.do({ kind: 'removeOverwrite', ...overwrite });
    expect(shown()).to.include({ locked: false });
    await browser.do({ kind: 'deleteChannel', seat: 'olga', channel: id });
    expect(shown()).to.equal(undefined);
  });

  it('SB-21 a moderator makes roles, orders, gives, takes and deletes them', async () => {
    const fields = { name: 'Staff', color: 0xff_00_00, hoist: true, permissions: Bits.ManageChannels.toString() };
    const { id: role = '' } = await browser.do({ kind: 'createRole', seat: 'olga', fields });
    await browser.do({ kind: 'giveRole', seat: 'olga', user: stage.ada.id, role });
    expect(BigInt(browser.seat('ada').me.permissions) & Bits.ManageChannels).to.equal(Bits.ManageChannels);
    await browser.do({ kind: 'deleteChannel', seat: 'ada', channel: stage.room.id });
    await browser.do({ kind: 'editRole', seat: 'olga', role, fields: { name: 'Helpers', mentionable: true } });
    await browser.do({ kind: 'moveRole', seat: 'olga', role, position: 2 });
    const shown = browser.seat('ada').roles.find(({ id }) => id === role);
    expect(shown).to.include({ name: 'Helpers', mentionable: true, color: 0xff_00_00, position: 2 });
    await browser.do({ kind: 'takeRole', seat: 'olga', user: stage.ada.id, role });
    expect(await browser.refusal({ kind: 'createRole', seat: 'ada', fields })).to.include({ code: 50013 });
    await browser.do({ kind: 'deleteRole', seat: 'olga', role });
    expect(browser.seat('ada').roles.map(({ id }) => id)).not.to.include(role);
  });

  it('SB-21 a moderator renames, silences, times out, moves, kicks and bans members', async () => {
    const ben = () => browser.seat('olga').members.find(({ user }) => user === stage.ben.id);
    const user = stage.ben.id;
    stage.ben.join(stage.room);
    await browser.do({ kind: 'editMember', seat: 'olga', user, nick: 'Benny', mute: true, timeoutUntil: null });
    expect(ben()).to.include({ name: 'Benny', mute: true, deaf: false });
    await browser.do({ kind: 'move', seat: 'olga', user, channel: null });
    expect(ben()?.voiceChannel).to.equal(null);
    const timeoutUntil = Date.now() + 60_000;
    await browser.do({ kind: 'editMember', seat: 'olga', user, timeoutUntil });
    expect(ben()?.timeoutUntil).to.equal(timeoutUntil);
    await browser.do({ kind: 'kick', seat: 'olga', user });
    expect(ben()).to.equal(undefined);
    await browser.do({ kind: 'rejoin', guild: stage.guild.id, user });
    expect(ben()).to.include({ name: 'Ben' });
    await browser.do({ kind: 'ban', seat: 'olga', user });
    expect(browser.seat('olga').guild?.bans).to.deep.equal([{ user, name: 'Ben', reason: null }]);
    expect(browser.seat('ada').guild?.bans).to.deep.equal([]);
    await browser.do({ kind: 'unban', seat: 'olga', user });
    expect(browser.seat('olga').guild?.bans).to.deep.equal([]);
  });

  it('SB-21 a moderator edits the server', async () => {
    await browser.do({
      kind: 'editGuild',
      seat: 'olga',
      name: 'Park',
      afkChannel: stage.room.id,
      systemChannel: chat(),
    });
    expect(browser.seat('ada').guild).to.include({ name: 'Park', afkChannel: stage.room.id, systemChannel: chat() });
    expect(browser.shared.guilds[0]?.name).to.equal('Park');
    await browser.do({ kind: 'join', seat: 'ada', channel: stage.room.id });
    await browser.do({ kind: 'fallAsleep', seat: 'ada' });
    expect(await browser.refusal({ kind: 'editGuild', seat: 'ada', name: 'Mine' })).to.include({ code: 50013 });
  });

  it('SB-21 somebody new comes, and another server, with or without the bot', async () => {
    const { id: cleo = '' } = await browser.do({ kind: 'addMember', guild: stage.guild.id, name: 'Cleo' });
    expect(browser.shared.people.map(({ name }) => name)).to.include('Cleo');
    const { id: guild = '' } = await browser.do({ kind: 'addGuild', name: 'Second', owner: cleo });
    await browser.sit('cleo', cleo, { guild });
    expect(browser.seat('cleo').guild).to.include({ name: 'Second', hasBot: true, owner: cleo });
    await browser.do({ kind: 'removeBot', guild });
    expect(browser.seat('cleo').guild?.hasBot).to.equal(false);
    await browser.do({ kind: 'inviteBot', guild });
    await browser.do({ kind: 'outage', guild, down: true });
    expect(browser.seat('cleo').guild).to.include({ hasBot: true, available: false });
    await browser.do({ kind: 'close', seat: 'cleo' });
    expect(await browser.refusal({ kind: 'leave', seat: 'cleo' })).to.include({ code: 'page' });
  });
});
