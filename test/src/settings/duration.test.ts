import { expect } from 'chai';
import { assert, nat, property } from 'fast-check';
import { durationAsTyped, durationInWords, parseDuration } from '../../../src/settings/duration.js';

describe('FW-50 durations', () => {
  const readings: readonly (readonly [string, number | null])[] = [
    ['90', 90_000],
    ['0', 0],
    ['90s', 90_000],
    ['5m', 300_000],
    [' 5 M ', 300_000],
    ['1h 30m', 5_400_000],
    ['1h30m', 5_400_000],
    ['2d', 172_800_000],
    ['1500ms', 1500],
    ['5m 1ms', 300_001],
    ['1d 1h 1m 1s 1ms', 90_061_001],
    ['', null],
    [' ', null],
    ['-5', null],
    ['1.5h', null],
    ['5x', null],
    ['m', null],
    ['1 2', null],
    ['1 2m', null],
    ['30m 1h', null],
    ['5m5', null],
    ['1e3', null],
    ['Infinity', null],
    ['9'.repeat(40), null],
  ];
  for (const [typed, expected] of readings) {
    it(`FW-50 "${typed.slice(0, 20)}" is read as ${expected}`, () => {
      expect(parseDuration(typed)).to.equal(expected);
    });
  }

  const words: readonly (readonly [number, string, string])[] = [
    [0, '0 seconds', '0s'],
    [1000, '1 second', '1s'],
    [90_000, '1 minute 30 seconds', '1m 30s'],
    [300_000, '5 minutes', '5m'],
    [2500, '2 seconds 500 milliseconds', '2s 500ms'],
    [176_400_000, '2 days 1 hour', '2d 1h'],
  ];
  for (const [length, shown, typed] of words) {
    it(`FW-50 ${length} ms are shown as ${shown}`, () => {
      expect(durationInWords(length)).to.equal(shown);
      expect(durationAsTyped(length)).to.equal(typed);
    });
  }

  it('FW-50 what a form holds is read as what it was', () => {
    assert(property(nat({ max: 2_000_000_000 }), (length) => parseDuration(durationAsTyped(length)) === length));
  });
});
