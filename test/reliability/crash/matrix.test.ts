import { expect } from 'chai';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { operations } from '../operations/all.js';
import { CrashMatrix, type Killed } from './matrix.js';
import { nameOf, type Point } from './points.js';

/** So many points of each operation are replayed here; `npm run test:crash` replays all. */
const SAMPLE = 1;
/** Decides which: another number takes others. Fixed, so that a run says whether a change broke something. */
const SEED = Number(process.env['SEED'] ?? 96_546);

describe(`RL-01 HB-63 AC-33 SIGKILL between two steps (SEED=${SEED})`, function () {
  this.timeout(600_000);

  let compileCache: string;
  let results: readonly Killed[] = [];

  before(async () => {
    compileCache = await mkdtemp(join(tmpdir(), 'roomkeeper-compiled-'));
    const sample = (points: readonly Point[]): readonly Point[] =>
      points.filter((_, index) => (index + SEED) % Math.ceil(points.length / SAMPLE) === 0);
    const matrix = new CrashMatrix({ compileCache, sample });
    try {
      results = await matrix.killSome(operations);
    } finally {
      await matrix.end();
    }
  });
  after(() => rm(compileCache, { recursive: true, force: true }));

  for (const [index, { plugin, name }] of operations.entries()) {
    it(`RL-01 ${plugin}: ${name}; killed in between, it comes to its end or has never been`, () => {
      const { points = 0, replays = [] } = results[index] ?? {};
      expect(points, 'points').to.be.above(0);
      expect(replays.length, 'kills').to.be.at.least(1);
      const wrong = replays.filter(({ outcome, divergences }) => outcome === 'unreached' || divergences.length > 0);
      expect(wrong.map(({ point, outcome, divergences }) => [nameOf(point), outcome, ...divergences])).to.deep.equal(
        [],
      );
    });
  }
});
