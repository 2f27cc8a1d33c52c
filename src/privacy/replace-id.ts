import type { EntityManager } from '@mikro-orm/postgresql';
import { NOBODY } from './personal-data.js';

/** Where words stand that may name a person. */
export interface Texts {
  readonly table: string;
  /** The columns by their type. */
  readonly text?: readonly string[];
  readonly jsonb?: readonly string[];
}

/** What texts say where they mentioned somebody who had their data deleted. */
export const DELETED_USER = '(deleted user)';

/**
 * Takes a person's id out of texts: a mention becomes {@link DELETED_USER}, the bare id {@link NOBODY}. Reads the whole table,
 * and writes the rows that have the id.
 *
 * @throws {RangeError} when `userId` is no id.
 */
export async function replaceId(
  em: EntityManager,
  { table, text = [], jsonb = [] }: Texts,
  userId: string,
): Promise<void> {
  if (!/^\d+$/.test(userId)) throw new RangeError(`Not an id: ${userId}`);
  const quoted = (name: string): string => em.getPlatform().quoteIdentifier(name);
  for (const column of [...text, ...jsonb]) {
    const type = jsonb.includes(column) ? 'jsonb' : 'text';
    const words = `${quoted(column)}::text`;
    const mention = `<@!?${userId}>`;
    const bare = `\\y${userId}\\y`;
    await em.execute(
      `update ${quoted(table)}
       set ${quoted(column)} = regexp_replace(regexp_replace(${words}, ?, ?, 'g'), ?, ?, 'g')::${type} where ${words} ~ ?`,
      [mention, DELETED_USER, bare, NOBODY, bare],
    );
  }
}
