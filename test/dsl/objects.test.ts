import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { mostcolor } from '../../src/dsl/colors.js';
import { height, width } from '../../src/dsl/extent.js';
import { encodeValue } from '../../src/dsl/notation.js';
import { fgpartition, frontiers, hperiod, objects, OBJECTS, occurrences, partition, vperiod } from '../../src/dsl/objects.js';
import { asobject, normalize, recolor, shift } from '../../src/dsl/patches.js';
import { EMPTY_SET, type FrozenSet, GridObject, Indices } from '../../src/values/frozen-set.js';
import { Grid, grid } from '../../src/values/grid.js';
import { compareCanonically } from '../../src/values/order.js';
import { colorOf, columnOf, rowOf } from '../../src/values/packing.js';
import { frozenSet, hasElement } from '../../src/values/set-building.js';
import { EMPTY_TUPLE, Tuple, tuple } from '../../src/values/tuple.js';
import type { Value } from '../../src/values/value.js';
import { grids, objectsOnGrids, someObjects } from './arbitraries.js';
import { failureOf } from './failures.js';

const cell = (color: Value, i: number, j: number): Tuple => tuple(color, tuple(i, j));
const at = (...locations: [number, number][]): FrozenSet => frozenSet(locations.map(([i, j]) => tuple(i, j)));
const setOf = (...values: Value[]): FrozenSet => frozenSet(values);
const CORNERS = grid([[1, 0, 2], [0, 0, 0], [3, 0, 4]]);
const BAR_OF_TWO = grid([[0, 0, 0], [1, 2, 0]]);
const ZERO_WIDTH = grid([[], []]);
const HOOK = at([0, 0], [0, 1], [2, 1]);
const BOTH = fc.constantFrom(true, false);

function expectSame(value: Value, expected: Value): void {
  expect(encodeValue(value)).toEqual(encodeValue(expected));
}

/** The components of a grid as the text of the specification has them: grown cell by cell. */
function grownObjects(g: Grid, isUnivalued: boolean, isDiagonal: boolean, isWithoutBackground: boolean): FrozenSet {
  const background = isWithoutBackground ? mostcolor(g) : undefined;
  const unseen = new Set(g.cells.keys()), found: FrozenSet[] = [];
  for (const seed of unseen) {
    if (g.cells[seed] === background) continue;
    const component: number[] = [], open = [seed];
    for (let k = open.pop(); k !== undefined; k = open.pop()) {
      if (!unseen.delete(k)) continue;
      component.push(k);
      const i = Math.floor(k / g.width), j = k % g.width;
      for (const [di, dj] of [[-1, 0], [1, 0], [0, -1], [0, 1], ...(isDiagonal ? [[-1, -1], [-1, 1], [1, -1], [1, 1]] : [])] as [number, number][]) {
        if (i + di < 0 || i + di >= g.height || j + dj < 0 || j + dj >= g.width) continue;
        const other = (i + di) * g.width + j + dj, color = g.cells[other];
        if (color !== background && (!isUnivalued || color === g.cells[seed])) open.push(other);
      }
    }
    found.push(frozenSet(component.map((k) => cell(g.cells[k]!, Math.floor(k / g.width), k % g.width))));
  }
  return frozenSet(found);
}

/** All places of an object, tried one by one. */
function triedOccurrences(g: Grid, object: GridObject): FrozenSet {
  const found: Tuple[] = [], cells = normalize(object) as GridObject;
  for (let i = 0; i + height(object) <= g.height; i++) {
    for (let j = 0; j + width(object) <= g.width; j++) {
      if (cells.packed.every((c) => g.at(i + rowOf(c), j + columnOf(c)) === colorOf(c))) found.push(tuple(i, j));
    }
  }
  return frozenSet(found);
}

function expectCanonical(set: FrozenSet): void {
  const { items } = set;
  for (let k = 1; k < items.length; k++) expect(compareCanonically(items[k - 1]!, items[k]!)).toBeLessThan(0);
  for (const item of items) if (item instanceof GridObject) expect(item.packed).toEqual([...new Set(item.packed)].sort((a, b) => a - b));
}

