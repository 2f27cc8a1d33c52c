import { parseArgs } from 'node:util';
import type { Operation } from '../operation.js';
import type { Fault } from './fault.js';

/** What of the matrix is run, and what is told of it. */
export interface Options {
  readonly operation: (operation: Operation) => boolean;
  readonly fault: (fault: Fault) => boolean;
  /** Tells what the bot has logged where something is not as promised. */
  readonly log: boolean;
}

export const usage = `npm run test:faults -- [--operation TEXT] [--fault TEXT] [--log]
  --operation  only operations whose "plugin: name" holds the text
  --fault      only faults whose name, or line (rest, database, gateway), holds the text
  --log        tell what the bot has logged where something is not as promised`;

/** @throws {TypeError} for an option that is not known */
export function optionsOf(args: readonly string[]): Options {
  const text = { type: 'string', default: '' } as const;
  const { values } = parseArgs({
    args: [...args],
    options: { operation: text, fault: text, log: { type: 'boolean', default: false } },
  });
  return {
    operation: ({ plugin, name }) => `${plugin}: ${name}`.includes(values.operation),
    fault: ({ name, of }) => name.includes(values.fault) || of === values.fault,
    log: values.log,
  };
}
