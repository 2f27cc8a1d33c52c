import type { GuildMember } from 'discord.js';
import { adminMessages, logLines } from '../../admin-messages.js';
import { isInForce, withEntry, type BlacklistEntry } from '../../domain/blacklist.js';
import type { Fault } from '../../domain/fault.js';
import { AGE_MAX_MS } from '../../domain/requirements.js';
import { isSnowflake } from '../../domain/snowflake.js';
import { minute } from '../../domain/trigger.js';
import { BlacklistRow } from '../../entities/blacklist-row.js';
import { channelFaults } from './guild-faults.js';
import type { BlacklistInput } from './inputs.js';
import { milliseconds } from './lengths.js';
import { pageOf } from './lookup.js';
import { faulty, refused } from './refusals.js';
import { requireManager } from './rights.js';
import type { Page } from './shown.js';
import type { AdminParts } from './surroundings.js';

/** Who may not set triggers off. What holds for {@link TriggerAdmin} holds here. */
export class BlacklistAdmin {
  readonly #parts: AdminParts;

  public constructor(parts: AdminParts) {
    this.#parts = parts;
  }

  /** Replaces the entry of the same user for the same place. Refused over 500 entries. */
  public async add(by: GuildMember, { userId, channelId, lifetime }: BlacklistInput): Promise<BlacklistEntry> {
    requireManager(by);
    const guildId = by.guild.id;
    const length = lifetime === null ? null : milliseconds(lifetime);
    const faults = [...userFaults(userId), ...channelFaults(by.guild, channelId), ...lengthFaults(length)];
    if (faults.length > 0) throw faulty(faults);
    const entry = await this.#parts.changes.change(guildId, async ({ em, state, now }) => {
      const added: BlacklistEntry = { userId, channelId, until: length === null ? null : now + length };
      const after = withEntry(state.blacklist, added, now);
      const inForce = state.blacklist.filter((one) => isInForce(one, now)).length;
      if (!after.ok) throw refused('blacklist-full', adminMessages.tooManyBlacklisted(inForce, after.limit), after);
      await em.nativeDelete(BlacklistRow, { guildId, userId, channelId });
      await em.nativeDelete(BlacklistRow, { guildId, until: { $lte: new Date(now) } });
      const until = added.until === null ? null : new Date(added.until);
      const row = em.create(BlacklistRow, {
        guildId,
        userId,
        channelId,
        until,
        createdBy: by.id,
        createdAt: new Date(now),
      });
      await em.persist(row).flush();
      return added;
    });
    await this.#tell(by, 'trigger.blacklisted', logLines.blacklisted(userId, channelId, entry.until));
    return entry;
  }

  /** @throws {UserError} `trigger.not-blacklisted` when there is no such entry in force. */
  public async remove(by: GuildMember, userId: string, channelId: string | null): Promise<BlacklistEntry> {
    requireManager(by);
    const guildId = by.guild.id;
    const entry = await this.#parts.changes.change(guildId, async ({ em, state, now }) => {
      const own = state.blacklist.find(
        (one) => one.userId === userId && one.channelId === channelId && isInForce(one, now),
      );
      if (own === undefined) throw refused('not-blacklisted', adminMessages.notBlacklisted(userId, channelId));
      await em.nativeDelete(BlacklistRow, { guildId, userId, channelId });
      return own;
    });
    await this.#tell(by, 'trigger.unblacklisted', logLines.unlisted(userId, channelId));
    return entry;
  }

  /** Those in force. @param page - from 0. */
  public async list(guildId: string, page: number, perPage = 10): Promise<Page<BlacklistEntry>> {
    const now = this.#parts.context.clock.now();
    const { blacklist } = await this.#parts.catalogue.of(guildId);
    return pageOf(
      blacklist.filter((entry) => isInForce(entry, now)),
      page,
      perPage,
    );
  }

  async #tell({ guild, id: actorId }: GuildMember, action: string, text: string): Promise<void> {
    await this.#parts.context.guildLog.write({ guildId: guild.id, actorId, action, text });
  }
}

function userFaults(userId: string): readonly Fault[] {
  return isSnowflake(userId) ? [] : [{ path: 'userId', code: 'not-an-id' }];
}

function lengthFaults(length: number | null): readonly Fault[] {
  const path = 'duration';
  if (length === null) return [];
  if (!Number.isSafeInteger(length)) return [{ path, code: 'not-a-duration' }];
  if (length < minute) return [{ path, code: 'too-short', limit: minute }];
  return length > AGE_MAX_MS ? [{ path, code: 'too-long', limit: AGE_MAX_MS }] : [];
}
