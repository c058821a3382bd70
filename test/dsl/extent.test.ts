import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import {
  center, centerofmass, corners, EXTENT, height, hline, leftmost, llcorner, lowermost, lrcorner, portrait, rightmost, shape, square,
  ulcorner, uppermost, urcorner, vline, width,
} from '../../src/dsl/extent.js';
import { encodeValue } from '../../src/dsl/notation.js';
import { EMPTY_SET, type FrozenSet, GridObject, Indices } from '../../src/values/frozen-set.js';
import { grid } from '../../src/values/grid.js';
import { frozenSet } from '../../src/values/set-building.js';
import { EMPTY_TUPLE, type Tuple, tuple } from '../../src/values/tuple.js';
import type { Value } from '../../src/values/value.js';
import { grids, someIndices, someObjects } from './arbitraries.js';
import { failureOf } from './failures.js';
import { itComesTo } from './python.js';

const cell = (color: Value, i: number, j: number): Tuple => tuple(color, tuple(i, j));
const TWO_BY_THREE = grid([[0, 1, 2], [3, 4, 5]]);
const ONE_COLUMN = grid([[1], [2]]);
const ZERO_WIDTH = grid([[], []]);
const DIAGONAL = frozenSet([tuple(2, 5), tuple(4, 3)]);
const COLORED_DIAGONAL = frozenSet([cell(7, 2, 5), cell(1, 4, 3)]);
const VERTICAL = frozenSet([tuple(0, 3), tuple(1, 3), tuple(2, 3)]);
const HORIZONTAL = frozenSet([cell(1, -1, -2), cell(2, -1, -1)]);
const BLOCK = frozenSet([tuple(1, 1), tuple(1, 2), tuple(2, 1), tuple(2, 2)]);
const TWO_CELLS_AT_ONE_PLACE = frozenSet([cell(1, 3, 3), cell(2, 3, 3)]);
const LOCATIONS_AS_TUPLE = tuple(tuple(5, 0), tuple(5, 0), tuple(-7, 4));
const CELLS_AS_TUPLE = tuple(cell(1, 3, 3), cell(1, 3, 3));
const BOOLEAN_ROW = frozenSet([tuple(true, 0), tuple(2, 4)]);
const FAR_AWAY = frozenSet([tuple(100_000, -5), tuple(100_002, 3)]);

type Measure = (piece: Tuple | FrozenSet) => Value;

function expectValues(measure: Measure, cases: readonly (readonly [Tuple | FrozenSet, Value])[]): void {
  for (const [piece, expected] of cases) expect(encodeValue(measure(piece))).toEqual(encodeValue(expected));
}

