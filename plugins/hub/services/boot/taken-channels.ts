import { ChannelRoleTakenError } from 'roomkeeper';

/** Runs `claim`, and gives its refusal instead of throwing it: what one guild did with a channel must not stop the bot. */
export function unlessTaken(claim: () => unknown): ChannelRoleTakenError[] {
  try {
    claim();
    return [];
  } catch (error) {
    if (error instanceof ChannelRoleTakenError) return [error];
    throw error;
  }
}
