import { isEqual } from '../values/equality.js';
import { GridObject, Patch } from '../values/frozen-set.js';
import { Grid } from '../values/grid.js';
import { colorOf } from '../values/packing.js';
import type { Tuple } from '../values/tuple.js';
import type { Value } from '../values/value.js';
import { describe, hasColor, locationParts, readGrid, readItems, readVector } from './arguments.js';
import { mostColorOfGrid } from './colors.js';
import { fail } from './failure.js';
import { positionsOf } from './grid-cells.js';
import { positionIn } from './patch-arguments.js';
import { shift } from './patches.js';
import { defineFamily, type Primitive } from './primitive.js';
import { checkSize } from './size-limit.js';
import type { Any, IntegerTuple, Patch as AnyPatch } from './types.js';

/**
 * The grid of that many rows and columns with the value everywhere; negative counts act as 0.
 *
 * @param dimensions rows, columns
 * @source ARC-DSL canvas
 * @example canvas(5, tuple(1, 2)) // => grid([[5, 5]])
 */
export function canvas(value: Any, dimensions: IntegerTuple): Grid {
  const { i: rows, j: columns } = readVector(dimensions, 'canvas');
  if (rows <= 0) return new Grid(0, 0, []);
  const width = Math.max(0, columns);
  checkSize(rows * Math.max(1, width), 'canvas');
  return new Grid(rows, width, new Array<Value>(rows * width).fill(value));
}

/**
 * The grid with the value at all locations of a patch that lie on it; the patch's own colors do not matter.
 *
 * @throws ArcError `dsl.IndexError` for the grid without rows
 * @source ARC-DSL fill
 * @example fill(grid([[0, 1], [2, 3]]), 7, frozenSet([tuple(0, 0), tuple(9, 9)])) // => grid([[7, 1], [2, 3]])
 */
export function fill(grid: Tuple, value: Any, patch: AnyPatch): Grid {
  return paintCells(readRows(grid, 'fill'), patch, { color: value }, 'fill');
}

/**
 * The grid with an object's cells in their colors, as far as they lie on it; of two cells at one location the last
 * stays, in a set the one of the higher color.
 *
 * @throws ArcError `dsl.IndexError` for the grid without rows, `dsl.TypeError` for bare locations
 * @source ARC-DSL paint
 * @example paint(grid([[0, 1], [2, 3]]), frozenSet([tuple(7, tuple(0, 0))])) // => grid([[7, 1], [2, 3]])
 */
export function paint(grid: Tuple, obj: AnyPatch): Grid {
  return paintCells(readRows(grid, 'paint'), obj, {}, 'paint');
}

/**
 * `fill` where the grid has its most frequent color; ties go to the lowest.
 *
 * @throws ArcError `dsl.IndexError` for the grid without rows, `dsl.ValueError` for rows of width zero
 * @source ARC-DSL underfill
 * @example underfill(grid([[0, 0], [0, 3]]), 7, frozenSet([tuple(0, 0), tuple(1, 1)])) // => grid([[7, 0], [0, 3]])
 */
export function underfill(grid: Tuple, value: Any, patch: AnyPatch): Grid {
  const source = readRows(grid, 'underfill');
  return paintCells(source, patch, { color: value, onlyOn: mostColorOfGrid(source) }, 'underfill');
}

/**
 * `paint` where the grid has its most frequent color; ties go to the lowest. Of two cells at one location the first
 * that is not of that color stays.
 *
 * @throws ArcError `dsl.IndexError` for the grid without rows, `dsl.ValueError` for rows of width zero, `dsl.TypeError`
 * for bare locations
 * @source ARC-DSL underpaint
 * @example underpaint(grid([[0, 0], [0, 3]]), frozenSet([tuple(7, tuple(0, 0)), tuple(7, tuple(1, 1))])) // => grid([[7, 0], [0, 3]])
 */
export function underpaint(grid: Tuple, obj: AnyPatch): Grid {
  const source = readRows(grid, 'underpaint');
  return paintCells(source, obj, { onlyOn: mostColorOfGrid(source) }, 'underpaint');
}

/**
 * The grid with a patch's locations in its most frequent color, counted with the patch; ties go to the lowest.
 *
 * @throws ArcError `dsl.ValueError` for a grid without cells
 * @source ARC-DSL cover
 * @example cover(grid([[5, 0], [0, 3]]), frozenSet([tuple(0, 0)])) // => grid([[0, 0], [0, 3]])
 */
export function cover(grid: Tuple, patch: AnyPatch): Grid {
  const source = readGrid(grid, 'cover');
  return paintCells(source, patch, { color: mostColorOfGrid(source) }, 'cover');
}

/**
 * Covers an object and paints it displaced by the offset; what leaves the grid is lost.
 *
 * @throws ArcError `dsl.ValueError` for a grid without cells, `dsl.TypeError` for bare locations
 * @source ARC-DSL move
 * @example move(grid([[5, 0], [0, 3]]), frozenSet([tuple(5, tuple(0, 0))]), tuple(0, 1)) // => grid([[0, 5], [0, 3]])
 */
