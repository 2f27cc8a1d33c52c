import { NOBODY } from './personal-data.js';
import { DELETED_USER } from './replace-id.js';

/** A mention of somebody by a stored id: words instead where they had their data deleted. */
export function mentionUser(userId: string): string {
  return userId === NOBODY ? DELETED_USER : `<@${userId}>`;
}
