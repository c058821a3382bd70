import { describe, expect, it } from 'vitest';
import { size } from '../../src/dsl/containers.js';
import { both, branch, either, flip } from '../../src/dsl/logic.js';
import { callPrimitive } from '../../src/dsl/registry.js';
import { hashOf, isEqual } from '../../src/values/equality.js';
import { EMPTY_SET, Indices } from '../../src/values/frozen-set.js';
import { grid } from '../../src/values/grid.js';
import { frozenSet } from '../../src/values/set-building.js';
import { EMPTY_TUPLE, tuple } from '../../src/values/tuple.js';
import type { Value } from '../../src/values/value.js';
import { failureOf } from './failures.js';
import { itComesTo } from './python.js';

const TRUE_VALUES: readonly Value[] = [1, -1, true, 2n ** 60n, tuple(0), frozenSet([0]), grid([[0]]), grid([[], []]), size];
const FALSE_VALUES: readonly Value[] = [0, false, null, EMPTY_TUPLE, EMPTY_SET, grid([]), new Indices([])];

describe('greater', () => {
  itComesTo({
    'greater(2, 1)': 'True',
    'greater(1, 2)': 'False',
    'greater(1, True)': 'False',
    'greater(True, False)': 'True',
    'greater(9007199254740992, 5)': 'True',
    'greater(5, 9007199254740992)': 'False',
    'greater((1, 2), (1, 1))': 'True',
    'greater((2,), (1, 9))': 'True',
    'greater((1, 2), (1, 2, 0))': 'False',
    'greater((1, 2, 0), (1, 2))': 'True',
    'greater((), ())': 'False',
    'greater(((1, 2), 3), ((1, 1), 9))': 'True',
    'greater((None, 2), (None, 1))': 'True',
    'greater((2, None), (1, 5))': 'True',
    'greater(G33, G23)': 'True',
    'greater({1, 2}, {1})': 'True',
    'greater({1, 2}, {3})': 'False',
    'greater({1}, {1})': 'False',
    'greater({1}, {})': 'True',
    'greater({True, 2}, {1})': 'True',
    'greater(IND, {(0, 1)})': 'True',
    'greater(IND, {(0, 2)})': 'False',
    'greater(insert((5000, 0), IND), IND)': 'True',
    'greater(IND, {(3, (0, 0))})': 'False',
    'greater((1, 2), 1)': 'TypeError',
    'greater(1, (1, 2))': 'TypeError',
    'greater(None, None)': 'TypeError',
    'greater({1}, (1,))': 'TypeError',
    'greater((1, (2,)), (1, 2))': 'TypeError',
    'greater(size, size)': 'TypeError',
  });
});

describe('flip, both, either, branch', () => {
  it('flip(b) is the negated truth of any value', () => {
    expect(TRUE_VALUES.map(flip)).toEqual(TRUE_VALUES.map(() => false));
    expect(FALSE_VALUES.map(flip)).toEqual(FALSE_VALUES.map(() => true));
  });

  it('both(a, b) and either(a, b) give back one of the operands', () => {
    for (const a of TRUE_VALUES) expect([both(a, 5), either(a, 5)]).toEqual([5, a]);
    for (const a of FALSE_VALUES) expect([both(a, 5), either(a, 5)]).toEqual([a, 5]);
  });

  it('branch(condition, a, b) gives a for a true condition, else b', () => {
    for (const condition of TRUE_VALUES) expect(branch(condition, 1, 2)).toBe(1);
    for (const condition of FALSE_VALUES) expect(branch(condition, 1, 2)).toBe(2);
  });

  itComesTo({ 'branch(True, height, width)(G23)': '2' });
});

describe('equality', () => {
  itComesTo({
    'equality(1, True)': 'True',
    'equality((True, 0), (1, 0))': 'True',
    'equality(9007199254740992, 9007199254740992)': 'True',
    'equality((1,), {1})': 'False',
    'equality((), {})': 'False',
    'equality(hmirror(((1, 2),)), ((1, 2),))': 'True',
    'equality(canvas(5, (0, 3)), ())': 'True',
    'equality(canvas(5, (2, 0)), ())': 'False',
    'equality(canvas(5, (2, 0)), ((), ()))': 'True',
    'equality({1, 2}, {2, 1, 1})': 'True',
    'equality(difference(IND, IND), {})': 'True',
    'equality(None, 0)': 'False',
    'equality(size, size)': 'True',
    'equality(rbind(add, 1), rbind(add, 1))': 'False',
  });
});

describe('contained', () => {
  itComesTo({
    'contained(0, G23)': 'False',
    'contained((0, 1, 2), G23)': 'True',
    'contained(True, (1, 2))': 'True',
    'contained(1, {True, 5})': 'True',
    'contained((True, 2), {(1, 2)})': 'True',
    'contained((0, 0), OBJ)': 'False',
    'contained((3, (0, 0)), OBJ)': 'True',
    'contained((0, 0), IND)': 'True',
    'contained({1}, {{1}})': 'True',
    'contained(None, (None,))': 'True',
    'contained(1, ())': 'False',
    'contained(1, {})': 'False',
    'contained(size, (size,))': 'True',
    'contained(1, 5)': 'TypeError',
    'contained(1, None)': 'TypeError',
    'contained(1, size)': 'TypeError',
  });
});

describe('values that are nested too deep', () => {
  const nest = (depth: number): Value => {
    let value: Value = 0;
    for (let k = 0; k < depth; k++) value = tuple(value);
    return value;
  };

  it.each(['equality', 'greater'])('%s(a, b) fails with RecursionError', (name) => {
    expect(failureOf(() => callPrimitive(name, [nest(50_000), nest(50_000)]))).toBe('RecursionError');
  });

  it('frozenSet(values), hashOf(value) and isEqual(a, b) fail with RecursionError', () => {
    expect(failureOf(() => frozenSet([nest(50_000), nest(50_000)]))).toBe('RecursionError');
    expect(failureOf(() => hashOf(nest(50_000)))).toBe('RecursionError');
    expect(failureOf(() => isEqual(nest(50_000), nest(50_000)))).toBe('RecursionError');
  });
});
