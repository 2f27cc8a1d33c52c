import type { MikroORM } from '@mikro-orm/postgresql';
import { trigger } from '../../../plugins/trigger/plugin.js';
import type { ActionSpec } from '../../../plugins/trigger/domain/action.js';
import { Catalogue } from '../../../plugins/trigger/services/catalogue.js';
import { running } from '../../../plugins/trigger/services/composition.js';
import type { Executors, GoneThings, Run, StepResult } from '../../../plugins/trigger/services/parts.js';
import { re2Engine } from '../../../plugins/trigger/services/re2-engine.js';
import type { Engine } from '../../../plugins/trigger/services/running/engine.js';
import { GuildChanges } from '../../../plugins/trigger/services/store/guild-changes.js';
import { KeyedQueue } from '../../../src/concurrency/keyed-queue.js';
import { silentMetrics } from '../../../src/operations/silent-metrics.js';
import { core } from '../../../src/core/plugin.js';
import { openOrm } from '../../../src/database/orm.js';
import { gatherEntities, gatherMigrations } from '../../../src/plugins/gather.js';
import { memoryLogger, type LogLine } from '../../support/logger.js';
import type { TriggerScene } from './scene.js';

/** What a run was told to do. */
export interface Executed {
  readonly spec: ActionSpec;
  readonly run: Run;
}

/** How a step is to end; throwing is a way, too. */
export type Ending = (executed: Executed) => StepResult | Promise<StepResult>;

/** An engine as another process would have it: a memory, a queue and connections of its own. It does nothing but record. */
export class SecondEngine {
  public readonly executed: Executed[] = [];
  /** What was told, as `cause` and text. */
  public readonly notices: (readonly [cause: string, text: string])[] = [];
  /** What was said to be gone. */
  public readonly gone: Parameters<GoneThings['gone']>[] = [];
  public readonly log: LogLine[] = [];
  public readonly engine: Engine;
  public readonly catalogue: Catalogue;
  public readonly changes: GuildChanges;
  readonly #orm: MikroORM;
  readonly #queue = new KeyedQueue();

  private constructor(scene: TriggerScene, orm: MikroORM, ending: Ending, stopwatch: () => number) {
    this.#orm = orm;
    const context = {
      clock: scene.stage.clock,
      log: memoryLogger(this.log),
      notices: {
        send: (_guildId: string, cause: string, text: string) => {
          this.notices.push([cause, text]);
          return Promise.resolve();
        },
      },
      orm,
      queue: this.#queue,
    };
    this.catalogue = new Catalogue(context, re2Engine);
    this.changes = new GuildChanges(context, this.catalogue);
    const executors: Executors = {
      execute: async (spec, run) => {
        this.executed.push({ spec, run });
        return ending({ spec, run });
      },
    };
    const gone: GoneThings = {
      gone: (...what) => {
        this.gone.push(what);
        return Promise.resolve();
      },
    };
    const { catalogue, changes } = this;
    const matching = silentMetrics.histogram({ name: 'match', help: '', buckets: [] }).of({});
    this.engine = running(context, { catalogue, changes, executors, gone, prefixOf: () => '!', stopwatch, matching });
  }

  /** Knows what the scene's database holds. */
  public static async start(
    scene: TriggerScene,
    ending: Ending = () => ({ ok: true }),
    stopwatch: () => number = () => 0,
  ): Promise<SecondEngine> {
    const plugins = [core, trigger];
    const schema = { entities: gatherEntities(plugins), migrations: gatherMigrations(plugins) };
    const second = new SecondEngine(scene, await openOrm(scene.stage.database.url, schema), ending, stopwatch);
    await second.catalogue.load();
    return second;
  }

  /** A member of the scene writes, as this engine hears it. Resolves when all is done. */
  public async hears(scene: TriggerScene, userId: string, content: string, id = String(Math.random())): Promise<void> {
    const { general } = scene;
    const event = {
      kind: 'message',
      id,
      channelId: general.id,
      parentId: null,
      messageId: id,
      repliesTo: null,
    } as const;
    const member = scene.seen.members.cache.get(userId) ?? null;
    const happening = { guild: scene.seen, event: { ...event, content }, userId, member: () => member, bot: false };
    await this.engine.heard(happening);
  }

  public async close(): Promise<void> {
    await this.#queue.idle();
    await this.#orm.close();
  }
}
