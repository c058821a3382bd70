import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EMPTY_FUNCTION } from '../../src/dsl/arguments.js';
import { add, astuple, double, increment, invert, multiply, subtract } from '../../src/dsl/arithmetic.js';
import { repeat, size } from '../../src/dsl/containers.js';
import {
  apply, chain, compose, fork, identity, lbind, mapply, matcher, mpapply, papply, power, prapply, rbind,
} from '../../src/dsl/functions.js';
import { encodeValue } from '../../src/dsl/notation.js';
import { shift, toindices } from '../../src/dsl/patches.js';
import { GridObject, Indices } from '../../src/values/frozen-set.js';
import { frozenSet } from '../../src/values/set-building.js';
import { EMPTY_TUPLE, Tuple, tuple } from '../../src/values/tuple.js';
import type { Callable, Value } from '../../src/values/value.js';
import { someObjects } from './arbitraries.js';
import { failureOf } from './failures.js';
import { itComesTo } from './python.js';

describe('identity, compose, chain, matcher, fork', () => {
  itComesTo({
    'identity({})': '{}',
    'compose(invert, size)((4, 5))': '-2',
    'chain(double, increment, size)((4, 5))': '6',
    'matcher(size, 2)((4, 5))': 'True',
    'matcher(even, 1)(2)': 'True',
    'matcher(identity, {1})((1,))': 'False',
    'fork(subtract, first, last)((9, 4))': '5',
    'compose(identity, first)(())': 'StopIteration',
    'chain(identity, identity, first)(())': 'StopIteration',
    'matcher(first, 1)(())': 'StopIteration',
    'fork(astuple, first, identity)(())': 'StopIteration',
    'compose(5, identity)(1)': 'TypeError',
    'compose(identity, 5)(1)': 'TypeError',
    'compose(add, identity)(1)': 'TypeError',
    'chain(identity, identity, add)(1)': 'TypeError',
    'matcher(5, 1)(1)': 'TypeError',
    'fork(identity, identity, identity)(1)': 'TypeError',
    'compose(identity, identity)(1, 2)': 'TypeError',
  });
});

describe('rbind, lbind', () => {
  itComesTo({
    'rbind(subtract, 3)(10)': '7',
    'rbind(replace, 7)(G23, 0)': '((7, 1, 2), (3, 4, 5))',
    'rbind(objects, True)(G23, True, False)': 'objects(G23, True, False, True)',
    'rbind(rbind(replace, 7), 0)(G23)': '((7, 1, 2), (3, 4, 5))',
    'rbind(size, 3)((1,))': 'TypeError',
    'rbind(size, 3)(1, 2, 3)': 'TypeError',
    'rbind(rbind(size, 3), 4)(1, 2)': 'TypeError',
    'rbind(5, 3)': 'AttributeError',
    'rbind((), 3)': 'AttributeError',
    'lbind(subtract, 3)(10)': '-7',
    'lbind(lbind(replace, G23), 0)(7)': '((7, 1, 2), (3, 4, 5))',
    'lbind(objects, G23)(True, False, True)': 'objects(G23, True, False, True)',
    'lbind(rbind, subtract)(1)(5)': '4',
    'lbind(lbind, shift)(IND)((1, 1))': 'shift(IND, (1, 1))',
    'lbind(size, 3)(1, 2, 3)': 'TypeError',
    'lbind(None, 3)': 'AttributeError',
  });

  it('rbind(f, x) and lbind(f, x) leave a function of one parameter less, of three where f has other than 2 to 4', () => {
    const functions = [size, add, (a: Value, _b: Value, _c: Value) => a, (a: Value, _b: Value, _c: Value, _d: Value) => a];
    expect(functions.map((f) => rbind(f as typeof add, 1).length)).toEqual([3, 1, 2, 3]);
    expect(functions.map((f) => lbind(f as typeof add, 1).length)).toEqual([3, 1, 2, 3]);
  });

  it('rbind(f, x) and lbind(f, x) keep the function that a failed step of a card leaves', () => {
    expect(rbind(EMPTY_FUNCTION, 1)(2 as never)).toBe(EMPTY_TUPLE);
    expect(apply(lbind(EMPTY_FUNCTION, 1), tuple(2)).items).toEqual([EMPTY_TUPLE]);
  });
});

