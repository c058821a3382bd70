import { isEqual } from '../values/equality.js';
import { EMPTY_SET, type FrozenSet } from '../values/frozen-set.js';
import { EMPTY_TUPLE, Tuple } from '../values/tuple.js';
import type { Callable, Value } from '../values/value.js';
import { readFunction, readInteger, readItems } from './arguments.js';
import { colorsOf } from './colors.js';
import { order } from './containers.js';
import { tally } from './tally.js';
import type { Container, Element, Integer } from './types.js';

/**
 * Element k of a tuple, counted from the back if k is negative; out of range the empty tuple.
 *
 * @source card word get_nth_t
 * @example get_nth_t(tuple(5, 6, 7), -1) // => 7
 */
export function get_nth_t(container: Tuple, k: Integer): Value {
  return elementAt(readItems(container, 'get_nth_t'), k, EMPTY_TUPLE, 'get_nth_t');
}

/**
 * Element k of a set in canonical order, counted from the back if k is negative; out of range the empty set.
 *
 * @source card word get_nth_f
 * @example get_nth_f(frozenSet([7, 5]), 0) // => 5
 */
export function get_nth_f(container: FrozenSet, k: Integer): Value {
  return elementAt(readItems(container, 'get_nth_f'), k, EMPTY_SET, 'get_nth_f');
}

/**
 * The color of a grid at rank k by falling frequency, ties in reading order; negative ranks count from the rarest; out
 * of range the empty tuple.
 *
 * @source card word get_color_rank_t
 * @example get_color_rank_t(grid([[3, 0, 0], [2, 0, 2]]), 1) // => 2
 */
export function get_color_rank_t(grid: Tuple, k: Integer): Value {
  return elementAt(colorsByFrequency(grid, 'get_color_rank_t'), k, EMPTY_TUPLE, 'get_color_rank_t');
}

/**
 * The color of an object at rank k by falling frequency, ties in canonical order; negative ranks count from the
 * rarest; out of range the empty set.
 *
 * @source card word get_color_rank_f
 * @example get_color_rank_f(frozenSet([tuple(4, tuple(0, 0)), tuple(2, tuple(0, 1))]), -1) // => 4
 */
export function get_color_rank_f(obj: FrozenSet, k: Integer): Value {
  return elementAt(colorsByFrequency(obj, 'get_color_rank_f'), k, EMPTY_SET, 'get_color_rank_f');
}

/**
 * Element k of integers in falling order, counted from the back if k is negative; out of range 0.
 *
 * @source card word get_rank
 * @example get_rank(frozenSet([4, 9, 2]), 1) // => 4
 */
export function get_rank(container: Container, k: Integer): Value {
  return elementAt(byFallingKey(container, (x: Value) => x), k, 0, 'get_rank');
}

/**
 * Element k by falling f, equals in their order, counted from the back if k is negative; out of range the empty
 * container of that kind.
 *
 * @source card word get_arg_rank
 * @example get_arg_rank(tuple(tuple(1), tuple(2, 3), tuple(4)), size, 1) // => tuple(1)
 */
export function get_arg_rank(container: Container, f: Callable, k: Integer): Value {
  return elementAt(byFallingKey(container, f), k, container instanceof Tuple ? EMPTY_TUPLE : EMPTY_SET, 'get_arg_rank');
}

/**
 * `get_arg_rank` of a tuple.
 *
 * @source card word get_arg_rank_t
 * @example get_arg_rank_t(tuple(tuple(1), tuple(2, 3)), size, 9) // => tuple()
 */
export function get_arg_rank_t(container: Tuple, f: Callable, k: Integer): Value {
  return elementAt(byFallingKey(container, f), k, EMPTY_TUPLE, 'get_arg_rank_t');
}

/**
 * `get_arg_rank` of a set.
 *
 * @source card word get_arg_rank_f
 * @example get_arg_rank_f(frozenSet([tuple(1), tuple(2, 3)]), size, 0) // => tuple(2, 3)
 */
