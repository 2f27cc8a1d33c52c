import { RoomkeeperError } from '../plugins/errors.js';

/** A backup cannot be made, or cannot be restored. The message says why and what to do; it never holds a password. */
export class BackupError extends RoomkeeperError {
  override readonly name = 'BackupError';
  public readonly code: string;

  public constructor(code: string, message: string, details: { readonly cause?: unknown } = {}) {
    super(message, details);
    this.code = code;
  }
}
