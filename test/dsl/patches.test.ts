import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { center, corners, lrcorner, shape, ulcorner } from '../../src/dsl/extent.js';
import { encodeValue } from '../../src/dsl/notation.js';
import {
  asindices, asobject, backdrop, box, connect, delta, dneighbors, hfrontier, inbox, ineighbors, neighbors, normalize, outbox, PATCHES,
  recolor, shift, shoot, toindices, toobject, vfrontier,
} from '../../src/dsl/patches.js';
import { EMPTY_SET, type FrozenSet, GridObject, Indices, type Patch } from '../../src/values/frozen-set.js';
import { Grid, grid } from '../../src/values/grid.js';
import { frozenSet, hasElement } from '../../src/values/set-building.js';
import { EMPTY_TUPLE, Tuple, tuple } from '../../src/values/tuple.js';
import type { Value } from '../../src/values/value.js';
import { colorsIn, grids, objectsOnGrids, someIndices, someObjects } from './arbitraries.js';
import { failureOf } from './failures.js';
import { itComesTo } from './python.js';

const at = (...locations: [Value, Value][]): FrozenSet => frozenSet(locations.map(([i, j]) => tuple(i, j)));
const cell = (color: Value, i: Value, j: Value): Tuple => tuple(color, tuple(i, j));
const THREE_BY_THREE = grid([[1, 0, 2], [0, 0, 0], [3, 0, 4]]);
const ZERO_WIDTH = grid([[], []]);
const HOOK = at([0, 0], [0, 1], [2, 1]);
const COLORED_HOOK = frozenSet([cell(9, 0, 0), cell(3, 0, 1), cell(5, 2, 1)]);
const TWO_CELLS_AT_ONE_PLACE = frozenSet([cell(1, 3, 3), cell(2, 3, 3)]);
const TRUE_CELL = frozenSet([cell(true, 2, 3)]);
const LOCATIONS_AS_TUPLE = tuple(tuple(0, 0), tuple(0, 0), tuple(2, 1));
const CELLS_AS_TUPLE = tuple(cell(7, 2, 1), cell(4, 0, 0), cell(7, 2, 1));
const EMPTIES = [EMPTY_SET, EMPTY_TUPLE, new Indices([]), new GridObject([])];
const somePatches: fc.Arbitrary<Patch> = fc.oneof(someIndices, someObjects);

function expectSame(value: Value, expected: Value): void {
  expect(encodeValue(value)).toEqual(encodeValue(expected));
}

describe('asindices and asobject', () => {
  it('asindices(grid) is rows times length of row 0', () => {
    expectSame(asindices(grid([[5, 5], [6, 6]])), at([0, 0], [0, 1], [1, 0], [1, 1]));
    expectSame(asindices(tuple(tuple(1, 2), tuple(3))), at([0, 0], [0, 1], [1, 0], [1, 1]));
    for (const empty of [EMPTY_TUPLE, ZERO_WIDTH]) expectSame(asindices(empty), EMPTY_SET);
  });

  it('asobject(grid) takes any colors', () => {
    expectSame(asobject(THREE_BY_THREE), frozenSet(THREE_BY_THREE.cells.map((color, k) => cell(color, Math.floor(k / 3), k % 3))));
    expectSame(asobject(grid([[-1, 10, -1], [31, -32, 10]])), frozenSet([
      cell(-1, 0, 0), cell(10, 0, 1), cell(-1, 0, 2), cell(31, 1, 0), cell(-32, 1, 1), cell(10, 1, 2),
    ]));
    for (const odd of [true, null, 100, 2n ** 70n, tuple(1, 2), HOOK]) {
      expectSame(asobject(grid([[1, odd], [odd, 1]])), frozenSet([cell(1, 0, 0), cell(odd, 0, 1), cell(odd, 1, 0), cell(1, 1, 1)]));
    }
    for (const empty of [EMPTY_TUPLE, ZERO_WIDTH]) expectSame(asobject(empty), EMPTY_SET);
  });

  it('asobject(grid) has one cell at every location', () => {
    fc.assert(fc.property(grids(12), (g) => {
      const object = asobject(g) as GridObject;
      expectSame(object, frozenSet(g.cells.map((color, k) => cell(color, Math.floor(k / g.width), k % g.width))));
      expect(object.packed).toEqual([...object.packed].sort((a, b) => a - b));
      expectSame(toindices(object), asindices(g));
      expectSame(toobject(asindices(g), g), object);
    }));
  });
});

