/** What a watched process tells of itself. Loaded before its program, which knows nothing of it. */
export interface ProbeReport {
  /** Bytes: of the process as it is, and of the heap with buffers, once all garbage is gone. */
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

process.on('message', (message) => {
  if (message !== 'probe') return;
  const { rss } = process.memoryUsage();
  // Needs `--expose-gc`: another context just for this would be counted too.
  globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  const report: ProbeReport = { rss, heap: heapUsed + external, rejections, firstRejection };
  process.send?.(report);
});
