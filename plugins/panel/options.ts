import { z } from 'zod';

/** The plugin's part of the configuration. */
export const panelOptions = z
  .strictObject({
    debounceMilliseconds: z
      .int()
      .min(250)
      .max(60_000)
      .default(1500)
      .describe('How long a panel waits for further changes before it is drawn anew. Clicks are answered at once.'),
  })
  .prefault({})
  .describe('The control panels of rooms.');

export type PanelOptions = z.output<typeof panelOptions>;
