import type { Guild } from 'discord.js';
import type { PluginContext } from 'roomkeeper';
import { GUILD_LOCKDOWN_MINUTES, lockdownMinutes } from '../../domain/lockdown.js';
import { lockdown } from '../../lockdown-messages.js';
import type { PageView } from '../../views/rows.js';
import { refused, requireHub } from './hub-checks.js';
import type { HubPages } from './hub-pages.js';
import type { Hubs } from '../store/hubs.js';
import type { HubLockdowns } from './lockdowns.js';

const MINUTE = 60_000;

/** Who asks for a lockdown, and how. Their rights have been checked. */
export interface LockdownOrder {
  readonly guild: Guild;
  readonly userId: string;
  /** Whether the panel that they use offers the lock of the whole guild, which the next one then does too. */
  readonly owner: boolean;
}

export interface LockdownPagesParts {
  readonly hubs: Hubs;
  readonly lockdowns: HubLockdowns;
  readonly hubPages: HubPages;
}

/** What the lockdown panel does, and the panel afterwards. */
export class LockdownPages {
  readonly #context: PluginContext;
  readonly #parts: LockdownPagesParts;

  public constructor(context: PluginContext, parts: LockdownPagesParts) {
    this.#context = context;
    this.#parts = parts;
  }

  /** Nothing is locked when what was typed is no number of minutes. @throws {UserError} when there is no such hub. */
  public async lockHub({ guild, userId, owner }: LockdownOrder, hubId: string, typed: string): Promise<PageView> {
    const { hubs, lockdowns, hubPages } = this.#parts;
    const hub = requireHub(hubs, guild, hubId);
    const minutes = lockdownMinutes(typed);
    if (minutes === null) return hubPages.panel(guild, { owner, notes: [lockdown.badMinutes(typed)] });
    const until = this.#context.clock.now() + minutes * MINUTE;
    const report = await lockdowns.lockHub(guild, hubId, until, userId);
    const current = hubs.get(hubId) ?? hub;
    const notes = report.failed.length > 0 ? [] : [lockdown.locked(current, lockdowns.lockedUntil(current) ?? until)];
    return hubPages.panel(guild, { owner, notes: [...notes, ...hubPages.failures(report)] });
  }

  /** Lifts a hub's own lock. @throws {UserError} when there is no such hub. */
  public async liftHub({ guild, userId, owner }: LockdownOrder, hubId: string): Promise<PageView> {
    const { hubs, lockdowns, hubPages } = this.#parts;
    const hub = requireHub(hubs, guild, hubId);
    const report = await lockdowns.lockHub(guild, hubId, null, userId);
    const current = hubs.get(hubId) ?? hub;
    const notes = report.failed.length > 0 ? [] : [lockdown.lifted(current, lockdowns.lockedUntil(current))];
    return hubPages.panel(guild, { owner, notes: [...notes, ...hubPages.failures(report)] });
  }

  /** Locks all hubs for one of the spans that are offered; 0 lifts that lock. */
  public async lockGuild({ guild, userId }: LockdownOrder, argument: string): Promise<PageView> {
    const minutes = [0, ...GUILD_LOCKDOWN_MINUTES].find((offered) => String(offered) === argument);
    if (minutes === undefined) throw refused(lockdown.notOffered);
    const { hubs, lockdowns, hubPages } = this.#parts;
    const until = minutes === 0 ? null : this.#context.clock.now() + minutes * MINUTE;
    const report = await lockdowns.lockGuild(guild, until, userId);
    const own = hubs.ofGuild(guild.id).filter((hub) => lockdowns.lockedUntil(hub) !== null);
    const locked = report.hubs - report.failed.length;
    const note = until === null ? lockdown.guildLifted(own.length) : lockdown.guildLockedNow(locked, until);
    return hubPages.panel(guild, { owner: true, notes: [note, ...hubPages.failures(report)] });
  }
}
