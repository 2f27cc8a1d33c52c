import type { PluginContext } from 'roomkeeper';
import type { TriggerOptions } from '../options.js';
import { ActionAdmin } from './admin/actions.js';
import type { Admin } from './admin/admin.js';
import { BlacklistAdmin } from './admin/blacklist.js';
import { GroupAdmin } from './admin/groups.js';
import { TriggerAdmin } from './admin/triggers.js';
import { triggerSettings } from '../settings.js';
import { Catalogue } from './catalogue.js';
import { re2Engine } from './re2-engine.js';
import { GuildChanges } from './store/guild-changes.js';

/** The services of trigger, for its own pieces. */
export interface Triggers {
  readonly catalogue: Catalogue;
  readonly changes: GuildChanges;
  readonly admin: Admin;
  /** What commands begin with in a guild. No query. */
  prefixOf(guildId: string): string;
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
  return { catalogue, changes, admin, prefixOf: (guildId) => context.settings.of(guildId, triggerSettings).prefix };
}