describe('objects', () => {
  it('objects(grid, ...) connects by edge or corner, by color or not, with background or without', () => {
    expectSame(objects(grid([[1, 0, 0, 0, 1]]), true, false, true), setOf(setOf(cell(1, 0, 0)), setOf(cell(1, 0, 4))));
    expectSame(objects(BAR_OF_TWO, false, false, true), setOf(setOf(cell(1, 1, 0), cell(2, 1, 1))));
    expectSame(objects(BAR_OF_TWO, true, false, true), setOf(setOf(cell(1, 1, 0)), setOf(cell(2, 1, 1))));
    expectSame(objects(grid([[0, 1], [2, 0]]), false, true, false), setOf(asobject(grid([[0, 1], [2, 0]]))));
    expectSame(objects(grid([[3, 1], [1, 3]]), true, true, true), setOf(setOf(cell(3, 0, 0), cell(3, 1, 1))));
    expectSame(objects(CORNERS, 1, tuple(0), null), objects(CORNERS, true, true, false));
  });

  it('objects(grid, ...) of a uniform grid is the grid or nothing', () => {
    const uniform = grid([[5, 5], [5, 5]]);
    for (const isDiagonal of [true, false]) {
      expectSame(objects(uniform, true, isDiagonal, true), EMPTY_SET);
      expectSame(objects(uniform, true, isDiagonal, false), setOf(asobject(uniform)));
    }
  });

  it('objects(grid, ...) of no cells fails by what it needs first', () => {
    expect(failureOf(() => objects(EMPTY_TUPLE, true, true, true))).toBe('ValueError');
    expect(failureOf(() => objects(EMPTY_TUPLE, true, true, false))).toBe('IndexError');
    expect(failureOf(() => objects(ZERO_WIDTH, true, true, true))).toBe('ValueError');
    expectSame(objects(ZERO_WIDTH, true, true, false), EMPTY_SET);
  });

  it('objects(grid, ...) compares any cells, and keeps true beside 1', () => {
    const odd = grid([[true, 1, 0], [tuple(1, 2), 0, tuple(1, 2)], [-1, 100, 100]]);
    expectSame(objects(odd, true, false, true), setOf(
      setOf(cell(true, 0, 0), cell(1, 0, 1)), setOf(cell(-1, 2, 0)), setOf(cell(100, 2, 1), cell(100, 2, 2)),
      setOf(cell(tuple(1, 2), 1, 0)), setOf(cell(tuple(1, 2), 1, 2)),
    ));
    expectSame(objects(grid([[1, true, 0]]), true, true, true), setOf(setOf(cell(0, 0, 2))));
  });

  it('objects(grid, ...) is what growing cell by cell finds, canonically ordered', () => {
    fc.assert(fc.property(grids(14), BOTH, BOTH, BOTH, (g, isUnivalued, isDiagonal, isWithoutBackground) => {
      const found = objects(g, isUnivalued, isDiagonal, isWithoutBackground);
      expectSame(found, grownObjects(g, isUnivalued, isDiagonal, isWithoutBackground));
      expectCanonical(found);
    }), { numRuns: 300 });
  });
});

