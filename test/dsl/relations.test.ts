import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { encodeValue } from '../../src/dsl/notation.js';
import { shift } from '../../src/dsl/patches.js';
import {
  adjacent, bordering, gravitate, hmatching, manhattan, position, RELATIONS, vmatching,
} from '../../src/dsl/relations.js';
import { EMPTY_SET, type FrozenSet, Indices, type Patch } from '../../src/values/frozen-set.js';
import { grid } from '../../src/values/grid.js';
import { columnOf, rowOf } from '../../src/values/packing.js';
import { frozenSet } from '../../src/values/set-building.js';
import { EMPTY_TUPLE, Tuple, tuple } from '../../src/values/tuple.js';
import type { Value } from '../../src/values/value.js';
import { someIndices, someObjects } from './arbitraries.js';
import { failureOf } from './failures.js';
import { itComesTo } from './python.js';

const at = (i: number, j: number): FrozenSet => frozenSet([tuple(i, j)]);
const cell = (color: Value, i: number, j: number): Tuple => tuple(color, tuple(i, j));
const THREE_BY_THREE = grid([[1, 0, 2], [0, 0, 0], [3, 0, 4]]);
const HOOK = frozenSet([tuple(0, 0), tuple(0, 1), tuple(2, 1)]);
const COLORED_HOOK = frozenSet([cell(9, 0, 0), cell(3, 0, 1), cell(5, 2, 1)]);
const somePatches: fc.Arbitrary<Patch> = fc.oneof(someIndices, someObjects);

/** Locations of a patch as plain pairs. */
const pairs = (patch: Patch): [number, number][] => patch.packed.map((p) => [rowOf(p), columnOf(p)]);

function expectVector(vector: Tuple, i: number, j: number): void {
  expect(encodeValue(vector)).toEqual(encodeValue(tuple(i, j)));
}

describe('position', () => {
  it.each([
    [at(0, 0), at(5, 5), 1, 1], [at(5, 0), at(0, 3), -1, 1], [at(5, 5), at(0, 0), -1, -1], [at(5, 0), at(0, 0), -1, 0],
    [at(0, 0), at(5, 0), 1, 0], [at(0, 0), at(0, 5), 0, 1], [at(0, 0), at(0, 0), 0, -1], [HOOK, COLORED_HOOK, 0, -1],
    [tuple(tuple(0, 0), tuple(3, 3)), tuple(tuple(0, 1)), -1, 1],
  ])('position(a, b) is the direction from center to center (%#)', (a, b, i, j) => {
    expectVector(position(a, b), i, j);
  });
});

describe('manhattan and adjacent', () => {
  it.each<[Tuple | FrozenSet, Tuple | FrozenSet, number]>([
    [at(0, 0), frozenSet([tuple(2, 3), tuple(9, 9)]), 5], [HOOK, COLORED_HOOK, 0], [HOOK, at(1, 0), 1], [HOOK, at(3, 0), 2],
    [at(0, 0), at(0, 1), 1], [at(0, 0), at(1, 1), 2], [tuple(tuple(0, 0), tuple(3, 3)), tuple(tuple(0, 1)), 1],
    [tuple(cell(1, 0, 0)), frozenSet([cell(true, 3, 3)]), 6], [frozenSet([cell(1, 3, 3), cell(2, 3, 3)]), at(3, 4), 1],
  ])('manhattan(a, b) is the least distance, adjacent(a, b) asks for 1 (%#)', (a, b, distance) => {
    expect(manhattan(a, b)).toBe(distance);
    expect(adjacent(a, b)).toBe(distance === 1);
  });

  it('manhattan(a, b) is what all pairs say', () => {
    fc.assert(fc.property(somePatches, somePatches, (a, b) => {
      const least = Math.min(...pairs(a).flatMap(([i, j]) => pairs(b).map(([k, l]) => Math.abs(i - k) + Math.abs(j - l))));
      expect(manhattan(a, b)).toBe(least);
      expect(adjacent(a, b)).toBe(least === 1);
      expect(adjacent(b, a)).toBe(least === 1);
    }));
  });
});

