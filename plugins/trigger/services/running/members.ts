import { DiscordAPIError, RESTJSONErrorCodes, type GuildMember } from 'discord.js';
import type { PluginContext } from 'roomkeeper';
import type { ActionsById } from '../../domain/chain.js';
import type { Invoker } from '../../domain/event.js';
import { needsMember } from '../../domain/member-needs.js';
import type { Trigger } from '../../domain/trigger.js';
import type { Happening } from './happening.js';

/** Who set triggers off. The member is null when nobody needs it. */
export type Known = { readonly member: GuildMember | null };

/** Finds out who set triggers off, with one request at most, and only where the event does not say enough. */
export class Members {
  readonly #log: PluginContext['log'];

  public constructor({ log }: Pick<PluginContext, 'log'>) {
    this.#log = log;
  }

  /**
   * The member of an event that meets these triggers. Null: nothing fires, because they have left, are a bot, or could not
   * be looked up.
   */
  public async of(happening: Happening, triggers: readonly Trigger[], actions: ActionsById): Promise<Known | null> {
    const { bot } = happening;
    const brought = happening.member();
    if (brought !== null) return brought.user.bot ? null : { member: brought };
    // Without knowing that it is no bot, two bots might set each other off.
    if (bot === false && !needsMember(triggers, actions)) return { member: null };
    const member = await this.#fetched(happening);
    return member === null || member.user.bot ? null : { member };
  }

  /** Always asked of Discord: what is cached of somebody whom the event does not describe may be long out of date. */
  async #fetched({ guild, userId, event }: Happening): Promise<GuildMember | null> {
    try {
      return await guild.members.fetch({ user: userId, force: true });
    } catch (error) {
      const left = error instanceof DiscordAPIError && error.code === RESTJSONErrorCodes.UnknownMember;
      if (left) this.#log.debug({ guild: guild.id, user: userId }, 'Who set triggers off has left');
      else
        this.#log.warn({ guild: guild.id, user: userId, event: event.kind, error }, 'A member could not be looked up');
      return null;
    }
  }
}

export function invokerOf(member: GuildMember): Invoker {
  return {
    userId: member.id,
    bot: member.user.bot,
    roleIds: [...member.roles.cache.keys()],
    accountCreatedAt: member.user.createdTimestamp,
    joinedAt: member.joinedTimestamp,
  };
}
