import { expect } from 'chai';
import { refuseUnhandled, UnhandledFieldError } from '../../../sandbox/rest/fields.js';
import { Scene } from '../scene.js';

describe('refuseUnhandled', () => {
  it('SB-01 names the first field that a handler does nothing with', () => {
    expect(() => refuseUnhandled({ name: 'a', icon: 'b' }, ['name'])).to.throw(UnhandledFieldError, '"icon"');
  });

  it('SB-01 lets pass what is supported, undefined, absent, or known to be ignored by Discord', () => {
    const bodies = [{ name: 'a' }, { icon: undefined }, { communicationDisabledUntil: 1 }, undefined, null];
    for (const body of bodies) expect(() => refuseUnhandled(body, ['name'])).not.to.throw();
  });
});

describe('users and the application', () => {
  it('SB-02 the bot reads itself, others and its guilds', () => {
    const scene = new Scene();
    const ada = scene.person('Ada');
    expect(scene.call('GET /users/@me').body).to.include({ id: scene.bot.userId, bot: true });
    expect(scene.call(`GET /users/${ada.user.id}`).body).to.include({
      username: 'ada',
      global_name: 'Ada',
      discriminator: '0',
    });
    expect(scene.list('GET /users/@me/guilds').map(({ id }) => id)).to.deep.equal([scene.guild.id]);
    expect(scene.call(`DELETE /users/@me/guilds/${scene.guild.id}`).status).to.equal(204);
    expect(scene.call('GET /users/@me/guilds').body).to.deep.equal([]);
  });

  it('SB-02 the application shows its owner and which privileged intents are allowed', () => {
    const scene = new Scene();
    const { body } = scene.call('GET /applications/@me');
    expect(body).to.have.nested.property('owner.id', scene.world.application.ownerId);
    expect(body).to.have.property('flags', (1 << 13) | (1 << 15) | (1 << 19));
  });

  it('SB-02 a guild, its channels, roles and emojis can be read', () => {
    const scene = new Scene();
    const channel = scene.voice('V');
    const emoji = scene.olga.addEmoji('wave');
    const path = `/guilds/${scene.guild.id}`;
    expect(scene.call(`GET ${path}`, { query: 'with_counts=true' }).body).to.include({
      name: 'Garden',
      approximate_member_count: 2,
    });
    expect(scene.call(`GET ${path}/channels`).body).to.deep.equal([scene.call(`GET /channels/${channel.id}`).body]);
    expect(scene.call(`GET ${path}/roles`).body).to.have.length(2);
    expect(scene.call(`GET ${path}/roles/${scene.guild.id}`).body).to.include({ name: '@everyone' });
    expect(scene.list(`GET ${path}/emojis`)[0]).to.include({ id: emoji, name: 'wave' });
  });
});
