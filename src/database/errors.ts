import { RoomkeeperError } from '../plugins/errors.js';

/** The database cannot be used. The message says why and what to do; it never holds a password. */
export class DatabaseError extends RoomkeeperError {
  override readonly name = 'DatabaseError';
  public readonly code: string;

  public constructor(code: string, message: string, details: { readonly cause?: unknown } = {}) {
    super(message, details);
    this.code = code;
  }
}
