import { isSnowflake } from '../snowflake.js';
import type { ActionRule } from './action-rule.js';

/** Deletes what the invoking user wrote in a channel. */
export const purge: ActionRule<'purge'> = {
  kind: 'purge',
  faults: ({ first }) => (isSnowflake(first) ? [] : [{ path: 'first', code: 'not-an-id' }]),
  needs: () => ['user'],
  canonical: (spec) => spec,
};
