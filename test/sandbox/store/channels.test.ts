import { expect } from 'chai';
import {
  AuditLogEvent,
  ChannelType,
  GatewayDispatchEvents as Events,
  OverwriteType,
  PermissionFlagsBits as Bits,
} from 'discord-api-types/v10';
import { joinVoice } from '../../../sandbox/people/voice-acts.js';
import { usualBotPermissions } from '../../../sandbox/store/bot-membership.js';
import { refusalOf, Scene } from '../scene.js';

const deny = (id: string, bits: bigint, type = OverwriteType.Role) => ({ id, type, allow: 0n, deny: bits });
const wire = (id: string, type: OverwriteType, allow: bigint, denied: bigint) => ({
  id,
  type,
  allow: String(allow),
  deny: String(denied),
});

describe('creating channels', () => {
  it('SB-01 the answer and the event of a new channel are the same', () => {
    const scene = new Scene();
    const body = { name: 'Den', type: ChannelType.GuildVoice, user_limit: 5, bitrate: 32_000, nsfw: true };
    const answer = scene.call(`POST /guilds/${scene.guild.id}/channels`, { body, reason: 'a hub' });
    expect(answer.status).to.equal(201);
    expect(answer.body).to.include({ name: 'Den', type: 2, user_limit: 5, bitrate: 32_000, nsfw: true, position: 0 });
    expect(scene.events(Events.ChannelCreate)).to.deep.equal([answer.body]);
    const [entry] = scene.events(Events.GuildAuditLogEntryCreate);
    expect(entry).to.include({ action_type: AuditLogEvent.ChannelCreate, reason: 'a hub', user_id: scene.bot.userId });
  });

  it('SB-03 creating needs Manage Channels', () => {
    const scene = new Scene(usualBotPermissions & ~Bits.ManageChannels);
    expect(refusalOf(() => scene.call(`POST /guilds/${scene.guild.id}/channels`, { body: { name: 'a' } }))).to.equal(
      '50013',
    );
  });

  it('SB-03 creating in a category needs Manage Channels there', () => {
    const scene = new Scene();
    const category = scene.category('C', {
      overwrites: [deny(scene.bot.userId, Bits.ManageChannels, OverwriteType.Member)],
    });
    const hidden = scene.category('H', { overwrites: [deny(scene.guild.id, Bits.ViewChannel)] });
    const create = (parent: string) => () =>
      scene.call(`POST /guilds/${scene.guild.id}/channels`, { body: { name: 'a', parent_id: parent } });
    expect(refusalOf(create(category.id))).to.equal('50013');
    expect(refusalOf(create(hidden.id))).to.equal('50001');
  });

  it('SB-03 a guild holds 500 channels', () => {
    const scene = new Scene();
    for (let count = 0; count < 500; count++) scene.voice(`v${count}`);
    expect(refusalOf(() => scene.voice('one too many'))).to.equal('30013');
  });

  it('SB-03 a category holds 50 channels', () => {
    const scene = new Scene();
    const category = scene.category('C');
    for (let count = 0; count < 50; count++) scene.voice(`v${count}`, { parentId: category.id });
    expect(refusalOf(() => scene.voice('one too many', { parentId: category.id }))).to.equal('50035 parent_id');
    const outside = scene.voice('outside');
    expect(refusalOf(() => scene.call(`PATCH /channels/${outside.id}`, { body: { parent_id: category.id } }))).to.equal(
      '50035 parent_id',
    );
  });

  it('SB-03 a parent is a category of the same guild', () => {
    const scene = new Scene();
    const voice = scene.voice('V');
    expect(refusalOf(() => scene.voice('a', { parentId: voice.id }))).to.equal('50035 parent_id');
    expect(refusalOf(() => scene.voice('a', { parentId: '1' }))).to.equal('50035 parent_id');
    const category = scene.category('C');
    expect(refusalOf(() => scene.category('D', { parentId: category.id }))).to.equal('50035 parent_id');
  });

  it('SB-03 overwrites at creation hold only bits that the bot holds in the guild', () => {
    const scene = new Scene();
    const create = (allow: bigint) => () =>
      scene.call(`POST /guilds/${scene.guild.id}/channels`, {
        body: { name: 'a', permission_overwrites: [wire(scene.guild.id, OverwriteType.Role, allow, 0n)] },
      });
    expect(refusalOf(create(Bits.MoveMembers))).to.equal('not refused');
    expect(refusalOf(create(Bits.BanMembers))).to.equal('50013');
  });

  it('SB-03 the Manage Roles bit at creation is for administrators', () => {
    const body = (scene: Scene) => ({
      name: 'a',
      permission_overwrites: [wire(scene.bot.userId, OverwriteType.Member, Bits.ManageRoles, 0n)],
    });
    const usual = new Scene();
    expect(refusalOf(() => usual.call(`POST /guilds/${usual.guild.id}/channels`, { body: body(usual) }))).to.equal(
      '50013',
    );
    const admin = new Scene(Bits.Administrator);
    expect(admin.call(`POST /guilds/${admin.guild.id}/channels`, { body: body(admin) }).status).to.equal(201);
  });

  it('SB-03 a channel has at most 1000 overwrites', () => {
    const scene = new Scene();
    const overwrites = Array.from({ length: 1001 }, (_, index) => deny(String(index + 1), 0n, OverwriteType.Member));
    expect(refusalOf(() => scene.voice('a', { overwrites }))).to.equal('30060');
    expect(refusalOf(() => scene.voice('a', { overwrites: overwrites.slice(1) }))).to.equal('not refused');
  });

  it('SB-03 without overwrites of its own a channel takes those of its category, and keeps them to itself', () => {
    const scene = new Scene();
    const category = scene.category('C', { overwrites: [deny(scene.guild.id, Bits.Speak)] });
    const synced = scene.voice('synced', { parentId: category.id });
    const own = scene.voice('own', { parentId: category.id, overwrites: [] });
    expect(synced.overwrites).to.deep.equal(category.overwrites);
    expect(own.overwrites).to.deep.equal([]);
    scene.olga.setOverwrite(category, scene.botMember, { allow: Bits.Speak });
    expect(synced.overwrites).to.have.length(1);
  });

  it('SB-03 names of text channels become lower case with dashes, others stay', () => {
    const scene = new Scene();
    const text = scene.olga.createChannel({ name: "  Ada's big  Room! " });
    expect(text.name).to.equal('adas-big-room');
    expect(scene.voice("  Ada's big Room! ").name).to.equal("Ada's big Room!");
    expect(refusalOf(() => scene.voice('   '))).to.equal('50035 name');
    expect(refusalOf(() => scene.voice('x'.repeat(101)))).to.equal('50035 name');
  });

  it('SB-03 user limit and bitrate have bounds', () => {
    const scene = new Scene();
    expect(refusalOf(() => scene.voice('a', { userLimit: 100 }))).to.equal('50035 user_limit');
    expect(refusalOf(() => scene.voice('a', { userLimit: 99, bitrate: 96_000 }))).to.equal('not refused');
    expect(refusalOf(() => scene.voice('a', { bitrate: 7999 }))).to.equal('50035 bitrate');
    expect(refusalOf(() => scene.voice('a', { bitrate: 96_001 }))).to.equal('50035 bitrate');
  });

  it('SB-03 a new channel stands last in its family unless it is put elsewhere', () => {
    const scene = new Scene();
    scene.voice('a');
    scene.voice('b', { position: 7 });
    expect(scene.voice('c').position).to.equal(8);
    expect(scene.olga.createChannel({ name: 't' }).position).to.equal(0);
  });

  it('SB-01 a field or type that is not handled fails loudly', () => {
    const scene = new Scene();
    const create = (extra: object) => () =>
      scene.call(`POST /guilds/${scene.guild.id}/channels`, { body: { name: 'a', ...extra } });
    expect(create({ video_quality_mode: 2 })).to.throw('video_quality_mode');
    expect(create({ type: ChannelType.GuildForum })).to.throw('type: 15');
  });
});

