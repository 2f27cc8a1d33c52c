import type { Fault } from './fault.js';
import { lineFaults } from './line-faults.js';
import { restFaults } from './rest-faults.js';

/** Everything that is made to go wrong. */
export const faults: readonly Fault[] = [...restFaults, ...lineFaults];
