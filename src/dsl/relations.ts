import { Patch as PackedPatch, type Extent } from '../values/frozen-set.js';
import { ROW_STEP, columnOf, isPackableCoordinate, packLocation, rowOf } from '../values/packing.js';
import { indices } from '../values/set-building.js';
import { Tuple } from '../values/tuple.js';
import { readPair, type Vector } from './arguments.js';
import { center, height, isEmpty, width } from './extent.js';
import { fail } from './failure.js';
import { coordinatesAlong, distinctLocations, extentOf, vectorsOf } from './patch-arguments.js';
import { shift } from './patches.js';
import { defineFamily, type Primitive } from './primitive.js';
import type { IntegerTuple, Patch } from './types.js';

/** How many steps `gravitate` makes before it gives up. */
const STEP_LIMIT = 42;

/**
 * The direction from a to b by their centers, as signs; equal centers give (0, -1).
 *
 * @throws ArcError `dsl.ValueError` for an empty patch
 * @source ARC-DSL position
 * @example position(frozenSet([tuple(5, 0)]), frozenSet([tuple(0, 3)])) // => tuple(-1, 1)
 */
export function position(a: Patch, b: Patch): IntegerTuple {
  const from = middleOf(a), to = middleOf(b);
  if (from.i === to.i) return new Tuple([0, from.j < to.j ? 1 : -1]);
  if (from.j === to.j) return new Tuple([from.i < to.i ? 1 : -1, 0]);
  return new Tuple([from.i < to.i ? 1 : -1, from.j < to.j ? 1 : -1]);
}

/**
 * The least |di| + |dj| over all pairs of locations; 0 if the patches overlap.
 *
 * @throws ArcError `dsl.ValueError` for an empty patch
 * @source ARC-DSL manhattan
 * @example manhattan(frozenSet([tuple(0, 0)]), frozenSet([tuple(2, 3), tuple(9, 9)])) // => 5
 */
export function manhattan(a: Patch, b: Patch): number {
  if (isEmpty(a, 'manhattan')) return fail('ValueError', 'manhattan: patch a is empty; give one with a location');
  return a instanceof PackedPatch && b instanceof PackedPatch ? packedDistance(a, b) : unpackedDistance(a, b, 'manhattan');
}

/**
 * Whether `manhattan` is exactly 1: neither overlap nor diagonal contact is adjacency.
 *
 * @throws ArcError `dsl.ValueError` for an empty patch
 * @source ARC-DSL adjacent
 * @example adjacent(frozenSet([tuple(0, 0)]), frozenSet([tuple(0, 1)])) // => true
 */
export function adjacent(a: Patch, b: Patch): boolean {
  const box = extentOf(a, 'adjacent');
  if (distanceOfBoxes(box, extentOf(b, 'adjacent'), 0, 0) > 1) return false;
  return doTouch(packedLocations(a, 'adjacent'), packedLocations(b, 'adjacent'), box, 0, 0) ?? unpackedDistance(a, b, 'adjacent') === 1;
}

/**
 * Whether the patch's top is row 0, its left column 0, its bottom the last row or its right the last column.
 *
 * @throws ArcError `dsl.ValueError` for an empty patch, `dsl.IndexError` if the last column of a grid without rows is due
 * @source ARC-DSL bordering
 * @example bordering(frozenSet([tuple(1, 1)]), grid([[1, 0, 2], [0, 0, 0], [3, 0, 4]])) // => false
 */
export function bordering(patch: Patch, grid: Tuple): boolean {
  const { top, bottom, left, right } = extentOf(patch, 'bordering');
  // A boolean coordinate counts as 0 or 1.
  if (Number(top) === 0 || Number(left) === 0 || Number(bottom) === height(grid) - 1) return true;
  return height(grid) === 0 ? fail('IndexError', 'bordering: the grid has no rows') : Number(right) === width(grid) - 1;
}

/**
 * Whether some row occurs in both patches; not if one is empty.
 *
 * @source ARC-DSL hmatching
 * @example hmatching(frozenSet([tuple(1, 0)]), frozenSet([tuple(1, 9)])) // => true
 */
