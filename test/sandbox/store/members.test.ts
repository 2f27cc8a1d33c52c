import { expect } from 'chai';
import {
  GatewayDispatchEvents as Events,
  GatewayIntentBits as Intents,
  PermissionFlagsBits as Bits,
  PresenceUpdateStatus,
} from 'discord-api-types/v10';
import { changesStatus, startsPlaying, stopsPlaying } from '../../../sandbox/people/presence-acts.js';
import { joinVoice } from '../../../sandbox/people/voice-acts.js';
import {
  botRole,
  removeBot,
  setOutage,
  usualBotPermissions,
  inviteBot,
} from '../../../sandbox/store/bot-membership.js';
import { projectGuildCreate } from '../../../sandbox/store/project-guild.js';
import { addMember } from '../../../sandbox/store/members.js';
import type { MessageRecord, RoleRecord } from '../../../sandbox/store/records.js';
import { refusalOf, Scene } from '../scene.js';

const strong = usualBotPermissions | Bits.KickMembers | Bits.BanMembers;

describe('role hierarchy', () => {
  it('SB-03 a role can be given and taken only from above', () => {
    const scene = new Scene();
    const ada = scene.person('Ada');
    const low = scene.olga.createRole({ name: 'low' });
    const high = scene.olga.createRole({ name: 'high' });
    scene.olga.moveRole(high, 5);
    const path = (id: string) => `/guilds/${scene.guild.id}/members/${ada.user.id}/roles/${id}`;
    scene.quiet();
    expect(scene.call(`PUT ${path(low.id)}`).status).to.equal(204);
    scene.call(`PUT ${path(low.id)}`);
    expect(scene.heard).to.deep.equal(['GUILD_MEMBER_UPDATE']);
    expect(refusalOf(() => scene.call(`PUT ${path(high.id)}`))).to.equal('50013');
    scene.olga.giveRole(ada, high);
    expect(refusalOf(() => scene.call(`DELETE ${path(high.id)}`))).to.equal('50013');
    expect(refusalOf(() => scene.call(`DELETE ${path(low.id)}`))).to.equal('not refused');
    expect(refusalOf(() => scene.call(`PUT ${path('1')}`))).to.equal('10011');
    expect(refusalOf(() => scene.call(`PUT ${path(scene.guild.id)}`))).to.equal('50028');
  });

  it('SB-03 a list of roles is checked by what it changes', () => {
    const scene = new Scene();
    const ada = scene.person('Ada');
    const low = scene.olga.createRole({ name: 'low' });
    const high = scene.olga.createRole({ name: 'high' });
    scene.olga.moveRole(high, 5);
    scene.olga.giveRole(ada, high);
    const patch = (roles: string[]) =>
      refusalOf(() => scene.call(`PATCH /guilds/${scene.guild.id}/members/${ada.user.id}`, { body: { roles } }));
    expect(patch([high.id, low.id])).to.equal('not refused');
    expect([...ada.roles]).to.deep.equal([high.id, low.id]);
    expect(patch([low.id])).to.equal('50013');
  });

  it('SB-03 of two roles in one position the older is higher', () => {
    const scene = new Scene();
    const older = [...scene.guild.roles.values()].find(({ managed }) => managed);
    const younger = scene.olga.createRole({ name: 'younger' });
    expect(younger.position).to.equal(older?.position);
    expect(
      refusalOf(() => scene.call(`PATCH /guilds/${scene.guild.id}/roles/${younger.id}`, { body: { name: 'x' } })),
    ).to.equal('not refused');
    expect(
      refusalOf(() => scene.call(`PATCH /guilds/${scene.guild.id}/roles/${older?.id}`, { body: { name: 'x' } })),
    ).to.equal('50013');
  });

  it('SB-03 nobody moderates the owner, his equals, or those above him', () => {
    const scene = new Scene(strong);
    const [ada, boss] = [scene.person('Ada'), scene.person('Boss')];
    const high = scene.olga.createRole({ name: 'high' });
    scene.olga.moveRole(high, 5);
    scene.olga.giveRole(boss, high);
    const path = (id: string) => `/guilds/${scene.guild.id}/members/${id}`;
    for (const id of [boss.user.id, scene.guild.ownerId]) {
      expect(refusalOf(() => scene.call(`DELETE ${path(id)}`))).to.equal('50013');
      expect(refusalOf(() => scene.call(`PUT /guilds/${scene.guild.id}/bans/${id}`))).to.equal('50013');
      expect(refusalOf(() => scene.call(`PATCH ${path(id)}`, { body: { nick: 'x' } }))).to.equal('50013');
      const until = new Date(scene.clock.now() + 1000).toISOString();
      expect(
        refusalOf(() => scene.call(`PATCH ${path(id)}`, { body: { communication_disabled_until: until } })),
      ).to.equal('50013');
    }
    expect(refusalOf(() => scene.call(`DELETE ${path(ada.user.id)}`))).to.equal('not refused');
    expect(refusalOf(() => scene.call(`DELETE ${path(ada.user.id)}`))).to.equal('10007');
    expect(refusalOf(() => scene.call(`DELETE ${path('1')}`))).to.equal('10013');
  });

  it('SB-03 a role gets only permissions that its giver holds, and no place above him', () => {
    const scene = new Scene();
    const create = (permissions: bigint) =>
      refusalOf(() =>
        scene.call(`POST /guilds/${scene.guild.id}/roles`, { body: { name: 'r', permissions: String(permissions) } }),
      );
    expect(create(Bits.MoveMembers)).to.equal('not refused');
    expect(create(Bits.BanMembers)).to.equal('50013');
    const role = scene.olga.createRole({ name: 'r' });
    expect(
      refusalOf(() => scene.call(`PATCH /guilds/${scene.guild.id}/roles`, { body: [{ id: role.id, position: 9 }] })),
    ).to.equal('50013');
  });

  it('SB-03 in a move of roles the order counts, not the numbers', () => {
    const scene = new Scene();
    const own = botRole(scene.world, scene.guild);
    const [a, b, high] = ['a', 'b', 'high'].map((name) => scene.olga.createRole({ name }));
    scene.olga.moveRole(high as RoleRecord, 9);
    const order = (...roles: (RoleRecord | undefined)[]) =>
      refusalOf(() => {
        const body = [scene.guild.id, ...roles.map((role) => role?.id)].map((id, position) => ({ id, position }));
        scene.call(`PATCH /guilds/${scene.guild.id}/roles`, { body });
      });
    expect(order(a, b, own, high)).to.equal('not refused');
    expect(order(b, a, own, high)).to.equal('not refused');
    expect(order(b, own, a, high)).to.equal('50013');
    expect(order(b, a, high, own)).to.equal('50013');
    expect([b, a, own, high].map((role) => role?.position)).to.deep.equal([1, 2, 3, 4]);
  });

  it('SB-03 a role’s permissions can be given and taken only by who holds them', () => {
    const scene = new Scene();
    const role = scene.olga.createRole({ name: 'r', permissions: Bits.BanMembers });
    const edit = (permissions: bigint) =>
      refusalOf(() =>
        scene.call(`PATCH /guilds/${scene.guild.id}/roles/${role.id}`, { body: { permissions: String(permissions) } }),
      );
    expect(edit(0n)).to.equal('50013');
    expect(edit(Bits.BanMembers | Bits.KickMembers)).to.equal('50013');
    expect(edit(Bits.BanMembers | Bits.MoveMembers)).to.equal('not refused');
  });

  it('SB-07 a moderator acts with his own permissions, not with the bot’s', () => {
    const scene = new Scene();
    const [ada, mod] = [scene.person('Ada'), scene.person('Mod')];
    const channel = scene.voice('V');
    const acts = [
      () => scene.moderator(mod).deleteChannel(channel),
      () => scene.moderator(mod).kick(ada),
      () => scene.moderator(mod).createRole({ name: 'r' }),
    ];
    for (const act of acts) expect(refusalOf(act)).to.equal('50013');
    const role = scene.olga.createRole({ name: 'mod', permissions: Bits.KickMembers });
    scene.olga.giveRole(mod, role);
    scene.moderator(mod).kick(ada, 'spam');
    expect(scene.guild.members.has(ada.user.id)).to.equal(false);
    expect(scene.guild.auditLog.at(-1)).to.include({ userId: mod.user.id, targetId: ada.user.id, reason: 'spam' });
  });

  it('SB-03 a guild holds 250 roles', () => {
    const scene = new Scene();
    while (scene.guild.roles.size < 250) scene.olga.createRole({ name: 'r' });
    expect(refusalOf(() => scene.olga.createRole({ name: 'r' }))).to.equal('30005');
  });

  it('SB-03 a deleted role leaves members and overwrites', () => {
    const scene = new Scene();
    const ada = scene.person('Ada');
    const role = scene.olga.createRole({ name: 'r' });
    scene.olga.giveRole(ada, role);
    const channel = scene.voice('V');
    scene.olga.setOverwrite(channel, role, { deny: Bits.Speak });
    scene.quiet();
    scene.call(`DELETE /guilds/${scene.guild.id}/roles/${role.id}`);
    expect(scene.heard).to.deep.equal(['GUILD_ROLE_DELETE', 'CHANNEL_UPDATE']);
    expect(ada.roles.size + channel.overwrites.length).to.equal(0);
    expect(refusalOf(() => scene.call(`DELETE /guilds/${scene.guild.id}/roles/${scene.guild.id}`))).to.equal('50028');
  });
});

