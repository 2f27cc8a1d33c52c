import type { PluginContext } from 'roomkeeper';
import type { TriggerOptions } from '../options.js';
import { Catalogue } from './catalogue.js';
import { re2Engine } from './re2-engine.js';
import { GuildChanges } from './store/guild-changes.js';

/** The services of trigger, for its own pieces. */
export interface Triggers {
  readonly catalogue: Catalogue;
  readonly changes: GuildChanges;
}

/** Builds the services, each with what it needs of the others. */
export function compose(context: PluginContext, _options: TriggerOptions): Triggers {
  const catalogue = new Catalogue(context.orm, re2Engine);
  const changes = new GuildChanges(context, catalogue);
  return { catalogue, changes };
}
