import { failTooDeep } from './depth.js';
import { serialOf } from './equality.js';
import { arePatchesAlike, FrozenSet, Patch } from './frozen-set.js';
import { originOf } from './function-origin.js';
import { Tuple } from './tuple.js';
import type { Callable, Value } from './value.js';

/**
 * The canonical ascending order in which sets iterate: numbers by value, tuples by elements from left to right, sets
 * by their sorted elements; `null` before numbers before tuples before sets before functions. Functions go by name, then by
 * what their combinator was given, so that their order is the same in every process; by first use only where all that is equal.
 *
 * @returns negative, zero (equal) or positive
 */
export function compareCanonically(a: Value, b: Value): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  if (a instanceof Tuple && b instanceof Tuple) return compareItems(a.items, b.items);
  if (a instanceof Patch && b instanceof Patch && arePatchesAlike(a, b)) return comparePacked(a.packed, b.packed);
  if (a instanceof FrozenSet && b instanceof FrozenSet) return compareItems(a.items, b.items);
  const rank = rankOf(a), difference = rank - rankOf(b);
  if (difference !== 0) return difference;
  switch (rank) {
    case 0: return 0;
    case 1: return compareIntegers(a as number, b as number);
    default: return compareFunctions(a as Callable, b as Callable);
  }
}

function rankOf(value: Value): number {
  if (value === null) return 0;
  if (typeof value === 'function') return 4;
  if (typeof value !== 'object') return 1;
  return value instanceof Tuple ? 2 : 3;
}

function compareIntegers(a: number | bigint | boolean, b: number | bigint | boolean): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function compareFunctions(a: Callable, b: Callable): number {
  if (a === b) return 0;
  const first = originOf(a), second = originOf(b);
  if (first.name !== second.name) return first.name < second.name ? -1 : 1;
  return compareItems(first.parts, second.parts) || serialOf(a) - serialOf(b);
}

function comparePacked(a: readonly number[], b: readonly number[]): number {
  const shared = Math.min(a.length, b.length);
  for (let k = 0; k < shared; k++) if (a[k] !== b[k]) return a[k]! - b[k]!;
  return a.length - b.length;
}

function compareItems(a: readonly Value[], b: readonly Value[]): number {
  const shared = Math.min(a.length, b.length);
  try {
    for (let k = 0; k < shared; k++) {
      if (a[k] === b[k]) continue;
      const difference = compareCanonically(a[k]!, b[k]!);
      if (difference !== 0) return difference;
    }
  } catch (error) {
    return failTooDeep(error);
  }
  return a.length - b.length;
}
