import { expect } from 'chai';
import type { MadeScope, SpecOf } from '../../../../plugins/trigger/domain/action.js';
import { hasEffects, whenAllGone, whenGone, type Gone } from '../../../../plugins/trigger/domain/gone.js';
import {
  referencesOfGroup,
  referencesOfSpec,
  referencesOfTrigger,
} from '../../../../plugins/trigger/domain/references.js';
import { madeTrigger } from '../../../../plugins/trigger/domain/made-trigger.js';
import { noRequirements, type Scope } from '../../../../plugins/trigger/domain/trigger.js';
import type { TriggerEvent } from '../../../../plugins/trigger/domain/event.js';
import {
  action,
  channelId,
  condition,
  day,
  giveRole,
  guildId,
  hour,
  message,
  messageId,
  now,
  otherChannelId,
  reacted,
  roleId,
  trigger,
  userId,
  voiced,
} from './trigger-fixtures.js';

const emojiId = '600000000000000001';

describe('trigger made by an action', () => {
  const spec = (scope: MadeScope, lifetime = hour): SpecOf<'create-trigger'> => ({
    kind: 'create-trigger',
    first: { condition: condition('contains', 'yes'), requirements: noRequirements, actionId: 4, lifetime },
    second: scope,
  });
  const made = (scope: MadeScope, event: TriggerEvent, lifetime?: number) =>
    madeTrigger(spec(scope, lifetime), { guildId, name: 'made', ownerId: userId, event, now });

  it('TR-24 is a oneshot of that member, with the given parameters, that the event cannot set off', () => {
    expect(made('server', message('x', { id: 'event-7' }))).to.deep.include({
      persistence: { kind: 'oneshot', expiresAt: now + hour },
      ownerId: userId,
      madeBy: 'event-7',
      condition: condition('contains', 'yes'),
      actionId: 4,
    });
  });

  const interval: TriggerEvent = { kind: 'interval', id: 'e', triggerId: 1 };
  const places: readonly (readonly [string, MadeScope, TriggerEvent, Scope | null])[] = [
    ['the server', 'server', interval, { kind: 'server' }],
    ['the channel', 'channel', voiced(), { kind: 'channel', channelId }],
    [
      'the parent of a thread',
      'channel',
      message('x', { channelId: '9', parentId: channelId }),
      { kind: 'channel', channelId },
    ],
    ['the reacted message', 'message', reacted('❤'), { kind: 'message', channelId, messageId }],
    [
      'a message in a thread, which goes with the thread',
      'message',
      message('x', { channelId: '9', parentId: channelId }),
      { kind: 'message', channelId: '9', messageId: message('x').messageId },
    ],
    ['no message of a voice event', 'message', voiced(), null],
    ['no channel of an interval', 'channel', interval, null],
  ];
  for (const [title, scope, event, expected] of places) {
    it(`TR-24 applies to ${title}`, () => expect(made(scope, event)?.scope ?? null).to.deep.equal(expected));
  }

  it('TR-03 lives a day at most, whatever is stored', () => {
    expect(made('server', message('x'), 9 * day)?.persistence).to.deep.equal({ kind: 'oneshot', expiresAt: now + day });
  });
});

