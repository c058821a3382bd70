import { EMPTY_SET, FrozenSet, GridObject, Indices, ItemSet, Patch } from './frozen-set.js';
import { sortByMarking } from './marking.js';
import { compareCanonically } from './order.js';
import {
  isPackableColor, isPackableCoordinate, packLocation, paintLocation,
} from './packing.js';
import { Tuple } from './tuple.js';
import type { Value } from './value.js';

/**
 * The set of some values; of equal ones (1 and `true`) the first stays.
 *
 * @param values any order, repetitions allowed; the caller gives the array away
 * @returns {@link Indices} or {@link GridObject} when all are packable locations or cells, else an {@link ItemSet}
 */
export function frozenSet(values: Value[]): FrozenSet {
  if (values.length === 0) return EMPTY_SET;
  const count = values.length, packed = packedSet(values);
  if (packed !== undefined) return packed;
  const distinct = ascendingDistinct(values);
  // What kept all from packing may have gone: a tuple with a boolean, for its equal with an integer.
  return (distinct.length < count ? packedSet(distinct) : undefined) ?? new ItemSet(distinct);
}

function packedSet(values: readonly Value[]): FrozenSet | undefined {
  const first = values[0]!;
  if (!(first instanceof Tuple) || first.length !== 2) return undefined;
  const isLocation = typeof first.items[1] === 'number', packed = packAll(values, isLocation ? packIfLocation : packIfCell);
  if (packed === undefined) return undefined;
  return isLocation ? indices(packed) : gridObject(packed);
}

/** The set of packed locations, in any order, with repetitions; the caller gives the array away. */
export function indices(packed: number[]): Indices {
  return new Indices(ascendingDistinctNumbers(packed));
}

/** The set of packed cells, in any order, with repetitions; the caller gives the array away. */
export function gridObject(packed: number[]): GridObject {
  return new GridObject(ascendingDistinctNumbers(packed));
}

/** Whether the set has an element equal to the value. */
export function hasElement(set: FrozenSet, value: Value): boolean {
  return positionOf(set, value) >= 0;
}

/** The position of the element that equals the value, in canonical order; negative if there is none. */
export function positionOf(set: FrozenSet, value: Value): number {
  if (set instanceof Patch) {
    const packed = set instanceof Indices ? packIfLocation(asIntegers(value)) : packIfCell(asIntegers(value));
    if (packed === undefined) return -1;
    const at = lowerBound(set.packed, packed);
    return set.packed[at] === packed ? at : -1;
  }
  const items = set.items;
  let low = 0, high = items.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const difference = compareCanonically(items[middle]!, value);
    if (difference === 0) return middle;
    if (difference < 0) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}

/** How many numbers of an ascending list are less than the sought one. */
export function lowerBound(ascending: readonly number[], sought: number): number {
  let low = 0, high = ascending.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ascending[middle]! < sought) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The packed form of a tuple (i, j) of plain integers in range, else `undefined`. */
export function packIfLocation(value: Value): number | undefined {
  if (!(value instanceof Tuple)) return undefined;
  const { items } = value, i = items[0], j = items[1];
  return items.length === 2 && isPackableCoordinate(i) && isPackableCoordinate(j) ? packLocation(i, j) : undefined;
}

/** The packed form of a tuple (color, (i, j)) of plain integers in range, else `undefined`. */
export function packIfCell(value: Value): number | undefined {
  if (!(value instanceof Tuple)) return undefined;
  const { items } = value, color = items[0];
  if (items.length !== 2 || !isPackableColor(color)) return undefined;
  const location = packIfLocation(items[1]!);
  return location === undefined ? undefined : paintLocation(color, location);
}

/** The value with 0 and 1 for the booleans that a location or cell may have in it, as `true` equals 1. */
function asIntegers(value: Value): Value {
  if (typeof value === 'boolean') return Number(value);
  if (!(value instanceof Tuple) || value.length !== 2 || !hasBoolean(value)) return value;
  return new Tuple([asIntegers(value.items[0]!), asIntegers(value.items[1]!)]);
}

function hasBoolean(value: Value): boolean {
  if (!(value instanceof Tuple) || value.length !== 2) return typeof value === 'boolean';
  return typeof value.items[0] === 'boolean' || hasBoolean(value.items[1]!);
}

function packAll(values: readonly Value[], pack: (value: Value) => number | undefined): number[] | undefined {
  const packed = new Array<number>(values.length);
  for (let k = 0; k < values.length; k++) {
    const p = pack(values[k]!);
    if (p === undefined) return undefined;
    packed[k] = p;
  }
  return packed;
}

function ascendingDistinctNumbers(numbers: number[]): number[] {
  let isAscending = true;
  for (let k = 1; k < numbers.length && isAscending; k++) isAscending = numbers[k - 1]! < numbers[k]!;
  if (isAscending) return numbers;
  if (numbers.length >= LONG) {
    const marked = sortByMarking(numbers);
    if (marked !== undefined) return marked;
  }
  const sorted = numbers.length < SHORT ? insertionSort(numbers) : new Int32Array(numbers).sort();
  let kept = 1;
  numbers[0] = sorted[0]!;
  for (let k = 1; k < sorted.length; k++) if (sorted[k] !== numbers[kept - 1]) numbers[kept++] = sorted[k]!;
  if (kept < numbers.length) numbers.length = kept;
  return numbers;
}

/** From this length on, marking beats sorting. */
export const LONG = 2000;

/** Below this length insertion beats the call into the engine's own sort. */
const SHORT = 24;

function insertionSort(numbers: number[]): number[] {
  for (let k = 1; k < numbers.length; k++) {
    const n = numbers[k]!;
    let at = k - 1;
    for (; at >= 0 && numbers[at]! > n; at--) numbers[at + 1] = numbers[at]!;
    numbers[at + 1] = n;
  }
  return numbers;
}

function ascendingDistinct(values: Value[]): Value[] {
  let isAscending = true;
  for (let k = 1; k < values.length && isAscending; k++) isAscending = compareCanonically(values[k - 1]!, values[k]!) < 0;
  if (isAscending) return values;
  sortCanonically(values);
  let kept = 1;
  for (let k = 1; k < values.length; k++) {
    if (compareCanonically(values[k - 1]!, values[k]!) !== 0) values[kept++] = values[k]!;
  }
  values.length = kept;
  return values;
}

/** Sorts values ascending in place; equal ones (1 and `true`) keep their order. */
export function sortCanonically(values: Value[]): Value[] {
  if (values.length >= SHORT) return values.sort(compareCanonically);
  for (let k = 1; k < values.length; k++) {
    const value = values[k]!;
    let low = 0, high = k;
    // Comparing costs more than moving: few comparisons find the place.
    if (compareCanonically(values[k - 1]!, value) <= 0) low = k;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (compareCanonically(values[middle]!, value) <= 0) low = middle + 1;
      else high = middle;
    }
    for (let at = k; at > low; at--) values[at] = values[at - 1]!;
    values[low] = value;
  }
  return values;
}
