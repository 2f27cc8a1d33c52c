import { escapeText } from 'roomkeeper';
import type { ActionKind } from './domain/action.js';
import { durationText } from './domain/duration.js';
import type { Fault, FaultCode } from './domain/fault.js';

/** Everything that is wrong, one line each. `kind`: of the action that the faults are about. */
export function faultList(faults: readonly Fault[], kind?: ActionKind): string {
  const lines = [...new Set(faults.map((fault) => faultText(fault, kind)))];
  if (lines.length === 1) return lines[0] ?? '';
  const shown = lines.slice(0, LINES);
  const more = lines.length - shown.length;
  const rest = more > 0 ? [`… and ${more} more.`] : [];
  return ['Nothing was changed, because:', ...shown.map((line) => `- ${line}`), ...rest].join('\n');
}

/** What is wrong, in one sentence or two: where, what, and what would be right. */
export function faultText(fault: Fault, kind?: ActionKind): string {
  const at = place(fault, kind);
  return sentences[fault.code]({ at: `${at.charAt(0).toUpperCase()}${at.slice(1)}`, ...detailOf(fault), fault });
}

const LINES = 15;

interface Said {
  /** The place, as the beginning of a sentence. */
  readonly at: string;
  readonly detail: string;
  readonly limit: string;
  readonly fault: Fault;
}

const sentences: Readonly<Record<FaultCode, (said: Said) => string>> = {
  blank: ({ at, fault }) =>
    fault.path.endsWith('roleIds')
      ? 'A role group needs one role at least. To be rid of it, use `/rolegroup delete`.'
      : `${at} is empty. Give it something that can be seen.`,
  'too-long': ({ at, limit }) => `${at} is too long. It may ${/^\d+ /.test(limit) ? 'have' : 'be'} ${limit} at most.`,
  'too-many': ({ at, limit }) => `${at} has too many entries. ${limit} is the most.`,
  malformed: ({ at }) => `${at} is not a length of time. Write it like \`90m\` or \`1d 12h\`.`,
  'not-well-formed': ({ at }) => `${at} contains broken characters. Type it anew.`,
  'must-be-empty': ({ at }) => `${at} must stay empty: this condition takes none.`,
  'must-be-one-word': ({ at }) => `${at} must be one word, without blanks and without the prefix.`,
  'not-an-emoji': ({ at }) =>
    `${at} ${at.startsWith('The emoji') ? 'is none that Discord knows' : 'is not an emoji'}. Pick one from Discord’s list, such as 🎮, or one of this server.`,
  'not-an-id': ({ at }) => `${at} is not something that Discord knows. Pick it from the list, or give its id.`,
  'not-a-duration': ({ at }) => `${at} is not a length of time. Write it like \`90m\` or \`1d 12h\`.`,
  'too-short': ({ at, limit }) => `${at} is too short. It must be ${limit} at least.`,
  'out-of-range': ({ at, limit }) => `${at} is out of range. The most is ${limit}.`,
  'bad-pattern': ({ at, detail }) => `${at} is a pattern that cannot be read${colon(detail)}.`,
  'look-around': ({ at }) =>
    `${at} uses look-around, which patterns here do not have. Write it without \`(?=\`, \`(?!\`, \`(?<=\` and \`(?<!\`.`,
  'back-reference': ({ at }) => `${at} uses a back-reference such as \`\\1\`, which patterns here do not have.`,
  'pattern-too-big': ({ at, limit }) =>
    `${at} becomes too big a pattern: more than ${limit} steps. Use smaller repetitions, or fewer of them.`,
  'matches-empty': ({ at }) =>
    `${at} also matches nothing at all, so it would fire on every message. Make part of it required.`,
  'scope-not-allowed': ({ detail }) =>
    `A trigger with this condition cannot be bound to ${scopeWords[detail] ?? 'that place'}.`,
  'persistence-not-allowed': ({ detail }) =>
    `A trigger with this condition cannot be ${persistenceWords[detail] ?? 'of that persistence'}.`,
  twice: ({ at }) => `${at} names something twice.`,
  contradiction: (said) => contradictions(said),
  'unknown-action': ({ at, detail }) => `${at} does not exist${colon(detail)}. \`/action list\` shows those that do.`,
  'unknown-group': ({ at, detail }) => `${at} does not exist${colon(detail)}. \`/rolegroup list\` shows those that do.`,
  'not-in-group': ({ at, detail }) =>
    `${at} is not in the role group ${detail}. Add it there first, or take another group.`,
  'chain-loop': ({ at, detail }) =>
    `${at} would come back to ${detail || 'an action'}, which has run by then. Chains cannot loop.`,
  'chain-too-long': ({ at, limit }) => `${at} would have more than ${limit} actions.`,
  'needs-user': ({ at, detail }) =>
    `${at} has no member to act on${detail === '' ? '' : `, and the action ${detail} needs one`}. Intervals come from nobody.`,
  'needs-message': ({ at, detail }) =>
    `${at} has no message to act on${detail === '' ? '' : `, and the action ${detail} needs one`}. Intervals and voice channels bring none.`,
  'over-limit': ({ at, limit }) => `${at} is over the limit of ${limit}.`,
  'unknown-role': ({ at }) => `${at} is not a role of this server.`,
  'unknown-channel': ({ at }) => `${at} is not a channel of this server.`,
  'wrong-channel': ({ at, detail }) => `${at} is not a ${detail} channel, so that could never happen there.`,
  'unknown-emoji': ({ at }) => `${at} is not an emoji of this server, so I cannot be sure to have it.`,
  dangling: ({ detail }) =>
    `The action ${detail} refers to something that is gone: a channel, a role, an emoji or a role group. Edit it first.`,
  missing: ({ at }) => `${at} is missing. This kind of action needs it.`,
  'not-taken': ({ at }) => `${at} is not something that this kind of action takes.`,
};

