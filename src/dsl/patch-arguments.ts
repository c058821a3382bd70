import { GridObject, Indices, Patch, type Extent, type FrozenSet } from '../values/frozen-set.js';
import type { Grid } from '../values/grid.js';
import { LOCATION_MASK } from '../values/packing.js';
import { frozenSet, indices } from '../values/set-building.js';
import { Tuple } from '../values/tuple.js';
import type { Value } from '../values/value.js';
import { describe, hasColor, locationParts, readItems, type Vector } from './arguments.js';
import { isIntegral } from './comparison.js';
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
  const locations = locationsToRangeOver(patch, primitive);
  return { ...rowsAmong(locations, primitive), ...columnsAmong(locations, primitive) };
}

/** The top and the bottom row of a patch, as {@link extentOf}; columns are not looked at. */
export function rowsOf(patch: Value, primitive: string): Pick<Extent, 'top' | 'bottom'> {
  return patch instanceof Patch && patch.size > 0 ? patch.extent : rowsAmong(locationsToRangeOver(patch, primitive), primitive);
}

/** The left and the right column of a patch, as {@link extentOf}; rows are not looked at. */
export function columnsOf(patch: Value, primitive: string): Pick<Extent, 'left' | 'right'> {
  return patch instanceof Patch && patch.size > 0 ? patch.extent : columnsAmong(locationsToRangeOver(patch, primitive), primitive);
}

function rowsAmong(locations: readonly Value[], primitive: string): Pick<Extent, 'top' | 'bottom'> {
  const { least, greatest } = rangeAlong(0, locations, primitive);
  return { top: least, bottom: greatest };
}

function columnsAmong(locations: readonly Value[], primitive: string): Pick<Extent, 'left' | 'right'> {
  const { least, greatest } = rangeAlong(1, locations, primitive);
  return { left: least, right: greatest };
}

function rangeAlong(axis: 0 | 1, locations: readonly Value[], primitive: string): { least: number; greatest: number } {
  if (locations.length === 0) return fail('ValueError', `${primitive}: the patch is empty; give one with a location`);
  let least = Infinity, greatest = -Infinity;
  for (const location of locations) {
    const coordinate = asCoordinate(componentsOf(location, primitive)[axis]!, primitive);
    if (coordinate < least) least = coordinate;
    if (coordinate > greatest) greatest = coordinate;
  }
  return { least, greatest };
}

/** The locations of a patch: in iteration order where that matters, which is where a boolean may be the least or greatest beside its equal. */
function locationsToRangeOver(patch: Value, primitive: string): readonly Value[] {
  const parts = locationParts(patch, primitive);
  return parts.some((part) => part instanceof Tuple && part.items.some((item) => typeof item === 'boolean')) ? locationsIn(patch, primitive) : parts;
}

/** The locations of a patch in iteration order, as `toindices` has them: those of cells are a set, bare ones stay as they come. */
function locationsIn(patch: Value, primitive: string): readonly Value[] {
  const elements = readItems(patch, primitive), parts = locationParts(patch, primitive);
  return parts === elements ? parts : frozenSet([...parts]).items;
}

/** The rows (axis 0) or columns (axis 1) of a patch's locations, wherever they lie, booleans as 0 and 1; the other axis is not looked at. */
export function coordinatesAlong(axis: 0 | 1, patch: Value, primitive: string): readonly number[] {
  return locationsIn(patch, primitive).map((location) => Number(asCoordinate(componentsOf(location, primitive)[axis]!, primitive)));
}

/** The locations of a patch, wherever they lie: those of cells each once, ascending; bare ones in their order. */
export function vectorsOf(patch: Value, primitive: string): readonly Vector[] {
  return locationsIn(patch, primitive).map((location) => coordinatesOf(location, primitive));
}

/**
 * Row and column of a location of any size.
 *
 * @returns the components as they are: a boolean stays one, and computes as 0 or 1
 */
export function coordinatesOf(location: Value, primitive: string): Vector {
  const components = componentsOf(location, primitive);
  return { i: asCoordinate(components[0]!, primitive), j: asCoordinate(components[1]!, primitive) };
}

/** The position of a location in a grid's reading order, −1 off the grid; of a location off its rows the column is not looked at. */
export function positionIn(grid: Grid, location: Value, primitive: string): number {
  const components = componentsOf(location, primitive), i = integerOf(components[0]!, primitive);
  if (i < 0 || i >= grid.height) return -1;
  const j = integerOf(components[1]!, primitive);
  return j < 0 || j >= grid.width ? -1 : i * grid.width + j;
}

/** An integer of any size as the nearest number. */
function integerOf(value: Value, primitive: string): number {
  return isIntegral(value) ? Number(value) : fail('TypeError', `${primitive}: coordinate ${describe(value)} is not an integer`);
}

function componentsOf(location: Value, primitive: string): readonly Value[] {
  if (!(location instanceof Tuple)) return fail('TypeError', `${primitive}: ${describe(location)} is not a location (i, j)`);
  return location.length === 2 ? location.items : fail('ValueError', `${primitive}: ${describe(location)} is not a location (i, j)`);
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

/** The packed locations of a patch without colors, ascending, each once. */
export function distinctLocations(patch: Patch): readonly number[] {
  if (patch instanceof Indices) return patch.packed;
  const { packed } = patch, locations = new Array<number>(packed.length);
  for (let k = 0; k < locations.length; k++) locations[k] = packed[k]! & LOCATION_MASK;
  return patch instanceof GridObject && patch.isOfOneColor ? locations : indices(locations).packed;
}
