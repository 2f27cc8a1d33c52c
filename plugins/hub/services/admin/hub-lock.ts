import type { Guild, PermissionsString, VoiceChannel } from 'discord.js';
import { missingPermissions, restFailure, type PluginContext } from 'roomkeeper';
import { decideLockdown, lifted, unexpired } from '../../domain/lockdown.js';
import { sameOverwrites } from '../../domain/overwrite-diff.js';
import type { Hub, Moment, Overwrite, PreviousOverwrite } from '../../domain/room.js';
import { auditReason } from '../../sudo-messages.js';
import type { SentOverwrites } from '../making/sent-overwrites.js';
import type { Blueprints } from './blueprints.js';
import { queueKey } from '../flow.js';
import type { Hubs } from '../store/hubs.js';
import { overwritesOf } from '../live-guild.js';
import { seenVoiceChannel } from '../boot/live-snapshot.js';
import type { GuildRules } from '../room-settings.js';

/** What an edit of a hub's overwrites takes. */
const NEEDED = ['ViewChannel', 'Connect', 'ManageChannels', 'ManageRoles', 'MoveMembers'] as const;

/** Why a hub's channel is not as its lock says. */
export interface LockFailure {
  readonly hub: Hub;
  /** What the bot lacks in the channel; empty when Discord gave another reason, or none. */
  readonly missing: readonly PermissionsString[];
  /** The channel is there, as far as anybody knows, but the bot does not see it. */
  readonly unseen: boolean;
}

/** What one channel needs: stored already, not yet sent. */
interface Order {
  readonly hub: Hub;
  readonly channel: VoiceChannel;
  readonly overwrites: readonly Overwrite[];
  /** What was noted before, if the lock is lifted: forgotten once Discord has it. */
  readonly undone: readonly PreviousOverwrite[] | null;
}

/**
 * Locks and opens the channels of hubs. What has to be restored is stored before the channel is locked, and forgotten after
 * it is open again: a crash or a failure in between leaves what the next try needs. One hub's requests go one after the
 * other. Not to be called within a guild's queue.
 */
export class HubLock {
  readonly #context: PluginContext;
  readonly #hubs: Hubs;
  readonly #rules: GuildRules;
  readonly #blueprints: Blueprints;
  readonly #sent: SentOverwrites;

  public constructor(
    context: PluginContext,
    parts: {
      readonly hubs: Hubs;
      readonly rules: GuildRules;
      readonly blueprints: Blueprints;
      readonly sent: SentOverwrites;
    },
  ) {
    this.#context = context;
    this.#hubs = parts.hubs;
    this.#rules = parts.rules;
    this.#blueprints = parts.blueprints;
    this.#sent = parts.sent;
  }

