import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import {
  color, colorcount, COLORS, index, leastcolor, mostcolor, mostColorOfGrid, numcolors, ofcolor, palette, replace, switchColors,
} from '../../src/dsl/colors.js';
import { isEqual } from '../../src/values/equality.js';
import { EMPTY_SET, type FrozenSet } from '../../src/values/frozen-set.js';
import { grid, type Grid } from '../../src/values/grid.js';
import { frozenSet } from '../../src/values/set-building.js';
import { EMPTY_TUPLE, Tuple, tuple } from '../../src/values/tuple.js';
import type { Value } from '../../src/values/value.js';
import { colorsIn, grids, objectsOnGrids } from './arbitraries.js';
import { failureOf } from './failures.js';

const cell = (c: Value, i: number, j: number): Tuple => tuple(c, tuple(i, j));
const THREE_BY_THREE_WITH_CORNERS = grid([[1, 0, 2], [0, 0, 0], [3, 0, 4]]);
const TWO_COLORS: FrozenSet = frozenSet([cell(3, 0, 0), cell(3, 0, 1), cell(5, 2, 1)]);
const BARE_LOCATIONS = frozenSet([tuple(0, 0), tuple(0, 1), tuple(2, 1)]);
const CELLS_AS_TUPLE = tuple(cell(1, 0, 0), cell(2, 1, 1));
const WITH_BOOLEANS = grid([[true, 1, 0]]);
const ZERO_WIDTH = grid([[], []]);

describe('palette', () => {
  it.each<[string, Tuple | FrozenSet, FrozenSet]>([
    ['a grid', THREE_BY_THREE_WITH_CORNERS, frozenSet([0, 1, 2, 3, 4])],
    ['an object', TWO_COLORS, frozenSet([3, 5])],
    ['no cells', EMPTY_TUPLE, EMPTY_SET],
    ['rows of width zero', ZERO_WIDTH, EMPTY_SET],
    ['bare locations, taking their rows', BARE_LOCATIONS, frozenSet([0, 2])],
    ['a tuple of cells, taken for a grid', CELLS_AS_TUPLE, frozenSet([1, 2, tuple(0, 0), tuple(1, 1)])],
    ['a tuple of objects, taken for a grid', tuple(TWO_COLORS), TWO_COLORS],
    ['unusual colors', grid([[-1, 10], [10, 40]]), frozenSet([-1, 10, 40])],
    ['rows of unequal length', tuple(tuple(1, 2), tuple(3)), frozenSet([1, 2, 3])],
  ])('palette(element) reads %s', (_, element, expected) => {
    expect(isEqual(palette(element), expected)).toBe(true);
  });

  it('palette(element) keeps the first of true and 1', () => {
    expect([...palette(WITH_BOOLEANS)]).toEqual([0, true]);
  });

  it.each<[string, Value, string]>([
    ['an integer', 5, 'TypeError'],
    ['a tuple of integers', tuple(1, 2), 'TypeError'],
    ['a set of integers', frozenSet([1]), 'TypeError'],
    ['a set of triples', frozenSet([tuple(1, 2, 3)]), 'ValueError'],
  ])('palette(element) refuses %s', (_, element, exception) => {
    expect(failureOf(() => palette(element as Tuple))).toBe(exception);
  });
});

describe('numcolors', () => {
  it.each<[string, Tuple | FrozenSet, number]>([
    ['a grid', THREE_BY_THREE_WITH_CORNERS, 5],
    ['an object', TWO_COLORS, 2],
    ['nothing', EMPTY_SET, 0],
    ['true and 1 as one', WITH_BOOLEANS, 2],
  ])('numcolors(element) counts the colors of %s', (_, element, expected) => {
    expect(numcolors(element)).toBe(expected);
  });
});

