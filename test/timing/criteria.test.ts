import { describe, expect, test } from 'vitest';
import { judgeCriteria } from '../../src/timing/criteria.js';

const MARKS = { minimum: 1.9, target: 2.4, best: 2.8 };

describe('judgeCriteria', () => {
  test('judgeCriteria(speedup, marks) judges the interval, not the estimate', () => {
    expect(judgeCriteria({ estimate: 2.9, low: 2.0, high: 3.1 }, MARKS)).toEqual({
      criteria: [
        { name: 'minimum', value: 1.9, outcome: 'met' },
        { name: 'target', value: 2.4, outcome: 'undecided' },
        { name: 'best', value: 2.8, outcome: 'undecided' },
      ],
      reached: 'minimum',
    });
  });

  test('judgeCriteria(speedup, marks) misses a mark above the whole interval', () => {
    const { criteria, reached } = judgeCriteria({ estimate: 1.5, low: 1.4, high: 1.6 }, MARKS);
    expect(criteria.map((criterion) => criterion.outcome)).toEqual(['missed', 'missed', 'missed']);
    expect(reached).toBeNull();
  });

  test('judgeCriteria(speedup, marks) meets a mark that the interval begins at and does not miss one that it ends at', () => {
    const { criteria } = judgeCriteria({ estimate: 2.2, low: 1.9, high: 2.4 }, MARKS);
    expect(criteria.map((criterion) => criterion.outcome)).toEqual(['met', 'undecided', 'missed']);
  });

  test('judgeCriteria(null, marks) leaves all undecided', () => {
    expect(judgeCriteria(null, { target: 2 })).toEqual({ criteria: [{ name: 'target', value: 2, outcome: 'undecided' }], reached: null });
  });

  test('judgeCriteria(speedup, marks, rounds) leaves all undecided on fewer than 5 rounds, whose interval is not to be trusted', () => {
    const outcomes = (rounds: number) => judgeCriteria({ estimate: 2.5, low: 2.5, high: 2.5 }, MARKS, rounds).criteria.map(({ outcome }) => outcome);
    expect(outcomes(1)).toEqual(['undecided', 'undecided', 'undecided']);
    expect(outcomes(4)).toEqual(['undecided', 'undecided', 'undecided']);
    expect(outcomes(5)).toEqual(['met', 'met', 'missed']);
    expect(judgeCriteria({ estimate: 9, low: 9, high: 9 }, MARKS, 4).reached).toBeNull();
  });

  test('judgeCriteria(speedup, {}) has nothing to judge', () => {
    expect(judgeCriteria({ estimate: 2, low: 1, high: 3 }, {})).toEqual({ criteria: [], reached: null });
  });

  test.each([{ minimum: 0 }, { minimum: NaN }, { target: 2, best: 1.5 }, { minimum: 3, best: 2 }])(
    'judgeCriteria(speedup, marks) refuses %o', (marks) => {
      expect(() => judgeCriteria({ estimate: 2, low: 1, high: 3 }, marks)).toThrow('give a speedup above 0 and not below');
    });
});
