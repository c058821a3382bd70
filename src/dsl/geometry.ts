import { type Extent, FrozenSet, Indices, Patch } from '../values/frozen-set.js';
import { Grid } from '../values/grid.js';
import { columnOf, isPackableCoordinate, locationOf, packLocation, ROW_STEP, rowOf } from '../values/packing.js';
import { gridObject, indices } from '../values/set-building.js';
import { Tuple, tuple } from '../values/tuple.js';
import { readGrid } from './arguments.js';
import {
  bottomhalf, compress, crop, hconcat, hsplit, lefthalf, righthalf, subgrid, tophalf, trim, vconcat, vsplit,
} from './cropping.js';
import { fail } from './failure.js';
import { viewGrid } from './grid-view.js';
import { extentOf, withLocations } from './patch-arguments.js';
import { defineFamily, type Primitive } from './primitive.js';
import { downscale, hupscale, upscale, vupscale } from './scaling.js';
import type { Piece } from './types.js';

/**
 * The grid turned by 90 degrees clockwise; rows of width zero collapse to no rows.
 *
 * @source ARC-DSL rot90
 * @example rot90(grid([[1, 2], [3, 4]])) // => grid([[3, 1], [4, 2]])
 */
export function rot90(grid: Tuple): Grid {
  const source = readGrid(grid, 'rot90'), { height, width } = source;
  return viewGrid(source, width, height, (height - 1) * width, 1, -width);
}

/**
 * The grid turned by 180 degrees.
 *
 * @source ARC-DSL rot180
 * @example rot180(grid([[1, 2], [3, 4]])) // => grid([[4, 3], [2, 1]])
 */
export function rot180(grid: Tuple): Grid {
  const source = readGrid(grid, 'rot180'), { height, width } = source;
  return viewGrid(source, height, width, height * width - 1, -width, -1);
}

/**
 * The grid turned by 90 degrees counter-clockwise; rows of width zero collapse to no rows.
 *
 * @source ARC-DSL rot270
 * @example rot270(grid([[1, 2], [3, 4]])) // => grid([[2, 4], [1, 3]])
 */
export function rot270(grid: Tuple): Grid {
  const source = readGrid(grid, 'rot270'), { height, width } = source;
  return viewGrid(source, width, height, width - 1, -1, width);
}

/**
 * Turned upside down: a grid's rows, which are the elements of any tuple, or a patch within its bounding box.
 *
 * @throws ArcError `dsl.IndexError` for the empty set
 * @source ARC-DSL hmirror
 * @example hmirror(grid([[1, 2], [3, 4]])) // => grid([[3, 4], [1, 2]])
 */
export function hmirror<P extends Piece>(piece: P): P {
  if (piece instanceof Grid) {
    return viewGrid(piece, piece.height, piece.width, (piece.height - 1) * piece.width, -piece.width, 1) as Piece as P;
  }
  if (piece instanceof Tuple) return new Tuple(piece.items.toReversed()) as Piece as P;
  const { top, bottom } = boxOf(piece, 'IndexError', 'hmirror');
  return reflect(piece, { i0: top + bottom, ii: -1, ij: 0, j0: 0, ji: 0, jj: 1 }, 'hmirror') as P;
}

/**
 * Left and right exchanged: in a grid's rows, or in a patch within its bounding box.
 *
 * @throws ArcError `dsl.IndexError` for the empty set
 * @source ARC-DSL vmirror
 * @example vmirror(grid([[1, 2], [3, 4]])) // => grid([[2, 1], [4, 3]])
 */
export function vmirror<P extends Piece>(piece: P): P {
  if (piece instanceof Tuple) {
    const source = readGrid(piece, 'vmirror'), { height, width } = source;
    return viewGrid(source, height, width, width - 1, width, -1) as Piece as P;
  }
  const { left, right } = boxOf(piece, 'IndexError', 'vmirror');
  return reflect(piece, { i0: 0, ii: 1, ij: 0, j0: left + right, ji: 0, jj: -1 }, 'vmirror') as P;
}

/**
 * Transposed: a grid, or a patch about the upper left corner of its bounding box, which stays.
 *
 * @throws ArcError `dsl.ValueError` for the empty set
 * @source ARC-DSL dmirror
 * @example dmirror(grid([[1, 2], [3, 4]])) // => grid([[1, 3], [2, 4]])
 */
export function dmirror<P extends Piece>(piece: P): P {
  if (piece instanceof Tuple) {
    const source = readGrid(piece, 'dmirror'), { height, width } = source;
    return viewGrid(source, width, height, 0, 1, width) as Piece as P;
  }
  const { top, left } = boxOf(piece, 'ValueError', 'dmirror');
  return reflect(piece, { i0: top - left, ii: 0, ij: 1, j0: left - top, ji: 1, jj: 0 }, 'dmirror') as P;
}

/**
 * Reflected at the diagonal from upper right to lower left: a grid, or a patch, whose bounding box keeps its upper
 * left corner.
 *
 * @throws ArcError `dsl.IndexError` for the empty set
 * @source ARC-DSL cmirror
 * @example cmirror(grid([[1, 2], [3, 4]])) // => grid([[4, 2], [3, 1]])
 */