export function hmatching(a: Patch, b: Patch): boolean {
  return isMatching(a, b, 0, rowOf, 'hmatching');
}

/**
 * Whether some column occurs in both patches; not if one is empty.
 *
 * @source ARC-DSL vmatching
 * @example vmatching(frozenSet([tuple(1, 0)]), frozenSet([tuple(1, 9)])) // => false
 */
export function vmatching(a: Patch, b: Patch): boolean {
  return isMatching(a, b, 1, columnOf, 'vmatching');
}

/**
 * The displacement that brings the source next to the destination, step by step: vertically if they share a column,
 * else horizontally, towards the destination's center (up or left if the centers are level).
 *
 * @returns (0, 0) if adjacent already; 42 steps if they never become adjacent
 * @throws ArcError `dsl.ValueError` for an empty patch
 * @source ARC-DSL gravitate
 * @example gravitate(frozenSet([tuple(0, 5)]), frozenSet([tuple(0, 0)])) // => tuple(0, -4)
 */
export function gravitate(source: Patch, destination: Patch): IntegerTuple {
  const from = extentOf(source, 'gravitate'), to = extentOf(destination, 'gravitate');
  const axis = vmatching(source, destination) ? 0 : 1;
  const middle = middleOf(source), goal = middleOf(destination);
  const sign = (axis === 0 ? middle.i < goal.i : middle.j < goal.j) ? 1 : -1;
  const moving = packedLocations(source, 'gravitate'), resting = packedLocations(destination, 'gravitate');
  let steps = 0;
  for (; steps < STEP_LIMIT; steps++) {
    const di = axis === 0 ? steps * sign : 0, dj = axis === 1 ? steps * sign : 0;
    if (distanceOfBoxes(from, to, di, dj) > 1) continue;
    if (doTouch(moving, resting, from, di, dj) ?? unpackedDistance(shift(source, new Tuple([di, dj])), destination, 'gravitate') === 1) break;
  }
  const moved = steps === 0 ? 0 : steps * sign;
  return axis === 0 ? new Tuple([moved, 0]) : new Tuple([0, moved]);
}

function packedDistance({ packed: from }: PackedPatch, b: PackedPatch): number {
  const { packed: to } = b, { top, bottom, left, right } = extentOf(b, 'manhattan');
  let least = Infinity;
  for (let m = 0; m < from.length; m++) {
    const i = rowOf(from[m]!), j = columnOf(from[m]!);
    if (gap(i, i, top, bottom) + gap(j, j, left, right) >= least) continue;
    for (let n = 0; n < to.length; n++) {
      const distance = Math.abs(rowOf(to[n]!) - i) + Math.abs(columnOf(to[n]!) - j);
      if (distance < least) least = distance;
    }
  }
  return least;
}

/** The least distance of two patches of any locations. @throws ArcError `dsl.ValueError` if the second is empty */
function unpackedDistance(a: Patch, b: Patch, primitive: string): number {
  const to = vectorsOf(b, primitive), { top, bottom, left, right } = extentOf(b, primitive);
  let least = Infinity;
  for (const { i, j } of vectorsOf(a, primitive)) {
    if (gap(i, i, top, bottom) + gap(j, j, left, right) >= least) continue;
    for (const other of to) least = Math.min(least, Math.abs(other.i - i) + Math.abs(other.j - j));
  }
  return least;
}

/** The locations of a patch for {@link doTouch}; `undefined` if they do not pack. */
function packedLocations(patch: Patch, primitive: string): readonly number[] | undefined {
  if (patch instanceof PackedPatch) return distinctLocations(patch);
  const vectors = vectorsOf(patch, primitive).map(({ i, j }) => ({ i: Number(i), j: Number(j) }));
  if (!vectors.every(({ i, j }) => isPackableCoordinate(i) && isPackableCoordinate(j))) return undefined;
  return indices(vectors.map(({ i, j }) => packLocation(i, j))).packed;
}

