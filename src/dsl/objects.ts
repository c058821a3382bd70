import { EMPTY_SET, GridObject, ItemSet } from '../values/frozen-set.js';
import type { Grid } from '../values/grid.js';
import { compareCanonically } from '../values/order.js';
import { ROW_STEP, colorOf, columnOf, packCell, rowOf } from '../values/packing.js';
import { frozenSet, hasElement } from '../values/set-building.js';
import { Tuple } from '../values/tuple.js';
import type { Value } from '../values/value.js';
import { describe, hasColor, isTruthy, readGrid, readItems } from './arguments.js';
import { mostColorOfGrid } from './colors.js';
import { connectedComponents } from './connected-components.js';
import { height, width } from './extent.js';
import { fail } from './failure.js';
import { cellsAtPositions, countsIfPackable, inOrderOfColors, isUniform, objectsByColor, withIdenticalEquals } from './grid-cells.js';
import { line } from './outlines.js';
import { coordinatesAlong, coordinatesOf } from './patch-arguments.js';
import { normalize } from './patches.js';
import { placementsOf } from './placements.js';
import { defineFamily, type Primitive } from './primitive.js';
import type { Any, Element, FrozenSet } from './types.js';

/**
 * The connected components of a grid, as objects in place.
 *
 * @param univalued whether a component has one color; else it is what hangs together of all but the background
 * @param diagonal whether cells that meet at a corner are connected
 * @param without_bg whether the cells of the most common color (of several the least) belong to no object
 * @throws ArcError for a grid without rows: `dsl.ValueError` without background, else `dsl.IndexError`
 * @source ARC-DSL objects
 * @example objects(grid([[1, 0, 0, 0, 1]]), true, false, true).size // => 2
 */
export function objects(grid: Tuple, univalued: Any, diagonal: Any, without_bg: Any): FrozenSet {
  const source = readGrid(grid, 'objects'), comparable = withIdenticalEquals(source);
  if (source.height === 0 && !isTruthy(without_bg)) return fail('IndexError', 'objects: the grid has no rows');
  const background = isTruthy(without_bg) ? mostColorOfGrid(comparable) : undefined;
  const isPacked = countsIfPackable(source) !== null;
  const components = connectedComponents(comparable, isTruthy(univalued), isTruthy(diagonal), background, isPacked);
  if (!isPacked) return objectSet(components.map((positions) => cellsAtPositions(source, positions)));
  if (isTruthy(univalued)) return setOf(inOrderOfColors(components, (cells) => colorOf(cells[0]!)).map((cells) => new GridObject(cells)));
  return objectSet(components.map((cells) => new GridObject(inOrderOfColors(cells, colorOf))));
}

/**
 * One object per color of a grid, with all its cells, connected or not.
 *
 * @source ARC-DSL partition
 * @example partition(grid([[1, 2, 1]])).size // => 2
 */
export function partition(grid: Tuple): FrozenSet {
  return setOf(objectsByColor(readGrid(grid, 'partition')));
}

/**
 * As `partition`, without the object of the most common color (of several the least).
 *
 * @throws ArcError `dsl.ValueError` for a grid without cells
 * @source ARC-DSL fgpartition
 * @example fgpartition(grid([[1, 2, 1]])) // => frozenSet([frozenSet([tuple(2, tuple(0, 1))])])
 */
export function fgpartition(grid: Tuple): FrozenSet {
  const parts = objectsByColor(readGrid(grid, 'fgpartition'));
  if (parts.length === 0) return fail('ValueError', 'fgpartition: the grid has no cells, hence no most common color');
  const background = parts.reduce((largest, part) => (part.size > largest.size ? part : largest));
  return setOf(parts.filter((part) => part !== background));
}

/**
 * The locations at which an object's bounding box fits on the grid with every cell of the object on its own color.
 *
 * @param obj its place does not matter; holes match anything; an empty object fits at (h + 1)·(w + 1) locations
 * @throws ArcError `dsl.IndexError` for the grid without rows, `dsl.TypeError` for bare locations that would fit
 * @source ARC-DSL occurrences
 * @example occurrences(grid([[1, 1], [1, 2]]), frozenSet([tuple(1, tuple(5, 5)), tuple(1, tuple(5, 6))])) // => frozenSet([tuple(0, 0)])
 */
export function occurrences(grid: Tuple, obj: Element): FrozenSet {
  const source = readGrid(grid, 'occurrences');
  if (source.height === 0) return fail('IndexError', 'occurrences: the grid has no rows');
  const rows = source.height - height(obj) + 1, columns = source.width - width(obj) + 1;
  if (rows <= 0 || columns <= 0) return EMPTY_SET;
  return placementsOf(source, obj, rows, columns);
}

/**
 * The objects of all rows and all columns of one single color, each as long as the grid.
 *
 * @throws ArcError `dsl.IndexError` for the grid without rows
 * @source ARC-DSL frontiers
 * @example frontiers(grid([[1, 1], [2, 3]])) // => frozenSet([frozenSet([tuple(1, tuple(0, 0)), tuple(1, tuple(0, 1))])])
 */
