import { expect } from 'chai';
import * as fc from 'fast-check';
import type { Portable, PortableAction, PortableTrigger } from '../../../../plugins/trigger/domain/portable.js';
import { conditionIds, defaultCooldowns, noRequirements } from '../../../../plugins/trigger/domain/trigger.js';
import type { FileFault } from '../../../../plugins/trigger/services/portable/file-fault.js';
import { readFile } from '../../../../plugins/trigger/services/portable/reading.js';
import { fileText } from '../../../../plugins/trigger/services/portable/writing.js';

function faultsOf(text: string | Uint8Array): readonly FileFault[] {
  const reading = readFile(typeof text === 'string' ? Buffer.from(text) : text);
  return reading.ok ? [] : reading.faults;
}

const shown = (text: string | Uint8Array): readonly string[] =>
  faultsOf(text).map(({ path, line, text: what }) => `${path}|${line}|${what.split(' ').slice(0, 3).join(' ')}`);

function portableOf(text: string): Portable {
  const reading = readFile(Buffer.from(text));
  if (!reading.ok) throw new Error(JSON.stringify(reading.faults));
  return reading.portable;
}

const HOUR = 3_600_000;
const id = fc.bigInt({ min: 1n, max: 2n ** 64n - 1n }).map(String);
// Well-formed, as everything that is stored; names are trimmed.
const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.constantFrom(
    'null',
    '~',
    '',
    'yes',
    '12',
    '1e5',
    '0x1',
    '- a',
    'a: b',
    '# a',
    '*a',
    '!a',
    '\n',
    ' \n ',
    '---',
    '<<',
    '"',
    "'",
    '\r\n',
    '\t',
  ),
);
const name = text.map((given) => given.trim());
const length = fc.nat(1e9);
const condition = fc.record({ id: fc.constantFrom(...conditionIds), parameter: text, caseSensitive: fc.boolean() });
const requirements = fc.record({
  allOf: fc.array(id, { maxLength: 2 }),
  anyOf: fc.array(id, { maxLength: 2 }),
  noneOf: fc.array(id, { maxLength: 2 }),
  accountAge: fc.option(length),
  membershipAge: fc.option(length),
  notBot: fc.boolean(),
});
const spec: fc.Arbitrary<PortableAction['spec']> = fc.oneof(
  fc.record({
    kind: fc.constant('message' as const),
    first: fc.option(id),
    second: fc.record({ texts: fc.array(text, { maxLength: 3 }), reply: fc.boolean(), mentionUser: fc.boolean() }),
  }),
  fc.constant({ kind: 'delete-message' as const, first: null, second: null }),
  fc.record({ kind: fc.constant('react' as const), first: text, second: fc.constant(null) }),
  fc.record({
    kind: fc.constant('role' as const),
    first: id,
    second: fc.record({
      mode: fc.constantFrom('add' as const, 'remove' as const, 'toggle' as const),
      group: fc.option(name),
    }),
  }),
  fc.record({ kind: fc.constant('purge' as const), first: id, second: fc.constant(null) }),
  fc.record({
    kind: fc.constant('create-trigger' as const),
    first: fc.record({ condition, requirements, action: name, lifetime: length }),
    second: fc.constantFrom('server' as const, 'channel' as const, 'message' as const),
  }),
);
const trigger: fc.Arbitrary<PortableTrigger> = fc.record({
  name,
  scope: fc.oneof(
    fc.constant({ kind: 'server' as const }),
    fc.record({ kind: fc.constant('channel' as const), channelId: id }),
    fc.record({ kind: fc.constant('message' as const), channelId: id, messageId: id }),
  ),
  condition,
  persistence: fc.oneof(
    fc.constant({ kind: 'persistent' as const }),
    fc.record({ kind: fc.constant('temporary' as const), expiresAt: fc.integer({ min: 0, max: 4e12 }) }),
  ),
  requirements,
  cooldowns: fc.record({ member: length, channel: length, guild: length }),
  action: name,
  enabled: fc.boolean(),
});
const portable: fc.Arbitrary<Portable> = fc.record({
  version: fc.constant(1 as const),
  groups: fc.array(
    fc.record({
      name,
      roleIds: fc.array(id, { maxLength: 3 }),
      maximum: fc.nat(30),
      whenFull: fc.constantFrom('refuse' as const, 'replace' as const),
    }),
    { maxLength: 2 },
  ),
  actions: fc.array(fc.record({ name, spec, chain: fc.option(name) }), { maxLength: 4 }),
  triggers: fc.array(trigger, { maxLength: 4 }),
});

