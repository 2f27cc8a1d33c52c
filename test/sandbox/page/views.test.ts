import { expect } from 'chai';
import { ChannelType, PermissionFlagsBits as Bits, PresenceUpdateStatus } from 'discord-api-types/v10';
import { OverwriteType } from 'discord-api-types/v10';
import type { Browser } from './browser.js';
import { PageStage } from './page-stage.js';

describe('what a seat of the page shows', () => {
  let stage: PageStage;
  let browser: Browser;

  beforeEach(async () => {
    stage = await PageStage.set();
    browser = await stage.open();
  });

  afterEach(() => stage.strike());

  const names = (seat: string): string[] => browser.seat(seat).channels.map(({ name }) => name);
  const channel = (seat: string, name: string) => {
    const found = browser.seat(seat).channels.find((one) => one.name === name);
    if (!found) throw new Error(`${seat} does not see ${name}`);
    return found;
  };
  const hide = (from: { id: string }, what = stage.room, deny: bigint = Bits.ViewChannel): void =>
    stage.guild.owner.setOverwrite(what, stage.guild.record.roles.get(from.id) ?? stage.ada.member, { deny });

  it('SB-21 offers everybody to act as, but neither the bot nor its developer', () => {
    expect(browser.shared.people.map(({ name }) => name)).to.deep.equal(['Olga', 'Ada', 'Ben']);
    expect(browser.shared.people[1]?.guilds).to.deep.equal([stage.guild.id]);
  });

  it('SB-20 opens the first text channel of the first server', async () => {
    await browser.sit('left', stage.ada.id);
    const { me, guild, guilds, open } = browser.seat('left');
    expect(me).to.include({ user: stage.ada.id, name: 'Ada', present: true, voice: null });
    expect(guilds).to.deep.equal([{ id: stage.guild.id, name: 'Garden', hasBot: true }]);
    expect(guild?.owner).to.equal(stage.guild.record.ownerId);
    expect(open).to.include({ channel: stage.chat.id, name: 'chat', more: false, canSend: true, canManage: false });
  });

  it('SB-20 lists channels as Discord does: those of no category first, categories with theirs, voice below text', async () => {
    const games = stage.guild.addChannel({ name: 'Games', type: ChannelType.GuildCategory });
    const empty = stage.guild.addChannel({ name: 'Empty', type: ChannelType.GuildCategory });
    stage.guild.addChannel({ name: 'Chess', parent: games });
    stage.guild.addChannel({ name: 'rules', type: ChannelType.GuildText, parent: games });
    await browser.sit('left', stage.ada.id);
    expect(names('left')).to.deep.equal(['chat', 'Lounge', 'Games', 'rules', 'Chess', 'Empty']);
    hide({ id: stage.guild.id }, games);
    hide({ id: stage.guild.id }, empty);
    await browser.until(() => !names('left').includes('Empty'), 'the empty category to be gone');
    expect(names('left')).to.deep.equal(['chat', 'Lounge', 'Games', 'rules', 'Chess']);
  });

  it('SB-20 hides what the member cannot see, and says why he cannot join', async () => {
    await browser.sit('left', stage.ada.id);
    await browser.sit('right', stage.ben.id);
    hide(stage.ada);
    await browser.until(() => !names('left').includes('Lounge'), 'the room to be hidden from Ada');
    expect(names('right')).to.include('Lounge');
    stage.guild.owner.removeOverwrite(stage.room, stage.ada);
    hide({ id: stage.guild.id }, stage.room, Bits.Connect);
    await browser.until(() => channel('right', 'Lounge').locked, 'the lock');
    expect(channel('right', 'Lounge').joinRefusal).to.equal('cannotConnect');
    expect(channel('right', 'Lounge').overwrites).to.deep.equal([
      { target: stage.guild.id, kind: 'role', allow: '0', deny: Bits.Connect.toString() },
    ]);
  });

  it('SB-20 shows voice live, with what people have on and what they play', async () => {
    await browser.sit('left', stage.ada.id);
    stage.ben.join(stage.room);
    stage.ben.deafen();
    stage.ben.stream();
    stage.ben.plays('Chess');
    stage.guild.owner.serverMute(stage.ben, true);
    await browser.until(() => channel('left', 'Lounge').voice[0]?.mute === true, 'Ben in voice');
    expect(channel('left', 'Lounge').voice).to.deep.equal([
      {
        user: stage.ben.id,
        name: 'Ben',
        bot: false,
        selfMute: true,
        selfDeaf: true,
        selfStream: true,
        selfVideo: false,
        mute: true,
        deaf: false,
        game: 'Chess',
      },
    ]);
    expect(browser.seat('left').members.find(({ user }) => user === stage.ben.id)?.voiceChannel).to.equal(
      stage.room.id,
    );
  });

  it('SB-20 shows members with their roles and presence, and an invisible one as offline', async () => {
    const staff = stage.guild.addRole({ name: 'Staff', color: 0x33_66_99, hoist: true, permissions: Bits.ManageRoles });
    stage.guild.owner.giveRole(stage.ada, staff);
    stage.ada.presence(PresenceUpdateStatus.Invisible);
    stage.ben.presence(PresenceUpdateStatus.Idle);
    await browser.sit('left', stage.ada.id);
    const { members, roles, me } = browser.seat('left');
    const ada = members.find(({ user }) => user === stage.ada.id);
    expect(ada).to.deep.include({ roles: [staff.id], group: staff.id, color: 0x33_66_99, status: 'offline' });
    expect(me.status).to.equal('invisible');
    expect(members.find(({ user }) => user === stage.ben.id)?.status).to.equal('idle');
    expect(roles.at(-1)?.id).to.equal(stage.guild.id);
    // Ada holds Manage Roles, but does not stand above her own highest role.
    expect(roles.find(({ id }) => id === staff.id)?.editable).to.equal(false);
    expect(roles.find(({ id }) => id === stage.guild.id)?.editable).to.equal(true);
  });

  it('SB-20 shows messages with replies, reactions, mentions, and who wrote them', async () => {
    await browser.sit('left', stage.ada.id);
    const question = stage.ben.say(stage.chat, `Hello <@${stage.ada.id}>\nHow are you?`);
    const answer = stage.ada.say(stage.chat, 'Fine', { replyTo: question });
    stage.ben.react(answer, '👍');
    await browser.until(() => browser.seat('left').messages[1]?.reactions.length === 1, 'the reaction');
    const [first, second] = browser.seat('left').messages;
    expect(first).to.deep.include({
      content: question.api.content,
      mentionsMe: true,
      canEdit: false,
      canDelete: false,
    });
    expect(first?.author).to.deep.equal({ id: stage.ben.id, name: 'Ben', bot: false, color: 0 });
    expect(second).to.deep.include({ canEdit: true, canDelete: true, ephemeral: false, system: null, editedAt: null });
    expect(second?.reply).to.deep.equal({
      id: question.api.id,
      gone: false,
      authorName: 'Ben',
      excerpt: `Hello <@${stage.ada.id}>`,
    });
    expect(second?.reactions).to.deep.equal([{ emoji: '👍', name: '👍', count: 1, me: false, names: ['Ben'] }]);
    stage.ben.deleteMessage(question);
    await browser.until(() => browser.seat('left').messages[0]?.reply?.gone === true, 'the question to be gone');
  });

  it('SB-20 shows the last messages first, and older ones when they are asked for', async () => {
    for (let index = 0; index < 60; index += 1) stage.ben.say(stage.chat, `Line ${index}`);
    await browser.sit('left', stage.ada.id);
    expect(browser.seat('left').messages.map(({ content }) => content))
      .to.have.lengthOf(50)
      .and.include('Line 59');
    expect(browser.seat('left').open?.more).to.equal(true);
    await browser.do({ kind: 'more', seat: 'left' });
    expect(browser.seat('left').messages).to.have.lengthOf(60);
    expect(browser.seat('left').open?.more).to.equal(false);
  });

  it('SB-20 shows who may not read the history only what comes while he looks', async () => {
    stage.ben.say(stage.chat, 'Before');
    hide({ id: stage.guild.id }, stage.chat, Bits.ReadMessageHistory);
    // Messages are told apart by milliseconds.
    await new Promise((resolve) => void setTimeout(resolve, 5));
    await browser.sit('left', stage.ada.id);
    expect(browser.seat('left').messages).to.deep.equal([]);
    stage.ben.say(stage.chat, 'After');
    await browser.until(() => browser.seat('left').messages.length === 1, 'the message');
    expect(browser.seat('left').messages[0]?.content).to.equal('After');
  });

  it('SB-20 says who types, until the message is there', async () => {
    await browser.sit('left', stage.ada.id);
    stage.ben.types(stage.chat);
    await browser.until(() => browser.seat('left').typing.length === 1, 'Ben to type');
    expect(browser.seat('left').typing).to.deep.equal([stage.ben.id]);
    stage.ben.say(stage.chat, 'There');
    await browser.until(() => browser.seat('left').typing.length === 0, 'Ben to be done');
  });

  it('SB-21 shows two members side by side, each with what he sees', async () => {
    const secret = stage.guild.addChannel({ name: 'staff', type: ChannelType.GuildText });
    hide({ id: stage.guild.id }, secret);
    await browser.sit('left', stage.guild.record.ownerId, { channel: secret.id });
    await browser.sit('right', stage.ada.id);
    stage.guild.owner.say(secret, 'Ada must not read this');
    await browser.until(() => browser.seat('left').messages.length === 1, 'the message');
    stage.ben.say(stage.chat, 'Hi');
    await browser.until(() => browser.seat('right').messages.length === 1, 'the other message');
    const toAda = browser.frames.filter((frame) => frame.type === 'seat' && frame.seat === 'right');
    expect(JSON.stringify(toAda)).not.to.include('must not read').and.not.to.include(secret.id);
  });

  it('SB-21 another member who takes the seat looks at the same channel, if he sees it', async () => {
    const side = stage.guild.addChannel({ name: 'side', type: ChannelType.GuildText });
    await browser.sit('left', stage.ada.id, { channel: side.id });
    await browser.sit('left', stage.ben.id);
    expect(browser.seat('left').me.name).to.equal('Ben');
    expect(browser.seat('left').open?.channel).to.equal(side.id);
    hide({ id: stage.guild.id }, side);
    await browser.until(() => browser.seat('left').open?.channel === stage.chat.id, 'the first channel');
  });

  it('SB-20 falls back to another server, or none, when the member is thrown out', async () => {
    await browser.sit('left', stage.ada.id);
    stage.guild.owner.kick(stage.ada);
    await browser.until(() => browser.seat('left').guild === null, 'no server');
    const { me, channels, open, messages } = browser.seat('left');
    expect([me.present, channels, open, messages]).to.deep.equal([false, [], null, []]);
    const error = await browser.refusal({ kind: 'say', seat: 'left', channel: stage.chat.id, text: 'Hello?' });
    expect(error).to.deep.equal({ code: 'page', message: 'Ada is in no server' });
  });

  it('SB-20 sends only the slices that have changed', async () => {
    await browser.sit('left', stage.ada.id);
    const before = browser.frames.length;
    stage.ben.types(stage.chat);
    await browser.until(() => browser.seat('left').typing.length === 1, 'Ben to type');
    const sent = browser.frames
      .slice(before)
      .flatMap((frame) => (frame.type === 'seat' ? Object.keys(frame.slices) : []));
    expect(sent).to.deep.equal(['typing']);
  });

  it('SB-20 shows threads below their channels, and no archived ones', async () => {
    stage.guild.addChannel({ name: 'zoo', type: ChannelType.GuildText });
    const thread = stage.guild.owner.startThread(stage.chat, { name: 'Plans' });
    await browser.sit('left', stage.ada.id);
    expect(names('left')).to.deep.equal(['chat', 'Plans', 'zoo', 'Lounge']);
    expect(channel('left', 'Plans').parent).to.equal(stage.chat.id);
    expect(browser.seat('left').open?.channel).to.equal(stage.chat.id);
    expect(browser.seat('left').messages[0]).to.include({ system: 'Olga started a thread: Plans', content: '' });
    await browser.sit('left', stage.ada.id, { channel: thread.id });
    await browser.do({ kind: 'say', seat: 'left', channel: thread.id, text: 'Count me in' });
    expect(browser.seat('left').messages.at(-1)?.content).to.equal('Count me in');
    stage.guild.owner.editThread(thread, { archived: true });
    await browser.until(() => !names('left').includes('Plans'), 'the thread to be archived');
  });

  it('SB-20 shows what is forwarded, said by a webhook, attached, or told by Discord itself', async () => {
    await browser.sit('left', stage.ada.id);
    const said = stage.ben.say(stage.chat, 'News', { files: [{ filename: 'a.txt', data: 'Read this' }] });
    stage.ada.forward(said, stage.chat);
    stage.guild.owner.createWebhook(stage.chat, 'Weather').say('Sunny');
    stage.guild.owner.editGuild({ systemChannelId: stage.chat.id, systemChannelFlags: 0 });
    stage.guild.addMember({ name: 'Cleo' });
    await browser.until(() => browser.seat('left').messages.length === 4, 'all of it');
    const [first, second, third, fourth] = browser.seat('left').messages;
    expect((await fetch(first?.attachments[0]?.url ?? '')).ok).to.equal(true);
    expect(first).to.include({ content: 'News', forwarded: false });
    expect(second).to.include({ content: 'News', forwarded: true }).and.to.have.nested.property('author.name', 'Ada');
    expect(third?.author).to.include({ name: 'Weather', bot: true });
    expect(fourth).to.include({ system: 'Cleo joined the server.', canEdit: false });
  });

  it('SB-20 a category overwrite of a member is told as such', async () => {
    stage.guild.owner.setOverwrite(stage.room, stage.ben, { allow: Bits.Connect });
    await browser.sit('left', stage.ada.id);
    expect(stage.room.overwrites[0]?.type).to.equal(OverwriteType.Member);
    expect(channel('left', 'Lounge').overwrites[0]?.kind).to.equal('member');
  });
});
