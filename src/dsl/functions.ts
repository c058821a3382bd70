import { failTooDeep } from '../values/depth.js';
import { isEqual } from '../values/equality.js';
import { madeBy } from '../values/function-origin.js';
import { frozenSet } from '../values/set-building.js';
import { Tuple } from '../values/tuple.js';
import { EMPTY_SET, type FrozenSet } from '../values/frozen-set.js';
import type { Callable, Value } from '../values/value.js';
import { describe, EMPTY_FUNCTION, readInteger, readItems } from './arguments.js';
import { failInside, lateFunction, mapItems } from './callbacks.js';
import { concatenate, pairwiseTuple, unite } from './containers.js';
import { fail } from './failure.js';
import type { SameKind } from './set-algebra.js';
import { defineFamily, type Primitive } from './primitive.js';
import { checkSize, SIZE_LIMIT } from './size-limit.js';
import type { Any, Container, ContainerContainer, Integer } from './types.js';

/**
 * The value itself.
 *
 * @source ARC-DSL identity
 * @example identity(7) // => 7
 */
export function identity<X extends Any>(x: X): X {
  return x;
}

/**
 * The function x ↦ outer(inner(x)).
 *
 * Here and in all combinators, what is wrong with a part shows when the result is called.
 *
 * @source ARC-DSL compose
 * @example compose(invert, size)(tuple(4, 5)) // => -2
 */
export function compose<X extends Any, Result extends Any>(
  outer: (y: never) => Result, inner: (x: X) => Any,
): (x: X) => Result;
export function compose(outer: Callable, inner: Callable): Callable {
  const f = lateFunction(outer, 1, 'compose'), g = lateFunction(inner, 1, 'compose');
  return madeBy('compose', [outer, inner], (x: Value) => {
    try {
      return f(g(x));
    } catch (error) {
      return failTooDeep(error);
    }
  });
}

/**
 * The function x ↦ h(g(f(x))): the last parameter is applied first.
 *
 * @source ARC-DSL chain
 * @example chain(double, increment, size)(tuple(4, 5)) // => 6
 */
export function chain<X extends Any, Result extends Any>(
  h: (z: never) => Result, g: (y: never) => Any, f: (x: X) => Any,
): (x: X) => Result;
export function chain(h: Callable, g: Callable, f: Callable): Callable {
  const third = lateFunction(h, 1, 'chain'), second = lateFunction(g, 1, 'chain'), first = lateFunction(f, 1, 'chain');
  return madeBy('chain', [h, g, f], (x: Value) => {
    try {
      return third(second(first(x)));
    } catch (error) {
      return failTooDeep(error);
    }
  });
}

/**
 * The function x ↦ whether f(x) equals the target.
 *
 * @source ARC-DSL matcher
 * @example matcher(size, 2)(tuple(4, 5)) // => true
 */
export function matcher<X extends Any>(f: (x: X) => Any, target: Any): (x: X) => boolean;
export function matcher(f: Callable, target: Any): Callable {
  const keyOf = lateFunction(f, 1, 'matcher');
  return madeBy('matcher', [f, target], (x: Value) => {
    try {
      return isEqual(keyOf(x), target);
    } catch (error) {
      return failTooDeep(error);
    }
  });
}

/**
 * The function with its last argument fixed: of two parameters it leaves one, of three two.
 *
 * A function of any other number of parameters gives one of three, so that only one of four can then be called.
 *
 * @throws ArcError `dsl.AttributeError` at once for what is no function
 * @source ARC-DSL rbind
 * @example rbind(subtract, 3)(10) // => 7
 */
export function rbind<X extends Any, Result extends Any>(f: (x: X, fixed: never) => Result, fixed: Any): (x: X) => Result;
export function rbind<X extends Any, Y extends Any, Result extends Any>(
  f: (x: X, y: Y, fixed: never) => Result, fixed: Any,
): (x: X, y: Y) => Result;
export function rbind<X extends Any, Y extends Any, Z extends Any, Result extends Any>(
  f: (x: X, y: Y, z: Z, fixed: never) => Result, fixed: Any,
): (x: X, y: Y, z: Z) => Result;
export function rbind(f: Callable, fixed: Any): Callable {
  const call = bindable(f, 'rbind');
  switch (call.length) {
    case 2: return madeBy('rbind', [f, fixed], (x: Value) => call(x, fixed));
    case 3: return madeBy('rbind', [f, fixed], (x: Value, y: Value) => call(x, y, fixed));
    case 4: return madeBy('rbind', [f, fixed], (x: Value, y: Value, z: Value) => call(x, y, z, fixed));
    default: return unbound(call, fixed, 'rbind');
  }
}

