import { Grid, stack } from '../values/grid.js';
import { Tuple } from '../values/tuple.js';
import type { Value } from '../values/value.js';
import { describe, readGrid, readInteger, readItems, readVector } from './arguments.js';
import { add } from './arithmetic.js';
import { isIntegral } from './comparison.js';
import { shape, ulcorner } from './extent.js';
import { fail } from './failure.js';
import { isUniform } from './grid-cells.js';
import { viewGrid } from './grid-view.js';
import { checkSize } from './size-limit.js';
import type { Integer, IntegerTuple, Patch } from './types.js';

/**
 * The part of a grid from `start`, `dims` large, by Python's slicing: clipped at the edge; a negative start counts
 * from the end, and a part that starts before the end and ends at or after it is empty.
 *
 * @throws ArcError `dsl.IndexError` if a pair has fewer than two components
 * @source ARC-DSL crop
 * @example crop(grid([[1, 2, 3], [4, 5, 6]]), tuple(0, 1), tuple(2, 9)) // => grid([[2, 3], [5, 6]])
 */
export function crop(grid: Tuple, start: IntegerTuple, dims: IntegerTuple): Grid {
  const source = readGrid(grid, 'crop'), from = readVector(start, 'crop'), size = readVector(dims, 'crop');
  return cut(
    source, sliceBound(from.i, source.height), sliceBound(from.i + size.i, source.height),
    sliceBound(from.j, source.width), sliceBound(from.j + size.j, source.width),
  );
}

/**
 * `crop` of a grid at the bounding box of a patch; a box that starts above or left of the grid gives what `crop` gives
 * for negative starts, mostly nothing.
 *
 * @throws ArcError `dsl.IndexError` for an empty patch
 * @source ARC-DSL subgrid
 * @example subgrid(frozenSet([tuple(0, 1), tuple(1, 2)]), grid([[1, 2, 3], [4, 5, 6]])) // => grid([[2, 3], [5, 6]])
 */
export function subgrid(patch: Patch, grid: Tuple): Grid {
  return crop(grid, ulcorner(patch), shape(patch));
}

/**
 * The n pieces of a grid side by side, each as wide as the n-th part rounded down; if the width is not divisible, one
 * column is skipped between neighbors.
 *
 * @throws ArcError `dsl.ZeroDivisionError` for n = 0, `dsl.IndexError` for the grid without rows
 * @source ARC-DSL hsplit
 * @example hsplit(grid([[1, 2, 3]]), 2) // => tuple(grid([[1]]), grid([[3]]))
 */
export function hsplit(grid: Tuple, n: Integer): Tuple {
  const source = readGrid(grid, 'hsplit');
  // The width is that of row 0, hence due before it is divided; the height is not.
  if (source.height === 0) return fail('IndexError', 'hsplit: the grid has no rows');
  return split(source, source.width, n, 'hsplit', (left, right) => cut(source, 0, source.height, left, right));
}

/**
 * The n pieces of a grid one below the other, each as high as the n-th part rounded down; if the height is not
 * divisible, one row is skipped between neighbors.
 *
 * @throws ArcError `dsl.ZeroDivisionError` for n = 0, `dsl.IndexError` for the grid without rows
 * @source ARC-DSL vsplit
 * @example vsplit(grid([[1], [2], [3]]), 2) // => tuple(grid([[1]]), grid([[3]]))
 */
export function vsplit(grid: Tuple, n: Integer): Tuple {
  const source = readGrid(grid, 'vsplit');
  return split(source, source.height, n, 'vsplit', (top, bottom) => cut(source, top, bottom, 0, source.width));
}

/**
 * The grid without its outermost rows and columns; no rows remain of two or fewer, rows of width zero of two or fewer
 * columns.
 *
 * @source ARC-DSL trim
 * @example trim(grid([[1, 2, 3], [4, 5, 6], [7, 8, 9]])) // => grid([[5]])
 */
export function trim(grid: Tuple): Grid {
  if (readTuple(grid, 'trim').length <= 2) return new Grid(0, 0, []);
  const source = readGrid(grid, 'trim');
  return cut(source, 1, source.height - 1, 1, source.width - 1);
}

/**
 * The upper half of the rows, without the middle one of an odd height; of any tuple the first half.
 *
 * @source ARC-DSL tophalf
 * @example tophalf(grid([[1], [2], [3]])) // => grid([[1]])
 */
export function tophalf<G extends Tuple>(grid: G): G {
  const { length } = readTuple(grid, 'tophalf');
  return rowsBetween(grid, 0, length >> 1) as G;
}

/**
 * The lower half of the rows, without the middle one of an odd height; of any tuple the last half.
 *
 * @source ARC-DSL bottomhalf
 * @example bottomhalf(grid([[1], [2], [3]])) // => grid([[3]])
 */
export function bottomhalf<G extends Tuple>(grid: G): G {
  const { length } = readTuple(grid, 'bottomhalf');
  return rowsBetween(grid, length - (length >> 1), length) as G;
}

/**
 * The left half of the columns, without the middle one of an odd width; no rows if there is none.
 *
 * @source ARC-DSL lefthalf
 * @example lefthalf(grid([[1, 2, 3]])) // => grid([[1]])
 */
export function lefthalf(grid: Tuple): Grid {
  const source = readGrid(grid, 'lefthalf'), half = source.width >> 1;
  return cut(source, 0, half === 0 ? 0 : source.height, 0, half);
}

