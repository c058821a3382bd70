import { isEqual } from '../values/equality.js';
import { FrozenSet, Patch } from '../values/frozen-set.js';
import { frozenSet } from '../values/set-building.js';
import type { Tuple } from '../values/tuple.js';
import type { Callable, Value } from '../values/value.js';
import { describe, isTruthy, readItems } from './arguments.js';
import { failInside, lateFunction } from './callbacks.js';
import { color } from './colors.js';
import { isGreater } from './comparison.js';
import { merge, size } from './containers.js';
import { fail } from './failure.js';
import { subsetAt, type SameKind } from './set-algebra.js';
import { defineFamily, type Primitive } from './primitive.js';
import { leastFrequent, mostFrequent } from './tally.js';
import type { Any, Container, Integer, Objects } from './types.js';

/**
 * The first element: component 0 of a tuple, the top row of a grid, the least element of a set.
 *
 * @throws ArcError `dsl.StopIteration` for an empty container
 * @source ARC-DSL first
 * @example first(tuple(3, tuple(1, 2))) // => 3
 */
export function first(container: Container): Value {
  if (container instanceof Patch && container.size > 0) return container.itemAt(0);
  const items = readItems(container, 'first');
  return items.length > 0 ? items[0]! : fail('StopIteration', 'first: the container is empty');
}

/**
 * The last element: of a set the greatest.
 *
 * @throws ArcError `dsl.ValueError` for an empty container
 * @source ARC-DSL last
 * @example last(tuple(3, tuple(1, 2))) // => tuple(1, 2)
 */
export function last(container: Container): Value {
  if (container instanceof Patch && container.size > 0) return container.itemAt(container.size - 1);
  const items = readItems(container, 'last');
  return items.length > 0 ? items[items.length - 1]! : fail('ValueError', 'last: the container is empty');
}

/**
 * The first element that differs from the value.
 *
 * @throws ArcError `dsl.StopIteration` if there is none
 * @source ARC-DSL other
 * @example other(frozenSet([1, 2]), 1) // => 2
 */
export function other(container: Container, value: Any): Value {
  const items = readItems(container, 'other');
  for (let k = 0; k < items.length; k++) if (!isEqual(items[k]!, value)) return items[k]!;
  return fail('StopIteration', `other: no element differs from ${describe(value)}`);
}

/**
 * The greatest element, as `greater` compares; the first of equals, 0 for an empty container.
 *
 * @throws ArcError `dsl.TypeError` for elements that cannot be compared
 * @source ARC-DSL maximum
 * @example maximum(frozenSet([-3, -1])) // => -1
 */
export function maximum(container: Container): Value {
  const items = readItems(container, 'maximum');
  return items.length === 0 ? 0 : items[greatest(items, 'maximum')]!;
}

/**
 * The least element, as `greater` compares; the first of equals, 0 for an empty container.
 *
 * @throws ArcError `dsl.TypeError` for elements that cannot be compared
 * @source ARC-DSL minimum
 * @example minimum(tuple(4, 2)) // => 2
 */
export function minimum(container: Container): Value {
  const items = readItems(container, 'minimum');
  return items.length === 0 ? 0 : items[least(items, 'minimum')]!;
}

/**
 * The greatest value that the function takes on the elements; for an empty container its value on 0.
 *
 * @throws ArcError `dsl.TypeError` for values that cannot be compared
 * @source ARC-DSL valmax
 * @example valmax(tuple(1, 3, 2), double) // => 6
 */
export function valmax(container: Container, compfunc: Callable): Value {
  const keys = keysOf(container, compfunc, 'valmax');
  return keys.length === 0 ? lateFunction(compfunc, 1, 'valmax')(0) : keys[greatest(keys, 'valmax')]!;
}

/**
 * The least value that the function takes on the elements; for an empty container its value on 0.
 *
 * @throws ArcError `dsl.TypeError` for values that cannot be compared
 * @source ARC-DSL valmin
 * @example valmin(tuple(3, 1, 2), invert) // => -3
 */
export function valmin(container: Container, compfunc: Callable): Value {
  const keys = keysOf(container, compfunc, 'valmin');
  return keys.length === 0 ? lateFunction(compfunc, 1, 'valmin')(0) : keys[least(keys, 'valmin')]!;
}

