import { expect } from 'chai';
import {
  GatewayDispatchEvents as Events,
  OverwriteType,
  PermissionFlagsBits as Bits,
  ChannelType,
} from 'discord-api-types/v10';
import {
  changeOwnVoice,
  fallAsleep,
  JoinRefusedError,
  joinVoice,
  leaveVoice,
} from '../../../sandbox/people/voice-acts.js';
import { usualBotPermissions, inviteBot } from '../../../sandbox/store/bot-membership.js';
import { createGuild } from '../../../sandbox/store/guilds.js';
import { addMember } from '../../../sandbox/store/members.js';
import type { ChannelRecord, MemberRecord } from '../../../sandbox/store/records.js';
import { setVoiceStatus } from '../../../sandbox/store/voice-status.js';
import { refusalOf, Scene } from '../scene.js';

function joinRefusal(scene: Scene, member: MemberRecord, channel: ChannelRecord): string {
  try {
    joinVoice(scene.world, member.user.id, channel);
    return 'joined';
  } catch (error) {
    if (error instanceof JoinRefusedError) return error.refusal;
    throw error;
  }
}

describe('joining voice', () => {
  it('SB-07 joins, moves and leaves are one event each, and repeating makes none', () => {
    const scene = new Scene();
    const ada = scene.person('Ada');
    const [a, b] = [scene.voice('a'), scene.voice('b')];
    scene.quiet();
    joinVoice(scene.world, ada.user.id, a);
    joinVoice(scene.world, ada.user.id, a);
    joinVoice(scene.world, ada.user.id, b);
    leaveVoice(scene.world, ada.user.id);
    leaveVoice(scene.world, ada.user.id);
    const states = scene.events(Events.VoiceStateUpdate);
    expect(states.map((state) => state.channel_id)).to.deep.equal([a.id, b.id, null]);
    expect(new Set(states.map((state) => state.session_id)).size).to.equal(1);
    expect(states[0]?.member?.user.id).to.equal(ada.user.id);
  });

  it('SB-03 who joins needs View and Connect', () => {
    const scene = new Scene();
    const ada = scene.person('Ada');
    const without = (bit: bigint) =>
      scene.voice('V', { overwrites: [{ id: ada.user.id, type: OverwriteType.Member, allow: 0n, deny: bit }] });
    expect(joinRefusal(scene, ada, without(Bits.ViewChannel))).to.equal('cannotView');
    expect(joinRefusal(scene, ada, without(Bits.Connect))).to.equal('cannotConnect');
    expect(joinRefusal(scene, ada, scene.olga.createChannel({ name: 'text' }))).to.equal('notVoice');
    expect(scene.guild.voiceStates.size).to.equal(0);
  });

  it('SB-03 a full channel takes only who holds Move Members', () => {
    const scene = new Scene();
    const [ada, bob, mod] = [scene.person('Ada'), scene.person('Bob'), scene.person('Mod')];
    const channel = scene.voice('V', { userLimit: 1 });
    scene.olga.setOverwrite(channel, mod, { allow: Bits.MoveMembers });
    expect(joinRefusal(scene, ada, channel)).to.equal('joined');
    expect(joinRefusal(scene, bob, channel)).to.equal('full');
    expect(joinRefusal(scene, ada, channel)).to.equal('joined');
    expect(joinRefusal(scene, mod, channel)).to.equal('joined');
  });

  it('SB-03 losing Connect does not disconnect, lowering the limit neither', () => {
    const scene = new Scene();
    const [ada, bob] = [scene.person('Ada'), scene.person('Bob')];
    const channel = scene.voice('V');
    for (const member of [ada, bob]) joinVoice(scene.world, member.user.id, channel);
    scene.olga.setOverwrite(channel, ada, { deny: Bits.ViewChannel | Bits.Connect });
    scene.olga.editChannel(channel, { userLimit: 1 });
    expect(scene.guild.voiceStates.size).to.equal(2);
  });

  it('SB-03 a person is in one voice channel of all guilds', () => {
    const scene = new Scene();
    const ada = scene.person('Ada');
    const olga = scene.world.users.get(scene.guild.ownerId) ?? ada.user;
    const other = createGuild(scene.world, { name: 'Other', owner: olga });
    inviteBot(scene.world, other);
    addMember(scene.world, other, ada.user);
    joinVoice(scene.world, ada.user.id, scene.voice('here'));
    const there = { ...scene.voice('there'), guildId: other.id };
    other.channels.set(there.id, there);
    scene.quiet();
    joinVoice(scene.world, ada.user.id, there);
    expect(scene.events(Events.VoiceStateUpdate).map((state) => [state.guild_id, state.channel_id])).to.deep.equal([
      [scene.guild.id, null],
      [other.id, there.id],
    ]);
  });

  it('SB-03 nobody speaks in the AFK channel or comes on stage uninvited', () => {
    const scene = new Scene();
    const ada = scene.person('Ada');
    const afk = scene.voice('AFK');
    scene.olga.editGuild({ afkChannelId: afk.id });
    joinVoice(scene.world, ada.user.id, scene.voice('V'));
    fallAsleep(scene.world, ada.user.id);
    const state = scene.guild.voiceStates.get(ada.user.id);
    expect(state).to.include({ channelId: afk.id, suppress: true });
    joinVoice(scene.world, ada.user.id, scene.voice('S', { type: ChannelType.GuildStageVoice }));
    expect(scene.guild.voiceStates.get(ada.user.id)?.suppress).to.equal(true);
  });

  it('SB-07 what somebody does to himself is told', () => {
    const scene = new Scene();
    const ada = scene.person('Ada');
    expect(refusalOf(() => changeOwnVoice(scene.world, ada.user.id, { selfMute: true }))).to.equal('40032');
    joinVoice(scene.world, ada.user.id, scene.voice('V'));
    scene.quiet();
    changeOwnVoice(scene.world, ada.user.id, { selfMute: true, selfStream: true });
    changeOwnVoice(scene.world, ada.user.id, { selfMute: true });
    expect(scene.heard).to.deep.equal(['VOICE_STATE_UPDATE']);
    expect(scene.events(Events.VoiceStateUpdate)[0]).to.include({
      self_mute: true,
      self_stream: true,
      self_deaf: false,
    });
  });
});