/**
 * The function with its first argument fixed: of two parameters it leaves one, of three two.
 *
 * A function of any other number of parameters gives one of three, so that only one of four can then be called.
 *
 * @throws ArcError `dsl.AttributeError` at once for what is no function
 * @source ARC-DSL lbind
 * @example lbind(subtract, 3)(10) // => -7
 */
export function lbind<X extends Any, Result extends Any>(f: (fixed: never, x: X) => Result, fixed: Any): (x: X) => Result;
export function lbind<X extends Any, Y extends Any, Result extends Any>(
  f: (fixed: never, x: X, y: Y) => Result, fixed: Any,
): (x: X, y: Y) => Result;
export function lbind<X extends Any, Y extends Any, Z extends Any, Result extends Any>(
  f: (fixed: never, x: X, y: Y, z: Z) => Result, fixed: Any,
): (x: X, y: Y, z: Z) => Result;
export function lbind(f: Callable, fixed: Any): Callable {
  const call = bindable(f, 'lbind');
  switch (call.length) {
    case 2: return madeBy('lbind', [f, fixed], (x: Value) => call(fixed, x));
    case 3: return madeBy('lbind', [f, fixed], (x: Value, y: Value) => call(fixed, x, y));
    case 4: return madeBy('lbind', [f, fixed], (x: Value, y: Value, z: Value) => call(fixed, x, y, z));
    default: return unbound(call, fixed, 'lbind');
  }
}

function bindable(f: Value, primitive: string): (...args: Value[]) => Value {
  if (typeof f !== 'function') return fail('AttributeError', `${primitive}: ${describe(f)} is not a function`);
  return f as (...args: Value[]) => Value;
}

/** What binding leaves of a function of another number of parameters than 2, 3 and 4. */
function unbound(f: Callable, fixed: Value, primitive: string): Callable {
  if (f === EMPTY_FUNCTION) return f;
  return madeBy(primitive, [f, fixed], (_x: Value, _y: Value, _z: Value) =>
    fail('TypeError', `${primitive}: ${describe(f)} takes ${f.length} arguments, it is called with 4; bind functions of 2 to 4`));
}

/**
 * The n-fold iteration of a function; for n = 1 the function itself.
 *
 * @param n at least 1, at most 10 million
 * @throws ArcError `dsl.RecursionError` at once for other n
 * @source ARC-DSL power
 * @example power(double, 3)(1) // => 8
 */
export function power<F extends Callable>(f: F, n: Integer): F;
export function power(f: Callable, n: Integer): Callable {
  if (isEqual(n, 1)) return f;
  const count = readInteger(n, 'power');
  if (count < 1 || count > SIZE_LIMIT) return fail('RecursionError', `power: ${count} iterations; give 1 to ${SIZE_LIMIT}`);
  const step = lateFunction(f, 1, 'power');
  return madeBy('power', [f, count], (x: Value) => {
    let result = x;
    for (let k = 0; k < count; k++) result = step(result);
    return result;
  });
}

/**
 * The function x ↦ outer(a(x), b(x)).
 *
 * @source ARC-DSL fork
 * @example fork(subtract, first, last)(tuple(9, 4)) // => 5
 */
export function fork<X extends Any, Result extends Any>(
  outer: (y: never, z: never) => Result, a: (x: X) => Any, b: (x: X) => Any,
): (x: X) => Result;
export function fork(outer: Callable, a: Callable, b: Callable): Callable {
  const f = lateFunction(outer, 2, 'fork'), left = lateFunction(a, 1, 'fork'), right = lateFunction(b, 1, 'fork');
  return madeBy('fork', [outer, a, b], (x: Value) => {
    try {
      return f(left(x), right(x));
    } catch (error) {
      return failTooDeep(error);
    }
  });
}

/**
 * The function's results on the elements, in a container of the same kind.
 *
 * @returns a tuple of the same length, or the set of the different results
 * @throws ArcError `dsl.RuntimeError` where the function runs out of elements
 * @source ARC-DSL apply
 * @example apply(double, tuple(1, 1)) // => tuple(2, 2)
 */
export function apply<Kind extends Container>(f: Callable, container: Kind): SameKind<Kind>;
export function apply(f: Callable, container: Container): Container {
  const results = mapItems(lateFunction(f, 1, 'apply'), readItems(container, 'apply'), 'apply');
  return container instanceof Tuple ? new Tuple(results) : frozenSet(results);
}

/**
 * The results of all functions on one value, in a container of the functions' kind.
 *
 * @throws ArcError `dsl.RuntimeError` as `apply`
 * @source ARC-DSL rapply
 * @example rapply(tuple(double, increment), 5) // => tuple(10, 6)
 */
export function rapply<Kind extends Container>(functions: Kind, value: Any): SameKind<Kind>;
export function rapply(functions: Container, value: Any): Container {
  const results = mapItems((f) => lateFunction(f, 1, 'rapply')(value), readItems(functions, 'rapply'), 'rapply');
  return functions instanceof Tuple ? new Tuple(results) : frozenSet(results);
}

