import type { Clock } from 'roomkeeper';

/** How long somebody is not told again why a hub gives them no room, in milliseconds. */
const QUIET = 60_000;

/** Hubs that could not make a room for want of permissions, and who has been told that lately. In memory only. */
export class Unserved {
  readonly #clock: Clock;
  readonly #told = new Map<string, number>();
  readonly #hubIds = new Set<string>();

  public constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Whether to tell somebody now: who joins a hub over and over hears it once in a while. */
  public mayTell(hubId: string, userId: string): boolean {
    const now = this.#clock.now();
    for (const [key, at] of this.#told) if (at <= now - QUIET) this.#told.delete(key);
    const key = `${hubId} ${userId}`;
    if (this.#told.has(key)) return false;
    this.#told.set(key, now);
    return true;
  }

  /** The bot lacked permissions for a room of this hub. */
  public lacking(hubId: string): void {
    this.#hubIds.add(hubId);
  }

  /** The hubs of `hubIds` that lacked permissions. Each is handed out once, and lacks them again if they still do. */
  public take(hubIds: readonly string[]): string[] {
    return hubIds.filter((id) => this.#hubIds.delete(id));
  }
}
