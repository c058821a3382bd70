import { EMPTY_SET, FrozenSet, GridObject, Indices, ItemSet, Patch } from '../values/frozen-set.js';
import { compareCanonically } from '../values/order.js';
import { frozenSet, gridObject, indices } from '../values/set-building.js';
import { Tuple } from '../values/tuple.js';
import type { Value } from '../values/value.js';
import type { Container } from './types.js';

/** Whether both are sets of locations, or both sets of cells, so that their packed lists can be set against each other. */
export function arePatchesAlike(a: Value, b: Value): boolean {
  return (a instanceof Indices && b instanceof Indices) || (a instanceof GridObject && b instanceof GridObject);
}

/** The patch of the model's kind with those packed elements, which ascend. */
export function patchLike(model: Patch, packed: readonly number[]): Patch {
  return model instanceof Indices ? new Indices(packed) : new GridObject(packed);
}

/** All numbers of two ascending lists, each once, ascending. */
export function uniteAscending(a: readonly number[], b: readonly number[]): number[] {
  const united: number[] = [];
  let k = 0, m = 0;
  while (k < a.length && m < b.length) {
    const x = a[k]!, y = b[m]!;
    united.push(x < y ? x : y);
    if (x <= y) k++;
    if (y <= x) m++;
  }
  while (k < a.length) united.push(a[k++]!);
  while (m < b.length) united.push(b[m++]!);
  return united;
}

/** The numbers of an ascending list that another one has, or lacks. */
export function filterAscending(a: readonly number[], b: readonly number[], isKeptIfInB: boolean): number[] {
  const kept: number[] = [];
  for (let k = 0, m = 0; k < a.length; k++) {
    const x = a[k]!;
    while (m < b.length && b[m]! < x) m++;
    if ((m < b.length && b[m] === x) === isKeptIfInB) kept.push(x);
  }
  return kept;
}

/** The elements of a set that another one has, or lacks. */
export function filterSet(a: FrozenSet, b: FrozenSet, isKeptIfInB: boolean): FrozenSet {
  if (arePatchesAlike(a, b)) return patchLike(a as Patch, filterAscending((a as Patch).packed, (b as Patch).packed, isKeptIfInB));
  return setOfAscending(filterItems(a.items, b.items, isKeptIfInB));
}

function filterItems(a: readonly Value[], b: readonly Value[], isKeptIfInB: boolean): Value[] {
  const kept: Value[] = [];
  for (let k = 0, m = 0; k < a.length; k++) {
    let difference = -1;
    while (m < b.length && (difference = compareCanonically(a[k]!, b[m]!)) > 0) m++;
    if ((m < b.length && difference === 0) === isKeptIfInB) kept.push(a[k]!);
  }
  return kept;
}

/** The set of values that ascend canonically without equals. */
function setOfAscending(items: Value[]): FrozenSet {
  // A set that mixed kinds may have become one of locations or cells alone.
  return items[0] instanceof Tuple ? frozenSet(items) : new ItemSet(items);
}

/** The union of two sets; of equal elements (1 and `true`) the first set's stays. */
export function uniteTwo(a: FrozenSet, b: FrozenSet): FrozenSet {
  if (a.size === 0 || b.size === 0) return a.size === 0 ? b : a;
  if (arePatchesAlike(a, b)) return patchLike(a as Patch, uniteAscending((a as Patch).packed, (b as Patch).packed));
  // Neither locations alone nor cells alone, or else both sets had been.
  return new ItemSet(uniteItems(a.items, b.items));
}

function uniteItems(a: readonly Value[], b: readonly Value[]): Value[] {
  const united: Value[] = [];
  let k = 0, m = 0;
  while (k < a.length && m < b.length) {
    const difference = compareCanonically(a[k]!, b[m]!);
    united.push(difference <= 0 ? a[k]! : b[m]!);
    if (difference <= 0) k++;
    if (difference >= 0) m++;
  }
  while (k < a.length) united.push(a[k++]!);
  while (m < b.length) united.push(b[m++]!);
  return united;
}

/** The union of sets that are all of locations or all of cells; `undefined` if they are not. */
export function unitePatches(sets: readonly Value[]): FrozenSet | undefined {
  let model: Patch | undefined;
  const packed: number[] = [];
  for (const set of sets) {
    if (!(set instanceof FrozenSet)) return undefined;
    if (set.size === 0) continue;
    if (!(set instanceof Patch) || (model !== undefined && !arePatchesAlike(model, set))) return undefined;
    model = set;
    for (const p of set.packed) packed.push(p);
  }
  if (model === undefined) return EMPTY_SET;
  return model instanceof Indices ? indices(packed) : gridObject(packed);
}

/** What a container of that kind turns into: a tuple or a set again. */
export type SameKind<Kind extends Container> = Kind extends Tuple ? Tuple : FrozenSet;

/** The elements at the positions for which the test holds, in a container of the same kind and order. */
export function subsetOf<Kind extends Container>(container: Kind, isKept: (position: number) => boolean): SameKind<Kind>;
export function subsetOf(container: Container, isKept: (position: number) => boolean): Container {
  if (container instanceof Patch) return patchLike(container, those(container.packed, isKept));
  const kept = those(container.items, isKept);
  return container instanceof Tuple ? new Tuple(kept) : setOfAscending(kept);
}

function those<Item>(items: readonly Item[], isKept: (position: number) => boolean): Item[] {
  const kept: Item[] = [];
  for (let k = 0; k < items.length; k++) if (isKept(k)) kept.push(items[k]!);
  return kept;
}