/**
 * The right half of the columns, without the middle one of an odd width; no rows if there is none.
 *
 * @source ARC-DSL righthalf
 * @example righthalf(grid([[1, 2, 3]])) // => grid([[3]])
 */
export function righthalf(grid: Tuple): Grid {
  const source = readGrid(grid, 'righthalf'), half = source.width >> 1;
  return cut(source, 0, half === 0 ? 0 : source.height, source.width - half, source.width);
}

/**
 * The grid without the rows and columns that are of one color, both judged on the grid as given.
 *
 * @source ARC-DSL compress
 * @example compress(grid([[1, 5, 2], [5, 5, 5], [3, 5, 4]])) // => grid([[1, 2], [3, 4]])
 */
export function compress(grid: Tuple): Grid {
  const source = readGrid(grid, 'compress');
  const { height, width, cells } = source;
  const rows: number[] = [], columns: number[] = [];
  for (let i = 0; i < height; i++) if (!isUniform(cells, i * width, 1, width)) rows.push(i);
  for (let j = 0; j < width; j++) if (!isUniform(cells, j, width, height)) columns.push(j);
  if (rows.length === 0) return new Grid(0, 0, []);
  const kept = new Array<Value>(rows.length * columns.length);
  let k = 0;
  for (const i of rows) for (const j of columns) kept[k++] = cells[i * width + j]!;
  return new Grid(rows.length, columns.length, kept);
}

/**
 * Grid b to the right of grid a; surplus rows of the taller one are dropped.
 *
 * @returns a grid for two grids; of other containers the sums of elements at equal positions, as `vconcat` adds them
 * @source ARC-DSL hconcat
 * @example hconcat(grid([[1], [2]]), grid([[3]])) // => grid([[1, 3]])
 */
export function hconcat(a: Grid, b: Grid): Grid;
export function hconcat(a: Tuple, b: Tuple): Tuple;
export function hconcat(a: Tuple, b: Tuple): Tuple {
  if (a instanceof Grid && b instanceof Grid) return besides(a, b);
  const right = readItems(b, 'hconcat');
  return new Tuple(readItems(a, 'hconcat').slice(0, right.length).map((row, i) => sum(row, right[i]!, 'hconcat')));
}

function besides(a: Grid, b: Grid): Grid {
  const height = Math.min(a.height, b.height), width = height === 0 ? 0 : a.width + b.width, total = height * width;
  const left = a.cells, right = b.cells, leftWidth = a.width, cells = new Array<Value>(total);
  for (let row = 0, fromLeft = 0, fromRight = 0; row < total; row += width) {
    for (let k = row; k < row + leftWidth; k++) cells[k] = left[fromLeft++]!;
    for (let k = row + leftWidth; k < row + width; k++) cells[k] = right[fromRight++]!;
  }
  return new Grid(height, width, cells);
}

/**
 * Grid b below grid a.
 *
 * @returns a grid for two grids of equal width; else the tuple of the elements of both, and of two integers the sum
 * @source ARC-DSL vconcat
 * @example vconcat(grid([[1]]), grid([[2]])) // => grid([[1], [2]])
 */
export function vconcat(a: Tuple, b: Tuple): Tuple {
  return sum(a, b, 'vconcat') as Tuple;
}

/** What Python's `+` makes of two tuples or two integers. */
function sum(a: Value, b: Value, primitive: string): Value {
  if (a instanceof Tuple && b instanceof Tuple) {
    if (a.length === 0 || b.length === 0) return a.length === 0 ? b : a;
    return a instanceof Grid && b instanceof Grid && a.width === b.width ? stack(a, b) : new Tuple(a.items.concat(b.items));
  }
  if (isIntegral(a) && isIntegral(b)) return add(a, b);
  return fail('TypeError', `${primitive}: ${describe(a)} and ${describe(b)} are not two grids`);
}

/** The part from row `top` up to but without `bottom`, likewise columns; no bound lies outside the grid. */
function cut(grid: Grid, top: number, bottom: number, left: number, right: number): Grid {
  return viewGrid(grid, bottom - top, right - left, top * grid.width + left, grid.width, 1);
}

function readTuple(grid: Value, primitive: string): Tuple {
  return grid instanceof Tuple ? grid : fail('TypeError', `${primitive}: ${describe(grid)} is not a grid`);
}

/** Elements `from` up to but without `to`. */
function rowsBetween(grid: Tuple, from: number, to: number): Tuple {
  return grid instanceof Grid ? cut(grid, from, to, 0, grid.width) : new Tuple(grid.items.slice(from, to));
}

/** A bound of a Python slice as a position 0..length. */
function sliceBound(bound: number, length: number): number {
  return bound < 0 ? Math.max(0, bound + length) : Math.min(bound, length);
}

/** The n pieces of a side of the grid, which is `length` long. */
function split(grid: Grid, length: number, n: Integer, primitive: string, piece: (from: number, to: number) => Grid): Tuple {
  const count = readInteger(n, primitive);
  if (count === 0) return fail('ZeroDivisionError', `${primitive}: the grid cannot be split into 0 pieces; give another number`);
  if (grid.height === 0) return fail('IndexError', `${primitive}: the grid has no rows`);
  checkSize(count * grid.height, primitive);
  const size = Math.floor(length / count), step = length % count === 0 ? size : size + 1;
  const pieces = new Array<Value>(Math.max(0, count));
  for (let k = 0; k < count; k++) pieces[k] = piece(Math.min(k * step, length), Math.min(k * step + size, length));
  return new Tuple(pieces);
}