describe('members', () => {
  it('SB-03 a kick or ban takes the voice state too', () => {
    const scene = new Scene(strong);
    const [ada, bob] = [scene.person('Ada'), scene.person('Bob')];
    const channel = scene.voice('V');
    for (const member of [ada, bob]) joinVoice(scene.world, member.user.id, channel);
    scene.quiet();
    scene.call(`DELETE /guilds/${scene.guild.id}/members/${ada.user.id}`);
    expect(scene.heard).to.deep.equal(['GUILD_MEMBER_REMOVE', 'VOICE_STATE_UPDATE']);
    scene.quiet();
    scene.call(`PUT /guilds/${scene.guild.id}/bans/${bob.user.id}`, { body: {}, reason: 'spam' });
    expect(scene.heard).to.deep.equal(['GUILD_BAN_ADD', 'GUILD_MEMBER_REMOVE', 'VOICE_STATE_UPDATE']);
    expect(scene.call(`GET /guilds/${scene.guild.id}/bans/${bob.user.id}`).body).to.include({ reason: 'spam' });
    expect(scene.call(`GET /guilds/${scene.guild.id}/bans`).body).to.have.length(1);
    expect(refusalOf(() => addMember(scene.world, scene.guild, bob.user))).to.equal('40007');
    scene.call(`DELETE /guilds/${scene.guild.id}/bans/${bob.user.id}`);
    expect(refusalOf(() => scene.call(`GET /guilds/${scene.guild.id}/bans/${bob.user.id}`))).to.equal('10026');
  });

  it('SB-03 a ban deletes the messages of as many seconds as it says', () => {
    const scene = new Scene(strong);
    const ada = scene.person('Ada');
    const channel = scene.olga.createChannel({ name: 'text' });
    const write = (authorId: string) => {
      const id = scene.world.snowflake();
      channel.messages.set(id, { api: { id, author: { id: authorId } } } as unknown as MessageRecord);
      return id;
    };
    const old = write(ada.user.id);
    scene.clock.jump(scene.clock.now() + 60_000);
    const recent = write(ada.user.id);
    const olgas = write(scene.guild.ownerId);
    scene.call(`PUT /guilds/${scene.guild.id}/bans/${ada.user.id}`, { body: { delete_message_seconds: 30 } });
    expect([...channel.messages.keys()]).to.deep.equal([old, olgas]);
    expect(scene.events(Events.MessageDeleteBulk)).to.deep.equal([
      { ids: [recent], channel_id: channel.id, guild_id: scene.guild.id },
    ]);
  });

  it('SB-03 a timeout ends by itself, lasts 28 days at most, and cannot hit administrators', () => {
    const scene = new Scene();
    const [ada, admin] = [scene.person('Ada'), scene.person('Admin')];
    const role = scene.olga.createRole({ name: 'admin', permissions: Bits.Administrator });
    scene.olga.giveRole(admin, role);
    const day = 24 * 60 * 60 * 1000;
    const timeout = (id: string, ms: number) =>
      scene.call(`PATCH /guilds/${scene.guild.id}/members/${id}`, {
        body: { communication_disabled_until: new Date(scene.clock.now() + ms).toISOString() },
      });
    expect(refusalOf(() => timeout(ada.user.id, 29 * day))).to.equal('50035 communication_disabled_until');
    expect(refusalOf(() => timeout(admin.user.id, day))).to.equal('50013');
    timeout(ada.user.id, day);
    const channel = scene.voice('V');
    expect(() => joinVoice(scene.world, ada.user.id, channel)).to.throw('cannotConnect');
    scene.clock.jump(scene.clock.now() + day);
    joinVoice(scene.world, ada.user.id, channel);
    expect(scene.guild.voiceStates.has(ada.user.id)).to.equal(true);
  });

  it('SB-03 a bot changes its own nickname with Change Nickname alone', () => {
    const scene = new Scene(Bits.ChangeNickname);
    const patch = (path: string) =>
      scene.call(`PATCH /guilds/${scene.guild.id}/members/${path}`, { body: { nick: 'Keeper' } });
    expect(patch('@me').body).to.include({ nick: 'Keeper' });
    expect(refusalOf(() => patch(scene.person('Ada').user.id))).to.equal('50013');
  });

  it('SB-02 members are listed by id and searched by the beginning of a name', () => {
    const scene = new Scene();
    const [ada, adam] = [scene.person('Ada'), scene.person('Adam')];
    const ids = (path: string, query: string) =>
      scene.list(`GET /guilds/${scene.guild.id}/members${path}`, query).map(({ user }) => (user as { id: string }).id);
    expect(ids('', `limit=1&after=${ada.user.id}`)).to.deep.equal([adam.user.id]);
    expect(ids('/search', 'query=ADA&limit=5')).to.deep.equal([ada.user.id, adam.user.id]);
    scene.world.application.flags = 0;
    expect(refusalOf(() => ids('', 'limit=1'))).to.equal('50001');
  });

  it('SB-08 the audit log is newest first and can be filtered', () => {
    const scene = new Scene();
    const channel = scene.voice('V');
    scene.call(`DELETE /channels/${channel.id}`, { reason: 'done' });
    const read = (query: string) => {
      const { body } = scene.call(`GET /guilds/${scene.guild.id}/audit-logs`, { query });
      return (body as { audit_log_entries: { action_type: number }[] }).audit_log_entries;
    };
    expect(read('').map((entry) => entry.action_type)).to.deep.equal([12, 10]);
    expect(read('action_type=12')[0]).to.include({ reason: 'done', target_id: channel.id });
    expect(read(`user_id=${scene.guild.ownerId}`)).to.have.length(1);
    const weak = new Scene(Bits.ViewChannel);
    expect(refusalOf(() => weak.call(`GET /guilds/${weak.guild.id}/audit-logs`))).to.equal('50013');
  });
});

