import { expect } from 'chai';
import { ChannelType } from 'discord.js';
import { core, use } from 'roomkeeper';
import type { TriggerInput } from '../../../../plugins/trigger/services/admin/inputs.js';
import { triggerSettings } from '../../../../plugins/trigger/settings.js';
import { making } from '../scene.js';
import { AdminScene, DAY, HOUR, refusal } from './admin-scene.js';

const MINUTE = 60_000;

describe('triggers are made and edited', () => {
  let on: AdminScene;

  beforeEach(async () => {
    on = await AdminScene.set();
  });
  afterEach(() => on.scene.stage.strike());

  const refusedInput = async (input: Partial<TriggerInput>) =>
    refusal(on.admin.triggers.create(await on.olga(), await on.input(input)));

  it('TR-01 a trigger has a scope, a condition, a persistence, requirements, cooldowns and one action, and fires at once', async () => {
    const { scene } = on;
    const { id } = await on.action({ name: 'Greet', texts: ['Hi {user.name}'] });
    const made = await on.trigger({
      name: ' Greeting ',
      parameter: 'HELLO',
      scope: { kind: 'channel', channelId: scene.general.id },
      requirements: { noneOf: [scene.red.id] },
      cooldowns: { channel: 5000 },
      action: 'gREET',
    });
    expect(made).to.deep.include({
      name: 'Greeting',
      guildId: scene.guild.id,
      scope: { kind: 'channel', channelId: scene.general.id },
      condition: { id: 'contains', parameter: 'HELLO', caseSensitive: false },
      persistence: { kind: 'persistent' },
      actionId: id,
      enabled: true,
      ownerId: scene.olga.id,
    });
    expect(made.requirements.noneOf).to.deep.equal([scene.red.id]);
    expect(made.cooldowns).to.deep.equal({ member: 2000, channel: 5000, guild: 0 });
    await scene.says(scene.ben, 'oh hello');
    expect((await scene.history(made))?.runs).to.equal(1);
    expect(await on.logged()).to.include('Trigger **Greeting** was created.');
  });

  it('TR-01 several triggers link to one action, each to exactly one', async () => {
    const { name, id } = await on.action();
    const made = [await on.trigger({ action: name }), await on.trigger({ action: `#${id}` })];
    expect(made.map(({ actionId }) => actionId)).to.deep.equal([id, id]);
    const shown = await on.admin.actions.show(on.scene.seen, name);
    expect(shown.users.triggers.map((user) => user.id)).to.deep.equal(made.map((one) => one.id));
  });

  it('TR-01 an edit changes what is given and leaves the rest, history too', async () => {
    const { scene } = on;
    const made = await on.trigger({ name: 'A', cooldowns: { member: 0 }, requirements: { noneOf: [scene.red.id] } });
    await scene.says(scene.ben, 'hello');
    const edited = await on.admin.triggers.edit(await on.ada(), 'a', { parameter: 'bye', cooldowns: { guild: 1000 } });
    expect(edited).to.deep.equal({
      ...made,
      condition: { ...made.condition, parameter: 'bye' },
      cooldowns: { member: 0, channel: 0, guild: 1000 },
    });
    await scene.says(scene.ben, 'hello again');
    await scene.says(scene.ben, 'bye now');
    expect((await scene.history(made))?.runs).to.equal(2);
  });

  it('TR-02 a message is given by its link or by its id with a channel, and must be there', async () => {
    const { scene } = on;
    const message = scene.olga.say(scene.rules, 'React here');
    await scene.stage.settle();
    const expected = { kind: 'message', channelId: scene.rules.id, messageId: message.api.id };
    const link = on.linkTo(message);
    const linked = await on.trigger({
      conditionId: 'reaction-add',
      parameter: '👍',
      scope: { kind: 'message', message: link, channelId: null },
    });
    expect(linked.scope).to.deep.equal(expected);
    const byId = { kind: 'message', message: message.api.id, channelId: scene.rules.id } as const;
    expect((await on.trigger({ conditionId: 'reaction-add', parameter: '', scope: byId })).scope).to.deep.equal(
      expected,
    );
    const wrong: readonly (readonly [string, string | null, string])[] = [
      [link.replace(/\d$/, (digit) => String((Number(digit) + 1) % 10)), null, 'trigger.message-gone'],
      [link.replace(scene.guild.id, '123456789012345678'), null, 'trigger.other-guild'],
      [link.replace(scene.guild.id, '@me'), null, 'trigger.other-guild'],
      [message.api.id, null, 'trigger.bad-message'],
      [message.api.id, scene.general.id, 'trigger.message-gone'],
      ['that one', scene.rules.id, 'trigger.bad-message'],
    ];
    for (const [typed, channelId, what] of wrong) {
      expect((await refusedInput({ scope: { kind: 'message', message: typed, channelId } })).what, typed).to.equal(
        what,
      );
    }
    expect(await on.count('triggers')).to.equal(2);
  });

  it('TR-02 a link that hides a channel of another guild in it finds nothing', async () => {
    const { scene } = on;
    const other = scene.sandbox.addGuild({ name: 'Elsewhere' });
    const channel = other.addChannel({ name: 'secret', type: ChannelType.GuildText });
    await scene.stage.settle();
    const message = other.owner.say(channel, 'Hidden');
    await scene.stage.settle();
    const scope = { kind: 'message', message: on.linkTo(message), channelId: null } as const;
    expect((await refusedInput({ scope })).what).to.equal('trigger.message-gone');
  });

  it('TR-02 an outage is no word that a message is gone', async () => {
    const { scene } = on;
    const message = scene.olga.say(scene.rules, 'React here');
    await scene.stage.settle();
    scene.sandbox.faults.add({
      operation: 'GET /channels/{channel_id}/messages/{message_id}',
      answer: { status: 503 },
    });
    const scope = { kind: 'message', message: on.linkTo(message), channelId: null } as const;
    expect((await refusedInput({ scope })).what).to.equal('trigger.unanswered');
  });

  it('TR-02 a channel of another guild, of no guild, or of the wrong kind is refused', async () => {
    const { scene } = on;
    const other = scene.sandbox
      .addGuild({ name: 'Elsewhere' })
      .addChannel({ name: 'far', type: ChannelType.GuildText });
    const category = scene.guild.addChannel({ name: 'Folder', type: ChannelType.GuildCategory });
    await scene.stage.settle();
    const bound = (channelId: string, conditionId: TriggerInput['conditionId'] = 'contains') =>
      refusedInput({
        conditionId,
        parameter: conditionId === 'contains' ? 'x' : '',
        scope: { kind: 'channel', channelId },
      });
    expect((await bound(other.id)).message).to.include('not a channel of this server');
    expect((await bound('12')).message).to.include('not a channel of this server');
    expect((await bound('twelve')).message).to.include('not something that Discord knows');
    expect((await bound(category.id)).message).to.include('not a text channel');
    expect((await bound(scene.general.id, 'voice-join')).message).to.include('not a voice channel');
    const lounge = { kind: 'channel', channelId: scene.lounge.id } as const;
    expect((await on.trigger({ conditionId: 'voice-join', parameter: '', scope: lounge })).scope).to.deep.equal(lounge);
  });

  const lives: readonly (readonly [Partial<TriggerInput>, number | RegExp])[] = [
    [{ persistence: 'temporary', lifetime: '1m' }, MINUTE],
    [{ persistence: 'temporary', lifetime: '30d' }, 30 * DAY],
    [{ persistence: 'temporary', lifetime: 90 * MINUTE }, 90 * MINUTE],
    [{ persistence: 'temporary' }, 30 * DAY],
    [{ persistence: 'temporary', lifetime: '59s' }, /lifetime is too short. It must be 1m/],
    [{ persistence: 'temporary', lifetime: '30d 1s' }, /lifetime is too long. It may be 30d at most/],
    [{ persistence: 'temporary', lifetime: 'soon' }, /lifetime is not a length of time/],
    [{ persistence: 'temporary', lifetime: -1 }, /lifetime is too short/],
    [{ persistence: 'oneshot' }, DAY],
    [{ persistence: 'oneshot', lifetime: '2h' }, 2 * HOUR],
    [{ persistence: 'oneshot', lifetime: '1d 1s' }, /lifetime is too long/],
    [{ persistence: 'persistent', lifetime: '1d' }, /persistent trigger has no lifetime/],
  ];
  for (const [input, expected] of lives) {
    it(`TR-03 ${input.persistence} for ${input.lifetime ?? 'no time given'}: ${expected instanceof RegExp ? 'refused' : 'made'}`, async () => {
      if (expected instanceof RegExp) {
        expect((await refusedInput(input)).message).to.match(expected);
        return;
      }
      const { persistence } = await on.trigger(input);
      expect(persistence).to.deep.equal({ kind: input.persistence, expiresAt: on.scene.stage.clock.now() + expected });
    });
  }

  it('TR-03 what is past its time is gone for everybody, and its name is free', async () => {
    const { scene } = on;
    const made = await on.trigger({ name: 'Short', persistence: 'temporary', lifetime: '1m' });
    scene.stage.clock.jump(scene.stage.clock.now() + MINUTE);
    const { triggers } = on.admin;
    expect((await triggers.list(scene.guild.id, 0)).total).to.equal(0);
    expect(await triggers.names(scene.guild.id, 'sho')).to.deep.equal([]);
    expect((await refusal(triggers.edit(await on.olga(), 'Short', { name: 'Long' }))).what).to.equal(
      'trigger.no-such-trigger',
    );
    expect((await on.trigger({ name: 'short' })).id).to.be.greaterThan(made.id);
  });

  it('TR-03 an edit of something else leaves the end, however near', async () => {
    const { scene } = on;
    const { persistence } = await on.trigger({ name: 'T', persistence: 'temporary', lifetime: '2m' });
    scene.stage.clock.jump(scene.stage.clock.now() + 110_000);
    const edited = await on.admin.triggers.edit(await on.olga(), 't', { parameter: 'other' });
    expect(edited.persistence).to.deep.equal(persistence);
    const longer = await on.admin.triggers.edit(await on.olga(), 't', { lifetime: '1h' });
    expect(longer.persistence).to.deep.equal({ kind: 'temporary', expiresAt: scene.stage.clock.now() + HOUR });
    expect((await refusal(on.admin.triggers.edit(await on.olga(), 't', { lifetime: '3s' }))).what).to.equal(
      'trigger.faulty',
    );
  });

  const texts: readonly (readonly [string, Partial<TriggerInput>, RegExp])[] = [
    ['an empty text', { parameter: '' }, /parameter of the condition is empty/],
    ['a blank text', { parameter: ' \u200B\u2800\n' }, /parameter of the condition is empty/],
    ['half a character', { parameter: 'a\uD83D' }, /broken characters/],
    ['a text too long', { parameter: 'x'.repeat(1001) }, /too long. It may have 1000 characters/],
    ['a command of two words', { conditionId: 'command', parameter: 'two words' }, /must be one word/],
  ];
  for (const [title, input, expected] of texts) {
    it(`TR-11 ${title} is refused`, async () => {
      expect((await refusedInput(input)).message).to.match(expected);
      expect(await on.count('triggers')).to.equal(0);
    });
  }

  const patterns: readonly (readonly [string, string, RegExp])[] = [
    ['look-ahead', 'a(?=b)', /look-around/],
    ['look-behind', '(?<!a)b', /look-around/],
    ['a back-reference', String.raw`(a)\1`, /back-reference/],
    ['one that cannot be read', 'a(b', /pattern that cannot be read/],
    ['one that matches nothing at all', 'x*', /matches nothing at all/],
    ['one over 260 characters', 'x'.repeat(261), /too long. It may have 260 characters/],
    ['one that becomes too big', '(?:[a-z]{50}){20}', /too big a pattern/],
  ];
  for (const [title, parameter, expected] of patterns) {
    it(`TR-12 ${title} is refused with the reason`, async () => {
      expect((await refusedInput({ conditionId: 'regex', parameter })).message).to.match(expected);
    });
  }

  it('TR-12 a pattern is compiled when it is made, and again when it is edited', async () => {
    await on.trigger({ name: 'R', conditionId: 'regex', parameter: 'h[ae]llo+' });
    const edit = on.admin.triggers.edit(await on.olga(), 'R', { parameter: '(' });
    expect((await refusal(edit)).what).to.equal('trigger.faulty');
  });

  it('TR-14 an interval cannot be linked to a chain that needs a member or a message, at whichever step', async () => {
    const { scene } = on;
    await on.action({ name: 'Give', kind: 'role', roleId: scene.red.id });
    await on.action({ name: 'Say', texts: ['Hi'], chain: 'Give' });
    const { what, message } = await refusedInput({ conditionId: 'interval', parameter: '1h', action: 'Say' });
    expect(what).to.equal('trigger.faulty');
    expect(message).to.match(/no member to act on.*\*\*Give\*\*/);
    const react = await on.action({ kind: 'react', emoji: '👍' });
    expect((await refusedInput({ conditionId: 'interval', parameter: '1h', action: react.name })).message).to.include(
      'no message',
    );
    expect((await refusedInput({ conditionId: 'interval', parameter: '4m' })).message).to.include(
      'too short. It must be 5m',
    );
    expect((await refusedInput({ conditionId: 'interval', parameter: '32d' })).message).to.include('too long');
    expect(
      (await refusedInput({ conditionId: 'interval', parameter: '1h', requirements: { notBot: true } })).what,
    ).to.equal('trigger.faulty');
  });

  it('TR-14 nor does its chain grow into one later', async () => {
    const { scene } = on;
    await on.action({ name: 'Give', kind: 'role', roleId: scene.red.id });
    await on.action({ name: 'Next' });
    await on.action({ name: 'Say', chain: 'Next' });
    await on.trigger({ name: 'Hourly', conditionId: 'interval', parameter: '1h', action: 'Say' });
    const { message } = await refusal(on.admin.actions.edit(await on.olga(), 'Next', { chain: 'Give' }));
    expect(message).to.include('**Hourly**').and.include('**Give**');
    expect((await refusal(on.admin.actions.edit(await on.olga(), 'Next', { reply: true }))).message).to.include(
      '**Hourly**',
    );
    expect((await on.admin.actions.show(scene.seen, 'Next')).action.chain).to.equal(null);
  });

  it('TR-14 its next run is planned when it is made, when its length changes, and when it is switched on again', async () => {
    const { scene } = on;
    const due = async () => (await on.admin.triggers.show(scene.seen, 'I')).nextDue;
    await on.trigger({ name: 'I', conditionId: 'interval', parameter: '1h' });
    const start = scene.stage.clock.now();
    expect(await due()).to.equal(start + HOUR);
    scene.stage.clock.jump(scene.stage.clock.now() + MINUTE);
    await on.admin.triggers.edit(await on.olga(), 'I', { name: 'i' });
    expect(await due()).to.equal(start + HOUR);
    await on.admin.triggers.edit(await on.olga(), 'I', { parameter: '2h' });
    expect(await due()).to.equal(start + MINUTE + 2 * HOUR);
    await on.admin.triggers.disable(await on.olga(), 'I');
    scene.stage.clock.jump(scene.stage.clock.now() + DAY);
    await on.admin.triggers.enable(await on.olga(), 'I');
    expect(await due()).to.equal(scene.stage.clock.now() + 2 * HOUR);
  });

  it('TR-34 everything that is wrong is told at once', async () => {
    const { message } = await refusedInput({
      name: '',
      conditionId: 'voice-join',
      parameter: 'x',
      persistence: 'temporary',
      lifetime: '1s',
      requirements: { allOf: ['999'], accountAge: -1 },
      cooldowns: { guild: 2 * DAY },
      action: 'nothing like it',
    });
    const lines = message.split('\n');
    expect(lines[0]).to.equal('Nothing was changed, because:');
    for (const word of [
      'name is empty',
      'must stay empty',
      'lifetime',
      'required',
      'age of the account',
      'cooldown of the server',
      'nothing like it',
    ]) {
      expect(message).to.include(word);
    }
    expect(lines).to.have.lengthOf(8);
  });

  it('TR-34 names are unique in a guild whatever their case, and those of other guilds are never found', async () => {
    const { scene } = on;
    await on.trigger({ name: 'Straße' });
    expect((await refusedInput({ name: ' STRAßE ' })).what).to.equal('trigger.name-taken');
    const other = scene.sandbox.addGuild({ name: 'Elsewhere' });
    await scene.stage.settle();
    const far = scene.stage.bot.client?.guilds.cache.get(other.id);
    const boss = await far?.members.fetch(other.owner.id);
    if (!far || !boss) throw new Error('The bot does not see the other guild');
    const { id } = (await on.admin.triggers.planDeletion(scene.guild.id, 'straße')).trigger;
    for (const ref of ['Straße', String(id), `#${id}`]) {
      expect((await refusal(on.admin.triggers.delete(boss, ref))).what).to.equal('trigger.no-such-trigger');
      expect((await refusal(on.admin.triggers.enable(boss, ref))).what).to.equal('trigger.no-such-trigger');
    }
    const action = await on.action({ name: 'Here' });
    const link = { name: 'x', conditionId: 'contains', parameter: 'x', action: String(action.id) } as const;
    expect((await refusal(on.admin.triggers.create(boss, link))).what).to.equal('trigger.faulty');
    expect(await on.admin.triggers.names(other.id, '')).to.deep.equal([]);
  });

  it('TR-34 names come for what begins with the text first, then for what contains it, at most 25', async () => {
    const { name } = await on.action();
    for (const one of ['say hello', 'Hello', 'bye', 'HELLO 2']) await on.trigger({ name: one, action: name });
    const names = async (typed: string) =>
      (await on.admin.triggers.names(on.scene.guild.id, typed)).map((one) => one.name);
    expect(await names('hello')).to.deep.equal(['Hello', 'HELLO 2', 'say hello']);
    expect(await names('')).to.have.lengthOf(4);
    for (let at = 0; at < 30; at += 1) await on.trigger({ name: `more ${at}`, action: name });
    expect(await names('more')).to.have.lengthOf(25);
  });

  it('TR-34 a list comes in pages, in order of creation, and a page too far is the last', async () => {
    const { name } = await on.action();
    for (let at = 0; at < 5; at += 1) await on.trigger({ name: `t${at}`, action: name });
    const page = await on.admin.triggers.list(on.scene.guild.id, 9, 2);
    expect(page).to.deep.include({ page: 2, pages: 3, total: 5 });
    expect(page.items.map(({ trigger, actionName }) => [trigger.name, actionName])).to.deep.equal([['t4', name]]);
  });

  it('TR-34 show has the chain, the history, and marks what is gone', async () => {
    const { scene } = on;
    await on.action({ name: 'Third', kind: 'role', roleId: scene.red.id });
    await on.action({ name: 'Second', chain: 'Third' });
    await on.action({ name: 'First', chain: 'Second', channelId: scene.rules.id });
    const made = await on.trigger({ name: 'T', action: 'First', requirements: { noneOf: [scene.blue.id] } });
    await scene.says(scene.ben, 'hello');
    scene.olga.deleteRole(scene.blue);
    scene.olga.deleteRole(scene.red);
    await scene.stage.settle();
    const shown = await on.admin.triggers.show(scene.seen, String(made.id));
    expect(shown.chain.steps.map(({ name }) => name)).to.deep.equal(['First', 'Second', 'Third']);
    expect(shown).to.include({ runs: 1, lastRunAt: scene.stage.clock.now(), actionName: 'First', nextDue: null });
    expect(shown.lastError).to.equal(null);
    expect(shown.dangling).to.have.deep.members([
      { kind: 'role', id: scene.blue.id, actionName: null },
      { kind: 'role', id: scene.red.id, actionName: 'Third' },
    ]);
  });

  it('TR-34 test says what a text would fire, in order, and why each other one would not', async () => {
    const { scene } = on;
    const { name: action } = await on.action();
    await on.trigger({ name: 'one', action, cooldowns: { member: 0 } });
    await on.trigger({ name: 'other place', action, scope: { kind: 'channel', channelId: scene.rules.id } });
    await on.trigger({ name: 'no match', action, parameter: 'bye' });
    await on.trigger({ name: 'red only', action, requirements: { allOf: [scene.red.id] } });
    await on.trigger({ name: 'off', action });
    await on.trigger({ name: 'command', action, conditionId: 'command', parameter: 'hello' });
    await on.trigger({ name: 'voice', action, conditionId: 'voice-join', parameter: '' });
    await on.admin.triggers.disable(await on.olga(), 'off');
    await scene.parts.changes.change(scene.guild.id, () => Promise.resolve());
    const channel = scene.seen.channels.cache.get(scene.general.id);
    if (!channel?.isTextBased()) throw new Error('No such channel');
    scene.sandbox.clearCalls();
    const ben = await on.member(scene.ben);
    const { explained } = await on.admin.triggers.test(scene.seen, '!hello', channel, ben);
    expect(explained.map(({ trigger, place, why }) => [trigger.name, place ?? why?.reason])).to.deep.equal([
      ['one', 1],
      ['command', 2],
      ['other place', 'other-place'],
      ['no match', 'no-match'],
      ['red only', 'requirements'],
      ['off', 'disabled'],
      ['voice', 'other-kind'],
    ]);
    expect(scene.said()).to.deep.equal([]);
    await scene.givenBlacklisted(scene.ben);
    const barred = await on.admin.triggers.test(scene.seen, 'hello', channel, ben);
    expect(barred.explained[0]?.why).to.deep.equal({ reason: 'blacklisted', until: null });
  });

  it('TR-10 the prefix is the guild’s own, and holds at once', async () => {
    const { scene } = on;
    const made = await on.trigger({ conditionId: 'command', parameter: 'hello', cooldowns: { member: 0 } });
    expect(scene.parts.prefixOf(scene.guild.id)).to.equal('!');
    await scene.says(scene.ben, '!hello');
    await use(core).settings.set(scene.guild.id, triggerSettings, { prefix: 'Hey' }, null);
    expect(scene.parts.prefixOf(scene.guild.id)).to.equal('Hey');
    await scene.says(scene.ben, '!hello');
    expect((await scene.history(made))?.runs).to.equal(1);
    await scene.says(scene.ben, 'heyhello');
    expect((await scene.history(made))?.runs).to.equal(2);
  });

  it('TR-24 what a made trigger would run is checked with the trigger', async () => {
    const { scene } = on;
    const gone = await scene.givenAction(making({ on: 'contains', parameter: 'x', actionId: 4711 }));
    expect((await refusedInput({ action: gone.name })).message).to.include('4711');
  });

  it('TR-17 switching on forgets the failures, and is refused while the action or the place is gone', async () => {
    const { scene } = on;
    const made = await on.trigger({ name: 'T' });
    await on.admin.triggers.disable(await on.olga(), 'T');
    expect((await scene.history(made))?.enabled).to.equal(false);
    await scene.rows(`update trigger_triggers set failures = 4 where id = ${made.id}`);
    await on.admin.triggers.enable(await on.ada(), 'T');
    expect(await scene.history(made)).to.include({ enabled: true, failures: 0 });
    const message = scene.olga.say(scene.rules, 'React here');
    await scene.stage.settle();
    await on.trigger({
      name: 'M',
      conditionId: 'reaction-add',
      scope: { kind: 'message', message: on.linkTo(message), channelId: null },
      parameter: '',
    });
    await on.admin.triggers.disable(await on.olga(), 'M');
    scene.sandbox.faults.add({
      operation: 'GET /channels/{channel_id}/messages/{message_id}',
      answer: { status: 503 },
    });
    await on.admin.triggers.enable(await on.olga(), 'M');
    scene.sandbox.faults.clear();
    // While the bot is off, so that no event tells of it.
    await scene.stage.stopBot();
    scene.olga.deleteMessage(message);
    await scene.stage.startBot();
    expect((await refusal(on.admin.triggers.enable(await on.olga(), 'M'))).what).to.equal('trigger.place-gone');
    const orphan = await scene.givenTrigger({ on: 'contains', parameter: 'x', actionId: 4711, enabled: false });
    expect((await refusal(on.admin.triggers.enable(await on.olga(), orphan.name))).message).to.include('ran is gone');
    await on.action({ name: 'Give', kind: 'role', roleId: scene.red.id });
    await on.trigger({ name: 'R', action: 'Give' });
    await on.admin.triggers.disable(await on.olga(), 'R');
    scene.olga.deleteRole(scene.red);
    await scene.stage.settle();
    const { message: said } = await refusal(on.admin.triggers.enable(await on.olga(), 'R'));
    expect(said).to.include('**Give** refers to something that is gone');
  });

  it('TR-34 a deletion is planned, done once, and logged with who did it', async () => {
    const made = await on.trigger({ name: 'T' });
    expect((await on.admin.triggers.planDeletion(on.scene.guild.id, 't')).trigger.id).to.equal(made.id);
    const tries = await Promise.allSettled([
      on.admin.triggers.delete(await on.ada(), 'T'),
      on.admin.triggers.delete(await on.olga(), 'T'),
    ]);
    expect(tries.map(({ status }) => status)).to.have.members(['fulfilled', 'rejected']);
    expect((await on.logged()).filter((line) => line.includes('deleted'))).to.deep.equal([
      'Trigger **T** was deleted.',
    ]);
  });
});
