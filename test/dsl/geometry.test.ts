import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import {
  cmirror, dmirror, GEOMETRY, hmirror, rot180, rot270, rot90, vmirror,
} from '../../src/dsl/geometry.js';
import { isEqual } from '../../src/values/equality.js';
import { EMPTY_SET, type FrozenSet, GridObject, Indices } from '../../src/values/frozen-set.js';
import { grid } from '../../src/values/grid.js';
import { frozenSet } from '../../src/values/set-building.js';
import { EMPTY_TUPLE, Tuple, tuple } from '../../src/values/tuple.js';
import type { Value } from '../../src/values/value.js';
import { grids, someIndices, someObjects } from './arbitraries.js';
import { failureOf } from './failures.js';
import { itComesTo } from './python.js';

const TWO_BY_THREE = grid([[0, 1, 2], [3, 4, 5]]);
const ZERO_WIDTH = grid([[], []]);
const HOOK = frozenSet([tuple(5, 2), tuple(6, 2), tuple(6, 4)]);
const colored = (locations: FrozenSet): FrozenSet =>
  frozenSet(locations.items.map((location, k) => tuple(k + 1, location)));
const MIRRORS = { hmirror, vmirror, dmirror, cmirror };

describe('rotations', () => {
  it.each<[string, (g: Tuple) => Tuple, Tuple, Tuple]>([
    ['rot90(grid) turns clockwise', rot90, TWO_BY_THREE, grid([[3, 0], [4, 1], [5, 2]])],
    ['rot180(grid) turns by half', rot180, TWO_BY_THREE, grid([[5, 4, 3], [2, 1, 0]])],
    ['rot270(grid) turns counter-clockwise', rot270, TWO_BY_THREE, grid([[2, 5], [1, 4], [0, 3]])],
    ['rot90(grid) collapses rows of width zero', rot90, ZERO_WIDTH, EMPTY_TUPLE],
    ['rot180(grid) keeps rows of width zero', rot180, ZERO_WIDTH, ZERO_WIDTH],
    ['rot270(grid) collapses rows of width zero', rot270, ZERO_WIDTH, EMPTY_TUPLE],
    ['rot90(grid) of no rows is no rows', rot90, EMPTY_TUPLE, EMPTY_TUPLE],
    ['rot180(grid) of no rows is no rows', rot180, EMPTY_TUPLE, EMPTY_TUPLE],
    ['rot90(grid) takes a tuple of tuples, of any values', rot90, tuple(tuple(true, null)), grid([[true], [null]])],
  ])('%s', (_, rotate, g, expected) => {
    expect(isEqual(rotate(g), expected)).toBe(true);
  });

  it.each([rot90, rot180, rot270])('%o refuses what is no grid', (rotate) => {
    for (const value of [5, null, EMPTY_SET, HOOK, tuple(1, 2)]) {
      expect(failureOf(() => rotate(value as Tuple))).toBe('TypeError');
    }
    expect(failureOf(() => rotate(tuple(tuple(1, 2), tuple(3))))).toBe('IndexError');
  });

  it('rot90(grid) four times is the grid, twice is rot180, thrice is rot270', () => {
    fc.assert(fc.property(grids(), (g) => {
      const twice = rot90(rot90(g)), thrice = rot90(twice);
      return isEqual(twice, rot180(g)) && isEqual(thrice, rot270(g)) && isEqual(rot90(thrice), g);
    }));
  });

  it('rot90(grid) is vmirror after dmirror, and rot270 the other way round', () => {
    fc.assert(fc.property(grids(), (g) =>
      isEqual(rot90(g), vmirror(dmirror(g))) && isEqual(rot270(g), dmirror(vmirror(g)))));
  });
});