describe('mostcolor and leastcolor', () => {
  it.each<[string, Tuple | FrozenSet, Value, Value]>([
    ['a grid', grid([[8, 0, 0], [8, 5, 0]]), 0, 5],
    ['an object', TWO_COLORS, 3, 5],
    ['a tie, to the lowest', grid([[8, 0], [0, 8]]), 0, 0],
    ['a tie of high colors, to the lowest', grid([[9, 8, 7, 9, 8]]), 8, 7],
    ['booleans beside integers', WITH_BOOLEANS, true, 0],
    ['a color beyond 9', grid([[12, 12, -1]]), 12, -1],
    ['bare locations, by row', BARE_LOCATIONS, 0, 2],
    ['an object of any values', frozenSet([cell(null, 0, 0), cell(7, 0, 1), cell(7, 1, 1)]), 7, null],
  ])('mostcolor(element) and leastcolor(element) weigh %s', (_, element, most, least) => {
    expect(mostcolor(element)).toBe(most);
    expect(leastcolor(element)).toBe(least);
  });

  it.each([mostcolor, leastcolor])('%o of nothing is a ValueError', (primitive) => {
    for (const nothing of [EMPTY_TUPLE, ZERO_WIDTH, EMPTY_SET]) expect(failureOf(() => primitive(nothing))).toBe('ValueError');
  });

  it('mostColorOfGrid(grid) is the mostcolor of the grid', () => {
    fc.assert(fc.property(grids(), (g) => mostColorOfGrid(g) === mostcolor(g)));
    expect(failureOf(() => mostColorOfGrid(ZERO_WIDTH))).toBe('ValueError');
  });

  it('mostcolor(grid) occurs at least as often as any other color', () => {
    fc.assert(fc.property(grids(), (g) => {
      const counts = [...palette(g)].map((c) => colorcount(g, c));
      return colorcount(g, mostcolor(g)) === Math.max(...counts) && colorcount(g, leastcolor(g)) === Math.min(...counts);
    }));
  });
});

describe('colorcount', () => {
  it.each<[string, Tuple | FrozenSet, Value, number]>([
    ['a grid', THREE_BY_THREE_WITH_CORNERS, 0, 5],
    ['an object', TWO_COLORS, 3, 2],
    ['true as 1', THREE_BY_THREE_WITH_CORNERS, true, 1],
    ['1 as true', WITH_BOOLEANS, 1, 2],
    ['a color that is absent', TWO_COLORS, 9, 0],
    ['None, which is absent', TWO_COLORS, null, 0],
    ['nothing', EMPTY_SET, 3, 0],
    ['a tuple of cells', CELLS_AS_TUPLE, 1, 1],
  ])('colorcount(element, value) counts %s', (_, element, value, expected) => {
    expect(colorcount(element, value)).toBe(expected);
  });
});

describe('ofcolor', () => {
  it.each<[string, Tuple, Value, FrozenSet]>([
    ['one cell', THREE_BY_THREE_WITH_CORNERS, 2, frozenSet([tuple(0, 2)])],
    ['no cell', THREE_BY_THREE_WITH_CORNERS, 9, EMPTY_SET],
    ['no row', EMPTY_TUPLE, 1, EMPTY_SET],
    ['true as 1', THREE_BY_THREE_WITH_CORNERS, true, frozenSet([tuple(0, 0)])],
    ['values that are tuples', CELLS_AS_TUPLE, tuple(1, 1), frozenSet([tuple(1, 1)])],
  ])('ofcolor(grid, value) finds %s', (_, g, value, expected) => {
    expect(isEqual(ofcolor(g, value), expected)).toBe(true);
  });

  it('ofcolor(grid, value) finds as many locations as colorcount counts', () => {
    fc.assert(fc.property(grids(), colorsIn, (g, c) => ofcolor(g, c).size === colorcount(g, c)));
  });

  it('ofcolor(grid, value) refuses a set', () => {
    expect(failureOf(() => ofcolor(EMPTY_SET as unknown as Tuple, 1))).toBe('TypeError');
  });
});

describe('color', () => {
  it.each<[string, Tuple | FrozenSet, Value]>([
    ['an object of one color', frozenSet([cell(4, 1, 1), cell(4, 0, 1)]), 4],
    ['several colors, the lowest', TWO_COLORS, 3],
    ['a tuple of cells, the first', tuple(cell(7, 0, 0), cell(2, 0, 1)), 7],
    ['bare locations, a row', BARE_LOCATIONS, 0],
    ['a boolean color', frozenSet([cell(true, 0, 0)]), true],
    ['a grid, its first cell', grid([[5, 1]]), 5],
  ])('color(obj) reads %s', (_, obj, expected) => {
    expect(color(obj)).toBe(expected);
  });

  it.each<[string, Value, string]>([
    ['an empty object', EMPTY_SET, 'StopIteration'],
    ['an empty tuple', EMPTY_TUPLE, 'StopIteration'],
    ['a set of objects', frozenSet([TWO_COLORS]), 'TypeError'],
    ['a tuple of the empty tuple', tuple(EMPTY_TUPLE), 'IndexError'],
    ['an integer', 5, 'TypeError'],
  ])('color(obj) refuses %s', (_, obj, exception) => {
    expect(failureOf(() => color(obj as FrozenSet))).toBe(exception);
  });
});