const scopeWords: Readonly<Record<string, string>> = {
  server: 'the whole server',
  channel: 'a channel',
  message: 'a message',
};

const persistenceWords: Readonly<Record<string, string>> = {
  persistent: 'persistent',
  temporary: 'temporary',
  oneshot: 'a oneshot',
};

function contradictions({ at, fault }: Said): string {
  if (fault.path.endsWith('reply'))
    return 'A reply goes to where the event happened, so it takes no channel of its own.';
  if (fault.path.endsWith('noneOf'))
    return 'Nobody could ever meet these requirements: a required role is a forbidden one too.';
  if (fault.path.endsWith('lifetime'))
    return 'A persistent trigger has no lifetime. Make it temporary, or leave the lifetime out.';
  return `${at} contradicts something else.`;
}

function colon(detail: string): string {
  return detail === '' ? '' : `: ${detail}`;
}

function detailOf({ path, code, limit = 0, detail = '' }: Fault): Pick<Said, 'detail' | 'limit'> {
  const timed =
    /(?:expiresAt|lifetime|duration|Age|cooldowns\.\w+|member|channel|guild)$/.test(path) || limit >= 60_000;
  const counted = code === 'too-long' ? `${limit} characters` : String(limit);
  const raw = code === 'scope-not-allowed' || code === 'persistence-not-allowed' || code === 'wrong-channel';
  return { limit: timed ? durationText(limit) : counted, detail: raw || detail === '' ? detail : shown(code, detail) };
}

function shown(code: FaultCode, detail: string): string {
  return code === 'bad-pattern' ? escapeText(detail) : `**${escapeText(detail)}**`;
}

