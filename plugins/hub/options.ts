import { z } from 'zod';
import type { CreationLimit } from './domain/creation-limits.js';

const limit = (capacity: number, refillSeconds: number) =>
  z
    .strictObject({
      capacity: z.int().min(1).max(1000).default(capacity).describe('How many rooms may be made at once.'),
      refillSeconds: z
        .number()
        .min(0.01)
        .max(86_400)
        .default(refillSeconds)
        .describe('Seconds until one more may be made.'),
    })
    .prefault({});

/** The plugin's part of the configuration. What guilds set for themselves is under `/sudo`, see `settings.ts`. */
export const hubOptions = z
  .strictObject({
    creation: z
      .strictObject({
        perUser: limit(5, 10).describe('How fast one member may get new rooms, in one guild.'),
        perGuild: limit(100, 1).describe('How fast all members of a guild together may get new rooms.'),
      })
      .prefault({})
      .describe('Limits against creation spam. Coming back to an empty room of one’s own costs nothing.'),
  })
  .prefault({})
  .describe('Rooms with an owner, made by joining a hub.');

export type HubOptions = z.output<typeof hubOptions>;

/** The options as rules for `takeFrom`. */
export function creationLimit({ capacity, refillSeconds }: HubOptions['creation']['perUser']): CreationLimit {
  return { capacity, refillMs: refillSeconds * 1000 };
}

/** The variables that seed settings once: see `/sudo` for what holds. */
export const hubEnvironment = z.object({
  AUTO_VOICE_CATEGORY_ID: snowflake('A category, by its id.').optional(),
  HUB_CHANNEL_IDS: z
    .string()
    .transform((text) => text.split(',').flatMap((id) => id.trim() || []))
    .pipe(z.array(snowflake('Voice channels, by their ids, with commas between.')))
    .optional(),
  VOICE_CLEANUP_DELAY_MS: z.coerce.number().int().min(0).max(86_400_000).optional(),
});

export type HubEnvironment = z.output<typeof hubEnvironment>;

function snowflake(what: string) {
  return z
    .string()
    .regex(/^\d{17,20}$/, 'must be the id of a channel: 17 to 20 digits')
    .describe(what);
}
