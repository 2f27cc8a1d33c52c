import type { Fault } from '../plugins/errors.js';

/** What the command line of a cluster says. */
export interface ClusterArguments {
  /** How many shards the bot has in all. Absent: as many as Discord recommends. */
  readonly shards?: number;
  /** How many of them run in one process. Absent: as many as make one process for each processor. */
  readonly perProcess?: number;
  /** What is the bot's own. */
  readonly rest: readonly string[];
  readonly faults: readonly Fault[];
}

const KNOWN = { '--shards': 'shards', '--per-process': 'perProcess' } as const;

/** Reads `--shards N` and `--per-process N`; all else is handed on to the bots. */
export function readClusterArguments(argv: readonly string[]): ClusterArguments {
  const faults: Fault[] = [];
  const rest: string[] = [];
  const found: { shards?: number; perProcess?: number } = {};
  for (let at = 0; at < argv.length; at += 1) {
    const [name = '', inline] = (argv[at] ?? '').split('=', 2);
    const known = Object.entries(KNOWN).find(([argument]) => argument === name)?.[1];
    if (!known) {
      rest.push(argv[at] ?? '');
      continue;
    }
    const value = inline ?? argv[(at += 1)] ?? '';
    if (/^[1-9]\d{0,4}$/.test(value)) found[known] = Number(value);
    else faults.push({ where: name, what: 'a number from 1 must follow', todo: `Write ${name} 2.` });
  }
  return { ...found, rest, faults };
}
