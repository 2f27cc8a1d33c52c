import { parseArgs } from 'node:util';
import type { Operation } from '../operation.js';
import type { Fault } from './fault.js';

/** What of the matrix is run, and what is told of it. */
export interface Options {
  readonly operation: (operation: Operation) => boolean;
  readonly fault: (fault: Fault) => boolean;
  /** Of each operation and fault, only one call, another one with another number. */
  readonly sample: number | null;
  /** Tells what the bot has logged where something is not as promised. */
  readonly log: boolean;
}

export const usage = `npm run test:faults -- [--operation TEXT] [--fault TEXT] [--sample NUMBER] [--log]
  --operation  only operations whose "plugin: name" holds the text
  --fault      only faults whose name, or line (rest, database, gateway), holds the text
  --sample     one call of each operation and fault, another one with another number
  --log        tell what the bot has logged where something is not as promised`;

/** @throws {TypeError} for an option that is not known */
export function optionsOf(args: readonly string[]): Options {
  const text = { type: 'string', default: '' } as const;
  const { values } = parseArgs({
    args: [...args],
    options: { operation: text, fault: text, sample: { type: 'string' }, log: { type: 'boolean', default: false } },
  });
  return {
    operation: ({ plugin, name }) => `${plugin}: ${name}`.includes(values.operation),
    fault: ({ name, of }) => name.includes(values.fault) || of === values.fault,
    sample: values.sample === undefined ? null : Number(values.sample),
    log: values.log,
  };
}
