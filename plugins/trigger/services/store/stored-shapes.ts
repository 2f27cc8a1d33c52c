import { z } from 'zod';
import type { ActionSpec } from '../../domain/action.js';
import { conditionIds, type Cooldowns, type Requirements, type Snowflake } from '../../domain/trigger.js';

const snowflake = z.string();
const condition = z.object({ id: z.enum(conditionIds), parameter: z.string(), caseSensitive: z.boolean() });
const cooldowns = z.object({ member: z.number(), channel: z.number(), guild: z.number() });
const requirements = z.object({
  allOf: z.array(snowflake),
  anyOf: z.array(snowflake),
  noneOf: z.array(snowflake),
  accountAge: z.number().nullable(),
  membershipAge: z.number().nullable(),
  notBot: z.boolean(),
});
const texts = z.object({ texts: z.array(z.string()), reply: z.boolean(), mentionUser: z.boolean() });
const roleRule = z.object({ mode: z.enum(['add', 'remove', 'toggle']), groupId: z.int().nullable() });
const draft = z.object({ condition, requirements, actionId: z.int(), lifetime: z.number() });
const spec = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('message'), first: snowflake.nullable(), second: texts }),
  z.object({ kind: z.literal('delete-message'), first: z.null(), second: z.null() }),
  z.object({ kind: z.literal('react'), first: z.string(), second: z.null() }),
  z.object({ kind: z.literal('role'), first: snowflake, second: roleRule }),
  z.object({ kind: z.literal('purge'), first: snowflake, second: z.null() }),
  z.object({
    kind: z.literal('create-trigger'),
    first: draft,
    second: z.enum(['server', 'channel', 'message']),
  }),
]);

/** What JSON columns must look like. Each throws for a value that has another form: nothing else vouches for these. */
export const stored = {
  requirements: (value: unknown): Requirements => requirements.parse(value),
  cooldowns: (value: unknown): Cooldowns => cooldowns.parse(value),
  spec: (value: unknown): ActionSpec => spec.parse(value),
  roleIds: (value: unknown): readonly Snowflake[] => z.array(snowflake).parse(value),
};
