import Mocha from 'mocha';

/**
 * Mocha's own report, and below it the count on a line by itself, for programs that read the last line. Where it is one of
 * several processes (`scripts/run-tests.mjs`), that one gets the count, to print the sum.
 */
export default class CountReporter extends Mocha.reporters.Spec {
  public override epilogue(): void {
    super.epilogue();
    const { passes, failures, pending } = this.stats;
    if (process.send) process.send({ count: { passes, failures, pending } });
    else process.stdout.write(`${passes} passed, ${failures} failed${pending > 0 ? `, ${pending} skipped` : ''}\n`);
  }
}
