import { PermissionsBitField, type Guild, type PermissionsString } from 'discord.js';
import { permissionName, type PluginContext } from 'roomkeeper';
import type { BrokenReason } from '../domain/broken.js';
import { missingPermissions, NEEDED_PERMISSIONS, type MissingPermission } from '../domain/permissions.js';
import type { PlacementFault } from '../domain/placement.js';
import { notice } from '../messages.js';
import type { Failure, Order } from './creation.js';
import { breakoutOverwrites } from './overwrites.js';
import type { Source, Sources } from './sources.js';

const NEEDED = PermissionsBitField.resolve(NEEDED_PERMISSIONS);

/** Knows which sources cannot work, and tells admins. */
export class Health {
  readonly #context: PluginContext;
  readonly #sources: Sources;
  /** What was dropped of which source's overwrites, as far as it has been reported. */
  readonly #reported = new Set<string>();

  public constructor(context: PluginContext, sources: Sources) {
    this.#context = context;
    this.#sources = sources;
  }

  /** The permissions that the bot lacks for a source's breakouts: in the source, and where breakouts go first. */
  public missing(guild: Guild, source: Pick<Source, 'channelId' | 'categoryId'>): MissingPermission[] {
    return this.missingAnywhere(guild, { ...source, fallbackCategoryIds: [] });
  }

  /** The same, and what it lacks in the categories that are used when that one is full. */
  public missingAnywhere(
    guild: Guild,
    { channelId, categoryId, fallbackCategoryIds }: Pick<Source, 'channelId' | 'categoryId' | 'fallbackCategoryIds'>,
  ): MissingPermission[] {
    const channel = guild.channels.cache.get(channelId);
    const places = new Set([channelId, categoryId ?? channel?.parentId ?? null, ...fallbackCategoryIds]);
    return channel ? this.#missingIn(guild, [...places]) : [];
  }

  /** Null is the guild as a whole. Places that are gone are left out. */
  #missingIn(guild: Guild, places: readonly (string | null)[]): MissingPermission[] {
    const me = guild.members.me;
    if (!me) return [];
    const granted = places.flatMap((channelId) => {
      const place = channelId === null ? null : guild.channels.cache.get(channelId);
      const held = place === null ? me.permissions : place?.permissionsFor(me);
      // To name all that is held takes long, and is seldom needed.
      return held && !held.has(NEEDED) ? { channelId, granted: held.toArray() } : [];
    });
    return missingPermissions(granted, false);
  }

  /** Whether breakouts can be made, before anything is. If not, the source is marked and the admins are told. */
  public async check({ guild, source }: Order): Promise<boolean> {
    const missing = this.missing(guild, source);
    if (missing.length === 0) return true;
    await this.#broken(source, 'missing-permissions', missing);
    return false;
  }

  /** Notes why Discord made no breakout, and tells the admins where they can do something about it. */
  public async notMade({ guild, source }: Order, failed: Failure['failed']): Promise<void> {
    switch (failed) {
      case 'forbidden':
        return this.#broken(source, 'missing-permissions', this.missing(guild, source));
      case 'two-factor-required':
      case 'refused':
        return this.#broken(source, failed, []);
      case 'max-breakouts':
      case 'category-full':
      case 'guild-full':
        return this.#full(source, failed);
      case 'unanswered':
      case 'rate-limited':
      case 'stale':
        return;
    }
  }

  /** The sources of a guild that were marked and lack nothing any more. Their marks are taken away. */
  public async recovered(guild: Guild): Promise<Source[]> {
    const marked = this.#sources.ofGuild(guild.id).filter(({ brokenReason }) => brokenReason !== null);
    const recovered = marked.filter((source) => this.missing(guild, source).length === 0);
    for (const source of recovered) await this.#sources.mark(source, null);
    return recovered;
  }

  /** Tells the admins once which permissions of the source cannot be copied. */
  public async reportDropped({ guild, source, channel }: Omit<Order, 'userId'>): Promise<void> {
    const dropped = droppedPermissions(guild, source, channel);
    const cause = causeOfDropped(source, dropped);
    if (dropped.length === 0 || this.#reported.has(cause)) return;
    this.#reported.add(cause);
    await this.#context.notices.send(guild.id, cause, toldDropped(source, dropped));
  }

  /** The same for an admin who is there to be told, whether it was told before or not. */
  public explainDropped({ guild, source, channel }: Omit<Order, 'userId'>): string[] {
    const dropped = droppedPermissions(guild, source, channel);
    if (dropped.length === 0) return [];
    this.#reported.add(causeOfDropped(source, dropped));
    return [toldDropped(source, dropped)];
  }

  async #broken(source: Source, reason: BrokenReason, missing: readonly MissingPermission[]): Promise<void> {
    const { guildId, channelId } = source;
    this.#context.log.warn({ guild: guildId, channel: channelId, reason, missing }, 'A source cannot make breakouts');
    await this.#sources.mark(source, reason);
    await this.#context.notices.send(
      guildId,
      `autochannel.broken:${source.id}`,
      notice.broken(channelId, reason, missing),
    );
  }

  async #full({ id, guildId, channelId }: Source, fault: PlacementFault): Promise<void> {
    this.#context.log.warn({ guild: guildId, channel: channelId, fault }, 'There is no place for a breakout');
    await this.#context.notices.send(guildId, `autochannel.${fault}:${id}`, notice.placement(fault, channelId));
  }
}

function causeOfDropped(source: Source, dropped: readonly PermissionsString[]): string {
  return `autochannel.dropped-overwrites:${source.id}:${dropped.join()}`;
}

function toldDropped({ channelId }: Source, dropped: readonly PermissionsString[]): string {
  return notice.droppedOverwrites(channelId, dropped.map(permissionName));
}

/** The permissions of a source's overwrites that the bot may not set. */
function droppedPermissions(...[guild, source, channel]: Parameters<typeof breakoutOverwrites>): PermissionsString[] {
  return new PermissionsBitField(breakoutOverwrites(guild, source, channel).dropped).toArray();
}
