import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { colorcount, mostcolor } from '../../src/dsl/colors.js';
import { canvas, cellwise, cover, fill, move, paint, PAINTING, underfill, underpaint } from '../../src/dsl/painting.js';
import { asobject, recolor, shift, toindices, toobject } from '../../src/dsl/patches.js';
import { isEqual } from '../../src/values/equality.js';
import { EMPTY_SET, type FrozenSet } from '../../src/values/frozen-set.js';
import { grid, type Grid } from '../../src/values/grid.js';
import { frozenSet } from '../../src/values/set-building.js';
import { EMPTY_TUPLE, Tuple, tuple } from '../../src/values/tuple.js';
import type { Value } from '../../src/values/value.js';
import { colorsIn, grids, objectsOnGrids, someIndices, someObjects } from './arbitraries.js';
import { failureOf } from './failures.js';
import { itComesTo } from './python.js';

const at = (i: number, j: number): Tuple => tuple(i, j);
const cell = (c: Value, i: number, j: number): Tuple => tuple(c, at(i, j));
const G33 = grid([[1, 0, 2], [0, 0, 0], [3, 0, 4]]);
const ZERO_WIDTH = grid([[]]);
const BARE = frozenSet([at(0, 0), at(0, 1)]);
const MIXED = frozenSet([at(0, 0), cell(0, 1, 1)]);
const TWO_AT_ONE_PLACE = frozenSet([cell(7, 0, 1), cell(8, 0, 1)]);

describe('canvas', () => {
  it.each<[Value, Tuple, Tuple]>([
    [5, at(1, 2), grid([[5, 5]])],
    [5, at(0, 3), EMPTY_TUPLE],
    [5, at(-1, 3), EMPTY_TUPLE],
    [5, at(2, 0), grid([[], []])],
    [5, at(2, -1), grid([[], []])],
    [tuple(1, 2), at(1, 1), grid([[tuple(1, 2)]])],
    [true, tuple(1, 2, 3), grid([[true, true]])],
  ])('canvas(%o, %o) is a grid of that value', (value, dimensions, expected) => {
    expect(isEqual(canvas(value, dimensions), expected)).toBe(true);
  });

  it.each<[Value, string]>([
    [tuple(2), 'IndexError'], [3, 'TypeError'], [EMPTY_SET, 'TypeError'], [at(1e5, 1e5), 'MemoryError'], [at(1e9, 0), 'MemoryError'],
  ])('canvas(0, %o) fails with %s', (dimensions, exception) => {
    expect(failureOf(() => canvas(0, dimensions as Tuple))).toBe(exception);
  });
});

describe('fill and underfill', () => {
  it.each<[string, Tuple, Tuple]>([
    ['fill(grid, value, indices) skips what is off the grid', fill(G33, 7, frozenSet([at(0, 0), at(-1, 1), at(5, 5), at(0, 3)])), grid([[7, 0, 2], [0, 0, 0], [3, 0, 4]])],
    ['fill(grid, value, obj) ignores the colors', fill(G33, 7, frozenSet([cell(9, 0, 1)])), grid([[1, 7, 2], [0, 0, 0], [3, 0, 4]])],
    ['fill(grid, value, patch) of nothing', fill(G33, 7, EMPTY_SET), G33],
    ['fill(grid, value, patch) of a tuple of locations', fill(G33, 7, tuple(at(0, 0), at(0, 0))), grid([[7, 0, 2], [0, 0, 0], [3, 0, 4]])],
    ['fill(grid, value, patch) of a tuple of cells', fill(G33, 7, tuple(cell(1, 2, 2))), grid([[1, 0, 2], [0, 0, 0], [3, 0, 7]])],
    ['fill(grid, value, patch) puts any value', fill(G33, null, frozenSet([at(1, 1)])), grid([[1, 0, 2], [0, null, 0], [3, 0, 4]])],
    ['fill(grid, value, patch) skips what is very far', fill(G33, 7, frozenSet([at(0, 100_000)])), G33],
    ['fill(grid, value, patch) of rows of width zero', fill(ZERO_WIDTH, 7, BARE), ZERO_WIDTH],
    ['underfill(grid, value, patch) fills on the background', underfill(G33, 7, BARE), grid([[1, 7, 2], [0, 0, 0], [3, 0, 4]])],
    ['underfill(grid, value, patch) takes false for a background 0', underfill(grid([[false, 0, 1]]), 7, tuple(at(0, 0), at(0, 2))), grid([[7, 0, 1]])],
    ['underfill(grid, value, patch) takes the lower of two equally frequent colors', underfill(grid([[8, 0]]), 7, BARE), grid([[8, 7]])],
  ])('%s', (_, actual, expected) => {
    expect(isEqual(actual, expected)).toBe(true);
  });

  it.each<[string, () => unknown, string]>([
    ['fill((), 7, {})', () => fill(EMPTY_TUPLE, 7, EMPTY_SET), 'IndexError'],
    ['underfill((), 7, {})', () => underfill(EMPTY_TUPLE, 7, EMPTY_SET), 'IndexError'],
    ['underfill(((),), 7, {})', () => underfill(ZERO_WIDTH, 7, EMPTY_SET), 'ValueError'],
    ['fill(grid, 7, 5)', () => fill(G33, 7, 5 as unknown as Tuple), 'TypeError'],
    ['fill(grid, 7, {1})', () => fill(G33, 7, frozenSet([1])), 'TypeError'],
    ['fill({}, 7, {})', () => fill(EMPTY_SET as unknown as Tuple, 7, EMPTY_SET), 'TypeError'],
  ])('%s fails', (_, call, exception) => {
    expect(failureOf(call)).toBe(exception);
  });

  it('fill(grid, c, patch) has color c at the patch and the grid elsewhere', () => {
    fc.assert(fc.property(grids(), colorsIn, someIndices, (g, c, patch) => {
      const filled = fill(g, c, patch);
      return isEqual(filled, paint(g, recolor(c, patch))) && toobject(patch, filled).items.every((item) => (item as Tuple).items[0] === c);
    }));
  });

  it('underfill(grid, c, patch) is fill where the background is', () => {
    fc.assert(fc.property(grids(), colorsIn, someIndices, (g, c, patch) => {
      const background = toobject(patch, g).items.filter((item) => (item as Tuple).items[0] === mostcolor(g));
      return isEqual(underfill(g, c, patch), fill(g, c, new Tuple(background)));
    }));
  });
});