export function move(grid: Tuple, obj: AnyPatch, offset: IntegerTuple): Grid {
  const source = readGrid(grid, 'move'), cells = source.cells.slice();
  putCells(cells, source, obj, { color: mostColorOfGrid(source) }, 'move');
  putCells(cells, source, shift(obj, offset), {}, 'move');
  return new Grid(source.height, source.width, cells);
}

/**
 * The grid of the cells in which two grids agree, with the fallback elsewhere; a larger b is cut to the size of a.
 *
 * @throws ArcError `dsl.IndexError` if b is smaller than a, or a has no rows
 * @source ARC-DSL cellwise
 * @example cellwise(grid([[1, 2]]), grid([[1, 3]]), 9) // => grid([[1, 9]])
 */
export function cellwise(a: Tuple, b: Tuple, fallback: Any): Grid {
  const { height, width, cells } = readRows(a, 'cellwise'), other = readGrid(b, 'cellwise');
  if (width > 0 && (other.height < height || other.width < width)) {
    fail('IndexError', `cellwise: ${describe(b)} does not cover ${describe(a)}; make b at least as large`);
  }
  const opposites = other.cells, agreed = cells.slice();
  for (let k = 0, row = 0; k < agreed.length; row += other.width) {
    for (let at = row, end = k + width; k < end; k++, at++) {
      const cell = cells[k]!, opposite = opposites[at]!;
      if (cell !== opposite && !isEqual(cell, opposite)) agreed[k] = fallback;
    }
  }
  return new Grid(height, width, agreed);
}

/** A grid with a row, as painting needs a width. */
function readRows(grid: Value, primitive: string): Grid {
  const source = readGrid(grid, primitive);
  return source.height > 0 ? source : fail('IndexError', `${primitive}: the grid has no rows`);
}

interface Paint {
  /** The color for all cells; without it each cell has its own. */
  readonly color?: Value;
  /** Paints only cells that have this color when their turn comes. */
  readonly onlyOn?: Value;
}

function paintCells(grid: Grid, patch: AnyPatch, paint: Paint, primitive: string): Grid {
  const cells = grid.cells.slice();
  putCells(cells, grid, patch, paint, primitive);
  return new Grid(grid.height, grid.width, cells);
}

/** Paints into the cells of a grid that is being made, which has the size of the given one. */
function putCells(cells: Value[], grid: Grid, patch: AnyPatch, { color, onlyOn }: Paint, primitive: string): void {
  const places = placesOf(patch, grid, primitive), colors = color === undefined ? cellColors(patch, primitive) : undefined;
  for (let k = 0; k < places.length; k++) {
    const at = places[k]!;
    if (at < 0 || (onlyOn !== undefined && cells[at] !== onlyOn && !isEqual(cells[at]!, onlyOn))) continue;
    cells[at] = colors === undefined ? color! : colors[k]!;
  }
}

/** For each element of a patch its position in the grid's reading order, −1 off the grid. */
function placesOf(patch: AnyPatch, grid: Grid, primitive: string): readonly number[] {
  if (patch instanceof Patch) return positionsOf(patch.packed, grid);
  return locationParts(patch, primitive).map((location) => positionIn(grid, location, primitive));
}

/** The color of each cell of an object, which bare locations are not. */
function cellColors(obj: AnyPatch, primitive: string): readonly Value[] {
  if (obj instanceof GridObject) return obj.packed.map(colorOf);
  return readItems(obj, primitive).map((cell) => {
    if (hasColor(cell)) return cell.items[0]!;
    return fail('TypeError', `${primitive}: ${describe(cell)} is not a cell (color, (i, j)); give an object`);
  });
}

/** Primitives that make a grid and put colors on it. */
export const PAINTING: readonly Primitive[] = defineFamily('painting', {
  canvas: ['(value: Integer, dimensions: IntegerTuple) -> Grid', 'A grid of one value.', canvas],
  fill: ['(grid: Grid, value: Integer, patch: Patch) -> Grid', 'Puts the value at the locations of the patch.', fill],
  paint: ['(grid: Grid, obj: Object) -> Grid', 'Puts the cells of the object.', paint],
  underfill: ['(grid: Grid, value: Integer, patch: Patch) -> Grid', 'Fills where the grid has its most frequent color.', underfill],
  underpaint: ['(grid: Grid, obj: Object) -> Grid', 'Paints where the grid has its most frequent color.', underpaint],
  cover: ['(grid: Grid, patch: Patch) -> Grid', 'Puts the most frequent color at the locations of the patch.', cover],
  move: ['(grid: Grid, obj: Object, offset: IntegerTuple) -> Grid', 'Covers the object and paints it elsewhere.', move],
  cellwise: ['(a: Grid, b: Grid, fallback: Integer) -> Grid', 'Keeps the cells in which both agree.', cellwise],
});