/**
 * Whether patches, both ascending, do not meet but touch by an edge once the first, in its box, is moved by (di, dj).
 *
 * @returns `undefined` if one does not pack, or a column next to the first is beyond what packs: it would look like one of another row
 */
function doTouch(
  a: readonly number[] | undefined, b: readonly number[] | undefined, { left, right }: Extent, di: number, dj: number,
): boolean | undefined {
  if (a === undefined || b === undefined) return undefined;
  if (!isPackableCoordinate(left + dj - 1) || !isPackableCoordinate(right + dj + 1)) return undefined;
  const offset = di * ROW_STEP + dj;
  return !doMeet(a, b, offset) && (doMeet(a, b, offset + 1) || doMeet(a, b, offset - 1)
    || doMeet(a, b, offset + ROW_STEP) || doMeet(a, b, offset - ROW_STEP));
}

/** Whether a location of `a`, moved by a packed offset, is one of `b`; both ascend. */
function doMeet(a: readonly number[], b: readonly number[], offset: number): boolean {
  for (let m = 0, n = 0; m < a.length && n < b.length;) {
    const difference = a[m]! + offset - b[n]!;
    if (difference === 0) return true;
    if (difference < 0) m++;
    else n++;
  }
  return false;
}

/** A lower bound of the distance of two patches, the first moved by (di, dj): that of their bounding boxes. */
function distanceOfBoxes(a: Extent, b: Extent, di: number, dj: number): number {
  return gap(a.top + di, a.bottom + di, b.top, b.bottom) + gap(a.left + dj, a.right + dj, b.left, b.right);
}

/** The distance of the intervals a..b and c..d, 0 if they overlap. */
function gap(a: number, b: number, c: number, d: number): number {
  return b < c ? c - b : d < a ? a - d : 0;
}

/** What `center` gives. */
function middleOf(patch: Patch): Vector {
  return readPair(center(patch), 'center');
}

/** Whether some row (axis 0) or column (axis 1), which `coordinateOf` reads from a packed location, occurs in both patches. */
function isMatching(a: Patch, b: Patch, axis: 0 | 1, coordinateOf: (packed: number) => number, primitive: string): boolean {
  if (a instanceof PackedPatch && b instanceof PackedPatch) return doShare(a.packed, b.packed, coordinateOf);
  const here = new Set(coordinatesAlong(axis, a, primitive)), there = coordinatesAlong(axis, b, primitive);
  return there.some((coordinate) => here.has(coordinate));
}

function doShare(here: readonly number[], there: readonly number[], coordinateOf: (packed: number) => number): boolean {
  const seen: boolean[] = [];
  let least = Infinity;
  for (let k = 0; k < here.length; k++) least = Math.min(least, coordinateOf(here[k]!));
  for (let k = 0; k < here.length; k++) seen[coordinateOf(here[k]!) - least] = true;
  for (let k = 0; k < there.length; k++) {
    const coordinate = coordinateOf(there[k]!);
    if (coordinate >= least && seen[coordinate - least] === true) return true;
  }
  return false;
}

/** Primitives that compare two patches, or a patch and its grid. */
export const RELATIONS: readonly Primitive[] = defineFamily('relations', {
  position: ['(a: Patch, b: Patch) -> IntegerTuple', 'The direction from a to b as signs.', position],
  manhattan: ['(a: Patch, b: Patch) -> Integer', 'The least distance in rows plus columns.', manhattan],
  adjacent: ['(a: Patch, b: Patch) -> Boolean', 'Whether the least distance is exactly 1.', adjacent],
  bordering: ['(patch: Patch, grid: Grid) -> Boolean', "Whether the patch reaches the grid's border.", bordering],
  hmatching: ['(a: Patch, b: Patch) -> Boolean', 'Whether some row occurs in both.', hmatching],
  vmatching: ['(a: Patch, b: Patch) -> Boolean', 'Whether some column occurs in both.', vmatching],
  gravitate: [
    '(source: Patch, destination: Patch) -> IntegerTuple', 'How far to move the source until it is adjacent.', gravitate,
  ],
});
