import { EMPTY_SET, GridObject, Indices, Patch } from '../values/frozen-set.js';
import {
  COORDINATE_LIMIT, ROW_STEP, columnOf, isPackableColor, isPackableCoordinate, packLocation, paintLocation, rowOf,
} from '../values/packing.js';
import { frozenSet } from '../values/set-building.js';
import { Tuple } from '../values/tuple.js';
import type { Value } from '../values/value.js';
import { describe, hasColor, locationParts, readGrid, readItems, readPair } from './arguments.js';
import { height, isEmpty, width } from './extent.js';
import { fail } from './failure.js';
import { allCells, cellsAt } from './grid-cells.js';
import { line, outline, rectangle } from './outlines.js';
import { filterSet, patchLike } from './set-algebra.js';
import { asCoordinate, distinctLocations, extentOf, positionIn, withLocations } from './patch-arguments.js';
import { defineFamily, type Primitive } from './primitive.js';
import { checkSize, UNPACKED_LIMIT } from './size-limit.js';
import type { Any, FrozenSet, IntegerTuple, Patch as AnyPatch } from './types.js';

/** How many steps `shoot` goes. */
const SHOT_LENGTH = 42;
/** How long a frontier is, whatever the grid. */
const FRONTIER_LENGTH = 30;

/** The packed steps to the neighbors of a location, ascending. */
const DIRECT_STEPS = [-ROW_STEP, -1, 1, ROW_STEP];
const DIAGONAL_STEPS = [-ROW_STEP - 1, -ROW_STEP + 1, ROW_STEP - 1, ROW_STEP + 1];
const ALL_STEPS = [-ROW_STEP - 1, -ROW_STEP, -ROW_STEP + 1, -1, 1, ROW_STEP - 1, ROW_STEP, ROW_STEP + 1];

/**
 * All locations of a grid.
 *
 * @source ARC-DSL asindices
 * @example asindices(grid([[5, 5]])) // => frozenSet([tuple(0, 0), tuple(0, 1)])
 */
export function asindices(grid: Tuple): FrozenSet {
  if (!(grid instanceof Tuple)) return fail('TypeError', `asindices: ${describe(grid)} is not a grid`);
  return rectangle({ top: 0, bottom: height(grid) - 1, left: 0, right: width(grid) - 1 }, 'asindices');
}

/**
 * The locations of a patch: of cells as a set, bare locations as they come; the empty set for anything empty.
 *
 * @source ARC-DSL toindices
 * @example toindices(frozenSet([tuple(3, tuple(0, 0)), tuple(5, tuple(0, 0))])) // => frozenSet([tuple(0, 0)])
 */
export function toindices(patch: AnyPatch): FrozenSet | Tuple {
  if (patch instanceof Indices) return patch;
  if (patch instanceof GridObject) return new Indices(distinctLocations(patch), patch.knownExtent);
  const elements = readItems(patch, 'toindices');
  if (elements.length === 0) return EMPTY_SET;
  if (!(elements[0] instanceof Tuple)) return fail('TypeError', `toindices: ${describe(elements[0]!)} is not a location`);
  return hasColor(elements[0]) ? frozenSet([...locationParts(patch, 'toindices')]) : patch;
}

/**
 * The object with a patch's locations, all of one color, which may be any value.
 *
 * @source ARC-DSL recolor
 * @example recolor(7, frozenSet([tuple(0, 0)])) // => frozenSet([tuple(7, tuple(0, 0))])
 */
export function recolor(value: Any, patch: AnyPatch): FrozenSet {
  if (patch instanceof Patch && isPackableColor(value)) {
    const locations = distinctLocations(patch);
    const cells = new Array<number>(locations.length);
    for (let k = 0; k < cells.length; k++) cells[k] = paintLocation(value, locations[k]!);
    return new GridObject(cells, patch.knownExtent);
  }
  return frozenSet(locationParts(patch, 'recolor').map((location) => new Tuple([value, location])));
}

/**
 * A patch displaced by (di, dj), colors kept; an empty one comes back as it is.
 *
 * @returns a set, also for a tuple of cells or locations
 * @throws ArcError `dsl.ValueError` if the directions are not exactly two
 * @source ARC-DSL shift
 * @example shift(frozenSet([tuple(0, 0), tuple(2, 1)]), tuple(1, -1)) // => frozenSet([tuple(1, -1), tuple(3, 0)])
 */
export function shift(patch: AnyPatch, directions: IntegerTuple): FrozenSet | Tuple {
  if (isEmpty(patch, 'shift')) return patch;
  const { i, j } = readPair(directions, 'shift');
  return displace(patch, i, j, 'shift');
}