describe('paint and underpaint', () => {
  it.each<[string, Tuple, Tuple]>([
    ['paint(grid, obj) skips what is off the grid', paint(G33, frozenSet([cell(7, 0, 0), cell(8, 9, 9)])), grid([[7, 0, 2], [0, 0, 0], [3, 0, 4]])],
    ['paint(grid, obj) lets the higher of two colors at one place win', paint(G33, TWO_AT_ONE_PLACE), grid([[1, 8, 2], [0, 0, 0], [3, 0, 4]])],
    ['paint(grid, cells) lets the last of two cells win', paint(G33, tuple(cell(8, 0, 1), cell(7, 0, 1))), grid([[1, 7, 2], [0, 0, 0], [3, 0, 4]])],
    ['paint(grid, obj) of nothing', paint(G33, EMPTY_TUPLE), G33],
    ['paint(grid, obj) puts colors that do not pack', paint(G33, frozenSet([cell(null, 1, 1), cell(99, 2, 1)])), grid([[1, 0, 2], [0, null, 0], [3, 99, 4]])],
    ['underpaint(grid, obj) paints on the background', underpaint(G33, frozenSet([cell(7, 0, 0), cell(7, 0, 1)])), grid([[1, 7, 2], [0, 0, 0], [3, 0, 4]])],
    ['underpaint(grid, obj) lets the lower of two colors at one place win', underpaint(G33, TWO_AT_ONE_PLACE), grid([[1, 7, 2], [0, 0, 0], [3, 0, 4]])],
    ['underpaint(grid, cells) lets the first that is not background win', underpaint(G33, tuple(cell(0, 0, 1), cell(7, 0, 1), cell(8, 0, 1))), grid([[1, 7, 2], [0, 0, 0], [3, 0, 4]])],
  ])('%s', (_, actual, expected) => {
    expect(isEqual(actual, expected)).toBe(true);
  });

  it.each([paint, underpaint])('%o refuses bare and mixed locations, and grids without rows', (primitive) => {
    for (const obj of [BARE, MIXED, tuple(at(0, 0)), 5]) expect(failureOf(() => primitive(G33, obj as FrozenSet))).toBe('TypeError');
    expect(failureOf(() => primitive(EMPTY_TUPLE, EMPTY_SET))).toBe('IndexError');
  });

  it('paint(grid, asobject(other grid)) is the other grid', () => {
    fc.assert(fc.property(grids(), (g) => isEqual(paint(canvas(0, at(g.height, g.width)), asobject(g)), g)));
  });

  it('toobject(obj, paint(grid, obj)) is the part of the object on the grid', () => {
    fc.assert(fc.property(grids(), objectsOnGrids, (g, obj) => {
      const before = g.toRows();
      const onGrid = toobject(obj, paint(g, obj));
      expect(g.toRows()).toEqual(before);
      return isEqual(paint(g, onGrid), paint(g, obj)) && onGrid.items.every((item) => obj.items.some((other) => isEqual(item, other)));
    }));
  });

  it('underpaint(grid, obj) changes cells of the background only', () => {
    fc.assert(fc.property(grids(), someObjects, (g, obj) => {
      const painted = underpaint(g, obj), background = mostcolor(g);
      return g.cells.every((c, k) => c === background || painted.cells[k] === c);
    }));
  });
});

