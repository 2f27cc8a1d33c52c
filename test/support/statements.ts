import { createRequire } from 'node:module';
import type pg from 'pg';

/** The client through which the ORM asks the database: its own copy of pg. */
const { Client } = createRequire(import.meta.resolve('@mikro-orm/postgresql'))('pg') as typeof pg;

/**
 * The statements that the ORM sends to the database while `act` runs, in order. The list grows as they are sent, so `act` may
 * mark moments in it.
 */
export async function statementsOf(act: (sent: string[]) => unknown): Promise<string[]> {
  const sent: string[] = [];
  const query = Reflect.get(Client.prototype, 'query') as (...args: unknown[]) => unknown;
  const spy = function (this: pg.Client, ...args: unknown[]): unknown {
    const [first] = args;
    sent.push(typeof first === 'string' ? first : (first as { text: string }).text);
    return query.apply(this, args);
  };
  Object.assign(Client.prototype, { query: spy });
  try {
    await act(sent);
  } finally {
    Object.assign(Client.prototype, { query });
  }
  return sent;
}
