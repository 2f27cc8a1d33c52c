import type { Operation } from '../operation.js';

export const triggerOperations: readonly Operation[] = [];
