import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { even, invert } from '../../src/dsl/arithmetic.js';
import { difference, merge, size } from '../../src/dsl/containers.js';
import { compose, identity } from '../../src/dsl/functions.js';
import { contained, flip } from '../../src/dsl/logic.js';
import { encodeValue } from '../../src/dsl/notation.js';
import {
  argmax, argmin, extract, first, leastcommon, maximum, mfilter, minimum, mostcommon, sfilter, valmax, valmin,
} from '../../src/dsl/selection.js';
import { Indices } from '../../src/values/frozen-set.js';
import { Tuple } from '../../src/values/tuple.js';
import type { Value } from '../../src/values/value.js';
import { someIndices } from './arbitraries.js';
import { itComesTo } from './python.js';

const integers = fc.array(fc.integer({ min: -9, max: 9 }), { minLength: 1, maxLength: 12 });

describe('first, last, other', () => {
  itComesTo({
    'first((3, (1, 2)))': '3',
    'first(G33)': '(1, 0, 2)',
    'first({5, 3})': '3',
    'first(OBJ)': '(3, (0, 0))',
    'first((None,))': 'None',
    'first(())': 'StopIteration',
    'first({})': 'StopIteration',
    'first(5)': 'TypeError',
    'last((3, (1, 2)))': '(1, 2)',
    'last({5, 3})': '5',
    'last(IND)': '(2, 1)',
    'last(())': 'ValueError',
    'last({})': 'ValueError',
    'last(None)': 'TypeError',
    'other({1, 2}, 1)': '2',
    'other({1, 2}, True)': '2',
    'other((5, 6, 7), 9)': '5',
    'other((None, 1), 1)': 'None',
    'other(IND, (0, 0))': '(0, 1)',
    'other((1, 1), 1)': 'StopIteration',
    'other((), 1)': 'StopIteration',
    'other(5, 1)': 'TypeError',
  });
});

describe('maximum, minimum', () => {
  itComesTo({
    'maximum(())': '0',
    'maximum({})': '0',
    'maximum({-3, -1})': '-1',
    'maximum((1, True))': '1',
    'maximum((True, 1, 0))': 'True',
    'maximum(((1, 2), (1, 3)))': '(1, 3)',
    'maximum(IND)': '(2, 1)',
    'maximum((5, 9007199254740992))': '9007199254740992',
    'maximum(({1}, {1, 2}, {3}))': '{1, 2}',
    'maximum((None,))': 'None',
    'maximum((None, None))': 'TypeError',
    'maximum((1, (1,)))': 'TypeError',
    'maximum(5)': 'TypeError',
    'minimum({})': '0',
    'minimum((4, 2))': '2',
    'minimum((0, False))': '0',
    'minimum((False, 0))': 'False',
    'minimum(OBJ)': '(3, (0, 0))',
    'minimum(({1, 2}, {1}, {3}))': '{1}',
    'minimum((1, (1,)))': 'TypeError',
    'minimum(None)': 'TypeError',
  });

  it('maximum(container) and minimum(container) are those of the numbers', () => {
    fc.assert(fc.property(integers, (numbers) => {
      expect([maximum(new Tuple(numbers)), minimum(new Tuple(numbers))]).toEqual([Math.max(...numbers), Math.min(...numbers)]);
    }));
  });
});

describe('valmax, valmin, argmax, argmin', () => {
  itComesTo({
    'valmax({OBJ}, size)': '3',
    'valmax((), identity)': '0',
    'valmax((), increment)': '1',
    'valmax({}, size)': 'TypeError',
    'valmax((1, 3, 2), double)': '6',
    'valmax((True, 1), identity)': 'True',
    'valmax((1, (1,)), identity)': 'TypeError',
    'valmax(((),), first)': 'StopIteration',
    'valmax(5, identity)': 'TypeError',
    'valmin((3, 1, 2), invert)': '-3',
    'valmin({}, identity)': '0',
    'valmin({(), (4, 5)}, size)': '0',
    'valmin((1, 2), add)': 'TypeError',
    'valmin((1, 2), 5)': 'TypeError',
    'argmax(((1, 2), (2, 1), (2, 0)), first)': '(2, 1)',
    'argmax(({1}, {2}, {2, 3}), identity)': '{1}',
    'argmax({(1, 2), (1, 3), (0, 9)}, first)': '(1, 2)',
    'argmax((), size)': 'ValueError',
    'argmax({}, 5)': 'ValueError',
    'argmax((1,), 5)': 'TypeError',
    'argmax((1, 2), add)': 'TypeError',
    'argmax(((), (1,)), first)': 'StopIteration',
    'argmax(5, size)': 'TypeError',
    'argmin(((1, 2), (1, 1), (2, 0)), first)': '(1, 2)',
    'argmin({3, 1, 2}, invert)': '3',
    'argmin({OBJ, IND}, height)': 'IND',
    'argmin({}, size)': 'ValueError',
    'argmin(None, size)': 'TypeError',
  });

  it('valmax(c, f) is f of argmax(c, f), valmin(c, f) of argmin(c, f), and the inverse of f exchanges them', () => {
    fc.assert(fc.property(integers, (numbers) => {
      const container = new Tuple(numbers), inverse = compose(invert, identity);
      expect(valmax(container, invert)).toBe(invert(argmax(container, invert) as number));
      expect(valmin(container, invert)).toBe(invert(argmin(container, invert) as number));
      expect(argmax(container, inverse)).toBe(argmin(container, identity));
    }));
  });
});

