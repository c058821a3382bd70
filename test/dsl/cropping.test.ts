import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import {
  bottomhalf, compress, crop, hconcat, hsplit, lefthalf, righthalf, subgrid, tophalf, trim, vconcat, vsplit,
} from '../../src/dsl/cropping.js';
import { isUniform } from '../../src/dsl/grid-cells.js';
import { dmirror, rot90, vmirror } from '../../src/dsl/geometry.js';
import { asindices, shift } from '../../src/dsl/patches.js';
import { isEqual } from '../../src/values/equality.js';
import { EMPTY_SET } from '../../src/values/frozen-set.js';
import { grid, Grid } from '../../src/values/grid.js';
import { frozenSet } from '../../src/values/set-building.js';
import { EMPTY_TUPLE, Tuple, tuple } from '../../src/values/tuple.js';
import type { Value } from '../../src/values/value.js';
import { grids } from './arbitraries.js';
import { failureOf } from './failures.js';
import { itComesTo } from './python.js';

const CORNERS_3X3 = grid([[1, 0, 2], [0, 0, 0], [3, 0, 4]]);
const TWO_BY_THREE = grid([[0, 1, 2], [3, 4, 5]]);
const ZERO_WIDTH = grid([[], []]);
const at = (i: number, j: number): Tuple => tuple(i, j);

describe('crop', () => {
  it.each<[string, Tuple, Tuple, Tuple]>([
    ['within the grid', at(0, 1), at(2, 2), grid([[0, 2], [0, 0]])],
    ['clipped at the edge', at(1, 1), at(9, 1), grid([[0], [0]])],
    ['with negative starts', at(-2, -2), at(1, 1), grid([[0]])],
    ['with a negative start beyond the grid', at(-9, -9), at(7, 8), grid([[1, 0]])],
    ['from a negative start to the end', at(-1, 0), at(1, 2), EMPTY_TUPLE],
    ['of negative height', at(0, 0), at(-1, 2), grid([[1, 0], [0, 0]])],
    ['of width zero', at(0, 0), at(2, 0), ZERO_WIDTH],
    ['beyond the grid', at(3, 3), at(1, 1), EMPTY_TUPLE],
    ['beyond the columns', at(0, 3), at(2, 1), ZERO_WIDTH],
    ['with booleans', at(1, 0), tuple(true, 2), grid([[0, 0]])],
    ['with components to spare', tuple(0, 0, 7), tuple(1, 1, 7), grid([[1]])],
  ])('crop(grid, start, dims) cuts %s', (_, start, dims, expected) => {
    expect(isEqual(crop(CORNERS_3X3, start, dims), expected)).toBe(true);
  });

  it.each<[string, Value, Value, Value, string]>([
    ['an empty start', CORNERS_3X3, EMPTY_TUPLE, at(1, 1), 'IndexError'],
    ['one dimension', CORNERS_3X3, at(0, 0), tuple(1), 'IndexError'],
    ['an integer as start', CORNERS_3X3, 1, at(1, 1), 'TypeError'],
    ['a set as grid', EMPTY_SET, at(0, 0), at(1, 1), 'TypeError'],
  ])('crop(grid, start, dims) refuses %s', (_, g, start, dims, exception) => {
    expect(failureOf(() => crop(g as Tuple, start as Tuple, dims as Tuple))).toBe(exception);
  });

  it('crop(grid, start, dims) slices rows and columns as JavaScript slices arrays', () => {
    const small = fc.integer({ min: -9, max: 9 });
    fc.assert(fc.property(grids(), small, small, small, small, (g, i, j, height, width) => {
      const rows = g.toRows().slice(i, i + height).map((row) => row.slice(j, j + width));
      return isEqual(crop(g, at(i, j), at(height, width)), grid(rows));
    }));
  });
});

