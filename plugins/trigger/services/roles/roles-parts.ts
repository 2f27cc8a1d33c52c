import type { PluginContext } from 'roomkeeper';
import type { AdminParts } from '../admin/surroundings.js';
import type { Executors, GoneThings } from '../parts.js';
import type { Engine } from '../running/engine.js';

/** What reaction roles and role menus work with. */
export interface RolesParts extends Omit<AdminParts, 'context'> {
  readonly context: Pick<PluginContext, 'client' | 'clock' | 'guildLog' | 'log' | 'orm' | 'queue' | 'shards'>;
  readonly executors: Executors;
  readonly gone: GoneThings;
  readonly runner: Pick<Engine, 'runActions'>;
}
