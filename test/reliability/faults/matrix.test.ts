import { expect } from 'chai';
import { operations } from '../operations/all.js';
import { faults } from './all.js';
import { FaultStages } from './fault-stages.js';
import type { Cell } from './matrix.js';
import { sampleOf } from './sample.js';
import { complaint, isWell, nameOf } from './table.js';

/** Each operation meets so many faults here, the next one those that come after them; `npm run test:faults` lets it meet all at each call. */
const FAULTS = 2;
/** How long they may take on a busy machine, in real milliseconds. */
const LIMIT = 240_000;
/** Which ones, and at which calls. Another number makes another choice. */
const seed = Number(process.env['ROOMKEEPER_FAULT_SEED'] ?? 1);

describe(`RL-02 operations meet faults (ROOMKEEPER_FAULT_SEED=${seed})`, function faultMatrix() {
  this.timeout(LIMIT);
  const stages = new FaultStages();
  const met = new Set<string>();

  after(() => stages.strike());

  for (const [index, operation] of operations.entries()) {
    const chosen = Array.from({ length: FAULTS }, (_, nth) => nth).flatMap((nth) => {
      const fault = faults[(seed + index * FAULTS + nth) % faults.length];
      return fault ? [{ fault, nth }] : [];
    });
    it(`RL-02 ${nameOf(operation)}; meets ${chosen.map(({ fault }) => fault.name).join(', ')}: all is in order, and whoever asked is answered`, async () => {
      const points = await stages.recorded(operation);
      const cells: Cell[] = [];
      for (const { fault, nth } of chosen) {
        for (const point of sampleOf(points, seed + index + nth)) {
          cells.push(await stages.disturbed(operation, fault, point));
          met.add(fault.name);
        }
      }
      expect(cells.filter((cell) => !isWell(cell)).map(complaint)).to.deep.equal([]);
    });
  }

  it('RL-02 each fault was met by some operation', () => {
    expect([...met].toSorted()).to.deep.equal(faults.map(({ name }) => name).toSorted());
  });
});
