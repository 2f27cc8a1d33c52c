import { ChannelType, type Guild, type RateLimitError } from 'discord.js';
import { restFailure, wasSent, type PluginContext, type RestFailure } from 'roomkeeper';
import type { TextPost } from '../../domain/conversion.js';
import { matchPending, type PendingChannel } from '../../domain/fingerprints.js';
import type { HubPost } from '../../domain/hub-replacement.js';
import { ofExistingRoles } from './channel-calls.js';
import type { Strays } from './strays.js';

/** Requests that are made for one channel before it is given up, and the pause between them, in milliseconds. */
const TRIES = 3;
const PAUSE = 1000;
/** The longest that a channel waits for Discord's rate limit, or for this process to act again, in milliseconds. */
const LONGEST_WAIT = 120_000;

/** A channel that is to be made. Its row has been stored. */
export interface Order {
  readonly guild: Guild;
  readonly pending: PendingChannel;
  readonly post: HubPost | TextPost;
  readonly reason: string;
}

export type Created =
  | { readonly channelId: string }
  /** `heldBackFor`: after so many milliseconds Discord takes it, as far as it has said. */
  | { readonly failed: RestFailure; readonly heldBackFor?: number };

/** Makes the channels of hubs and rooms. A request that got no answer is never repeated blindly. */
export class Creation {
  readonly #context: PluginContext;
  readonly #strays: Strays;

  public constructor(context: PluginContext, strays: Strays) {
    this.#context = context;
    this.#strays = strays;
  }

  /** Makes the channel, and claims it. */
  public async make(order: Order): Promise<Created> {
    this.#strays.begin(order);
    try {
      return await this.#make(order);
    } finally {
      await this.#strays.end(order);
    }
  }

  /** The channel of an earlier request, if Discord made it all the same. */
  public find(order: Order): Created | null {
    const { guild, pending } = order;
    const match = matchPending([pending], this.#strays.untracked(guild), guild.client.user.id).found;
    const channel = match.get(pending.owner);
    return channel ? this.#claimed(order, channel.id) : null;
  }

  /** Stores whose channel it is. When that fails the channel is nobody's again, and is found by its row later. */
  public async storing(channelId: string, save: () => Promise<void>): Promise<void> {
    try {
      await save();
    } catch (error) {
      this.#context.channels.release(channelId, 'hub');
      throw error;
    }
  }

  /** Takes a channel away that is not needed after all. */
  public undo(guild: Guild, channelId: string): Promise<void> {
    return this.#strays.remove(guild, channelId);
  }

  async #make(order: Order): Promise<Created> {
    const where = { guild: order.guild.id, owner: order.pending.owner, type: order.pending.type };
    let waited = 0;
    for (let tries = 1; ;) {
      // While it waited, the channel of an earlier try may have come.
      const found = tries > 1 ? this.find(order) : null;
      if (found) return found;
      try {
        return this.#claimed(order, await this.#request(order));
      } catch (error) {
        const failure = restFailure(error);
        // What was not sent is no try.
        if (failure === 'rate-limited' || !wasSent(error)) {
          const wait = failure === 'rate-limited' ? Math.max(1, (error as RateLimitError).retryAfter) : PAUSE;
          waited += wait;
          if (waited > LONGEST_WAIT) {
            return { failed: failure, ...(failure === 'rate-limited' && { heldBackFor: wait }) };
          }
          await this.#pause(wait);
          continue;
        }
        this.#context.log.warn({ ...where, failure, error }, 'Discord did not make a channel, or did not say so');
        if (failure !== 'unanswered') return { failed: failure };
        this.#strays.lost(order);
        await this.#pause(PAUSE);
        if (tries >= TRIES) return this.find(order) ?? { failed: failure };
        tries += 1;
      }
    }
  }

  /** At once, so that no other creation takes it for its own. */
  #claimed({ guild, pending }: Order, channelId: string): Created {
    const role = pending.type === 'voice' ? 'hub' : 'room text';
    this.#context.channels.claim(channelId, { guildId: guild.id, plugin: 'hub', role });
    return { channelId };
  }

  async #request({ guild, pending, post, reason }: Order): Promise<string> {
    const overwrites = ofExistingRoles(guild, post.overwrites).map(({ id, type, allow, deny }) => ({
      id,
      type: type === 'role' ? 0 : 1,
      allow,
      deny,
    }));
    const shared = { name: post.name, parent: post.parentId, permissionOverwrites: overwrites, reason };
    if (pending.type === 'text' || !('bitrate' in post)) {
      return (await guild.channels.create({ ...shared, type: ChannelType.GuildText })).id;
    }
    const { bitrate, userLimit, position, region } = post;
    const rtcRegion = region === null ? {} : { rtcRegion: region };
    const voice = { ...shared, type: ChannelType.GuildVoice, bitrate, userLimit, position, ...rtcRegion } as const;
    return (await guild.channels.create(voice)).id;
  }

  #pause(ms: number): Promise<void> {
    return new Promise((resolve) => void this.#context.clock.after(ms, resolve));
  }
}
