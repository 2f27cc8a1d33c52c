import { z } from 'zod';

/** The part of `config.yaml` under `greeter`. */
export const greeterOptions = z.strictObject({
  remindAfterDays: z
    .number()
    .min(0.01)
    .max(365)
    .default(3)
    .describe('How long after somebody joined the server is reminded of them, in days.'),
});
export type GreeterOptions = z.output<typeof greeterOptions>;