describe('editing channels', () => {
  it('SB-01 an edit answers what the event says; an edit of nothing is silent', () => {
    const scene = new Scene();
    const channel = scene.voice('V');
    scene.quiet();
    const answer = scene.call(`PATCH /channels/${channel.id}`, { body: { name: 'W', user_limit: 3 } });
    expect(scene.events(Events.ChannelUpdate)).to.deep.equal([answer.body]);
    scene.call(`PATCH /channels/${channel.id}`, { body: { name: 'W', user_limit: 3 } });
    expect(scene.heard).to.deep.equal(['CHANNEL_UPDATE']);
  });

  it('SB-03 editing and deleting need View, Connect on voice, and Manage Channels', () => {
    const scene = new Scene();
    const without = (bit: bigint) =>
      scene.voice('V', { overwrites: [deny(scene.bot.userId, bit, OverwriteType.Member)] }).id;
    const edit = (id: string) => refusalOf(() => scene.call(`PATCH /channels/${id}`, { body: { user_limit: 1 } }));
    const remove = (id: string) => refusalOf(() => scene.call(`DELETE /channels/${id}`));
    for (const refusal of [edit, remove]) {
      expect(refusal(without(Bits.ViewChannel))).to.equal('50001');
      expect(refusal(without(Bits.Connect))).to.equal('50001');
      expect(refusal(without(Bits.ManageChannels))).to.equal('50013');
      expect(refusal(without(Bits.Speak))).to.equal('not refused');
      expect(refusal('1')).to.equal('10003');
    }
  });

  it('SB-03 a channel that the bot cannot see cannot be read', () => {
    const scene = new Scene();
    const hidden = scene.voice('V', { overwrites: [deny(scene.guild.id, Bits.ViewChannel)] });
    expect(refusalOf(() => scene.call(`GET /channels/${hidden.id}`))).to.equal('50001');
  });

  it('SB-03 overwrites in an edit need Manage Roles', () => {
    const scene = new Scene(usualBotPermissions & ~Bits.ManageRoles);
    const channel = scene.voice('V');
    const body = { permission_overwrites: [wire(scene.guild.id, OverwriteType.Role, 0n, Bits.Connect)] };
    expect(refusalOf(() => scene.call(`PATCH /channels/${channel.id}`, { body }))).to.equal('50013');
  });

  it('SB-03 an edit changes only bits that the bot holds, but carries others along', () => {
    const scene = new Scene();
    const foreign = wire(scene.guild.id, OverwriteType.Role, Bits.BanMembers, 0n);
    const channel = scene.voice('V', { overwrites: [{ ...foreign, allow: Bits.BanMembers, deny: 0n }] });
    const edit = (overwrites: object[]) =>
      refusalOf(() => scene.call(`PATCH /channels/${channel.id}`, { body: { permission_overwrites: overwrites } }));
    const own = wire(scene.bot.userId, OverwriteType.Member, Bits.Connect, 0n);
    expect(edit([foreign, own])).to.equal('not refused');
    expect(edit([own])).to.equal('50013');
    expect(edit([foreign, wire(scene.bot.userId, OverwriteType.Member, Bits.KickMembers, 0n)])).to.equal('50013');
  });

  it('SB-03 a Manage Roles overwrite for the bot lets it change every bit', () => {
    const scene = new Scene();
    const channel = scene.voice('V');
    scene.olga.setOverwrite(channel, scene.botMember, { allow: Bits.ManageRoles });
    const body = { type: OverwriteType.Role, allow: String(Bits.BanMembers), deny: '0' };
    expect(refusalOf(() => scene.call(`PUT /channels/${channel.id}/permissions/${scene.guild.id}`, { body }))).to.equal(
      'not refused',
    );
  });

  it('SB-03 a channel goes only into a category that the bot manages', () => {
    const scene = new Scene();
    const overwrites = [deny(scene.bot.userId, Bits.ManageChannels, OverwriteType.Member)];
    const [closed, open] = [scene.category('closed', { overwrites }), scene.category('open')];
    const channel = scene.voice('V');
    const move = (parent: string) =>
      refusalOf(() => scene.call(`PATCH /channels/${channel.id}`, { body: { parent_id: parent } }));
    expect(move(closed.id)).to.equal('50013');
    expect(move(open.id)).to.equal('not refused');
    expect(channel.parentId).to.equal(open.id);
  });

  it('SB-03 a null is the default of its field', () => {
    const scene = new Scene();
    const channel = scene.voice('V', { userLimit: 5, bitrate: 8000 });
    scene.call(`PATCH /channels/${channel.id}`, { body: { user_limit: null, bitrate: null, parent_id: null } });
    expect(channel).to.include({ userLimit: 0, bitrate: 64_000, parentId: null });
  });

  it('SB-03 positions can be changed in bulk, with an event only for what moves', () => {
    const scene = new Scene();
    const [a, b] = [scene.voice('a'), scene.voice('b')];
    const category = scene.category('C', { overwrites: [deny(scene.guild.id, Bits.Speak)] });
    scene.quiet();
    const body = [
      { id: a.id, position: 0 },
      { id: b.id, position: 4, parent_id: category.id, lock_permissions: true },
    ];
    expect(scene.call(`PATCH /guilds/${scene.guild.id}/channels`, { body }).status).to.equal(204);
    expect(scene.heard).to.deep.equal(['CHANNEL_UPDATE']);
    expect(b).to.include({ position: 4, parentId: category.id });
    expect(b.overwrites).to.deep.equal(category.overwrites);
  });
});