/** Where it is, in words. A path may hold a name that somebody chose. */
function place({ path, code }: Fault, kind?: ActionKind): string {
  const item = /^(triggers|actions|groups)\[(\d+)\](?:\.(.*))?$/.exec(path);
  if (item) {
    const [, list = '', index = '', rest = ''] = item;
    const which = `${list.slice(0, -1)} ${Number(index) + 1}`;
    return rest === '' ? which : `${place({ path: rest.replace(/^spec\./, ''), code }, kind)} of ${which}`;
  }
  if (code === 'unknown-action' && path === 'actionId') return 'the action';
  const known = wordsOf(path, kind);
  if (known !== null) return known;
  const made = /^(.*)\.first\.action(?:Id)?$/s.exec(path)?.[1];
  if (made !== undefined) return `what the action **${escapeText(made)}** makes`;
  const chain = /^(.*)\.chain$/s.exec(path)?.[1];
  if (chain !== undefined && code === 'unknown-action') return `what the action **${escapeText(chain)}** goes on to`;
  if (chain !== undefined) return `the chain of the action **${escapeText(chain)}**`;
  const linked = code === 'needs-user' || code === 'needs-message' || code === 'unknown-action';
  return linked ? `the trigger **${escapeText(path)}**` : escapeText(path) || 'it';
}

function wordsOf(path: string, kind: ActionKind | undefined): string | null {
  const text = /^second\.texts\[(\d+)\]$/.exec(path)?.[1];
  if (text !== undefined) return `text ${Number(text) + 1}`;
  const entry = /^(.*)\[(\d+)\]$/.exec(path);
  if (entry?.[1] !== undefined) return `entry ${Number(entry[2]) + 1} of ${wordsOf(entry[1], kind) ?? entry[1]}`;
  const plainPath = path.replace(/^first\.(?=condition|requirements|lifetime)/, '');
  const own = kind === undefined ? undefined : parameterWords[kind]?.[plainPath];
  return own ?? words[plainPath] ?? null;
}

const parameterWords: Partial<Record<ActionKind, Readonly<Record<string, string>>>> = {
  message: { first: 'the channel', channelId: 'the channel' },
  react: { first: 'the emoji' },
  role: { first: 'the role' },
  purge: { first: 'the channel' },
  'create-trigger': { second: 'where the made trigger applies', 'first.actionId': 'the action of the made trigger' },
};

const words: Readonly<Record<string, string>> = {
  userId: 'the member',
  name: 'the name',
  'condition.parameter': 'the parameter of the condition',
  'condition.id': 'the condition',
  scope: 'the scope',
  'scope.channelId': 'the channel',
  'scope.messageId': 'the message',
  persistence: 'the persistence',
  'persistence.expiresAt': 'the lifetime',
  'persistence.lifetime': 'the lifetime',
  lifetime: 'the lifetime',
  duration: 'the duration',
  requirements: 'what is required of members: this trigger',
  'requirements.allOf': 'the list of roles that are all required',
  'requirements.anyOf': 'the list of roles of which one is required',
  'requirements.noneOf': 'the list of forbidden roles',
  'requirements.accountAge': 'the age of the account',
  'requirements.membershipAge': 'the age of the membership',
  'cooldowns.member': 'the cooldown per member',
  'cooldowns.channel': 'the cooldown per channel',
  'cooldowns.guild': 'the cooldown of the server',
  actionId: 'this trigger',
  action: 'the action',
  chain: 'the next action',
  group: 'the role group',
  first: 'the first parameter',
  'first.actionId': 'the action of the made trigger',
  second: 'the second parameter',
  'second.texts': 'the text',
  'second.reply': 'the reply',
  'second.groupId': 'the role group',
  roleIds: 'the list of roles',
  maximum: 'the maximum',
  channelId: 'the channel',
  texts: 'the text',
  reply: 'the reply',
  mentionUser: 'the mention of the member',
  emoji: 'the emoji',
  roleId: 'the role',
  mode: 'the mode',
  conditionId: 'the condition',
  parameter: 'the parameter of the condition',
  caseSensitive: 'the case sensitivity',
};