describe('bordering', () => {
  it.each<[string, FrozenSet | Tuple, boolean]>([
    ['top', at(0, 1), true], ['left', at(1, 0), true], ['bottom', at(2, 1), true], ['right', at(1, 2), true], ['inside', at(1, 1), false],
    ['sticking out', frozenSet([tuple(-1, 1), tuple(0, 1)]), false], ['outside', at(7, 7), false], ['a tuple', tuple(cell(4, 2, 1)), true],
  ])('bordering(patch, grid) compares the extremes exactly: %s', (_, patch, expected) => {
    expect(bordering(patch, THREE_BY_THREE)).toBe(expected);
  });

  it('bordering(patch, grid) needs the last column only when no other side decides', () => {
    expect(bordering(at(0, 7), EMPTY_TUPLE)).toBe(true);
    expect(failureOf(() => bordering(at(1, 1), EMPTY_TUPLE))).toBe('IndexError');
    expect(failureOf(() => bordering(EMPTY_SET, THREE_BY_THREE))).toBe('ValueError');
  });
});

describe('hmatching and vmatching', () => {
  it.each<[Tuple | FrozenSet, Tuple | FrozenSet, boolean, boolean]>([
    [at(1, 0), at(1, 9), true, false], [at(1, 0), at(9, 0), false, true], [HOOK, COLORED_HOOK, true, true], [EMPTY_SET, HOOK, false, false],
    [HOOK, EMPTY_TUPLE, false, false], [at(-3, 7), tuple(tuple(-3, 8)), true, false], [tuple(cell(1, 0, 0)), at(1, 1), false, false],
  ])('hmatching(a, b) finds a shared row, vmatching(a, b) a shared column (%#)', (a, b, isRowShared, isColumnShared) => {
    expect([hmatching(a, b), vmatching(a, b)]).toEqual([isRowShared, isColumnShared]);
    expect([hmatching(b, a), vmatching(b, a)]).toEqual([isRowShared, isColumnShared]);
  });
});

describe('hmatching and vmatching of a set that mixes cells and locations', () => {
  itComesTo({
    'hmatching({(0, 2), (1, (2, 2))}, {(1, 9)})': 'True',
    'vmatching({(0, 2), (1, (2, 2))}, {(1, 9)})': 'TypeError',
    'hmatching({(True, 0)}, {(1, 9)})': 'True',
  });
});

describe('gravitate', () => {
  it.each<[Tuple | FrozenSet, Tuple | FrozenSet, number, number]>([
    [at(0, 0), at(5, 0), 4, 0], [at(5, 0), at(0, 0), -4, 0], [at(0, 5), at(0, 0), 0, -4], [at(0, 0), at(5, 5), 0, 42], [at(0, 0), at(0, 0), -1, 0],
    [at(0, 0), at(1, 1), 0, 1], [at(0, 0), at(1, 0), 0, 0], [at(0, 0), at(50, 0), 42, 0], [at(0, 0), at(43, 0), 42, 0], [HOOK, COLORED_HOOK, -1, 0],
    [tuple(cell(1, 0, 0)), tuple(cell(2, 3, 3)), 0, 42],
  ])('gravitate(source, destination) moves until adjacent, 42 steps at most (%#)', (source, destination, i, j) => {
    expectVector(gravitate(source, destination), i, j);
  });

  it('gravitate(source, destination) is what moving step by step gives', () => {
    fc.assert(fc.property(somePatches, somePatches, (source, destination) => {
      const [i, j] = gravitate(source, destination).items as [number, number], steps = Math.abs(i + j);
      expect(i === 0 || j === 0).toBe(true);
      expect(j === 0 || !vmatching(source, destination)).toBe(true);
      for (let k = 0; k <= Math.min(steps, 41); k++) {
        const moved = steps === 0 ? source : shift(source, tuple((i / steps) * k, (j / steps) * k));
        expect(adjacent(moved, destination)).toBe(k === steps);
      }
    }));
  });
});

describe('what cannot be related', () => {
  it.each([position, manhattan, adjacent, gravitate])('%o refuses an empty patch', (relate) => {
    for (const empty of [EMPTY_SET, EMPTY_TUPLE, new Indices([])]) {
      expect(failureOf(() => relate(empty, HOOK))).toBe('ValueError');
      expect(failureOf(() => relate(HOOK, empty))).toBe('ValueError');
    }
  });

  it.each(RELATIONS.map(({ name, call }) => [name, call] as const))('%s refuses what is no patch', (_, relate) => {
    for (const value of [5, null, position, frozenSet([1])]) expect(failureOf(() => relate(value, HOOK))).toBe('TypeError');
    expect(failureOf(() => relate(frozenSet([tuple(1, 2, 3)]), HOOK))).toBe('ValueError');
  });
});