describe('presence', () => {
  it('SB-07 games come and go, invisible people seem offline', () => {
    const scene = new Scene();
    const ada = scene.person('Ada');
    scene.quiet();
    startsPlaying(scene.world, ada.user.id, 'Chess', { state: 'Opening', party: { size: 1, max: 2 } });
    startsPlaying(scene.world, ada.user.id, 'Go');
    changesStatus(scene.world, ada.user.id, PresenceUpdateStatus.Invisible);
    changesStatus(scene.world, ada.user.id, PresenceUpdateStatus.Online);
    stopsPlaying(scene.world, ada.user.id, 'Chess');
    const seen = scene
      .events(Events.PresenceUpdate)
      .map(({ status, activities }) => [status, ...(activities ?? []).map(({ name }) => name)]);
    expect(seen).to.deep.equal([
      ['online', 'Chess'],
      ['online', 'Chess', 'Go'],
      ['offline'],
      ['online', 'Chess', 'Go'],
      ['online', 'Go'],
    ]);
  });
});

describe('GUILD_CREATE', () => {
  it('SB-02 what it holds depends on the intents', () => {
    const scene = new Scene();
    const [ada, bob] = [scene.person('Ada'), scene.person('Bob')];
    const channel = scene.voice('V');
    joinVoice(scene.world, ada.user.id, channel);
    changesStatus(scene.world, bob.user.id, PresenceUpdateStatus.Idle);
    const create = (intents: number) => projectGuildCreate(scene.world, scene.guild, intents);
    const bare = create(Intents.Guilds);
    expect(bare).to.include({ member_count: 4, large: false });
    expect(bare.channels.map(({ id }) => id)).to.deep.equal([channel.id]);
    expect([bare.voice_states, bare.presences]).to.deep.equal([[], []]);
    expect(new Set(bare.members.map(({ user }) => user.id))).to.deep.equal(new Set([scene.bot.userId, ada.user.id]));
    expect(create(Intents.Guilds | Intents.GuildVoiceStates).voice_states[0])
      .to.include({ channel_id: channel.id })
      .and.not.to.have.property('guild_id');
    const full = create(Intents.Guilds | Intents.GuildPresences);
    expect(full.members).to.have.length(4);
    expect(full.presences.map(({ user }) => user.id)).to.deep.equal([bob.user.id]);
  });

  it('SB-07 the bot is removed and invited again, and hears nothing in between', () => {
    const scene = new Scene();
    scene.quiet();
    removeBot(scene.world, scene.guild);
    scene.voice('unheard');
    expect(refusalOf(() => scene.call(`GET /guilds/${scene.guild.id}`))).to.equal('10004');
    inviteBot(scene.world, scene.guild);
    expect(scene.heard).to.deep.equal(['GUILD_DELETE', 'GUILD_CREATE']);
    expect(scene.events(Events.GuildDelete)).to.deep.equal([{ id: scene.guild.id }]);
    expect(scene.events(Events.GuildCreate)[0]?.channels).to.have.length(1);
  });

  it('SB-07 a kicked bot loses the guild', () => {
    const scene = new Scene();
    scene.quiet();
    scene.olga.kick(scene.botMember);
    expect(scene.heard).to.deep.equal(['GUILD_DELETE']);
    expect(botRole(scene.world, scene.guild)).to.equal(undefined);
  });

  it('SB-07 an outage hides the guild until it is over', () => {
    const scene = new Scene();
    scene.quiet();
    setOutage(scene.world, scene.guild, true);
    scene.voice('unheard');
    setOutage(scene.world, scene.guild, false);
    expect(scene.heard).to.deep.equal(['GUILD_DELETE', 'GUILD_CREATE']);
    expect(scene.events(Events.GuildDelete)).to.deep.equal([{ id: scene.guild.id, unavailable: true }]);
  });
});
