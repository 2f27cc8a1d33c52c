import { z } from 'zod';
import { defaultLimits } from './domain/limits.js';

const limit = (standard: number, most: number, what: string) =>
  z.int().min(0).max(most).default(standard).describe(`How many ${what} one guild may have.`);

/** The plugin's part of the configuration. */
export const triggerOptions = z
  .strictObject({
    limits: z
      .strictObject({
        persistent: limit(defaultLimits.persistent, 1000, 'persistent triggers'),
        temporary: limit(defaultLimits.temporary, 1000, 'temporary triggers'),
        oneshot: limit(defaultLimits.oneshot, 1000, 'oneshot triggers'),
        oneshotPerMember: limit(defaultLimits.oneshotPerMember, 1000, 'oneshot triggers of one member'),
        command: limit(defaultLimits.command, 1000, 'command triggers'),
        actions: limit(defaultLimits.actions, 10_000, 'actions'),
      })
      .prefault({})
      .describe('How much one guild may have. More triggers cost memory, and time on each message.'),
  })
  .prefault({})
  .describe('Triggers, conditions and chained actions.');

export type TriggerOptions = z.output<typeof triggerOptions>;
