import { PermissionsBitField, type Guild } from 'discord.js';
import type { Logger } from '../../logging/logger.js';
import type { GuildStatus, Upcoming } from '../../plugins/guild-status.js';
import type { RunningPlugin } from '../../plugins/lifecycle.js';
import type { ChannelRoles } from '../../voice/channel-roles.js';
import { lacksOf, type Holds, type Lack } from './lacks.js';

/** How many channels one plugin looks after, as what. */
export interface Tracked {
  readonly plugin: string;
  readonly roles: readonly { readonly role: string; readonly count: number }[];
}

/** How the bot is doing in one guild. */
export interface GuildReport {
  readonly lacks: readonly Lack[];
  readonly tracked: readonly Tracked[];
  /** What comes next, the first one first. */
  readonly upcoming: readonly Upcoming[];
  /** Plugins that could not say anything. The log has why. */
  readonly silent: readonly string[];
}

export interface StatusDeskParts {
  /** The plugins that have been set up. */
  readonly source: { readonly running: readonly RunningPlugin[] };
  readonly channels: ChannelRoles;
  readonly log: Logger;
}

/** Asks all enabled plugins how they are doing in one guild. */
export class StatusDesk {
  readonly #parts: StatusDeskParts;

  public constructor(parts: StatusDeskParts) {
    this.#parts = parts;
  }

  /** Never rejects: a plugin that fails is named. Says nothing of any other guild. */
  public async report(guild: Guild): Promise<GuildReport> {
    const silent: string[] = [];
    const said = await Promise.all(
      this.#parts.source.running.map(async (plugin) => {
        const { name, permissions = [] } = plugin.definition;
        const status = await this.#ask(plugin, guild);
        if (!status) silent.push(name);
        const needs = [{ channelId: null, permissions }, ...(status?.needs ?? [])];
        return { plugin: name, needs, upcoming: status?.upcoming ?? [] };
      }),
    );
    return {
      lacks: lacksOf(said, holdsIn(guild)),
      tracked: this.#tracked(guild.id),
      upcoming: said
        .flatMap(({ upcoming }) => upcoming)
        .toSorted((one, other) => one.at.getTime() - other.at.getTime()),
      silent,
    };
  }

  async #ask({ definition, context, api }: RunningPlugin, guild: Guild): Promise<GuildStatus | null> {
    try {
      return (await definition.status?.(context, api, guild)) ?? {};
    } catch (error) {
      this.#parts.log.error({ plugin: definition.name, guild: guild.id, error }, 'A plugin could not tell its status');
      return null;
    }
  }

  #tracked(guildId: string): Tracked[] {
    const own = [...this.#parts.channels.all()].filter((role) => role.guildId === guildId);
    return [...Map.groupBy(own, ({ plugin }) => plugin)].map(([plugin, held]) => ({
      plugin,
      roles: [...Map.groupBy(held, ({ role }) => role)].map(([role, { length: count }]) => ({ role, count })),
    }));
  }
}

function holdsIn(guild: Guild): Holds {
  const { me } = guild.members;
  const held = new Map<string | null, Readonly<PermissionsBitField> | null>();
  const heldAt = (channelId: string | null): Readonly<PermissionsBitField> | null => {
    if (!me) return null;
    if (channelId === null) return me.permissions;
    return guild.channels.cache.get(channelId)?.permissionsFor(me) ?? null;
  };
  return (channelId, permission) => {
    if (!held.has(channelId)) held.set(channelId, heldAt(channelId));
    return held.get(channelId)?.has(PermissionsBitField.Flags[permission]) ?? null;
  };
}
