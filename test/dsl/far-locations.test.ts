import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { add } from '../../src/dsl/arithmetic.js';
import { encodeValue } from '../../src/dsl/notation.js';
import { shift } from '../../src/dsl/patches.js';
import { callPrimitive } from '../../src/dsl/registry.js';
import type { FrozenSet, Patch } from '../../src/values/frozen-set.js';
import { grid } from '../../src/values/grid.js';
import { type Tuple, tuple } from '../../src/values/tuple.js';
import type { Value } from '../../src/values/value.js';
import { someIndices, someObjects } from './arbitraries.js';
import { failureOf } from './failures.js';
import { evaluate, itComesTo } from './python.js';

const somePatches: fc.Arbitrary<Patch> = fc.oneof(someIndices, someObjects);
/** Where no location packs, where some do, and where all do but their neighbors. */
const someWays = fc.constantFrom(
  tuple(5000, -7000), tuple(0, 10 ** 12), tuple(4093, 0), tuple(0, 4090), tuple(-4099, -4096), tuple(0, -4093), tuple(4086, 4086),
);

function expectSame(value: Value, expected: Value): void {
  expect(encodeValue(value)).toEqual(encodeValue(expected));
}

describe('patches that are moved far away', () => {
  it.each(['height', 'width', 'shape', 'portrait', 'square', 'vline', 'hline'])('%s(patch) stays', (name) => {
    fc.assert(fc.property(somePatches, someWays, (patch, way) => {
      expectSame(callPrimitive(name, [shift(patch, way)]), callPrimitive(name, [patch]));
    }));
  });

  it.each(['hperiod', 'vperiod'])('%s(object) stays', (name) => {
    fc.assert(fc.property(someObjects, someWays, (object, way) => {
      expectSame(callPrimitive(name, [shift(object, way)]), callPrimitive(name, [object]));
    }));
  });

  it.each(['ulcorner', 'urcorner', 'llcorner', 'lrcorner', 'center'])('%s(patch) moves along', (name) => {
    fc.assert(fc.property(somePatches, someWays, (patch, way) => {
      expectSame(callPrimitive(name, [shift(patch, way)]), add(callPrimitive(name, [patch]) as Tuple, way));
    }));
  });

  it('centerofmass(indices) moves along', () => {
    fc.assert(fc.property(someIndices, someWays, (patch, way) => {
      expectSame(callPrimitive('centerofmass', [shift(patch, way)]), add(callPrimitive('centerofmass', [patch]) as Tuple, way));
    }));
  });

  it.each(['toindices', 'corners', 'backdrop', 'delta', 'box', 'inbox', 'outbox', 'hmirror', 'vmirror', 'dmirror', 'cmirror'])('%s(patch) moves along', (name) => {
    fc.assert(fc.property(somePatches, someWays, (patch, way) => {
      expectSame(callPrimitive(name, [shift(patch, way)]), shift(callPrimitive(name, [patch]) as FrozenSet, way));
    }));
  });

  it.each(['position', 'manhattan', 'adjacent', 'hmatching', 'vmatching', 'gravitate'])('%s(a, b) stays', (name) => {
    fc.assert(fc.property(somePatches, somePatches, someWays, (a, b, way) => {
      expectSame(callPrimitive(name, [shift(a, way), shift(b, way)]), callPrimitive(name, [a, b]));
    }));
  });

  it('occurrences(grid, object) stays', () => {
    const stripes = grid([[1, 2, 1, 2], [1, 2, 1, 2], [1, 2, 3, 2]]);
    for (const text of ['{(1, (0, 0)), (2, (0, 1))}', '{(2, (0, 1)), (2, (2, 1))}', '{(3, (0, 0)), (True, (0, -2))}']) {
      fc.assert(fc.property(someWays, (way) => {
        const object = evaluate(text) as FrozenSet;
        expectSame(callPrimitive('occurrences', [stripes, shift(object, way)]), callPrimitive('occurrences', [stripes, object]));
      }));
    }
  });
});

