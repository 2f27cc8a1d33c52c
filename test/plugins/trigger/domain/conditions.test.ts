import { expect } from 'chai';
import { conditionMatch, conditions, eventKindOf } from '../../../../plugins/trigger/domain/conditions/conditions.js';
import type { Match } from '../../../../plugins/trigger/domain/conditions/condition.js';
import { voiceEvents, type TriggerEvent } from '../../../../plugins/trigger/domain/event.js';
import { compared } from '../../../../plugins/trigger/domain/text.js';
import { conditionIds, type ConditionId } from '../../../../plugins/trigger/domain/trigger.js';
import { re2Engine } from '../../../../plugins/trigger/services/re2-engine.js';
import { message, reacted, voiced } from './trigger-fixtures.js';

function matched(id: ConditionId, parameter: string, event: TriggerEvent, caseSensitive = false): Match | null {
  const compiled = id === 'regex' ? re2Engine.compile(parameter, caseSensitive) : null;
  return conditionMatch(id, {
    event,
    triggerId: 1,
    parameter,
    caseSensitive,
    text: compared(event.kind === 'message' ? event.content : ''),
    prefix: '!',
    regex: compiled?.ok === true ? compiled.regex : null,
  });
}

function checked(id: ConditionId, parameter: string, caseSensitive = false): string {
  const result = conditions[id].check(parameter, { caseSensitive, engine: re2Engine });
  return result.ok ? `= ${result.parameter}` : result.fault.code;
}

const m = (match: string, args = ''): Match => ({ match, args });