describe('subgrid', () => {
  it.each<[string, Value, Value]>([
    ['the bounding box', frozenSet([at(0, 1), at(1, 2)]), grid([[0, 2], [0, 0]])],
    ['what sticks out at the right or bottom, clipped', frozenSet([at(1, 1), at(7, 7)]), grid([[0, 0], [0, 4]])],
    ['nothing, of a box that starts above', frozenSet([at(-1, 0), at(1, 1)]), EMPTY_TUPLE],
    ['an object', frozenSet([tuple(5, at(2, 2))]), grid([[4]])],
    ['the shape of a tuple of locations', tuple(at(0, 0), at(1, 1)), grid([[1, 0], [0, 0]])],
  ])('subgrid(patch, grid) cuts %s', (_, patch, expected) => {
    expect(isEqual(subgrid(patch as Tuple, CORNERS_3X3), expected)).toBe(true);
  });

  it('subgrid(patch, grid) refuses empty patches and what is no patch', () => {
    for (const empty of [EMPTY_SET, EMPTY_TUPLE]) expect(failureOf(() => subgrid(empty, CORNERS_3X3))).toBe('IndexError');
    expect(failureOf(() => subgrid(5 as unknown as Tuple, CORNERS_3X3))).toBe('TypeError');
    expect(failureOf(() => subgrid(frozenSet([at(0, 0)]), 5 as unknown as Tuple))).toBe('TypeError');
  });

  it('subgrid(asindices(grid), grid) is the grid, and what sticks out at the right is clipped', () => {
    fc.assert(fc.property(grids(), (g) => {
      const all = asindices(g);
      const clipped = subgrid(shift(all, at(0, 1)), g);
      return isEqual(subgrid(all, g), g) && isEqual(clipped, crop(g, at(0, 1), at(g.height, g.width)));
    }));
  });
});

describe('hsplit and vsplit', () => {
  it.each<[string, Tuple, Value[]]>([
    ['hsplit(grid, 2) of 4 columns', hsplit(grid([[1, 2, 3, 4]]), 2), [grid([[1, 2]]), grid([[3, 4]])]],
    ['hsplit(grid, 2) of 5 columns skips one', hsplit(grid([[1, 2, 3, 4, 5]]), 2), [grid([[1, 2]]), grid([[4, 5]])]],
    ['hsplit(grid, 4) of 10 columns skips one each time', hsplit(grid([[1, 2, 3, 4, 5, 6, 7, 8, 9, 0]]), 4),
      [grid([[1, 2]]), grid([[4, 5]]), grid([[7, 8]]), grid([[0]])]],
    ['hsplit(grid, 3) of 2 columns', hsplit(grid([[1, 2]]), 3), [grid([[]]), grid([[]]), grid([[]])]],
    ['hsplit(grid, −1)', hsplit(TWO_BY_THREE, -1), []],
    ['hsplit(grid, true)', hsplit(TWO_BY_THREE, true), [TWO_BY_THREE]],
    ['vsplit(grid, 2) of 3 rows skips one', vsplit(grid([[1], [2], [3]]), 2), [grid([[1]]), grid([[3]])]],
    ['vsplit(grid, 2) of 2 rows', vsplit(TWO_BY_THREE, 2), [grid([[0, 1, 2]]), grid([[3, 4, 5]])]],
    ['vsplit(grid, 3) of 2 rows', vsplit(grid([[1], [2]]), 3), [EMPTY_TUPLE, EMPTY_TUPLE, EMPTY_TUPLE]],
  ])('%s', (_, actual, expected) => {
    expect(isEqual(actual, new Tuple(expected))).toBe(true);
  });

  it.each([hsplit, vsplit])('%o refuses 0 pieces, no rows, and too many pieces', (split) => {
    expect(failureOf(() => split(TWO_BY_THREE, 0))).toBe('ZeroDivisionError');
    expect(failureOf(() => split(EMPTY_TUPLE, 2))).toBe('IndexError');
    expect(failureOf(() => split(TWO_BY_THREE, at(1, 1) as unknown as number))).toBe('TypeError');
    expect(failureOf(() => split(TWO_BY_THREE, 1e8))).toBe('MemoryError');
  });

  it('hsplit(hconcat(a, b), 2) is a and b of equal shape, and vsplit its transposition', () => {
    fc.assert(fc.property(grids(), (g) => {
      const mirrored = vmirror(g);
      return isEqual(hsplit(hconcat(g, mirrored), 2), tuple(g, mirrored)) && isEqual(vsplit(vconcat(g, mirrored), 2), tuple(g, mirrored));
    }));
    fc.assert(fc.property(grids(), fc.integer({ min: 1, max: 9 }), (g, n) =>
      isEqual(new Tuple(hsplit(g, n).items.map((piece) => dmirror(piece as Grid))), vsplit(dmirror(g), n))));
  });
});