describe('mirrors', () => {
  it.each<[string, Tuple, Tuple]>([
    ['hmirror(grid) reverses the rows', hmirror(TWO_BY_THREE), grid([[3, 4, 5], [0, 1, 2]])],
    ['vmirror(grid) reverses each row', vmirror(TWO_BY_THREE), grid([[2, 1, 0], [5, 4, 3]])],
    ['dmirror(grid) transposes', dmirror(TWO_BY_THREE), grid([[0, 3], [1, 4], [2, 5]])],
    ['cmirror(grid) reflects at the other diagonal', cmirror(TWO_BY_THREE), grid([[5, 2], [4, 1], [3, 0]])],
    ['hmirror(grid) keeps rows of width zero', hmirror(ZERO_WIDTH), ZERO_WIDTH],
    ['dmirror(grid) collapses rows of width zero', dmirror(ZERO_WIDTH), EMPTY_TUPLE],
    ['hmirror(()) is ()', hmirror(EMPTY_TUPLE), EMPTY_TUPLE],
    ['hmirror(tuple) reverses any tuple', hmirror(tuple(1, tuple(2), 3)), tuple(3, tuple(2), 1)],
    ['cmirror(()) is ()', cmirror(EMPTY_TUPLE), EMPTY_TUPLE],
    ['vmirror(cells) takes a tuple of cells for a grid', vmirror(tuple(tuple(1, tuple(0, 0)))), tuple(tuple(tuple(0, 0), 1))],
  ])('%s', (_, actual, expected) => {
    expect(isEqual(actual, expected)).toBe(true);
  });

  it.each<[keyof typeof MIRRORS, Value[]]>([
    ['hmirror', [tuple(6, 2), tuple(5, 2), tuple(5, 4)]],
    ['vmirror', [tuple(5, 4), tuple(6, 4), tuple(6, 2)]],
    ['dmirror', [tuple(5, 2), tuple(5, 3), tuple(7, 3)]],
    ['cmirror', [tuple(7, 3), tuple(7, 2), tuple(5, 2)]],
  ])('%s(patch) mirrors within the bounding box, colors or none', (name, expected) => {
    const mirror = MIRRORS[name];
    expect(isEqual(mirror(HOOK), frozenSet([...expected]))).toBe(true);
    expect(mirror(HOOK)).toBeInstanceOf(Indices);
    const cells = expected.map((location, k) => tuple(k + 1, location));
    expect(isEqual(mirror(colored(HOOK)), frozenSet([...cells]))).toBe(true);
    expect(mirror(colored(HOOK))).toBeInstanceOf(GridObject);
  });

  it.each(Object.entries(MIRRORS))('%s(patch) reads sets that do not pack', (_, mirror) => {
    const boolean = frozenSet([tuple(true, tuple(0, 0)), tuple(null, tuple(0, 1))]);
    const far = frozenSet([tuple(0, 0), tuple(0, 100_000)]), edge = frozenSet([tuple(4090, 0), tuple(4090, 20)]);
    for (const patch of [boolean, far, edge]) {
      expect(isEqual(mirror(mirror(patch)), patch)).toBe(true);
      expect(mirror(patch).size).toBe(patch.size);
    }
  });

  it('dmirror(patch) lets an image leave the packed range', () => {
    const edge = frozenSet([tuple(4090, 0), tuple(4090, 20)]);
    expect(isEqual(dmirror(edge), frozenSet([tuple(4090, 0), tuple(4110, 0)]))).toBe(true);
  });

  it.each<[keyof typeof MIRRORS, string]>([
    ['hmirror', 'IndexError'], ['vmirror', 'IndexError'], ['dmirror', 'ValueError'], ['cmirror', 'IndexError'],
  ])('%s of the empty set is a %s', (name, exception) => {
    expect(failureOf(() => MIRRORS[name](EMPTY_SET))).toBe(exception);
    expect(failureOf(() => MIRRORS[name](new Indices([])))).toBe(exception);
  });

  it.each(Object.entries(MIRRORS))('%s(piece) refuses what is no piece', (_, mirror) => {
    for (const value of [5, null, frozenSet([1])]) expect(failureOf(() => mirror(value as unknown as Tuple))).toBe('TypeError');
    if (mirror !== hmirror) expect(failureOf(() => mirror(tuple(1, 2)))).toBe('TypeError');
  });

  it.each(Object.entries(MIRRORS))('%s(piece) twice is the piece, which stays as it was', (_, mirror) => {
    fc.assert(fc.property(fc.oneof(grids(), someIndices, someObjects), (piece) => {
      const before = [...piece.items];
      const same = isEqual(mirror(mirror(piece)), piece);
      expect(piece.items).toEqual(before);
      return same;
    }));
  });

  it.each(Object.entries(MIRRORS))('%s(patch) gives a patch whose packed list ascends', (_, mirror) => {
    fc.assert(fc.property(fc.oneof(someIndices, someObjects), (patch) => {
      const { packed } = mirror(patch);
      return packed.length === patch.size && packed.every((p, k) => k === 0 || packed[k - 1]! < p);
    }));
  });

  it('cmirror(patch) is rot180 of dmirror: vmirror of hmirror', () => {
    fc.assert(fc.property(fc.oneof(someIndices, someObjects), (patch) =>
      isEqual(cmirror(patch), vmirror(hmirror(dmirror(patch))))));
  });
});

describe('GEOMETRY', () => {
  it('GEOMETRY lists 23 functions with their arity', () => {
    expect(GEOMETRY).toHaveLength(23);
    expect(GEOMETRY.map((p) => [p.name, p.arity])).toEqual(GEOMETRY.map((p) => [p.name, p.call.length]));
  });
});

describe('a patch with booleans for coordinates', () => {
  itComesTo({
    'dmirror({(0, (True, True))})': '{(0, (1, 1))}',
    'vmirror({(0, (True, True))})': '{(0, (True, 1))}',
    'hmirror({(0, (True, True))})': '{(0, (1, True))}',
  });
});