describe('toindices and recolor', () => {
  it('toindices(patch) makes cells a set and leaves locations as they come', () => {
    expectSame(toindices(COLORED_HOOK), HOOK);
    expectSame(toindices(TWO_CELLS_AT_ONE_PLACE), at([3, 3]));
    expectSame(toindices(CELLS_AS_TUPLE), at([0, 0], [2, 1]));
    expectSame(toindices(TRUE_CELL), at([2, 3]));
    expectSame(toindices(frozenSet([cell(3, 9000, 0)])), at([9000, 0]));
    expect(toindices(HOOK)).toBe(HOOK);
    expect(toindices(LOCATIONS_AS_TUPLE)).toBe(LOCATIONS_AS_TUPLE);
    for (const empty of EMPTIES) expectSame(toindices(empty), EMPTY_SET);
  });

  it('recolor(value, patch) paints the locations with any value', () => {
    for (const value of [7, -1, 0, true, null, 100, tuple(1, 2)]) {
      expectSame(recolor(value, COLORED_HOOK), frozenSet([cell(value, 0, 0), cell(value, 0, 1), cell(value, 2, 1)]));
      expectSame(recolor(value, LOCATIONS_AS_TUPLE), frozenSet([cell(value, 0, 0), cell(value, 2, 1)]));
      expectSame(recolor(value, CELLS_AS_TUPLE), frozenSet([cell(value, 0, 0), cell(value, 2, 1)]));
      for (const empty of EMPTIES) expectSame(recolor(value, empty), EMPTY_SET);
    }
    expectSame(recolor(3, TRUE_CELL), frozenSet([cell(3, 2, 3)]));
  });

  it('toindices(recolor(value, patch)) is toindices(patch)', () => {
    fc.assert(fc.property(somePatches, colorsIn, (patch, color) => {
      expectSame(toindices(recolor(color, patch)), toindices(patch));
    }));
  });
});

describe('shift and normalize', () => {
  it('shift(patch, directions) displaces, and makes a set of a tuple', () => {
    expectSame(shift(HOOK, tuple(1, -1)), at([1, -1], [1, 0], [3, 0]));
    expectSame(shift(COLORED_HOOK, tuple(0, 5)), frozenSet([cell(9, 0, 5), cell(3, 0, 6), cell(5, 2, 6)]));
    expectSame(shift(LOCATIONS_AS_TUPLE, tuple(1, 1)), at([1, 1], [3, 2]));
    expectSame(shift(CELLS_AS_TUPLE, tuple(1, 1)), frozenSet([cell(4, 1, 1), cell(7, 3, 2)]));
    expectSame(shift(TRUE_CELL, tuple(1, 1)), frozenSet([cell(true, 3, 4)]));
    expectSame(shift(HOOK, tuple(true, false)), at([1, 0], [1, 1], [3, 1]));
    expectSame(shift(at([true, 0]), tuple(0, 0)), at([1, 0]));
  });

  it('shift(patch, directions) reaches beyond what packs, and back', () => {
    const far = shift(COLORED_HOOK, tuple(10_000, -5000));
    expectSame(far, frozenSet([cell(9, 10_000, -5000), cell(3, 10_000, -4999), cell(5, 10_002, -4999)]));
    expectSame(shift(far, tuple(-10_000, 5000)), COLORED_HOOK);
    expectSame(normalize(far), normalize(COLORED_HOOK));
    expectSame(shift(at([4095, -4096]), tuple(1, -1)), at([4096, -4097]));
  });

  it('shift(patch, directions) returns an empty patch without a look at the directions', () => {
    for (const empty of EMPTIES) {
      expect(shift(empty, 5 as unknown as Tuple)).toBe(empty);
      expect(normalize(empty)).toBe(empty);
    }
  });

  it('shift(patch, directions) wants exactly two integers', () => {
    expect(failureOf(() => shift(HOOK, tuple(1)))).toBe('ValueError');
    expect(failureOf(() => shift(HOOK, tuple(1, 2, 3)))).toBe('ValueError');
    for (const bad of [1, null, tuple(null, 1), HOOK]) expect(failureOf(() => shift(HOOK, bad as Tuple))).toBe('TypeError');
  });

  it('shift there and back gives the patch, normalize(patch) starts at (0, 0) and is idempotent', () => {
    fc.assert(fc.property(somePatches, fc.integer({ min: -50, max: 50 }), fc.integer({ min: -50, max: 50 }), (patch, i, j) => {
      const before = [...patch.packed], moved = shift(patch, tuple(i, j)), normal = normalize(patch);
      expectSame(shift(moved, tuple(-i, -j)), patch);
      expectSame(normalize(moved), normal);
      expectSame(normalize(normal), normal);
      expectSame(ulcorner(normal), tuple(0, 0));
      expectSame(shape(normal), shape(patch));
      expect(patch.packed).toEqual(before);
    }));
  });
});