describe('moving members', () => {
  const move = (scene: Scene, member: MemberRecord, channelId: string | null) =>
    scene.call(`PATCH /guilds/${scene.guild.id}/members/${member.user.id}`, { body: { channel_id: channelId } });

  function inVoice(scene: Scene): { ada: MemberRecord; hub: ChannelRecord } {
    const ada = scene.person('Ada');
    const hub = scene.voice('hub');
    joinVoice(scene.world, ada.user.id, hub);
    scene.quiet();
    return { ada, hub };
  }

  it('SB-03 the bot moves and disconnects a member', () => {
    const scene = new Scene();
    const { ada } = inVoice(scene);
    const room = scene.voice('room');
    expect(move(scene, ada, room.id).status).to.equal(200);
    move(scene, ada, room.id);
    move(scene, ada, null);
    expect(scene.events(Events.VoiceStateUpdate).map((state) => state.channel_id)).to.deep.equal([room.id, null]);
    const entries = scene.guild.auditLog.slice(-3).map(({ actionType }) => actionType);
    expect(entries).to.deep.equal([26, 26, 27]);
  });

  it('SB-03 who is not in voice cannot be moved', () => {
    const scene = new Scene();
    const ada = scene.person('Ada');
    const room = scene.voice('room');
    expect(refusalOf(() => move(scene, ada, room.id))).to.equal('40032');
    expect(refusalOf(() => move(scene, ada, null))).to.equal('40032');
  });

  it('SB-03 a user limit and the member’s own rights do not stop a mover', () => {
    const scene = new Scene();
    const { ada } = inVoice(scene);
    const room = scene.voice('room', {
      userLimit: 1,
      overwrites: [{ id: ada.user.id, type: OverwriteType.Member, allow: 0n, deny: Bits.Connect }],
    });
    joinVoice(scene.world, scene.person('Bob').user.id, room);
    move(scene, ada, room.id);
    expect(scene.guild.voiceStates.get(ada.user.id)?.channelId).to.equal(room.id);
  });

  it('SB-03 moving needs Move Members, and View and Connect on the target', () => {
    const weak = new Scene(usualBotPermissions & ~Bits.MoveMembers);
    const idle = inVoice(weak);
    const target = weak.voice('room');
    expect(refusalOf(() => move(weak, idle.ada, target.id))).to.equal('50013');
    expect(refusalOf(() => move(weak, idle.ada, null))).to.equal('50013');
    const scene = new Scene();
    const { ada } = inVoice(scene);
    const without = (bit: bigint) =>
      scene.voice('V', { overwrites: [{ id: scene.bot.userId, type: OverwriteType.Member, allow: 0n, deny: bit }] }).id;
    expect(refusalOf(() => move(scene, ada, without(Bits.Connect)))).to.equal('50013');
    expect(refusalOf(() => move(scene, ada, without(Bits.ViewChannel)))).to.equal('50001');
    expect(refusalOf(() => move(scene, ada, without(Bits.MoveMembers)))).to.equal('50013');
  });

  it('SB-03 the target is a voice channel of the guild', () => {
    const scene = new Scene();
    const { ada } = inVoice(scene);
    expect(refusalOf(() => move(scene, ada, '1'))).to.equal('10003');
    expect(refusalOf(() => move(scene, ada, scene.olga.createChannel({ name: 'text' }).id))).to.equal('50024');
  });

  it('SB-03 muting by a moderator needs the right and a connection, and outlives it', () => {
    const scene = new Scene();
    const { ada, hub } = inVoice(scene);
    const patch = (body: object) => scene.call(`PATCH /guilds/${scene.guild.id}/members/${ada.user.id}`, { body });
    patch({ mute: true });
    expect(scene.events(Events.VoiceStateUpdate)[0]).to.include({ mute: true, deaf: false });
    leaveVoice(scene.world, ada.user.id);
    expect(refusalOf(() => patch({ mute: false }))).to.equal('40032');
    joinVoice(scene.world, ada.user.id, hub);
    expect(scene.events(Events.VoiceStateUpdate).at(-1)).to.include({ mute: true });
    const weak = new Scene(usualBotPermissions & ~Bits.DeafenMembers);
    const other = inVoice(weak);
    expect(
      refusalOf(() =>
        weak.call(`PATCH /guilds/${weak.guild.id}/members/${other.ada.user.id}`, { body: { deaf: true } }),
      ),
    ).to.equal('50013');
  });

  it('SB-03 an edit of several things does nothing when one of them is refused', () => {
    const scene = new Scene();
    const ada = scene.person('Ada');
    const body = { nick: 'Countess', channel_id: scene.voice('room').id };
    expect(refusalOf(() => scene.call(`PATCH /guilds/${scene.guild.id}/members/${ada.user.id}`, { body }))).to.equal(
      '40032',
    );
    expect(ada.nick).to.equal(null);
  });
});

