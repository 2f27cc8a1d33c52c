const closers: (() => Promise<void>)[] = [];

/** Has something closed when all tests of this process are over: what is too dear to be made for each file. */
export function atEnd(close: () => Promise<void>): void {
  closers.push(close);
}

/** Closes all that there is, the last first. */
export async function closeAll(): Promise<void> {
  for (const close of closers.splice(0).toReversed()) await close();
}
