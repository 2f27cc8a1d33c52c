import { parseArgs } from 'node:util';
import type { Fault } from '../plugins/errors.js';
import { didYouMean } from '../plugins/nearest-name.js';

/** What the command line says. */
export interface Arguments {
  readonly configPath?: string;
  readonly faults: readonly Fault[];
}

/** Reads `--config PATH`, the only argument that there is. */
export function readArguments(argv: readonly string[]): Arguments {
  const faults: Fault[] = [];
  let configPath: string | undefined;
  const { tokens } = parseArgs({
    args: [...argv],
    options: { config: { type: 'string' } },
    strict: false,
    tokens: true,
  });
  for (const token of tokens) {
    if (token.kind === 'option' && token.name === 'config') {
      if (token.value) configPath = token.value;
      else faults.push({ where: '--config', what: 'a path must follow', todo: 'Write --config PATH.' });
    } else if (token.kind !== 'option-terminator') {
      const given = token.kind === 'option' ? token.rawName : token.value;
      const todo = didYouMean(given, ['--config'], 'The only argument is --config PATH.');
      faults.push({ where: 'the command line', what: `there is no argument "${given}"`, todo });
    }
  }
  return configPath === undefined ? { faults } : { configPath, faults };
}