describe('toobject', () => {
  it('toobject(patch, grid) takes the grid\'s colors and leaves out what is off it', () => {
    expectSame(toobject(at([0, 0], [-1, 0], [0, 9], [2, 2]), THREE_BY_THREE), frozenSet([cell(1, 0, 0), cell(4, 2, 2)]));
    expectSame(toobject(COLORED_HOOK, THREE_BY_THREE), frozenSet([cell(1, 0, 0), cell(0, 0, 1), cell(0, 2, 1)]));
    expectSame(toobject(CELLS_AS_TUPLE, THREE_BY_THREE), frozenSet([cell(1, 0, 0), cell(0, 2, 1)]));
    expectSame(toobject(at([9000, 0], [true, 1]), grid([[5, 6], [7, 8]])), frozenSet([cell(8, true, 1)]));
    expectSame(toobject(HOOK, grid([[true, null]])), frozenSet([cell(true, 0, 0), cell(null, 0, 1)]));
    expectSame(toobject(HOOK, ZERO_WIDTH), EMPTY_SET);
    for (const empty of EMPTIES) expectSame(toobject(empty, THREE_BY_THREE), EMPTY_SET);
  });

  it('toobject(patch, grid) needs a grid with rows', () => {
    for (const patch of [HOOK, EMPTY_SET]) expect(failureOf(() => toobject(patch, EMPTY_TUPLE))).toBe('IndexError');
    expect(failureOf(() => toobject(HOOK, 5 as unknown as Tuple))).toBe('TypeError');
  });

  it('toobject(object, grid) gives a grid\'s own cells back', () => {
    fc.assert(fc.property(objectsOnGrids, (object) => {
      const moved = normalize(object) as GridObject, [rows, columns] = shape(moved).items as [number, number];
      const cells = Array.from({ length: rows * columns }, (_, k): number => {
        const found = [...moved].find((c) => encodeText((c as Tuple).items[1]!) === encodeText(tuple(Math.floor(k / columns), k % columns)));
        return found === undefined ? 0 : (found as Tuple).items[0] as number;
      });
      expectSame(toobject(moved, new Grid(rows, columns, cells)), moved);
    }));
  });
});

const encodeText = (value: Value): string => JSON.stringify(encodeValue(value));

