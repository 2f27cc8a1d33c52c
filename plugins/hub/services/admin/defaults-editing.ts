import type { Guild } from 'discord.js';
import type { PluginContext } from 'roomkeeper';
import { parseDefaults, type TypedDefaults } from '../../domain/hub-defaults.js';
import type { Hub } from '../../domain/room.js';
import { editing, logLine } from '../../sudo-messages.js';
import { queueKey } from '../flow.js';
import { refused, requireHub } from './hub-checks.js';
import type { Hubs } from '../store/hubs.js';
import type { GuildRules } from '../room-settings.js';

/** Changes what the rooms of hubs start with. */
export class DefaultsEditing {
  readonly #context: PluginContext;
  readonly #hubs: Hubs;
  readonly #rules: GuildRules;

  public constructor(context: PluginContext, parts: { readonly hubs: Hubs; readonly rules: GuildRules }) {
    this.#context = context;
    this.#hubs = parts.hubs;
    this.#rules = parts.rules;
  }

  /**
   * For rooms that open from now on.
   *
   * @throws {UserError} when there is no such hub, or that names each field that cannot be. Then nothing is stored.
   */
  public async edit(guild: Guild, hubId: string, typed: TypedDefaults, byUserId: string): Promise<Hub> {
    const parsed = parseDefaults(typed, this.#rules.of(guild.id).bannedWords);
    requireHub(this.#hubs, guild, hubId);
    if (!parsed.ok) throw refused(editing.refused(parsed.faults, typed));
    const { before, after } = await this.#context.queue.run(queueKey(guild.id), async () => {
      const hub = requireHub(this.#hubs, guild, hubId);
      const changed = { ...hub, defaults: parsed.defaults };
      await this.#hubs.save(changed);
      return { before: hub, after: changed };
    });
    if (JSON.stringify(before.defaults) === JSON.stringify(after.defaults)) return after;
    const text = logLine.defaults(before, after);
    await this.#context.guildLog.write({ guildId: guild.id, actorId: byUserId, action: 'hub.defaults', text });
    return after;
  }
}
