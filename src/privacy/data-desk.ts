import type { Logger } from '../logging/logger.js';
import type { PluginContext, PluginDefinition } from '../plugins/definition.js';
import { deleteGuildRows, guildsIn, guildTables } from './guild-rows.js';
import type { Erasure, PersonalData, PersonalRow } from './personal-data.js';

/** Gives a plugin's hooks what they are called with, whether it is enabled or only installed. */
export interface HookSource {
  /** @returns `api`: undefined unless the plugin has been set up. */
  handleOf(definition: PluginDefinition): { readonly context: PluginContext; readonly api: unknown };
}

/** What {@link DataDesk} works with. */
export interface DataDeskParts {
  /** `core` first, each plugin after what it requires. */
  readonly installed: readonly PluginDefinition[];
  readonly source: HookSource;
  readonly settings: { forget(guildId: string): Promise<void> };
  readonly log: Logger;
}

/** What one plugin says that it stores about people. */
export interface Stored {
  readonly plugin: string;
  readonly sentences: readonly string[];
  /** What a person loses when it is deleted. */
  readonly lost: readonly string[];
}

/** Asks all installed plugins about a person, or has them forget one, or a guild. */
export class DataDesk {
  readonly #installed: readonly PluginDefinition[];
  readonly #source: HookSource;
  readonly #settings: DataDeskParts['settings'];
  readonly #log: Logger;

  public constructor({ installed, source, settings, log }: DataDeskParts) {
    this.#installed = installed;
    this.#source = source;
    this.#settings = settings;
    this.#log = log;
  }

  /** What is stored about people, by plugin. */
  public stored(): readonly Stored[] {
    return this.#installed.map(({ name, personalData }) => ({
      plugin: name,
      sentences: personalData?.stored ?? [],
      lost: personalData?.lost ?? [],
    }));
  }

  /** All that is stored about a person, by plugin. */
  public async export(userId: string): Promise<Record<string, readonly PersonalRow[]>> {
    const rows: Record<string, readonly PersonalRow[]> = {};
    for (const definition of this.#installed) {
      const { context, api } = this.#source.handleOf(definition);
      rows[definition.name] = (await definition.personalData?.export?.(context, api, userId)) ?? [];
    }
    return rows;
  }

  /**
   * Has every plugin forget a person. One that fails does not keep the others from it.
   *
   * @returns what had to stay, in sentences.
   * @throws the first failure, once every plugin had its turn: to be tried again.
   */
  public async erase(erasure: Erasure): Promise<readonly string[]> {
    const kept: string[] = [];
    await this.#each('A person could not be forgotten', async (definition) => {
      const { context, api } = this.#source.handleOf(definition);
      const hook: PersonalData<unknown>['erase'] = definition.personalData?.erase?.bind(definition.personalData);
      kept.push(...((await hook?.(context, api, erasure)) ?? []));
    });
    return kept;
  }

  /**
   * Has every plugin forget a guild that the bot has left, and deletes what is left of it in their tables.
   *
   * @throws the first failure, once every plugin had its turn: to be tried again.
   */
  public async forgetGuild(guildId: string): Promise<void> {
    await this.#each('A guild could not be forgotten', async (definition) => {
      const { context, api } = this.#source.handleOf(definition);
      await definition.forgetGuild?.(context, api, guildId);
      const tables = guildTables(context.orm, definition);
      await context.orm.em.fork().transactional((em) => deleteGuildRows(em, tables, guildId));
    });
    await this.#settings.forget(guildId);
  }

  /** The guilds of which a row is stored. */
  public knownGuilds({ orm }: Pick<PluginContext, 'orm'>): Promise<Set<string>> {
    return guildsIn(
      orm.em.fork(),
      this.#installed.flatMap((definition) => guildTables(orm, definition)),
    );
  }

  /** In reverse order, for a plugin may ask those that it requires. */
  async #each(failed: string, work: (definition: PluginDefinition) => Promise<void>): Promise<void> {
    const failures: unknown[] = [];
    for (const definition of this.#installed.toReversed()) {
      try {
        await work(definition);
      } catch (error) {
        this.#log.error({ plugin: definition.name, error }, failed);
        failures.push(error);
      }
    }
    if (failures.length > 0) throw failures[0];
  }
}
