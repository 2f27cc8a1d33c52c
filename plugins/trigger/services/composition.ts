import type { PluginContext } from 'roomkeeper';
import type { TriggerOptions } from '../options.js';
import { ActionExecutors } from './actions/executors.js';
import { triggerSettings } from '../settings.js';
import { administration, type Admin } from './admin/admin.js';
import { Catalogue } from './catalogue.js';
import type { Executors, GoneThings } from './parts.js';
import { re2Engine } from './re2-engine.js';
import { Alarms } from './running/alarms.js';
import { Chains } from './running/chains.js';
import { Engine, type EngineParts } from './running/engine.js';
import { Hearing } from './running/hearing.js';
import { History } from './running/history.js';
import { Members } from './running/members.js';
import { Runs } from './running/runs.js';
import { GuildChanges } from './store/guild-changes.js';

/** The services of trigger, for its own pieces. */
export interface Triggers {
  readonly catalogue: Catalogue;
  readonly changes: GuildChanges;
  readonly engine: Engine;
  readonly hearing: Hearing;
  readonly admin: Admin;
  /** What commands begin with in a guild. No query. */
  prefixOf(guildId: string): string;
}

/** Builds the services, each with what it needs of the others. */
export function compose(context: PluginContext, { limits }: TriggerOptions): Triggers {
  const catalogue = new Catalogue(context, re2Engine);
  const changes = new GuildChanges(context, catalogue);
  const executors = new ActionExecutors({ context, catalogue, changes, limits, random: Math.random });
  const gone: GoneThings = { gone: () => Promise.resolve() };
  const prefixOf = (guildId: string) => context.settings.of(guildId, triggerSettings).prefix;
  const engine = running(context, { catalogue, changes, executors, gone, prefixOf, stopwatch });
  const admin = administration({
    context,
    catalogue,
    changes,
    limits,
    engine: re2Engine,
    cooldowns: engine.cooldowns,
    prefixOf,
    stopwatch,
    armed: { saved: () => Promise.resolve() },
  });
  return { catalogue, changes, engine, hearing: new Hearing(context, engine), admin, prefixOf };
}

type RunningContext = Pick<PluginContext, 'clock' | 'log' | 'notices' | 'orm' | 'queue'>;

export interface RunningParts extends Pick<EngineParts, 'prefixOf' | 'stopwatch'> {
  readonly catalogue: Catalogue;
  readonly changes: GuildChanges;
  readonly executors: Executors;
  readonly gone: GoneThings;
}

const stopwatch = () => performance.now();

/** The engine over what it runs. */
export function running(context: RunningContext, parts: RunningParts): Engine {
  const { catalogue, changes, executors, gone, prefixOf, stopwatch } = parts;
  const chains = new Chains(context, catalogue, executors);
  const alarms = new Alarms(context, changes);
  const history = new History(context.orm);
  const runs = new Runs({ log: context.log, catalogue, chains, history, alarms, gone });
  return new Engine({
    context,
    catalogue,
    members: new Members(context),
    chains,
    runs,
    alarms,
    prefixOf,
    stopwatch,
  });
}
