import type { Guild, GuildMember } from 'discord.js';
import type { Given } from './given.js';

/** What somebody wants: who, where, and what they filled in. */
export interface Order {
  readonly guild: Guild;
  readonly member: GuildMember;
  /** Where they ask. */
  readonly channelId: string;
  readonly given: Given;
}
