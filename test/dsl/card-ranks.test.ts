import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { invert } from '../../src/dsl/arithmetic.js';
import {
  get_arg_rank, get_arg_rank_f, get_arg_rank_t, get_color_rank_f, get_color_rank_t, get_common_rank, get_common_rank_f,
  get_common_rank_t, get_nth_f, get_nth_t, get_rank, get_val_rank, get_val_rank_f, get_val_rank_t,
} from '../../src/dsl/card-ranks.js';
import { colorcount, palette } from '../../src/dsl/colors.js';
import { size } from '../../src/dsl/containers.js';
import { argmax, first, valmin } from '../../src/dsl/selection.js';
import { isEqual } from '../../src/values/equality.js';
import { EMPTY_SET } from '../../src/values/frozen-set.js';
import { grid } from '../../src/values/grid.js';
import { frozenSet } from '../../src/values/set-building.js';
import { EMPTY_TUPLE, Tuple, tuple } from '../../src/values/tuple.js';
import type { Value } from '../../src/values/value.js';
import { grids } from './arbitraries.js';
import { failureOf } from './failures.js';

const cell = (c: Value, i: number, j: number): Tuple => tuple(c, tuple(i, j));
const PAIRS = tuple(tuple(1, 10), tuple(2, 20), tuple(1, 30), tuple(2, 40));
const SETS = frozenSet([frozenSet([1]), frozenSet([2]), frozenSet([3, 4])]);
const increment = (x: Value): Value => (x as number) + 1;

