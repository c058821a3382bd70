import { Tuple } from '../values/tuple.js';
import type { Integer, Value } from '../values/value.js';
import { describe } from './arguments.js';
import { isIntegral } from './comparison.js';
import { fail } from './failure.js';
import { defineFamily, type Primitive } from './primitive.js';
import { checkSize } from './size-limit.js';
import type { Any, Integer as IntegerLike, IntegerTuple, Numerical } from './types.js';

/**
 * The sum; an integer and a pair, or two pairs, are added component by component.
 *
 * @returns an integer, or exactly a pair: further components are dropped
 * @throws ArcError `dsl.IndexError` for a tuple shorter than 2, `dsl.TypeError` for what is neither integer nor tuple
 * @source ARC-DSL add
 * @example add(10, tuple(1, 2)) // => tuple(11, 12)
 */
export function add(a: Numerical, b: Numerical): Numerical {
  return broadcast(a, b, plus, 'add');
}

/**
 * The difference a − b, overloaded as `add`.
 *
 * @throws ArcError as `add`
 * @source ARC-DSL subtract
 * @example subtract(10, tuple(1, 2)) // => tuple(9, 8)
 */
export function subtract(a: Numerical, b: Numerical): Numerical {
  return broadcast(a, b, minus, 'subtract');
}

/**
 * The product, overloaded as `add`.
 *
 * @throws ArcError as `add`
 * @source ARC-DSL multiply
 * @example multiply(tuple(2, 3), tuple(4, 5)) // => tuple(8, 15)
 */
export function multiply(a: Numerical, b: Numerical): Numerical {
  return broadcast(a, b, times, 'multiply');
}

/**
 * The quotient a ÷ b rounded down, overloaded as `add`.
 *
 * @throws ArcError `dsl.ZeroDivisionError` for a zero in b, and as `add`
 * @source ARC-DSL divide
 * @example divide(tuple(7, -7), -2) // => tuple(-4, 3)
 */
export function divide(a: Numerical, b: Numerical): Numerical {
  return broadcast(a, b, quotient, 'divide');
}

/**
 * The negative of an integer, or of both components of a pair.
 *
 * @throws ArcError as `add`
 * @source ARC-DSL invert
 * @example invert(tuple(1, -2)) // => tuple(-1, 2)
 */
export function invert(n: Numerical): Numerical {
  return broadcast(0, n, minus, 'invert');
}

/**
 * Whether 2 divides an integer.
 *
 * @throws ArcError `dsl.TypeError` for what is no integer
 * @source ARC-DSL even
 * @example even(-4) // => true
 */
export function even(n: IntegerLike): boolean {
  return typeof n === 'number' ? n % 2 === 0 : exact(n, 'even') % 2n === 0n;
}

/**
 * Twice an integer, or both components of a pair.
 *
 * @throws ArcError as `add`
 * @source ARC-DSL double
 * @example double(tuple(1, -2)) // => tuple(2, -4)
 */
export function double(n: Numerical): Numerical {
  return broadcast(n, 2, times, 'double');
}

/**
 * Half of an integer, or of both components of a pair, rounded down.
 *
 * @throws ArcError as `add`
 * @source ARC-DSL halve
 * @example halve(-5) // => -3
 */
export function halve(n: Numerical): Numerical {
  return broadcast(n, 2, quotient, 'halve');
}

/**
 * One more, for an integer or both components of a pair.
 *
 * @throws ArcError as `add`
 * @source ARC-DSL increment
 * @example increment(tuple(0, -1)) // => tuple(1, 0)
 */
export function increment(x: Numerical): Numerical {
  return broadcast(x, 1, plus, 'increment');
}

/**
 * One less, for an integer or both components of a pair.
 *
 * @throws ArcError as `add`
 * @source ARC-DSL decrement
 * @example decrement(0) // => -1
 */
export function decrement(x: Numerical): Numerical {
  return broadcast(x, 1, minus, 'decrement');
}

/**
 * One step away from zero, for an integer or both components of a pair; zero stays.
 *
 * @throws ArcError as `add`
 * @source ARC-DSL crement
 * @example crement(tuple(3, -3)) // => tuple(4, -4)
 */
