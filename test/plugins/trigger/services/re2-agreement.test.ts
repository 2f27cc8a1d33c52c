import { expect } from 'chai';
import * as fc from 'fast-check';
import { RE2JS } from 're2js';
import { re2Engine } from '../../../../plugins/trigger/services/re2-engine.js';
import { growing, patterns, texts, twoLetters } from './pattern-cases.js';

/** `PATTERN_RUNS=100000` looks closer than a test run has time for. */
const runs = Number(process.env['PATTERN_RUNS'] ?? 2_000);

/** What re2js itself says. */
function told(oracle: RE2JS, text: string): { readonly start: number; readonly end: number } | null {
  const matcher = oracle.matcher(text);
  return matcher.find() ? { start: matcher.start(), end: matcher.end() } : null;
}

function agree(pattern: string, caseSensitive: boolean, all: readonly string[]): number {
  const compiled = re2Engine.compile(pattern, caseSensitive);
  if (!compiled.ok) return 0;
  const oracle = RE2JS.compile(pattern, caseSensitive ? 0 : RE2JS.CASE_INSENSITIVE);
  let hits = 0;
  for (const text of all) {
    const expected = told(oracle, text);
    if (expected !== null) hits++;
    const where = `${JSON.stringify(pattern)} in ${JSON.stringify(text)}, ${caseSensitive ? 'with' : 'without'} case`;
    expect(compiled.regex.matches(text), where).to.equal(expected !== null);
    expect(compiled.regex.find(text), where).to.deep.equal(expected);
  }
  return hits;
}

describe('trigger patterns against re2js', () => {
  it('TR-40 match where re2js says, for all of the syntax', function () {
    this.timeout(0);
    let hits = 0;
    const many = fc.array(texts, { minLength: 6, maxLength: 6 });
    fc.assert(
      fc.property(patterns, fc.boolean(), many, (pattern, caseSensitive, all) => {
        hits += agree(pattern, caseSensitive, all);
      }),
      { numRuns: runs },
    );
    expect(hits).to.be.greaterThan(runs);
  });

  it('TR-40 match where re2js says, when the automaton outgrows its bounds', function () {
    this.timeout(0);
    fc.assert(
      fc.property(growing, fc.array(twoLetters, { minLength: 2, maxLength: 2 }), (pattern, all) => {
        agree(pattern, true, all);
      }),
      { numRuns: Math.ceil(runs / 40) },
    );
  });
});
