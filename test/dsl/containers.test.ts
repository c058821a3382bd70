import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  combine, dedupe, difference, initset, insert, intersection, merge, order, product, remove, repeat, size, totuple,
} from '../../src/dsl/containers.js';
import { identity } from '../../src/dsl/functions.js';
import { contained, greater } from '../../src/dsl/logic.js';
import { encodeValue } from '../../src/dsl/notation.js';
import { FrozenSet, GridObject, Indices } from '../../src/values/frozen-set.js';
import { Grid, grid } from '../../src/values/grid.js';
import { frozenSet } from '../../src/values/set-building.js';
import { Tuple, tuple } from '../../src/values/tuple.js';
import type { Value } from '../../src/values/value.js';
import { failureOf } from './failures.js';
import { itComesTo } from './python.js';

const set = (...values: Value[]): FrozenSet => frozenSet(values);

/** Elements of every kind, few of each, so that sets overlap. */
const elements = fc.oneof(
  fc.constantFrom<Value[]>(0, 1, 2, true, null, 40, 2n ** 60n, tuple(), tuple(9999, 0), tuple(true, 1), set(), set(1)),
  fc.tuple(fc.integer({ min: 0, max: 2 }), fc.integer({ min: -1, max: 1 })).map(([i, j]) => tuple(i, j)),
  fc.tuple(fc.integer({ min: 0, max: 2 }), fc.integer({ min: 0, max: 1 })).map(([c, j]) => tuple(c, tuple(0, j))),
);
const locations = fc.tuple(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 3 })).map(([i, j]) => tuple(i, j));
const sets = fc.oneof(fc.array(elements, { maxLength: 40 }), fc.array(locations, { maxLength: 12 })).map((items) => set(...items));
const tuples = fc.array(elements, { maxLength: 12 }).map((items) => new Tuple(items));

const text = (value: Value): string => JSON.stringify(encodeValue(value));

describe('sets', () => {
  it('combine(a, b), intersection(a, b), difference(a, b), merge, insert and remove agree with membership', () => {
    fc.assert(fc.property(sets, sets, elements, (a, b, x) => {
      const inA = contained(x, a), inB = contained(x, b);
      expect(contained(x, combine(a, b))).toBe(inA || inB);
      expect(contained(x, merge(set(a, b)))).toBe(inA || inB);
      expect(contained(x, intersection(a, b))).toBe(inA && inB);
      expect(contained(x, difference(a, b))).toBe(inA && !inB);
      expect([contained(x, insert(x, a)), contained(x, remove(x, a))]).toEqual([true, false]);
      expect(size(insert(x, a))).toBe(size(a) + (inA ? 0 : 1));
      expect(size(remove(x, a))).toBe(size(a) - (inA ? 1 : 0));
    }), { numRuns: 500 });
  });

  it('combine(a, b), intersection(a, b), difference(a, b) and merge give sets in canonical form, their arguments unchanged', () => {
    fc.assert(fc.property(sets, sets, (a, b) => {
      const before = [text(a), text(b)];
      for (const result of [combine(a, b), intersection(a, b), difference(a, b), merge(set(a, b))]) {
        const canonical = frozenSet([...result.items]);
        expect(encodeValue(result)).toEqual(encodeValue(canonical));
        if (result.size > 0) expect(result.constructor).toBe(canonical.constructor);
      }
      expect([text(a), text(b)]).toEqual(before);
    }));
  });

  it('merge and combine of sets are packed where a pair with a boolean gives way to its equal with an integer', () => {
    for (const united of [merge(set(set(tuple(0, 0), tuple(1, 1)), set(tuple(true, 1)))), combine(set(tuple(1, 1)), set(tuple(0, 0), tuple(true, 1)))]) {
      expect(united).toBeInstanceOf(Indices);
      expect(encodeValue(united)).toEqual({ ij: [[0, 0], [1, 1]] });
    }
  });

  it('combine(a, b) of two patches of a kind, merge of patches and product of integers are packed', () => {
    const patch = set(tuple(5, 5)), object = set(tuple(1, tuple(5, 5)));
    for (const result of [combine(patch, set(tuple(0, 0))), merge(set(patch, set())), product(tuple(1, 2), tuple(3)), initset(tuple(1, 2))]) {
      expect(result).toBeInstanceOf(Indices);
    }
    for (const result of [combine(object, object), merge(set(object, set())), initset(tuple(1, tuple(2, 3)))]) {
      expect(result).toBeInstanceOf(GridObject);
    }
  });
});

