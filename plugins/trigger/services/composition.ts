import type { Erasure, PluginContext } from 'roomkeeper';
import type { TriggerOptions } from '../options.js';
import { ActionExecutors } from './actions/executors.js';
import { triggerSettings } from '../settings.js';
import { administration, type Admin } from './admin/admin.js';
import { Portability } from './portable/portability.js';
import { Catalogue } from './catalogue.js';
import { Absences } from './gone/absences.js';
import { Aftermath } from './gone/aftermath.js';
import type { Executors, GoneThings } from './parts.js';
import { front, type Front } from './desk/front.js';
import { re2Engine } from './re2-engine.js';
import { roles, type Roles } from './roles/roles.js';
import { Alarms } from './running/alarms.js';
import { Chains } from './running/chains.js';
import { Engine, type EngineParts } from './running/engine.js';
import { Hearing } from './running/hearing.js';
import { History } from './running/history.js';
import { Members } from './running/members.js';
import { Runs } from './running/runs.js';
import { Cleaner } from './schedule/cleaner.js';
import { Intervals } from './schedule/intervals.js';
import { GuildChanges } from './store/guild-changes.js';

/** The services of trigger, for its own pieces. */
export interface Triggers {
  readonly catalogue: Catalogue;
  readonly changes: GuildChanges;
  readonly engine: Engine;
  readonly hearing: Hearing;
  readonly admin: Admin;
  readonly intervals: Intervals;
  readonly cleaner: Cleaner;
  readonly aftermath: Aftermath;
  readonly absences: Absences;
  /** What commands, forms and controls use. */
  readonly front: Front;
  readonly roles: Roles;
  /** What commands begin with in a guild. No query. */
  prefixOf(guildId: string): string;
  /** Takes somebody out of what is in memory only. */
  forgetPerson(erasure: Erasure): void;
}

/** Builds the services, each with what it needs of the others. */
export function compose(context: PluginContext, { limits }: TriggerOptions): Triggers {
  const catalogue = new Catalogue(context, re2Engine);
  const changes = new GuildChanges(context, catalogue);
  const executors = new ActionExecutors({ context, catalogue, changes, limits, random: Math.random });
  const aftermath = new Aftermath(context, catalogue, changes);
  const prefixOf = (guildId: string) => context.settings.of(guildId, triggerSettings).prefix;
  const matching = context.metrics.histogram(MATCHING).of({});
  const engine = running(context, { catalogue, changes, executors, gone: aftermath, prefixOf, stopwatch, matching });
  const intervals = new Intervals(context, engine);
  const adminParts = {
    context,
    catalogue,
    changes,
    limits,
    engine: re2Engine,
    cooldowns: engine.cooldowns,
    prefixOf,
    stopwatch,
    armed: intervals,
  };
  const admin = administration(adminParts);
  const byMenus = roles({ ...adminParts, executors, gone: aftermath, runner: engine }, admin);
  const desk = front({
    admin,
    catalogue,
    portability: new Portability(adminParts),
    clock: context.clock,
    prefixOf,
    menus: byMenus.menus,
  });
  return {
    catalogue,
    changes,
    engine,
    hearing: new Hearing(context, engine),
    admin,
    intervals,
    cleaner: new Cleaner(context, changes),
    aftermath,
    absences: new Absences(context, catalogue, aftermath),
    front: desk,
    roles: byMenus,
    prefixOf,
    forgetPerson({ userId, restrictions }) {
      desk.drafts.forgetOf(userId);
      // A cooldown holds somebody back, too.
      if (restrictions === 'erase') engine.cooldowns.forget(userId);
    },
  };
}

type RunningContext = Pick<PluginContext, 'clock' | 'log' | 'notices' | 'orm' | 'queue'>;

export interface RunningParts extends Pick<EngineParts, 'matching' | 'prefixOf' | 'stopwatch'> {
  readonly catalogue: Catalogue;
  readonly changes: GuildChanges;
  readonly executors: Executors;
  readonly gone: GoneThings;
}

const stopwatch = () => performance.now();

/** The bounds go from an event that meets nothing to the worst that patterns may cost. */
const MATCHING = {
  name: 'match_seconds',
  help: 'How long it takes to find the triggers that an event meets, in guilds that have any.',
  buckets: [0.000_001, 0.000_002, 0.000_005, 0.000_01, 0.000_05, 0.000_25, 0.001, 0.005, 0.025, 0.1],
} as const;

/** The engine over what it runs. */
export function running(context: RunningContext, parts: RunningParts): Engine {
  const { catalogue, changes, executors, gone, matching, prefixOf, stopwatch } = parts;
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
    matching,
  });
}