describe('overwrites', () => {
  it('SB-03 one overwrite is set, replaced and deleted, each with its event and entry', () => {
    const scene = new Scene();
    const ada = scene.person('Ada');
    const channel = scene.voice('V');
    scene.quiet();
    const path = `/channels/${channel.id}/permissions/${ada.user.id}`;
    const put = (allow: bigint, denied: bigint) =>
      scene.call(`PUT ${path}`, { body: wire(ada.user.id, OverwriteType.Member, allow, denied) });
    expect(put(Bits.Connect, 0n).status).to.equal(204);
    put(Bits.Connect, 0n);
    put(0n, Bits.Connect);
    expect(channel.overwrites).to.deep.equal([{ id: ada.user.id, type: 1, allow: 0n, deny: Bits.Connect }]);
    scene.call(`DELETE ${path}`);
    expect(channel.overwrites).to.deep.equal([]);
    expect(scene.heard).to.deep.equal(['CHANNEL_UPDATE', 'CHANNEL_UPDATE', 'CHANNEL_UPDATE']);
    expect(scene.events(Events.GuildAuditLogEntryCreate).map((entry) => entry.action_type)).to.deep.equal([13, 14, 15]);
  });

  it('SB-03 an overwrite of a stranger is unknown', () => {
    const scene = new Scene();
    const channel = scene.voice('V');
    const put = (type: OverwriteType) =>
      refusalOf(() => scene.call(`PUT /channels/${channel.id}/permissions/1`, { body: { type } }));
    expect(put(OverwriteType.Role)).to.equal('10009');
    expect(put(OverwriteType.Member)).to.equal('10009');
    expect(refusalOf(() => scene.call(`DELETE /channels/${channel.id}/permissions/1`))).to.equal('10009');
  });

  it('SB-03 a bit held only through the category may be set, one held only through the channel may not', () => {
    const scene = new Scene(usualBotPermissions & ~Bits.PrioritySpeaker);
    const category = scene.category('C');
    const inside = scene.voice('inside', { parentId: category.id });
    const outside = scene.voice('outside');
    const put = (id: string) =>
      refusalOf(() =>
        scene.call(`PUT /channels/${id}/permissions/${scene.guild.id}`, {
          body: { type: 0, allow: String(Bits.PrioritySpeaker), deny: '0' },
        }),
      );
    scene.olga.setOverwrite(category, scene.botMember, { allow: Bits.PrioritySpeaker });
    scene.olga.setOverwrite(outside, scene.botMember, { allow: Bits.PrioritySpeaker });
    expect(put(inside.id)).to.equal('not refused');
    expect(put(outside.id)).to.equal('50013');
  });
});

