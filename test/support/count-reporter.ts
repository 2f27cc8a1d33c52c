import Mocha from 'mocha';
import { notices } from './notice.js';

/**
 * Mocha's own report, and below it the count on a line by itself, for programs that read the last line. Where it is one of
 * several processes (`scripts/run-tests.mjs`), that one gets the count, to print the sum.
 */
export default class CountReporter extends Mocha.reporters.Spec {
  public override epilogue(): void {
    super.epilogue();
    const { passes, failures, pending } = this.stats;
    for (const notice of notices()) {
      if (process.send) process.send({ notice });
      else process.stdout.write(`${notice}\n`);
    }
    if (process.send) process.send({ count: { passes, failures, pending } });
    else process.stdout.write(`${passes} passed, ${failures} failed${pending > 0 ? `, ${pending} skipped` : ''}\n`);
  }
}