export function cmirror<P extends Piece>(piece: P): P {
  if (piece instanceof Tuple) {
    const source = readGrid(piece, 'cmirror'), { height, width } = source;
    return viewGrid(source, width, height, height * width - 1, -1, -width) as Piece as P;
  }
  const { top, bottom, left, right } = boxOf(piece, 'IndexError', 'cmirror');
  return reflect(piece, { i0: top + right, ii: 0, ij: -1, j0: left + bottom, ji: -1, jj: 0 }, 'cmirror') as P;
}

/** Takes (i, j) to (i0 + ii·i + ij·j, j0 + ji·i + jj·j). */
interface Reflection {
  readonly i0: number;
  readonly ii: number;
  readonly ij: number;
  readonly j0: number;
  readonly ji: number;
  readonly jj: number;
}

function boxOf(set: FrozenSet, exceptionIfEmpty: 'IndexError' | 'ValueError', primitive: string): Extent {
  if (set instanceof FrozenSet && set.size === 0) return fail(exceptionIfEmpty, `${primitive}: the patch is empty; give one with a location`);
  return extentOf(set, primitive);
}

function reflect(set: FrozenSet, by: Reflection, primitive: string): FrozenSet {
  // A row or column that stays is left as it is, a boolean too.
  return reflectPacked(set, by) ?? withLocations(set, (i, j) => tuple(
    by.ii === 1 ? i : by.i0 + by.ii * i + by.ij * j, by.jj === 1 ? j : by.j0 + by.ji * i + by.jj * j,
  ), primitive);
}

/** In packed form the reflection is linear too; `undefined` if the patch is not packed, or its image does not pack. */
function reflectPacked(set: FrozenSet, { i0, ii, ij, j0, ji, jj }: Reflection): Patch | undefined {
  if (!(set instanceof Patch)) return undefined;
  const { top, bottom, left, right } = set.extent;
  for (const [i, j] of [[top, left], [bottom, right]] as const) {
    if (!isPackableCoordinate(i0 + ii * i + ij * j) || !isPackableCoordinate(j0 + ji * i + jj * j)) return undefined;
  }
  const origin = packLocation(0, 0) + i0 * ROW_STEP + j0, rowStep = ii * ROW_STEP + ji, columnStep = ij * ROW_STEP + jj;
  const { packed } = set, reflected = new Array<number>(packed.length);
  for (let k = 0; k < packed.length; k++) {
    const p = packed[k]!;
    reflected[k] = p - locationOf(p) + origin + rowOf(p) * rowStep + columnOf(p) * columnStep;
  }
  return set instanceof Indices ? indices(reflected) : gridObject(reflected);
}

/** Primitives that turn, mirror, scale, cut and join grids and patches. */
export const GEOMETRY: readonly Primitive[] = defineFamily('geometry', {
  rot90: ['(grid: Grid) -> Grid', 'Turns the grid by 90 degrees clockwise.', rot90],
  rot180: ['(grid: Grid) -> Grid', 'Turns the grid by 180 degrees.', rot180],
  rot270: ['(grid: Grid) -> Grid', 'Turns the grid by 90 degrees counter-clockwise.', rot270],
  hmirror: ['(piece: Piece) -> Piece', 'Turns upside down.', hmirror],
  vmirror: ['(piece: Piece) -> Piece', 'Exchanges left and right.', vmirror],
  dmirror: ['(piece: Piece) -> Piece', 'Transposes.', dmirror],
  cmirror: ['(piece: Piece) -> Piece', 'Reflects at the diagonal from upper right to lower left.', cmirror],
  hupscale: ['(grid: Grid, factor: Integer) -> Grid', 'Repeats every cell along its row.', hupscale],
  vupscale: ['(grid: Grid, factor: Integer) -> Grid', 'Repeats every row.', vupscale],
  upscale: ['(element: Element, factor: Integer) -> Element', 'Makes every cell a square block.', upscale],
  downscale: ['(grid: Grid, factor: Integer) -> Grid', 'Keeps every factor-th row and column.', downscale],
  crop: ['(grid: Grid, start: IntegerTuple, dims: IntegerTuple) -> Grid', 'The part at a place of a size, by slicing.', crop],
  subgrid: ['(patch: Patch, grid: Grid) -> Grid', 'The part of the grid at the bounding box of the patch.', subgrid],
  hsplit: ['(grid: Grid, n: Integer) -> Tuple', 'Splits into n pieces side by side.', hsplit],
  vsplit: ['(grid: Grid, n: Integer) -> Tuple', 'Splits into n pieces one below the other.', vsplit],
  trim: ['(grid: Grid) -> Grid', 'Takes away the outermost rows and columns.', trim],
  tophalf: ['(grid: Grid) -> Grid', 'The upper half of the rows.', tophalf],
  bottomhalf: ['(grid: Grid) -> Grid', 'The lower half of the rows.', bottomhalf],
  lefthalf: ['(grid: Grid) -> Grid', 'The left half of the columns.', lefthalf],
  righthalf: ['(grid: Grid) -> Grid', 'The right half of the columns.', righthalf],
  compress: ['(grid: Grid) -> Grid', 'Takes away rows and columns of one color.', compress],
  hconcat: ['(a: Grid, b: Grid) -> Grid', 'Puts b to the right of a.', hconcat],
  vconcat: ['(a: Grid, b: Grid) -> Grid', 'Puts b below a.', vconcat],
});