describe('ranks', () => {
  it.each<[string, Value, Value]>([
    ['get_nth_t(tuple, 0)', get_nth_t(tuple(5, 6, 7), 0), 5],
    ['get_nth_t(tuple, −1)', get_nth_t(tuple(5, 6, 7), -1), 7],
    ['get_nth_t(tuple, true)', get_nth_t(tuple(5, 6, 7), true), 6],
    ['get_nth_t(tuple, 3) is out of range', get_nth_t(tuple(5, 6, 7), 3), EMPTY_TUPLE],
    ['get_nth_t(tuple, −4) is out of range', get_nth_t(tuple(5, 6, 7), -4), EMPTY_TUPLE],
    ['get_nth_t(grid, k) is a row', get_nth_t(grid([[1], [2]]), -1), tuple(2)],
    ['get_nth_t(tuple, k) gives None too', get_nth_t(tuple(null), 0), null],
    ['get_nth_f(set, 0) in canonical order', get_nth_f(frozenSet([7, 5]), 0), 5],
    ['get_nth_f(set, 2) is out of range', get_nth_f(frozenSet([7, 5]), 2), EMPTY_SET],
    ['get_color_rank_t(grid, 0)', get_color_rank_t(grid([[3, 0, 0], [2, 0, 2]]), 0), 0],
    ['get_color_rank_t(grid, k) has ties in reading order', get_color_rank_t(grid([[3, 0], [2, 0]]), 1), 3],
    ['get_color_rank_t(grid, −1) is the rarest', get_color_rank_t(grid([[3, 0], [2, 0]]), -1), 2],
    ['get_color_rank_t(grid, 3) is out of range', get_color_rank_t(grid([[3, 0], [2, 0]]), 3), EMPTY_TUPLE],
    ['get_color_rank_f(obj, k) has ties in canonical order', get_color_rank_f(frozenSet([cell(4, 0, 0), cell(2, 0, 1)]), 0), 2],
    ['get_color_rank_f(obj, −3) is out of range', get_color_rank_f(frozenSet([cell(4, 0, 0), cell(2, 0, 1)]), -3), EMPTY_SET],
    ['get_rank(set, 0) is the greatest', get_rank(frozenSet([4, 9, 2]), 0), 9],
    ['get_rank(set, −1) is the least', get_rank(frozenSet([4, 9, 2]), -1), 2],
    ['get_rank(set, 3) is out of range', get_rank(frozenSet([4, 9, 2]), 3), 0],
    ['get_arg_rank(tuple, f, 0) is the first of the greatest', get_arg_rank(PAIRS, first, 0), tuple(2, 20)],
    ['get_arg_rank(tuple, f, 1) keeps equals in their order', get_arg_rank(PAIRS, first, 1), tuple(2, 40)],
    ['get_arg_rank(tuple, f, 2) keeps equals in their order', get_arg_rank(PAIRS, first, 2), tuple(1, 10)],
    ['get_arg_rank(tuple, f, −1)', get_arg_rank(PAIRS, first, -1), tuple(1, 30)],
    ['get_arg_rank(set, f, 1) starts from canonical order', get_arg_rank(SETS, size, 1), frozenSet([1])],
    ['get_arg_rank(tuple, f, 4) is out of range', get_arg_rank(PAIRS, first, 4), EMPTY_TUPLE],
    ['get_arg_rank(set, f, 4) is out of range', get_arg_rank(SETS, size, 4), EMPTY_SET],
    ['get_arg_rank_t(tuple, f, −5) is out of range', get_arg_rank_t(PAIRS, first, -5), EMPTY_TUPLE],
    ['get_arg_rank_f(set, f, 0)', get_arg_rank_f(SETS, size, 0), frozenSet([3, 4])],
    ['get_arg_rank_f({}, f, 0) is out of range', get_arg_rank_f(EMPTY_SET, size, 0), EMPTY_SET],
    ['get_val_rank(tuple, f, 0) is the least value', get_val_rank(tuple(3, 1, 2), invert, 0), -3],
    ['get_val_rank_t(tuple, f, −1) is the greatest value', get_val_rank_t(tuple(3, 1, 2), invert, -1), -1],
    ['get_val_rank_f(set, f, 1)', get_val_rank_f(SETS, size, 1), 1],
    ['get_val_rank(tuple, f, 9) is f(0)', get_val_rank(tuple(3, 1, 2), increment, 9), 1],
    ['get_val_rank_f({}, f, 0) is f(0)', get_val_rank_f(EMPTY_SET, increment, 0), 1],
    ['get_common_rank(tuple, 0) is the rarest', get_common_rank(tuple(7, 5, 7), 0), 5],
    ['get_common_rank(tuple, k) has ties in canonical order', get_common_rank(tuple(9, 7, 5, 7), 1), 9],
    ['get_common_rank_t(tuple, −1)', get_common_rank_t(tuple(7, 5, 7), -1), 7],
    ['get_common_rank_t(tuple, 2) is out of range', get_common_rank_t(tuple(7, 5, 7), 2), EMPTY_TUPLE],
    ['get_common_rank(set, 9) is out of range', get_common_rank(frozenSet([7]), 9), EMPTY_SET],
    ['get_common_rank_f(set, 1) counts 1 each', get_common_rank_f(frozenSet([7, 5]), 1), 7],
    ['get_common_rank(grid, 0) ranks rows', get_common_rank(grid([[1, 2], [0, 5], [1, 2]]), 0), tuple(0, 5)],
  ])('%s', (_, actual, expected) => {
    expect(isEqual(actual, expected)).toBe(true);
  });

  it('get_arg_rank(container, f, k) and get_val_rank fail for what is no container, no function, no rank', () => {
    for (const rank of [get_arg_rank, get_arg_rank_t, get_val_rank, get_val_rank_t]) {
      expect(failureOf(() => rank(5 as unknown as Tuple, size, 0))).toBe('TypeError');
      expect(failureOf(() => rank(PAIRS, 5 as never, 0))).toBe('TypeError');
      expect(failureOf(() => rank(PAIRS, size, EMPTY_TUPLE as never))).toBe('TypeError');
    }
    expect(failureOf(() => get_val_rank(EMPTY_TUPLE, size, 0))).toBe('TypeError');
    expect(failureOf(() => get_rank(tuple(1, EMPTY_TUPLE), 0))).toBe('TypeError');
  });

  it('get_color_rank_t(grid, k) lists the palette by falling count', () => {
    fc.assert(fc.property(grids(), (g) => {
      const ranked = [...palette(g)].map((_, k) => get_color_rank_t(g, k));
      const counts = ranked.map((color) => colorcount(g, color));
      return isEqual(frozenSet([...ranked]), palette(g)) && counts.every((count, k) => k === 0 || count <= counts[k - 1]!);
    }));
  });

  it('get_arg_rank(container, f, 0) is argmax, and get_val_rank(container, f, 0) is valmin', () => {
    const tuples = fc.array(fc.tuple(fc.integer({ min: 0, max: 3 }), fc.nat(9)), { minLength: 1, maxLength: 12 })
      .map((pairs) => new Tuple(pairs.map(([a, b]) => tuple(a, b))));
    fc.assert(fc.property(tuples, (container) =>
      get_arg_rank(container, first, 0) === argmax(container, first) && get_val_rank(container, first, 0) === valmin(container, first)));
  });
});
