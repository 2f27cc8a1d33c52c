import { z } from 'zod';
import type { AdmissionRules } from './domain/admission.js';
import type { RetryRules } from './domain/retry.js';
import { PATTERN_LIMIT } from './domain/naming.js';
import { DEFAULT_SETTINGS, RANGES, type Range } from './domain/settings.js';

const within = ({ min, max }: Range) => z.int().min(min).max(max);

const bucket = (capacity: number, refillPerSecond: number) =>
  z
    .strictObject({
      capacity: z.int().min(1).max(1000).default(capacity).describe('How many breakouts may be made at once.'),
      refillPerSecond: z
        .number()
        .min(0.001)
        .max(100)
        .default(refillPerSecond)
        .describe('How many more are allowed each second; 0.1 is one in ten seconds.'),
    })
    .prefault({});

/** The plugin's part of the configuration. */
export const autochannelOptions = z
  .strictObject({
    creation: z
      .strictObject({
        perUser: bucket(5, 0.1).describe('How fast one member may get new breakouts, in one guild.'),
        perGuild: bucket(100, 1).describe('How fast all members of a guild together may get new breakouts.'),
      })
      .prefault({})
      .describe('Limits against creation spam. Coming back to a breakout in its grace period costs nothing.'),
    defaults: z
      .strictObject({
        pattern: z
          .string()
          .min(1)
          .max(PATTERN_LIMIT)
          .default(DEFAULT_SETTINGS.pattern)
          .describe('Names of breakouts: {name} is the source, {n} the number, {user} the member.'),
        userLimit: within(RANGES.userLimit)
          .default(DEFAULT_SETTINGS.userLimit)
          .describe('How many people a breakout takes; 0 for any number.'),
        graceSeconds: within(RANGES.graceSeconds)
          .default(DEFAULT_SETTINGS.graceSeconds)
          .describe('How many seconds an empty breakout stays.'),
      })
      .prefault({})
      .describe('What `/autochannel enable` takes where nothing is given.'),
    deletion: z
      .strictObject({
        quickTries: z
          .int()
          .min(1)
          .max(20)
          .default(5)
          .describe('Failed tries to delete a breakout after which the guild is told, once, and tries become slow.'),
        firstDelaySeconds: z
          .number()
          .min(1)
          .max(600)
          .default(5)
          .describe('Seconds until the second try; each further wait is twice as long.'),
        slowDelaySeconds: z
          .number()
          .min(60)
          .max(86_400)
          .default(3600)
          .describe('Seconds between tries once the guild has been told; also the longest wait before that.'),
      })
      .prefault({})
      .describe('How deletions that Discord refuses are tried again.'),
  })
  .prefault({})
  .describe('Breakout channels on demand.');

export type AutochannelOptions = z.output<typeof autochannelOptions>;

/** The options as rules for `admit`. */
export function admissionRules({ creation }: AutochannelOptions): AdmissionRules {
  return creation;
}

/** The options as rules for failed deletions, in milliseconds. */
export function retryRules({ deletion }: AutochannelOptions): RetryRules {
  return {
    quickTries: deletion.quickTries,
    firstDelay: deletion.firstDelaySeconds * 1000,
    slowDelay: deletion.slowDelaySeconds * 1000,
  };
}