/**
 * A patch displaced so that its bounding box starts at (0, 0); an empty one comes back as it is.
 *
 * @source ARC-DSL normalize
 * @example normalize(frozenSet([tuple(3, 7), tuple(4, 5)])) // => frozenSet([tuple(0, 2), tuple(1, 0)])
 */
export function normalize(patch: AnyPatch): FrozenSet | Tuple {
  if (isEmpty(patch, 'normalize')) return patch;
  const { top, left } = extentOf(patch, 'normalize');
  return displace(patch, 0 - top, 0 - left, 'normalize');
}

/**
 * The object of the grid's colors at a patch's locations; those off the grid are left out.
 *
 * @throws ArcError `dsl.IndexError` for the grid without rows
 * @source ARC-DSL toobject
 * @example toobject(frozenSet([tuple(0, 0), tuple(0, 9)]), grid([[1, 2]])) // => frozenSet([tuple(1, tuple(0, 0))])
 */
export function toobject(patch: AnyPatch, grid: Tuple): FrozenSet {
  const source = readGrid(grid, 'toobject');
  if (source.height === 0) return fail('IndexError', 'toobject: the grid has no rows');
  if (patch instanceof Patch) return cellsAt(source, distinctLocations(patch));
  return frozenSet(locationParts(patch, 'toobject').flatMap((location) => {
    const at = positionIn(source, location, 'toobject');
    return at < 0 ? [] : [new Tuple([source.cells[at]!, location])];
  }));
}

/**
 * All cells of a grid.
 *
 * @source ARC-DSL asobject
 * @example asobject(grid([[5, 6]])) // => frozenSet([tuple(5, tuple(0, 0)), tuple(6, tuple(0, 1))])
 */
export function asobject(grid: Tuple): FrozenSet {
  return allCells(readGrid(grid, 'asobject'));
}

/**
 * The 4 locations above, left, right and below, on a grid or not.
 *
 * @source ARC-DSL dneighbors
 * @example dneighbors(tuple(0, 5)) // => frozenSet([tuple(-1, 5), tuple(0, 4), tuple(0, 6), tuple(1, 5)])
 */
export function dneighbors(loc: IntegerTuple): FrozenSet {
  return around(loc, DIRECT_STEPS, 'dneighbors');
}

/**
 * The 4 diagonal locations, on a grid or not.
 *
 * @source ARC-DSL ineighbors
 * @example ineighbors(tuple(0, 5)) // => frozenSet([tuple(-1, 4), tuple(-1, 6), tuple(1, 4), tuple(1, 6)])
 */
export function ineighbors(loc: IntegerTuple): FrozenSet {
  return around(loc, DIAGONAL_STEPS, 'ineighbors');
}

/**
 * The 8 surrounding locations, on a grid or not; not the location itself.
 *
 * @source ARC-DSL neighbors
 * @example neighbors(tuple(0, 5)).size // => 8
 */
export function neighbors(loc: IntegerTuple): FrozenSet {
  return around(loc, ALL_STEPS, 'neighbors');
}

/**
 * All locations from a to b, ends included, if they share a row, a column or a diagonal; else none.
 *
 * @throws ArcError `dsl.ValueError` unless both have two components
 * @source ARC-DSL connect
 * @example connect(tuple(2, 0), tuple(0, 2)) // => frozenSet([tuple(0, 2), tuple(1, 1), tuple(2, 0)])
 */
export function connect(a: IntegerTuple, b: IntegerTuple): FrozenSet {
  const { i: ai, j: aj } = readPair(a, 'connect'), { i: bi, j: bj } = readPair(b, 'connect');
  const rows = Math.abs(bi - ai), columns = Math.abs(bj - aj), length = Math.max(rows, columns) + 1;
  if (rows !== 0 && columns !== 0 && rows !== columns) return EMPTY_SET;
  checkSize(length, 'connect', UNPACKED_LIMIT);
  const isForward = ai < bi || (ai === bi && aj <= bj);
  const i = isForward ? ai : bi, j = isForward ? aj : bj;
  const di = Math.sign(rows), dj = Math.sign(isForward ? bj - aj : aj - bj);
  const row = a.items[0]!, column = a.items[1]!;
  if (isPackable(row, column) && isPackable(bi, bj)) {
    const extent = { top: i, bottom: i + rows, left: Math.min(aj, bj), right: Math.max(aj, bj) };
    return new Indices(line(packLocation(i, j), di * ROW_STEP + dj, length), extent);
  }
  return frozenSet(Array.from({ length }, (_, k) => (
    new Tuple([di === 0 ? row : i + k * di, di !== 0 && dj === 0 ? column : j + k * dj])
  )));
}

/**
 * The straight line from start to start + 42·direction, without gaps and not clipped to any grid; none unless the
 * direction is along an axis or a diagonal.
 *
 * @source ARC-DSL shoot
 * @example shoot(tuple(0, 0), tuple(1, -1)).size // => 43
 */