describe('mostcommon, leastcommon', () => {
  itComesTo({
    'mostcommon((1, 2, 2))': '2',
    'mostcommon((9, 2, 9, 2))': '2',
    'mostcommon((True, 1, 0))': 'True',
    'mostcommon(((1, 2), (0, 0), (1, 2)))': '(1, 2)',
    'mostcommon((100, 7, 100, 7, 3))': '7',
    'mostcommon(G33)': '(0, 0, 0)',
    'mostcommon((None, {1}, {1}))': '{1}',
    'mostcommon(())': 'ValueError',
    'mostcommon({1})': 'AttributeError',
    'mostcommon({})': 'AttributeError',
    'mostcommon(5)': 'TypeError',
    'leastcommon((1, 2, 2))': '1',
    'leastcommon((9, 2))': '2',
    'leastcommon((True, 1, 0))': '0',
    'leastcommon(((1, 2), (0, 0), (1, 2)))': '(0, 0)',
    'leastcommon(())': 'ValueError',
    'leastcommon({1})': 'AttributeError',
    'leastcommon(None)': 'TypeError',
  });

  it('mostcommon(container) and leastcommon(container) take a tuple of very many distinct elements', () => {
    const container = new Tuple(Array.from({ length: 300_000 }, (_, k) => k).concat(7, 7));
    expect([mostcommon(container), leastcommon(container)]).toEqual([7, 0]);
  });
});

describe('sfilter, mfilter, extract', () => {
  itComesTo({
    'sfilter((1, 2, 4, 2), even)': '(2, 4, 2)',
    'sfilter({1, 2, 3}, even)': '{2}',
    'sfilter((0, 5, ()), identity)': '(5,)',
    'sfilter(G33, lbind(contained, 3))': '((3, 0, 4),)',
    'sfilter(((1, 2), (3,)), matcher(size, 2))': '((1, 2),)',
    'sfilter(IND, compose(even, first))': 'IND',
    'sfilter(IND, compose(positive, first))': '{(2, 1)}',
    'sfilter({1, (0, 0)}, matcher(rbind(equality, 1), False))': '{(0, 0)}',
    'sfilter((), 5)': '()',
    'sfilter({}, add)': '{}',
    'sfilter((1,), 5)': 'TypeError',
    'sfilter((1,), add)': 'TypeError',
    'sfilter(((),), first)': 'RuntimeError',
    'sfilter(((1, ()),), compose(first, last))': 'RuntimeError',
    'sfilter(5, even)': 'TypeError',
    'mfilter({OBJ, {(1, (0, 0))}}, square)': '{(1, (0, 0))}',
    'mfilter(((1, 2), (3,), (1, 2)), matcher(size, 2))': '(1, 2, 1, 2)',
    'mfilter((), size)': '()',
    'mfilter({}, 5)': '{}',
    'mfilter((1, 2), even)': 'TypeError',
    'mfilter(((),), first)': 'RuntimeError',
    'mfilter(5, even)': 'TypeError',
    'extract((1, 2, 4), even)': '2',
    'extract({5, 4, 2}, even)': '2',
    'extract((4, ()), even)': '4',
    'extract((1, 3), even)': 'StopIteration',
    'extract((), 5)': 'StopIteration',
    'extract(((), (1,)), first)': 'RuntimeError',
    'extract((1,), 5)': 'TypeError',
    'extract(5, even)': 'TypeError',
  });

  it('sfilter(c, f) and sfilter(c, not f) part a container, and mfilter is their merge', () => {
    const isEvenRow = compose(even, first as (x: Value) => number), isOddRow = compose(flip, isEvenRow);
    fc.assert(fc.property(someIndices, (patch) => {
      const evens = sfilter(patch, isEvenRow), odds = sfilter(patch, isOddRow);
      expect([evens, odds].every((part) => part instanceof Indices)).toBe(true);
      expect(encodeValue(difference(patch, evens))).toEqual(encodeValue(odds));
      expect(encodeValue(mfilter(patch, isEvenRow))).toEqual(encodeValue(merge(evens)));
      if (size(evens) > 0) expect(contained(extract(patch, isEvenRow), evens)).toBe(true);
    }));
  });
});

describe('sizefilter, colorfilter', () => {
  itComesTo({
    'sizefilter(((1, 2), (3,), (1, 2)), 2)': '{(1, 2)}',
    'sizefilter({OBJ}, 1)': '{}',
    'sizefilter({OBJ, IND, {}}, 3)': '{OBJ, IND}',
    'sizefilter({{1}}, True)': '{{1}}',
    'sizefilter({{1}}, None)': '{}',
    'sizefilter((), 1)': '{}',
    'sizefilter((1,), 1)': 'TypeError',
    'sizefilter(5, 1)': 'TypeError',
    'colorfilter({{(1, (0, 0))}, {(2, (0, 0))}}, 2)': '{{(2, (0, 0))}}',
    'colorfilter(({(1, (0, 0))}, {(1, (0, 0))}), 1)': '{{(1, (0, 0))}}',
    'colorfilter({OBJ}, 3)': '{OBJ}',
    'colorfilter({OBJ}, 5)': '{}',
    'colorfilter({{(1, (0, 0))}}, True)': '{{(1, (0, 0))}}',
    'colorfilter({}, 2)': '{}',
    'colorfilter((), 2)': '{}',
    'colorfilter({{}}, 2)': 'RuntimeError',
    'colorfilter({1}, 1)': 'TypeError',
    'colorfilter({{1}}, 1)': 'TypeError',
    'colorfilter(5, 1)': 'TypeError',
  });
});
