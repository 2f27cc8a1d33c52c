import type { PluginContext } from 'roomkeeper';
import type { Trigger, TriggerId } from '../../domain/trigger.js';
import { TriggerRow } from '../../entities/trigger-row.js';
import { brokenNotice, disabledNotice, skippedNotice } from '../../engine-messages.js';
import type { Catalogued } from '../catalogue.js';
import type { GuildChanges } from '../store/guild-changes.js';

/** Tells a guild's admins what is wrong with its triggers, and switches off what only fails. */
export class Alarms {
  readonly #context: Pick<PluginContext, 'notices' | 'log'>;
  readonly #changes: GuildChanges;
  /** Guilds, as they were loaded, whose broken patterns have been named. */
  readonly #named = new WeakSet<Catalogued>();

  public constructor(context: Pick<PluginContext, 'notices' | 'log'>, changes: GuildChanges) {
    this.#context = context;
    this.#changes = changes;
  }

  /** Whether there is something to tell about a guild's patterns. Costs next to nothing. */
  public concerns(known: Catalogued, skipped: readonly TriggerId[]): boolean {
    return skipped.length > 0 || (known.index.broken.length > 0 && !this.#named.has(known));
  }

  /** Names patterns that were left out for lack of time, and those that cannot be read. */
  public async patterns(guildId: string, known: Catalogued, skipped: readonly TriggerId[]): Promise<void> {
    const { notices, log } = this.#context;
    const namesOf = (ids: readonly TriggerId[]) =>
      known.triggers.filter(({ id }) => ids.includes(id)).map(({ name }) => name);
    if (skipped.length > 0) {
      log.warn({ guild: guildId, triggers: skipped }, 'Patterns were left out for lack of time');
      await notices.send(guildId, 'trigger.patterns-skipped', skippedNotice(namesOf(skipped)));
    }
    const { broken } = known.index;
    if (broken.length === 0 || this.#named.has(known)) return;
    this.#named.add(known);
    log.warn({ guild: guildId, triggers: broken }, 'Stored patterns cannot be read');
    await notices.send(guildId, `trigger.patterns-broken:${broken.join(',')}`, brokenNotice(namesOf(broken)));
  }

  /** Switches a trigger off that Discord has refused too often in a row. */
  public async disable({ id, guildId, name, ownerId }: Trigger, error: string): Promise<void> {
    const disabled = await this.#changes.change(guildId, ({ em }) =>
      em.nativeUpdate(TriggerRow, { id, guildId, enabled: true }, { enabled: false }),
    );
    if (disabled === 0) return;
    this.#context.log.info({ guild: guildId, trigger: id, error }, 'A trigger was disabled');
    await this.#context.notices.send(guildId, `trigger.disabled:${id}`, disabledNotice(name, ownerId, error));
  }
}
