import type { GuildMember } from 'discord.js';
import type { BlacklistEntry } from '../../domain/blacklist.js';
import type { BlacklistInput } from './inputs.js';
import type { Page } from './shown.js';

const notYet = (): Promise<never> => Promise.reject(new Error('Not built.'));

/** Who may not set triggers off. What holds for {@link TriggerAdmin} holds here. */
export class BlacklistAdmin {
  /** Replaces the entry of the same user for the same place. Refused over 500 entries. */
  public add(_by: GuildMember, _input: BlacklistInput): Promise<BlacklistEntry> {
    return notYet();
  }

  /** @throws {UserError} `trigger.not-blacklisted` when there is no such entry in force. */
  public remove(_by: GuildMember, _userId: string, _channelId: string | null): Promise<BlacklistEntry> {
    return notYet();
  }

  /** Those in force. @param page - from 0. */
  public list(_guildId: string, _page: number, _perPage = 10): Promise<Page<BlacklistEntry>> {
    return notYet();
  }
}
