import { expect } from 'chai';
import { readFile } from 'node:fs/promises';
import { Client } from 'pg';
import type { GuildHandle, InteractionHandle, Person } from 'roomkeeper/sandbox';
import { ChannelType, PermissionFlagsBits as Bits } from 'discord.js';
import { buttonsOf, CommandScene, messageOf, textOf } from '../desk.js';
import { erasing, giving, making, saying } from '../scene.js';

const LOG = 'select text from core_log order by id';

describe('export and import', () => {
  let desk: CommandScene;
  beforeEach(async () => {
    desk = await CommandScene.set();
  });
  afterEach(() => desk.strike());

  /** The text of the file on the last answer. */
  async function fileOf(handle: InteractionHandle): Promise<string> {
    const [attachment] = messageOf(handle).api.attachments;
    if (!attachment) throw new Error(`There is no file, but: ${textOf(handle)}`);
    return (await fetch(attachment.url)).text();
  }

  async function exported(): Promise<string> {
    return fileOf(await desk.slash('trigger export'));
  }

  function importing(data: string | Uint8Array, mode = 'replace', who: Person = desk.scene.olga) {
    const file = { filename: 'x.bin', data, contentType: 'application/octet-stream' };
    return desk.slash('trigger import', { file, mode }, who);
  }

  async function furnished() {
    const { scene } = desk;
    const group = await scene.givenGroup({ name: 'Colours', roleIds: [scene.red.id, scene.blue.id] });
    const paint = await scene.givenAction(
      { kind: 'role', first: scene.red.id, second: { mode: 'toggle', groupId: group.id } },
      { name: 'paint' },
    );
    const greet = await scene.givenAction(saying(['Hi\nthere', 'null']), { name: 'greet', chain: paint.id });
    const ask = await scene.givenAction(making({ on: 'contains', parameter: 'yes', actionId: greet.id }), {
      name: 'ask',
    });
    const hello = await scene.givenTrigger({ on: 'contains', parameter: 'hello', name: 'hello', actionId: greet.id });
    const beat = await scene.givenTrigger({
      on: 'interval',
      parameter: '1h',
      name: 'beat',
      actionId: (await scene.givenAction(saying('tick', scene.rules), { name: 'tick' })).id,
      scope: { kind: 'channel', channelId: scene.rules.id },
    });
    return { group, paint, greet, ask, hello, beat };
  }

  /** All that is stored. */
  async function stored(): Promise<string> {
    const { scene } = desk;
    const tables = ['triggers', 'actions', 'role_groups'];
    const rows = await Promise.all(tables.map((table) => scene.rows(`select * from trigger_${table} order by id`)));
    return JSON.stringify(rows);
  }

  it('TR-36 what is exported is a file for the one who asked, and its import changes nothing', async () => {
    await furnished();
    const before = await stored();
    const answer = await desk.slash('trigger export');
    expect(messageOf(answer).ephemeralFor).to.equal(desk.scene.olga.id);
    expect(textOf(answer)).to.include('2 triggers, 4 actions and 1 role group');
    const file = await fileOf(answer);
    for (const mode of ['merge', 'replace']) {
      const told = await importing(file, mode);
      expect(textOf(told)).to.include('changes nothing');
      expect(buttonsOf(told)).to.deep.equal([]);
    }
    expect(await stored()).to.equal(before);
    expect(await exported()).to.equal(file);
  });

  it('TR-36 an import is shown first, and done in one go when it is confirmed: ids, order, history and plan stay', async () => {
    const { scene } = desk;
    const { hello, beat, greet, ask } = await furnished();
    await scene.rows(`update trigger_triggers set runs = 7, last_note = 'well', failures = 2 where id = ${hello.id}`);
    const [{ next_due: due } = {}] = await scene.rows<{ next_due: Date }>(
      `select next_due from trigger_triggers where id = ${beat.id}`,
    );
    const file = (await exported())
      .replace('parameter: hello', 'parameter: howdy')
      .replace('Hi', 'Ho')
      .replace('name: ask', 'name: demand')
      .replace(/$/, '  - {name: new, condition: {id: interval, parameter: 2h}, action: tick}\n');
    const before = await stored();
    const asked = await importing(file);
    const shown = textOf(asked);
    expect(shown).to.include('**Triggers**: 1 added, 1 changed, 0 removed, 1 unchanged');
    expect(shown).to.include('✏️ **hello**: condition').and.to.include('✏️ **greet**: what it does');
    expect(shown).to.include('➕ **demand**').and.to.include('➖ **ask**').and.to.include('➕ **new**');
    expect(buttonsOf(asked)).to.deep.equal(['Import', 'Cancel']);
    expect(await stored()).to.equal(before);
    await scene.stage.pass(60);
    const done = await desk.press(asked, 'Import');
    expect(textOf(done)).to.include('Imported').and.to.include('Triggers: 1 added, 1 changed, 0 removed.');
    expect(buttonsOf(done)).to.deep.equal([]);

    const triggers = await scene.rows<Record<string, unknown>>('select * from trigger_triggers order by id');
    expect(triggers.map(({ name }) => name)).to.deep.equal(['hello', 'beat', 'new']);
    const [first, second, third] = triggers;
    expect(first).to.include({
      id: hello.id,
      parameter: 'howdy',
      runs: 7,
      last_note: 'well',
      failures: 2,
      action_id: greet.id,
    });
    expect(second?.['next_due']).to.deep.equal(due);
    expect(third?.['next_due']).to.deep.equal(new Date(scene.stage.clock.now() + 7_200_000));
    expect(third?.['owner_id']).to.equal(scene.olga.id);
    const actions = await scene.rows<{ id: number; name: string; spec: { first: unknown } }>(
      'select * from trigger_actions order by id',
    );
    expect(actions.map(({ name }) => name)).to.deep.equal(['paint', 'greet', 'tick', 'demand']);
    expect(actions.some(({ id }) => id === ask.id)).to.equal(false);
    expect(actions.at(-1)?.spec.first).to.include({ actionId: greet.id });
    expect((await scene.rows<{ text: string }>(LOG)).at(-1)?.text).to.match(
      /^Triggers were imported from a file \(replace\)/,
    );
    expect((await scene.rows(LOG)).length).to.equal(1);
    const ticks = () => scene.said(scene.rules).length;
    await scene.stage.pass(3_600);
    await scene.stage.settle();
    expect([ticks(), scene.said().length]).to.deep.equal([1, 0]);
    // The second beat, and the first of the new one, to the second.
    await scene.stage.pass(3_600 - 1);
    await scene.stage.settle();
    expect(ticks()).to.equal(2);
    await scene.stage.pass(1);
    await scene.stage.settle();
    expect(ticks()).to.equal(3);
    await scene.says(scene.ben, 'howdy');
    expect(scene.said()).to.satisfy(([said]: string[]) => said === 'Ho\nthere' || said === 'null');
  });

  it('TR-36 merging leaves what the file does not name, and refers to it', async () => {
    const { scene } = desk;
    await furnished();
    const asked = await importing(
      'version: 1\ntriggers:\n  - {name: HELLO, condition: {id: contains, parameter: hi}, action: GREET, cooldowns: {member: 0s}}\n',
      'merge',
    );
    // Names that the guild has are known to the file: it is checked together with what stays.
    expect(textOf(asked)).to.include('✏️ **HELLO**: name, condition').and.to.include('0 removed, 4 unchanged');
    await desk.press(asked, 'Import');
    const rows = await scene.rows<{ name: string }>('select name from trigger_triggers order by id');
    expect(rows.map(({ name }) => name)).to.deep.equal(['HELLO', 'beat']);
  });

  it('TR-36 nothing is done when it is cancelled', async () => {
    await furnished();
    const before = await stored();
    const asked = await importing('version: 1');
    expect(textOf(asked)).to.include('0 added, 0 changed, 2 removed');
    expect(textOf(await desk.press(asked, 'Cancel'))).to.include('cancelled');
    expect(await stored()).to.equal(before);
  });

  it('TR-36 an import that waited for 15 minutes, or that another one replaced, says so', async () => {
    await furnished();
    const before = await stored();
    const first = await importing('version: 1');
    const second = await importing('version: 1');
    expect(textOf(await desk.press(first, 'Import'))).to.include('too old');
    await desk.scene.stage.pass(15 * 60 - 1);
    const late = await importing('version: 1');
    await desk.scene.stage.pass(15 * 60);
    expect(textOf(await desk.press(late, 'Import')))
      .to.include('too old')
      .and.to.include('/trigger import');
    expect(textOf(await desk.press(second, 'Import'))).to.include('too old');
    expect(await stored()).to.equal(before);
  });

  it('TR-36 what changed meanwhile is shown anew, and imported by a second press', async () => {
    const { scene } = desk;
    const { hello, greet } = await furnished();
    const asked = await importing('version: 1');
    await scene.givenTrigger({ on: 'contains', parameter: 'x', name: 'late', actionId: greet.id });
    const anew = await desk.press(asked, 'Import');
    expect(textOf(anew)).to.include('Meanwhile').and.to.include('➖ **late**');
    expect(await scene.history(hello)).to.not.equal(null);
    expect(textOf(await desk.press(anew, 'Import'))).to.include('Imported');
    expect(await scene.rows('select id from trigger_triggers')).to.have.lengthOf(0);
    expect(await scene.rows('select id from trigger_actions')).to.have.lengthOf(0);
    expect(await scene.rows('select id from trigger_role_groups')).to.have.lengthOf(0);
  });

  it('TR-36 an edit of the same field meanwhile is not overwritten unseen', async () => {
    const { scene } = desk;
    const { hello } = await furnished();
    const asked = await importing((await exported()).replace('parameter: hello', 'parameter: howdy'));
    await scene.parts.admin.triggers.edit(await scene.seen.members.fetch(scene.olga.id), hello.id, {
      parameter: 'hey',
    });
    expect(textOf(await desk.press(asked, 'Import'))).to.include('Meanwhile');
    expect(await exported()).to.include('parameter: hey');
  });

  it('TR-36 a file of another server names every id that is not here', async () => {
    await desk.strike();
    const away: GuildHandle[] = [];
    desk = await CommandScene.set({ before: ({ sandbox }) => void away.push(sandbox.addGuild({ name: 'Away' })) });
    const { scene } = desk;
    const [guild] = away;
    if (!guild) throw new Error('There is no other guild');
    const channel = guild.addChannel({ name: 'rules', type: ChannelType.GuildText });
    const [red, blue] = [guild.addRole({ name: 'Red' }), guild.addRole({ name: 'Blue' })];
    await scene.stage.settle();
    await furnished();
    const file = await exported();
    const there = (line: string, input: Parameters<Person['slash']>[1] = {}) =>
      desk.slash(line, input, guild.owner, { channel });
    const upload = (data: string) => ({ file: { filename: 'triggers.yaml', data }, mode: 'merge' });
    const count = `select id from trigger_actions where guild_id = ${guild.id}`;

    const told = textOf(await there('trigger import', upload(file)));
    expect(told).to.include('`groups[0].roles[0]` (line 10)').and.to.include('not a role of this server');
    expect(told).to.include('.role`').and.to.include('.channel`').and.to.include('.scope.channelId`');
    expect(await scene.rows(count)).to.have.lengthOf(0);

    const adapted = file
      .replace('of Home,', 'of Away,')
      .replaceAll(scene.red.id, red.id)
      .replaceAll(scene.blue.id, blue.id)
      .replaceAll(scene.rules.id, channel.id);
    const asked = await there('trigger import', upload(adapted));
    expect(textOf(asked)).to.include('2 added, 0 changed, 0 removed');
    expect(textOf(await desk.press(asked, 'Import', guild.owner))).to.include('Imported');
    expect(await scene.rows(count)).to.have.lengthOf(4);
    expect(await fileOf(await there('trigger export'))).to.equal(adapted);
    expect(await exported()).to.equal(file);
  });

  it('TR-36 whoever imports needs the rights that making it would need', async () => {
    const { scene } = desk;
    const { ada, olga } = scene;
    const managers = scene.guild.addRole({ name: 'Managers', permissions: Bits.ManageGuild });
    olga.giveRole(ada, managers);
    await scene.stage.settle();
    await furnished();
    const file = await exported();
    await desk.press(await importing('version: 1'), 'Import');
    const told = textOf(await importing(file, 'merge', ada));
    expect(told).to.include('Nothing was changed').and.to.include('Manage Roles');
    expect(await scene.rows('select id from trigger_actions')).to.have.lengthOf(0);
    const harmless = await importing('version: 1\nactions:\n  - {name: hi, kind: message, texts: [hi]}', 'merge', ada);
    expect(buttonsOf(harmless)).to.deep.equal(['Import', 'Cancel']);
    olga.takeRole(ada, managers);
    await scene.stage.settle();
    await desk.press(harmless, 'Import', ada).catch(() => undefined);
    expect(await scene.rows('select id from trigger_actions')).to.have.lengthOf(0);
  });

  it('TR-36 faults are all named, in an attached text where they are many', async () => {
    const many = `version: 1\ntriggers:\n${'  - {name: a, condition: {id: contains, parameter: x}, action: nobody}\n'.repeat(40)}`;
    const answer = await importing(many);
    expect(textOf(answer)).to.include('`triggers[1].name` (line 4)').and.to.include('attached');
    const lines = (await fileOf(answer)).trim().split('\n');
    expect(lines.filter((line) => line.includes('.action`'))).to.have.lengthOf(40);
    expect(lines.filter((line) => line.includes('.name`'))).to.have.lengthOf(39);
  });

  it('TR-36 an answer that was deferred brings its file too', async () => {
    const { scene } = desk;
    const many = `version: 1\ntriggers:\n${'  - {name: a, condition: {id: contains, parameter: x}, action: nobody}\n'.repeat(40)}`;
    const client = new Client({ connectionString: scene.stage.database.url });
    await client.connect();
    await client.query('begin; lock table trigger_role_menus in access exclusive mode');
    const file = { filename: 'x.yaml', data: many };
    const handle = await scene.olga.slash('trigger import', { file, mode: 'merge' }, { channel: scene.general });
    for (let turn = 0; turn < 200 && !handle.acknowledged; turn += 1) await scene.stage.pass(0.1);
    expect(handle.acknowledged).to.equal(true);
    expect(handle.replies.at(-1)?.api.attachments ?? []).to.have.lengthOf(0);
    await client.query('rollback');
    await client.end();
    await scene.stage.settle();
    expect(await fileOf(handle)).to.include('`triggers[39].action` (line 42)');
  });

  it('TR-36 limits and links are checked as a whole', async () => {
    const { scene } = desk;
    const { greet } = await furnished();
    const entry = (at: number) => `  - {name: t${at}, condition: {id: contains, parameter: x${at}}, action: say}\n`;
    const all = (count: number) =>
      `version: 1\nactions:\n  - {name: say, kind: message, texts: [hi]}\ntriggers:\n${Array.from({ length: count }, (_, at) => entry(at)).join('')}`;
    expect(textOf(await importing(all(99), 'merge'))).to.include('more than 100 persistent triggers');
    expect(textOf(await importing(all(100), 'replace'))).to.include('100 added');
    await scene.givenTrigger({
      on: 'contains',
      parameter: 'x',
      name: 'once',
      actionId: greet.id,
      persistence: { kind: 'oneshot', expiresAt: scene.stage.clock.now() + 3_600_000 },
    });
    const clash =
      'version: 1\nactions:\n  - {name: say, kind: message, texts: [hi]}\ntriggers:\n  - {name: ONCE, condition: {id: contains, parameter: x}, action: say}';
    expect(textOf(await importing(clash)))
      .to.include('`triggers[0].name` (line 5)')
      .and.to.include('oneshot');
    const gone = await importing('version: 1');
    expect(textOf(gone)).to.include('1 waiting oneshot trigger').and.to.include('**once**');
    await desk.press(gone, 'Import');
    expect(await scene.rows('select id from trigger_triggers')).to.have.lengthOf(0);
    const bad =
      'version: 1\nactions:\n  - {name: e, kind: delete-message}\ntriggers:\n  - {name: i, condition: {id: interval, parameter: 1h}, action: e}';
    expect(textOf(await importing(bad))).to.include('`triggers[0].action` (line 5)');
  });

  it('TR-36 a file that is too big or that Discord does not hand out changes nothing', async () => {
    expect(textOf(await importing('#'.repeat(256 * 1024 + 1)))).to.include('256 KB');
    expect(textOf(await importing('#'.repeat(256 * 1024)))).to.include('empty');
    expect(textOf(await importing(Uint8Array.of(0xff, 0)))).to.include('UTF-8');
  });

  it('TR-36 a difference that is long comes in pages', async () => {
    const { scene } = desk;
    for (let at = 0; at < 150; at += 1) await scene.givenAction(erasing, { name: `action number ${at}` });
    const asked = await importing('version: 1');
    expect(buttonsOf(asked)).to.deep.equal(['Import', 'Cancel', 'Previous', 'Next']);
    const next = await desk.press(asked, 'Next');
    expect(textOf(next)).to.include('Page 2');
    expect(textOf(await desk.press(next, 'Import'))).to.include('150 removed');
  });

  it('TR-36 the example of docs/triggers-file.md is imported', async () => {
    const { scene } = desk;
    const page = await readFile(new URL('../../../../../docs/triggers-file.md', import.meta.url), 'utf8');
    const example = /```yaml\n(.*?)```/s.exec(page)?.[1] ?? '';
    const file = example.replaceAll('500000000000000001', scene.red.id).replaceAll('500000000000000002', scene.blue.id);
    const asked = await importing(file, 'merge');
    expect(textOf(asked)).to.include('2 added');
    expect(textOf(await desk.press(asked, 'Import'))).to.include('Imported');
    await scene.stage.pass(1);
    const again = textOf(await importing(file, 'merge'));
    expect(again).to.include('changes nothing');
  });

  it('TR-36 an action that a role menu runs stays a role action', async () => {
    const { scene } = desk;
    const red = await scene.givenAction(giving(scene.red), { name: 'red' });
    await scene.rows(
      `insert into trigger_role_menus (guild_id, channel_id, style, text, requirements, entries, owner_id, created_at) values (${scene.guild.id}, ${scene.general.id}, 'buttons', 'x', '{"allOf": [], "anyOf": [], "noneOf": [], "accountAge": null, "membershipAge": null, "notBot": false}', '[{"actionId": ${red.id}, "label": "Red", "emoji": ""}]', ${scene.olga.id}, now())`,
    );
    expect(textOf(await importing('version: 1'))).to.include('role menu');
    expect(textOf(await importing('version: 1\nactions:\n  - {name: red, kind: delete-message}'))).to.include(
      '`actions[0].kind` (line 3)',
    );
    expect(await scene.rows('select id from trigger_actions')).to.have.lengthOf(1);
  });

  it('TR-36 TR-14 many intervals that are imported at once are all armed, those that are off are not', async () => {
    const { scene } = desk;
    const clocks = Array.from(
      { length: 30 },
      (_, at) =>
        `  - {name: c${at}, condition: {id: interval, parameter: 10m}, action: tick, enabled: ${at % 3 === 0 ? 'false' : 'true'}}`,
    );
    const file = [
      'version: 1',
      'actions:',
      `  - {name: tick, kind: message, channel: "${scene.general.id}", texts: [tick]}`,
      'triggers:',
      ...clocks,
    ].join('\n');
    const asked = await importing(file);
    expect(textOf(await desk.press(asked, 'Import'))).to.include('Imported');
    await scene.stage.pass(600);
    expect(scene.said()).to.have.lengthOf(20);
    expect(textOf(await desk.press(await importing(file.replaceAll('true', 'false')), 'Import'))).to.include(
      'Imported',
    );
    await scene.stage.pass(1200);
    expect(scene.said()).to.have.lengthOf(20);
  });

  it('TR-36 after a restart a waiting import is to be sent again, and nothing was imported', async () => {
    await furnished();
    const before = await stored();
    const { scene } = desk;
    const managers = scene.guild.addRole({ name: 'Managers', permissions: Bits.Administrator });
    scene.olga.giveRole(scene.ada, managers);
    await scene.stage.settle();
    const asked = await importing('version: 1');
    await importing('version: 1', 'replace', scene.ada);
    await scene.stage.stopBot();
    await scene.stage.startBot();
    expect(textOf(await desk.press(asked, 'Import'))).to.include('too old');
    expect(await stored()).to.equal(before);
  });

  it('TR-36 replacing keeps waiting oneshots whose action stays, with their ids, and shows those that it ends', async () => {
    const { scene } = desk;
    const { greet, ask } = await furnished();
    const persistence = { kind: 'oneshot', expiresAt: scene.stage.clock.now() + 3_600_000 } as const;
    const stays = await scene.givenTrigger({
      on: 'contains',
      parameter: 'one',
      name: 'stays',
      actionId: greet.id,
      persistence,
    });
    await scene.givenTrigger({ on: 'contains', parameter: 'two', name: 'ends', actionId: ask.id, persistence });
    const file = (await exported()).replace('name: ask', 'name: demand');
    expect(file).to.not.include('stays').and.not.include('ends');
    const asked = await importing(file);
    expect(textOf(asked)).to.include('ends').and.not.include('stays');
    expect(textOf(await desk.press(asked, 'Import'))).to.include('Imported');
    const rows = await scene.rows<{ id: number; name: string }>('select id, name from trigger_triggers order by id');
    expect(rows.map(({ name }) => name)).to.deep.equal(['hello', 'beat', 'stays']);
    expect(rows.at(-1)?.id).to.equal(stays.id);
    await scene.says(scene.ben, 'one');
    await scene.says(scene.ben, 'one');
    expect(scene.said()).to.have.lengthOf(1);
  });

  it('TR-36 TR-33 reaction roles with a group go into a file and back: unchanged here, whole after all was deleted', async () => {
    const { scene } = desk;
    await scene.givenGroup({ name: 'Colours', roleIds: [scene.red.id, scene.blue.id] });
    const message = await scene.says(scene.ben, 'Choose');
    const place = { message: message.api.id, emoji: '🎮', role: scene.red, group: 'Colours' };
    await desk.slash('reactionrole add', place);
    const file = await exported();
    expect(textOf(await importing(file))).to.include('changes nothing');
    const before = await desk.told('reactionrole list');
    expect(before).to.include(scene.red.id);
    await desk.press(await importing('version: 1'), 'Import');
    expect(await scene.rows('select 1 from trigger_actions')).to.deep.equal([]);
    await desk.press(await importing(file), 'Import');
    expect(await desk.told('reactionrole list')).to.equal(before);
    expect(await exported()).to.equal(file);
    await scene.reacts(scene.cleo, message, '🎮');
    expect(scene.cleo.member.roles.has(scene.red.id)).to.equal(true);
  });
});
