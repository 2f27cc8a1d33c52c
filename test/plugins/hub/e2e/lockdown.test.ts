import { expect } from 'chai';
import { PermissionFlagsBits as Bits } from 'discord-api-types/v10';
import { JoinRefusedError, type ChannelRecord, type Person } from 'roomkeeper/sandbox';
import { Admin, everyone, told } from '../admin.js';
import { EDIT, HubScene } from '../scene.js';

const CALLBACK = 'POST /interactions/{interaction_id}/{interaction_token}/callback';
const OWNER_LOOK_UP = 'GET /applications/@me';
const LOCK = 'Lock an individual hub…';
const LIFT = 'Lift the lockdown of a hub…';

describe('hub lockdown', () => {
  let scene: HubScene;
  let admin: Admin;

  beforeEach(async () => {
    scene = await HubScene.set();
    admin = new Admin(scene);
  });
  afterEach(() => scene.stage.strike());

  const hubs = () => scene.parts.hubs.ofGuild(scene.guild.id);

  async function lock(minutes: string | number, name = 'Join me', by = admin) {
    await by.panel();
    return by.submit(await by.choose(name, LOCK), { minutes: String(minutes) });
  }

  async function lift(name = 'Join me') {
    await admin.panel();
    return admin.choose(name, LIFT);
  }

  function mayJoin(person: Person, channel: ChannelRecord): boolean {
    try {
      person.join(channel);
    } catch (error) {
      if (error instanceof JoinRefusedError) return false;
      throw error;
    }
    person.leave();
    return true;
  }

  /** The overwrites of a channel, in an order of their own. */
  const overwrites = ({ overwrites: all }: ChannelRecord) =>
    all.toSorted((one, other) => one.id.localeCompare(other.id)).map(({ ...one }) => one);

  async function moreHubs(...names: readonly string[]): Promise<ChannelRecord[]> {
    const channels = names.map((name) => scene.guild.addChannel({ name }));
    await scene.stage.settle();
    for (const channel of channels) await scene.register(channel);
    return channels;
  }

  describe('of one hub', () => {
    it('HB-51 locks a hub for the minutes that were typed, says until when, and opens it by itself', async () => {
      const before = overwrites(scene.joinMe);
      await lock(30);
      const until = scene.stage.clock.now() + 30 * 60_000;
      expect(hubs()[0]?.lockdownUntil).to.equal(until);
      expect(admin.text).to.include(`✅ <#${scene.joinMe.id}> is locked; it opens <t:${Math.floor(until / 1000)}:R>.`);
      expect(mayJoin(scene.ada, scene.joinMe)).to.equal(false);
      await scene.stage.pass(29 * 60);
      expect(mayJoin(scene.ada, scene.joinMe)).to.equal(false);
      await scene.stage.pass(61);
      expect(overwrites(scene.joinMe)).to.deep.equal(before);
      expect(hubs()[0]).to.include({ lockdownUntil: null, lockdownPrevious: null });
      expect(mayJoin(scene.ada, scene.joinMe)).to.equal(true);
    });

    it('PF-01 locking one hub takes two calls, and opening it by itself one', async () => {
      await admin.panel();
      const form = await admin.choose('Join me', LOCK);
      scene.sandbox.clearCalls();
      await admin.submit(form, { minutes: '5' });
      expect(scene.operations.toSorted()).to.deep.equal([EDIT, CALLBACK].toSorted());
      scene.sandbox.clearCalls();
      await scene.stage.pass(301);
      expect(scene.operations).to.deep.equal([EDIT]);
    });

    for (const typed of ['0', '1441', '-5', '1.5', 'ten', '']) {
      it(`HB-51 “${typed}” minutes are refused, and nothing is locked`, async () => {
        await admin.panel();
        await admin.submit(await admin.choose('Join me', LOCK), { minutes: typed }, true);
        expect(admin.text)
          .to.match(/^⚠️ \*\*Minutes\*\*/)
          .and.to.include('is not a whole number from 1 to 1440');
        expect(hubs()[0]).to.include({ lockdownUntil: null, lockdownPrevious: null });
        expect(scene.calls(EDIT)).to.be.empty;
      });
    }

    for (const minutes of [1, 1440]) {
      it(`HB-51 ${minutes} minutes are taken`, async () => {
        await lock(minutes);
        expect(hubs()[0]?.lockdownUntil).to.equal(scene.stage.clock.now() + minutes * 60_000);
      });
    }

    it('HB-51 it can be lifted early', async () => {
      const before = overwrites(scene.joinMe);
      await lock(60);
      await lift();
      expect(admin.text).to.include(`✅ <#${scene.joinMe.id}> is open again.`);
      expect(overwrites(scene.joinMe)).to.deep.equal(before);
      scene.sandbox.clearCalls();
      await scene.stage.pass(3601);
      expect(scene.calls()).to.be.empty;
    });

    it('HB-51 locking what is locked moves the end, and still restores what was there at first', async () => {
      const before = overwrites(scene.joinMe);
      await lock(10);
      scene.sandbox.clearCalls();
      await lock(60);
      expect(scene.calls(EDIT)).to.be.empty;
      await scene.stage.pass(11 * 60);
      expect(mayJoin(scene.ada, scene.joinMe)).to.equal(false);
      await scene.stage.pass(50 * 60);
      expect(overwrites(scene.joinMe)).to.deep.equal(before);
    });

    it('HB-52 defect 5: a role that is allowed to connect does not walk through, the bot keeps what it needs, and all is restored exactly', async () => {
      const [vip, muted] = [scene.guild.addRole({ name: 'vip' }), scene.guild.addRole({ name: 'muted' })];
      const { owner } = scene.guild;
      owner.setOverwrite(scene.joinMe, vip, { allow: Bits.Connect | Bits.Speak });
      owner.setOverwrite(scene.joinMe, muted, { deny: Bits.Speak });
      owner.setOverwrite(scene.joinMe, everyone(scene), { allow: Bits.Stream, deny: Bits.Speak });
      owner.giveRole(scene.ada, vip);
      await scene.stage.settle();
      const before = overwrites(scene.joinMe);
      await lock(10);
      expect(mayJoin(scene.ada, scene.joinMe)).to.equal(false);
      const own = scene.joinMe.overwrites.find(({ id }) => id === scene.guild.bot.id);
      expect((own?.allow ?? 0n) & Bits.Connect & Bits.Connect).to.equal(Bits.Connect);
      // Not an administrator, and still able to open what it has locked.
      await scene.stage.pass(601);
      expect(overwrites(scene.joinMe)).to.deep.equal(before);
      expect(mayJoin(scene.ada, scene.joinMe)).to.equal(true);
    });

    it('HB-52 what admins change of a locked hub stays: other bits, and roles that they let in are locked again', async () => {
      const role = scene.guild.addRole({ name: 'friends' });
      scene.guild.owner.giveRole(scene.ada, role);
      await lock(10);
      scene.guild.owner.setOverwrite(scene.joinMe, role, { allow: Bits.Connect | Bits.Stream });
      await scene.stage.settle();
      await scene.stage.pass(1);
      expect(mayJoin(scene.ada, scene.joinMe)).to.equal(false);
      await scene.stage.pass(601);
      const left = scene.joinMe.overwrites.find(({ id }) => id === role.id);
      expect(left).to.include({ allow: Bits.Connect | Bits.Stream, deny: 0n });
    });

    it('HB-52 the blueprint does not take the lock over, and does take over what admins changed meanwhile', async () => {
      const role = scene.guild.addRole({ name: 'friends' });
      await lock(10);
      scene.guild.owner.setOverwrite(scene.joinMe, role, { allow: Bits.Stream });
      await scene.stage.settle();
      const locked = hubs()[0]?.blueprint.overwrites ?? [];
      expect(locked.some(({ deny }) => (deny & Bits.Connect) !== 0n)).to.equal(false);
      await scene.stage.pass(601);
      await scene.roomOf(scene.ada);
      expect(scene.hub.overwrites.find(({ id }) => id === role.id)).to.include({ allow: Bits.Stream });
      expect(scene.hub.overwrites.some(({ deny }) => (deny & Bits.Connect) !== 0n)).to.equal(false);
    });

    it('HB-52 a role that is deleted while the hub is locked does not keep it from being opened', async () => {
      const role = scene.guild.addRole({ name: 'short-lived' });
      scene.guild.owner.setOverwrite(scene.joinMe, role, { allow: Bits.Connect });
      await scene.stage.settle();
      await lock(10);
      scene.guild.owner.deleteRole(role);
      await scene.stage.settle();
      await scene.stage.pass(601);
      expect(scene.joinMe.overwrites.some(({ deny }) => (deny & Bits.Connect) !== 0n)).to.equal(false);
    });
  });

  describe('of all hubs', () => {
    let developer: Admin;

    beforeEach(async () => {
      developer = Admin.botOwner(scene);
      await scene.stage.settle();
    });

    for (const [label, minutes] of [
      ['Lock all 15 m', 15],
      ['Lock all 1 h', 60],
      ['Lock all 4 h', 240],
    ] as const) {
      it(`HB-51 “${label}” locks every hub of the guild for ${minutes} minutes`, async () => {
        const [second] = await moreHubs('Second');
        await developer.panel();
        await developer.press(label);
        const channels = [scene.joinMe, second ?? scene.joinMe];
        for (const channel of channels) expect(mayJoin(scene.ada, channel)).to.equal(false);
        expect(scene.parts.rules.lockdownUntil(scene.guild.id)).to.equal(scene.stage.clock.now() + minutes * 60_000);
        const keys = await scene.rows<{ key: string }>("select key from core_settings where key like 'voice.guild%'");
        expect(keys).to.deep.equal([{ key: 'voice.guild_lockdown_until' }]);
        await scene.stage.pass(minutes * 60 + 1);
        for (const channel of channels) expect(mayJoin(scene.ada, channel)).to.equal(true);
        expect(scene.parts.rules.lockdownUntil(scene.guild.id)).to.equal(null);
      });
    }

    it('PF-01 locking n hubs takes one callback and n edits, from a panel that has just asked who owns the bot', async () => {
      await moreHubs('Second', 'Third', 'Fourth');
      await developer.panel();
      await developer.press('Lock all 1 h');
      expect(scene.operations.toSorted()).to.deep.equal([CALLBACK, EDIT, EDIT, EDIT, EDIT].toSorted());
      scene.sandbox.clearCalls();
      await developer.press('Lift for the server');
      expect(scene.operations.toSorted()).to.deep.equal([CALLBACK, EDIT, EDIT, EDIT, EDIT].toSorted());
    });

    it('FW-42 a panel that is older than a minute asks again who owns the bot, and whoever does not any more is refused', async () => {
      const { application } = scene.sandbox.world;
      await developer.panel();
      await scene.stage.pass(59);
      await developer.press('Lock all 15 m');
      expect(scene.calls(OWNER_LOOK_UP)).to.be.empty;
      await scene.stage.pass(1);
      // The owner has handed the application to a team that they are not of.
      application.team = { id: '77', name: 'Team', icon: null, owner_user_id: scene.cleo.id, members: [] };
      scene.sandbox.clearCalls();
      const refused = await developer.press('Lift for the server');
      expect(told(refused)).to.match(/^Only the owner of this bot/);
      expect(scene.calls(OWNER_LOOK_UP)).to.have.length(1);
      expect(scene.parts.rules.lockdownUntil(scene.guild.id)).to.not.equal(null);
    });

    it('FW-42 what Discord said of one is not believed of another: who was refused is asked for each time', async () => {
      await developer.panel();
      await admin.panel();
      for (const looked of [1, 2]) {
        expect(told(await admin.click('hub:lockdown-guild:15', true))).to.match(/^Only the owner of this bot/);
        expect(scene.calls(OWNER_LOOK_UP)).to.have.length(looked);
      }
      expect(scene.calls(EDIT)).to.be.empty;
    });

    it('HB-51 is for the owner of the bot only: others are not offered it, and are refused if they send it', async () => {
      await admin.panel();
      expect(admin.buttons).to.not.include('Lock all 15 m');
      const handle = await admin.click('hub:lockdown-guild:15', true);
      expect(told(handle)).to.match(/^Only the owner of this bot/);
      expect(scene.calls(EDIT)).to.be.empty;
      expect(scene.parts.rules.lockdownUntil(scene.guild.id)).to.equal(null);
    });

    it('HB-51 the owner of the bot is still offered it after locking one hub', async () => {
      await lock(5, 'Join me', developer);
      expect(developer.buttons).to.include('Lock all 15 m');
    });

    it('HB-51 while Discord does not say who owns the bot, a single hub can be locked all the same', async () => {
      await developer.hubs();
      scene.sandbox.faults.add({ operation: OWNER_LOOK_UP, times: 3, answer: { status: 500 } });
      await developer.press('🚨 Lockdown');
      expect(developer.text).to.include('⚠️ Discord does not say at the moment who owns this bot');
      expect(developer.buttons).to.not.include('Lock all 15 m');
      await developer.submit(await developer.choose('Join me', LOCK), { minutes: '5' });
      expect(mayJoin(scene.ada, scene.joinMe)).to.equal(false);
    });

    it('FW-40 a slow answer to who owns the bot is waited for, and the panel offers what it should', async () => {
      await developer.hubs();
      scene.sandbox.faults.add({ operation: OWNER_LOOK_UP, times: 1, answer: { delay: 2500 } });
      const handle = await developer.person.click(developer.page, 'hub:lockdown:0');
      await scene.sandbox.until(() => scene.calls(OWNER_LOOK_UP).length > 0);
      await scene.stage.clock.advance(1500, () => scene.sandbox.settled());
      await handle.response();
      expect(handle.acknowledged).to.equal(true);
      await scene.stage.clock.advance(1500, () => scene.sandbox.settled());
      await scene.stage.settle();
      expect(developer.buttons).to.include('Lock all 1 h');
    });

    it('HB-51 a span that is not offered is refused', async () => {
      await developer.panel();
      const handle = await developer.click('hub:lockdown-guild:9999', true);
      expect(told(handle)).to.include('15 minutes, 1 hour or 4 hours');
      expect(scene.parts.rules.lockdownUntil(scene.guild.id)).to.equal(null);
    });

    it('HB-52 lifting a hub’s own lockdown does not lift the guild’s', async () => {
      await lock(30);
      await developer.panel();
      await developer.press('Lock all 1 h');
      await lift();
      expect(admin.text).to.include('is lifted. It stays locked with the whole server; that ends');
      expect(mayJoin(scene.ada, scene.joinMe)).to.equal(false);
      await scene.stage.pass(31 * 60);
      expect(mayJoin(scene.ada, scene.joinMe)).to.equal(false);
      await scene.stage.pass(30 * 60);
      expect(mayJoin(scene.ada, scene.joinMe)).to.equal(true);
    });

    it('HB-52 lifting the guild’s lockdown does not lift a hub’s own', async () => {
      const [second] = await moreHubs('Second');
      await lock(120);
      await developer.panel();
      await developer.press('Lock all 1 h');
      await developer.press('Lift for the server');
      expect(developer.text).to.include('1 hub has a lockdown of its own and stays locked.');
      expect(second && mayJoin(scene.ada, second)).to.equal(true);
      expect(mayJoin(scene.ada, scene.joinMe)).to.equal(false);
    });

    it('HB-52 the later of both ends counts: the guild’s passes first', async () => {
      await lock(90);
      await developer.panel();
      await developer.press('Lock all 1 h');
      await scene.stage.pass(61 * 60);
      expect(mayJoin(scene.ada, scene.joinMe)).to.equal(false);
      await scene.stage.pass(30 * 60);
      expect(mayJoin(scene.ada, scene.joinMe)).to.equal(true);
    });

    it('HB-52 defect 6: a hub that is made, or replaced, while the guild is locked is locked, and opened exactly', async () => {
      scene.ada.join(scene.joinMe);
      await developer.panel();
      await developer.press('Lock all 1 h');
      await scene.stage.pass(1);
      expect(mayJoin(scene.ben, scene.hub)).to.equal(false);
      await admin.hubs();
      await admin.submit(await admin.press('Create'), { name: 'Fresh' });
      const fresh = scene.guild.record.channels.get(hubs()[1]?.channelId ?? '');
      if (!fresh) throw new Error('There is no new hub');
      expect(mayJoin(scene.ben, fresh)).to.equal(false);
      const lounge = scene.guild.addChannel({ name: 'Lounge' });
      await scene.stage.settle();
      await admin.hubs();
      await admin.press('Add');
      await admin.pick(lounge);
      await scene.stage.settle();
      expect(mayJoin(scene.ben, lounge)).to.equal(false);
      await scene.stage.pass(3601);
      for (const channel of [scene.hub, fresh, lounge]) expect(mayJoin(scene.ben, channel)).to.equal(true);
      expect(overwrites(lounge)).to.be.empty;
    });

    it('HB-52 a lock that comes while the replacement is being made holds for it', async () => {
      scene.sandbox.faults.add({ operation: 'POST /guilds/{guild_id}/channels', times: 2, answer: { delay: 2000 } });
      scene.ada.join(scene.joinMe);
      await scene.sandbox.until(() => scene.calls('POST /guilds').length > 0);
      const [hub] = hubs();
      const guild = scene.stage.bot.client?.guilds.cache.get(scene.guild.id);
      if (!hub || !guild) throw new Error('There is no hub');
      const until = scene.stage.clock.now() + 600_000;
      await scene.parts.lockdowns.lockHub(guild, hub.id, until, scene.guild.owner.id);
      await scene.stage.clock.advance(5000, () => scene.sandbox.settled());
      await scene.stage.settle();
      expect(mayJoin(scene.ben, scene.hub)).to.equal(false);
      await scene.stage.pass(601);
      expect(mayJoin(scene.ben, scene.hub)).to.equal(true);
    });
  });

  it('HB-01 removing a locked hub opens its channel first', async () => {
    const before = overwrites(scene.joinMe);
    await lock(30);
    await admin.hubs();
    await admin.press('Remove');
    await admin.choose('Join me');
    await admin.press('Remove the hub');
    expect(hubs()).to.be.empty;
    expect(overwrites(scene.joinMe)).to.deep.equal(before);
  });

  it('HB-01 a locked hub that cannot be opened is not removed, and the answer says why', async () => {
    await lock(30);
    scene.guild.setBotPermissions(Bits.ViewChannel | Bits.Connect | Bits.ManageChannels);
    await scene.stage.settle();
    await admin.hubs();
    await admin.press('Remove');
    await admin.choose('Join me');
    const handle = await admin.press('Remove the hub');
    expect(told(handle)).to.include('so it stays a hub').and.to.include('**Manage Roles**');
    expect(hubs()).to.have.length(1);
  });

  it('HB-52 a hub that the bot does not see is not locked by guesswork: it is told, and locked when it is seen again', async () => {
    const role = scene.guild.addRole({ name: 'vip' });
    scene.guild.owner.setOverwrite(scene.joinMe, role, { allow: Bits.Connect });
    await scene.stage.settle();
    scene.guild.owner.setOverwrite(scene.joinMe, scene.guild.bot, { deny: Bits.ViewChannel });
    await scene.stage.settle();
    await lock(10);
    expect(admin.text).to.include('I do not see the channel.');
    expect(hubs()[0]?.lockdownPrevious).to.equal(null);
    scene.guild.owner.removeOverwrite(scene.joinMe, scene.guild.bot);
    await scene.stage.settle();
    expect(mayJoin(scene.ada, scene.joinMe)).to.equal(false);
    await scene.stage.pass(601);
    expect(scene.joinMe.overwrites.find(({ id }) => id === role.id)).to.include({ allow: Bits.Connect, deny: 0n });
  });

  describe('when something fails', () => {
    it('HB-52 a lock that Discord refuses is told at once, kept, and tried again', async () => {
      scene.sandbox.faults.add({ operation: EDIT, times: 1, answer: { status: 403, code: 50013 } });
      await lock(30);
      expect(admin.text).to.include(`⚠️ <#${scene.joinMe.id}> is not yet as it should be.`);
      expect(mayJoin(scene.ada, scene.joinMe)).to.equal(true);
      expect(scene.said(scene.news).join()).to.include('could not be locked, or opened');
      await scene.stage.pass(61);
      expect(mayJoin(scene.ada, scene.joinMe)).to.equal(false);
    });

    it('HB-52 a hub that could not be opened is opened later, exactly as it was', async () => {
      const before = overwrites(scene.joinMe);
      await lock(1);
      scene.sandbox.faults.add({ operation: EDIT, times: 2, answer: { status: 403, code: 50013 } });
      await scene.stage.pass(61);
      expect(mayJoin(scene.ada, scene.joinMe)).to.equal(false);
      expect(hubs()[0]?.lockdownPrevious).to.not.equal(null);
      expect(scene.said(scene.news).join()).to.include('could not be locked, or opened');
      await scene.stage.pass(60);
      expect(mayJoin(scene.ada, scene.joinMe)).to.equal(false);
      await scene.stage.pass(121);
      expect(overwrites(scene.joinMe)).to.deep.equal(before);
      expect(hubs()[0]).to.include({ lockdownUntil: null, lockdownPrevious: null });
      scene.sandbox.clearCalls();
      await scene.stage.pass(7200);
      expect(scene.calls()).to.be.empty;
    });

    it('HB-52 without the permission nothing is requested, and the answer names it', async () => {
      scene.guild.setBotPermissions(Bits.ViewChannel | Bits.Connect | Bits.ManageChannels | Bits.MoveMembers);
      await scene.stage.settle();
      await lock(30);
      expect(admin.text).to.include('I lack **Manage Roles** there.');
      expect(scene.calls(EDIT)).to.be.empty;
    });

    it('HB-52 of several hubs, one that fails keeps none of the others from being locked', async () => {
      const [second = scene.joinMe] = await moreHubs('Second');
      const developer = Admin.botOwner(scene);
      await scene.stage.settle();
      const match = (call: { params: Readonly<Record<string, string>> }) => call.params['channel_id'] === second.id;
      scene.sandbox.faults.add({ operation: EDIT, match, times: 1, answer: { status: 403, code: 50013 } });
      await developer.panel();
      await developer.press('Lock all 1 h');
      expect(developer.text).to.include('✅ 1 hub is locked').and.to.include(`⚠️ <#${second.id}>`);
      expect(mayJoin(scene.ada, scene.joinMe)).to.equal(false);
      await scene.stage.pass(61);
      expect(mayJoin(scene.ada, second)).to.equal(false);
    });
  });

  describe('over a restart', () => {
    let developer: Admin;

    beforeEach(async () => {
      developer = Admin.botOwner(scene);
      await scene.stage.settle();
    });

    async function restart(whileDown: () => Promise<void> | void): Promise<void> {
      await scene.stage.stopBot();
      await whileDown();
      scene.sandbox.clearCalls();
      await scene.stage.startBot();
    }

    it('HB-53 a lock that still holds is kept without a call, and ends in time', async () => {
      const before = overwrites(scene.joinMe);
      await lock(30);
      await restart(() => scene.stage.clock.advance(600_000));
      expect(scene.calls(EDIT)).to.be.empty;
      expect(mayJoin(scene.ada, scene.joinMe)).to.equal(false);
      await scene.stage.pass(20 * 60 + 1);
      expect(overwrites(scene.joinMe)).to.deep.equal(before);
    });

    it('HB-53 a hub’s lock that ended meanwhile is lifted at boot, exactly', async () => {
      const before = overwrites(scene.joinMe);
      await lock(30);
      await restart(() => scene.stage.clock.advance(31 * 60_000));
      expect(scene.calls(EDIT)).to.have.length(1);
      expect(overwrites(scene.joinMe)).to.deep.equal(before);
      expect(hubs()[0]).to.include({ lockdownUntil: null, lockdownPrevious: null });
    });

    it('HB-53 defect 6: a guild’s lock that ended meanwhile is lifted at boot, and forgotten', async () => {
      const [second = scene.joinMe] = await moreHubs('Second');
      const before = [scene.joinMe, second].map(overwrites);
      await developer.panel();
      await developer.press('Lock all 15 m');
      await restart(() => scene.stage.clock.advance(16 * 60_000));
      expect([scene.joinMe, second].map(overwrites)).to.deep.equal(before);
      expect(scene.parts.rules.lockdownUntil(scene.guild.id)).to.equal(null);
    });

    it('HB-53 denials that are missing are made again at boot', async () => {
      await lock(30);
      await restart(() => scene.guild.owner.removeOverwrite(scene.joinMe, everyone(scene)));
      expect(mayJoin(scene.ada, scene.joinMe)).to.equal(false);
    });

    it('HB-53 of two locks, the one that ended meanwhile leaves the other in place', async () => {
      await lock(90);
      await developer.panel();
      await developer.press('Lock all 1 h');
      await restart(() => scene.stage.clock.advance(61 * 60_000));
      expect(mayJoin(scene.ada, scene.joinMe)).to.equal(false);
      expect(scene.parts.rules.lockdownUntil(scene.guild.id)).to.equal(null);
      await scene.stage.pass(30 * 60);
      expect(mayJoin(scene.ada, scene.joinMe)).to.equal(true);
    });
  });
});