describe('sizes', () => {
  it('height(piece) counts rows of grids, entries of tuples, rows of bounding boxes', () => {
    expectValues(height, [
      [TWO_BY_THREE, 2], [ZERO_WIDTH, 2], [EMPTY_TUPLE, 0], [EMPTY_SET, 0], [new Indices([]), 0], [new GridObject([]), 0],
      [DIAGONAL, 3], [COLORED_DIAGONAL, 3], [LOCATIONS_AS_TUPLE, 3], [BOOLEAN_ROW, 2], [FAR_AWAY, 3],
    ]);
  });

  it('width(piece) takes the length of entry 0 of any tuple, and columns of bounding boxes', () => {
    expectValues(width, [
      [TWO_BY_THREE, 3], [ZERO_WIDTH, 0], [EMPTY_TUPLE, 0], [EMPTY_SET, 0], [new Indices([]), 0],
      [DIAGONAL, 3], [COLORED_DIAGONAL, 3], [LOCATIONS_AS_TUPLE, 2], [tuple(BLOCK), 4], [tuple(tuple(1, 2, 3), tuple(4)), 3], [FAR_AWAY, 9],
    ]);
  });

  it('shape(piece) is height and width, portrait(piece) compares them strictly', () => {
    expectValues(shape, [[TWO_BY_THREE, tuple(2, 3)], [VERTICAL, tuple(3, 1)], [EMPTY_SET, tuple(0, 0)]]);
    expectValues(portrait, [[ONE_COLUMN, true], [VERTICAL, true], [BLOCK, false], [TWO_BY_THREE, false], [EMPTY_SET, false]]);
  });

  it('square(piece) asks patches to be filled and grids for equal sides only', () => {
    expectValues(square, [
      [BLOCK, true], [DIAGONAL, false], [VERTICAL, false], [EMPTY_SET, true], [TWO_CELLS_AT_ONE_PLACE, false],
      [grid([[1]]), true], [TWO_BY_THREE, false], [tuple(tuple(1, 2), tuple(3)), true],
    ]);
    expect(failureOf(() => square(EMPTY_TUPLE))).toBe('IndexError');
  });

  it('vline(patch) and hline(patch) want one column or row without gaps or doubles', () => {
    expectValues(vline, [
      [VERTICAL, true], [HORIZONTAL, false], [frozenSet([tuple(0, 0)]), true], [frozenSet([tuple(0, 3), tuple(2, 3)]), false],
      [TWO_CELLS_AT_ONE_PLACE, false], [EMPTY_SET, false], [EMPTY_TUPLE, false], [ONE_COLUMN, true], [TWO_BY_THREE, false],
    ]);
    expectValues(hline, [
      [HORIZONTAL, true], [VERTICAL, false], [frozenSet([tuple(0, 0)]), true], [frozenSet([tuple(3, 0), tuple(3, 2)]), false],
      [TWO_CELLS_AT_ONE_PLACE, false], [EMPTY_SET, false], [EMPTY_TUPLE, false], [grid([[1, 1]]), false], [grid([[1]]), true],
    ]);
  });
});

describe('sides and corners', () => {
  it('uppermost, lowermost, leftmost, rightmost read the bounding box, and keep a boolean one', () => {
    for (const patch of [DIAGONAL, COLORED_DIAGONAL, tuple(...DIAGONAL), tuple(...COLORED_DIAGONAL)]) {
      expect([uppermost(patch), lowermost(patch), leftmost(patch), rightmost(patch)]).toEqual([2, 4, 3, 5]);
    }
    expect([uppermost(FAR_AWAY), lowermost(FAR_AWAY), leftmost(FAR_AWAY), rightmost(FAR_AWAY)]).toEqual([100_000, 100_002, -5, 3]);
    expect(uppermost(BOOLEAN_ROW)).toBe(true);
    expectValues(ulcorner, [[BOOLEAN_ROW, tuple(true, 0)]]);
  });

  it('the corners join the sides, and are () for anything empty', () => {
    for (const patch of [DIAGONAL, COLORED_DIAGONAL, tuple(...DIAGONAL)]) {
      expectValues(ulcorner, [[patch, tuple(2, 3)]]);
      expectValues(urcorner, [[patch, tuple(2, 5)]]);
      expectValues(llcorner, [[patch, tuple(4, 3)]]);
      expectValues(lrcorner, [[patch, tuple(4, 5)]]);
    }
    for (const corner of [ulcorner, urcorner, llcorner, lrcorner]) {
      expectValues(corner, [[EMPTY_SET, EMPTY_TUPLE], [EMPTY_TUPLE, EMPTY_TUPLE], [new Indices([]), EMPTY_TUPLE]]);
    }
  });

  it('corners(patch) has 4, 2 or 1 of them, or the empty tuple', () => {
    expectValues(corners, [
      [DIAGONAL, frozenSet([tuple(2, 3), tuple(2, 5), tuple(4, 3), tuple(4, 5)])],
      [VERTICAL, frozenSet([tuple(0, 3), tuple(2, 3)])],
      [TWO_CELLS_AT_ONE_PLACE, frozenSet([tuple(3, 3)])],
      [EMPTY_SET, frozenSet([EMPTY_TUPLE])],
    ]);
  });
});

