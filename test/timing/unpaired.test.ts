import { describe, expect, test } from 'vitest';
import { compareSessions, compareSpeedups } from '../../src/timing/unpaired.js';

const alternating = (a: number, b: number, count = 12) => Array.from({ length: count }, (_, at) => (at % 2 === 0 ? a : b));

describe('compareSessions', () => {
  test('compareSessions(before, now) is the ratio of medians and needs no equal numbers of samples', () => {
    const { speedup, verdict } = compareSessions([30, 31, 29, 30, 30, 30, 30], [10, 10, 11, 9, 10]);
    expect(speedup!.estimate).toBe(3);
    expect(speedup!.low).toBeLessThanOrEqual(3);
    expect(speedup!.high).toBeGreaterThanOrEqual(3);
    expect(verdict).toBe('faster');
  });

  test('compareSessions(before, now) draws each side by itself', () => {
    // Draws of 2 from {2, 4} have the medians 2, 3, 4 in shares 1:2:1. The ratio is 4/2 or 2/4 in 1 of 16 draws each.
    const { speedup } = compareSessions([2, 4], [2, 4]);
    expect(speedup).toEqual({ estimate: 1, low: 0.5, high: 2 });
  });

  test('compareSessions(before, now) sees no change between equal samples, and a slowdown', () => {
    const samples = alternating(10, 12);
    expect(compareSessions(samples, samples).verdict).toBe('no detectable change');
    expect(compareSessions(samples, samples.map((ms) => ms * 2)).verdict).toBe('slower');
  });

  test('compareSessions(before, now) gives no verdict on fewer than 5 samples, and no ratio without time', () => {
    expect(compareSessions([30, 30, 30, 30], [10, 10, 10, 10])).toEqual({ speedup: { estimate: 3, low: 3, high: 3 }, verdict: 'no detectable change' });
    expect(compareSessions([1, 1, 1, 1, 1], [0, 0, 0, 0, 0])).toEqual({ speedup: null, verdict: 'no detectable change' });
  });

  test('compareSessions([], now) is refused', () => {
    expect(() => compareSessions([], [1])).toThrow('0 samples; measure at least one');
  });
});

describe('compareSpeedups', () => {
  test('compareSpeedups(before, now) is untouched by a machine that has become slower altogether', () => {
    const before = { baseline: alternating(20, 22), candidate: alternating(10, 11) };
    const now = { baseline: before.baseline.map((ms) => ms * 3), candidate: before.candidate.map((ms) => ms * 3) };
    expect(compareSpeedups(before, now)).toEqual({ speedup: { estimate: 1, low: 1, high: 1 }, verdict: 'no detectable change' });
  });

  test('compareSpeedups(before, now) is the speedup now ÷ the speedup before', () => {
    const before = { baseline: [20, 20, 20, 20, 20], candidate: [10, 10, 10, 10, 10] };
    const now = { baseline: [20, 20, 20, 20, 20], candidate: [4, 4, 4, 4, 4] };
    expect(compareSpeedups(before, now)).toEqual({ speedup: { estimate: 2.5, low: 2.5, high: 2.5 }, verdict: 'faster' });
  });
});
