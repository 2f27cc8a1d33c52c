import { readFileSync, readlinkSync } from 'node:fs';

/**
 * Where a process runs, so that another one on the same machine can tell whether it still does: the machine's boot, the space
 * of process ids (containers have their own), the id, and when the process began. Null where that cannot be told.
 */
export function ownPlace(): string | null {
  try {
    return [...machine(), process.pid, beginning(process.pid)].join(' ');
  } catch {
    // No Linux: then nothing is certain.
    return null;
  }
}

/** Whether the process of a place is certainly no more. False for one elsewhere, and whenever there is doubt. */
export function isGone(place: string | null): boolean {
  try {
    const [boot, space, pid, begun] = place?.split(' ') ?? [];
    const [ownBoot, ownSpace] = machine();
    if (boot !== ownBoot || space !== ownSpace) return false;
    if (!exists(Number(pid))) return true;
    // Its number may be another's by now. A zombie has no connections left.
    return begun !== String(beginning(Number(pid))) || stateOf(Number(pid)) === 'Z';
  } catch {
    return false;
  }
}

const machine = (): [boot: string, space: string] => [
  readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim(),
  readlinkSync('/proc/self/ns/pid'),
];

function exists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Any other refusal is one of somebody who is there.
    return !(error instanceof Error && 'code' in error && error.code === 'ESRCH');
  }
}

/** The fields behind the name, which stands in brackets and may hold anything. */
const statOf = (pid: number): string[] => {
  const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
};
const stateOf = (pid: number): string | undefined => statOf(pid)[0];
/** In ticks since the machine's boot. */
const beginning = (pid: number): string | undefined => statOf(pid)[19];
