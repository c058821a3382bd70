import { failTooDeep } from '../values/depth.js';
import { isEqual } from '../values/equality.js';
import { arePatchesAlike, FrozenSet, Patch } from '../values/frozen-set.js';
import { hasElement } from '../values/set-building.js';
import { Tuple } from '../values/tuple.js';
import type { Value } from '../values/value.js';
import { describe } from './arguments.js';
import { fail } from './failure.js';
import { filterAscending } from './set-algebra.js';

/**
 * Whether a > b as Python has it: integers by value, booleans as 0 and 1; tuples by the first elements that differ,
 * then by length; sets by proper inclusion.
 *
 * @param primitive the caller's name, for the error
 * @throws ArcError `dsl.TypeError` for values of different kinds, `None` and functions
 */
export function isGreater(a: Value, b: Value, primitive: string): boolean {
  if (typeof a === 'number' && typeof b === 'number') return a > b;
  if (isIntegral(a) && isIntegral(b)) return a > b;
  if (a instanceof Tuple && b instanceof Tuple) return isTupleGreater(a.items, b.items, primitive);
  if (a instanceof FrozenSet && b instanceof FrozenSet) return a.size > b.size && includesAll(a, b);
  return fail('TypeError', `${primitive}: ${describe(a)} and ${describe(b)} cannot be compared`);
}

/** Python's order for sorting: negative, zero (equal, or sets of which none includes the other) or positive. */
export function compareAsPython(a: Value, b: Value, primitive: string): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return isGreater(b, a, primitive) ? -1 : isGreater(a, b, primitive) ? 1 : 0;
}

/** Whether a value is an integer of any size or a boolean. */
export function isIntegral(value: Value): value is number | bigint | boolean {
  return typeof value === 'number' || typeof value === 'boolean' || typeof value === 'bigint';
}

function isTupleGreater(a: readonly Value[], b: readonly Value[], primitive: string): boolean {
  try {
    for (let k = 0; k < a.length && k < b.length; k++) {
      if (!isEqual(a[k]!, b[k]!)) return isGreater(a[k]!, b[k]!, primitive);
    }
  } catch (error) {
    return failTooDeep(error);
  }
  return a.length > b.length;
}

function includesAll(a: FrozenSet, b: FrozenSet): boolean {
  if (arePatchesAlike(a, b)) return filterAscending((b as Patch).packed, (a as Patch).packed, false).length === 0;
  return b.items.every((item) => hasElement(a, item));
}