describe('deleting channels', () => {
  it('SB-03 deleting a voice channel disconnects its people after the event', () => {
    const scene = new Scene();
    const [ada, bob] = [scene.person('Ada'), scene.person('Bob')];
    const channel = scene.voice('V');
    for (const member of [ada, bob]) joinVoice(scene.world, member.user.id, channel);
    scene.quiet();
    scene.call(`DELETE /channels/${channel.id}`, { reason: 'empty' });
    expect(scene.heard).to.deep.equal(['CHANNEL_DELETE', 'VOICE_STATE_UPDATE', 'VOICE_STATE_UPDATE']);
    expect(scene.events(Events.VoiceStateUpdate).map((state) => state.channel_id)).to.deep.equal([null, null]);
    expect(scene.guild.voiceStates.size).to.equal(0);
    expect(refusalOf(() => scene.call(`DELETE /channels/${channel.id}`))).to.equal('10003');
  });

  it('SB-03 deleting a category leaves its children', () => {
    const scene = new Scene();
    const category = scene.category('C');
    const child = scene.voice('V', { parentId: category.id });
    scene.quiet();
    scene.call(`DELETE /channels/${category.id}`);
    expect(scene.heard).to.deep.equal(['CHANNEL_DELETE', 'CHANNEL_UPDATE']);
    expect(scene.events(Events.ChannelUpdate)[0]).to.include({ id: child.id, parent_id: null });
  });

  it('SB-03 deleting the AFK and system channel clears the references', () => {
    const scene = new Scene();
    const channel = scene.voice('V');
    scene.olga.editGuild({ afkChannelId: channel.id, systemChannelId: channel.id });
    scene.quiet();
    scene.call(`DELETE /channels/${channel.id}`);
    expect(scene.events(Events.GuildUpdate)[0]).to.include({ afk_channel_id: null, system_channel_id: null });
  });
});