describe('patches that reach far', () => {
  itComesTo({
    'manhattan({(0, 0)}, {(0, 5000)})': '5000',
    'manhattan(shoot((0, 0), (0, 100)), shoot((0, 9000), (0, 100)))': '4800',
    'manhattan((), shoot((0, 0), (0, 100)))': 'ValueError',
    'manhattan(shoot((0, 0), (0, 100)), ())': 'ValueError',
    'adjacent({(0, 4999)}, {(0, 5000)})': 'True',
    'adjacent({(0, 4095)}, {(1, -4096), (3, 4095)})': 'False',
    'adjacent(shoot((0, 0), (0, 100)), {(1, 0)})': 'True',
    'adjacent(shoot((0, 0), (0, 100)), {(0, 4200)})': 'False',
    'gravitate({(0, 0), (0, 4095)}, {(1, -4096), (3, 1)})': '(0, -42)',
    'gravitate({(0, 5000)}, shoot((0, 0), (0, 100)))': '(0, -42)',
    'gravitate({(0, 4080)}, {(0, 4120)})': '(0, 39)',
    'hmatching(shoot((0, 0), (100, 0)), {(4200, 7)})': 'True',
    'vmatching(shoot((0, 0), (0, 100)), {(7, 4201)})': 'False',
    'centerofmass({(5000, 1)})': '(5000, 1)',
    'centerofmass(((5000, 1), (5000, 1), (-5000, 1)))': '(1666, 1)',
    'centerofmass({(1, (5000, 3)), (2, (5000, 3))})': '(2500, 1)',
    'backdrop({(5000, 5000)})': '{(5000, 5000)}',
    'size(backdrop({(0, 0), (1, 5000)}))': '10002',
    'size(delta({(0, 0), (1, 5000)}))': '10000',
    'size(box({(0, 0), (2, 5000)}))': '10004',
    'inbox({(0, 0), (2, 4097)})': 'connect((1, 1), (1, 4096))',
    'outbox({(4095, -4096)})': '{(4094, -4097), (4094, -4096), (4094, -4095), (4095, -4097), (4095, -4095), (4096, -4097), (4096, -4096), (4096, -4095)}',
    'occurrences(((1, 1),), {(1, (0, 5000)), (1, (0, 5001))})': '{(0, 0)}',
    'occurrences(((1, 1),), {(1, (0, 0)), (1, (0, 5000))})': '{}',
    'occurrences(((1, 1),), ((1, (0, 0)), (1, (0, 5000))))': '{}',
    'hperiod({(1, (0, 0)), (1, (0, 5000))})': '5000',
    'hperiod({(1, (0, 0)), (2, (0, 3)), (1, (0, 5000)), (2, (0, 5003))})': '5000',
    'vperiod({(1, (0, 0)), (1, (1000000000000, 0))})': '1000000000000',
    'vperiod(recolor(1, shoot((0, 0), (100, 0))))': '1',
    'hperiod({(0, 0), (0, 5000)})': 'TypeError',
    'fill(G23, 7, {(0, 0), (5000, 0), (0, 100000000000000000000)})': 'fill(G23, 7, {(0, 0)})',
  });

  it.each(['backdrop', 'delta', 'box', 'inbox', 'outbox'])('%s(patch) fails with MemoryError where its result would be enormous', (name) => {
    const ends = evaluate('{(0, 0), (1000000000, 1000000000)}');
    expect(failureOf(() => callPrimitive(name, [ends]))).toBe('MemoryError');
  });
});

describe('grids that reach far', () => {
  itComesTo({
    'size(asindices(canvas(1, (1, 5000))))': '5000',
    'size(asobject(canvas(1, (5000, 1))))': '5000',
    'partition(canvas(3, (1, 5000)))': '{recolor(3, connect((0, 0), (0, 4999)))}',
    'fgpartition(hconcat(canvas(0, (1, 5000)), canvas(1, (1, 2))))': '{{(1, (0, 5000)), (1, (0, 5001))}}',
    'objects(hconcat(hconcat(((1, 2, 0),), canvas(0, (1, 5000))), ((2, 1),)), False, False, True)':
      '{{(1, (0, 0)), (2, (0, 1))}, {(2, (0, 5003)), (1, (0, 5004))}}',
    'objects(hconcat(canvas(0, (1, 5000)), ((1, 2),)), True, True, True)': '{{(1, (0, 5000))}, {(2, (0, 5001))}}',
    'ofcolor(hconcat(canvas(0, (1, 5000)), ((1, 2),)), 2)': '{(0, 5001)}',
    'size(frontiers(vconcat(canvas(0, (5000, 2)), ((1, 2),))))': '5000',
    'occurrences(hconcat(canvas(0, (1, 5000)), ((1, 2),)), {(2, (0, 0))})': '{(0, 5001)}',
    'occurrences(vconcat(canvas(0, (5000, 1)), ((1,), (2,))), {(2, (0, 0))})': '{(5001, 0)}',
  });
});