describe('partition and fgpartition', () => {
  it('partition(grid) has an object per color, connected or not', () => {
    const g = grid([[1, 2], [2, 2]]);
    expectSame(partition(g), setOf(setOf(cell(1, 0, 0)), setOf(cell(2, 0, 1), cell(2, 1, 0), cell(2, 1, 1))));
    expectSame(fgpartition(g), setOf(setOf(cell(1, 0, 0))));
  });

  it('fgpartition(grid) leaves out the lowest of equally common colors', () => {
    expectSame(fgpartition(grid([[8, 3], [3, 8]])), setOf(setOf(cell(8, 0, 0), cell(8, 1, 1))));
    expectSame(fgpartition(grid([[7, 7]])), EMPTY_SET);
  });

  it('partition(grid) takes true for 1 and any other cells', () => {
    const odd = grid([[true, 1, 100], [0, 0, 100], [0, tuple(), -5]]);
    const ones = setOf(cell(true, 0, 0), cell(1, 0, 1)), hundreds = setOf(cell(100, 0, 2), cell(100, 1, 2));
    const zeros = setOf(cell(0, 1, 0), cell(0, 1, 1), cell(0, 2, 0)), rest = [setOf(cell(tuple(), 2, 1)), setOf(cell(-5, 2, 2))];
    expectSame(partition(odd), setOf(ones, hundreds, zeros, ...rest));
    expectSame(fgpartition(odd), setOf(ones, hundreds, ...rest));
  });

  it('partition(grid) of no cells is empty, fgpartition(grid) has no background then', () => {
    for (const empty of [EMPTY_TUPLE, ZERO_WIDTH]) {
      expectSame(partition(empty), EMPTY_SET);
      expect(failureOf(() => fgpartition(empty))).toBe('ValueError');
    }
  });

  it('partition(grid) splits asobject(grid) by color', () => {
    fc.assert(fc.property(grids(12), (g) => {
      const parts = partition(g), whole = asobject(g) as GridObject;
      expectCanonical(parts);
      expect(parts.items.flatMap((part) => (part as GridObject).packed)).toEqual(whole.packed);
      for (const part of parts) expect(new Set((part as GridObject).packed.map(colorOf)).size).toBe(1);
      const background = parts.items.filter((part) => colorOf((part as GridObject).packed[0]!) === mostcolor(g));
      expectSame(frozenSet([...fgpartition(g), ...background]), parts);
    }));
  });
});

describe('occurrences', () => {
  it('occurrences(grid, obj) wants the box on the grid and every cell on its color', () => {
    expectSame(occurrences(grid([[1, 1], [1, 1]]), setOf(cell(1, 5, 5), cell(1, 5, 6))), at([0, 0], [1, 0]));
    expectSame(occurrences(CORNERS, setOf(cell(1, 0, 0), cell(4, 2, 2))), at([0, 0]));
    expectSame(occurrences(CORNERS, setOf(cell(0, 0, 0), cell(0, 0, 3))), EMPTY_SET);
    expectSame(occurrences(CORNERS, setOf(cell(1, 0, 0), cell(2, 0, 0))), EMPTY_SET);
    expectSame(occurrences(CORNERS, setOf(cell(9, 0, 0))), EMPTY_SET);
    expectSame(occurrences(grid([[-1, 31], [31, -32]]), setOf(cell(31, -7, 2))), at([0, 1], [1, 0]));
  });

  it('occurrences(grid, {}) has one row and one column more than the grid', () => {
    for (const empty of [EMPTY_SET, EMPTY_TUPLE, new GridObject([]), new Indices([])]) {
      expectSame(occurrences(grid([[7]]), empty), at([0, 0], [0, 1], [1, 0], [1, 1]));
      expectSame(occurrences(grid([[]]), empty), at([0, 0], [1, 0]));
    }
    expectSame(occurrences(grid([[]]), setOf(cell(1, 0, 0))), EMPTY_SET);
  });

  it('occurrences(grid, obj) measures a tuple of cells as a grid', () => {
    expectSame(occurrences(CORNERS, tuple(cell(1, 0, 0), cell(0, 0, 1))), at([0, 0]));
    expectSame(occurrences(grid([[1, 1, 1]]), tuple(cell(1, 0, 0))), at([0, 0], [0, 1]));
    expectSame(occurrences(grid([[1, 1, 1]]), tuple(cell(1, 4, 0), cell(1, 4, 2))), EMPTY_SET);
    expectSame(occurrences(grid([[1, 1, 1], [1, 1, 1]]), tuple(cell(1, 4, 0), cell(1, 4, 2))), at([0, 0]));
  });

  it('occurrences(grid, obj) takes true for 1 on either side', () => {
    expectSame(occurrences(CORNERS, setOf(cell(true, 0, 0))), at([0, 0]));
    expectSame(occurrences(grid([[true, false, null]]), setOf(cell(1, 0, 0), cell(0, 0, 1))), at([0, 0]));
    expectSame(occurrences(grid([[0, null], [tuple(1, 2), 0]]), setOf(cell(tuple(1, 2), 3, 3))), at([1, 0]));
  });

  it('occurrences(grid, obj) fails for bare locations that would fit, and for no rows', () => {
    expect(failureOf(() => occurrences(CORNERS, HOOK))).toBe('TypeError');
    expectSame(occurrences(grid([[1]]), HOOK), EMPTY_SET);
    for (const object of [EMPTY_SET, setOf(cell(1, 0, 0))]) expect(failureOf(() => occurrences(EMPTY_TUPLE, object))).toBe('IndexError');
  });

  it('occurrences(grid, obj) is what trying every place finds', () => {
    const sparse = fc.array(fc.tuple(fc.nat(2), fc.nat(2), fc.nat(2)), { minLength: 1, maxLength: 4 })
      .map((cells) => frozenSet(cells.map(([color, i, j]) => cell(color, i, j))) as GridObject);
    fc.assert(fc.property(grids(10), fc.oneof(sparse, someObjects), (g, object) => {
      expectSame(occurrences(g, object), triedOccurrences(g, object));
    }), { numRuns: 300 });
  });

  it.each([30, 31, 32, 33, 64, 70])('occurrences(grid, obj) is the same on grids %i columns wide', (columns) => {
    const g = new Grid(3, columns, Array.from({ length: 3 * columns }, (_, k) => (k * 7) % 11 % 3));
    for (const [i, j, rows, length] of [[0, 0, 1, 1], [1, columns - 3, 2, 3], [0, 0, 3, columns], [2, columns - 1, 1, 1]] as const) {
      const piece = frozenSet([...asobject(g)].filter((c) => {
        const [row, column] = ((c as Tuple).items[1] as Tuple).items as [number, number];
        return row >= i && row < i + rows && column >= j && column < j + length;
      })) as GridObject;
      const found = occurrences(g, piece);
      expectSame(found, triedOccurrences(g, piece));
      expect(hasElement(found, tuple(i, j))).toBe(true);
    }
  });

  it('occurrences(grid, obj) finds a piece of a grid where it was cut, again and again', () => {
    fc.assert(fc.property(grids(12), fc.nat(11), fc.nat(11), (g, a, b) => {
      const i = a % g.height, j = b % g.width;
      const piece = frozenSet([...asobject(g)].filter((c) => compareCanonically((c as Tuple).items[1]!, tuple(i, j)) >= 0)) as GridObject;
      const first = occurrences(g, piece);
      expect(hasElement(first, tuple(i, width(piece) === g.width - j ? j : 0))).toBe(true);
      expectSame(occurrences(g, shift(piece, tuple(-40, 17)) as FrozenSet), first);
    }));
  });
});

