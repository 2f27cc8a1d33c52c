/** What a channel is to a plugin. */
export interface ChannelRole {
  readonly guildId: string;
  /** The name of the plugin that owns the channel. */
  readonly plugin: string;
  /** As what, in words that a message to an admin can hold: `source`, `breakout`, `hub`, `room`, `room text`. */
  readonly role: string;
}

/** A channel was claimed that already has a role. */
export class ChannelRoleTakenError extends Error {
  override readonly name = 'ChannelRoleTakenError';
  public readonly holder: ChannelRole;

  public constructor(channelId: string, holder: ChannelRole) {
    super(`Channel ${channelId} is already a ${holder.role} of ${holder.plugin}.`);
    this.holder = holder;
  }
}

/**
 * Says which plugin owns a channel id and as what, over all plugins. A channel has one role at most. Held in memory:
 * plugins claim the channels of their stored rows in `setup` or `ready`.
 */
export class ChannelRoles {
  readonly #roles = new Map<string, ChannelRole>();

  /** The role of a channel, if it has one. Costs one map lookup. */
  public get(channelId: string): ChannelRole | undefined {
    return this.#roles.get(channelId);
  }

  /** The roles of all channels that have one. */
  public all(): Iterable<ChannelRole> {
    return this.#roles.values();
  }

  /**
   * Gives a channel its role. Claiming the same role of the same plugin again is harmless.
   *
   * @throws {ChannelRoleTakenError} when the channel has another role.
   */
  public claim(channelId: string, role: ChannelRole): void {
    const holder = this.#roles.get(channelId);
    if (holder && (holder.plugin !== role.plugin || holder.role !== role.role)) {
      throw new ChannelRoleTakenError(channelId, holder);
    }
    this.#roles.set(channelId, role);
  }

  /** Takes the role away, if `plugin` holds it. */
  public release(channelId: string, plugin: string): void {
    if (this.#roles.get(channelId)?.plugin === plugin) this.#roles.delete(channelId);
  }
}