/**
 * The element with the greatest key; the first of equals.
 *
 * @throws ArcError `dsl.ValueError` for an empty container, `dsl.TypeError` for keys that cannot be compared
 * @source ARC-DSL argmax
 * @example argmax(tuple(tuple(1, 2), tuple(2, 1), tuple(2, 0)), first) // => tuple(2, 1)
 */
export function argmax(container: Container, compfunc: Callable): Value {
  const keys = keysOf(container, compfunc, 'argmax');
  return keys.length === 0 ? fail('ValueError', 'argmax: the container is empty') : container.items[greatest(keys, 'argmax')]!;
}

/**
 * The element with the least key; the first of equals.
 *
 * @throws ArcError `dsl.ValueError` for an empty container, `dsl.TypeError` for keys that cannot be compared
 * @source ARC-DSL argmin
 * @example argmin(tuple(tuple(1, 2), tuple(1, 1), tuple(2, 0)), first) // => tuple(1, 2)
 */
export function argmin(container: Container, compfunc: Callable): Value {
  const keys = keysOf(container, compfunc, 'argmin');
  return keys.length === 0 ? fail('ValueError', 'argmin: the container is empty') : container.items[least(keys, 'argmin')]!;
}

function keysOf(container: Container, compfunc: Callable, primitive: string): readonly Value[] {
  const items = readItems(container, primitive), keyOf = lateFunction(compfunc, 1, primitive);
  const keys = new Array<Value>(items.length);
  for (let k = 0; k < keys.length; k++) keys[k] = keyOf(items[k]!);
  return keys;
}

/** The position of the greatest key, the first of equals. */
function greatest(keys: readonly Value[], primitive: string): number {
  let best = 0;
  for (let k = 1; k < keys.length; k++) if (isGreater(keys[k]!, keys[best]!, primitive)) best = k;
  return best;
}

/** The position of the least key, the first of equals. */
function least(keys: readonly Value[], primitive: string): number {
  let best = 0;
  for (let k = 1; k < keys.length; k++) if (isGreater(keys[best]!, keys[k]!, primitive)) best = k;
  return best;
}

/**
 * The element of a tuple that occurs most often; of equally frequent ones the first in ascending order.
 *
 * @throws ArcError `dsl.AttributeError` for a set, `dsl.ValueError` for the empty tuple
 * @source ARC-DSL mostcommon
 * @example mostcommon(tuple(1, 2, 2)) // => 2
 */
export function mostcommon(container: Tuple): Value {
  return mostFrequent(itemsOfTuple(container, 'mostcommon'), 'mostcommon');
}

/**
 * The element of a tuple that occurs least often; of equally frequent ones the first in ascending order.
 *
 * @throws ArcError `dsl.AttributeError` for a set, `dsl.ValueError` for the empty tuple
 * @source ARC-DSL leastcommon
 * @example leastcommon(tuple(1, 2, 2)) // => 1
 */
export function leastcommon(container: Tuple): Value {
  return leastFrequent(itemsOfTuple(container, 'leastcommon'), 'leastcommon');
}

function itemsOfTuple(container: Container, primitive: string): readonly Value[] {
  if (container instanceof FrozenSet) return fail('AttributeError', `${primitive}: ${describe(container)} is not a tuple`);
  return readItems(container, primitive);
}

/**
 * The elements for which the condition is true, in a container of the same kind and order.
 *
 * @throws ArcError `dsl.RuntimeError` where the condition runs out of elements
 * @source ARC-DSL sfilter
 * @example sfilter(tuple(1, 2, 4, 2), even) // => tuple(2, 4, 2)
 */
export function sfilter<Kind extends Container>(container: Kind, condition: Callable): SameKind<Kind>;
export function sfilter(container: Container, condition: Callable): Container {
  return filterBy(container, condition, 'sfilter');
}

/**
 * The elements of those elements for which the function is true, as `merge` of `sfilter`; a tuple gives a tuple.
 *
 * @throws ArcError `dsl.TypeError` for an element that is no container, `dsl.RuntimeError` as `sfilter`
 * @source ARC-DSL mfilter
 * @example mfilter(tuple(tuple(1, 2), tuple(3)), matcher(size, 2)) // => tuple(1, 2)
 */
export function mfilter<Kind extends Container>(container: Kind, condition: Callable): SameKind<Kind>;
export function mfilter(container: Container, condition: Callable): Container {
  return merge(filterBy(container, condition, 'mfilter'));
}

