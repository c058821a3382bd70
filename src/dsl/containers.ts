import { isEqual } from '../values/equality.js';
import { FrozenSet, Indices, ItemSet } from '../values/frozen-set.js';
import { Grid, stack } from '../values/grid.js';
import { isPackableCoordinate, packLocation } from '../values/packing.js';
import { frozenSet, hasElement, indices } from '../values/set-building.js';
import { Tuple } from '../values/tuple.js';
import type { Callable, Value } from '../values/value.js';
import { ValueMap } from '../values/value-map.js';
import { describe, readInteger, readItems } from './arguments.js';
import { astuple, settle } from './arithmetic.js';
import { lateFunction } from './callbacks.js';
import { compareAsPython, isIntegral } from './comparison.js';
import { fail } from './failure.js';
import { filterSet, subsetAt, unitePatches, uniteTwo, withElement, withoutElement, type SameKind } from './set-algebra.js';
import { defineFamily, type Primitive } from './primitive.js';
import { checkSize } from './size-limit.js';
import type { Any, Container, ContainerContainer, Integer } from './types.js';

/**
 * The elements of both containers in one of the first's kind: tuples one after the other, sets united.
 *
 * @param b of any kind; a set after a tuple contributes its elements in ascending order
 * @throws ArcError `dsl.TypeError` for what is no container
 * @source ARC-DSL combine
 * @example combine(tuple(1, 2), tuple(2, 3)) // => tuple(1, 2, 2, 3)
 */
export function combine<Kind extends Container>(a: Kind, b: Container): SameKind<Kind>;
export function combine(a: Container, b: Container): Container {
  if (a instanceof FrozenSet && b instanceof FrozenSet) return uniteTwo(a, b);
  if (a instanceof Grid && b instanceof Grid && a.width === b.width) return stack(a, b);
  const all = elementsOfAll([a, b], 'combine');
  return a instanceof Tuple ? new Tuple(all) : frozenSet(all);
}

/**
 * The common elements of two sets.
 *
 * @returns a set; for two integers their bitwise AND, as the reference has it
 * @throws ArcError `dsl.TypeError` for tuples
 * @source ARC-DSL intersection
 * @example intersection(frozenSet([1, 2]), frozenSet([2, 3])) // => frozenSet([2])
 */
export function intersection(a: Integer, b: Integer): Integer;
export function intersection(a: FrozenSet, b: FrozenSet): FrozenSet;
export function intersection(a: Value, b: Value): Value {
  if (a instanceof FrozenSet && b instanceof FrozenSet) return a.size < b.size ? filterSet(a, b, true) : filterSet(b, a, true);
  if (typeof a === 'boolean' && typeof b === 'boolean') return a && b;
  if (!isIntegral(a) || !isIntegral(b)) return fail('TypeError', `intersection: ${describe(a)} and ${describe(b)} are not two sets`);
  return settle(BigInt(a) & BigInt(b), 'intersection');
}

/**
 * The elements of the first container that the second lacks, in one of the first's kind and order.
 *
 * @throws ArcError `dsl.TypeError` for what is no container, unless `a` is empty and `b` the fault
 * @source ARC-DSL difference
 * @example difference(tuple(1, 2, 1, 3), frozenSet([3])) // => tuple(1, 2, 1)
 */
export function difference<Kind extends Container>(a: Kind, b: Container): SameKind<Kind>;
export function difference(a: Container, b: Container): Container {
  if (a instanceof FrozenSet && b instanceof FrozenSet) return filterSet(a, b, false);
  const items = readItems(a, 'difference');
  if (items.length === 0) return a;
  const excluded = b instanceof FrozenSet ? b : frozenSet([...readItems(b, 'difference')]), positions: number[] = [];
  for (let k = 0; k < items.length; k++) if (!hasElement(excluded, items[k]!)) positions.push(k);
  return subsetAt(a, positions);
}

/**
 * The tuple without repetitions; first appearances stay, in their order.
 *
 * @throws ArcError `dsl.AttributeError` for a set, unless it is empty
 * @source ARC-DSL dedupe
 * @example dedupe(tuple(3, 1, 3, 2, 1)) // => tuple(3, 1, 2)
 */
export function dedupe(tup: Tuple): Tuple {
  const items = readItems(tup, 'dedupe');
  if (!(tup instanceof Tuple) && items.length > 0) return fail('AttributeError', `dedupe: ${describe(tup)} is not a tuple`);
  const distinct: Value[] = [], seen = items.length > FEW ? new ValueMap<true>() : undefined;
  for (let k = 0; k < items.length; k++) {
    const item = items[k]!;
    if (seen === undefined ? hasEqual(distinct, item) : seen.get(item)) continue;
    seen?.set(item, true);
    distinct.push(item);
  }
  return new Tuple(distinct);
}