export function crement(x: Numerical): Numerical {
  return broadcast(x, 0, awayFromZero, 'crement');
}

/**
 * −1, 0 or 1, for an integer or both components of a pair.
 *
 * @throws ArcError as `add`
 * @source ARC-DSL sign
 * @example sign(tuple(-5, 0)) // => tuple(-1, 0)
 */
export function sign(x: Numerical): Numerical {
  return broadcast(x, 0, signOf, 'sign');
}

/**
 * Whether an integer is above zero.
 *
 * @throws ArcError `dsl.TypeError` for what is no integer
 * @source ARC-DSL positive
 * @example positive(0) // => false
 */
export function positive(x: IntegerLike): boolean {
  return typeof x === 'number' ? x > 0 : exact(x, 'positive') > 0n;
}

/**
 * The pair (i, 0), of any value.
 *
 * @source ARC-DSL toivec
 * @example toivec(3) // => tuple(3, 0)
 */
export function toivec(i: Any): IntegerTuple {
  return new Tuple([i, 0]);
}

/**
 * The pair (0, j), of any value.
 *
 * @source ARC-DSL tojvec
 * @example tojvec(3) // => tuple(0, 3)
 */
export function tojvec(j: Any): IntegerTuple {
  return new Tuple([0, j]);
}

/**
 * The pair of any two values.
 *
 * @source ARC-DSL astuple
 * @example astuple(1, 2) // => tuple(1, 2)
 */
export function astuple(a: Any, b: Any): IntegerTuple {
  return new Tuple([a, b]);
}

/**
 * The integers start, start + step, … that are below stop (above it for a negative step).
 *
 * @throws ArcError `dsl.ValueError` for step 0, `dsl.TypeError` for what is no integer, `dsl.MemoryError` above 10 million
 * @source ARC-DSL interval
 * @example interval(3, 0, -1) // => tuple(3, 2, 1)
 */
export function interval(start: IntegerLike, stop: IntegerLike, step: IntegerLike): Tuple {
  const direction = signOf(step, 0, 'interval');
  if (direction === 0) return fail('ValueError', 'interval: the step is 0; give another');
  const reach = minus(plus(minus(stop, start, 'interval'), step, 'interval'), direction, 'interval');
  const count = Math.max(0, Number(quotient(reach, step, 'interval')));
  checkSize(count, 'interval');
  const members = new Array<Value>(count);
  for (let k = 0, member = plus(start, 0, 'interval'); k < count; k++) {
    members[k] = member;
    member = plus(member, step, 'interval');
  }
  return new Tuple(members);
}

/** An operation on two integers; `primitive` is the caller's name, for errors. */
type Operation = (x: Value, y: Value, primitive: string) => Integer;

/** Two integers by the operation; where one or both are tuples, components 0 and 1 of them. */
function broadcast(a: Value, b: Value, operate: Operation, primitive: string): Numerical {
  if (typeof a === 'number' && typeof b === 'number') return operate(a, b, primitive);
  if (!(a instanceof Tuple || b instanceof Tuple)) return operate(a, b, primitive);
  return new Tuple([
    operate(component(a, 0, primitive), component(b, 0, primitive), primitive),
    operate(component(a, 1, primitive), component(b, 1, primitive), primitive),
  ]);
}

function component(value: Value, position: 0 | 1, primitive: string): Value {
  if (!(value instanceof Tuple)) return value;
  const { items } = value;
  if (items.length >= 2) return items[position]!;
  return fail('IndexError', `${primitive}: ${describe(value)} has no component ${items.length}; give a pair`);
}

function plus(x: Value, y: Value, primitive: string): Integer {
  if (typeof x === 'number' && typeof y === 'number') {
    const sum = x + y;
    if (Number.isSafeInteger(sum)) return sum;
  }
  return settle(exact(x, primitive) + exact(y, primitive), primitive);
}

function minus(x: Value, y: Value, primitive: string): Integer {
  if (typeof x === 'number' && typeof y === 'number') {
    const difference = x - y;
    if (Number.isSafeInteger(difference)) return difference;
  }
  return settle(exact(x, primitive) - exact(y, primitive), primitive);
}