export function get_arg_rank_f(container: FrozenSet, f: Callable, k: Integer): Value {
  return elementAt(byFallingKey(container, f), k, EMPTY_SET, 'get_arg_rank_f');
}

/**
 * f of element k by rising f, equals in their order, counted from the back if k is negative; out of range `f(0)`.
 *
 * @source card word get_val_rank
 * @example get_val_rank(tuple(tuple(1), tuple(2, 3)), size, 0) // => 1
 */
export function get_val_rank(container: Container, f: Callable, k: Integer): Value {
  return valueAtRank(container, f, k, 'get_val_rank');
}

/**
 * `get_val_rank` of a tuple.
 *
 * @source card word get_val_rank_t
 * @example get_val_rank_t(tuple(5, 3), identity, 9) // => 0
 */
export function get_val_rank_t(container: Tuple, f: Callable, k: Integer): Value {
  return valueAtRank(container, f, k, 'get_val_rank_t');
}

/**
 * `get_val_rank` of a set.
 *
 * @source card word get_val_rank_f
 * @example get_val_rank_f(frozenSet([5, 3]), invert, 0) // => -5
 */
export function get_val_rank_f(container: FrozenSet, f: Callable, k: Integer): Value {
  return valueAtRank(container, f, k, 'get_val_rank_f');
}

/**
 * Element k of the distinct elements by rising count, ties in canonical order, counted from the back if k is negative;
 * out of range the empty container of that kind.
 *
 * @source card word get_common_rank
 * @example get_common_rank(tuple(7, 5, 7), 0) // => 5
 */
export function get_common_rank(container: Container, k: Integer): Value {
  const empty = container instanceof Tuple ? EMPTY_TUPLE : EMPTY_SET;
  return elementAt(distinctByCount(container, 'get_common_rank'), k, empty, 'get_common_rank');
}

/**
 * `get_common_rank` of a tuple.
 *
 * @source card word get_common_rank_t
 * @example get_common_rank_t(tuple(7, 5, 7), -1) // => 7
 */
export function get_common_rank_t(container: Tuple, k: Integer): Value {
  return elementAt(distinctByCount(container, 'get_common_rank_t'), k, EMPTY_TUPLE, 'get_common_rank_t');
}

/**
 * `get_common_rank` of a set, in which all counts are 1.
 *
 * @source card word get_common_rank_f
 * @example get_common_rank_f(frozenSet([7, 5]), 1) // => 7
 */
export function get_common_rank_f(container: FrozenSet, k: Integer): Value {
  return elementAt(distinctByCount(container, 'get_common_rank_f'), k, EMPTY_SET, 'get_common_rank_f');
}

function elementAt(items: readonly Value[], k: Integer, outOfRange: Value, primitive: string): Value {
  const element = items.at(readInteger(k, primitive));
  return element === undefined ? outOfRange : element;
}

function colorsByFrequency(element: Element, primitive: string): readonly Value[] {
  const colors = colorsOf(element, primitive), { distinct, counts } = tally(colors);
  return distinct
    .map((color, at) => ({ color, count: counts[at]!, firstMet: colors.findIndex((other) => isEqual(other, color)) }))
    .sort((a, b) => b.count - a.count || a.firstMet - b.firstMet)
    .map(({ color }) => color);
}

/** Turned round, sorted by rising key and turned round again, so that equals keep their order. */
function byFallingKey(container: Container, f: Callable): readonly Value[] {
  return order(new Tuple(readItems(container, 'order').toReversed()), f).items.toReversed();
}

function valueAtRank(container: Container, f: Callable, k: Integer, primitive: string): Value {
  const element = order(container, f).items.at(readInteger(k, primitive));
  return readFunction(f, 1, primitive)(element === undefined ? 0 : element);
}

function distinctByCount(container: Container, primitive: string): readonly Value[] {
  const { distinct, counts } = tally(readItems(container, primitive));
  return distinct.map((element, at) => ({ element, count: counts[at]! })).sort((a, b) => a.count - b.count)
    .map(({ element }) => element);
}