/**
 * The elements of the function's results on the elements, as `merge` of `apply`; a tuple gives a tuple.
 *
 * @throws ArcError `dsl.TypeError` for a result that is no container, `dsl.RuntimeError` as `apply`
 * @source ARC-DSL mapply
 * @example mapply(initset, tuple(4, 4)) // => tuple(4, 4)
 */
export function mapply<Kind extends ContainerContainer>(f: Callable, container: Kind): SameKind<Kind>;
export function mapply(f: Callable, container: ContainerContainer): Container {
  const results = mapItems(lateFunction(f, 1, 'mapply'), readItems(container, 'mapply'), 'mapply');
  return container instanceof Tuple ? concatenate(results, 'mapply') : unite(results, 'mapply');
}

/**
 * The function's results on the elements at equal positions, as many as the shorter container has.
 *
 * @throws ArcError `dsl.RuntimeError` as `apply`
 * @source ARC-DSL papply
 * @example papply(subtract, tuple(5, 6, 7), tuple(1, 2)) // => tuple(4, 4)
 */
export function papply(f: Callable, a: Container, b: Container): Tuple {
  const call = lateFunction(f, 2, 'papply');
  try {
    return pairwiseTuple(a, b, call, 'papply');
  } catch (error) {
    return failInside(error, 'papply');
  }
}

/**
 * The elements of the function's results on the elements at equal positions: always a tuple, as `merge` of `papply`.
 *
 * @throws ArcError `dsl.TypeError` for a result that is no container, `dsl.RuntimeError` as `apply`
 * @source ARC-DSL mpapply
 * @example mpapply(astuple, tuple(1, 2), tuple(3, 4)) // => tuple(1, 3, 2, 4)
 */
export function mpapply(f: Callable, a: Container, b: Container): Tuple {
  return concatenate(papply(f, a, b).items, 'mpapply');
}

/**
 * The set of the function's results on all pairs of an element of a and an element of b.
 *
 * @throws ArcError `dsl.RuntimeError` as `apply`, `dsl.MemoryError` above 10 million pairs
 * @source ARC-DSL prapply
 * @example prapply(add, tuple(1, 2), frozenSet([3, 4])) // => frozenSet([4, 5, 6])
 */
export function prapply(f: Callable, a: Container, b: Container): FrozenSet {
  const call = lateFunction(f, 2, 'prapply'), second = readItems(b, 'prapply'), results: Value[] = [];
  if (second.length === 0) return EMPTY_SET;
  const first = readItems(a, 'prapply');
  checkSize(first.length * second.length, 'prapply');
  try {
    for (let m = 0; m < second.length; m++) for (let k = 0; k < first.length; k++) results.push(call(first[k]!, second[m]!));
  } catch (error) {
    return failInside(error, 'prapply');
  }
  return frozenSet(results);
}

/** Primitives that make functions and run them over containers. */
export const FUNCTIONS: readonly Primitive[] = defineFamily('functions', {
  identity: ['(x: Any) -> Any', 'The value itself.', identity],
  compose: ['(outer: Callable, inner: Callable) -> Callable', 'x ↦ outer(inner(x)).', compose],
  chain: ['(h: Callable, g: Callable, f: Callable) -> Callable', 'x ↦ h(g(f(x))).', chain],
  matcher: ['(function: Callable, target: Any) -> Callable', 'x ↦ whether function(x) equals the target.', matcher],
  rbind: ['(function: Callable, fixed: Any) -> Callable', 'The function with its last argument fixed.', rbind],
  lbind: ['(function: Callable, fixed: Any) -> Callable', 'The function with its first argument fixed.', lbind],
  power: ['(function: Callable, n: Integer) -> Callable', 'The function applied n times.', power],
  fork: ['(outer: Callable, a: Callable, b: Callable) -> Callable', 'x ↦ outer(a(x), b(x)).', fork],
  apply: ['(function: Callable, container: Container) -> Container', "The function's results on the elements.", apply],
  rapply: ['(functions: Container, value: Any) -> Container', "The functions' results on one value.", rapply],
  mapply: ['(function: Callable, container: ContainerContainer) -> FrozenSet', 'The merged results on the elements.', mapply],
  papply: ['(function: Callable, a: Tuple, b: Tuple) -> Tuple', 'The results on the elements at equal positions.', papply],
  mpapply: ['(function: Callable, a: Tuple, b: Tuple) -> Tuple', 'The merged results on the elements at equal positions.', mpapply],
  prapply: ['(function: Callable, a: Container, b: Container) -> FrozenSet', 'The set of results on all pairs.', prapply],
});
