import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { leastFrequent, mostFrequent, tally } from '../../src/dsl/tally.js';
import { tuple } from '../../src/values/tuple.js';
import type { Value } from '../../src/values/value.js';
import { failureOf } from './failures.js';

describe('tally', () => {
  it.each<[string, Value[], Value[], number[]]>([
    ['colors', [3, 0, 3, 9], [0, 3, 9], [1, 2, 1]],
    ['nothing', [], [], []],
    ['integers beyond the colors', [10, -1, 10], [-1, 10], [1, 2]],
    ['true and 1 as the first of them', [0, true, 1], [0, true], [1, 2]],
    ['1 and true as the first of them', [0, 1, true], [0, 1], [1, 2]],
    ['None before integers', [5, null, 5], [null, 5], [1, 2]],
  ])('tally(values) counts %s', (_, values, distinct, counts) => {
    expect(tally(values)).toEqual({ distinct, counts });
  });

  it('tally(values) counts equal tuples as one', () => {
    const { distinct, counts } = tally([tuple(1, 2), 7, tuple(1, 2)]);
    expect([distinct.length, distinct[0], counts]).toEqual([2, 7, [1, 2]]);
  });

  it('tally(values) counts colors as it counts any values, and leaves the list as it is', () => {
    fc.assert(fc.property(fc.array(fc.integer({ min: 0, max: 9 }), { maxLength: 40 }), (colors) => {
      const before = [...colors], shifted = tally(colors.map((color) => color + 100));
      expect(tally(colors)).toEqual({ distinct: shifted.distinct.map((value) => (value as number) - 100), counts: shifted.counts });
      expect(colors).toEqual(before);
    }));
  });

  it('mostFrequent(values) and leastFrequent(values) give ties to the first in canonical order', () => {
    expect([mostFrequent([9, 8, 9, 8, 7], 'test'), leastFrequent([9, 8, 9, 8, 7, 6], 'test')]).toEqual([8, 6]);
    expect([failureOf(() => mostFrequent([], 'test')), failureOf(() => leastFrequent([], 'test'))]).toEqual(['ValueError', 'ValueError']);
  });
});
