import { Routes, type Guild } from 'discord.js';
import { restFailure, type PluginContext } from 'roomkeeper';
import type { RoomPatch } from '../../domain/conversion.js';
import type { Overwrite } from '../../domain/room.js';
import { auditReason } from '../../room-messages.js';
import { overwriteBodies } from '../live-guild.js';

/**
 * Requests about channels that exist. They leave the cache alone: it shows what the gateway has told, so that one channel
 * update is one change.
 */
export class ChannelCalls {
  readonly #context: PluginContext;

  public constructor(context: PluginContext) {
    this.#context = context;
  }

  /** Makes a hub's channel a room, in one request; when the channel may have no new name at present, in a second one without. */
  public async convert(channelId: string, { name, userLimit, overwrites }: RoomPatch, reason: string): Promise<void> {
    const rest = { user_limit: userLimit, permission_overwrites: overwriteBodies(overwrites) };
    try {
      await this.#context.client.rest.patch(Routes.channel(channelId), { body: { name, ...rest }, reason });
    } catch (error) {
      if (restFailure(error) !== 'rate-limited') throw error;
      this.#context.log.info({ channel: channelId, error }, 'A room waits for its name');
      await this.#context.client.rest.patch(Routes.channel(channelId), { body: rest, reason });
    }
  }

  /** Replaces all overwrites of a channel, in one request. */
  public async setOverwrites(channelId: string, overwrites: readonly Overwrite[]): Promise<void> {
    const body = { permission_overwrites: overwriteBodies(overwrites) };
    await this.#context.client.rest.patch(Routes.channel(channelId), { body, reason: auditReason.overwrites });
  }

  public async putOverwrite(channelId: string, overwrite: Overwrite): Promise<void> {
    const [body] = overwriteBodies([overwrite]);
    const route = Routes.channelPermission(channelId, overwrite.id);
    await this.#context.client.rest.put(route, { body, reason: auditReason.overwrites });
  }

  public async deleteOverwrite(channelId: string, targetId: string): Promise<void> {
    const route = Routes.channelPermission(channelId, targetId);
    await this.#context.client.rest.delete(route, { reason: auditReason.overwrites });
  }

  public async delete(channelId: string, reason: string): Promise<void> {
    await this.#context.client.rest.delete(Routes.channel(channelId), { reason });
  }
}

/** Without the overwrites of roles that were deleted: Discord refuses a whole request for one of them. */
export function ofExistingRoles(guild: Guild, overwrites: readonly Overwrite[]): readonly Overwrite[] {
  return overwrites.filter(({ id, type }) => type === 'member' || guild.roles.cache.has(id));
}
