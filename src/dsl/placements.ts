import { isEqual } from '../values/equality.js';
import { GridObject, Indices, type FrozenSet } from '../values/frozen-set.js';
import type { Grid } from '../values/grid.js';
import { COLOR_LIMIT, colorOf, columnOf, isPackableColor, isPackableCoordinate, packLocation, rowOf } from '../values/packing.js';
import { frozenSet } from '../values/set-building.js';
import { Tuple } from '../values/tuple.js';
import type { Value } from '../values/value.js';
import { describe, hasColor, readItems } from './arguments.js';
import { fail } from './failure.js';
import { coordinatesOf, extentOf } from './patch-arguments.js';
import type { Element } from './types.js';

/** Grids less wide than this have rows that fit a machine word as bits, with the sign bit clear. */
const WORD_BITS = 32;

/**
 * The locations (i, j), i < rows and j < columns, at which an object's bounding box lies on a grid with every cell of
 * the object on its own color.
 *
 * @param rows at least 1; so many rows has the grid more than the object, plus 1
 * @param columns at least 1; likewise
 */
export function placementsOf(grid: Grid, object: Element, rows: number, columns: number): FrozenSet {
  const isByBits = object instanceof GridObject && object.size > 0 && grid.width < WORD_BITS && isPackableCoordinate(rows);
  return isByBits ? new Indices(placementsByBits(grid, object, rows)) : placementsByCells(grid, object, rows, columns);
}

/**
 * Narrows all placements of a grid row at once: bit j of `fits[i]` says that the object still fits at (i, j). A
 * horizontal stretch of cells of one color is one step.
 */
function placementsByBits(grid: Grid, { packed: cells, extent: { top, left } }: GridObject, rows: number): number[] {
  const places = placesOf(grid), fits = new Array<number>(rows).fill(-1);
  for (let k = 0, end = 1; k < cells.length; k = end++) {
    const cell = cells[k]!;
    while (end < cells.length && cells[end] === cells[end - 1]! + 1) end++;
    const ofStretch = placesOfStretch(places, colorOf(cell), end - k);
    if (ofStretch === undefined || !narrow(fits, ofStretch, rowOf(cell) - top, columnOf(cell) - left)) return [];
  }
  const found: number[] = [];
  for (let i = 0; i < rows; i++) {
    for (let bits = fits[i]!; bits !== 0; bits &= bits - 1) found.push(packLocation(i, 31 - Math.clz32(bits & -bits)));
  }
  return found;
}

/** Keeps the placements whose stretch at (i, j) of the object lies on a place for it; whether any are left. */
function narrow(fits: number[], places: readonly number[], i: number, j: number): boolean {
  let left = 0;
  for (let row = 0; row < fits.length; row++) left |= fits[row]! &= places[row + i]! >> j;
  return left !== 0;
}

/**
 * By color + COLOR_LIMIT and by length - 1, as far as asked for: for each row of a grid, as bits, the columns at which
 * a horizontal stretch of that many cells of the color starts.
 */
type Places = number[][][];

let placesOfGrids: WeakMap<Grid, Places> | undefined;

/** The places on a grid, kept because programs look for many objects on one grid. */
function placesOf(grid: Grid): Places {
  placesOfGrids ??= new WeakMap();
  let places = placesOfGrids.get(grid);
  if (places === undefined) placesOfGrids.set(grid, (places = placesOfSingleCells(grid)));
  return places;
}

function placesOfStretch(places: Places, color: number, length: number): readonly number[] | undefined {
  const ofColor = places[color + COLOR_LIMIT];
  if (ofColor === undefined) return undefined;
  while (ofColor.length < length) ofColor.push(ofColor[ofColor.length - 1]!.map((bits) => bits & (bits >>> 1)));
  return ofColor[length - 1];
}

function placesOfSingleCells({ height, width, cells }: Grid): Places {
  const places: Places = [];
  for (let i = 0, k = 0; i < height; i++) {
    for (let j = 0; j < width; j++, k++) {
      const color = cells[k] === true ? 1 : cells[k] === false ? 0 : cells[k];
      if (isPackableColor(color)) (places[color + COLOR_LIMIT] ??= [new Array<number>(height).fill(0)])[0]![i]! |= 1 << j;
    }
  }
  return places;
}

/** Tries every placement, cell by cell: for grids wider than a machine word and objects that do not pack. */
function placementsByCells(grid: Grid, object: Element, rows: number, columns: number): FrozenSet {
  const cells = cellsInBox(object), found: Value[] = [];
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) if (doesFit(grid, cells, i, j)) found.push(new Tuple([i, j]));
  }
  return frozenSet(found);
}

/** A cell of an object, counted from the upper left corner of the object's bounding box. */
interface CellInBox {
  readonly color: Value;
  readonly i: number;
  readonly j: number;
}

function cellsInBox(object: Element): readonly CellInBox[] {
  const cells = readItems(object, 'occurrences');
  if (cells.length === 0) return [];
  const { top, left } = extentOf(object, 'occurrences');
  return cells.map((cell) => {
    if (!hasColor(cell)) return fail('TypeError', `occurrences: ${describe(cell)} is not a cell (color, (i, j))`);
    const { i, j } = coordinatesOf(cell.items[1]!, 'occurrences');
    return { color: cell.items[0]!, i: i - top, j: j - left };
  });
}

function doesFit(grid: Grid, cells: readonly CellInBox[], di: number, dj: number): boolean {
  for (let k = 0; k < cells.length; k++) {
    const { color, i, j } = cells[k]!;
    if (i + di >= grid.height || j + dj >= grid.width || !isEqual(grid.at(i + di, j + dj), color)) return false;
  }
  return true;
}