describe('combine', () => {
  itComesTo({
    'combine((1, 2), (2, 3))': '(1, 2, 2, 3)',
    'combine((1,), {5, 4})': '(1, 4, 5)',
    'combine({1}, (1, 2, 2))': '{1, 2}',
    'combine({1}, {True})': '{1}',
    'combine({True}, {1})': '{True}',
    'combine({}, IND)': 'IND',
    'combine(OBJ, {})': 'OBJ',
    'combine((), ())': '()',
    'combine({}, {})': '{}',
    'combine(G23, G23)': '((0, 1, 2), (3, 4, 5), (0, 1, 2), (3, 4, 5))',
    'combine(canvas(1, (1, 2)), canvas(3, (1, 1)))': '((1, 1), (3,))',
    'combine(canvas(1, (0, 2)), canvas(3, (1, 1)))': '((3,),)',
    'combine(canvas(1, (0, 2)), canvas(3, (2, 0)))': '((), ())',
    'combine({(1, (0, 0))}, {(0, 0)})': '{(0, 0), (1, (0, 0))}',
    'combine((1, 2), 3)': 'TypeError',
    'combine(3, (1, 2))': 'TypeError',
    'combine(None, {})': 'TypeError',
    'combine({}, None)': 'TypeError',
  });

  it('combine(a, b) of equally wide grids is a grid', () => {
    expect(combine(grid([[1]]), grid([[2]]))).toBeInstanceOf(Grid);
  });

  it('combine(a, b) fails with MemoryError instead of filling the memory', () => {
    let doubled = repeat(0, 1_000_000);
    const double = () => {
      for (let k = 0; k < 10; k++) doubled = combine(doubled, doubled);
    };
    expect(failureOf(double)).toBe('MemoryError');
  });
});

describe('intersection, difference', () => {
  itComesTo({
    'intersection({1, 2}, {2, 3})': '{2}',
    'intersection(IND, {(0, 1), (7, 7)})': '{(0, 1)}',
    'intersection(IND, OBJ)': '{}',
    'intersection({}, IND)': '{}',
    'intersection({{1}, {2}}, {{2}, {3}})': '{{2}}',
    'intersection((1,), (1,))': 'TypeError',
    'intersection({1}, (1,))': 'TypeError',
    'intersection(None, {1})': 'TypeError',
    'intersection(6, 3)': '2',
    'intersection(7, True)': '1',
    'intersection(True, True)': 'True',
    'intersection(True, False)': 'False',
    'intersection(-1, 1099511627776)': '1099511627776',
    'difference({1, 2}, (2, 2))': '{1}',
    'difference((1, 2, 2, 3, 1), (2,))': '(1, 3, 1)',
    'difference((1, 2, 1, 3), {3})': '(1, 2, 1)',
    'difference(G23, {(0, 1, 2)})': '((3, 4, 5),)',
    'difference(IND, ((0, 1), (True, 0), (0, False)))': '{(2, 1)}',
    'difference(IND, OBJ)': 'IND',
    'difference((), 5)': '()',
    'difference({}, None)': '{}',
    'difference({1}, 5)': 'TypeError',
    'difference(5, {1})': 'TypeError',
  });
});

describe('dedupe', () => {
  itComesTo({
    'dedupe((3, 1, 3, 2, 1))': '(3, 1, 2)',
    'dedupe((True, 1, (1,), (True,)))': '(True, (1,))',
    'dedupe(combine(G23, G23))': 'G23',
    'dedupe(())': '()',
    'dedupe({})': '()',
    'dedupe({1})': 'AttributeError',
    'dedupe(5)': 'TypeError',
    'dedupe(None)': 'TypeError',
  });

  it('dedupe(tup) has as many elements as the set of them', () => {
    fc.assert(fc.property(tuples, (tup) => {
      expect(size(dedupe(tup))).toBe(frozenSet([...tup.items]).size);
    }));
  });
});

describe('order', () => {
  itComesTo({
    'order(((2, 9), (1, 7), (2, 3), (1, 1)), first)': '((1, 7), (1, 1), (2, 9), (2, 3))',
    'order({3, 1, 2}, invert)': '(3, 2, 1)',
    'order({}, size)': '()',
    'order((2, True, 1, False), identity)': '(False, True, 1, 2)',
    'order(IND, last)': '((0, 0), (0, 1), (2, 1))',
    'order(((1, 2), (1,), (0, 9)), identity)': '((0, 9), (1,), (1, 2))',
    'order(({1, 2}, {}, {1}), identity)': '({}, {1}, {1, 2})',
    'order((None,), identity)': '(None,)',
    'order((1, (1,)), identity)': 'TypeError',
    'order((1, 2), combine)': 'TypeError',
    'order((1,), 5)': 'TypeError',
    'order(((),), first)': 'StopIteration',
    'order(5, identity)': 'TypeError',
  });

  it('order(container, identity) ascends for any integers', () => {
    fc.assert(fc.property(fc.array(fc.integer()), (numbers) => {
      const { items } = order(new Tuple(numbers), identity);
      for (let k = 1; k < items.length; k++) expect(greater(items[k - 1] as number, items[k] as number)).toBe(false);
    }));
  });
});