describe('trigger things that are gone', () => {
  const sayThere = action(1, {
    spec: { kind: 'message', first: otherChannelId, second: { texts: ['x'], reply: false, mentionUser: false } },
  });
  const actions = [
    sayThere,
    action(2, { chain: 1 }),
    action(3, { spec: giveRole }),
    action(4, { spec: { kind: 'react', first: emojiId, second: null } }),
    action(5),
    action(6, { spec: { kind: 'purge', first: otherChannelId, second: null } }),
  ];
  const needs = (changes: Partial<typeof noRequirements>) => ({ ...noRequirements, ...changes });
  const triggers = [
    trigger({ id: 1, actionId: 5, scope: { kind: 'channel', channelId } }),
    trigger({ id: 2, actionId: 5, scope: { kind: 'message', channelId, messageId } }),
    trigger({ id: 3, actionId: 2 }),
    trigger({ id: 4, actionId: 3 }),
    trigger({ id: 5, actionId: 4 }),
    trigger({ id: 6, actionId: 5, requirements: needs({ allOf: [roleId, '9'] }) }),
    trigger({ id: 7, actionId: 5, requirements: needs({ anyOf: [roleId] }) }),
    trigger({ id: 8, actionId: 5, requirements: needs({ anyOf: [roleId, '9'], noneOf: [roleId] }) }),
    trigger({ id: 9, actionId: 5, condition: condition('reaction-add', emojiId) }),
    trigger({ id: 10, actionId: 5, condition: condition('contains', emojiId) }),
    trigger({ id: 11, actionId: 3, enabled: false }),
    trigger({ id: 12, actionId: 6 }),
  ];
  const group = { id: 1, guildId, name: 'g', roleIds: [roleId, '9'], maximum: 1, whenFull: 'refuse' } as const;
  const cases: readonly (readonly [Gone, readonly number[], readonly number[]])[] = [
    [{ kind: 'channel', id: channelId }, [1, 2], []],
    [{ kind: 'channel', id: otherChannelId }, [], [3, 12]],
    [{ kind: 'message', id: messageId }, [2], []],
    [{ kind: 'role', id: roleId }, [], [4, 6, 7]],
    [{ kind: 'emoji', id: emojiId }, [], [5, 9]],
    [{ kind: 'role', id: '77' }, [], []],
  ];
  for (const [gone, deleted, disabled] of cases) {
    it(`TR-35 ${gone.kind} ${gone.id}: deletes ${deleted.join(', ') || 'none'}, disables ${disabled.join(', ') || 'none'}`, () => {
      const effects = whenGone(gone, triggers, actions, [group]);
      expect([effects.deleted, effects.disabled]).to.deep.equal([deleted, disabled]);
      expect(effects.groups).to.deep.equal(gone.id === roleId ? [{ id: 1, roleIds: ['9'] }] : []);
    });
  }

  it('TR-35 several things at once: what one deletes is not disabled by another, and a group loses all of them', () => {
    const both = { ...group, roleIds: [roleId, '9', '8'] };
    const things: readonly Gone[] = [
      { kind: 'role', id: '9' },
      { kind: 'channel', id: channelId },
      { kind: 'role', id: roleId },
      { kind: 'message', id: messageId },
    ];
    const bound = trigger({ id: 13, actionId: 3, scope: { kind: 'channel', channelId } });
    expect(whenAllGone(things, [...triggers, bound], actions, [both])).to.deep.equal({
      deleted: [1, 2, 13],
      disabled: [6, 4, 7],
      groups: [{ id: 1, roleIds: ['8'] }],
    });
    const none = whenAllGone([{ kind: 'role', id: '77' }], triggers, actions, [both]);
    expect([none, hasEffects(none)]).to.deep.equal([{ deleted: [], disabled: [], groups: [] }, false]);
  });

  const channel = (id: string) => ({ kind: 'channel', id }) as const;
  const role = (id: string) => ({ kind: 'role', id }) as const;
  it('TR-35 what can be seen to be absent: channels and roles of triggers, actions and groups', () => {
    expect(referencesOfTrigger(channelId, needs({ allOf: ['1'], anyOf: ['2'], noneOf: ['3'] }))).to.deep.equal([
      channel(channelId),
      role('1'),
      role('2'),
      role('3'),
    ]);
    expect(referencesOfTrigger(null, noRequirements)).to.deep.equal([]);
    expect(actions.map(({ spec }) => referencesOfSpec(spec))).to.deep.equal([
      [channel(otherChannelId)],
      [],
      [role(roleId)],
      [],
      [],
      [channel(otherChannelId)],
    ]);
    expect(referencesOfGroup(group)).to.deep.equal([role(roleId), role('9')]);
  });
});