describe('replace and switch', () => {
  it.each<[string, Grid, Grid]>([
    ['replace(grid, a, b) recolors a', replace(THREE_BY_THREE_WITH_CORNERS, 0, 9), grid([[1, 9, 2], [9, 9, 9], [3, 9, 4]])],
    ['replace(grid, a, b) leaves a grid without a', replace(grid([[1]]), 5, 9), grid([[1]])],
    ['replace(grid, a, b) keeps the rows of an empty grid', replace(ZERO_WIDTH, 5, 9), ZERO_WIDTH],
    ['replace(grid, a, b) takes false for 0', replace(grid([[0, 1]]), false, 9), grid([[9, 1]])],
    ['replace(grid, a, b) puts any value', replace(grid([[0, 1]]), 0, null), grid([[null, 1]])],
    ['switch(grid, a, b) exchanges a and b', switchColors(grid([[2, 1], [1, 3]]), 1, 2), grid([[1, 2], [2, 3]])],
    ['switch(grid, a, b) recolors a where b is absent', switchColors(grid([[0, 3]]), 0, 9), grid([[9, 3]])],
    ['switch(grid, a, a) changes nothing', switchColors(grid([[0, 3]]), 3, 3), grid([[0, 3]])],
    ['switch(grid, a, b) leaves other colors alone, −1 too', switchColors(grid([[-1, 1, 2]]), 1, 2), grid([[-1, 2, 1]])],
  ])('%s', (_, actual, expected) => {
    expect(isEqual(actual, expected)).toBe(true);
  });

  it('switch(grid, false, 1) puts the operands themselves', () => {
    expect(switchColors(grid([[0, 1]]), false, 1).toRows()).toEqual([[1, false]]);
  });

  it('switch(grid, a, b) twice is the grid', () => {
    fc.assert(fc.property(grids(), colorsIn, colorsIn, (g, a, b) => isEqual(switchColors(switchColors(g, a, b), a, b), g)));
  });

  it('replace(grid, a, b) leaves its argument unchanged and no a', () => {
    fc.assert(fc.property(grids(), (g) => {
      const before = g.toRows();
      const replaced = replace(g, mostcolor(g), 11);
      expect(g.toRows()).toEqual(before);
      return colorcount(replaced, mostcolor(g)) === 0;
    }));
  });
});

describe('index', () => {
  it.each<[Value, Value]>([
    [tuple(2, 2), 4], [tuple(-1, 0), null], [tuple(0, 3), null], [tuple(3, 0), null], [tuple(true, false), 0],
  ])('index(grid, %o) is %o', (loc, expected) => {
    expect(index(THREE_BY_THREE_WITH_CORNERS, loc as Tuple)).toBe(expected);
  });

  it.each<[string, Value, Value, string]>([
    ['a grid without rows', EMPTY_TUPLE, tuple(0, 0), 'IndexError'],
    ['one coordinate', THREE_BY_THREE_WITH_CORNERS, tuple(0), 'ValueError'],
    ['an integer as location', THREE_BY_THREE_WITH_CORNERS, 1, 'TypeError'],
    ['a set as grid', BARE_LOCATIONS, tuple(0, 0), 'TypeError'],
  ])('index(grid, loc) refuses %s', (_, g, loc, exception) => {
    expect(failureOf(() => index(g as Tuple, loc as Tuple))).toBe(exception);
  });
});

describe('objects on grids', () => {
  it('colorcount(obj, value) sums up to the size of the object over its palette', () => {
    fc.assert(fc.property(objectsOnGrids, (obj) => {
      const total = [...palette(obj)].reduce((sum: number, c) => sum + colorcount(obj, c), 0);
      return total === obj.size && numcolors(obj) === palette(obj).size;
    }));
  });
});

describe('COLORS', () => {
  it('COLORS lists every function with its arity', () => {
    expect(COLORS.map((p) => [p.name, p.arity])).toEqual(COLORS.map((p) => [p.name, p.call.length]));
    expect(COLORS.map((p) => p.name).sort()).toEqual([
      'color', 'colorcount', 'index', 'leastcolor', 'mostcolor', 'numcolors', 'ofcolor', 'palette', 'replace', 'switch',
    ]);
  });
});
