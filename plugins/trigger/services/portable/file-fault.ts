/** Something wrong with a file. */
export interface FileFault {
  /** As the file calls it, such as `triggers[3].condition.parameter`; empty for the file as such. */
  readonly path: string;
  /** From 1; null where nothing of the file is at fault. */
  readonly line: number | null;
  /** What is wrong: with the path before it, a sentence. */
  readonly text: string;
}

/** `triggers[3].name` for the steps to a value. */
export function pathText(steps: readonly PropertyKey[]): string {
  return steps.reduce<string>((path, step) => {
    if (typeof step === 'number') return `${path}[${step}]`;
    const key = String(step)
      .slice(0, KEY_SHOWN)
      .replaceAll(/[\p{C}`]/gu, '�');
    return path === '' ? key : `${path}.${key}`;
  }, '');
}

/** So much of a key that somebody made up is repeated. */
const KEY_SHOWN = 40;
