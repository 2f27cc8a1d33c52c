import type { Guild } from 'discord.js';
import type { Deadline, OverdueQuery, PluginContext } from 'roomkeeper';
import { lockedUntil } from '../../domain/lockdown.js';
import type { Hub, Moment } from '../../domain/room.js';
import { voiceSettings } from '../../settings.js';
import { lockdown } from '../../lockdown-messages.js';
import { logLine } from '../../sudo-messages.js';
import { requireHub } from './hub-checks.js';
import type { HubLock, LockFailure } from './hub-lock.js';
import type { Hubs } from '../store/hubs.js';
import type { LockReport, Lockdowns } from '../parts.js';
import type { GuildRules } from '../room-settings.js';

/** How long a channel that could not be locked or opened is left alone at first, and at most, in milliseconds. */
const FIRST_RETRY = 60_000;
const LONGEST_RETRY = 3_600_000;

/** So many of the hubs that failed are named in a notice. */
const TOLD_FAILURES = 10;

interface Retry {
  readonly at: Moment;
  readonly delay: number;
}

export interface LockdownParts {
  readonly hubs: Hubs;
  readonly rules: GuildRules;
  readonly lock: HubLock;
}

/** Locks hubs for a time, each by itself or all of a guild; see {@link Lockdowns}. Not to be called within a guild's queue. */
export class HubLockdowns implements Lockdowns {
  readonly #context: PluginContext;
  readonly #parts: LockdownParts;
  /** By hub: when it is tried again. In memory, for a start tries it anyway. */
  readonly #retries = new Map<string, Retry>();

  public constructor(context: PluginContext, parts: LockdownParts) {
    this.#context = context;
    this.#parts = parts;
  }

  /** Until when a hub is locked at this moment, whatever lock it is; null when it is open. */
  public lockedUntil(hub: Hub): Moment | null {
    return lockedUntil(hub.lockdownUntil, this.#parts.rules.lockdownUntil(hub.guildId), this.#context.clock.now());
  }

  /** Until when all hubs of a guild are locked; null when they are not, or not any more. */
  public guildLockedUntil(guildId: string): Moment | null {
    return lockedUntil(null, this.#parts.rules.lockdownUntil(guildId), this.#context.clock.now());
  }

  public async lockHub(guild: Guild, hubId: string, until: Moment | null, byUserId: string): Promise<LockReport> {
    const hub = requireHub(this.#parts.hubs, guild, hubId);
    const failure = await this.#parts.lock.converge(guild, hubId, until);
    const text = until === null ? logLine.lifted(hub) : logLine.locked(hub, until);
    await this.#context.guildLog.write({ guildId: guild.id, actorId: byUserId, action: 'hub.lockdown', text });
    return this.#settled(guild, [hub], failure ? [failure] : []);
  }

  public async lockGuild(guild: Guild, until: Moment | null, byUserId: string): Promise<LockReport> {
    // The log's line comes with the setting.
    const values = { guild_lockdown_until: until ?? undefined };
    await this.#context.settings.set(guild.id, voiceSettings, values, { userId: byUserId });
    return this.settle(guild, this.#parts.hubs.ofGuild(guild.id));
  }

  public async settle(guild: Guild, hubs: readonly Hub[]): Promise<LockReport> {
    const outcomes = await Promise.all(hubs.map(({ id }) => this.#parts.lock.converge(guild, id)));
    await this.#clearGuildLock(guild.id);
    return this.#settled(
      guild,
      hubs,
      outcomes.filter((outcome) => outcome !== null),
    );
  }

  /** The deadline of a guild may have come. One in an outage is settled when it is back. */
  public async woken(guildId: string): Promise<void> {
    const guild = this.#context.client.guilds.cache.get(guildId);
    if (guild?.available) await this.settle(guild, this.#parts.hubs.ofGuild(guildId));
  }

  /** The guilds in which a lock should have ended, and those in which something is to be tried again. */
  public overdue({ before, limit }: OverdueQuery): Deadline[] {
    const deadlines = [...this.#context.client.guilds.cache.values()].flatMap((guild) => {
      const at = guild.available ? this.#next(guild.id) : null;
      return at !== null && at < before.getTime() ? [this.#deadline(guild.id, at)] : [];
    });
    return deadlines.toSorted((one, other) => one.at.getTime() - other.at.getTime()).slice(0, limit);
  }

  /** The guild's setting goes last, when the hubs are open: what a crash cuts off is found again. */
  async #clearGuildLock(guildId: string): Promise<void> {
    const until = this.#parts.rules.lockdownUntil(guildId);
    if (until === null || until > this.#context.clock.now()) return;
    await this.#context.settings.set(guildId, voiceSettings, { guild_lockdown_until: undefined }, null);
  }

  async #settled(guild: Guild, hubs: readonly Hub[], failed: readonly LockFailure[]): Promise<LockReport> {
    const failures = new Map(failed.map((failure) => [failure.hub.id, failure]));
    for (const { id } of hubs) this.#noteRetry(id, failures.has(id));
    await this.#arm(guild.id);
    if (failed.length > 0) this.#tell(guild.id, failed);
    return { hubs: hubs.length, failed };
  }

  /** One notice for all; whoever clicked does not wait for it. */
  #tell(guildId: string, failed: readonly LockFailure[]): void {
    const ids = failed.map(({ hub }) => hub.id);
    const text = lockdown.failedNotice(failed.slice(0, TOLD_FAILURES), Math.max(0, failed.length - TOLD_FAILURES));
    void this.#context.notices.send(guildId, `hub.lockdown-failed:${ids.join(',')}`, text);
  }

  /** What goes on failing is tried less and less often. */
  #noteRetry(hubId: string, hasFailed: boolean): void {
    const delay = Math.min((this.#retries.get(hubId)?.delay ?? FIRST_RETRY / 2) * 2, LONGEST_RETRY);
    if (hasFailed) this.#retries.set(hubId, { at: this.#context.clock.now() + delay, delay });
    else this.#retries.delete(hubId);
  }

  /** One after the other, each by what holds then: so the newest is what stays armed. */
  #arm(guildId: string): Promise<void> {
    return this.#context.queue.run(`hub.lockdown-deadline:${guildId}`, async () => {
      const at = this.#next(guildId);
      if (at === null) await this.#context.scheduler.cancel({ task: 'hub.wake-lockdown', key: guildId });
      else await this.#context.scheduler.arm(this.#deadline(guildId, at));
    });
  }

  /** When the guild's hubs have to be looked at next; null for never. */
  #next(guildId: string): Moment | null {
    const ofHubs = this.#parts.hubs
      .ofGuild(guildId)
      .flatMap(({ id, lockdownUntil }) => [lockdownUntil, this.#retries.get(id)?.at ?? null]);
    const moments = [...ofHubs, this.#parts.rules.lockdownUntil(guildId)];
    return moments.reduce((first, at) => (at === null || (first !== null && first < at) ? first : at), null);
  }

  #deadline(guildId: string, at: Moment): Deadline<'hub.wake-lockdown'> {
    return { task: 'hub.wake-lockdown', key: guildId, at: new Date(at), payload: { guildId } };
  }
}
