import { Patch } from '../values/frozen-set.js';
import { Grid } from '../values/grid.js';
import { columnOf, rowOf } from '../values/packing.js';
import { frozenSet } from '../values/set-building.js';
import { EMPTY_TUPLE, Tuple, tuple } from '../values/tuple.js';
import type { Value } from '../values/value.js';
import { readItems } from './arguments.js';
import { fail } from './failure.js';
import { columnsOf, distinctLocations, extentOf, rowsOf, vectorsOf } from './patch-arguments.js';
import { defineFamily, type Primitive } from './primitive.js';
import type { FrozenSet, IntegerTuple, Patch as AnyPatch, Piece } from './types.js';

/**
 * Number of rows: of a grid (any tuple) its entries, of a patch those of its bounding box; 0 for anything empty.
 *
 * @source ARC-DSL height
 * @example height(frozenSet([tuple(0, 3), tuple(2, 3)])) // => 3
 */
export function height(piece: Piece): number {
  if (piece instanceof Tuple) return piece.length;
  if (isEmpty(piece, 'height')) return 0;
  const { top, bottom } = rowsOf(piece, 'height');
  return bottom - top + 1;
}

/**
 * Number of columns: of a grid (any tuple) the length of entry 0, of a patch those of its bounding box; 0 for
 * anything empty.
 *
 * @source ARC-DSL width
 * @example width(grid([[1, 2, 3], [4, 5, 6]])) // => 3
 */
export function width(piece: Piece): number {
  if (piece instanceof Grid) return piece.width;
  if (isEmpty(piece, 'width')) return 0;
  if (piece instanceof Tuple) return readItems(piece.items[0]!, 'width').length;
  const { left, right } = columnsOf(piece, 'width');
  return right - left + 1;
}

/**
 * Height and width.
 *
 * @source ARC-DSL shape
 * @example shape(grid([[1, 2, 3], [4, 5, 6]])) // => tuple(2, 3)
 */
export function shape(piece: Piece): IntegerTuple {
  return new Tuple([height(piece), width(piece)]);
}

/**
 * Whether the height exceeds the width.
 *
 * @source ARC-DSL portrait
 * @example portrait(grid([[1], [2]])) // => true
 */
export function portrait(piece: Piece): boolean {
  return height(piece) > width(piece);
}

/**
 * Whether a grid has as many rows as columns, or a patch fills a bounding box of equal sides; the empty set does.
 *
 * @throws ArcError `dsl.IndexError` for the empty tuple
 * @source ARC-DSL square
 * @example square(frozenSet([tuple(0, 0), tuple(1, 1)])) // => false
 */
export function square(piece: Piece): boolean {
  const rows = height(piece);
  if (piece instanceof Tuple) {
    return rows === 0 ? fail('IndexError', 'square: the grid has no rows') : rows === width(piece);
  }
  return rows === width(piece) && rows * rows === piece.size;
}

/**
 * Whether the width is 1 and the height equals the number of elements: a vertical line without gaps.
 *
 * @source ARC-DSL vline
 * @example vline(frozenSet([tuple(0, 3), tuple(1, 3)])) // => true
 */
export function vline(patch: AnyPatch): boolean {
  return height(patch) === sizeOf(patch, 'vline') && width(patch) === 1;
}

/**
 * Whether the height is 1 and the width equals the number of elements: a horizontal line without gaps.
 *
 * @source ARC-DSL hline
 * @example hline(frozenSet([tuple(0, 3), tuple(1, 3)])) // => false
 */
export function hline(patch: AnyPatch): boolean {
  return width(patch) === sizeOf(patch, 'hline') && height(patch) === 1;
}

/**
 * The top row.
 *
 * @throws ArcError `dsl.ValueError` for an empty patch
 * @source ARC-DSL uppermost
 * @example uppermost(frozenSet([tuple(2, 5), tuple(4, 3)])) // => 2
 */
export function uppermost(patch: AnyPatch): number {
  return rowsOf(patch, 'uppermost').top;
}

