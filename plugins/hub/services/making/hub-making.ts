import type { Guild } from 'discord.js';
import type { PluginContext, Timer } from 'roomkeeper';
import { hubReplacement, withReplacement, type HubPost } from '../../domain/hub-replacement.js';
import type { Hub } from '../../domain/room.js';
import { auditReason, notice } from '../../room-messages.js';
import type { Creation, Order } from './creation.js';
import { queueKey } from '../flow.js';
import type { Hubs } from '../store/hubs.js';
import type { GuildRules } from '../room-settings.js';

/** The pauses between tries, in milliseconds; the last one is kept. */
const PAUSES = [30_000, 120_000, 600_000];
/** How long one hub's channel may take, waiting for Discord's limits included, in milliseconds. */
const LIMIT = 240_000;

/** What makes the channel of one hub runs one after the other under this key; no other hub waits. */
export function hubKey(hubId: string): string {
  return `hub.hub:${hubId}`;
}

export interface HubMakingParts {
  readonly hubs: Hubs;
  readonly rules: GuildRules;
  readonly creation: Creation;
  /** The hub has a channel again. People may sit in it already. */
  readonly made: (guild: Guild, hub: Hub) => Promise<void>;
}

/** Makes the channels of hubs whose rows wait for one, for as long as it takes. */
export class HubMaking {
  readonly #context: PluginContext;
  readonly #parts: HubMakingParts;
  readonly #waiting = new Map<string, Timer>();
  readonly #tries = new Map<string, number>();

  public constructor(context: PluginContext, parts: HubMakingParts) {
    this.#context = context;
    this.#parts = parts;
  }

  /** Sends a POST that has been prepared and stored. */
  public first(guild: Guild, hub: Hub, post: HubPost, userName: string): Promise<void> {
    return this.#alone(guild, hub.id, () => this.#make(guild, hub, post, auditReason.hub(userName)));
  }

  /** Makes the channel of a hub that waits for one, unless an earlier request has made it. */
  public again(guild: Guild, hubId: string): Promise<void> {
    return this.#alone(guild, hubId, async () => {
      const prepared = await this.#context.queue.run(queueKey(guild.id), () => this.#prepare(guild, hubId));
      return prepared && this.#make(guild, prepared.hub, prepared.post, auditReason.hub(null), true);
    });
  }

  /** Tries the waiting hubs of a guild at once: there may be room for them now. Costs nothing when none waits. */
  public async retry(guild: Guild): Promise<void> {
    const waiting = this.#parts.hubs.ofGuild(guild.id).filter(({ id }) => this.#waiting.has(id));
    await Promise.all(waiting.map(({ id }) => this.again(guild, id)));
  }

  public stop(): void {
    for (const timer of this.#waiting.values()) timer.cancel();
    this.#waiting.clear();
  }

  /** The POST as it has to be now: the hub may be locked meanwhile, or its category gone. */
  async #prepare(guild: Guild, hubId: string): Promise<{ hub: Hub; post: HubPost } | null> {
    const { hubs, rules } = this.#parts;
    const hub = hubs.get(hubId);
    if (!hub || hub.channelId !== null) return null;
    const parentId = hub.pending?.parentId ?? null;
    const { hub: next, post } = hubReplacement(
      hub,
      parentId !== null && guild.channels.cache.has(parentId) ? parentId : null,
      rules.lockdownUntil(guild.id),
      guild.maximumBitrate,
      guild.client.user.id,
      this.#context.clock.now(),
    );
    // As old as the first request, whose channel may still turn up.
    const pending = next.pending && { ...next.pending, since: hub.pending?.since ?? next.pending.since };
    const prepared = { ...next, pending };
    await hubs.save(prepared);
    return { hub: prepared, post };
  }

  /** What follows is done outside of the hub's key: whoever sits in the new channel has it replaced in turn. */
  async #alone(guild: Guild, hubId: string, work: () => Promise<Hub | null>): Promise<void> {
    const made = await this.#context.queue.run(hubKey(hubId), work, LIMIT);
    if (made) await this.#parts.made(guild, made);
  }

  async #make(guild: Guild, hub: Hub, post: HubPost, reason: string, repeated = false): Promise<Hub | null> {
    if (hub.pending === null) return null;
    const pending = { owner: hub.id, type: 'voice', fingerprint: hub.pending } as const;
    const order: Order = { guild, pending, post, reason };
    const { creation } = this.#parts;
    const created = (repeated ? creation.find(order) : null) ?? (await creation.make(order));
    if ('failed' in created) return this.#later(guild, hub);
    this.#waiting.get(hub.id)?.cancel();
    this.#waiting.delete(hub.id);
    this.#tries.delete(hub.id);
    return this.#made(guild, hub.id, created.channelId);
  }

  async #made(guild: Guild, hubId: string, channelId: string): Promise<Hub | null> {
    const hub = await this.#context.queue.run(queueKey(guild.id), async () => {
      const fresh = this.#parts.hubs.get(hubId);
      if (!fresh || fresh.channelId !== null) return null;
      const made = withReplacement(fresh, channelId);
      await this.#parts.creation.storing(channelId, () => this.#parts.hubs.save(made));
      return made;
    });
    // Null: unregistered, or given its own channel back, while this one was made.
    if (!hub) await this.#parts.creation.undo(guild, channelId);
    return hub;
  }

  async #later(guild: Guild, hub: Hub): Promise<null> {
    // Unregistered, or given its own channel back meanwhile.
    if (this.#parts.hubs.get(hub.id)?.channelId !== null) return null;
    const tries = (this.#tries.get(hub.id) ?? 0) + 1;
    this.#tries.set(hub.id, tries);
    const pause = PAUSES[tries - 1] ?? PAUSES.at(-1) ?? 0;
    this.#waiting.get(hub.id)?.cancel();
    const timer = this.#context.clock.after(pause, () => {
      this.again(guild, hub.id).catch((error: unknown) =>
        this.#context.log.error({ guild: guild.id, hub: hub.id, error }, 'A hub could not be made'),
      );
    });
    this.#waiting.set(hub.id, timer);
    const text = notice.noReplacement(hub.blueprint.name, this.#context.clock.now() + pause);
    await this.#context.notices.send(guild.id, `hub.no-replacement:${hub.id}`, text);
    return null;
  }
}
