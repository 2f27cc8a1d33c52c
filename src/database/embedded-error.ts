import { DatabaseError } from './errors.js';

/** The embedded PostgreSQL server cannot run here. The message says why and what to do; it holds no password. */
export class EmbeddedDatabaseError extends DatabaseError {
  public constructor(code: string, problem: string, advice: string, details: { readonly cause?: unknown } = {}) {
    super(
      `EMBEDDED_DATABASE_${code}`,
      `The embedded PostgreSQL server cannot run: ${problem}\n` +
        `${advice} Or set DATABASE_URL to a PostgreSQL server of your own.`,
      details,
    );
  }
}
