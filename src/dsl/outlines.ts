import { Indices, type Extent, type FrozenSet } from '../values/frozen-set.js';
import { ROW_STEP, isPackableCoordinate, packLocation } from '../values/packing.js';
import { frozenSet } from '../values/set-building.js';
import { Tuple } from '../values/tuple.js';
import type { Value } from '../values/value.js';
import { checkSize, SIZE_LIMIT, UNPACKED_LIMIT } from './size-limit.js';

/** The numbers from `start` on, `length` of them, at distances of `step`: a line of packed locations or cells. */
export function line(start: number, step: number, length: number): number[] {
  const packedLine = new Array<number>(length);
  for (let k = 0; k < length; k++) packedLine[k] = start + k * step;
  return packedLine;
}

/** All locations of a rectangle, bounds included; none if it has no rows or no columns. */
export function rectangle(bounds: Extent, primitive: string): FrozenSet {
  const { top, left, height, width, isPacked } = measure(bounds), area = height * width;
  checkSize(area, primitive, isPacked ? SIZE_LIMIT : UNPACKED_LIMIT);
  if (!isPacked) return frozenSet(Array.from({ length: area }, (_, k) => new Tuple([top + Math.floor(k / width), left + k % width])));
  const locations = new Array<number>(area);
  for (let k = 0, row = packLocation(top, left); k < area; row += ROW_STEP) {
    for (let j = 0; j < width; j++) locations[k++] = row + j;
  }
  return new Indices(locations);
}

/** The border rows and columns of a rectangle, bounds included. */
export function outline(bounds: Extent, primitive: string): FrozenSet {
  const rectangle = measure(bounds);
  checkSize(2 * (rectangle.height + rectangle.width), primitive, UNPACKED_LIMIT);
  return rectangle.isPacked ? packedOutline(rectangle) : unpackedOutline(rectangle);
}

function packedOutline({ top, left, height, width }: Rectangle): Indices {
  const locations: number[] = [], first = packLocation(top, left), topEnd = first + width - 1;
  const lastStart = first + (height - 1) * ROW_STEP, last = lastStart + width - 1;
  for (let p = first; p <= topEnd; p++) locations.push(p);
  for (let p = first + ROW_STEP; p < lastStart; p += ROW_STEP) {
    locations.push(p);
    if (width > 1) locations.push(p + width - 1);
  }
  if (height > 1) for (let p = lastStart; p <= last; p++) locations.push(p);
  return new Indices(locations);
}

function unpackedOutline({ top, left, height, width }: Rectangle): FrozenSet {
  const locations: Value[] = [];
  for (let i = 0; i < height; i++) {
    const step = i === 0 || i === height - 1 || width === 1 ? 1 : width - 1;
    for (let j = 0; j < width; j += step) locations.push(new Tuple([top + i, left + j]));
  }
  return frozenSet(locations);
}

interface Rectangle {
  readonly top: number;
  readonly left: number;
  readonly height: number;
  readonly width: number;
  /** Whether all its locations pack. */
  readonly isPacked: boolean;
}

/** The rectangle of some bounds, of which a boolean one counts as 0 or 1. */
function measure(bounds: Extent): Rectangle {
  const top = Number(bounds.top), bottom = Number(bounds.bottom), left = Number(bounds.left), right = Number(bounds.right);
  const isPacked = isPackableCoordinate(top) && isPackableCoordinate(bottom) && isPackableCoordinate(left) && isPackableCoordinate(right);
  return { top, left, height: bottom - top + 1, width: right - left + 1, isPacked };
}