describe('middles', () => {
  it('center(patch) takes the lower and right one of two middles, and a tuple for a grid', () => {
    expectValues(center, [
      [DIAGONAL, tuple(3, 4)], [BLOCK, tuple(2, 2)], [HORIZONTAL, tuple(-1, -1)], [frozenSet([tuple(3, 3)]), tuple(3, 3)],
      [CELLS_AS_TUPLE, tuple(4, 4)],
    ]);
  });

  it('centerofmass(patch) rounds down, and counts locations once but elements all', () => {
    expectValues(centerofmass, [
      [frozenSet([tuple(-1, -1), tuple(0, 0)]), tuple(-1, -1)], [BLOCK, tuple(1, 1)], [COLORED_DIAGONAL, tuple(3, 4)],
      [TWO_CELLS_AT_ONE_PLACE, tuple(1, 1)], [CELLS_AS_TUPLE, tuple(1, 1)], [tuple(tuple(3, 3), tuple(3, 3)), tuple(3, 3)],
      [EMPTY_SET, EMPTY_TUPLE], [EMPTY_TUPLE, EMPTY_TUPLE],
    ]);
  });
});

describe('what cannot be measured', () => {
  it.each([uppermost, lowermost, leftmost, rightmost, center])('%o refuses an empty patch', (measure: Measure) => {
    for (const patch of [EMPTY_SET, EMPTY_TUPLE, new Indices([]), new GridObject([])]) {
      expect(failureOf(() => measure(patch))).toBe('ValueError');
    }
  });

  it.each(EXTENT.map(({ name, call }) => [name, call] as const))('%s(piece) refuses what is no container of locations', (_, measure) => {
    for (const value of [5, null, true, height, frozenSet([1])]) expect(failureOf(() => measure(value))).toBe('TypeError');
    expect(failureOf(() => measure(frozenSet([tuple(1, 2, 3)])))).toBe('ValueError');
  });
});

describe('laws', () => {
  it('a patch lies within its corners, and touches every side', () => {
    fc.assert(fc.property(fc.oneof(someIndices, someObjects), (patch) => {
      const rows = [uppermost(patch), lowermost(patch)], columns = [leftmost(patch), rightmost(patch)];
      const elements = patch.items.map((element) => {
        const location = (patch instanceof Indices ? element : (element as Tuple).items[1]) as Tuple;
        return location.items as [number, number];
      });
      expect([Math.min(...elements.map(([i]) => i)), Math.max(...elements.map(([i]) => i))]).toEqual(rows);
      expect([Math.min(...elements.map(([, j]) => j)), Math.max(...elements.map(([, j]) => j))]).toEqual(columns);
      expect(encodeValue(shape(patch))).toEqual(encodeValue(tuple(rows[1]! - rows[0]! + 1, columns[1]! - columns[0]! + 1)));
      expect(encodeValue(corners(patch))).toEqual(encodeValue(corners(corners(patch))));
    }));
  });

  it('a grid measures as its rows do', () => {
    fc.assert(fc.property(grids(), (g) => {
      expect([height(g), width(g)]).toEqual([g.items.length, (g.items[0] as Tuple).length]);
    }));
  });
});

describe('a set that mixes cells and locations', () => {
  itComesTo({
    'uppermost({(0, 2), (1, (2, 2))})': '0',
    'lowermost({(0, 2), (1, (2, 2))})': '1',
    'height({(0, 2), (1, (2, 2))})': '2',
    'vline({(0, 2), (3, (2, 2))})': 'False',
    'leftmost({(0, 2), (1, (2, 2))})': 'TypeError',
    'uppermost({(0, (2, 2)), (1, 2)})': 'TypeError',
  });
});

describe('an object with booleans for coordinates', () => {
  itComesTo({
    'ulcorner({(0, (0, 1)), (True, (False, False))})': '(False, False)',
    'rightmost({(0, (1, 1)), (True, (0, True))})': 'True',
    'corners({(0, (0, 1)), (True, (False, False))})': '{(False, False), (False, 1)}',
    'centerofmass({(0, (1, 1)), (True, (True, True))})': '(0, 0)',
  });
});