describe('repeat, size', () => {
  itComesTo({
    'repeat((1, 2), 2)': '((1, 2), (1, 2))',
    'repeat(5, -1)': '()',
    'repeat(5, True)': '(5,)',
    'repeat(None, 2)': '(None, None)',
    'repeat(1, (2, 2))': 'TypeError',
    'repeat(1, None)': 'TypeError',
    'repeat(1, 1000000000000)': 'MemoryError',
    'size(())': '0',
    'size((1, 2))': '2',
    'size(G23)': '2',
    'size(((), ()))': '2',
    'size({})': '0',
    'size(OBJ)': '3',
    'size(5)': 'TypeError',
    'size(None)': 'TypeError',
    'size(size)': 'TypeError',
  });
});

describe('merge', () => {
  itComesTo({
    'merge({{1, 2}, {2, 3}})': '{1, 2, 3}',
    'merge(((1, 2), (), (2,)))': '(1, 2, 2)',
    'merge(({4}, {4}, (1,)))': '(4, 4, 1)',
    'merge({(1, 2), (2, 3)})': '{1, 2, 3}',
    'merge({{3}, (1, 2)})': '{1, 2, 3}',
    'merge({{}, ()})': '{}',
    'merge({})': '{}',
    'merge(())': '()',
    'merge(G23)': '(0, 1, 2, 3, 4, 5)',
    'merge({IND, OBJ})': 'combine(IND, OBJ)',
    'merge({IND, {(9, 9)}, {}})': 'insert((9, 9), IND)',
    'merge((IND, IND))': 'combine(totuple(IND), totuple(IND))',
    'merge((1, 2))': 'TypeError',
    'merge({1})': 'TypeError',
    'merge(((1,), 2))': 'TypeError',
    'merge(5)': 'TypeError',
  });
});

describe('initset, insert, remove, totuple', () => {
  itComesTo({
    'initset({})': '{{}}',
    'initset(True)': '{True}',
    'insert(1, {2})': '{1, 2}',
    'insert(True, {1})': '{1}',
    'insert((True, False), {(1, 0)})': '{(1, 0)}',
    'insert((0, 5), IND)': '{(0, 0), (0, 1), (0, 5), (2, 1)}',
    'insert((5000, 0), IND)': '{(0, 0), (0, 1), (2, 1), (5000, 0)}',
    'insert(1, (2,))': 'AttributeError',
    'insert(1, 5)': 'AttributeError',
    'remove(1, (1, 2, True))': '(2,)',
    'remove(9, {1})': '{1}',
    'remove((0, True), IND)': '{(0, 0), (2, 1)}',
    'remove((0, 1, 2), G23)': '((3, 4, 5),)',
    'remove({1}, {{1}, {2}})': '{{2}}',
    'remove(1, 5)': 'TypeError',
    'remove(1, None)': 'TypeError',
    'totuple({3, 1, 2})': '(1, 2, 3)',
    'totuple(IND)': '((0, 0), (0, 1), (2, 1))',
    'totuple((2, 1))': '(2, 1)',
    'totuple(5)': 'TypeError',
  });

  it('remove(value, container) packs what has become locations alone', () => {
    expect(remove(1, set(1, tuple(0, 0)))).toBeInstanceOf(Indices);
  });

  it('totuple(container) is the very tuple that it got', () => {
    const tup = tuple(2, 1);
    expect(totuple(tup)).toBe(tup);
  });
});

describe('product, pair', () => {
  itComesTo({
    'product((1, 2), {3})': '{(1, 3), (2, 3)}',
    'product((1, 1), (True,))': '{(1, True)}',
    'product({2, 5}, (9, 0, 9))': '{(2, 0), (2, 9), (5, 0), (5, 9)}',
    'product((5000,), (1,))': '{(5000, 1)}',
    'product(IND, (0,))': '{((0, 0), 0), ((0, 1), 0), ((2, 1), 0)}',
    'product((), (1,))': '{}',
    'product((1,), {})': '{}',
    'product(5, ())': '{}',
    'product(5, (1,))': 'TypeError',
    'product((), 5)': 'TypeError',
    'product(repeat(1, 10000), repeat(1, 10000))': 'MemoryError',
    'pair((1, 2, 3), (4, 5))': '((1, 4), (2, 5))',
    'pair({5, 4}, (1, 2))': '((4, 1), (5, 2))',
    'pair((), (1,))': '()',
    'pair(G23, (7, 8))': '(((0, 1, 2), 7), ((3, 4, 5), 8))',
    'pair(5, ())': 'TypeError',
    'pair((), None)': 'TypeError',
  });

  it('product(a, b) has size(a) times size(b) pairs for sets', () => {
    fc.assert(fc.property(sets, sets, (a, b) => {
      expect(size(product(a, b))).toBe(size(a) * size(b));
    }));
  });
});