describe('power', () => {
  itComesTo({
    'power(double, 3)(1)': '8',
    'power(double, 60)(1)': '1152921504606846976',
    'power(add, 1)(1, 2)': '3',
    'power(add, True)(1, 2)': '3',
    'power(add, 2)(1)': 'TypeError',
    'power(5, 1)': '5',
    'power(5, 2)(1)': 'TypeError',
    'power(double, 0)': 'RecursionError',
    'power(double, False)': 'RecursionError',
    'power(double, -3)': 'RecursionError',
    'power(double, 1000000000000)': 'RecursionError',
    'power(double, (1, 2))': 'TypeError',
    'power(first, 3)(((),))': 'StopIteration',
  });

  it('power(f, n) iterates a hundred thousand times without running out of stack', () => {
    expect(power(increment, 100_000)(5)).toBe(100_005);
  });

  it('power(power(f, m), n) is power(f, m × n)', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 9 }), (m, n) => {
      expect(power(power(double, m), n)(1)).toBe(power(double, m * n)(1));
    }));
  });
});

describe('apply, rapply, mapply', () => {
  itComesTo({
    'apply(double, (1, 1))': '(2, 2)',
    'apply(even, {1, 2, 3})': '{True, False}',
    'apply(first, IND)': '{0, 2}',
    'apply(toindices, {OBJ})': '{IND}',
    'apply(identity, G23)': 'G23',
    'apply(5, ())': '()',
    'apply(add, {})': '{}',
    'apply(5, (1,))': 'TypeError',
    'apply(add, (1,))': 'TypeError',
    'apply(first, ((1, 2), ()))': 'RuntimeError',
    'apply(matcher(first, 1), ((),))': 'RuntimeError',
    'apply(last, ((),))': 'ValueError',
    'apply(size, 5)': 'TypeError',
    'rapply((height, width), G23)': '(2, 3)',
    'rapply({double, increment}, 1)': '{2}',
    'rapply((), 1)': '()',
    'rapply({}, 1)': '{}',
    'rapply((first,), ())': 'RuntimeError',
    'rapply((5,), 1)': 'TypeError',
    'rapply((add,), 1)': 'TypeError',
    'rapply(size, 3)': 'TypeError',
    'mapply(initset, (4, 4))': '(4, 4)',
    'mapply(initset, {4, 5})': '{4, 5}',
    'mapply(toindices, {OBJ})': 'IND',
    'mapply(identity, ({2, 1}, (1,)))': '(1, 2, 1)',
    'mapply(neighbors, {(0, 0)})': 'neighbors((0, 0))',
    'mapply(5, ())': '()',
    'mapply(size, (G23,))': 'TypeError',
    'mapply(first, ((),))': 'RuntimeError',
    'mapply(size, 5)': 'TypeError',
  });

  it('mapply(f, patches) gives a packed patch', () => {
    const objects = frozenSet([frozenSet([tuple(3, tuple(0, 0))]), frozenSet([tuple(2, tuple(0, 0))])]);
    expect(mapply(identity, objects)).toBeInstanceOf(GridObject);
    expect(mapply(toindices, objects)).toBeInstanceOf(Indices);
  });

  it('apply(f ∘ g, c) is apply(f, apply(g, c))', () => {
    fc.assert(fc.property(fc.array(fc.integer()), (numbers) => {
      for (const container of [new Tuple([...numbers]), frozenSet([...numbers])]) {
        expect(encodeValue(apply(compose(invert, increment), container)))
          .toEqual(encodeValue(apply(invert, apply(increment, container))));
      }
    }));
  });

  it('mapply(f, c) is the merge of apply(f, c) for shifted objects', () => {
    fc.assert(fc.property(someObjects, someObjects, (a, b) => {
      const moved = mapply(rbind(shift, tuple(1, 2)), frozenSet([a, b]));
      expect(encodeValue(moved)).toEqual(encodeValue(shift(frozenSet([...a.items, ...b.items]), tuple(1, 2))));
    }));
  });
});

