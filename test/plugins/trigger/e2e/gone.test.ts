import { expect } from 'chai';
import type { ChannelRecord, MessageRecord } from 'roomkeeper/sandbox';
import { noRequirements } from '../../../../plugins/trigger/domain/trigger.js';
import { giving, reacting, SAY, saying, TriggerScene } from '../scene.js';

const LOOK_UP = 'GET /channels/{channel_id}';
const LOOK_UP_ROLE = 'GET /guilds/{guild_id}/roles/{role_id}';
const LOOK_UP_EMOJI = 'GET /guilds/{guild_id}/emojis/{emoji_id}';

describe('trigger: gone things', () => {
  let scene: TriggerScene;

  beforeEach(async () => {
    scene = await TriggerScene.set();
  });
  afterEach(() => scene.stage.strike());

  /** The names of the triggers that there are; those that are off in brackets. */
  const stored = async (): Promise<string[]> => {
    const rows = await scene.rows<{ name: string; enabled: boolean }>(
      'select name, enabled from trigger_triggers order by id',
    );
    const known = (await scene.parts.catalogue.of(scene.guild.id)).triggers;
    expect(known.map(({ name, enabled }) => ({ name, enabled }))).to.deep.equal(rows);
    return rows.map(({ name, enabled }) => (enabled ? name : `(${name})`));
  };
  const inChannel = ({ id }: ChannelRecord) => ({ kind: 'channel', channelId: id }) as const;
  const onMessage = (channel: ChannelRecord, { api }: MessageRecord) =>
    ({ kind: 'message', channelId: channel.id, messageId: api.id }) as const;
  const menu = async (channel: ChannelRecord, message: MessageRecord | null): Promise<void> => {
    await scene.rows(
      `insert into trigger_role_menus
       (guild_id, channel_id, message_id, style, text, entries, requirements, owner_id, created_at)
       values (${scene.guild.id}, ${channel.id}, ${message?.api.id ?? 'null'}, 'buttons', '', '[]',
       '${JSON.stringify(noRequirements)}', ${scene.olga.id}, now())`,
    );
    await scene.parts.catalogue.renew(scene.guild.id);
  };
  const menus = async (): Promise<number> => (await scene.rows('select 1 from trigger_role_menus')).length;
  const lookUps = (): string[] =>
    scene
      .calls()
      .map(({ operation }) => operation)
      .filter((operation) => operation.startsWith('GET /channels') || operation.startsWith('GET /guilds'));
  const whileDown = async (meanwhile: () => void | Promise<void>): Promise<void> => {
    await scene.stage.stopBot();
    await meanwhile();
    scene.sandbox.clearCalls();
    await scene.stage.startBot();
  };

  it('TR-35 a deleted channel: what is bound to it goes, what speaks there is switched off, and the admins are told', async () => {
    await scene.answering('x', { on: 'contains', name: 'bound', scope: inChannel(scene.rules) });
    const { id: actionId } = await scene.givenAction(saying('x', scene.rules));
    const { id: before } = await scene.givenAction(saying('y'), { chain: actionId });
    await scene.givenTrigger({ on: 'contains', name: 'speaks *there*', actionId: before, ownerId: scene.ada.id });
    await scene.answering('x', { on: 'contains', name: 'other' });
    await scene.givenBlacklisted(scene.ben, { channelId: scene.rules.id });
    await menu(scene.rules, null);
    scene.olga.deleteChannel(scene.rules);
    await scene.stage.settle();
    expect(await stored()).to.deep.equal(['(speaks *there*)', 'other']);
    expect(scene.notices).to.have.length(1);
    const [notice = ''] = scene.notices;
    expect(notice).to.include(scene.rules.id).and.to.include('**bound**').and.to.include('speaks \\*there\\*');
    expect(notice).to.include(`<@${scene.ada.id}>`).and.to.include('/trigger enable');
    expect((await scene.parts.catalogue.of(scene.guild.id)).blacklist).to.deep.equal([]);
    expect(await menus()).to.equal(0);
    expect(lookUps()).to.deep.equal([]);
  });

  it('TR-35 a deleted channel that nothing hangs on: no change, no notice, no call', async () => {
    await scene.answering('x', { on: 'contains', name: 'other', scope: inChannel(scene.general) });
    const known = await scene.parts.catalogue.of(scene.guild.id);
    scene.olga.deleteChannel(scene.rules);
    await scene.stage.settle();
    expect(await scene.parts.catalogue.of(scene.guild.id)).to.equal(known);
    expect(scene.calls()).to.deep.equal([]);
  });

  it('TR-35 threads: deleted ones, archived ones that no cache has, and those of a deleted channel', async () => {
    const thread = scene.olga.startThread(scene.general, { name: 'one' });
    const archived = scene.olga.startThread(scene.general, { name: 'two' });
    const inRules = scene.olga.startThread(scene.rules, { name: 'three' });
    await scene.stage.settle();
    for (const [name, channel] of [
      ['thread', thread],
      ['archived', archived],
      ['in rules', inRules],
    ] as const)
      await scene.answering('x', { on: 'contains', name, scope: inChannel(channel) });
    scene.olga.editThread(archived, { archived: true });
    await scene.stage.settle();
    await whileDown(() => {});
    expect(scene.seen.channels.cache.has(archived.id)).to.equal(false);
    expect(await stored()).to.deep.equal(['thread', 'archived', 'in rules']);
    scene.olga.deleteChannel(thread);
    await scene.stage.settle();
    expect(await stored()).to.deep.equal(['archived', 'in rules']);
    scene.olga.deleteChannel(archived);
    await scene.stage.settle();
    expect(await stored()).to.deep.equal(['in rules']);
    scene.olga.deleteChannel(scene.rules);
    await scene.stage.settle();
    expect(await stored()).to.deep.equal([]);
  });

  it('TR-35 a deleted message, also one from before the bot came: its triggers and its role menu go, on or off', async () => {
    const at = scene.stage.clock.now() - 86_400_000;
    const old = scene.guild.wroteEarlier(scene.ben, scene.general, 'old', at);
    const other = scene.guild.wroteEarlier(scene.ben, scene.general, 'other', at);
    await menu(scene.general, old);
    await scene.answering('x', { on: 'reaction-add', name: 'on', scope: onMessage(scene.general, old) });
    await scene.answering('x', {
      on: 'reaction-add',
      name: 'off',
      enabled: false,
      scope: onMessage(scene.general, old),
    });
    await scene.answering('x', { on: 'reaction-add', name: 'other', scope: onMessage(scene.general, other) });
    scene.olga.deleteMessage(old);
    await scene.stage.settle();
    expect(await stored()).to.deep.equal(['other']);
    expect(await menus()).to.equal(0);
    expect(scene.notices).to.have.length(1);
  });

  it('TR-35 messages that were deleted at once, by a bulk delete', async () => {
    const messages = [];
    for (const text of ['a', 'b', 'c']) messages.push(await scene.says(scene.ben, text));
    for (const [at, message] of messages.entries())
      await scene.answering('x', { on: 'reaction-add', name: `m${at}`, scope: onMessage(scene.general, message) });
    scene.olga.bulkDelete(scene.general, messages.slice(0, 2));
    await scene.stage.settle();
    expect(await stored()).to.deep.equal(['m2']);
    expect(scene.notices).to.have.length(1);
  });

  it('TR-35 a oneshot that an event made goes with its message without a word', async () => {
    const message = await scene.says(scene.ben, 'hello');
    await scene.answering('x', {
      on: 'reaction-add',
      scope: onMessage(scene.general, message),
      madeBy: 'event',
      persistence: { kind: 'oneshot', expiresAt: scene.stage.clock.now() + 3_600_000 },
    });
    scene.ben.deleteMessage(message);
    await scene.stage.settle();
    expect(await stored()).to.deep.equal([]);
    expect(scene.notices).to.deep.equal([]);
  });

  it('TR-35 a deleted role: what gives it or demands it is switched off, and groups lose it', async () => {
    const { id: gives } = await scene.givenAction(giving(scene.red));
    const { id: speaks } = await scene.givenAction(saying('x'));
    await scene.givenTrigger({ on: 'contains', name: 'gives', actionId: gives });
    const needs = { ...noRequirements, allOf: [scene.red.id] };
    await scene.givenTrigger({ on: 'contains', name: 'needs', actionId: speaks, requirements: needs });
    const bars = { ...noRequirements, noneOf: [scene.red.id] };
    await scene.givenTrigger({ on: 'contains', name: 'bars', actionId: speaks, requirements: bars });
    await scene.givenGroup({ name: 'colours', roleIds: [scene.red.id, scene.blue.id] });
    await scene.rows(
      `insert into trigger_grants values (${scene.guild.id}, ${scene.ada.id}, ${scene.red.id}, now()),
       (${scene.guild.id}, ${scene.ada.id}, ${scene.blue.id}, now())`,
    );
    scene.olga.deleteRole(scene.red);
    await scene.stage.settle();
    expect(await stored()).to.deep.equal(['(gives)', '(needs)', 'bars']);
    expect((await scene.parts.catalogue.of(scene.guild.id)).groups[0]?.roleIds).to.deep.equal([scene.blue.id]);
    expect(await scene.rows('select 1 from trigger_grants')).to.have.length(1);
    expect(scene.notices[0]).to.include('**colours**').and.to.include('**gives**');
  });

  it('TR-35 a deleted emoji: what waits for it or reacts with it is switched off, once Discord says so', async () => {
    const [party, kept] = [scene.olga.addEmoji('party'), scene.olga.addEmoji('kept')];
    await scene.stage.settle();
    const { id: reacts } = await scene.givenAction(reacting(party));
    await scene.givenTrigger({ on: 'contains', name: 'reacts', actionId: reacts });
    await scene.answering('x', { on: 'reaction-add', name: 'waits', parameter: party });
    await scene.answering('x', { on: 'reaction-add', name: 'kept', parameter: kept });
    scene.sandbox.faults.add({ operation: LOOK_UP_EMOJI, times: 1, answer: { status: 403, code: 50_013 } });
    await scene.parts.absences.emojiAbsent(scene.guild.id, kept);
    scene.olga.deleteEmoji(party);
    await scene.stage.settle();
    expect(await stored()).to.deep.equal(['(reacts)', '(waits)', 'kept']);
    expect(scene.calls(LOOK_UP_EMOJI)).to.have.length(2);
  });

  it('TR-35 a role or an emoji without which the oneshots of an action could never fire: what makes them is switched off', async () => {
    const party = scene.olga.addEmoji('party');
    await scene.stage.settle();
    const { id: actionId } = await scene.givenAction(saying('x'));
    const makes = async (name: string, on: 'contains' | 'reaction-add', parameter: string, asks = {}) => {
      const condition = { id: on, parameter, caseSensitive: false };
      const requirements = { ...noRequirements, ...asks };
      const first = { condition, requirements, actionId, lifetime: 60_000 };
      const made = await scene.givenAction({ kind: 'create-trigger', first, second: 'server' });
      await scene.givenTrigger({ on: 'contains', parameter: name, name, actionId: made.id });
    };
    const [red, blue] = [scene.red.id, scene.blue.id];
    await makes('all', 'contains', 'y', { allOf: [red, blue] });
    await makes('any', 'contains', 'y', { anyOf: [red, blue] });
    await makes('none', 'contains', 'y', { noneOf: [red] });
    await makes('emoji', 'reaction-add', party);
    await makes('later', 'contains', 'y', { anyOf: [scene.green.id] });
    scene.olga.deleteRole(scene.red);
    scene.olga.deleteEmoji(party);
    await scene.stage.settle();
    expect(await stored()).to.deep.equal(['(all)', 'any', 'none', '(emoji)', 'later']);
    await whileDown(() => scene.olga.deleteRole(scene.green));
    expect(await stored()).to.deep.equal(['(all)', 'any', 'none', '(emoji)', '(later)']);
    expect(lookUps()).to.deep.equal([LOOK_UP_ROLE]);
    await whileDown(() => {});
    expect(lookUps()).to.deep.equal([]);
  });

  it('TR-35 by the answer of Discord: a channel that is unknown is as good as deleted', async () => {
    const { id: actionId } = await scene.givenAction(saying('x', scene.rules));
    await scene.givenTrigger({ on: 'contains', name: 'speaks', parameter: 'go', actionId });
    scene.sandbox.faults.add({ operation: SAY, times: 1, answer: { status: 404, code: 10_003 } });
    await scene.says(scene.ada, 'go');
    expect(await stored()).to.deep.equal(['(speaks)']);
    expect(scene.notices).to.have.length(1);
  });

  for (const answer of [
    { status: 403, code: 50_001 },
    { status: 403, code: 50_013 },
    { status: 500 },
    { status: 404, code: 0 },
  ]) {
    it(`TR-35 by the answer of Discord: ${answer.status} ${answer.code ?? ''} says nothing is gone`, async () => {
      const { id: actionId } = await scene.givenAction(saying('x', scene.rules));
      await scene.givenTrigger({ on: 'contains', name: 'speaks', parameter: 'go', actionId });
      const mend = scene.sandbox.faults.add({ operation: SAY, answer });
      await scene.says(scene.ada, 'go');
      mend();
      expect(await stored()).to.deep.equal(['speaks']);
      expect(scene.notices).to.deep.equal([]);
    });
  }

  describe('at the start', () => {
    const everything = async (): Promise<void> => {
      await scene.answering('x', { on: 'contains', name: 'bound', scope: inChannel(scene.rules) });
      const { id: gives } = await scene.givenAction(giving(scene.red));
      await scene.givenTrigger({ on: 'contains', name: 'gives', actionId: gives });
      await scene.givenGroup({ roleIds: [scene.red.id, scene.blue.id] });
      await menu(scene.rules, scene.ben.say(scene.rules, 'A menu'));
    };

    it('TR-35 what went while the bot was away is found, each asked for once', async () => {
      await everything();
      await whileDown(() => {
        scene.olga.deleteChannel(scene.rules);
        scene.olga.deleteRole(scene.red);
      });
      expect(await stored()).to.deep.equal(['(gives)']);
      expect(await menus()).to.equal(0);
      expect(lookUps()).to.deep.equal([LOOK_UP, LOOK_UP_ROLE]);
      expect(scene.notices).to.have.length(1);
      await whileDown(() => {});
      expect(lookUps()).to.deep.equal([]);
    });

    it('TR-35 nothing is asked when all is there', async () => {
      await everything();
      await whileDown(() => {});
      expect(lookUps()).to.deep.equal([]);
      expect(await stored()).to.deep.equal(['bound', 'gives']);
    });

    for (const answer of [{ status: 403, code: 50_001 }, { status: 500 }, { status: 404, code: 10_004 }]) {
      it(`TR-35 what is absent stays when Discord answers ${answer.status} ${answer.code ?? ''}`, async () => {
        await everything();
        await whileDown(() => {
          scene.olga.deleteChannel(scene.rules);
          scene.olga.deleteRole(scene.red);
          for (const operation of [LOOK_UP, LOOK_UP_ROLE]) scene.sandbox.faults.add({ operation, answer });
        });
        expect(await stored()).to.deep.equal(['bound', 'gives']);
        expect(await menus()).to.equal(1);
        expect(scene.notices).to.deep.equal([]);
      });
    }

    it('TR-35 the look-ups end with the bot', async () => {
      const channels = Array.from({ length: 20 }, (_, at) => scene.guild.addChannel({ name: `c${at}` }));
      await scene.stage.settle();
      for (const channel of channels) await scene.answering('x', { on: 'contains', scope: inChannel(channel) });
      await scene.stage.stopBot();
      for (const channel of channels) scene.olga.deleteChannel(channel);
      scene.sandbox.faults.add({ operation: LOOK_UP, answer: { status: 500 } });
      await scene.stage.startBot();
      scene.sandbox.faults.clear();
      scene.sandbox.clearCalls();
      await scene.parts.absences.all();
      await scene.stage.stopBot();
      expect(scene.calls(LOOK_UP).length).to.be.lessThan(20);
      await scene.stage.startBot();
      expect(await stored()).to.deep.equal([]);
    });

    it('TR-35 a guild that the bot has left keeps everything', async () => {
      await everything();
      await whileDown(() => scene.guild.removeBot());
      expect(lookUps()).to.deep.equal([]);
      expect(await stored()).to.deep.equal(['bound', 'gives']);
    });

    it('TR-35 an outage deletes nothing; what went meanwhile is found when the guild is back', async () => {
      await everything();
      scene.guild.outage(true);
      await scene.stage.settle();
      expect(await stored()).to.deep.equal(['bound', 'gives']);
      scene.olga.deleteChannel(scene.rules);
      await scene.stage.settle();
      scene.sandbox.clearCalls();
      scene.guild.outage(false);
      await scene.stage.settle();
      expect(await stored()).to.deep.equal(['gives']);
      expect(scene.calls(LOOK_UP).length).to.be.at.most(1);
    });
  });
});