describe('frontiers', () => {
  it('frontiers(grid) are rows and columns of one color, background or not', () => {
    expectSame(frontiers(grid([[1, 1], [2, 3]])), setOf(setOf(cell(1, 0, 0), cell(1, 0, 1))));
    expectSame(frontiers(grid([[1, 2], [1, 3]])), setOf(setOf(cell(1, 0, 0), cell(1, 1, 0))));
    expectSame(frontiers(grid([[1, 2]])), setOf(setOf(cell(1, 0, 0)), setOf(cell(2, 0, 1))));
    expectSame(frontiers(CORNERS), setOf(
      setOf(cell(0, 1, 0), cell(0, 1, 1), cell(0, 1, 2)), setOf(cell(0, 0, 1), cell(0, 1, 1), cell(0, 2, 1)),
    ));
    expectSame(frontiers(grid([[6]])), setOf(setOf(cell(6, 0, 0))));
    expectSame(frontiers(grid([[true, 1], [null, 2]])), setOf(setOf(cell(true, 0, 0), cell(1, 0, 1))));
  });

  it('frontiers(grid) of rows without cells is empty, of no rows it fails', () => {
    expectSame(frontiers(ZERO_WIDTH), EMPTY_SET);
    expect(failureOf(() => frontiers(EMPTY_TUPLE))).toBe('IndexError');
  });

  it('frontiers(grid) have the length of the grid and its cells', () => {
    fc.assert(fc.property(grids(5), (g) => {
      const lines = frontiers(g), rows = g.toRows(), columns = rows[0]!.map((_, j) => rows.map((row) => row[j]!));
      expectCanonical(lines);
      const uniform = [...rows, ...columns].filter((line) => line.every((color) => color === line[0]));
      expect(lines.size).toBe(g.cells.length === 1 ? 1 : uniform.length);
      for (const line of lines) {
        expect([g.height, g.width]).toContain((line as GridObject).size);
        for (const c of line as GridObject) expect(hasElement(asobject(g), c)).toBe(true);
      }
    }));
  });
});