function times(x: Value, y: Value, primitive: string): Integer {
  if (typeof x === 'number' && typeof y === 'number') {
    const product = x * y;
    // Adding 0 turns -0 into 0.
    if (Number.isSafeInteger(product)) return product + 0;
  }
  return settle(exact(x, primitive) * exact(y, primitive), primitive);
}

function quotient(x: Value, y: Value, primitive: string): Integer {
  // Below 2^53 the rounded quotient never reaches the next integer, so its floor is exact.
  if (typeof x === 'number' && typeof y === 'number' && y !== 0) return Math.floor(x / y) + 0;
  const dividend = exact(x, primitive), divisor = exact(y, primitive);
  if (divisor === 0n) return fail('ZeroDivisionError', `${primitive}: ${dividend} is divided by 0`);
  const truncated = dividend / divisor;
  const isBelow = truncated * divisor !== dividend && dividend < 0n !== divisor < 0n;
  return settle(isBelow ? truncated - 1n : truncated, primitive);
}

function signOf(x: Value, _: Value, primitive: string): -1 | 0 | 1 {
  const n = typeof x === 'number' ? x : exact(x, primitive);
  return n > 0 ? 1 : n < 0 ? -1 : 0;
}

function awayFromZero(x: Value, y: Value, primitive: string): Integer {
  return plus(x, signOf(x, y, primitive), primitive);
}

/** An integer without limits; booleans count as 0 and 1. @throws ArcError `dsl.TypeError` */
function exact(value: Value, primitive: string): bigint {
  const isWhole = typeof value === 'number' ? Number.isInteger(value) : isIntegral(value);
  return isWhole ? BigInt(value as Integer | boolean) : fail('TypeError', `${primitive}: ${describe(value)} is not an integer`);
}

const LONGEST_INTEGER_BITS = 1_000_000;

/** An integer as a `number` while it is safe, else as `bigint`. @throws ArcError `dsl.OverflowError` above a million bits */
export function settle(n: bigint, primitive: string): Integer {
  const rounded = Number(n);
  if (Number.isSafeInteger(rounded)) return rounded;
  if (Number.isFinite(rounded) || BigInt.asIntN(LONGEST_INTEGER_BITS, n) === n) return n;
  return fail('OverflowError', `${primitive}: the integer has more than ${LONGEST_INTEGER_BITS} bits`);
}

/** Primitives that compute with integers and pairs. */
export const ARITHMETIC: readonly Primitive[] = defineFamily('arithmetic', {
  add: ['(a: Numerical, b: Numerical) -> Numerical', 'The sum, also of pairs.', add],
  subtract: ['(a: Numerical, b: Numerical) -> Numerical', 'The difference, also of pairs.', subtract],
  multiply: ['(a: Numerical, b: Numerical) -> Numerical', 'The product, also of pairs, component by component.', multiply],
  divide: ['(a: Numerical, b: Numerical) -> Numerical', 'The quotient rounded down, also of pairs.', divide],
  invert: ['(n: Numerical) -> Numerical', 'The negative.', invert],
  even: ['(n: Integer) -> Boolean', 'Whether 2 divides the integer.', even],
  double: ['(n: Numerical) -> Numerical', 'Twice the integer or pair.', double],
  halve: ['(n: Numerical) -> Numerical', 'Half of the integer or pair, rounded down.', halve],
  increment: ['(x: Numerical) -> Numerical', 'One more.', increment],
  decrement: ['(x: Numerical) -> Numerical', 'One less.', decrement],
  crement: ['(x: Numerical) -> Numerical', 'One step away from zero.', crement],
  sign: ['(x: Numerical) -> Numerical', '−1, 0 or 1.', sign],
  positive: ['(x: Integer) -> Boolean', 'Whether the integer is above zero.', positive],
  toivec: ['(i: Integer) -> IntegerTuple', 'The vector of that many rows down.', toivec],
  tojvec: ['(j: Integer) -> IntegerTuple', 'The vector of that many columns to the right.', tojvec],
  astuple: ['(a: Integer, b: Integer) -> IntegerTuple', 'The pair of two values.', astuple],
  interval: ['(start: Integer, stop: Integer, step: Integer) -> Tuple', 'The integers from start, by step, before stop.', interval],
});
