import { expect } from 'chai';
import { ChannelType, PermissionFlagsBits as Bits } from 'discord-api-types/v10';
import { ManualClock } from '../../../sandbox/clock.js';
import { addGuild, type GuildHandle } from '../../../sandbox/people/guild-handle.js';
import { usualBotPermissions } from '../../../sandbox/store/bot-membership.js';
import { World } from '../../../sandbox/store/world.js';
import { refusalOf } from '../scene.js';

describe('the people of a guild', () => {
  let world: World;
  let guild: GuildHandle;
  let heard: string[];

  beforeEach(() => {
    world = new World(new ManualClock());
    heard = [];
    world.onDispatch(({ event }) => heard.push(event));
    guild = addGuild(world, { name: 'Garden' });
  });

  it('SB-07 a guild has an owner, and the bot with what it was invited with', () => {
    expect(guild.owner.name).to.equal('Olga');
    expect(guild.botRole.permissions).to.equal(usualBotPermissions);
    expect(heard).to.deep.equal(['GUILD_CREATE']);
  });

  it('SB-07 the bot stays out until it is invited, and can be thrown out', () => {
    const other = addGuild(world, { name: 'Yard', bot: false });
    expect(heard).to.have.lengthOf(1);
    other.inviteBot(Bits.Administrator);
    expect(other.botRole.permissions).to.equal(Bits.Administrator);
    other.removeBot();
    expect(heard.slice(1)).to.deep.equal(['GUILD_CREATE', 'GUILD_DELETE']);
  });

  it("SB-07 an outage hides the guild, and the bot's permissions can change", () => {
    guild.setBotPermissions(Bits.ViewChannel);
    guild.outage(true);
    guild.addMember({ name: 'Ada' });
    guild.outage(false);
    expect(guild.botRole.permissions).to.equal(Bits.ViewChannel);
    expect(heard.filter((event) => !event.includes('AUDIT_LOG'))).to.deep.equal([
      'GUILD_CREATE',
      'GUILD_ROLE_UPDATE',
      'GUILD_DELETE',
      'GUILD_CREATE',
    ]);
  });

  it('SB-07 members come with nickname and roles, roles with a position, channels in a category', () => {
    const low = guild.addRole({ name: 'Low' });
    const high = guild.addRole({ name: 'High', position: 3 });
    const ada = guild.addMember({ name: 'Ada', nick: 'A', roles: [low] });
    const category = guild.addChannel({ name: 'Rooms', type: ChannelType.GuildCategory });
    const room = guild.addChannel({ name: 'Room', parent: category, userLimit: 4 });
    expect(ada.name).to.equal('A');
    expect([...ada.member.roles]).to.deep.equal([low.id]);
    expect(high.position).to.be.greaterThan(low.position);
    expect(room).to.include({ type: ChannelType.GuildVoice, parentId: category.id, userLimit: 4 });
  });

  it('SB-07 somebody can be in two guilds', () => {
    const ada = guild.addMember({ name: 'Ada' });
    const there = addGuild(world, { name: 'Yard', owner: guild.owner }).addMember(ada);
    expect(there.id).to.equal(ada.id);
    expect(there.member).not.to.equal(ada.member);
  });

  it('SB-07 people join, mute, stream and leave voice', () => {
    const ada = guild.addMember({ name: 'Ada' });
    const room = guild.addChannel({ name: 'Room' });
    ada.join(room);
    ada.deafen();
    ada.stream();
    expect(ada.voiceChannel).to.equal(room);
    expect(guild.record.voiceStates.get(ada.id)).to.include({ selfMute: true, selfDeaf: true, selfStream: true });
    ada.leave();
    expect(ada.voiceChannel).to.equal(null);
  });

  it('SB-03 a moderator acts on other people with his own permissions only', () => {
    const ada = guild.addMember({ name: 'Ada' });
    const ben = guild.addMember({ name: 'Ben' });
    const room = guild.addChannel({ name: 'Room' });
    const role = guild.addRole({ name: 'Friends' });
    ben.join(room);
    expect(refusalOf(() => ada.kick(ben))).to.equal('50013');
    expect(refusalOf(() => ada.giveRole(ben, role))).to.equal('50013');
    guild.owner.giveRole(ben, role);
    guild.owner.serverMute(ben, true);
    expect([...ben.member.roles]).to.deep.equal([role.id]);
    expect(ben.member.mute).to.equal(true);
    guild.owner.move(ben, null);
    expect(ben.voiceChannel).to.equal(null);
    guild.owner.ban(ben);
    expect(guild.record.members.has(ben.id)).to.equal(false);
  });
});
