import { arePatchesAlike, EMPTY_SET, FrozenSet, GridObject, Indices, ItemSet, Patch, type Extent } from '../values/frozen-set.js';
import { uniteByMarking } from '../values/marking.js';
import { compareCanonically } from '../values/order.js';
import { frozenSet, indices, LONG, lowerBound, packIfCell, packIfLocation, positionOf } from '../values/set-building.js';
import { Tuple } from '../values/tuple.js';
import type { Value } from '../values/value.js';
import type { Container } from './types.js';

/** The patch of the model's kind with those packed elements, which ascend. */
export function patchLike(model: Patch, packed: readonly number[], knownExtent?: Extent): Patch {
  return model instanceof Indices ? new Indices(packed, knownExtent) : new GridObject(packed, knownExtent);
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
  // Of sets that mix kinds, locations or cells alone may be left.
  return items[0] instanceof Tuple ? frozenSet(items) : new ItemSet(items);
}

/** The union of two sets; of equal elements (1 and `true`) the first set's stays. */
export function uniteTwo(a: FrozenSet, b: FrozenSet): FrozenSet {
  if (a.size === 0 || b.size === 0) return a.size === 0 ? b : a;
  if (arePatchesAlike(a, b)) return patchLike(a as Patch, uniteAscending((a as Patch).packed, (b as Patch).packed));
  const united = uniteItems(a.items, b.items);
  return united.length === a.size ? a : setOfAscending(united);
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

/** The set with a value added; an equal element that is there already stays. */
export function withElement(set: FrozenSet, value: Value): FrozenSet {
  if (set instanceof Patch && set.size > 0) {
    const packed = set instanceof Indices ? packIfLocation(value) : packIfCell(value);
    if (packed !== undefined) {
      const at = lowerBound(set.packed, packed);
      return set.packed[at] === packed ? set : patchLike(set, insertAt(set.packed, at, packed));
    }
  }
  return uniteTwo(set, frozenSet([value]));
}

function insertAt(list: readonly number[], at: number, inserted: number): number[] {
  const longer = new Array<number>(list.length + 1);
  for (let k = 0; k < at; k++) longer[k] = list[k]!;
  longer[at] = inserted;
  for (let k = at; k < list.length; k++) longer[k + 1] = list[k]!;
  return longer;
}

/** The set without the element that equals a value, if there is one. */
export function withoutElement(set: FrozenSet, value: Value): FrozenSet {
  const at = positionOf(set, value);
  if (at < 0) return set;
  if (set instanceof Patch) return patchLike(set, removeAt(set.packed, at));
  return setOfAscending(removeAt(set.items, at));
}

function removeAt<Item>(list: readonly Item[], at: number): Item[] {
  const shorter = new Array<Item>(list.length - 1);
  for (let k = 0; k < at; k++) shorter[k] = list[k]!;
  for (let k = at + 1; k < list.length; k++) shorter[k - 1] = list[k]!;
  return shorter;
}

/** The union of sets that are all of locations or all of cells; `undefined` if they are not. */
export function unitePatches(sets: readonly Value[]): FrozenSet | undefined {
  const patches: Patch[] = [];
  let total = 0;
  for (let k = 0; k < sets.length; k++) {
    const set = sets[k]!;
    if (!(set instanceof FrozenSet)) return undefined;
    if (set.size === 0) continue;
    if (!(set instanceof Patch) || (total > 0 && !arePatchesAlike(patches[0], set))) return undefined;
    patches.push(set);
    total += set.size;
  }
  const [first, second] = patches;
  if (first === undefined || second === undefined) return first ?? EMPTY_SET;
  if (patches.length === 2) return patchLike(first, uniteAscending(first.packed, second.packed));
  return patchLike(first, (total >= LONG ? uniteByMarking(patches, total) : undefined) ?? sortAll(patches, total));
}

function sortAll(patches: readonly Patch[], total: number): readonly number[] {
  const packed = new Array<number>(total);
  for (let k = 0, at = 0; k < patches.length; k++) {
    const part = patches[k]!.packed;
    for (let m = 0; m < part.length; m++) packed[at++] = part[m]!;
  }
  return indices(packed).packed;
}

/** What a container of that kind turns into: a tuple or a set again. */
export type SameKind<Kind extends Container> = Kind extends Tuple ? Tuple : FrozenSet;

/** The elements at some positions, which ascend, in a container of the same kind and order. */
export function subsetAt<Kind extends Container>(container: Kind, positions: readonly number[]): SameKind<Kind>;
export function subsetAt(container: Container, positions: readonly number[]): Container {
  if (container instanceof Patch) return patchLike(container, those(container.packed, positions));
  const kept = those(container.items, positions);
  return container instanceof Tuple ? new Tuple(kept) : setOfAscending(kept);
}

function those<Item>(items: readonly Item[], positions: readonly number[]): Item[] {
  const kept = new Array<Item>(positions.length);
  for (let k = 0; k < kept.length; k++) kept[k] = items[positions[k]!]!;
  return kept;
}
