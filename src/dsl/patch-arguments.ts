import { GridObject, Indices, Patch, type Extent, type FrozenSet } from '../values/frozen-set.js';
import { LOCATION_MASK } from '../values/packing.js';
import { frozenSet, indices } from '../values/set-building.js';
import { Tuple } from '../values/tuple.js';
import type { Value } from '../values/value.js';
import { describe, hasColor, locationParts, locationsOf, readItems, type Vector } from './arguments.js';
import { fail } from './failure.js';

/**
 * The bounding box of a patch: a set or a tuple of cells or locations.
 *
 * @param primitive the caller's name, for the error
 * @returns least and greatest row and column; a boolean coordinate stays one and computes as 0 or 1
 * @throws ArcError `dsl.ValueError` for an empty patch
 */
export function extentOf(patch: Value, primitive: string): Extent {
  if (patch instanceof Patch && patch.size > 0) return patch.extent;
  const locations = locationParts(patch, primitive);
  if (locations.length === 0) return fail('ValueError', `${primitive}: the patch is empty; give one with a location`);
  let top = Infinity, bottom = -Infinity, left = Infinity, right = -Infinity;
  for (const location of locations) {
    const { i, j } = coordinatesOf(location, primitive);
    if (i < top) top = i;
    if (i > bottom) bottom = i;
    if (j < left) left = j;
    if (j > right) right = j;
  }
  return { top, bottom, left, right };
}

/**
 * Row and column of a location of any size.
 *
 * @returns the components as they are: a boolean stays one, and computes as 0 or 1
 */
export function coordinatesOf(location: Value, primitive: string): Vector {
  if (!(location instanceof Tuple)) return fail('TypeError', `${primitive}: ${describe(location)} is not a location (i, j)`);
  if (location.length !== 2) return fail('ValueError', `${primitive}: ${describe(location)} is not a location (i, j)`);
  return { i: asCoordinate(location.items[0]!, primitive), j: asCoordinate(location.items[1]!, primitive) };
}

/** The set of a patch's elements with other locations, colors kept. */
export function withLocations(patch: Value, move: (i: number, j: number) => Tuple, primitive: string): FrozenSet {
  const elements = readItems(patch, primitive), locations = locationParts(patch, primitive);
  const isObject = elements.length > 0 && hasColor(elements[0]!);
  return frozenSet(locations.map((location, k) => {
    const { i, j } = coordinatesOf(location, primitive), moved = move(i, j);
    return isObject ? new Tuple([(elements[k] as Tuple).items[0]!, moved]) : moved;
  }));
}

/** A number as it is, and a boolean too, which JavaScript computes with as Python does. */
export function asCoordinate(value: Value, primitive: string): number {
  if (typeof value === 'number' || typeof value === 'boolean') return value as number;
  return fail('TypeError', `${primitive}: coordinate ${describe(value)} is not a small integer`);
}

/**
 * The packed locations of a patch without colors, ascending, each once.
 *
 * @throws ArcError `dsl.OverflowError` for locations beyond what packs (see values/packing)
 */
export function distinctLocations(patch: Value, primitive: string): readonly number[] {
  if (patch instanceof Indices) return patch.packed;
  const located = locationsOf(patch, primitive), locations = new Array<number>(located.length);
  for (let k = 0; k < located.length; k++) locations[k] = located[k]! & LOCATION_MASK;
  return patch instanceof GridObject && patch.isOfOneColor ? locations : indices(locations).packed;
}