function filterBy(container: Container, condition: Callable, primitive: string): Container {
  const isWanted = lateFunction(condition, 1, primitive), items = readItems(container, primitive), positions: number[] = [];
  try {
    for (let k = 0; k < items.length; k++) if (isTruthy(isWanted(items[k]!))) positions.push(k);
  } catch (error) {
    return failInside(error, primitive);
  }
  return subsetAt(container, positions);
}

/**
 * The first element for which the condition is true; later ones are not tested.
 *
 * @throws ArcError `dsl.StopIteration` if there is none, `dsl.RuntimeError` as `sfilter`
 * @source ARC-DSL extract
 * @example extract(tuple(1, 2, 4), even) // => 2
 */
export function extract(container: Container, condition: Callable): Value {
  const items = readItems(container, 'extract'), isWanted = lateFunction(condition, 1, 'extract');
  try {
    for (let k = 0; k < items.length; k++) if (isTruthy(isWanted(items[k]!))) return items[k]!;
  } catch (error) {
    return failInside(error, 'extract');
  }
  return fail('StopIteration', 'extract: no element meets the condition');
}

/**
 * The set of those elements that have exactly n elements.
 *
 * @throws ArcError `dsl.TypeError` for an element that is no container
 * @source ARC-DSL sizefilter
 * @example sizefilter(tuple(tuple(1, 2), tuple(3)), 2) // => frozenSet([tuple(1, 2)])
 */
export function sizefilter(container: Container, n: Integer): FrozenSet {
  const items = readItems(container, 'sizefilter'), positions: number[] = [];
  for (let k = 0; k < items.length; k++) if (isEqual(size(items[k] as Container), n)) positions.push(k);
  return asSet(subsetAt(container, positions));
}

/**
 * The set of those objects whose first cell, which is one of the lowest color, has the color.
 *
 * @throws ArcError `dsl.RuntimeError` for an empty object
 * @source ARC-DSL colorfilter
 * @example colorfilter(tuple(frozenSet([tuple(2, tuple(0, 0))]), frozenSet([tuple(3, tuple(0, 0))])), 3) // => frozenSet([frozenSet([tuple(3, tuple(0, 0))])])
 */
export function colorfilter(objs: Objects, value: Integer): FrozenSet {
  return asSet(filterBy(objs, (obj: Container) => isEqual(color(obj), value), 'colorfilter'));
}

function asSet(container: Container): FrozenSet {
  return container instanceof FrozenSet ? container : frozenSet([...container.items]);
}

/** Primitives that pick elements out of containers. */
export const SELECTION: readonly Primitive[] = defineFamily('selection', {
  first: ['(container: Container) -> Any', 'The first element.', first],
  last: ['(container: Container) -> Any', 'The last element.', last],
  other: ['(container: Container, value: Any) -> Any', 'The first element that differs from the value.', other],
  maximum: ['(container: IntegerSet) -> Integer', 'The greatest element.', maximum],
  minimum: ['(container: IntegerSet) -> Integer', 'The least element.', minimum],
  valmax: ['(container: Container, compfunc: Callable) -> Integer', "The function's greatest value on the elements.", valmax],
  valmin: ['(container: Container, compfunc: Callable) -> Integer', "The function's least value on the elements.", valmin],
  argmax: ['(container: Container, compfunc: Callable) -> Any', 'The element with the greatest key.', argmax],
  argmin: ['(container: Container, compfunc: Callable) -> Any', 'The element with the least key.', argmin],
  mostcommon: ['(container: Container) -> Any', 'The most frequent element of a tuple.', mostcommon],
  leastcommon: ['(container: Container) -> Any', 'The least frequent element of a tuple.', leastcommon],
  sfilter: ['(container: Container, condition: Callable) -> Container', 'The elements that meet the condition.', sfilter],
  mfilter: ['(container: Container, function: Callable) -> FrozenSet', 'The elements of the elements that meet the condition.', mfilter],
  extract: ['(container: Container, condition: Callable) -> Any', 'The first element that meets the condition.', extract],
  sizefilter: ['(container: Container, n: Integer) -> FrozenSet', 'The elements of that size, as a set.', sizefilter],
  colorfilter: ['(objs: Objects, value: Integer) -> Objects', 'The objects of that color, as a set.', colorfilter],
});