describe('cover and move', () => {
  it.each<[string, Tuple, Tuple]>([
    ['cover(grid, patch) puts the background', cover(G33, frozenSet([at(0, 0), at(9, 9)])), grid([[0, 0, 2], [0, 0, 0], [3, 0, 4]])],
    ['cover(grid, patch) counts the patch itself', cover(grid([[5, 5, 0]]), frozenSet([at(0, 0)])), grid([[5, 5, 0]])],
    ['cover(grid, patch) of a tuple', cover(G33, tuple(at(0, 0))), grid([[0, 0, 2], [0, 0, 0], [3, 0, 4]])],
    ['move(grid, obj, offset) covers and paints', move(G33, frozenSet([cell(1, 0, 0)]), at(1, 1)), grid([[0, 0, 2], [0, 1, 0], [3, 0, 4]])],
    ['move(grid, obj, offset) loses what leaves the grid', move(G33, frozenSet([cell(1, 0, 0)]), at(-1, 0)), grid([[0, 0, 2], [0, 0, 0], [3, 0, 4]])],
    ['move(grid, obj, offset) paints the colors of the object', move(G33, frozenSet([cell(9, 0, 0)]), at(0, 1)), grid([[0, 9, 2], [0, 0, 0], [3, 0, 4]])],
    ['move(grid, {}, offset) does not look at the offset', move(G33, EMPTY_SET, 1 as unknown as Tuple), G33],
  ])('%s', (_, actual, expected) => {
    expect(isEqual(actual, expected)).toBe(true);
  });

  it.each<[string, () => unknown, string]>([
    ['cover((), {})', () => cover(EMPTY_TUPLE, EMPTY_SET), 'ValueError'],
    ['cover(((),), {})', () => cover(ZERO_WIDTH, EMPTY_SET), 'ValueError'],
    ['move((), {}, (1, 1))', () => move(EMPTY_TUPLE, EMPTY_SET, at(1, 1)), 'ValueError'],
    ['move of bare locations', () => move(G33, BARE, at(0, 0)), 'TypeError'],
    ['move by an integer', () => move(G33, frozenSet([cell(1, 0, 0)]), 1 as unknown as Tuple), 'TypeError'],
  ])('%s fails', (_, call, exception) => {
    expect(failureOf(call)).toBe(exception);
  });

  it('move(grid, obj, offset) is paint of shift on cover, and cover adds background only', () => {
    fc.assert(fc.property(grids(), objectsOnGrids, (g, obj) => {
      const covered = cover(g, obj);
      return isEqual(move(g, obj, at(1, -1)), paint(covered, shift(obj, at(1, -1))))
        && isEqual(covered, fill(g, mostcolor(g), toindices(obj)));
    }));
  });
});

describe('cellwise', () => {
  it.each<[string, Grid, Grid]>([
    ['keeps the cells in which both agree', cellwise(grid([[1, 2]]), grid([[1, 3]]), 9), grid([[1, 9]])],
    ['cuts a larger b', cellwise(grid([[1], [5]]), G33, 9), grid([[1], [9]])],
    ['keeps a where true meets 1', cellwise(grid([[true, 0]]), grid([[1, false]]), 9), grid([[true, 0]])],
    ['keeps rows of width zero', cellwise(ZERO_WIDTH, EMPTY_TUPLE as Grid, 9), ZERO_WIDTH],
  ])('cellwise(a, b, fallback) %s', (_, actual, expected) => {
    expect(actual.toRows()).toEqual(expected.toRows());
  });

  it.each<[string, Value, Value, string]>([
    ['a lower b', G33, grid([[1, 2, 3]]), 'IndexError'],
    ['a narrower b', G33, grid([[1], [2], [3]]), 'IndexError'],
    ['a without rows', EMPTY_TUPLE, G33, 'IndexError'],
    ['an integer', G33, 5, 'TypeError'],
  ])('cellwise(a, b, fallback) refuses %s', (_, a, b, exception) => {
    expect(failureOf(() => cellwise(a as Tuple, b as Tuple, 0))).toBe(exception);
  });

  it('cellwise(grid, grid, c) is the grid, and cellwise(a, b, c) agrees with b except for c', () => {
    fc.assert(fc.property(grids(), someObjects, (g, obj) => {
      const other = paint(g, obj), both = cellwise(g, other, 11);
      const differing = g.cells.filter((c, k) => c !== other.cells[k]).length;
      return isEqual(cellwise(g, g, 11), g) && colorcount(both, 11) === differing;
    }));
  });
});

describe('PAINTING', () => {
  it('PAINTING lists 8 functions with their arity', () => {
    expect(PAINTING).toHaveLength(8);
    expect(PAINTING.map((p) => [p.name, p.arity])).toEqual(PAINTING.map((p) => [p.name, p.call.length]));
  });
});

describe('a set that mixes cells and locations', () => {
  itComesTo({
    'fill(G23, 7, {(0, 2), (5, (2, 2))})': '((0, 1, 7), (3, 4, 5))',
    'underfill(G33, 7, {(0, 1), (5, (2, 2))})': '((1, 7, 2), (0, 0, 0), (3, 0, 4))',
    'fill(G23, 7, {(0, 2), (1, (2, 2))})': 'TypeError',
    'fill(G23, 7, {(0, (0, 0)), (5, 5)})': 'TypeError',
  });
});
