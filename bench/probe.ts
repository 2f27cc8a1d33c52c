import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** What a watched process tells of itself. Loaded before its program, which knows nothing of it. */
export interface ProbeReport {
  /** Bytes; the heap with buffers, once all garbage is gone. */
  readonly rss: number;
  readonly heap: number;
  /** Promises that were rejected and that nobody looked at, and the first one's reason. */
  readonly rejections: number;
  readonly firstRejection: string | null;
}

let rejections = 0;
let firstRejection: string | null = null;

process.on('unhandledRejection', (reason) => {
  rejections += 1;
  firstRejection ??= reason instanceof Error ? (reason.stack ?? reason.message) : String(reason);
});

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

process.on('message', (message) => {
  if (message !== 'probe') return;
  collect();
  const { rss, heapUsed, external } = process.memoryUsage();
  const report: ProbeReport = { rss, heap: heapUsed + external, rejections, firstRejection };
  process.send?.(report);
});
