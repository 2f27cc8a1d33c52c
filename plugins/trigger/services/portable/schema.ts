import { z } from 'zod';
import { parsedDuration } from '../../domain/duration.js';
import { PORTABLE_VERSION, type PortableGroup } from '../../domain/portable.js';
import { conditionIds, defaultCooldowns, noRequirements } from '../../domain/trigger.js';
import { fileFaults } from '../../portable-messages.js';
import { portableAction } from './file-action.js';

/** The shape of a file. Its scalars are texts as they were written, or null. Every message is the end of a sentence. */

const must = (what: string) => ({
  error: ({ input }: { readonly input?: unknown }) =>
    input === undefined ? fileFaults.missing : fileFaults.must(what),
});
const oneOf = (words: readonly string[]): string => `one of ${words.join(', ')}`;

const text = z.string(must('a text'));
const name = text.transform((given) => given.trim());
const id = z.string(must('an id, such as "123456789012345678"'));
const flag = z.enum(['true', 'false'], must('true or false')).transform((given) => given === 'true');

function choice<const Words extends readonly [string, ...string[]]>(words: Words) {
  return z.enum(words, must(oneOf(words)));
}

function list<Item extends z.ZodType>(item: Item) {
  return z
    .array(item, must('a list'))
    .nullish()
    .transform((given) => given ?? []);
}

function read<Value>(what: string, parse: (given: string) => Value | null) {
  return z.string(must(what)).transform((given, context) => {
    const value = parse(given);
    if (value !== null) return value;
    context.addIssue({ code: 'custom', message: fileFaults.must(what) });
    return z.NEVER;
  });
}

const duration = read('a length of time, such as 90m or 1d12h', (given) => {
  const fine = /^(\d{1,12})ms$/.exec(given)?.[1];
  return fine === undefined ? parsedDuration(given) : Number(fine);
});
const moment = read('a moment, such as 2030-01-31T12:00:00Z', (given) => {
  const sound = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?(?:Z|[+-]\d\d:\d\d)$/.test(given);
  const at = sound ? Date.parse(given) : Number.NaN;
  return Number.isNaN(at) ? null : at;
});
const count = read('a whole number', (given) => (/^\d{1,9}$/.test(given) ? Number(given) : null));

const condition = z.strictObject(
  { id: choice(conditionIds), parameter: text.default(''), caseSensitive: flag.default(false) },
  must('a condition with its id'),
);
const requirements = z
  .strictObject(
    {
      allOf: list(id),
      anyOf: list(id),
      noneOf: list(id),
      accountAge: duration.nullable().default(null),
      membershipAge: duration.nullable().default(null),
      notBot: flag.default(false),
    },
    must('a mapping of requirements'),
  )
  .default(() => ({ ...noRequirements, allOf: [], anyOf: [], noneOf: [] }));
const cooldowns = z
  .strictObject(
    {
      member: duration.default(defaultCooldowns.member),
      channel: duration.default(defaultCooldowns.channel),
      guild: duration.default(defaultCooldowns.guild),
    },
    must('a mapping of cooldowns'),
  )
  .default(defaultCooldowns);

const scope = z
  .discriminatedUnion(
    'kind',
    [
      z.strictObject({ kind: z.literal('server') }),
      z.strictObject({ kind: z.literal('channel'), channelId: id }),
      z.strictObject({ kind: z.literal('message'), channelId: id, messageId: id }),
    ],
    must('a scope with its kind: server, channel or message'),
  )
  .default({ kind: 'server' });
const persistence = z
  .discriminatedUnion(
    'kind',
    [
      z.strictObject({ kind: z.literal('persistent') }),
      z.strictObject({ kind: z.literal('temporary'), expiresAt: moment }),
    ],
    must('a persistence with its kind: persistent or temporary. Oneshot triggers do not go into files'),
  )
  .default({ kind: 'persistent' });

const group = z
  .strictObject(
    {
      name,
      roles: list(id),
      maximum: count.default(1),
      whenFull: choice(['refuse', 'replace']).default('refuse'),
    },
    must('a role group'),
  )
  .transform(({ roles, ...rest }): PortableGroup => ({ ...rest, roleIds: roles }));

const common = { name, next: name.nullable().default(null) };
const action = z
  .discriminatedUnion(
    'kind',
    [
      z.strictObject({
        ...common,
        kind: z.literal('message'),
        channel: id.nullable().default(null),
        texts: list(text),
        reply: flag.default(false),
        mentionUser: flag.default(false),
      }),
      z.strictObject({ ...common, kind: z.literal('delete-message') }),
      z.strictObject({ ...common, kind: z.literal('react'), emoji: text }),
      z.strictObject({
        ...common,
        kind: z.literal('role'),
        role: id,
        mode: choice(['add', 'remove', 'toggle']).default('add'),
        group: name.nullable().default(null),
      }),
      z.strictObject({ ...common, kind: z.literal('purge'), channel: id }),
      z.strictObject({
        ...common,
        kind: z.literal('create-trigger'),
        condition,
        requirements,
        action: name,
        lifetime: duration,
        scope: choice(['server', 'channel', 'message']).default('server'),
      }),
    ],
    must('an action with its kind: message, delete-message, react, role, purge or create-trigger'),
  )
  .transform(portableAction);

const trigger = z.strictObject(
  {
    name,
    condition,
    scope,
    persistence,
    requirements,
    cooldowns,
    action: name,
    enabled: flag.default(true),
  },
  must('a trigger'),
);

export const fileSchema = z.strictObject(
  {
    version: z
      .literal(
        String(PORTABLE_VERSION),
        must(`${PORTABLE_VERSION}: the file is of another version, or not of triggers`),
      )
      .transform((): typeof PORTABLE_VERSION => PORTABLE_VERSION),
    groups: list(group),
    actions: list(action),
    triggers: list(trigger),
  },
  must('a mapping with version, groups, actions and triggers'),
);