export function shoot(start: IntegerTuple, direction: IntegerTuple): FrozenSet {
  const i = coordinateAt(start, 0, 'shoot') + SHOT_LENGTH * coordinateAt(direction, 0, 'shoot');
  const j = coordinateAt(start, 1, 'shoot') + SHOT_LENGTH * coordinateAt(direction, 1, 'shoot');
  return connect(start, new Tuple([i, j]));
}

/**
 * The column through a location: rows 0..29, whatever the grid.
 *
 * @source ARC-DSL vfrontier
 * @example vfrontier(tuple(99, 7)).size // => 30
 */
export function vfrontier(location: IntegerTuple): FrozenSet {
  const j = componentAt(location, 1, 'vfrontier');
  if (isPackableCoordinate(j)) {
    const extent = { top: 0, bottom: FRONTIER_LENGTH - 1, left: j, right: j };
    return new Indices(line(packLocation(0, j), ROW_STEP, FRONTIER_LENGTH), extent);
  }
  return frozenSet(Array.from({ length: FRONTIER_LENGTH }, (_, i) => new Tuple([i, j])));
}

/**
 * The row through a location: columns 0..29, whatever the grid.
 *
 * @source ARC-DSL hfrontier
 * @example hfrontier(tuple(7, 99)).size // => 30
 */
export function hfrontier(location: IntegerTuple): FrozenSet {
  const i = componentAt(location, 0, 'hfrontier');
  if (isPackableCoordinate(i)) {
    const extent = { top: i, bottom: i, left: 0, right: FRONTIER_LENGTH - 1 };
    return new Indices(line(packLocation(i, 0), 1, FRONTIER_LENGTH), extent);
  }
  return frozenSet(Array.from({ length: FRONTIER_LENGTH }, (_, j) => new Tuple([i, j])));
}

/**
 * All locations of a patch's bounding box; none for an empty patch.
 *
 * @source ARC-DSL backdrop
 * @example backdrop(frozenSet([tuple(0, 0), tuple(0, 2)])) // => frozenSet([tuple(0, 0), tuple(0, 1), tuple(0, 2)])
 */
export function backdrop(patch: AnyPatch): FrozenSet {
  return isEmpty(patch, 'backdrop') ? EMPTY_SET : rectangle(extentOf(patch, 'backdrop'), 'backdrop');
}

/**
 * The locations of a patch's bounding box that the patch leaves free; none for an empty patch.
 *
 * @throws ArcError `dsl.TypeError` for a tuple of bare locations
 * @source ARC-DSL delta
 * @example delta(frozenSet([tuple(0, 0), tuple(0, 2)])) // => frozenSet([tuple(0, 1)])
 */
export function delta(patch: AnyPatch): FrozenSet {
  if (isEmpty(patch, 'delta')) return EMPTY_SET;
  const all = rectangle(extentOf(patch, 'delta'), 'delta');
  if (patch instanceof Tuple && !hasColor(patch.items[0]!)) {
    return fail('TypeError', 'delta: a tuple of locations cannot be taken from a set; give a set of them');
  }
  return filterSet(all, toindices(patch) as FrozenSet, false);
}

/**
 * The outline of a patch's bounding box; an empty patch comes back as it is.
 *
 * @source ARC-DSL box
 * @example box(frozenSet([tuple(0, 0), tuple(2, 2)])).size // => 8
 */
export function box(patch: AnyPatch): FrozenSet | Tuple {
  return isEmpty(patch, 'box') ? patch : outline(extentOf(patch, 'box'), 'box');
}

/**
 * The ring one step outside a patch's bounding box, on a grid or not.
 *
 * @throws ArcError `dsl.ValueError` for an empty patch
 * @source ARC-DSL outbox
 * @example outbox(frozenSet([tuple(1, 1)])).size // => 8
 */
export function outbox(patch: AnyPatch): FrozenSet {
  const { top, bottom, left, right } = extentOf(patch, 'outbox');
  return outline({ top: top - 1, bottom: bottom + 1, left: left - 1, right: right + 1 }, 'outbox');
}

/**
 * The outline one step inside a patch's bounding box; on an axis of size 1 or 2 the two sides change places, so that
 * the inbox of a single cell is the ring around it.
 *
 * @throws ArcError `dsl.ValueError` for an empty patch
 * @source ARC-DSL inbox
 * @example inbox(frozenSet([tuple(0, 0), tuple(2, 2)])) // => frozenSet([tuple(1, 1)])
 */