describe('neighbors', () => {
  it('dneighbors, ineighbors and neighbors surround a location, on a grid or not', () => {
    expectSame(dneighbors(tuple(0, 0)), at([-1, 0], [0, -1], [0, 1], [1, 0]));
    expectSame(ineighbors(tuple(0, 0)), at([-1, -1], [-1, 1], [1, -1], [1, 1]));
    expectSame(neighbors(tuple(5, -3)), shift(outbox(at([0, 0])), tuple(5, -3)));
    expectSame(dneighbors(tuple(1, 2, 3)), dneighbors(tuple(1, 2)));
  });

  it('dneighbors(loc) keeps a boolean that it does not add to', () => {
    expectSame(dneighbors(tuple(true, 0)), at([0, 0], [2, 0], [true, -1], [true, 1]));
    expectSame(ineighbors(tuple(true, 0)), ineighbors(tuple(1, 0)));
  });

  it.each([[4095, 0], [0, -4096], [4094, 4094], [70_000, 1]])('neighbors(loc) are right where packing ends: (%i, %i)', (i, j) => {
    const expected = at([i - 1, j - 1], [i - 1, j], [i - 1, j + 1], [i, j - 1], [i, j + 1], [i + 1, j - 1], [i + 1, j], [i + 1, j + 1]);
    expectSame(neighbors(tuple(i, j)), expected);
  });

  it.each([dneighbors, ineighbors, neighbors, vfrontier])('%o refuses what is no location', (around) => {
    expect(failureOf(() => around(tuple(1)))).toBe('IndexError');
    expect(failureOf(() => around(EMPTY_TUPLE))).toBe('IndexError');
    for (const bad of [5, null, HOOK]) expect(failureOf(() => around(bad as Tuple))).toBe('TypeError');
  });

  it.each([dneighbors, ineighbors, neighbors])('%o refuses a coordinate that it cannot add to', (around) => {
    expect(failureOf(() => around(tuple(1, null)))).toBe('TypeError');
  });

  it('vfrontier(location) and hfrontier(location) take any component as it is', () => {
    expectSame(vfrontier(tuple(1, true)), frozenSet(Array.from({ length: 30 }, (_, i) => tuple(i, true))));
    expectSame(hfrontier(tuple(tuple(7), 0)), frozenSet(Array.from({ length: 30 }, (_, j) => tuple(tuple(7), j))));
  });
});