describe('trim and halves', () => {
  it.each<[string, Tuple, Tuple]>([
    ['trim(grid) takes the outline', trim(CORNERS_3X3), grid([[0]])],
    ['trim(grid) of two rows', trim(TWO_BY_THREE), EMPTY_TUPLE],
    ['trim(grid) of one column', trim(grid([[1], [2], [3]])), grid([[]])],
    ['trim(())', trim(EMPTY_TUPLE), EMPTY_TUPLE],
    ['tophalf(grid) of three rows', tophalf(CORNERS_3X3), grid([[1, 0, 2]])],
    ['tophalf(grid) of one row', tophalf(grid([[1, 2]])), EMPTY_TUPLE],
    ['tophalf(grid) of rows of width zero', tophalf(ZERO_WIDTH), grid([[]])],
    ['tophalf(tuple) of any tuple', tophalf(tuple(1, tuple(2), 3)), tuple(1)],
    ['bottomhalf(tuple) of any tuple', bottomhalf(tuple(1, tuple(2), 3)), tuple(3)],
    ['trim(tuple) of two elements', trim(tuple(1, 2)), EMPTY_TUPLE],
    ['bottomhalf(grid) of three rows', bottomhalf(CORNERS_3X3), grid([[3, 0, 4]])],
    ['bottomhalf(())', bottomhalf(EMPTY_TUPLE), EMPTY_TUPLE],
    ['lefthalf(grid) of three columns', lefthalf(CORNERS_3X3), grid([[1], [0], [3]])],
    ['lefthalf(grid) of one column', lefthalf(grid([[1], [2]])), EMPTY_TUPLE],
    ['righthalf(grid) of three columns', righthalf(TWO_BY_THREE), grid([[2], [5]])],
    ['righthalf(grid) of rows of width zero', righthalf(ZERO_WIDTH), EMPTY_TUPLE],
  ])('%s', (_, actual, expected) => {
    expect(isEqual(actual, expected)).toBe(true);
  });

  it('lefthalf(grid) and righthalf(grid) are tophalf and bottomhalf of the transposed grid', () => {
    fc.assert(fc.property(grids(), (g) =>
      isEqual(dmirror(lefthalf(g)), tophalf(dmirror(g))) && isEqual(dmirror(righthalf(g)), bottomhalf(dmirror(g)))));
  });

  it.each([trim, tophalf, bottomhalf, lefthalf, righthalf, compress])('%o refuses what is no grid', (cut) => {
    for (const value of [5, null, EMPTY_SET]) expect(failureOf(() => cut(value as unknown as Tuple))).toBe('TypeError');
  });
});

describe('compress', () => {
  it.each<[string, Tuple, Tuple]>([
    ['a cross', grid([[1, 5, 2], [5, 5, 5], [3, 5, 4]]), grid([[1, 2], [3, 4]])],
    ['all columns', grid([[1, 2], [1, 2]]), ZERO_WIDTH],
    ['all rows', grid([[1, 1], [1, 1]]), EMPTY_TUPLE],
    ['what was judged on the grid as given', grid([[1, 1, 1], [1, 2, 1]]), grid([[2]])],
    ['a row of true and 1', grid([[true, 1], [2, 3]]), grid([[2, 3]])],
    ['nothing of no rows', EMPTY_TUPLE, EMPTY_TUPLE],
    ['nothing of rows of width zero', ZERO_WIDTH, ZERO_WIDTH],
  ])('compress(grid) takes away %s', (_, g, expected) => {
    expect(isEqual(compress(g), expected)).toBe(true);
  });

  it('compress(grid) commutes with turning', () => {
    fc.assert(fc.property(grids(4), (g) => compress(g).length === 0 || isEqual(compress(rot90(g)), rot90(compress(g)))));
  });

  it('isUniform(cells, start, step, length) looks at one row or column', () => {
    const { cells } = grid([[1, 1], [1, 2]]);
    expect([isUniform(cells, 0, 1, 2), isUniform(cells, 0, 2, 2), isUniform(cells, 1, 2, 2), isUniform(cells, 0, 1, 0)]).toEqual([true, true, false, false]);
  });
});

