import type { PluginContext } from 'roomkeeper';
import type { TriggerOptions } from '../options.js';
import { ActionAdmin } from './admin/actions.js';
import type { Admin } from './admin/admin.js';
import { BlacklistAdmin } from './admin/blacklist.js';
import { GroupAdmin } from './admin/groups.js';
import { TriggerAdmin } from './admin/triggers.js';
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
  readonly admin: Admin;
  /** What commands begin with in a guild. No query. */
  prefixOf(guildId: string): string;
  readonly engine: Engine;
  readonly hearing: Hearing;
}

/** Builds the services, each with what it needs of the others. */
export function compose(context: PluginContext, _options: TriggerOptions): Triggers {
  const catalogue = new Catalogue(context.orm, re2Engine);
  const changes = new GuildChanges(context, catalogue);
  const admin: Admin = {
    triggers: new TriggerAdmin(),
    actions: new ActionAdmin(),
    groups: new GroupAdmin(),
    blacklist: new BlacklistAdmin(),
    requireManager: () => undefined,
  };
  const executors: Executors = {
    execute: ({ kind }) => Promise.resolve({ ok: false, outcome: 'other', error: `Nothing carries out ${kind} yet.` }),
  };
  const gone: GoneThings = { gone: () => Promise.resolve() };
  const engine = running(context, { catalogue, changes, executors, gone });
  return { catalogue, changes, admin, prefixOf: () => '!', engine, hearing: new Hearing(context, engine) };
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
