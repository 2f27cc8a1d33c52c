import { expect } from 'chai';
import { setImmediate } from 'node:timers/promises';
import { giveBackMemory } from '../../src/memory.js';

describe('giveBackMemory', () => {
  it('PF-15 garbage is collected, but not that of a large heap, which would take seconds', async () => {
    const garbage = new WeakRef({});
    // What a reference was asked for is kept until the end of the turn.
    await setImmediate();
    giveBackMemory(0);
    expect(garbage.deref()).to.not.equal(undefined);
    await setImmediate();
    giveBackMemory(Infinity);
    expect(garbage.deref()).to.equal(undefined);
  });
});