describe('lines', () => {
  it.each<[Tuple, Tuple, [Value, Value][]]>([
    [tuple(0, 2), tuple(0, 0), [[0, 0], [0, 1], [0, 2]]], [tuple(2, 0), tuple(0, 2), [[0, 2], [1, 1], [2, 0]]],
    [tuple(-1, -1), tuple(1, 1), [[-1, -1], [0, 0], [1, 1]]], [tuple(3, 3), tuple(3, 3), [[3, 3]]], [tuple(2, 1), tuple(0, 1), [[0, 1], [1, 1], [2, 1]]],
    [tuple(0, 0), tuple(1, 2), []], [tuple(true, 0), tuple(1, 1), [[true, 0], [true, 1]]], [tuple(0, true), tuple(1, 1), [[0, true], [1, true]]],
    [tuple(true, 1), tuple(0, 0), [[0, 0], [1, 1]]], [tuple(4095, 0), tuple(4097, 0), [[4095, 0], [4096, 0], [4097, 0]]],
  ])('connect(a, b) draws straight lines only (%#)', (a, b, locations) => {
    expectSame(connect(a, b), at(...locations));
  });

  it('connect(a, b) does not depend on the order of its ends', () => {
    const location = fc.tuple(fc.integer({ min: -5, max: 5 }), fc.integer({ min: -5, max: 5 })).map(([i, j]) => tuple(i, j));
    fc.assert(fc.property(location, location, (a, b) => {
      const line = connect(a, b), [i, j] = a.items as [number, number], [k, l] = b.items as [number, number];
      expectSame(line, connect(b, a));
      const isStraight = i === k || j === l || Math.abs(i - k) === Math.abs(j - l);
      expect(line.size).toBe(isStraight ? Math.max(Math.abs(i - k), Math.abs(j - l)) + 1 : 0);
      expect(hasElement(line, a) && hasElement(line, b)).toBe(isStraight);
    }));
  });

  it('connect(a, b) refuses other than two components and lines that no machine should hold', () => {
    expect(failureOf(() => connect(tuple(0, 0, 0), tuple(1, 1)))).toBe('ValueError');
    expect(failureOf(() => connect(tuple(0), tuple(1, 1)))).toBe('ValueError');
    expect(failureOf(() => connect(tuple(0, 0), 5 as unknown as Tuple))).toBe('TypeError');
    expect(failureOf(() => connect(tuple(0, 0), tuple(10 ** 12, 0)))).toBe('MemoryError');
  });

  it('shoot(start, direction) fills every step of 42 times the direction', () => {
    expectSame(shoot(tuple(0, 0), tuple(1, -1)), connect(tuple(0, 0), tuple(42, -42)));
    expectSame(shoot(tuple(1, 2), tuple(0, 2)), connect(tuple(1, 2), tuple(1, 86)));
    expectSame(shoot(tuple(4, 4), tuple(0, 0)), at([4, 4]));
    expectSame(shoot(tuple(0, 0), tuple(1, 2)), EMPTY_SET);
    expectSame(shoot(tuple(0, 0), tuple(1, 1, 1)), shoot(tuple(0, 0), tuple(true, true)));
    expect(shoot(tuple(0, 0), tuple(0, 1000)).size).toBe(42_001);
  });

  it('shoot(start, direction) fails as the reference does', () => {
    expect(failureOf(() => shoot(tuple(0, 0), tuple(1)))).toBe('IndexError');
    expect(failureOf(() => shoot(tuple(0), tuple(1, 1)))).toBe('IndexError');
    expect(failureOf(() => shoot(tuple(0, 0, 9), tuple(1, 1)))).toBe('ValueError');
    expect(failureOf(() => shoot(tuple(0, 0), 1 as unknown as Tuple))).toBe('TypeError');
  });

  it('vfrontier(location) and hfrontier(location) are 30 long whatever the location', () => {
    expectSame(vfrontier(tuple(99, 7)), connect(tuple(0, 7), tuple(29, 7)));
    expectSame(hfrontier(tuple(-4, 99)), connect(tuple(-4, 0), tuple(-4, 29)));
    expectSame(vfrontier(tuple(0, 5000)), connect(tuple(0, 5000), tuple(29, 5000)));
    expectSame(vfrontier(tuple(0, true)), frozenSet(Array.from({ length: 30 }, (_, i) => tuple(i, true))));
    expectSame(hfrontier(tuple(true)), frozenSet(Array.from({ length: 30 }, (_, j) => tuple(true, j))));
    expect(failureOf(() => hfrontier(EMPTY_TUPLE))).toBe('IndexError');
  });
});

