import { expect } from 'chai';
import type { ActionSpec, MessageText, OneshotDraft, RoleGroup } from '../../../../plugins/trigger/domain/action.js';
import { checkedAction } from '../../../../plugins/trigger/domain/action-faults.js';
import { canonicalSpec, specFaults, specNeeds } from '../../../../plugins/trigger/domain/actions/actions.js';
import { groupFaults } from '../../../../plugins/trigger/domain/group-faults.js';
import { nameFaults, nameKey } from '../../../../plugins/trigger/domain/names.js';
import { checkedTrigger } from '../../../../plugins/trigger/domain/trigger-faults.js';
import { noRequirements, type TriggerDraft } from '../../../../plugins/trigger/domain/trigger.js';
import { re2Engine } from '../../../../plugins/trigger/services/re2-engine.js';
import {
  action,
  byId,
  channelId,
  condition,
  day,
  erase,
  giveRole,
  guildId,
  hello,
  hour,
  minute,
  now,
  roleId,
  say,
  trigger,
} from './trigger-fixtures.js';

const group: RoleGroup = { id: 1, guildId, name: 'Colours', roleIds: [roleId], maximum: 1, whenFull: 'refuse' };
const around = { groups: [group], actionIds: new Set([1]), engine: re2Engine };

const text = (changes: Partial<MessageText>, first: string | null = null): ActionSpec => ({
  kind: 'message',
  first,
  second: { ...hello, ...changes },
});
const made = (changes: Partial<OneshotDraft>, second: 'server' | 'channel' | 'message' = 'server'): ActionSpec => ({
  kind: 'create-trigger',
  first: {
    condition: condition('contains', 'yes'),
    requirements: noRequirements,
    actionId: 1,
    lifetime: hour,
    ...changes,
  },
  second,
});
const role = (first: string, groupId: number | null): ActionSpec => ({
  kind: 'role',
  first,
  second: { mode: 'add', groupId },
});