/** Up to this length, comparing with all is faster than hashing. */
const FEW = 16;

/** Whether an item of a list equals the value. */
export function hasEqual(items: readonly Value[], value: Value): boolean {
  for (let k = 0; k < items.length; k++) if (isEqual(items[k]!, value)) return true;
  return false;
}

/**
 * The elements ascending by their keys; equal keys keep the container's order.
 *
 * @param compfunc gives an element's key
 * @throws ArcError `dsl.TypeError` for keys that cannot be compared
 * @source ARC-DSL order
 * @example order(frozenSet([3, 1, 2]), invert) // => tuple(3, 2, 1)
 */
export function order(container: Container, compfunc: Callable): Tuple {
  const items = readItems(container, 'order'), keyOf = lateFunction(compfunc, 1, 'order');
  const keyed: { readonly item: Value; readonly key: Value }[] = [];
  for (let k = 0; k < items.length; k++) keyed.push({ item: items[k]!, key: keyOf(items[k]!) });
  keyed.sort((x, y) => compareAsPython(x.key, y.key, 'order'));
  return new Tuple(keyed.map(({ item }) => item));
}

/**
 * A tuple of so many times the item; of none for a number below 1.
 *
 * @throws ArcError `dsl.TypeError` for a number that is no integer, `dsl.MemoryError` above 10 million
 * @source ARC-DSL repeat
 * @example repeat(5, 3) // => tuple(5, 5, 5)
 */
export function repeat(item: Any, num: Integer): Tuple {
  const count = Math.max(0, readInteger(num, 'repeat'));
  checkSize(count, 'repeat');
  return new Tuple(new Array<Value>(count).fill(item));
}

/**
 * How many elements a container has: rows of a grid, cells of an object.
 *
 * @throws ArcError `dsl.TypeError` for what is no container
 * @source ARC-DSL size
 * @example size(grid([[1, 2], [3, 4], [5, 6]])) // => 3
 */
export function size(container: Container): number {
  if (container instanceof Tuple) return container.length;
  return container instanceof FrozenSet ? container.size : readItems(container, 'size').length;
}

/**
 * The elements of the containers in one of the outer kind: a tuple has them one after the other, a set each once.
 *
 * @throws ArcError `dsl.TypeError` for what is no container, `dsl.MemoryError` above 10 million elements
 * @source ARC-DSL merge
 * @example merge(tuple(tuple(1, 2), tuple(), tuple(2))) // => tuple(1, 2, 2)
 */
export function merge<Kind extends ContainerContainer>(containers: Kind): SameKind<Kind>;
export function merge(containers: ContainerContainer): Container {
  const inner = readItems(containers, 'merge');
  return containers instanceof Tuple ? concatenate(inner, 'merge') : unite(inner, 'merge');
}

/** The tuple of the elements of containers, one after the other. */
export function concatenate(containers: readonly Value[], primitive: string): Tuple {
  return new Tuple(elementsOfAll(containers, primitive));
}

/** The set of the elements of containers. */
export function unite(containers: readonly Value[], primitive: string): FrozenSet {
  return unitePatches(containers) ?? frozenSet(elementsOfAll(containers, primitive));
}

function elementsOfAll(containers: readonly Value[], primitive: string): Value[] {
  const all: Value[] = [];
  for (let k = 0; k < containers.length; k++) {
    const items = readItems(containers[k]!, primitive);
    checkSize(all.length + items.length, primitive);
    for (let m = 0; m < items.length; m++) all.push(items[m]!);
  }
  return all;
}

/**
 * The set of one value.
 *
 * @source ARC-DSL initset
 * @example initset(tuple(1, 2)) // => frozenSet([tuple(1, 2)])
 */
export function initset(value: Any): FrozenSet {
  return frozenSet([value]);
}

/**
 * The set with the value added; an equal element that is there already stays.
 *
 * @throws ArcError `dsl.AttributeError` for what is no set
 * @source ARC-DSL insert
 * @example insert(1, frozenSet([2])) // => frozenSet([1, 2])
 */
export function insert(value: Any, container: FrozenSet): FrozenSet {
  if (!(container instanceof FrozenSet)) return fail('AttributeError', `insert: ${describe(container)} is not a set`);
  return withElement(container, value);
}

/**
 * The container without the elements that equal the value.
 *
 * @throws ArcError `dsl.TypeError` for what is no container
 * @source ARC-DSL remove
 * @example remove(1, tuple(1, 2, 1)) // => tuple(2)
 */
export function remove<Kind extends Container>(value: Any, container: Kind): SameKind<Kind>;
export function remove(value: Any, container: Container): Container {
  if (container instanceof FrozenSet) return withoutElement(container, value);
  const items = readItems(container, 'remove'), kept: Value[] = [];
  for (let k = 0; k < items.length; k++) if (!isEqual(items[k]!, value)) kept.push(items[k]!);
  return new Tuple(kept);
}