describe('boxes', () => {
  it.each<[string, FrozenSet | Tuple]>([
    ['locations', HOOK], ['cells', COLORED_HOOK], ['a tuple of cells', CELLS_AS_TUPLE], ['booleans for coordinates', at([false, true], [2, 0])],
    ['cells of odd colors', frozenSet([cell(true, 0, 0), cell(100, 2, 1)])],
  ])('backdrop(patch) and box(patch) of %s are the bounding box and its outline', (_, patch) => {
    expectSame(backdrop(patch), at([0, 0], [0, 1], [1, 0], [1, 1], [2, 0], [2, 1]));
    expectSame(box(patch), backdrop(patch));
    expectSame(inbox(patch), at([1, 0], [1, 1]));
    expect(outbox(patch).size).toBe(14);
  });

  it('inbox(patch) swaps the sides of thin patches', () => {
    expectSame(inbox(at([0, 0], [2, 2])), at([1, 1]));
    expectSame(inbox(at([0, 0], [1, 1])), backdrop(at([0, 0], [1, 1])));
    expectSame(inbox(at([1, 1])), outbox(at([1, 1])));
    expectSame(inbox(at([1, 0], [1, 4])), at([0, 1], [0, 2], [0, 3], [1, 1], [1, 3], [2, 1], [2, 2], [2, 3]));
  });

  it('delta(patch) is what the patch leaves free; a tuple of locations is refused', () => {
    expectSame(delta(at([0, 0], [1, 1])), at([0, 1], [1, 0]));
    expectSame(delta(TWO_CELLS_AT_ONE_PLACE), EMPTY_SET);
    expectSame(delta(tuple(cell(5, 0, 0), cell(5, 0, 2))), at([0, 1]));
    expect(failureOf(() => delta(LOCATIONS_AS_TUPLE))).toBe('TypeError');
  });

  it('empty patches have no backdrop and no delta, come back from box, and have no inbox and outbox', () => {
    for (const empty of EMPTIES) {
      expectSame(backdrop(empty), EMPTY_SET);
      expectSame(delta(empty), EMPTY_SET);
      expect(box(empty)).toBe(empty);
      expect(failureOf(() => inbox(empty))).toBe('ValueError');
      expect(failureOf(() => outbox(empty))).toBe('ValueError');
    }
  });

  it('backdrop(patch) fails fast where it would be huge', () => {
    expect(failureOf(() => backdrop(at([-4000, -4000], [4000, 4000])))).toBe('MemoryError');
    expect(failureOf(() => backdrop(at([0, 0], [10 ** 9, 10 ** 9])))).toBe('MemoryError');
  });

  it('backdrop, delta, box, outbox and inbox fit together', () => {
    fc.assert(fc.property(somePatches, (patch) => {
      const all = backdrop(patch), free = delta(patch), inner = toindices(patch) as FrozenSet;
      expect(free.size + inner.size).toBe(all.size);
      for (const location of all) expect(hasElement(free, location)).toBe(!hasElement(inner, location));
      expectSame(corners(all), corners(patch));
      expectSame(delta(box(outbox(patch))), all);
      expectSame(inbox(outbox(patch)), box(patch));
      expectSame(center(outbox(patch)), center(patch));
      expectSame(lrcorner(outbox(patch)), shift(at(lrcorner(patch).items as [Value, Value]), tuple(1, 1)).items[0]!);
      for (const made of [all, free, box(patch), outbox(patch), inbox(patch)] as Indices[]) {
        expect(made.packed).toEqual([...new Set(made.packed)].sort((a, b) => a - b));
      }
    }));
  });
});

describe('a set that mixes cells and locations', () => {
  const LOCATION_FIRST = frozenSet([cell(5, 1, 1), tuple(3, 4)]), CELL_FIRST = frozenSet([cell(3, 1, 1), tuple(5, 4)]);

  it('toindices(patch) and recolor(value, patch) take all elements for what the first one is', () => {
    expectSame(toindices(LOCATION_FIRST), LOCATION_FIRST);
    expectSame(toindices(CELL_FIRST), frozenSet([4, tuple(1, 1)]));
    expectSame(recolor(7, LOCATION_FIRST), frozenSet([tuple(7, tuple(3, 4)), tuple(7, cell(5, 1, 1))]));
    expectSame(recolor(7, CELL_FIRST), frozenSet([tuple(7, 4), tuple(7, tuple(1, 1))]));
  });

  it.each([
    ['shift', (patch: FrozenSet) => shift(patch, tuple(1, 1))], ['box', box], ['delta', delta],
    ['toobject', (patch: FrozenSet) => toobject(patch, new Grid(9, 1, new Array<Value>(9).fill(1)))],
  ])('%s(patch, …) refuses what then is no location', (_, use) => {
    for (const mixed of [LOCATION_FIRST, CELL_FIRST]) expect(failureOf(() => use(mixed))).toBe('TypeError');
  });
});

describe('toobject', () => {
  itComesTo({
    'toobject({(0, 2), (1, (2, 2))}, ((1, 2, 3),))': '{(3, (0, 2))}',
    'toobject({(0, 2), (0, (2, 2))}, ((1, 2, 3),))': 'TypeError',
  });
});

describe('what is no patch', () => {
  it.each(PATCHES.filter(({ parameters }) => parameters[0]!.type === 'Patch').map(({ name, call }) => [name, call] as const))(
    '%s(patch, ...) refuses it', (_, make) => {
      for (const bad of [5, null, true, frozenSet([1])]) expect(failureOf(() => make(bad, tuple(1, 1)))).toBe('TypeError');
    },
  );
});
