import { expect } from 'chai';
import { Readiness } from '../../../src/operations/readiness.js';

describe('FW-61 readiness', () => {
  it('FW-61 names what is held, until it is released', async () => {
    const readiness = new Readiness();
    readiness.hold('worker', 'it has not started yet');
    readiness.hold('standby', 'another process acts');
    readiness.release('worker');
    expect(await readiness.hindrances()).to.deep.equal([{ what: 'standby', why: 'another process acts' }]);
    readiness.release('standby');
    expect(await readiness.hindrances()).to.deep.equal([]);
  });

  it('FW-61 asks each time, in place of what was held by that name', async () => {
    const readiness = new Readiness();
    readiness.hold('gateway', 'it has not started yet');
    let why: string | null = 'not connected: shard 3';
    readiness.ask('gateway', () => why);
    expect(await readiness.hindrances()).to.deep.equal([{ what: 'gateway', why }]);
    why = null;
    expect(await readiness.hindrances()).to.deep.equal([]);
  });

  it('RL-08 what fails is named without its reason, which could hold an address', async () => {
    const readiness = new Readiness();
    readiness.ask('database', () => Promise.reject(new Error('postgres://bot:s3cret@db')));
    expect(await readiness.hindrances()).to.deep.equal([{ what: 'database', why: 'it does not answer' }]);
  });

  it('FW-61 what does not answer in time is not waited for', async () => {
    const readiness = new Readiness(5);
    readiness.ask('database', () => new Promise<null>(() => {}));
    expect(await readiness.hindrances()).to.deep.equal([{ what: 'database', why: 'it does not answer in time' }]);
  });
});