/**
 * The elements as a tuple: those of a set ascending, a tuple as it is.
 *
 * @throws ArcError `dsl.TypeError` for what is no container
 * @source ARC-DSL totuple
 * @example totuple(frozenSet([7, 3])) // => tuple(3, 7)
 */
export function totuple(container: Container): Tuple {
  return container instanceof Tuple ? container : new Tuple(readItems(container, 'totuple'));
}

/**
 * The set of all pairs of an element of a and an element of b.
 *
 * @throws ArcError `dsl.TypeError` for what is no container, `dsl.MemoryError` above 10 million pairs
 * @source ARC-DSL product
 * @example product(tuple(1, 2), frozenSet([3])) // => frozenSet([tuple(1, 3), tuple(2, 3)])
 */
export function product(a: Container, b: Container): FrozenSet {
  const second = readItems(b, 'product'), first = second.length === 0 ? [] : readItems(a, 'product');
  checkSize(first.length * second.length, 'product');
  if (areAll(first, isPackableCoordinate) && areAll(second, isPackableCoordinate)) return indices(pairUp(first, second, packLocation));
  const pairs = pairUp<Value, Value, Value>(first, second, astuple);
  // The pairs of two sets ascend already; among them are no locations alone, and cells alone only if b has locations.
  const isOrdered = a instanceof FrozenSet && b instanceof FrozenSet && !(b instanceof Indices);
  return isOrdered && pairs.length > 0 ? new ItemSet(pairs) : frozenSet(pairs);
}

function areAll<Kind extends Value>(items: readonly Value[], isOfKind: (item: Value) => item is Kind): items is readonly Kind[] {
  for (let k = 0; k < items.length; k++) if (!isOfKind(items[k]!)) return false;
  return true;
}

/** The function's results on all pairs: those with a's first element, then those with its second. */
function pairUp<A, B, Result>(a: readonly A[], b: readonly B[], f: (x: A, y: B) => Result): Result[] {
  const results = new Array<Result>(a.length * b.length);
  for (let k = 0, at = 0; k < a.length; k++) for (let m = 0; m < b.length; m++) results[at++] = f(a[k]!, b[m]!);
  return results;
}

/**
 * The pairs of elements at equal positions, as many as the shorter container has.
 *
 * @throws ArcError `dsl.TypeError` for what is no container
 * @source ARC-DSL pair
 * @example pair(tuple(1, 2, 3), tuple(4, 5)) // => tuple(tuple(1, 4), tuple(2, 5))
 */
export function pair(a: Container, b: Container): Tuple {
  return pairwiseTuple(a, b, astuple, 'pair');
}

/** The function's results on the elements at equal positions. */
export function pairwiseTuple(a: Container, b: Container, f: (x: Value, y: Value) => Value, primitive: string): Tuple {
  const first = readItems(a, primitive), second = readItems(b, primitive);
  const results = new Array<Value>(Math.min(first.length, second.length));
  for (let k = 0; k < results.length; k++) results[k] = f(first[k]!, second[k]!);
  return new Tuple(results);
}

/** Primitives that build containers, take them apart and compute with sets. */
export const CONTAINERS: readonly Primitive[] = defineFamily('containers', {
  combine: ['(a: Container, b: Container) -> Container', "All elements of two containers, in the first's kind.", combine],
  intersection: ['(a: FrozenSet, b: FrozenSet) -> FrozenSet', 'The common elements of two sets.', intersection],
  difference: ['(a: FrozenSet, b: FrozenSet) -> FrozenSet', 'The elements of a that b lacks.', difference],
  dedupe: ['(tup: Tuple) -> Tuple', 'The tuple without repetitions.', dedupe],
  order: ['(container: Container, compfunc: Callable) -> Tuple', 'The elements ascending by key.', order],
  repeat: ['(item: Any, num: Integer) -> Tuple', 'So many times the item.', repeat],
  size: ['(container: Container) -> Integer', 'How many elements there are.', size],
  merge: ['(containers: ContainerContainer) -> Container', 'The elements of the elements, one level flatter.', merge],
  initset: ['(value: Any) -> FrozenSet', 'The set of one value.', initset],
  insert: ['(value: Any, container: FrozenSet) -> FrozenSet', 'The set with the value added.', insert],
  remove: ['(value: Any, container: Container) -> Container', 'The container without the value.', remove],
  totuple: ['(container: FrozenSet) -> Tuple', 'The elements of a set, ascending, as a tuple.', totuple],
  product: ['(a: Container, b: Container) -> FrozenSet', 'All pairs of an element of a and one of b.', product],
  pair: ['(a: Tuple, b: Tuple) -> TupleTuple', 'The pairs of elements at equal positions.', pair],
});
