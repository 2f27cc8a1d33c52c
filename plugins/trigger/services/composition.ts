import type { PluginContext } from 'roomkeeper';
import type { TriggerOptions } from '../options.js';
import { ActionExecutors } from './actions/executors.js';
import { Catalogue } from './catalogue.js';
import type { Executors, GoneThings } from './parts.js';
import { re2Engine } from './re2-engine.js';
import { Alarms } from './running/alarms.js';
import { Chains } from './running/chains.js';
import { Engine } from './running/engine.js';
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
}

/** Builds the services, each with what it needs of the others. */
export function compose(context: PluginContext, options: TriggerOptions): Triggers {
  const catalogue = new Catalogue(context.orm, re2Engine);
  const changes = new GuildChanges(context, catalogue);
  const executors = new ActionExecutors({ context, catalogue, changes, limits: options.limits, random: Math.random });
  const gone: GoneThings = { gone: () => Promise.resolve() };
  const engine = running(context, { catalogue, changes, executors, gone });
  return { catalogue, changes, engine, hearing: new Hearing(context, engine) };
}

interface RunningParts {
  readonly catalogue: Catalogue;
  readonly changes: GuildChanges;
  readonly executors: Executors;
  readonly gone: GoneThings;
}

/** The engine over what it runs. */
export function running(context: PluginContext, { catalogue, changes, executors, gone }: RunningParts): Engine {
  const { log } = context;
  const chains = new Chains(context, catalogue, executors);
  const alarms = new Alarms(context, changes);
  const history = new History(context.orm);
  return new Engine({
    context,
    catalogue,
    members: new Members(context),
    chains,
    runs: new Runs({ log, catalogue, chains, history, alarms, gone }),
    alarms,
    prefixOf: () => '!',
    stopwatch: () => performance.now(),
  });
}