export function inbox(patch: AnyPatch): FrozenSet {
  const { top, bottom, left, right } = extentOf(patch, 'inbox');
  return outline({
    top: Math.min(top + 1, bottom - 1), bottom: Math.max(top + 1, bottom - 1),
    left: Math.min(left + 1, right - 1), right: Math.max(left + 1, right - 1),
  }, 'inbox');
}

function displace(patch: AnyPatch, di: number, dj: number, primitive: string): FrozenSet {
  if (patch instanceof Patch) {
    const { top, bottom, left, right } = patch.extent, extent = { top: top + di, bottom: bottom + di, left: left + dj, right: right + dj };
    if (isPackable(extent.top, extent.left) && isPackable(extent.bottom, extent.right)) {
      const source = patch.packed, moved = new Array<number>(source.length), offset = di * ROW_STEP + dj;
      for (let k = 0; k < moved.length; k++) moved[k] = source[k]! + offset;
      return patchLike(patch, moved, extent);
    }
  }
  return withLocations(patch, (i, j) => new Tuple([i + di, j + dj]), primitive);
}

function around(loc: IntegerTuple, steps: readonly number[], primitive: string): FrozenSet {
  const i = coordinateAt(loc, 0, primitive), j = coordinateAt(loc, 1, primitive);
  if (hasPackableNeighbors(i) && hasPackableNeighbors(j)) {
    const locations = new Array<number>(steps.length), middle = packLocation(i, j);
    for (let k = 0; k < steps.length; k++) locations[k] = middle + steps[k]!;
    return new Indices(locations);
  }
  return frozenSet(steps.map((step) => {
    const di = rowOf(packLocation(0, 0) + step), dj = columnOf(packLocation(0, 0) + step);
    return new Tuple([di === 0 ? i : i + di, dj === 0 ? j : j + dj]);
  }));
}

function coordinateAt(location: Value, component: 0 | 1, primitive: string): number {
  return asCoordinate(componentAt(location, component, primitive), primitive);
}

function componentAt(location: Value, component: 0 | 1, primitive: string): Value {
  if (!(location instanceof Tuple)) return fail('TypeError', `${primitive}: ${describe(location)} is not a location (i, j)`);
  const { items } = location;
  return items.length > component ? items[component]! : fail('IndexError', `${primitive}: ${describe(location)} has no component ${component}`);
}

function isPackable(i: unknown, j: unknown): boolean {
  return isPackableCoordinate(i) && isPackableCoordinate(j);
}

function hasPackableNeighbors(n: unknown): boolean {
  return typeof n === 'number' && n > -COORDINATE_LIMIT && n < COORDINATE_LIMIT - 1;
}

/** Primitives that make patches: of grids, from patches, around and between locations. */
export const PATCHES: readonly Primitive[] = defineFamily('patches', {
  asindices: ['(grid: Grid) -> Indices', 'All locations of the grid.', asindices],
  toindices: ['(patch: Patch) -> Indices', 'The locations of the patch.', toindices],
  recolor: ['(value: Integer, patch: Patch) -> Object', "The object of the patch's locations in one color.", recolor],
  shift: ['(patch: Patch, directions: IntegerTuple) -> Patch', 'The patch displaced.', shift],
  normalize: ['(patch: Patch) -> Patch', 'The patch displaced so that its bounding box starts at (0, 0).', normalize],
  toobject: ['(patch: Patch, grid: Grid) -> Object', "The grid's cells at the patch's locations.", toobject],
  asobject: ['(grid: Grid) -> Object', 'All cells of the grid.', asobject],
  dneighbors: ['(loc: IntegerTuple) -> Indices', 'The 4 locations next to it.', dneighbors],
  ineighbors: ['(loc: IntegerTuple) -> Indices', 'The 4 locations diagonal to it.', ineighbors],
  neighbors: ['(loc: IntegerTuple) -> Indices', 'The 8 locations around it.', neighbors],
  connect: ['(a: IntegerTuple, b: IntegerTuple) -> Indices', 'The straight line between two locations.', connect],
  shoot: ['(start: IntegerTuple, direction: IntegerTuple) -> Indices', 'The line from start over 42 steps.', shoot],
  vfrontier: ['(location: IntegerTuple) -> Indices', 'The column through the location, rows 0..29.', vfrontier],
  hfrontier: ['(location: IntegerTuple) -> Indices', 'The row through the location, columns 0..29.', hfrontier],
  backdrop: ['(patch: Patch) -> Indices', 'All locations of the bounding box.', backdrop],
  delta: ['(patch: Patch) -> Indices', 'The free locations of the bounding box.', delta],
  box: ['(patch: Patch) -> Indices', 'The outline of the bounding box.', box],
  outbox: ['(patch: Patch) -> Indices', 'The ring around the bounding box.', outbox],
  inbox: ['(patch: Patch) -> Indices', 'The outline one step inside the bounding box.', inbox],
});
