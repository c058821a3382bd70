import { Indices, type Extent } from '../values/frozen-set.js';
import { ROW_STEP } from '../values/packing.js';
import { packed } from './arguments.js';
import { checkSize } from './size-limit.js';

/** The numbers from `start` on, `length` of them, at distances of `step`: a line of packed locations or cells. */
export function line(start: number, step: number, length: number): number[] {
  const packedLine = new Array<number>(length);
  for (let k = 0; k < length; k++) packedLine[k] = start + k * step;
  return packedLine;
}

/** All locations of a rectangle, bounds included; none if it has no rows or no columns. */
export function rectangle({ top, bottom, left, right }: Extent, primitive: string): Indices {
  const width = right - left + 1, area = (bottom - top + 1) * width;
  if (area === 0) return new Indices([]);
  checkSize(area, primitive);
  const locations = new Array<number>(area), last = corner(bottom, right, primitive);
  for (let row = corner(top, left, primitive), k = 0; row <= last; row += ROW_STEP) {
    for (let j = 0; j < width; j++) locations[k++] = row + j;
  }
  return new Indices(locations);
}

/** The border rows and columns of a rectangle, bounds included. */
export function outline({ top, bottom, left, right }: Extent, primitive: string): Indices {
  const locations: number[] = [], last = corner(bottom, right, primitive);
  const first = corner(top, left, primitive), topEnd = first + right - left, lastStart = last - (right - left);
  for (let p = first; p <= topEnd; p++) locations.push(p);
  for (let p = first + ROW_STEP; p < lastStart; p += ROW_STEP) {
    locations.push(p);
    if (left !== right) locations.push(p + right - left);
  }
  if (top !== bottom) for (let p = lastStart; p <= last; p++) locations.push(p);
  return new Indices(locations);
}

/** Packs a corner; a boolean bound counts as 0 or 1. */
function corner(i: number, j: number, primitive: string): number {
  return packed(Number(i), Number(j), primitive);
}
