import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { normalize } from '../../src/dsl/patches.js';
import { downscale, hupscale, upscale, vupscale } from '../../src/dsl/scaling.js';
import { isEqual } from '../../src/values/equality.js';
import { EMPTY_SET, GridObject, type FrozenSet } from '../../src/values/frozen-set.js';
import { grid } from '../../src/values/grid.js';
import { frozenSet } from '../../src/values/set-building.js';
import { EMPTY_TUPLE, Tuple, tuple } from '../../src/values/tuple.js';
import type { Value } from '../../src/values/value.js';
import { grids, someObjects } from './arbitraries.js';
import { failureOf } from './failures.js';

const cell = (c: Value, i: number, j: number): Tuple => tuple(c, tuple(i, j));
const ROW = grid([[1, 2]]);
const ZERO_WIDTH = grid([[], []]);
const TWO_BELOW = frozenSet([cell(1, 5, 5), cell(2, 6, 5)]);
const TWO_BELOW_DOUBLED = frozenSet([
  cell(1, 5, 5), cell(1, 5, 6), cell(1, 6, 5), cell(1, 6, 6), cell(2, 7, 5), cell(2, 7, 6), cell(2, 8, 5), cell(2, 8, 6),
]);
const factors = fc.integer({ min: 1, max: 4 });

describe('scaling grids', () => {
  it.each<[string, Value, Value]>([
    ['hupscale(grid, 2) repeats cells along rows', hupscale(ROW, 2), grid([[1, 1, 2, 2]])],
    ['hupscale(grid, 0) leaves rows of width zero', hupscale(ROW, 0), grid([[]])],
    ['hupscale(grid, −1) leaves rows of width zero', hupscale(ROW, -1), grid([[]])],
    ['hupscale(grid, true) is the grid', hupscale(ROW, true), ROW],
    ['hupscale(()) is ()', hupscale(EMPTY_TUPLE, 3), EMPTY_TUPLE],
    ['vupscale(grid, 2) repeats rows', vupscale(ROW, 2), grid([[1, 2], [1, 2]])],
    ['vupscale(tuple, 2) repeats the elements of any tuple', vupscale(tuple(1, tuple(2)), 2), tuple(1, 1, tuple(2), tuple(2))],
    ['vupscale(tuple, −2) of any tuple is ()', vupscale(tuple(1, 2), -2), EMPTY_TUPLE],
    ['vupscale(grid, 0) leaves no rows', vupscale(ROW, 0), EMPTY_TUPLE],
    ['vupscale(grid, 2) repeats rows of width zero', vupscale(ZERO_WIDTH, 2), grid([[], [], [], []])],
    ['upscale(grid, 2) makes blocks', upscale(ROW, 2), grid([[1, 1, 2, 2], [1, 1, 2, 2]])],
    ['upscale(grid, −1) leaves no rows', upscale(ROW, -1), EMPTY_TUPLE],
    ['upscale(cells, 2) takes a tuple of cells for a grid', upscale(tuple(cell(1, 0, 0)), 1), grid([[1, tuple(0, 0)]])],
    ['downscale(grid, 2) keeps the upper left cells', downscale(grid([[1, 2, 3], [4, 5, 6], [7, 8, 9]]), 2), grid([[1, 3], [7, 9]])],
    ['downscale(grid, −2) is downscale(grid, 2)', downscale(grid([[1, 2, 3]]), -2), grid([[1, 3]])],
    ['downscale(grid, 5) keeps one cell of a small grid', downscale(grid([[1, 2], [3, 4]]), 5), grid([[1]])],
    ['downscale(grid, 2) thins out rows of width zero', downscale(grid([[], [], []]), 2), grid([[], []])],
  ])('%s', (_, actual, expected) => {
    expect(isEqual(actual, expected)).toBe(true);
  });

  it.each<[string, () => unknown, string]>([
    ['downscale(grid, 0)', () => downscale(ROW, 0), 'ZeroDivisionError'],
    ['downscale(grid, false)', () => downscale(ROW, false), 'ZeroDivisionError'],
    ['downscale((), 2)', () => downscale(EMPTY_TUPLE, 2), 'IndexError'],
    ['upscale of a set as factor', () => upscale(ROW, EMPTY_SET as unknown as number), 'TypeError'],
    ['hupscale(grid, null)', () => hupscale(ROW, null as unknown as number), 'TypeError'],
    ['upscale(null, 2)', () => upscale(null as unknown as Tuple, 2), 'TypeError'],
    ['vupscale(grid, 10⁸)', () => vupscale(ROW, 1e8), 'MemoryError'],
    ['vupscale of rows of width zero, 10⁸ times', () => vupscale(ZERO_WIDTH, 1e8), 'MemoryError'],
    ['upscale(grid, 10⁵)', () => upscale(ROW, 1e5), 'MemoryError'],
  ])('%s fails', (_, call, exception) => {
    expect(failureOf(call)).toBe(exception);
  });

  it('downscale(upscale(grid, n), n) is the grid', () => {
    fc.assert(fc.property(grids(), factors, (g, n) => isEqual(downscale(upscale(g, n), n), g)));
  });

  it('upscale(grid, n) is hupscale of vupscale', () => {
    fc.assert(fc.property(grids(), fc.integer({ min: 1, max: 4 }), (g, n) => isEqual(upscale(g, n), hupscale(vupscale(g, n), n))));
  });
});

describe('upscale(obj, factor)', () => {
  it.each<[string, FrozenSet, FrozenSet]>([
    ['makes blocks about the upper left corner', upscale(TWO_BELOW, 2), TWO_BELOW_DOUBLED],
    ['by 0 leaves nothing', upscale(TWO_BELOW, 0), EMPTY_SET],
    ['by −2 leaves nothing', upscale(TWO_BELOW, -2), EMPTY_SET],
    ['gives an empty set back', upscale(EMPTY_SET, 2), EMPTY_SET],
    ['reads colors that do not pack', upscale(frozenSet([cell(null, 1, 1)]), 2), frozenSet([cell(null, 1, 1), cell(null, 1, 2), cell(null, 2, 1), cell(null, 2, 2)])],
    ['leaves the packed range', upscale(frozenSet([cell(1, 0, 4090), cell(1, 0, 4095)]), 2),
      frozenSet([0, 1].flatMap((i) => [4090, 4091, 4100, 4101].map((j) => cell(1, i, j))))],
  ])('%s', (_, actual, expected) => {
    expect(isEqual(actual, expected)).toBe(true);
  });

  it('refuses bare locations, whatever the factor, and too many cells', () => {
    for (const factor of [2, 1, 0]) expect(failureOf(() => upscale(frozenSet([tuple(0, 0)]), factor))).toBe('TypeError');
    expect(failureOf(() => upscale(frozenSet([cell(1, 0, 0), cell(1, 9, 9)]), 1e4))).toBe('MemoryError');
    expect(failureOf(() => upscale(TWO_BELOW, tuple(2, 2) as unknown as number))).toBe('TypeError');
  });

  it('has factor² cells for each, ascends, and scales each cell to its own block', () => {
    fc.assert(fc.property(someObjects, factors, (obj, n) => {
      const { packed } = upscale(obj, n) as GridObject;
      return packed.length === obj.size * n * n && packed.every((p, k) => k === 0 || packed[k - 1]! < p);
    }));
    fc.assert(fc.property(someObjects, factors, factors, (obj, m, n) => isEqual(upscale(upscale(obj, m), n), upscale(obj, m * n))));
    fc.assert(fc.property(someObjects, factors, (obj, n) => isEqual(normalize(upscale(obj, n)), upscale(normalize(obj), n))));
  });
});