describe('hperiod and vperiod', () => {
  it('hperiod(obj) and vperiod(obj) find the least repetition, the whole size if there is none', () => {
    const stripes = setOf(cell(1, 7, 3), cell(2, 7, 4), cell(1, 7, 5));
    expect([hperiod(stripes), vperiod(stripes)]).toEqual([2, 1]);
    const gap = setOf(cell(1, 0, 0), cell(1, 0, 3));
    expect([hperiod(gap), vperiod(gap)]).toEqual([3, 1]);
    const diagonal = setOf(cell(1, 0, 0), cell(1, 1, 1));
    expect([hperiod(diagonal), vperiod(diagonal)]).toEqual([2, 2]);
    const column = setOf(cell(1, 0, 0), cell(2, 1, 0), cell(1, 2, 0), cell(2, 3, 0), cell(1, 4, 0));
    expect([hperiod(column), vperiod(column)]).toEqual([1, 2]);
  });

  it('hperiod(obj) and vperiod(obj) read tuples, sets of odd cells, and nothing', () => {
    for (const empty of [EMPTY_SET, EMPTY_TUPLE, new GridObject([])]) expect([hperiod(empty), vperiod(empty)]).toEqual([0, 0]);
    expect(hperiod(tuple(cell(1, 0, 0), cell(1, 0, 1)))).toBe(1);
    expect(hperiod(setOf(cell(1, 0, 0), cell(2, 0, 1), cell(true, 0, 2)))).toBe(2);
    expect(vperiod(setOf(cell(HOOK, 0, 0), cell(HOOK, 1, 0), cell(null, 2, 0)))).toBe(3);
  });

  it('hperiod(obj) and vperiod(obj) refuse bare locations only if there is something to compare', () => {
    expect([hperiod(at([2, 3])), vperiod(at([0, 0], [0, 1])), hperiod(at([0, 0], [1, 0]))]).toEqual([1, 1, 1]);
    for (const period of [hperiod, vperiod]) expect(failureOf(() => period(HOOK))).toBe('TypeError');
  });

  it('hperiod(obj) and vperiod(obj) are the least moves that map the object onto itself', () => {
    fc.assert(fc.property(fc.oneof(objectsOnGrids, someObjects, grids(5).map((g) => asobject(g) as GridObject)), (object) => {
      const least = (size: number, coordinateOf: (c: number) => number, back: (p: number) => Tuple): number => {
        const normal = normalize(object) as GridObject;
        for (let p = 1; p < size; p++) {
          const rest = new GridObject(normal.packed.filter((c) => coordinateOf(c) >= p));
          if ((shift(rest, back(p)) as GridObject).packed.every((c) => normal.packed.includes(c))) return p;
        }
        return size;
      };
      expect(hperiod(object)).toBe(least(width(object), columnOf, (p) => tuple(0, -p)));
      expect(vperiod(object)).toBe(least(height(object), rowOf, (p) => tuple(-p, 0)));
    }));
  });
});

describe('what is no grid or object', () => {
  it.each(OBJECTS.map(({ name, call }) => [name, call] as const))('%s refuses it', (_, find) => {
    for (const bad of [5, null, true, objects, setOf(1), tuple(1, 2)]) {
      expect(failureOf(() => find(bad, setOf(cell(1, 0, 0)), true, true))).toBe('TypeError');
    }
  });

  it('objects, partition, frontiers and occurrences leave the grid as it was', () => {
    fc.assert(fc.property(grids(), (g) => {
      const before = [...g.cells];
      for (const find of [partition, fgpartition, frontiers, (x: Grid) => objects(x, true, true, true)]) find(g);
      occurrences(g, recolor(before[0]!, HOOK));
      expect(g.cells).toEqual(before);
    }));
  });
});
