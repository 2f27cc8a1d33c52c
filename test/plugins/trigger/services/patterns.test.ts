import { expect } from 'chai';
import * as fc from 'fast-check';
import { FlatProgram } from '../../../../plugins/trigger/domain/patterns/flat-program.js';
import { LazyAutomaton } from '../../../../plugins/trigger/domain/patterns/lazy-automaton.js';
import { PatternSieve, type Sieved } from '../../../../plugins/trigger/domain/patterns/pattern-sieve.js';
import { mayMeet, needsOf } from '../../../../plugins/trigger/domain/patterns/pattern-needs.js';
import type { Program } from '../../../../plugins/trigger/domain/patterns/program.js';
import { TextTraits } from '../../../../plugins/trigger/domain/patterns/text-traits.js';
import type { Regex } from '../../../../plugins/trigger/domain/regex.js';
import { re2Engine } from '../../../../plugins/trigger/services/re2-engine.js';
import { growing, patterns, texts } from './pattern-cases.js';

function compiled(pattern: string): Regex {
  const result = re2Engine.compile(pattern, false);
  if (!result.ok) throw new Error(result.detail);
  return result.regex;
}

function programOf(pattern: string): Program {
  const program = compiled(pattern).program?.();
  if (program === undefined) throw new Error(`${pattern} has no program.`);
  return program;
}

/** Letters a and b in an order that does not repeat. */
function disorder(length: number, seed: number): string {
  let state = seed;
  return Array.from({ length }, () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fff_ffff;
    return (state >> 16) % 2 === 0 ? 'a' : 'b';
  }).join('');
}

const anyTime = (): boolean => false;

function sifted(sieve: PatternSieve, text: string, isSpent = anyTime): Sieved {
  const sieved: Sieved = { matched: [], mayMatch: [] };
  const traits = new TextTraits();
  traits.read(text);
  sieve.sift(text, traits, isSpent, sieved);
  if (sieved.matched.length + sieved.mayMatch.length > 0) expect(sieve.mayMeet(text, traits)).to.equal(true);
  return sieved;
}

function named(sieve: PatternSieve, text: string, isSpent = anyTime): readonly number[] {
  const { matched, mayMatch } = sifted(sieve, text, isSpent);
  return [...matched, ...mayMatch].toSorted((one, other) => one - other);
}

describe('trigger patterns that run together', () => {
  const valid = fc.oneof({ weight: 9, arbitrary: patterns }, growing).filter((pattern) => {
    const result = re2Engine.compile(pattern, false);
    return result.ok && result.regex.size <= 300;
  });

  it('TR-40 are named whenever they match, and only then unless their group gave up', () => {
    const some = fc.array(valid, { minLength: 2, maxLength: 70 });
    let unasked = 0;
    fc.assert(
      fc.property(some, fc.array(texts, { minLength: 4, maxLength: 4 }), (raw, lines) => {
        const all = raw.map((pattern, at) => ({ place: at * 3, regex: compiled(pattern) }));
        const sieve = new PatternSieve(all);
        for (const line of [...lines, lines.join('')]) {
          const expected = all.filter(({ regex }) => regex.matches(line)).map(({ place }) => place);
          const found = named(sieve, line);
          unasked += found.length - expected.length;
          expect(found).to.include.members(expected);
          expect(expected).to.include.members(sifted(sieve, line).matched);
          expect(new Set(found).size).to.equal(found.length);
        }
      }),
      { numRuns: 150 },
    );
    // A pattern in a group of its own is named unasked, and there are four kinds of groups.
    expect(unasked).to.be.below(150 * 5 * 4);
  });

  it('TR-40 hold up to 32 each, with the last one as good as the first', () => {
    const sieve = new PatternSieve(
      Array.from({ length: 33 }, (_, place) => ({ place, regex: compiled(`${place}(?:x|y)`) })),
    );
    expect(named(sieve, '0x 31y')).to.deep.equal([0, 1, 31, 32]);
  });

  it('TR-12 are not run when no time is left', () => {
    const sieve = new PatternSieve(['a', 'b', 'c'].map((pattern, place) => ({ place, regex: compiled(pattern) })));
    expect(named(sieve, 'abc')).to.deep.equal([0, 1, 2]);
    expect(named(sieve, 'abc c', () => true)).to.deep.equal([0, 1, 2]);
  });

  it('TR-40 are ruled out by letters that they need', () => {
    const patterns = ['\\d{5,}', '[!?]{4,}', 'l+\\s*o+\\s*m+', '^[A-Z\\s]{3,}$', '(?:a|b)c', '\\w{3}'];
    const needs = patterns.map((pattern) => needsOf(programOf(pattern)));
    expect(needs.map(({ runs }) => runs !== 0)).to.deep.equal([true, true, false, false, false, false]);
    expect(needs.map(({ anchored }) => anchored)).to.deep.equal([false, false, false, true, false, false]);
    const traits = new TextTraits();
    const met = (text: string) => {
      traits.read(text);
      return needs.map((need) => mayMeet(need, text, traits));
    };
    expect(met('12 34 a! b?')).to.deep.equal([false, false, false, false, false, true]);
    expect(met(' 123 !?! MOLe c')).to.deep.equal([true, true, true, true, true, true]);
  });

  it('TR-40 that only begin a text are ruled out by its first letter', () => {
    const meets = (pattern: string, text: string) => mayMeet(needsOf(programOf(pattern)), text, new TextTraits());
    for (const text of ['xabc', 'x', '-']) expect(meets('^(?:[A-F]|\\d)+', text), text).to.equal(false);
    for (const text of ['Abc', '1', '', 'é']) expect(meets('^(?:[A-F]|\\d)+', text), text).to.equal(true);
    expect(meets('^\\d*$', 'abc')).to.equal(true);
  });

  it('TR-12 still match, each by itself, once a hostile one among them has made their group give up for good', () => {
    const sieve = new PatternSieve(
      ['[ab]*a[ab]{40}c', 'zz'].map((pattern, place) => ({ place, regex: compiled(pattern) })),
    );
    for (let seed = 1; seed < 40; seed++) named(sieve, `${disorder(500, seed)}cz`);
    expect(named(sieve, 'ac zz')).to.deep.equal([0, 1]);
  });
});

