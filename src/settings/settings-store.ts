import type { MikroORM } from '@mikro-orm/postgresql';
import type { KeyedQueue } from '../concurrency/keyed-queue.js';
import type { Logger } from '../logging/logger.js';
import type { Clock } from '../scheduling/clock.js';
import { LogRow } from './entities/log-row.js';
import { SettingRow } from './entities/setting-row.js';
import { Shards } from '../sharding/shards.js';
import { GuildCopy, keyOf } from './guild-copy.js';
import type { ChangedBy, GuildSettings } from './guild-settings.js';
import type { SettingsOf, SettingsSection } from './section.js';
import { changesOf, checkWishes, type Change, type Wishes } from './setting-changes.js';

const queueKey = (guildId: string): string => `core.settings:${guildId}`;

type Listener = Parameters<GuildSettings['onChange']>[1];

/** What {@link SettingsStore} works with. */
export interface SettingsStoreOptions {
  readonly orm: MikroORM;
  readonly clock: Clock;
  readonly log: Logger;
  readonly queue: KeyedQueue;
  /** Whose guilds are read. Default all. */
  readonly shards?: Shards;
}

/**
 * The table `core_settings`, and a copy of it in memory, so that a look costs no query. This process is the only one that acts for
 * its guilds, so the copy is never behind: it is replaced when a change is committed.
 */
export class SettingsStore implements GuildSettings {
  readonly #options: SettingsStoreOptions;
  readonly #guilds = new Map<string, GuildCopy>();
  readonly #unset = new GuildCopy();
  /** By the key of the section. */
  readonly #listeners = new Map<string, Listener[]>();

  public constructor(options: SettingsStoreOptions) {
    this.#options = options;
  }

  /** Reads what the own guilds have set, once, before anybody looks. */
  public async load(): Promise<void> {
    const guilds = new Map<string, Map<string, unknown>>();
    const { orm, shards = Shards.all } = this.#options;
    for (const { guildId, key, value } of await orm.em.fork().find(SettingRow, shards.rows())) {
      const values = guilds.get(guildId) ?? new Map<string, unknown>();
      guilds.set(guildId, values.set(key, value ?? undefined));
    }
    for (const [guildId, values] of guilds) this.#guilds.set(guildId, new GuildCopy(values));
  }

  public of<Section extends SettingsSection>(guildId: string, section: Section): SettingsOf<Section> {
    return this.#copy(guildId).view(section, (key) =>
      this.#options.log.warn(
        { guild: guildId, setting: key },
        'A stored setting does not fit any more; the default holds',
      ),
    );
  }

  public async set(...change: Parameters<SettingsStore['change']>): Promise<void> {
    await this.change(...change);
  }

  public async change<Section extends SettingsSection>(
    guildId: string,
    section: Section,
    values: Partial<Record<keyof SettingsOf<Section>, unknown>>,
    by: ChangedBy,
  ): Promise<SettingsOf<Section>> {
    const wishes = checkWishes(section, values);
    return this.#apply(guildId, section, () => wishes, by);
  }

  public async seed<Section extends SettingsSection>(
    guildId: string,
    section: Section,
    values: Partial<SettingsOf<Section>>,
  ): Promise<void> {
    const wishes = [...checkWishes(section, values)].filter(([, value]) => value !== undefined);
    const unheard = (): Wishes =>
      new Map(wishes.filter(([field]) => !this.#copy(guildId).values.has(keyOf(section, field))));
    if (unheard().size > 0) await this.#apply(guildId, section, unheard, null);
  }

  public onChange(section: SettingsSection, listener: Listener): void {
    this.#listeners.set(section.key, [...(this.#listeners.get(section.key) ?? []), listener]);
  }

  /** Forgets all that a guild has set, and tells nobody: the bot has left it. */
  public forget(guildId: string): Promise<void> {
    return this.#options.queue.run(queueKey(guildId), async () => {
      await this.#options.orm.em.fork().nativeDelete(SettingRow, { guildId });
      this.#guilds.delete(guildId);
    });
  }

  #copy(guildId: string): GuildCopy {
    return this.#guilds.get(guildId) ?? this.#unset;
  }

  /** @param wishes - Asked when it is this change's turn. @returns what held until then. */
  async #apply<Section extends SettingsSection>(
    guildId: string,
    section: Section,
    wishes: () => Wishes,
    by: ChangedBy,
  ): Promise<SettingsOf<Section>> {
    const { before, changed } = await this.#options.queue.run(queueKey(guildId), async () => {
      const before = this.of(guildId, section);
      const changes = changesOf(section, wishes(), before);
      await this.#store(guildId, changes, by);
      // Taken only now: what the queue has given up on may still be committed, after a later change.
      const values = new Map(this.#copy(guildId).values);
      for (const { key, value } of changes) values.set(key, value);
      this.#guilds.set(guildId, new GuildCopy(values));
      return { before, changed: changes.filter(({ text }) => text !== null) };
    });
    for (const { key } of changed)
      this.#options.log.info({ guild: guildId, setting: key, by }, 'A setting was changed');
    if (changed.length > 0) this.#tell(guildId, section);
    return before;
  }

  async #store(guildId: string, changes: readonly Change[], by: ChangedBy): Promise<void> {
    if (changes.length === 0) return;
    const at = new Date(this.#options.clock.now());
    const actorId = by?.userId ?? null;
    await this.#options.orm.em.fork().transactional(async (em) => {
      const rows = changes.map(({ key, value = null }) => ({ guildId, key, value, updatedAt: at, updatedBy: actorId }));
      await em.upsertMany(SettingRow, rows);
      for (const { text } of changes) {
        if (text !== null) em.create(LogRow, { guildId, at, actorId, action: 'core.setting-changed', text });
      }
    });
  }

  /** Nobody waits for listeners: they may queue for what the one who made the change holds. */
  #tell(guildId: string, section: SettingsSection): void {
    for (const [index, listener] of (this.#listeners.get(section.key) ?? []).entries()) {
      const heard = this.#options.queue.run(`core.setting-heard:${section.key}:${index}:${guildId}`, async () =>
        listener(guildId),
      );
      heard.catch((error: unknown) =>
        this.#options.log.error({ guild: guildId, section: section.key, error }, 'A listener for settings failed'),
      );
    }
  }
}