/**
 * The bottom row.
 *
 * @throws ArcError `dsl.ValueError` for an empty patch
 * @source ARC-DSL lowermost
 * @example lowermost(frozenSet([tuple(2, 5), tuple(4, 3)])) // => 4
 */
export function lowermost(patch: AnyPatch): number {
  return rowsOf(patch, 'lowermost').bottom;
}

/**
 * The left column.
 *
 * @throws ArcError `dsl.ValueError` for an empty patch
 * @source ARC-DSL leftmost
 * @example leftmost(frozenSet([tuple(2, 5), tuple(4, 3)])) // => 3
 */
export function leftmost(patch: AnyPatch): number {
  return columnsOf(patch, 'leftmost').left;
}

/**
 * The right column.
 *
 * @throws ArcError `dsl.ValueError` for an empty patch
 * @source ARC-DSL rightmost
 * @example rightmost(frozenSet([tuple(2, 5), tuple(4, 3)])) // => 5
 */
export function rightmost(patch: AnyPatch): number {
  return columnsOf(patch, 'rightmost').right;
}

/**
 * The upper left corner (top, left) of the bounding box, which need not be in the patch; `()` for an empty patch.
 *
 * @source ARC-DSL ulcorner
 * @example ulcorner(frozenSet([tuple(2, 5), tuple(4, 3)])) // => tuple(2, 3)
 */
export function ulcorner(patch: AnyPatch): IntegerTuple {
  if (isEmpty(patch, 'ulcorner')) return EMPTY_TUPLE;
  const { top, left } = extentOf(patch, 'ulcorner');
  return new Tuple([top, left]);
}

/**
 * The upper right corner (top, right) of the bounding box, which need not be in the patch; `()` for an empty patch.
 *
 * @source ARC-DSL urcorner
 * @example urcorner(frozenSet([tuple(2, 5), tuple(4, 3)])) // => tuple(2, 5)
 */
export function urcorner(patch: AnyPatch): IntegerTuple {
  if (isEmpty(patch, 'urcorner')) return EMPTY_TUPLE;
  const { top, right } = extentOf(patch, 'urcorner');
  return new Tuple([top, right]);
}

/**
 * The lower left corner (bottom, left) of the bounding box, which need not be in the patch; `()` for an empty patch.
 *
 * @source ARC-DSL llcorner
 * @example llcorner(frozenSet([tuple(2, 5), tuple(4, 3)])) // => tuple(4, 3)
 */
export function llcorner(patch: AnyPatch): IntegerTuple {
  if (isEmpty(patch, 'llcorner')) return EMPTY_TUPLE;
  const { bottom, left } = extentOf(patch, 'llcorner');
  return new Tuple([bottom, left]);
}

/**
 * The lower right corner (bottom, right) of the bounding box, which need not be in the patch; `()` for an empty patch.
 *
 * @source ARC-DSL lrcorner
 * @example lrcorner(frozenSet([tuple(2, 5), tuple(4, 3)])) // => tuple(4, 5)
 */
export function lrcorner(patch: AnyPatch): IntegerTuple {
  if (isEmpty(patch, 'lrcorner')) return EMPTY_TUPLE;
  const { bottom, right } = extentOf(patch, 'lrcorner');
  return new Tuple([bottom, right]);
}

/**
 * The 4, 2 or 1 corners of the bounding box; for an empty patch the set that holds the empty tuple.
 *
 * @source ARC-DSL corners
 * @example corners(frozenSet([tuple(2, 5), tuple(2, 3)])) // => frozenSet([tuple(2, 3), tuple(2, 5)])
 */
export function corners(patch: AnyPatch): FrozenSet {
  if (isEmpty(patch, 'corners')) return frozenSet([EMPTY_TUPLE]);
  const { top, bottom, left, right } = extentOf(patch, 'corners');
  return frozenSet([tuple(top, left), tuple(top, right), tuple(bottom, left), tuple(bottom, right)]);
}

