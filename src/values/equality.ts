import { failTooDeep } from './depth.js';
import { Grid } from './grid.js';
import { arePatchesAlike, FrozenSet, GridObject, Indices, Patch } from './frozen-set.js';
import { colorOf, columnOf, rowOf } from './packing.js';
import { Tuple } from './tuple.js';
import type { Value } from './value.js';

/**
 * Structural equality at every depth, as Python's `==`: `true` is 1, a tuple is never a set, functions are equal to
 * themselves only.
 *
 * @example isEqual(tuple(true, 0), tuple(1, 0)) // => true
 */
export function isEqual(a: Value, b: Value): boolean {
  // Numbers come first and alone, so that loops over cells get this line inlined.
  return typeof a === 'number' && typeof b === 'number' ? a === b : a === b || isEqualOther(a, b);
}

function isEqualOther(a: Value, b: Value): boolean {
  if (typeof a === 'object' && typeof b === 'object') {
    try {
      if (a instanceof Tuple) return b instanceof Tuple && isEqualTuple(a, b);
      if (a instanceof FrozenSet) return b instanceof FrozenSet && isEqualSet(a, b);
    } catch (error) {
      return failTooDeep(error);
    }
    return false;
  }
  if (typeof a === 'boolean') return typeof b === 'number' ? Number(a) === b : false;
  return typeof b === 'boolean' && typeof a === 'number' && a === Number(b);
}

function isEqualTuple(a: Tuple, b: Tuple): boolean {
  if (a.length !== b.length || differInHash(a, b)) return false;
  if (a instanceof Grid && b instanceof Grid) return a.width === b.width && areCellsEqual(a.cells, b.cells);
  return areItemsEqual(a.items, b.items);
}

function isEqualSet(a: FrozenSet, b: FrozenSet): boolean {
  if (a.size !== b.size || differInHash(a, b)) return false;
  if (a instanceof Patch && b instanceof Patch && arePatchesAlike(a, b)) return areNumbersEqual(a.packed, b.packed);
  return areItemsEqual(a.items, b.items);
}

function differInHash(a: Tuple | FrozenSet, b: Tuple | FrozenSet): boolean {
  return a.cachedHash !== 0 && b.cachedHash !== 0 && a.cachedHash !== b.cachedHash;
}

// Three loops of one kind: each meets few kinds of arrays, which makes it several times faster than one for all would be.

function areNumbersEqual(a: readonly number[], b: readonly number[]): boolean {
  if (a.length !== b.length) return false;
  for (let k = 0; k < a.length; k++) if (a[k] !== b[k]) return false;
  return true;
}

function areCellsEqual(a: readonly Value[], b: readonly Value[]): boolean {
  for (let k = 0; k < a.length; k++) if (a[k] !== b[k] && !isEqual(a[k]!, b[k]!)) return false;
  return true;
}

function areItemsEqual(a: readonly Value[], b: readonly Value[]): boolean {
  if (a.length !== b.length) return false;
  for (let k = 0; k < a.length; k++) if (a[k] !== b[k] && !isEqual(a[k]!, b[k]!)) return false;
  return true;
}

const TUPLE_SEED = 0x345678;
const SET_SEED = 0x5bd1e9;
let functionHashes: WeakMap<object, number> | undefined;
let functionsSeen = 0;

/** A 32-bit hash under which equal values are equal; cached in tuples and sets, never 0. */
export function hashOf(value: Value): number {
  switch (typeof value) {
    case 'number': return hashInteger(value);
    case 'boolean': return hashInteger(Number(value));
    case 'bigint': return hashInteger(Number(BigInt.asIntN(31, value)));
    case 'function': return serialOf(value);
    default:
      if (value === null) return 0x7f4a7c15;
      if (value.cachedHash === 0) value.cachedHash = computeHash(value);
      return value.cachedHash;
  }
}

function computeHash(value: Tuple | FrozenSet): number {
  try {
    return hashInside(value);
  } catch (error) {
    return failTooDeep(error);
  }
}

function hashInside(value: Tuple | FrozenSet): number {
  if (value instanceof Grid) return hashGrid(value);
  if (value instanceof Tuple) return finish(hashItems(TUPLE_SEED, value.items));
  let hash = SET_SEED;
  if (value instanceof Indices) {
    for (const p of value.packed) hash = mix(hash, hashPair(hashInteger(rowOf(p)), hashInteger(columnOf(p))));
  } else if (value instanceof GridObject) {
    for (const p of value.packed) {
      hash = mix(hash, hashPair(hashInteger(colorOf(p)), hashPair(hashInteger(rowOf(p)), hashInteger(columnOf(p)))));
    }
  } else {
    hash = hashItems(hash, value.items);
  }
  return finish(hash);
}

function hashGrid(grid: Grid): number {
  let hash = TUPLE_SEED;
  for (let i = 0, k = 0; i < grid.height; i++) {
    let row = TUPLE_SEED;
    for (let j = 0; j < grid.width; j++, k++) row = mix(row, hashOf(grid.cells[k]!));
    hash = mix(hash, finish(row));
  }
  return finish(hash);
}

function hashItems(seed: number, items: readonly Value[]): number {
  let hash = seed;
  for (let k = 0; k < items.length; k++) hash = mix(hash, hashOf(items[k]!));
  return hash;
}

function hashPair(a: number, b: number): number {
  return finish(mix(mix(TUPLE_SEED, a), b));
}

function hashInteger(n: number): number {
  const hash = Math.imul(n | 0, 0x9e3779b1);
  return hash ^ (hash >>> 15);
}

function mix(hash: number, element: number): number {
  const mixed = Math.imul(hash ^ element, 0x01000193);
  return (mixed ^ (mixed >>> 13)) + 0x3d4d51cb | 0;
}

function finish(hash: number): number {
  return hash === 0 ? 1 : hash;
}

/** Functions equal themselves only: each gets a number when it is first seen. */
export function serialOf(callable: object): number {
  functionHashes ??= new WeakMap();
  let serial = functionHashes.get(callable);
  if (serial === undefined) functionHashes.set(callable, (serial = ++functionsSeen));
  return serial;
}