describe('the file of triggers', () => {
  it('TR-36 what is written is read as what it was, whatever stands in its texts', () => {
    fc.assert(
      fc.property(portable, text, (given, guildName) => {
        expect(portableOf(fileText(given, guildName))).to.deep.equal(given);
      }),
      { numRuns: 300 },
    );
  });

  it('TR-36 durations are text, ids are quoted, and the same set gives the same file', () => {
    const given: Portable = {
      version: 1,
      groups: [],
      actions: [],
      triggers: [
        {
          name: 'hi',
          scope: { kind: 'channel', channelId: '200000000000000001' },
          condition: { id: 'contains', parameter: 'hi', caseSensitive: false },
          persistence: { kind: 'persistent' },
          requirements: { ...noRequirements, membershipAge: 36 * HOUR },
          cooldowns: defaultCooldowns,
          action: 'say',
          enabled: true,
        },
      ],
    };
    const file = fileText(given, 'Home\nversion: 7');
    expect(file).to.equal(fileText(structuredClone(given), 'Home\nversion: 7'));
    expect(file).to.match(/^# Triggers, actions and role groups of Home version: 7, made by/);
    expect(file).to.include('membershipAge: 1d12h').and.to.include('member: 2s');
    expect(file).to.include('channelId: "200000000000000001"');
    expect(portableOf(file)).to.deep.equal(given);
  });

  it('TR-36 what a person leaves out has its default, and numbers and words need no quotes', () => {
    const read = portableOf(
      'version: 1\nactions:\n  - {name: 12, kind: message, texts: [yes, 1.50, 0x1F]}\n  - {name: no, kind: role, role: 123456789012345678, group: ~}\ntriggers:\n  - {name: t, condition: {id: command, parameter: 007}, action: 12}\n',
    );
    expect(read.actions).to.deep.equal([
      {
        name: '12',
        chain: null,
        spec: {
          kind: 'message',
          first: null,
          second: { texts: ['yes', '1.50', '0x1F'], reply: false, mentionUser: false },
        },
      },
      {
        name: 'no',
        chain: null,
        spec: { kind: 'role', first: '123456789012345678', second: { mode: 'add', group: null } },
      },
    ]);
    expect(read.triggers).to.deep.equal([
      {
        name: 't',
        scope: { kind: 'server' },
        condition: { id: 'command', parameter: '007', caseSensitive: false },
        persistence: { kind: 'persistent' },
        requirements: noRequirements,
        cooldowns: defaultCooldowns,
        action: '12',
        enabled: true,
      },
    ]);
  });

  const cases: readonly (readonly [string, string | Uint8Array, readonly string[]])[] = [
    ['nothing', '', ['|null|is empty. `/trigger']],
    ['a comment', '# hi', ['|null|is empty. `/trigger']],
    ['a list', '- a', ['|1|must be a']],
    ['a JSON number', '5', ['|1|must be a']],
    ['another version', 'version: 2', ['version|1|must be 1:']],
    ['no version', 'triggers: []', ['version|1|is missing.']],
    ['a key twice', 'version: 1\nversion: 1', ['version|2|stands twice here.']],
    ['an unknown key', 'version: 1\nfoo: 2', ['foo|2|is no field']],
    [
      'a prototype key',
      'version: 1\n__proto__: {version: 1}\nconstructor: 1',
      ['__proto__|2|is no field', 'constructor|3|is no field'],
    ],
    ['a merge key', 'version: 1\n<<: {triggers: []}', ['<<|2|is no field']],
    ['a tag', 'version: !!js/function 1', ['version|1|has a tag.']],
    ['a core tag', 'version: !!int 1', ['version|1|has a tag.']],
    ['a key that is a list', '? [1]\n: 2', ['|1|has a key']],
    ['two documents', 'version: 1\n---\nversion: 1', ['|2|is not valid']],
    ['a list that is open', 'version: 1\ntriggers: [', ['|2|is not valid']],
    ['an alias of nothing', 'version: *a', ['version|1|is an alias']],
    ['an alias of what holds it', 'version: &a [*a]', [`version${'[0]'.repeat(24)}|1|is nested too`]],
    ['what is no text', Uint8Array.of(0xff, 0xfe, 0), ['|null|is not a']],
    ['too many bytes', '#'.repeat(256 * 1024 + 1), ['|null|is too big:']],
    ['a trigger that is a number', 'version: 1\ntriggers:\n  - 5', ['triggers[0]|3|must be a']],
    [
      'faults deep inside, all of them',
      [
        'version: 1',
        'triggers:',
        '  - name: a',
        '    condition: {id: foo, parametr: x}',
        '    scope: {kind: message, channelId: 5}',
        '    persistence: {kind: oneshot}',
        '    cooldowns:',
        '      member: 5 parsecs',
        '    requirements: {allOf: 5, accountAge: old}',
        '    enabled: perhaps',
        'actions:',
        '  - {name: q, kind: nope}',
        '  - {name: z, kind: role}',
        '  - {name: z, kind: delete-message, role: 1}',
      ].join('\n'),
      [
        'actions[0].kind|12|must be an',
        'actions[1].role|13|is missing.',
        'actions[2].role|14|is no field',
        'triggers[0].action|3|is missing.',
        'triggers[0].condition.id|4|must be one',
        'triggers[0].condition.parametr|4|is no field',
        'triggers[0].cooldowns.member|8|must be a',
        'triggers[0].enabled|10|must be true',
        'triggers[0].persistence.kind|6|must be a',
        'triggers[0].requirements.accountAge|9|must be a',
        'triggers[0].requirements.allOf|9|must be a',
        'triggers[0].scope.messageId|5|is missing.',
      ],
    ],
  ];
  for (const [title, given, expected] of cases) {
    it(`TR-36 ${title} is refused, and said where`, () => {
      expect(shown(given).toSorted()).to.deep.equal(expected);
    });
  }

  const big = 256 * 1024;
  const names = 'bcdefghi'.split('');
  const bombs: Readonly<Record<string, string>> = {
    'lists within lists': '['.repeat(big),
    'mappings within mappings': '{a: '.repeat(big / 4),
    'dashes on one line': '- '.repeat(big / 2),
    'keys on one line': '? '.repeat(big / 2),
    'ever deeper lines': Array.from({ length: 700 }, (_, at) => `${' '.repeat(at)}a:\n`).join(''),
    'aliases that grow tenfold at each step': `a: &a [${Array(10).fill('x').join()}]\n${names
      .map(
        (key, at) =>
          `${key}: &${key} [${Array(10)
            .fill(`*${'abcdefghi'.charAt(at)}`)
            .join()}]`,
      )
      .join('\n')}`,
    'thousands of keys': Array.from({ length: 25_000 }, (_, at) => `k${at}: 1\n`).join(''),
    'one key ever again': 'a: 1\n'.repeat(20_000),
    'triggers that are nothing': `version: 1\ntriggers:\n${' -\n'.repeat(30_000)}`,
    'anchors on anchors': '&a '.repeat(big / 3),
  };
  for (const [title, bomb] of Object.entries(bombs)) {
    it(`TR-36 ${title}: refused, and nothing breaks`, () => {
      const faults = faultsOf(bomb.slice(0, big));
      expect(faults).to.not.be.empty;
      for (const { text: what } of faults) expect(what).to.not.equal('');
    });
  }

  it('TR-36 whatever a file holds, reading it never throws and names each fault', () => {
    const piece = fc.constantFrom(
      'version: 1\n',
      'triggers:\n',
      'actions:\n',
      'groups:\n',
      '  - ',
      'name: ',
      'kind: ',
      'role',
      '&a ',
      '*a',
      '!t ',
      '? ',
      ': ',
      '[',
      ']',
      '{',
      '}',
      '"',
      "'",
      '|\n',
      '>\n',
      '\n',
      '  ',
      '\t',
      '__proto__: ',
      '<<: ',
      '---\n',
      '%YAML 1.1\n',
      '#',
      ',',
      '\u0000',
      '\uFEFF',
      '💥',
      'condition: {id: contains}\n',
      '    action: x\n',
    );
    const junk = fc.oneof(
      fc.array(piece, { maxLength: 60 }).map((parts) => parts.join('')),
      fc.json(),
      fc.string({ unit: 'binary' }),
    );
    fc.assert(
      fc.property(
        fc.oneof(
          junk.map((given) => Buffer.from(given)),
          fc.uint8Array({ maxLength: 200 }),
        ),
        (bytes) => {
          const reading = readFile(bytes);
          if (reading.ok) return;
          expect(reading.faults).to.not.be.empty;
          for (const fault of reading.faults) expect(fault.text).to.match(/\S/);
        },
      ),
      { numRuns: 3_000 },
    );
    expect(({} as Record<string, unknown>)['version']).to.equal(undefined);
  });
});