describe('papply, mpapply, prapply', () => {
  itComesTo({
    'papply(subtract, (5, 6, 7), (1, 2))': '(4, 4)',
    'papply(subtract, {7, 5}, (1, 2))': '(4, 5)',
    'papply(5, (), (1,))': '()',
    'papply(5, (1,), (1,))': 'TypeError',
    'papply(size, (1,), (1,))': 'TypeError',
    'papply(compose(first, identity), (1,), (1,))': 'TypeError',
    'papply(other, ((1, 1),), (1,))': 'RuntimeError',
    'papply(add, 5, ())': 'TypeError',
    'papply(add, (), None)': 'TypeError',
    'mpapply(astuple, (1, 2), (3, 4))': '(1, 3, 2, 4)',
    'mpapply(recolor, (1, 2), ({(0, 0)}, {(0, 0)}))': '((1, (0, 0)), (2, (0, 0)))',
    'mpapply(insert, (5,), ({9, 1},))': '(1, 5, 9)',
    'mpapply(add, (), ())': '()',
    'mpapply(add, (1,), (1,))': 'TypeError',
    'mpapply(other, ((1, 1),), (1,))': 'RuntimeError',
    'mpapply(add, 5, (1,))': 'TypeError',
    'prapply(add, (1, 2), {3, 4})': '{4, 5, 6}',
    'prapply(astuple, (1, 2), (3,))': '{(1, 3), (2, 3)}',
    'prapply(add, (), (1,))': '{}',
    'prapply(5, (1,), ())': '{}',
    'prapply(add, 5, ())': '{}',
    'prapply(5, (1,), (1,))': 'TypeError',
    'prapply(other, ((1, 1),), (1,))': 'RuntimeError',
    'prapply(add, 5, (1,))': 'TypeError',
    'prapply(add, (1,), 5)': 'TypeError',
  });

  it('papply(f, a, b) and prapply(f, a, b) agree on the diagonal', () => {
    fc.assert(fc.property(fc.array(fc.integer({ min: 0, max: 99 }), { maxLength: 6 }), (numbers) => {
      const container = new Tuple(numbers);
      const pairs = papply(multiply, container, container);
      expect(pairs.items.every((item) => prapply(multiply, container, container).items.includes(item))).toBe(true);
      expect(encodeValue(mpapply(repeat, container, container)))
        .toEqual(encodeValue(new Tuple(numbers.flatMap((n) => new Array<number>(n).fill(n)))));
    }));
  });
});

describe('types of combinators', () => {
  it('compose, chain, matcher, fork, rbind, lbind and power can be called from TypeScript without a cast', () => {
    expect(compose(double, size)(tuple(1, 2))).toBe(4);
    expect(chain(double, increment, size)(tuple(1, 2))).toBe(6);
    expect(matcher(size, 2)(tuple(1, 2))).toBe(true);
    expect(fork(subtract, double, increment)(5)).toBe(4);
    expect(rbind(subtract, 3)(10)).toBe(7);
    expect(lbind(subtract, 3)(10)).toBe(-7);
    expect(power(double, 3)(1)).toBe(8);
  });

  it('fork(f, a, b) reports the failure of its first failing part', () => {
    expect(failureOf(() => fork(add, size, size)(5 as never))).toBe('TypeError');
  });
});

describe('functions in sets', () => {
  it('go by name and by what their combinator was given, whichever came first', () => {
    const addOne = rbind(add as never, 1), addTwo = rbind(add as never, 2), twice = power(double, 2), late = rbind(subtract as never, 1);
    const ascending: readonly Callable[] = [add as Callable, increment as Callable, lbind(add as never, 2), twice, addOne, addTwo, late];
    fc.assert(fc.property(fc.shuffledSubarray([...ascending], { minLength: 2 }), (some) => {
      expect(frozenSet(some).items).toEqual(ascending.filter((f) => some.includes(f)));
    }));
    // What was made twice alike are still two.
    expect(frozenSet([addOne, rbind(add as never, 1)]).size).toBe(2);
  });
});

describe('functions that are nested too deep', () => {
  it.each<[string, (f: Callable) => Callable]>([
    ['compose', (f) => compose(f as never, identity)], ['chain', (f) => chain(f as never, identity, identity)],
    ['fork', (f) => fork(astuple as never, f as never, identity)], ['matcher', (f) => matcher(f as never, 1)],
  ])('%s(...) makes one whose call fails with RecursionError', (_, deepen) => {
    let f: Callable = identity as Callable;
    for (let k = 0; k < 50_000; k++) f = deepen(f);
    expect(failureOf(() => (f as (x: Value) => Value)(1))).toBe('RecursionError');
  });
});