describe('voice status', () => {
  it('SB-03 a status needs its permission, and Manage Channels of who is not connected', () => {
    const body = { status: 'Chess' };
    const scene = new Scene();
    const channel = scene.voice('V');
    scene.quiet();
    expect(scene.call(`PUT /channels/${channel.id}/voice-status`, { body }).status).to.equal(204);
    expect(scene.events(Events.VoiceChannelStatusUpdate)).to.deep.equal([
      { id: channel.id, guild_id: scene.guild.id, status: 'Chess' },
    ]);
    for (const bit of [Bits.SetVoiceChannelStatus, Bits.ManageChannels]) {
      const weak = new Scene(usualBotPermissions & ~bit);
      const room = weak.voice('V');
      expect(refusalOf(() => weak.call(`PUT /channels/${room.id}/voice-status`, { body }))).to.equal('50013');
    }
    expect(
      refusalOf(() => scene.call(`PUT /channels/${channel.id}/voice-status`, { body: { status: 'x'.repeat(501) } })),
    ).to.equal('50035 status');
    const text = scene.olga.createChannel({ name: 'text' });
    expect(refusalOf(() => scene.call(`PUT /channels/${text.id}/voice-status`, { body }))).to.equal('50024');
  });

  it('SB-03 who is connected needs only the permission for the status', () => {
    const scene = new Scene();
    const ada = scene.person('Ada');
    const channel = scene.voice('V');
    scene.olga.setOverwrite(channel, ada, { allow: Bits.SetVoiceChannelStatus });
    const actor = { userId: ada.user.id, reason: null };
    const set = () => setVoiceStatus(scene.world, scene.guild, actor, channel, 'Chess');
    expect(refusalOf(set)).to.equal('50013');
    joinVoice(scene.world, ada.user.id, channel);
    expect(refusalOf(set)).to.equal('not refused');
  });

  it('SB-03 a status goes with the last person', () => {
    const scene = new Scene();
    const ada = scene.person('Ada');
    const channel = scene.voice('V');
    joinVoice(scene.world, ada.user.id, channel);
    scene.call(`PUT /channels/${channel.id}/voice-status`, { body: { status: 'Chess' } });
    leaveVoice(scene.world, ada.user.id);
    expect(channel.status).to.equal(null);
  });

  it('SB-02 a voice state can be read while it lasts', () => {
    const scene = new Scene();
    const ada = scene.person('Ada');
    const channel = scene.voice('V');
    const read = () => scene.call(`GET /guilds/${scene.guild.id}/voice-states/${ada.user.id}`);
    expect(refusalOf(read)).to.equal('10065');
    joinVoice(scene.world, ada.user.id, channel);
    expect(read().body).to.include({ channel_id: channel.id, user_id: ada.user.id });
    expect(refusalOf(() => scene.call(`GET /guilds/${scene.guild.id}/voice-states/@me`))).to.equal('10065');
  });
});
