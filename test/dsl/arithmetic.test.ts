import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { add, crement, divide, invert, multiply, sign, subtract } from '../../src/dsl/arithmetic.js';
import { encodeValue } from '../../src/dsl/notation.js';
import { callPrimitive } from '../../src/dsl/registry.js';
import { tuple } from '../../src/values/tuple.js';
import type { Value } from '../../src/values/value.js';
import { failureOf } from './failures.js';
import { itComesTo } from './python.js';

describe('add, subtract, multiply, divide', () => {
  itComesTo({
    'add(2, 3)': '5',
    'add(-3, 3)': '0',
    'add(10, (1, 2))': '(11, 12)',
    'add((1, 2), 10)': '(11, 12)',
    'add((1, 2), (3, 4))': '(4, 6)',
    'add((1, 2, 9), (1, 1, 1))': '(2, 3)',
    'add(True, True)': '2',
    'add((True, False), (1, 1))': '(2, 1)',
    'add(9007199254740991, 1)': '9007199254740992',
    'subtract(10, (1, 2))': '(9, 8)',
    'subtract((1, 2), 10)': '(-9, -8)',
    'subtract(False, 5)': '-5',
    'subtract(9007199254740993, 2)': '9007199254740991',
    'multiply(-1, (0, 2))': '(0, -2)',
    'multiply(0, -5)': '0',
    'multiply((2, 3), (4, 5))': '(8, 15)',
    'multiply(4294967297, 4294967297)': '18446744082299486209',
    'divide(-7, 2)': '-4',
    'divide(7, -2)': '-4',
    'divide(0, -5)': '0',
    'divide((7, -7), -2)': '(-4, 3)',
    'divide(9, (2, 4))': '(4, 2)',
    'divide(True, True)': '1',
    'divide(-18446744082299486209, 2)': '-9223372041149743105',
    'divide(1, 0)': 'ZeroDivisionError',
    'divide((1, 2), (1, False))': 'ZeroDivisionError',
    'divide(18446744082299486209, 0)': 'ZeroDivisionError',
  });

  for (const name of ['add', 'subtract', 'multiply', 'divide']) {
    itComesTo({
      [`${name}((1,), 1)`]: 'IndexError',
      [`${name}(2, ())`]: 'IndexError',
      [`${name}((1, 2), (3,))`]: 'IndexError',
      [`${name}(None, 1)`]: 'TypeError',
      [`${name}(1, None)`]: 'TypeError',
      [`${name}({}, {})`]: 'TypeError',
      [`${name}((1, 2), {3})`]: 'TypeError',
      [`${name}(size, 1)`]: 'TypeError',
      [`${name}((1, None), 1)`]: 'TypeError',
    });
  }

  it('add(a, b), subtract(a, b), multiply(a, b) and divide(a, b) agree with unlimited integers at any size', () => {
    const integers = fc.oneof(fc.integer(), fc.maxSafeInteger(), fc.bigInt({ min: -(2n ** 80n), max: 2n ** 80n }));
    const asValue = (n: bigint) => (Number.isSafeInteger(Number(n)) ? Number(n) : n);
    fc.assert(fc.property(integers, integers, (x, y) => {
      const a = BigInt(x), b = BigInt(y);
      expect(add(asValue(a), asValue(b))).toBe(asValue(a + b));
      expect(subtract(asValue(a), asValue(b))).toBe(asValue(a - b));
      expect(multiply(asValue(a), asValue(b))).toBe(asValue(a * b));
      if (b === 0n) return;
      const remainder = ((a % b) + b) % b;
      expect(divide(asValue(a), asValue(b))).toBe(asValue((a - remainder) / b));
    }));
  });

  it('divide(a, b) is exact up to the greatest safe integers', () => {
    const near = fc.integer({ min: 0, max: 1000 }).map((n) => Number.MAX_SAFE_INTEGER - n);
    fc.assert(fc.property(near, fc.integer({ min: 1, max: 100 }), (a, b) => {
      expect(divide(a, b)).toBe(Number(BigInt(a) / BigInt(b)));
    }));
  });

  it('multiply(a, b) fails with OverflowError where an integer outgrows a million bits', () => {
    let n: Value = 2;
    const square = () => {
      for (let k = 0; k < 40; k++) n = multiply(n as bigint, n as bigint);
    };
    expect(failureOf(square)).toBe('OverflowError');
  });
});