/**
 * The middle of the bounding box; of two middle rows or columns the lower or right one.
 *
 * @throws ArcError `dsl.ValueError` for an empty patch
 * @source ARC-DSL center
 * @example center(frozenSet([tuple(0, 0), tuple(1, 4)])) // => tuple(1, 2)
 */
export function center(patch: AnyPatch): IntegerTuple {
  const { top, left } = extentOf(patch, 'center');
  return new Tuple([top + Math.floor(height(patch) / 2), left + Math.floor(width(patch) / 2)]);
}

/**
 * Per axis the sum over the distinct locations by the number of elements, rounded down; `()` for an empty patch.
 *
 * @source ARC-DSL centerofmass
 * @example centerofmass(frozenSet([tuple(0, 0), tuple(0, 1), tuple(2, 1)])) // => tuple(0, 0)
 */
export function centerofmass(patch: AnyPatch): IntegerTuple {
  if (isEmpty(patch, 'centerofmass')) return EMPTY_TUPLE;
  const size = sizeOf(patch, 'centerofmass');
  let rows = 0, columns = 0;
  if (patch instanceof Patch) {
    const locations = distinctLocations(patch);
    for (let k = 0; k < locations.length; k++) {
      rows += rowOf(locations[k]!);
      columns += columnOf(locations[k]!);
    }
  } else {
    for (const { i, j } of vectorsOf(patch, 'centerofmass')) {
      rows += i;
      columns += j;
    }
  }
  return new Tuple([Math.floor(rows / size), Math.floor(columns / size)]);
}

function sizeOf(container: Value, primitive: string): number {
  if (container instanceof Patch) return container.packed.length;
  return container instanceof Tuple ? container.length : readItems(container, primitive).length;
}

/** Whether a patch or any other container has no elements. */
export function isEmpty(container: Value, primitive: string): boolean {
  return sizeOf(container, primitive) === 0;
}

/** Primitives that measure pieces: sizes, sides, corners, middles. */
export const EXTENT: readonly Primitive[] = defineFamily('extent', {
  height: ['(piece: Piece) -> Integer', 'The number of rows of a grid or of a bounding box.', height],
  width: ['(piece: Piece) -> Integer', 'The number of columns of a grid or of a bounding box.', width],
  shape: ['(piece: Piece) -> IntegerTuple', 'Height and width.', shape],
  portrait: ['(piece: Piece) -> Boolean', 'Whether the height exceeds the width.', portrait],
  square: ['(piece: Piece) -> Boolean', 'Whether the piece is a square, as a patch a filled one.', square],
  vline: ['(patch: Patch) -> Boolean', 'Whether the patch is a vertical line without gaps.', vline],
  hline: ['(patch: Patch) -> Boolean', 'Whether the patch is a horizontal line without gaps.', hline],
  uppermost: ['(patch: Patch) -> Integer', 'The top row.', uppermost],
  lowermost: ['(patch: Patch) -> Integer', 'The bottom row.', lowermost],
  leftmost: ['(patch: Patch) -> Integer', 'The left column.', leftmost],
  rightmost: ['(patch: Patch) -> Integer', 'The right column.', rightmost],
  ulcorner: ['(patch: Patch) -> IntegerTuple', 'The upper left corner of the bounding box.', ulcorner],
  urcorner: ['(patch: Patch) -> IntegerTuple', 'The upper right corner of the bounding box.', urcorner],
  llcorner: ['(patch: Patch) -> IntegerTuple', 'The lower left corner of the bounding box.', llcorner],
  lrcorner: ['(patch: Patch) -> IntegerTuple', 'The lower right corner of the bounding box.', lrcorner],
  corners: ['(patch: Patch) -> Indices', 'The corners of the bounding box.', corners],
  center: ['(patch: Patch) -> IntegerTuple', 'The middle of the bounding box, the lower or right one of two.', center],
  centerofmass: ['(patch: Patch) -> IntegerTuple', 'The mean location, rounded down.', centerofmass],
});