  /**
   * Brings a hub's channel to what its locks say at this moment: at most one request, none when nothing differs.
   *
   * @param until - The hub's own lockdown from now on; undefined leaves it as it is. Stored whatever becomes of the channel.
   * @returns why the channel could not be brought there; null when it was, or when there is no such hub.
   */
  public converge(guild: Guild, hubId: string, until?: Moment | null): Promise<LockFailure | null> {
    return this.#alone(hubId, async () => {
      const order = await this.#context.queue.run(queueKey(guild.id), () => this.#store(guild, hubId, until));
      return order === null || 'missing' in order ? order : this.#send(guild, order);
    });
  }

  /** A hub's channel was updated: what was sent has arrived. */
  public updated(channel: VoiceChannel): void {
    this.#sent.arrived(channel.id, overwritesOf(channel));
  }

  /**
   * Opens a hub's channel whatever its locks say, then runs `work` before anything can lock it again.
   *
   * @returns why it could not be opened; then `work` has not run.
   */
  public open(guild: Guild, hubId: string, work: () => Promise<void>): Promise<LockFailure | null> {
    return this.#alone(hubId, async () => {
      const hub = this.#hubs.get(hubId);
      const channel = hub?.channelId ? seenVoiceChannel(guild, hub.channelId) : null;
      const undone = hub?.lockdownPrevious ?? null;
      const isThere = guild.channels.cache.has(hub?.channelId ?? '');
      if (hub && undone && !channel && isThere) return { hub, missing: [], unseen: true };
      if (hub && channel && undone) {
        const failure = await this.#send(guild, { hub, channel, undone, ...lifted(overwritesOf(channel), undone) });
        if (failure) return failure;
      }
      await work();
      return null;
    });
  }

  #alone<Result>(hubId: string, work: () => Promise<Result>): Promise<Result> {
    return this.#context.queue.run(`hub.lock:${hubId}`, work);
  }

  /** Decides and stores. @returns what is to be sent. */
  async #store(guild: Guild, hubId: string, until?: Moment | null): Promise<Order | LockFailure | null> {
    const before = this.#hubs.get(hubId);
    if (before?.guildId !== guild.id) return null;
    const now = this.#context.clock.now();
    const lockdownUntil = unexpired(until === undefined ? before.lockdownUntil : until, now);
    const channel = before.channelId === null ? null : seenVoiceChannel(guild, before.channelId);
    if (!channel) return this.#storeOnly(before, { ...before, lockdownUntil });

    const facts = {
      guildId: guild.id,
      botId: this.#rules.of(guild.id).botId,
      hubUntil: lockdownUntil,
      guildUntil: this.#rules.lockdownUntil(guild.id),
      previous: before.lockdownPrevious,
      overwrites: overwritesOf(channel),
    };
    const { change } = decideLockdown(facts, now);
    const isLifted = change !== null && change.previous === null;
    const hub = { ...before, lockdownUntil, lockdownPrevious: change?.previous ?? before.lockdownPrevious };
    if (change !== null || lockdownUntil !== before.lockdownUntil) await this.#hubs.save(hub);
    if (change === null) return null;
    return { hub, channel, overwrites: change.overwrites, undone: isLifted ? before.lockdownPrevious : null };
  }

  /** For a hub without a channel: its replacement is locked, or not, when it comes. */
  async #storeOnly(before: Hub, hub: Hub): Promise<LockFailure | null> {
    if (hub.lockdownUntil !== before.lockdownUntil) await this.#hubs.save(hub);
    return hub.channelId === null ? null : { hub, missing: [], unseen: true };
  }

  async #send(guild: Guild, order: Order): Promise<LockFailure | null> {
    const { hub, channel, overwrites, undone } = order;
    // A room by now, which its conversion has given overwrites of its own.
    if (this.#hubs.get(hub.id)?.channelId !== channel.id) return null;
    if (!sameOverwrites(overwritesOf(channel), overwrites)) {
      const missing = missingPermissions(channel, NEEDED);
      if (missing.length > 0) return { hub, missing, unseen: false };
      try {
        await this.#edit(channel, overwrites, undone === null);
      } catch (error) {
        return this.#failed(hub, error);
      }
    }
    if (undone === null) return null;
    await this.#context.queue.run(queueKey(guild.id), () => this.#forget(order));
    // What was changed by hand while the hub was locked counts from now on.
    await this.#blueprints.follow(guild, channel.id);
    return null;
  }

  async #edit(channel: VoiceChannel, overwrites: readonly Overwrite[], locks: boolean): Promise<void> {
    const permissionOverwrites = overwrites.map((one) => ({ ...one, type: one.type === 'role' ? 0 : 1 }));
    // The channel may be a room by the time at which the gateway tells of it: nobody has set that there by hand.
    this.#sent.note(channel.id, overwrites);
    try {
      await channel.edit({ permissionOverwrites, reason: locks ? auditReason.locked : auditReason.lifted });
    } catch (error) {
      this.#sent.failed(channel.id, overwrites, error);
      throw error;
    }
  }

  #failed(hub: Hub, error: unknown): LockFailure | null {
    // Somebody has deleted the channel, and the listener for that sees to the hub.
    if (restFailure(error) === 'unknown-channel') return null;
    const line = { guild: hub.guildId, channel: hub.channelId, hub: hub.id, error };
    this.#context.log.warn(line, 'A hub could not be locked or opened');
    return { hub, missing: [], unseen: false };
  }

  async #forget({ hub, undone }: Order): Promise<void> {
    const current = this.#hubs.get(hub.id);
    if (current?.channelId !== hub.channelId || current.lockdownPrevious !== undone) return;
    await this.#hubs.save({ ...current, lockdownPrevious: null });
  }
}