describe('invert, double, halve, increment, decrement, crement, sign', () => {
  itComesTo({
    'invert(0)': '0',
    'invert(True)': '-1',
    'invert((1, -2))': '(-1, 2)',
    'double(False)': '0',
    'double((1, -2))': '(2, -4)',
    'halve(5)': '2',
    'halve(-5)': '-3',
    'halve(True)': '0',
    'halve((3, -1))': '(1, -1)',
    'increment(True)': '2',
    'increment((0, -1))': '(1, 0)',
    'increment(9007199254740991)': '9007199254740992',
    'decrement(0)': '-1',
    'decrement((0, True))': '(-1, 0)',
    'decrement(9007199254740992)': '9007199254740991',
    'crement(0)': '0',
    'crement(False)': '0',
    'crement((3, -3))': '(4, -4)',
    'sign(True)': '1',
    'sign(-9)': '-1',
    'sign((-5, 0, 7))': '(-1, 0)',
    'sign(-9223372041149743105)': '-1',
  });

  for (const name of ['invert', 'double', 'halve', 'increment', 'decrement', 'crement', 'sign']) {
    itComesTo({
      [`${name}((1,))`]: 'IndexError',
      [`${name}(())`]: 'IndexError',
      [`${name}(None)`]: 'TypeError',
      [`${name}({})`]: 'TypeError',
      [`${name}(size)`]: 'TypeError',
      [`${name}((1, (2,)))`]: 'TypeError',
    });
  }

  it('crement(x) is x plus sign(x), and invert(x) undoes itself', () => {
    fc.assert(fc.property(fc.integer(), fc.integer(), (i, j) => {
      const vector = tuple(i, j);
      expect(encodeValue(crement(vector))).toEqual(encodeValue(add(vector, sign(vector))));
      expect(encodeValue(invert(invert(vector)))).toEqual(encodeValue(vector));
    }));
  });
});

describe('even, positive', () => {
  itComesTo({
    'even(-4)': 'True',
    'even(-3)': 'False',
    'even(0)': 'True',
    'even(True)': 'False',
    'even(18446744082299486209)': 'False',
    'even((2, 2))': 'TypeError',
    'even(None)': 'TypeError',
    'positive(-4)': 'False',
    'positive(0)': 'False',
    'positive(1)': 'True',
    'positive(False)': 'False',
    'positive(18446744082299486209)': 'True',
    'positive((2, 2))': 'TypeError',
    'positive({})': 'TypeError',
  });
});

describe('toivec, tojvec, astuple', () => {
  itComesTo({
    'toivec(True)': '(True, 0)',
    'toivec((1, 2))': '((1, 2), 0)',
    'tojvec(3)': '(0, 3)',
    'tojvec({})': '(0, {})',
    'astuple(None, {})': '(None, {})',
    'astuple(G23, 3)': '(G23, 3)',
    'astuple((1, 2), (3, 4))': '((1, 2), (3, 4))',
  });
});

describe('interval', () => {
  itComesTo({
    'interval(0, 6, 2)': '(0, 2, 4)',
    'interval(0, 5, 2)': '(0, 2, 4)',
    'interval(3, 0, -1)': '(3, 2, 1)',
    'interval(3, 0, -2)': '(3, 1)',
    'interval(3, 0, 1)': '()',
    'interval(0, 3, -1)': '()',
    'interval(0, 0, 5)': '()',
    'interval(True, 4, 1)': '(1, 2, 3)',
    'interval(0, 2, True)': '(0, 1)',
    'interval(9007199254740991, 9007199254740993, 1)': '(9007199254740991, 9007199254740992)',
    'interval(2, -2, -9223372041149743105)': '(2,)',
    'interval(0, 1, 0)': 'ValueError',
    'interval(0, 1, False)': 'ValueError',
    'interval(0, (1, 2), 1)': 'TypeError',
    'interval(None, 1, 1)': 'TypeError',
    'interval(0, 9223372041149743105, 1)': 'MemoryError',
  });
});

describe('numbers that are no integers', () => {
  it.each(['add', 'subtract', 'multiply'])('%s(a, b) fails with TypeError for a fraction', (name) => {
    expect(failureOf(() => callPrimitive(name, [1.5, 1]))).toBe('TypeError');
  });
});