describe('trigger actions', () => {
  const cases: readonly (readonly [string, string, ActionSpec, readonly string[]])[] = [
    ['TR-20', 'a text', say, []],
    ['TR-20', 'a text to a channel', text({}, channelId), []],
    ['TR-20', 'no channel', text({}, 'general'), ['first not-an-id']],
    ['TR-20', 'no text', text({ texts: [] }), ['second.texts blank']],
    ['TR-20', 'a blank text', text({ texts: ['a', ' \u200B'] }), ['second.texts[1] blank']],
    ['TR-20', '2,000 characters', text({ texts: ['x'.repeat(2_000)] }), []],
    ['TR-20', 'a longer text', text({ texts: ['x'.repeat(2_001)] }), ['second.texts[0] too-long']],
    ['TR-20', '20 texts', text({ texts: Array.from({ length: 20 }, () => 'x') }), []],
    ['TR-20', '21 texts', text({ texts: Array.from({ length: 21 }, () => 'x') }), ['second.texts too-many']],
    ['TR-20', 'half a character', text({ texts: ['\uD83D'] }), ['second.texts[0] not-well-formed']],
    ['TR-20', 'a reply elsewhere', text({ reply: true }, channelId), ['second.reply contradiction']],
    [
      'TR-20',
      'several faults',
      text({ texts: [''], reply: true }, 'x'),
      ['first not-an-id', 'second.reply contradiction', 'second.texts[0] blank'],
    ],
    ['TR-21', 'a deletion', erase, []],
    ['TR-21', 'a reaction', { kind: 'react', first: '❤️', second: null }, []],
    ['TR-21', 'no emoji', { kind: 'react', first: 'heart', second: null }, ['first not-an-emoji']],
    ['TR-21', 'an empty emoji', { kind: 'react', first: '', second: null }, ['first not-an-emoji']],
    ['TR-22', 'a role', role(roleId, null), []],
    ['TR-22', 'no role', role('x', null), ['first not-an-id']],
    ['TR-22', 'a role of a group', role(roleId, 1), []],
    ['TR-22', 'an unknown group', role(roleId, 2), ['second.groupId unknown-group']],
    ['TR-22', 'a role of no such group', role('9', 1), ['first not-in-group']],
    ['TR-23', 'a purge', { kind: 'purge', first: channelId, second: null }, []],
    ['TR-23', 'a purge of nothing', { kind: 'purge', first: '', second: null }, ['first not-an-id']],
    ['TR-24', 'a oneshot', made({}), []],
    ['TR-24', 'a oneshot on the message', made({}, 'message'), []],
    ['TR-24', 'a day', made({ lifetime: day }), []],
    ['TR-24', 'more than a day', made({ lifetime: day + 1 }), ['first.lifetime too-long']],
    ['TR-24', 'too short to be used', made({ lifetime: minute - 1 }), ['first.lifetime too-short']],
    ['TR-24', 'no time', made({ lifetime: Number.NaN }), ['first.lifetime malformed']],
    ['TR-24', 'an unknown action', made({ actionId: 9 }), ['first.actionId unknown-action']],
    [
      'TR-24',
      'a bad parameter',
      made({ condition: condition('regex', '(') }),
      ['first.condition.parameter bad-pattern'],
    ],
    [
      'TR-24',
      'a voice channel is no message',
      made({ condition: condition('voice-join') }, 'message'),
      ['second scope-not-allowed'],
    ],
    [
      'TR-24',
      'an interval is never once',
      made({ condition: condition('interval', '5m') }),
      ['first.condition.id persistence-not-allowed'],
    ],
  ];
  for (const [requirement, title, spec, expected] of cases) {
    it(`${requirement} ${spec.kind}: ${title}: ${expected.join(', ') || 'fine'}`, () => {
      expect(specFaults(spec, around).map(({ path, code }) => `${path} ${code}`)).to.deep.equal(expected);
    });
  }

  const needs: readonly (readonly [ActionSpec, readonly string[]])[] = [
    [say, []],
    [text({ reply: true }), ['message']],
    [erase, ['message']],
    [{ kind: 'react', first: '❤', second: null }, ['message']],
    [giveRole, ['user']],
    [{ kind: 'purge', first: channelId, second: null }, ['user']],
    [made({}), ['user']],
    [made({}, 'message'), ['user', 'message']],
  ];
  for (const [spec, expected] of needs) {
    it(`TR-14 ${spec.kind} needs ${expected.join(' and ') || 'nothing'}`, () => {
      expect(specNeeds(spec)).to.deep.equal(expected);
    });
  }

  it('TR-13 stores emoji and parameters in the form that events have', () => {
    expect(canonicalSpec({ kind: 'react', first: '❤️', second: null }, re2Engine)).to.have.property('first', '❤');
    const spec = canonicalSpec(made({ condition: condition('reaction-add', '<:a_b:123456789012345678>') }), re2Engine);
    expect(spec).to.have.nested.property('first.condition.parameter', '123456789012345678');
    expect(canonicalSpec(say, re2Engine)).to.equal(say);
  });
});

describe('trigger role groups and names', () => {
  const groups: readonly (readonly [string, Partial<RoleGroup>, readonly string[]])[] = [
    ['sound', {}, []],
    ['no maximum', { maximum: 0 }, []],
    ['no name', { name: ' ' }, ['name blank']],
    ['no roles', { roleIds: [] }, ['roleIds blank']],
    ['a role twice', { roleIds: ['1', '1'] }, ['roleIds twice']],
    ['no role', { roleIds: ['x'] }, ['roleIds[0] not-an-id']],
    ['26 roles', { roleIds: Array.from({ length: 26 }, (_, at) => `${at + 1}`) }, ['roleIds too-many']],
    ['a negative maximum', { maximum: -1 }, ['maximum out-of-range']],
    ['half a role', { maximum: 1.5 }, ['maximum out-of-range']],
  ];
  for (const [title, changes, expected] of groups) {
    it(`TR-32 ${title}: ${expected.join(', ') || 'fine'}`, () => {
      expect(groupFaults({ ...group, ...changes }).map(({ path, code }) => `${path} ${code}`)).to.deep.equal(expected);
    });
  }

  it('TR-34 takes names of 32 characters that show, and two as the same whatever their case', () => {
    expect(nameFaults('x'.repeat(32))).to.deep.equal([]);
    expect([' ', 'x'.repeat(33), '\uDC00'].map((name) => nameFaults(name)[0]?.code)).to.deep.equal([
      'blank',
      'too-long',
      'not-well-formed',
    ]);
    expect(nameKey(' CAFÉ ')).to.equal(nameKey('cafe\u0301'));
  });
});

