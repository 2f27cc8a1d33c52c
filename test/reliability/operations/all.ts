import type { Operation } from '../operation.js';
import { autochannelOperations } from './autochannel.js';
import { coreOperations } from './core.js';
import { hubOperations } from './hub.js';
import { lockdownOperations } from './lockdown.js';
import { panelOperations } from './panel.js';
import { triggerOperations } from './trigger.js';

/** Every operation that takes the bot several steps, by plugin. */
export const operations: readonly Operation[] = [
  ...autochannelOperations,
  ...hubOperations,
  ...lockdownOperations,
  ...panelOperations,
  ...triggerOperations,
  ...coreOperations,
];
