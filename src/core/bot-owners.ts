import { Team, TeamMemberMembershipState, type Client } from 'discord.js';
import type { Clock } from '../scheduling/clock.js';

/** What Discord last said. */
interface Answer {
  /** When it was asked, in milliseconds. */
  readonly at: number;
  readonly ids: ReadonlySet<string>;
}

/** Who owns the application, as Discord says: a person, or the accepted members of a team. Never an id in a file. */
export class BotOwners {
  readonly #clock: Clock;
  #last: Answer | undefined;

  public constructor(clock: Clock) {
    this.#clock = clock;
  }

  /**
   * Whether somebody owns the bot. Costs a request, unless Discord has named them within the last `trust` milliseconds. Whoever it
   * has not named is asked for each time.
   */
  public async include(userId: string, client: Client<true>, trust = 0): Promise<boolean> {
    const { at = -Infinity, ids } = this.#last ?? {};
    if (ids?.has(userId) && this.#clock.now() - at < trust) return true;
    return (await this.#ask(client)).has(userId);
  }

  async #ask({ application }: Client<true>): Promise<ReadonlySet<string>> {
    const at = this.#clock.now();
    const { owner } = await application.fetch();
    const ids = new Set(owner instanceof Team ? accepted(owner) : owner ? [owner.id] : []);
    this.#last = { at, ids };
    return ids;
  }
}

function accepted({ members }: Team): string[] {
  return [...members.values()]
    .filter(({ membershipState }) => membershipState === TeamMemberMembershipState.Accepted)
    .map(({ id }) => id);
}