describe('trigger automata', () => {
  const hostile = ['([ab]*a[ab]{20}){3}$', '[ab]*a[ab]{100}$', '(?:(?:a|ab)[ab]{30}){3}c', '\\b[ab]*a[ab]{60}\\b'];
  for (const pattern of hostile) {
    it(`TR-12 give up on ${pattern} rather than build a state for each letter, in bounded memory`, () => {
      const automaton = new LazyAutomaton(new FlatProgram([programOf(pattern)]));
      expect(automaton.search(disorder(4_000, 1))).to.equal(null);
      for (let seed = 2; seed < 60; seed++) automaton.search(disorder(4_000, seed));
      expect(automaton.bytes).to.be.below(400_000);
      expect(automaton.search('ccc')).to.equal(0);
    });
  }

  it('TR-40 begin anew within a text only what may begin there', () => {
    const patterns = ['^a+$', '\\Ab', '(?m)^c', '^d|e', '(?:^|x)f'];
    const program = new FlatProgram(patterns.map((pattern) => programOf(pattern)));
    expect(program.restarts.length).to.equal(3);
    const automaton = new LazyAutomaton(program);
    const cases: readonly (readonly [string, number])[] = [
      ['aaa', 0b1],
      ['aab', 0],
      ['ba', 0b10],
      ['ab', 0],
      ['b\nc', 0b110],
      ['de', 0b1000],
      ['xd', 0],
      ['axf', 0b10000],
      ['', 0],
    ];
    for (const [text, expected] of cases) expect(automaton.search(text), text).to.equal(expected);
    const anchored = new LazyAutomaton(new FlatProgram([programOf('^a+$'), programOf('\\Ab')]));
    for (const [text, expected] of cases) expect(anchored.search(text), text).to.equal(expected & 0b11);
  });

  it('TR-40 do not give up on a long text that is harmless', () => {
    const automaton = new LazyAutomaton(new FlatProgram([programOf('\\w+@\\w+\\.\\w+')]));
    expect(automaton.search(`${'word 漢字 e-mail, '.repeat(200)}me@example.com`)).to.equal(1);
  });

  it('TR-40 put letters that no pattern tells apart into one class', () => {
    const { letters } = new FlatProgram([programOf('(?i)k[a-f]漢'), programOf('\\d')]);
    expect(letters.classOf(0x6b)).to.equal(letters.classOf(0x212a));
    expect(letters.classOf(0x30)).to.equal(letters.classOf(0x39));
    expect(letters.classOf(0x7a)).to.equal(letters.classOf(0x1f600));
    expect(letters.size).to.equal(5);
  });
});
