import { EMPTY_SET, FrozenSet, GridObject, Indices, ItemSet, Patch } from './frozen-set.js';
import { compareCanonically } from './order.js';
import {
  columnOf, isPackableColor, isPackableCoordinate, packCell, packLocation, rowOf,
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
  const first = values[0]!;
  if (first instanceof Tuple && first.length === 2) {
    const packed = typeof first.items[1] === 'number' ? packAll(values, packIfLocation) : packAll(values, packIfCell);
    if (packed !== undefined) return typeof first.items[1] === 'number' ? indices(packed) : gridObject(packed);
  }
  return new ItemSet(ascendingDistinct(values));
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
  if (set instanceof Patch) {
    const packed = set instanceof Indices ? packIfLocation(value, true) : packIfCell(value, true);
    return packed !== undefined && hasPacked(set.packed, packed);
  }
  const items = set.items;
  let low = 0, high = items.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const difference = compareCanonically(items[middle]!, value);
    if (difference === 0) return true;
    if (difference < 0) low = middle + 1;
    else high = middle - 1;
  }
  return false;
}

/** Whether an ascending list of packed locations or cells has that one. */
export function hasPacked(packed: readonly number[], sought: number): boolean {
  let low = 0, high = packed.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const found = packed[middle]!;
    if (found === sought) return true;
    if (found < sought) low = middle + 1;
    else high = middle - 1;
  }
  return false;
}

/**
 * The packed form of a tuple (i, j) of plain integers in range, else `undefined`.
 *
 * @param isLenient takes booleans as integers, for look-ups, where `true` equals 1
 */
export function packIfLocation(value: Value, isLenient = false): number | undefined {
  if (!(value instanceof Tuple) || value.length !== 2) return undefined;
  const i = integerOf(value.items[0]!, isLenient), j = integerOf(value.items[1]!, isLenient);
  return isPackableCoordinate(i) && isPackableCoordinate(j) ? packLocation(i, j) : undefined;
}

/** The packed form of a tuple (color, (i, j)) of plain integers in range, else `undefined`. */
export function packIfCell(value: Value, isLenient = false): number | undefined {
  if (!(value instanceof Tuple) || value.length !== 2) return undefined;
  const color = integerOf(value.items[0]!, isLenient);
  const location = packIfLocation(value.items[1]!, isLenient);
  return location !== undefined && isPackableColor(color)
    ? packCell(color, rowOf(location), columnOf(location)) : undefined;
}

function integerOf(value: Value, isLenient: boolean): Value {
  return isLenient && typeof value === 'boolean' ? Number(value) : value;
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
  const sorted = numbers.length < SHORT ? insertionSort(numbers) : new Int32Array(numbers).sort();
  let kept = 1;
  numbers[0] = sorted[0]!;
  for (let k = 1; k < sorted.length; k++) if (sorted[k] !== numbers[kept - 1]) numbers[kept++] = sorted[k]!;
  if (kept < numbers.length) numbers.length = kept;
  return numbers;
}

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
    let at = k - 1;
    for (; at >= 0 && compareCanonically(values[at]!, value) > 0; at--) values[at + 1] = values[at]!;
    values[at + 1] = value;
  }
  return values;
}
