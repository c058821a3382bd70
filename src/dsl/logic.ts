import { isEqual } from '../values/equality.js';
import { FrozenSet } from '../values/frozen-set.js';
import { hasElement } from '../values/set-building.js';
import { isTruthy, readItems } from './arguments.js';
import { isGreater } from './comparison.js';
import { hasEqual } from './containers.js';
import { defineFamily, type Primitive } from './primitive.js';
import type { Any, Container, Integer } from './types.js';

/**
 * Whether a > b: integers by value, tuples by their first different elements, sets by proper inclusion.
 *
 * @throws ArcError `dsl.TypeError` for values of different kinds, `None` and functions
 * @source ARC-DSL greater
 * @example greater(tuple(1, 2), tuple(1, 1)) // => true
 */
export function greater(a: Integer | Container, b: Integer | Container): boolean {
  return isGreater(a, b, 'greater');
}

/**
 * Whether a value is false: `false`, 0, `None` or empty.
 *
 * @source ARC-DSL flip
 * @example flip(tuple(0)) // => false
 */
export function flip(b: Any): boolean {
  return !isTruthy(b);
}

/**
 * The first value if it is false (as for `flip`), else the second; never turned into a boolean.
 *
 * @source ARC-DSL both
 * @example both(2, 3) // => 3
 */
export function both<A extends Any, B extends Any>(a: A, b: B): A | B {
  return isTruthy(a) ? b : a;
}

/**
 * The first value if it is true (not false as for `flip`), else the second; never turned into a boolean.
 *
 * @source ARC-DSL either
 * @example either(tuple(), 0) // => 0
 */
export function either<A extends Any, B extends Any>(a: A, b: B): A | B {
  return isTruthy(a) ? a : b;
}

/**
 * Whether two values are equal in structure; `true` equals 1, a tuple never equals a set, functions equal themselves.
 *
 * @source ARC-DSL equality
 * @example equality(tuple(1), frozenSet([1])) // => false
 */
export function equality(a: Any, b: Any): boolean {
  return isEqual(a, b);
}

/**
 * One of two values, by a condition's truth; both have been computed already.
 *
 * @source ARC-DSL branch
 * @example branch(tuple(), 1, 2) // => 2
 */
export function branch<A extends Any, B extends Any>(condition: Any, a: A, b: B): A | B {
  return isTruthy(condition) ? a : b;
}

/**
 * Whether an element of the container equals the value; only its own elements, so a grid contains rows.
 *
 * @throws ArcError `dsl.TypeError` for what is no container
 * @source ARC-DSL contained
 * @example contained(tuple(3, 4), grid([[1, 2], [3, 4]])) // => true
 */
export function contained(value: Any, container: Container): boolean {
  if (container instanceof FrozenSet) return hasElement(container, value);
  return hasEqual(readItems(container, 'contained'), value);
}

/** Primitives that compare values and decide. */
export const LOGIC: readonly Primitive[] = defineFamily('logic', {
  greater: ['(a: Integer, b: Integer) -> Boolean', 'Whether a > b.', greater],
  flip: ['(b: Boolean) -> Boolean', 'Whether the value is false, zero or empty.', flip],
  both: ['(a: Boolean, b: Boolean) -> Boolean', 'a if it is false, else b.', both],
  either: ['(a: Boolean, b: Boolean) -> Boolean', 'a if it is true, else b.', either],
  equality: ['(a: Any, b: Any) -> Boolean', 'Whether two values are equal.', equality],
  branch: ['(condition: Boolean, a: Any, b: Any) -> Any', 'a if the condition is true, else b.', branch],
  contained: ['(value: Any, container: Container) -> Boolean', 'Whether the container has the value as an element.', contained],
});