describe('trigger validation', () => {
  const actions = byId(action(1), action(2, { spec: erase, name: 'erase' }), action(3, { chain: 2 }));
  const check = (changes: Partial<TriggerDraft>) =>
    checkedTrigger(trigger(changes), { actions, engine: re2Engine, now });
  const cases: readonly (readonly [string, string, Partial<TriggerDraft>, readonly string[]])[] = [
    ['TR-01', 'sound', {}, []],
    ['TR-01', 'no such action', { actionId: 9 }, ['actionId unknown-action']],
    ['TR-02', 'a bad channel', { scope: { kind: 'channel', channelId: 'x' } }, ['scope.channelId not-an-id']],
    ['TR-02', 'a bad message', { scope: { kind: 'message', channelId, messageId: '' } }, ['scope.messageId not-an-id']],
    [
      'TR-02',
      'voice on a message',
      { condition: condition('voice-join'), scope: { kind: 'message', channelId, messageId: '1' } },
      ['scope scope-not-allowed'],
    ],
    [
      'TR-03',
      'over already',
      { persistence: { kind: 'temporary', expiresAt: now } },
      ['persistence.expiresAt too-short'],
    ],
    [
      'TR-14',
      'an interval that is a oneshot',
      { condition: condition('interval', '5m'), persistence: { kind: 'oneshot', expiresAt: now + hour } },
      ['persistence persistence-not-allowed'],
    ],
    ['TR-14', 'an interval with no user to speak to', { condition: condition('interval', '5m') }, []],
    [
      'TR-14',
      'an interval and a message to delete',
      { condition: condition('interval', '5m'), actionId: 3 },
      ['actionId needs-message'],
    ],
    [
      'TR-15',
      'a voice join and a message to delete',
      { condition: condition('voice-join'), actionId: 2 },
      ['actionId needs-message'],
    ],
    [
      'TR-01',
      'everything wrong at once',
      {
        name: '',
        condition: condition('contains', ' '),
        scope: { kind: 'channel', channelId: '' },
        persistence: { kind: 'temporary', expiresAt: now + 31 * day },
        requirements: { ...noRequirements, allOf: ['x'] },
        cooldowns: { member: -1, channel: 0, guild: 0 },
        actionId: 9,
      },
      [
        'name blank',
        'condition.parameter blank',
        'scope.channelId not-an-id',
        'persistence.expiresAt too-long',
        'requirements.allOf[0] not-an-id',
        'cooldowns.member out-of-range',
        'actionId unknown-action',
      ],
    ],
  ];
  for (const [requirement, title, changes, expected] of cases) {
    it(`${requirement} ${title}: ${expected.join(', ') || 'fine'}`, () => {
      const result = check(changes);
      expect(result.ok ? [] : result.faults.map(({ path, code }) => `${path} ${code}`)).to.deep.equal(expected);
    });
  }

  it('TR-13 stores the parameter in the form that events have', () => {
    const result = check({ condition: condition('reaction-add', '❤️') });
    expect(result.ok && result.draft.condition.parameter).to.equal('❤');
  });

  it('TR-25 refuses an action that closes a loop, and says where', () => {
    const loop = checkedAction(action(2, { chain: 3 }), { actions, groups: [], triggers: [], engine: re2Engine });
    expect(loop.ok ? [] : loop.faults).to.deep.equal([
      { path: 'action 2.chain', code: 'chain-loop', detail: 'action 2' },
      { path: 'action 3.chain', code: 'chain-loop', detail: 'action 3' },
    ]);
  });

  it('TR-14 refuses an action that takes what it needs from a trigger that runs it already', () => {
    const hourly = trigger({ name: 'hourly', condition: condition('interval', '1h'), actionId: 1 });
    const edited = action(1, { chain: 2 });
    const result = checkedAction(edited, { actions, groups: [], triggers: [hourly], engine: re2Engine });
    expect(result.ok ? [] : result.faults).to.deep.equal([{ path: 'hourly', code: 'needs-message', detail: 'erase' }]);
  });

  it('TR-24 refuses a oneshot whose event has not what its action needs', () => {
    const spec = made({ condition: condition('voice-join'), actionId: 2 });
    const result = checkedAction(action(4, { spec }), { actions, groups: [], triggers: [], engine: re2Engine });
    expect(result.ok ? [] : result.faults).to.deep.equal([
      { path: 'action 4.first.actionId', code: 'needs-message', detail: 'erase' },
    ]);
  });

  it('TR-25 does not refuse an action for faults that others had before', () => {
    const broken = new Map([...actions, [8, action(8, { chain: 99 })]]);
    const result = checkedAction(action(4), { actions: broken, groups: [], triggers: [], engine: re2Engine });
    expect(result.ok).to.equal(true);
  });
});
