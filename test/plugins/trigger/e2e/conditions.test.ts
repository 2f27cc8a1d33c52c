import { expect } from 'chai';
import type { ChannelRecord, MessageRecord } from 'roomkeeper/sandbox';
import { conditions } from '../../../../plugins/trigger/domain/conditions/conditions.js';
import type {
  Persistence,
  PersistenceKind,
  Scope,
  ScopeKind,
  Trigger,
} from '../../../../plugins/trigger/domain/trigger.js';
import { saying, TriggerScene, type GivenTrigger } from '../scene.js';

type Heard = 'command' | 'starts-with' | 'contains' | 'matches' | 'regex';
type Reacted = 'reaction-add' | 'reaction-remove';
type Voiced = 'voice-join' | 'voice-leave';

/** What each condition on text waits for, and a message that meets it. */
const texts: Readonly<Record<Heard, readonly [parameter: string, content: string]>> = {
  command: ['ping', '!ping now'],
  'starts-with': ['good day', 'Good day to you'],
  contains: ['tea', 'More TEA please'],
  matches: ['ready?', 'Ready?'],
  regex: ['gr[ae]y+', 'so Greyyy today'],
};

describe('trigger: every condition, wherever and as long as it may stand', () => {
  let scene: TriggerScene;
  let actionId: number;
  /** Stands in `#rules`. */
  let anchor: MessageRecord;

  before(async () => {
    scene = await TriggerScene.set();
    ({ id: actionId } = await scene.givenAction(saying('fired', scene.news)));
    anchor = await scene.says(scene.olga, 'These are the rules.', scene.rules);
  });
  after(() => scene.stage.strike());

  const scopeOf = (kind: ScopeKind, channel: ChannelRecord): Scope => {
    if (kind === 'server') return { kind };
    const channelId = channel.id;
    return kind === 'channel' ? { kind, channelId } : { kind, channelId, messageId: anchor.api.id };
  };
  const persistenceOf = (kind: PersistenceKind): Persistence =>
    kind === 'persistent' ? { kind } : { kind, expiresAt: scene.stage.clock.now() + 60_000 };

  /** How often something fired while `act` happened. */
  const fired = async (act: () => Promise<unknown>): Promise<number> => {
    const before = scene.notices.length;
    await act();
    return scene.notices.length - before;
  };

  const say = (id: Heard, inside: boolean, scope: ScopeKind) => async () => {
    const [, content] = texts[id];
    const channel = inside || scope === 'message' ? scene.rules : scene.general;
    await scene.says(scene.ada, content, channel, inside && scope === 'message' ? { replyTo: anchor } : {});
  };
  const react = (inside: boolean, scope: ScopeKind) => async () => {
    const elsewhere = scope === 'message' ? scene.rules : scene.general;
    const message = inside ? anchor : await scene.says(scene.olga, 'Nothing', elsewhere);
    await scene.reacts(scene.ada, message, '👍');
    await scene.unreacts(scene.ada, message, '👍');
  };
  const visit = (inside: boolean) => async () => {
    await scene.joins(scene.ada, inside ? scene.lounge : scene.attic);
    await scene.leaves(scene.ada);
  };

  /** Proves one trigger, whose event `inside` brings about where it applies, and `outside` elsewhere. */
  const prove = async (given: Trigger, inside: () => Promise<unknown>, outside: () => Promise<unknown>) => {
    const { scope, persistence } = given;
    if (scope.kind !== 'server') expect(await fired(outside), 'elsewhere').to.equal(0);
    expect(await fired(inside), 'where it applies').to.equal(1);
    expect(await fired(inside), 'once more').to.equal(persistence.kind === 'oneshot' ? 0 : 1);
    if (persistence.kind === 'temporary') {
      await scene.stage.pass(61);
      expect(await fired(inside), 'after its time').to.equal(0);
    }
    const left = await scene.rows(`select 1 from trigger_triggers where id = ${given.id}`);
    if (persistence.kind === 'oneshot') expect(left).to.have.length(0);
    await scene.parts.changes.change(scene.guild.id, ({ em }) => em.execute('delete from trigger_triggers'));
  };

  const given = (on: GivenTrigger['on'], parameter: string, scope: Scope, persistence: PersistenceKind) =>
    scene.givenTrigger({ on, parameter, scope, persistence: persistenceOf(persistence), actionId });

  for (const id of ['command', 'starts-with', 'contains', 'matches', 'regex'] as const) {
    for (const scope of conditions[id].scopes) {
      for (const persistence of conditions[id].persistences) {
        it(`TR-10 ${id} fires in the scope ${scope}, ${persistence}`, async () => {
          const trigger = await given(id, texts[id][0], scopeOf(scope, scene.rules), persistence);
          await prove(trigger, say(id, true, scope), say(id, false, scope));
        });
      }
    }
  }

  for (const id of ['reaction-add', 'reaction-remove'] as const satisfies readonly Reacted[]) {
    for (const scope of conditions[id].scopes) {
      for (const persistence of conditions[id].persistences) {
        it(`TR-10 ${id} fires in the scope ${scope}, ${persistence}`, async () => {
          const trigger = await given(id, '👍', scopeOf(scope, scene.rules), persistence);
          await prove(trigger, react(true, scope), react(false, scope));
        });
      }
    }
  }

  for (const id of ['voice-join', 'voice-leave'] as const satisfies readonly Voiced[]) {
    for (const scope of conditions[id].scopes) {
      for (const persistence of conditions[id].persistences) {
        it(`TR-10 ${id} fires in the scope ${scope}, ${persistence}`, async () => {
          const trigger = await given(id, '', scopeOf(scope, scene.lounge), persistence);
          await prove(trigger, visit(true), visit(false));
        });
      }
    }
  }

  for (const scope of conditions.interval.scopes) {
    for (const persistence of conditions.interval.persistences) {
      it(`TR-10 interval runs when it is due in the scope ${scope}, ${persistence}, and no other does`, async () => {
        const trigger = await given('interval', '5m', scopeOf(scope, scene.rules), persistence);
        const other = await given('interval', '5m', { kind: 'server' }, 'persistent');
        const event = { kind: 'interval', id: 'due', triggerId: trigger.id } as const;
        const due = async (): Promise<void> => {
          expect(await scene.parts.engine.fire(trigger.id, event, scene.seen)).to.equal(true);
        };
        expect(await fired(due)).to.equal(1);
        expect((await scene.history(other))?.runs).to.equal(0);
        await prove(trigger, due, () => Promise.resolve());
      });
    }
  }

  const insensitive: readonly (readonly [GivenTrigger['on'], string, string, boolean])[] = [
    ['contains', 'STRASSE', 'die strasse', true],
    ['contains', 'caf\u00e9', 'Cafe\u0301 noir', true],
    ['matches', 'Cafe\u0301', 'CAF\u00c9', true],
    ['starts-with', '\u0130stanbul', 'i\u0307stanbul calling', true],
    ['contains', '\u03a3\u039f\u03a6\u039f\u03a3', 'ο σοφος λέει', true],
    ['command', 'Hilfe', '!HILFE bitte', true],
    ['command', 'hilfe', '! hilfe', false],
    ['command', 'hilfe', '!hilfetext', false],
    ['command', 'hilfe', 'so !hilfe', false],
    ['matches', 'hello', 'hello there', false],
    ['starts-with', 'hello', 'oh hello', false],
    ['contains', 'a.c', 'abc', false],
    ['regex', '^b+$', 'a\nb', false],
    ['regex', '(?m)^b+$', 'a\nB', true],
    ['contains', '❤', 'I ❤\uFE0F it', true],
  ];
  for (const [on, parameter, content, expected] of insensitive) {
    it(`TR-11 ${on} "${parameter}" ${expected ? 'meets' : 'does not meet'} "${content}"`, async () => {
      await scene.givenTrigger({ on, parameter, actionId });
      expect(await fired(() => scene.says(scene.ada, content))).to.equal(expected ? 1 : 0);
      await scene.parts.changes.change(scene.guild.id, ({ em }) => em.execute('delete from trigger_triggers'));
    });
  }

  for (const on of ['command', 'starts-with', 'contains', 'matches', 'regex'] as const) {
    it(`TR-11 ${on} that minds the case leaves other cases alone`, async () => {
      const content = on === 'command' ? '!Ping' : 'Ping';
      await scene.givenTrigger({ on, parameter: 'Ping', caseSensitive: true, actionId });
      expect(await fired(() => scene.says(scene.ada, content.toLowerCase()))).to.equal(0);
      expect(await fired(() => scene.says(scene.ada, content))).to.equal(1);
      await scene.parts.changes.change(scene.guild.id, ({ em }) => em.execute('delete from trigger_triggers'));
    });
  }
});