describe('hconcat and vconcat', () => {
  it.each<[string, Value, Value]>([
    ['hconcat(a, b) puts b to the right', hconcat(grid([[1], [2]]), grid([[3, 4], [5, 6]])), grid([[1, 3, 4], [2, 5, 6]])],
    ['hconcat(a, b) drops surplus rows', hconcat(grid([[1], [2]]), grid([[3]])), grid([[1, 3]])],
    ['hconcat(a, b) of tuples that are rows adds integers', hconcat(tuple(1, 2, 3), tuple(3, true)), tuple(4, 3)],
    ['hconcat(a, b) of tuples of grids puts them below each other', hconcat(tuple(grid([[1]])), tuple(grid([[2]]))), tuple(grid([[1], [2]]))],
    ['hconcat(a, b) of rows of unequal length', hconcat(tuple(tuple(1), tuple(2, 3)), grid([[4], [5]])), tuple(tuple(1, 4), tuple(2, 3, 5))],
    ['hconcat((), b) is ()', hconcat(EMPTY_TUPLE, TWO_BY_THREE), EMPTY_TUPLE],
    ['hconcat(a, b) of width zero', hconcat(ZERO_WIDTH, ZERO_WIDTH), ZERO_WIDTH],
    ['vconcat(a, b) puts b below', vconcat(grid([[1]]), grid([[2]])), grid([[1], [2]])],
    ['vconcat((), b) is b', vconcat(EMPTY_TUPLE, TWO_BY_THREE), TWO_BY_THREE],
    ['vconcat(a, ()) is a', vconcat(TWO_BY_THREE, EMPTY_TUPLE), TWO_BY_THREE],
    ['vconcat(a, b) of different widths is ragged', vconcat(grid([[1]]), grid([[2, 3]])), tuple(tuple(1), tuple(2, 3))],
    ['vconcat(a, b) joins any tuples', vconcat(tuple(1, 2), tuple(3)), tuple(1, 2, 3)],
    ['vconcat(a, b) of more than a screen', vconcat(grid([new Array<Value>(100).fill(1)]), grid([new Array<Value>(100).fill(2)])),
      grid([new Array<Value>(100).fill(1), new Array<Value>(100).fill(2)])],
  ])('%s', (_, actual, expected) => {
    expect(isEqual(actual, expected)).toBe(true);
  });

  it.each<[string, Value, Value]>([
    ['None', TWO_BY_THREE, null], ['an integer and a grid', 5, TWO_BY_THREE], ['a grid and an integer', TWO_BY_THREE, 5],
    ['None twice', null, null], ['sets of integers and tuples', frozenSet([1]), frozenSet([tuple(1)])],
  ])('hconcat(a, b) and vconcat(a, b) refuse %s', (_, a, b) => {
    expect(failureOf(() => hconcat(a as Tuple, b as Tuple))).toBe('TypeError');
    expect(failureOf(() => vconcat(a as Tuple, b as Tuple))).toBe('TypeError');
  });

  it('vconcat(a, b) adds two integers and refuses sets, as hconcat does the other way round', () => {
    expect(vconcat(1 as unknown as Tuple, 2 as unknown as Tuple)).toBe(3);
    expect(failureOf(() => vconcat(EMPTY_SET as unknown as Tuple, EMPTY_SET as unknown as Tuple))).toBe('TypeError');
    expect(isEqual(hconcat(EMPTY_SET as unknown as Tuple, EMPTY_SET as unknown as Tuple), EMPTY_TUPLE)).toBe(true);
    expect(failureOf(() => hconcat(1 as unknown as Tuple, 2 as unknown as Tuple))).toBe('TypeError');
  });

  it('hconcat(a, b) is vconcat of the transposed grids, transposed', () => {
    fc.assert(fc.property(grids(), (g) => isEqual(hconcat(g, vmirror(g)), dmirror(vconcat(dmirror(g), dmirror(vmirror(g)))))));
  });
});

describe('splits of the grid without rows', () => {
  itComesTo({ 'hsplit((), 0)': 'IndexError', 'hsplit((), 2)': 'IndexError', 'vsplit((), 0)': 'ZeroDivisionError', 'vsplit((), 2)': 'IndexError' });
});