describe('trigger conditions', () => {
  const texts: readonly (readonly [string, ConditionId, string, string, Match | null])[] = [
    ['a command', 'command', 'rules', '!rules', m('rules')],
    ['a command with arguments', 'command', 'rules', '!RULES  One two ', m('RULES', 'One two')],
    ['a command and a line', 'command', 'rules', '!rules\nmore', m('rules', 'more')],
    ['no longer word', 'command', 'rule', '!rules', null],
    ['no shorter word', 'command', 'rules', '!rule', null],
    ['not without the prefix', 'command', 'rules', 'rules', null],
    ['not later in the text', 'command', 'rules', 'see !rules', null],
    ['not with a space after the prefix', 'command', 'rules', '! rules', null],
    ['the beginning', 'starts-with', 'good morning', 'Good Morning all', m('Good Morning', 'all')],
    ['the beginning only', 'starts-with', 'morning', 'good morning', null],
    ['the whole as a beginning', 'starts-with', 'hi', 'hi', m('hi')],
    ['anywhere', 'contains', 'help', 'please HELP me', m('HELP', 'me')],
    ['within a word', 'contains', 'elp', 'help', m('elp')],
    ['decomposed against composed', 'contains', 'é', 'cafe\u0301', m('e\u0301')],
    ['an emoji without its selector', 'contains', '❤', 'I ❤️ it', m('❤️', 'it')],
    ['what follows, as it was written', 'command', 'say', '!say 1️⃣ e\u0301 ❤️‍🔥', m('say', '1️⃣ e\u0301 ❤️‍🔥')],
    ['the whole, as it was written', 'matches', 'né', ' Ne\u0301 ', m('Ne\u0301', '')],
    ['a part of a composed letter', 'contains', 'é', 'Cafe\u0301s!', m('e\u0301', 's!')],
    ['a place behind what folds longer', 'contains', 'now', 'İ️ e\u0301 NOW ❤️', m('NOW', '❤️')],
    ['not what is not there', 'contains', 'help', 'hel p', null],
    ['the same', 'matches', 'Hello there', ' hello THERE ', m('hello THERE')],
    ['not a part', 'matches', 'hello', 'hello there', null],
    ['after letters that grow in lower case', 'contains', 'x', 'İİ aX b', m('X', 'b')],
  ];
  for (const [title, id, parameter, content, expected] of texts) {
    it(`TR-10 ${id}: ${title}`, () => expect(matched(id, parameter, message(content))).to.deep.equal(expected));
  }

  const sensitive: readonly (readonly [ConditionId, string, string, boolean])[] = [
    ['command', 'Rules', '!Rules', true],
    ['command', 'Rules', '!rules', false],
    ['starts-with', 'Hi', 'Hi all', true],
    ['starts-with', 'Hi', 'hi all', false],
    ['contains', 'NASA', 'at NASA', true],
    ['contains', 'NASA', 'at nasa', false],
    ['matches', 'Yes', 'Yes', true],
    ['matches', 'Yes', 'yes', false],
    ['regex', 'N[A]SA', 'at NASA', true],
    ['regex', 'N[A]SA', 'at nasa', false],
  ];
  for (const [id, parameter, content, expected] of sensitive) {
    it(`TR-11 ${id}, when case matters: ${parameter} ${expected ? 'is' : 'is not'} in ${content}`, () => {
      expect(matched(id, parameter, message(content), true) !== null).to.equal(expected);
    });
  }

  it('TR-10 never minds the case of the prefix', () => {
    const input = { event: message('BOT! Go on'), triggerId: 1, parameter: 'Go', caseSensitive: true, regex: null };
    const text = compared('BOT! Go on');
    expect(conditionMatch('command', { ...input, text, prefix: 'bot! ' })).to.deep.equal(m('Go', 'on'));
    expect(conditionMatch('command', { ...input, text, prefix: '' })).to.equal(null);
    const longer = { ...input, event: message('İGo on'), text: compared('İGo on'), prefix: 'İ' };
    expect(conditionMatch('command', longer)).to.deep.equal(m('Go', 'on'));
  });

  it('TR-10 finds a pattern and the text after it', () => {
    expect(matched('regex', '\\d+ euros?', message('that is 12 Euros 😀 each'))).to.deep.equal(
      m('12 Euros', '😀 each'),
    );
    expect(matched('regex', 'x{3}', message('😀😀xxxy'))).to.deep.equal(m('xxx', 'y'));
    expect(matched('regex', '(', message('('))).to.equal(null);
  });

  it('TR-12 shows patterns 4,000 characters and no more, never half of one', () => {
    expect(matched('regex', 'z', message(`${'x'.repeat(3_999)}z`))).to.not.equal(null);
    expect(matched('regex', 'z', message(`${'x'.repeat(4_000)}z`))).to.equal(null);
    expect(matched('regex', 'x$', message(`${'x'.repeat(3_999)}😀`))).to.not.equal(null);
  });

  const events: readonly (readonly [string, ConditionId, string, TriggerEvent, boolean])[] = [
    ['the emoji', 'reaction-add', '❤', reacted('❤'), true],
    ['another emoji', 'reaction-add', '❤', reacted('👍'), false],
    ['any emoji', 'reaction-add', '', reacted('👍'), true],
    ['a removal is no addition', 'reaction-add', '', reacted('👍', { kind: 'reaction-remove' }), false],
    ['the emoji removed', 'reaction-remove', '❤', reacted('❤', { kind: 'reaction-remove' }), true],
    ['a join', 'voice-join', '', voiced(), true],
    ['a leave is no join', 'voice-join', '', voiced({ kind: 'voice-leave' }), false],
    ['a leave', 'voice-leave', '', voiced({ kind: 'voice-leave' }), true],
    ['the trigger that is due', 'interval', '5m', { kind: 'interval', id: 'e', triggerId: 1 }, true],
    ['another that is due', 'interval', '5m', { kind: 'interval', id: 'e', triggerId: 2 }, false],
    ['a message is no join', 'voice-join', '', message('x'), false],
    ['a join is no message', 'contains', 'x', voiced(), false],
  ];
  for (const [title, id, parameter, event, expected] of events) {
    it(`TR-10 ${id}: ${title}`, () => expect(matched(id, parameter, event) !== null).to.equal(expected));
  }

  const parameters: readonly (readonly [string, ConditionId, string, string])[] = [
    ['TR-11', 'contains', '', 'blank'],
    ['TR-11', 'contains', ' \u200B\uFE0F', 'blank'],
    ['TR-11', 'contains', '\uD83D', 'not-well-formed'],
    ['TR-11', 'contains', 'x'.repeat(1_001), 'too-long'],
    ['TR-11', 'contains', ' me ', '=  me '],
    ['TR-11', 'contains', 'e\u0301', '= é'],
    ['TR-11', 'matches', ' \n', 'blank'],
    ['TR-11', 'matches', ' Hello ', '= Hello'],
    ['TR-11', 'starts-with', '', 'blank'],
    ['TR-11', 'starts-with', ' hi ', '= hi '],
    ['TR-11', 'command', ' ', 'blank'],
    ['TR-10', 'command', 'two words', 'must-be-one-word'],
    ['TR-10', 'command', 'x'.repeat(33), 'too-long'],
    ['TR-10', 'command', ' Rules ', '= Rules'],
    ['TR-11', 'regex', '', 'blank'],
    ['TR-11', 'regex', 'x*', 'matches-empty'],
    ['TR-11', 'regex', '^$|spam', 'matches-empty'],
    ['TR-11', 'regex', '\\b', 'matches-empty'],
    ['TR-12', 'regex', 'a(', 'bad-pattern'],
    ['TR-12', 'regex', '(?=a)a', 'look-around'],
    ['TR-12', 'regex', '(?<!a)b', 'look-around'],
    ['TR-12', 'regex', '(a)\\1', 'back-reference'],
    ['TR-12', 'regex', '(?<q>a)\\k<q>', 'back-reference'],
    ['TR-12', 'regex', 'x'.repeat(261), 'too-long'],
    ['TR-12', 'regex', '(\\w{1,20}\\d{1,20}){9}', 'pattern-too-big'],
    ['TR-12', 'regex', 'spam+', '= spam+'],
    ['TR-13', 'reaction-add', 'word', 'not-an-emoji'],
    ['TR-13', 'reaction-remove', '❤️', '= ❤'],
    ['TR-13', 'reaction-add', '', '= '],
    ['TR-13', 'reaction-add', '👍🏽', '= 👍🏽'],
    ['TR-13', 'reaction-add', '👩‍❤️‍💋‍👨', '= 👩‍❤‍💋‍👨'],
    ['TR-13', 'reaction-add', '🏴󠁧󠁢󠁳󠁣󠁴󠁿', '= 🏴󠁧󠁢󠁳󠁣󠁴󠁿'],
    ['TR-13', 'reaction-add', '🇩🇪', '= 🇩🇪'],
    ['TR-13', 'reaction-add', '🇦', '= 🇦'],
    ['TR-13', 'reaction-add', '#️⃣', '= #⃣'],
    ['TR-13', 'reaction-add', '7️⃣', '= 7⃣'],
    ['TR-13', 'reaction-add', '©️', '= ©'],
    ['TR-13', 'reaction-add', '7', 'not-an-emoji'],
    ['TR-13', 'reaction-add', '👍👍', 'not-an-emoji'],
    ['TR-13', 'reaction-add', '👍 x', 'not-an-emoji'],
    ['TR-13', 'reaction-add', '<a:party:123456789012345678>', '= 123456789012345678'],
    ['TR-13', 'reaction-add', '<:party:123456789012345678>', '= 123456789012345678'],
    ['TR-13', 'reaction-add', '<:party:12>', 'not-an-emoji'],
    ['TR-14', 'interval', 'soon', 'not-a-duration'],
    ['TR-14', 'interval', '4m 59s', 'too-short'],
    ['TR-14', 'interval', '300s', '= 5m'],
    ['TR-14', 'interval', '31d', '= 31d'],
    ['TR-14', 'interval', '31d 1s', 'too-long'],
    ['TR-14', 'interval', '5m 5m', 'not-a-duration'],
    ['TR-15', 'voice-join', 'x', 'must-be-empty'],
    ['TR-15', 'voice-leave', ' ', '= '],
  ];
  for (const [requirement, id, parameter, expected] of parameters) {
    it(`${requirement} ${id} ${JSON.stringify(parameter.slice(0, 30))}: ${expected}`, () => {
      expect(checked(id, parameter)).to.equal(expected);
    });
  }

  it('TR-10 each condition has its own id, the scopes and persistences it may have, and a kind of event', () => {
    for (const id of conditionIds) expect(conditions[id].id).to.equal(id);
    expect(conditionIds.filter((id) => !conditions[id].scopes.includes('message'))).to.deep.equal([
      'interval',
      'voice-join',
      'voice-leave',
    ]);
    expect(conditionIds.filter((id) => !conditions[id].persistences.includes('oneshot'))).to.deep.equal(['interval']);
    expect(eventKindOf('regex')).to.equal('message');
  });

  it('TR-15 takes a move as a leave and then a join', () => {
    const kinds = (from: string | null, to: string | null) =>
      voiceEvents('v', from, to).map(({ kind, channelId }) => `${kind} ${channelId}`);
    expect(kinds('1', '2')).to.deep.equal(['voice-leave 1', 'voice-join 2']);
    expect(kinds(null, '2')).to.deep.equal(['voice-join 2']);
    expect(kinds('1', null)).to.deep.equal(['voice-leave 1']);
    expect(kinds('1', '1')).to.deep.equal([]);
  });
});
