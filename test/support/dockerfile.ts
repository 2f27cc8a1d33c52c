/** One step of a stage. */
export interface Step {
  /** In capitals, such as `COPY`. */
  readonly instruction: string;
  /** The rest of the line, continuations joined. */
  readonly text: string;
}

export interface BuildStage {
  readonly base: string;
  readonly name: string | null;
  readonly steps: readonly Step[];
}

/** The stages of a Dockerfile that uses nothing fancy. */
export function stagesOf(dockerfile: string): BuildStage[] {
  const stages: (BuildStage & { readonly steps: Step[] })[] = [];
  const lines = dockerfile
    .replaceAll(/^#.*\n/gm, '')
    .replaceAll(/\\\n\s*/g, '')
    .split('\n');
  for (const line of lines) {
    const [, instruction, text] = /^([A-Z]+)\s+(.*)$/.exec(line) ?? [];
    if (!instruction || text === undefined) continue;
    if (instruction === 'FROM') {
      const [base = '', , name = null] = text.split(/\s+/);
      stages.push({ base, name, steps: [] });
    } else stages.at(-1)?.steps.push({ instruction, text });
  }
  return stages;
}

/** A `COPY`: from which stage (null: the project itself), what, and where to. */
export function copyOf({ text }: Step): { from: string | null; sources: string[]; target: string } {
  const words = text.split(/\s+/);
  const flag = words.find((word) => word.startsWith('--from='));
  const paths = words.filter((word) => !word.startsWith('--'));
  return { from: flag?.slice('--from='.length) ?? null, sources: paths.slice(0, -1), target: paths.at(-1) ?? '' };
}

/** The values of `ENV`, together. */
export function environmentOf(steps: readonly Step[]): Record<string, string> {
  const pairs = steps
    .filter(({ instruction }) => instruction === 'ENV')
    .flatMap(({ text }) =>
      text.split(/\s+/).map((pair): [string, string] => {
        const at = pair.indexOf('=');
        return [pair.slice(0, at), pair.slice(at + 1)];
      }),
    );
  return Object.fromEntries(pairs);
}

/** What `CMD` and such say as a list. */
export function commandOf(text: string): string[] {
  return JSON.parse(text.slice(text.indexOf('['))) as string[];
}
