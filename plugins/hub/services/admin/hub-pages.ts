import { UserError } from '@sapphire/framework';
import type { Guild, RepliableInteraction } from 'discord.js';
import { requireBotOwner, type PluginContext } from 'roomkeeper';
import { lockdown } from '../../lockdown-messages.js';
import type { Purpose } from '../../views/controls.js';
import { hubChoice, hubList, removalQuestion, type HubState } from '../../views/hub-views.js';
import { lockdownPanel } from '../../views/lockdown-views.js';
import type { PageView } from '../../views/rows.js';
import { requireHub } from './hub-checks.js';
import type { Hubs } from '../store/hubs.js';
import type { HubLockdowns } from './lockdowns.js';
import type { LockReport } from '../parts.js';
import type { Rooms } from '../store/rooms.js';

/** So many failures of a lockdown are told one by one. */
const TOLD_FAILURES = 3;

export interface HubPagesParts {
  readonly hubs: Hubs;
  readonly rooms: Rooms;
  readonly lockdowns: HubLockdowns;
}

/** Draws the pages about hubs as things stand at this moment. */
export class HubPages {
  readonly #context: PluginContext;
  readonly #parts: HubPagesParts;

  public constructor(context: PluginContext, parts: HubPagesParts) {
    this.#context = context;
    this.#parts = parts;
  }

  /** The list. @param note - What has just been done. */
  public list(guild: Guild, page = 0, note?: string): PageView {
    return hubList(this.#states(guild), page, note);
  }

  /** @param note - What has just gone wrong. */
  public choice(guild: Guild, purpose: Purpose, page: number, note?: string): PageView {
    return hubChoice(purpose, this.#states(guild), { page, note, now: this.#context.clock.now() });
  }

  /** @throws {UserError} when there is no such hub. */
  public removal(guild: Guild, hubId: string): PageView {
    return removalQuestion(this.#state(requireHub(this.#parts.hubs, guild, hubId)));
  }

  /** The lockdown panel, for whoever looks: asks Discord whether that is the bot's owner. */
  public async lockdown(
    { guild, interaction }: { readonly guild: Guild; readonly interaction: RepliableInteraction },
    page = 0,
  ): Promise<PageView> {
    const owner = await this.#ownsBot(guild, interaction);
    return this.panel(guild, { page, owner: owner === true, notes: owner === null ? [lockdown.ownerUnknown] : [] });
  }

  /** The lockdown panel after something was done. */
  public panel(
    guild: Guild,
    { page = 0, owner, notes }: { readonly page?: number; readonly owner: boolean; readonly notes?: readonly string[] },
  ): PageView {
    const guildUntil = this.#parts.lockdowns.guildLockedUntil(guild.id);
    const state = { hubs: this.#states(guild), guildUntil, owner, now: this.#context.clock.now() };
    return lockdownPanel(state, page, notes);
  }

  /** What did not work of a lockdown, told to whoever asked for it. */
  public failures({ failed }: LockReport): string[] {
    const told = failed.slice(0, TOLD_FAILURES).map((failure) => lockdown.failed(failure.hub, failure));
    return failed.length > TOLD_FAILURES ? [...told, lockdown.moreFailed(failed.length - TOLD_FAILURES)] : told;
  }

  /** Null when Discord does not say: that must keep nobody from locking a single hub. */
  async #ownsBot(guild: Guild, interaction: RepliableInteraction): Promise<boolean | null> {
    try {
      await requireBotOwner(interaction);
      return true;
    } catch (error) {
      if (error instanceof UserError) return false;
      this.#context.log.warn({ guild: guild.id, error }, 'Discord did not say who owns the bot');
      return null;
    }
  }

  #states(guild: Guild): HubState[] {
    return this.#parts.hubs.ofGuild(guild.id).map((hub) => this.#state(hub));
  }

  #state(hub: HubState['hub']): HubState {
    const rooms = this.#parts.rooms
      .ofGuild(hub.guildId)
      .filter(({ room }) => room.hubId === hub.id && room.state !== 'deleting');
    return { hub, rooms: rooms.length, lockedUntil: this.#parts.lockdowns.lockedUntil(hub) };
  }
}
