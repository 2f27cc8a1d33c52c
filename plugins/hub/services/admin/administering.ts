import type { PluginContext } from 'roomkeeper';
import type { HubApi } from '../../api.js';
import type { HubEnvironment } from '../../options.js';
import { Arrivals } from './arrivals.js';
import type { HubParts } from '../composition.js';
import { DefaultsEditing } from './defaults-editing.js';
import { ForcePages } from './force-pages.js';
import { HubPages } from './hub-pages.js';
import { LockdownPages } from './lockdown-pages.js';
import { HubRegistration } from './registration.js';
import { Seeds } from './seeds.js';

/** What hub's own pieces get of what admins do to hubs. */
export interface AdminParts {
  readonly registration: HubRegistration;
  readonly defaults: DefaultsEditing;
  readonly arrivals: Arrivals;
  readonly hubPages: HubPages;
  readonly lockdownPages: LockdownPages;
  readonly forcePages: ForcePages;
}

/** Builds what admins do to hubs, and its pages, on top of the other services. */
export function composeAdmin(
  context: PluginContext,
  parts: HubParts,
  { actions }: Pick<HubApi, 'actions'>,
  environment: HubEnvironment,
): AdminParts {
  const { hubs, rooms, rules, blueprints, lock, lockdowns, creation, conversion } = parts;
  const registration = new HubRegistration(context, { hubs, rules, lock, lockdowns, creation, conversion });
  const hubPages = new HubPages(context, { hubs, rooms, lockdowns });
  return {
    registration,
    defaults: new DefaultsEditing(context, { hubs, rules }),
    arrivals: new Arrivals(context, { seeds: new Seeds(context, { registration, environment }), blueprints }),
    hubPages,
    lockdownPages: new LockdownPages(context, { hubs, lockdowns, hubPages }),
    forcePages: new ForcePages({ rooms, actions }),
  };
}
