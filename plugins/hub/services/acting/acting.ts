import type { PluginContext } from 'roomkeeper';
import type { HubApi } from '../../api.js';
import { Actions } from './actions.js';
import { Admitting } from './admitting.js';
import { ChannelSettings } from './channel-settings.js';
import { ChoosingNames } from './choosing-names.js';
import type { HubParts } from '../composition.js';
import { HandingOver } from './handing-over.js';
import { hubApi } from '../hub-api.js';
import { Locking } from './locking.js';
import { Orders } from './orders.js';
import { Resetting } from './resetting.js';

/** Builds what people do to rooms, and the API to it, on top of the other services. */
export function composeActing(context: PluginContext, parts: HubParts): HubApi {
  const { rooms, flow, sync, names, rules, hubs, bus, doorkeeper } = parts;
  const orders = new Orders(context, { rooms, flow, sync });
  const channelSettings = new ChannelSettings(context, { orders, names });
  const actions = new Actions({
    orders,
    channelSettings,
    choosingNames: new ChoosingNames({ orders, names, rules }),
    locking: new Locking(orders),
    admitting: new Admitting(context, { orders, doorkeeper, sync }),
    handingOver: new HandingOver(context, { orders, sync }),
    resetting: new Resetting({ orders, channelSettings, hubs, names, rules, sync }),
  });
  return hubApi(context, { actions, orders, rooms, bus });
}
