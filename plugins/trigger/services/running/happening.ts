import type { Guild, GuildMember } from 'discord.js';
import type { TriggerEvent } from '../../domain/event.js';

/** An event with the guild and the member that it is about. */
export interface Happening {
  readonly guild: Guild;
  readonly event: Exclude<TriggerEvent, { readonly kind: 'interval' }>;
  readonly userId: string;
  /** As the event brought it. Null: it did not bring it, or they have left. Asked only when something matches. */
  readonly member: () => GuildMember | null;
  /** Null: the event does not say, and nobody knows the user yet. */
  readonly bot: boolean | null;
}