export function frontiers(grid: Tuple): FrozenSet {
  const source = readGrid(grid, 'frontiers'), { height, width } = source, lines: FrozenSet[] = [];
  if (height === 0) return fail('IndexError', 'frontiers: the grid has no rows');
  const { cells } = source;
  for (let i = 0; i < height; i++) {
    if (isUniform(cells, i * width, 1, width)) lines.push(paintLine(source, i, 0, 0, 1, width));
  }
  // The row and the column of a single cell are one object.
  for (let j = 0; j < width && height * width > 1; j++) {
    if (isUniform(cells, j, width, height)) lines.push(paintLine(source, 0, j, 1, 0, height));
  }
  return objectSet(lines);
}

/** The object of a row or column of one color: so many cells from (i, j) on, each (di, dj) after the one before. */
function paintLine(grid: Grid, i: number, j: number, di: 0 | 1, dj: 0 | 1, length: number): FrozenSet {
  if (countsIfPackable(grid) === null) return cellsAtPositions(grid, line(i * grid.width + j, di * grid.width + dj, length));
  return new GridObject(line(packCell(grid.at(i, j) as number, i, j), di * ROW_STEP + dj, length));
}

/**
 * The least distance p below the width such that every cell from column p on, moved p to the left, is in the object
 * too; the width if there is none, 0 for an empty object.
 *
 * @throws ArcError `dsl.TypeError` for bare locations in several columns
 * @source ARC-DSL hperiod
 * @example hperiod(frozenSet([tuple(1, tuple(0, 0)), tuple(2, tuple(0, 1)), tuple(1, tuple(0, 2))])) // => 2
 */
export function hperiod(obj: Element): number {
  return periodOf(obj, 0, 1, 'hperiod');
}

/**
 * The least distance p below the height such that every cell from row p on, moved p up, is in the object too; the
 * height if there is none, 0 for an empty object.
 *
 * @throws ArcError `dsl.TypeError` for bare locations in several rows
 * @source ARC-DSL vperiod
 * @example vperiod(frozenSet([tuple(1, tuple(0, 0)), tuple(2, tuple(1, 0)), tuple(1, tuple(2, 0))])) // => 2
 */
export function vperiod(obj: Element): number {
  return periodOf(obj, 1, 0, 'vperiod');
}

/** The set of different objects; most often their first cells order them. */
function objectSet(objects: FrozenSet[]): FrozenSet {
  for (let k = 0; k < objects.length; k++) if (!(objects[k] instanceof GridObject)) return frozenSet(objects);
  return setOf((objects as GridObject[]).sort(compareByFirstCells));
}

function compareByFirstCells(a: GridObject, b: GridObject): number {
  return a.packed[0]! - b.packed[0]! || compareCanonically(a, b);
}

/** The set of different values in canonical order. */
function setOf(ascending: readonly Value[]): FrozenSet {
  return ascending.length === 0 ? EMPTY_SET : new ItemSet(ascending);
}

/** The least p such that every cell, moved p·(di, dj) back, is in the object or off its bounding box. */
function periodOf(obj: Element, di: 0 | 1, dj: 0 | 1, primitive: string): number {
  const object = normalize(obj), size = di === 1 ? height(object) : width(object);
  if (object instanceof GridObject) {
    for (let p = 1; p < size; p++) if (isPackedPeriod(object.packed, p * di, p * dj)) return p;
    return size;
  }
  // Moved by a period, the last row or column comes to where another one is: no other distance needs a try.
  const distances = new Set(coordinatesAlong(di === 1 ? 0 : 1, object, primitive).map((coordinate) => size - 1 - coordinate));
  return [...distances].sort((p, q) => p - q).find((p) => p > 0 && isPeriod(object, p * di, p * dj, primitive)) ?? size;
}

function isPeriod(object: Element, di: number, dj: number, primitive: string): boolean {
  return readItems(object, primitive).every((cell) => {
    if (!hasColor(cell)) return fail('TypeError', `${primitive}: ${describe(cell)} is not a cell (color, (i, j))`);
    const { i, j } = coordinatesOf(cell.items[1]!, primitive);
    const moved = new Tuple([cell.items[0]!, new Tuple([i - di, j - dj])]);
    return i < di || j < dj || hasElement(object as FrozenSet, moved);
  });
}

function isPackedPeriod(cells: readonly number[], di: number, dj: number): boolean {
  const offset = di * ROW_STEP + dj;
  // Where the moved cells are found ascends with them.
  for (let k = 0, found = 0; k < cells.length; k++) {
    const cell = cells[k]!;
    if (rowOf(cell) < di || columnOf(cell) < dj) continue;
    while (cells[found]! < cell - offset) found++;
    if (cells[found] !== cell - offset) return false;
  }
  return true;
}

/** Primitives that find objects in grids, and what repeats. */
export const OBJECTS: readonly Primitive[] = defineFamily('objects', {
  objects: [
    '(grid: Grid, univalued: Boolean, diagonal: Boolean, without_bg: Boolean) -> Objects',
    'The connected components of the grid.', objects,
  ],
  partition: ['(grid: Grid) -> Objects', 'One object per color.', partition],
  fgpartition: ['(grid: Grid) -> Objects', 'One object per color but the most common.', fgpartition],
  occurrences: ['(grid: Grid, obj: Object) -> Indices', 'Where the object fits on its own colors.', occurrences],
  frontiers: ['(grid: Grid) -> Objects', 'The rows and columns of one single color.', frontiers],
  hperiod: ['(obj: Object) -> Integer', 'The least distance at which the object repeats horizontally.', hperiod],
  vperiod: ['(obj: Object) -> Integer', 'The least distance at which the object repeats vertically.', vperiod],
});
