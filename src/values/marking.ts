import type { Patch } from './frozen-set.js';
import { COORDINATE_BITS, LOCATION_BITS, ROW_STEP, colorOf, columnOf, packCell, rowOf } from './packing.js';

/** Ranges of colors, rows and columns; bounds included. */
interface Box {
  color: number;
  lastColor: number;
  top: number;
  bottom: number;
  left: number;
  right: number;
}

/**
 * Packed locations or cells, sorted and freed of repetitions by marking each in the box that holds all.
 *
 * @returns `undefined` if that box is much larger than the number of elements, so that sorting is cheaper
 */
export function sortByMarking(packed: readonly number[]): number[] | undefined {
  const box = emptyBox();
  for (let k = 0; k < packed.length; k++) {
    const p = packed[k]!;
    widen(box, colorOf(p), colorOf(p), rowOf(p), rowOf(p), columnOf(p), columnOf(p));
  }
  return markAll([packed], box, packed.length);
}

/** As {@link sortByMarking}, of all elements of some patches, which are all sets of locations or all sets of cells. */
export function uniteByMarking(patches: readonly Patch[], total: number): number[] | undefined {
  const box = emptyBox();
  const lists = patches.map((patch) => patch.packed);
  for (let k = 0; k < patches.length; k++) {
    const list = lists[k]!, { top, bottom, left, right } = patches[k]!.extent;
    widen(box, colorOf(list[0]!), colorOf(list[list.length - 1]!), top, bottom, left, right);
  }
  return markAll(lists, box, total);
}

function emptyBox(): Box {
  return { color: Infinity, lastColor: -Infinity, top: Infinity, bottom: -Infinity, left: Infinity, right: -Infinity };
}

function widen(box: Box, color: number, lastColor: number, top: number, bottom: number, left: number, right: number): void {
  if (color < box.color) box.color = color;
  if (lastColor > box.lastColor) box.lastColor = lastColor;
  if (top < box.top) box.top = top;
  if (bottom > box.bottom) box.bottom = bottom;
  if (left < box.left) box.left = left;
  if (right > box.right) box.right = right;
}

function markAll(lists: readonly (readonly number[])[], { color, lastColor, top, bottom, left, right }: Box, total: number): number[] | undefined {
  const colors = lastColor - color + 1, height = bottom - top + 1, width = right - left + 1, size = colors * height * width;
  if (size > 8 * total) return undefined;
  const marks = new Uint8Array(size);
  // A packed form counts as if rows were ROW_STEP wide and colors ROW_STEP high: what they are less is taken off.
  const rowGap = ROW_STEP - width, colorGap = (ROW_STEP - height) * width, rowShift = COORDINATE_BITS, colorShift = LOCATION_BITS;
  const first = packCell(color, top, left), origin = first - (first >> rowShift) * rowGap - (first >> colorShift) * colorGap;
  for (let m = 0; m < lists.length; m++) {
    const list = lists[m]!;
    for (let k = 0; k < list.length; k++) {
      const p = list[k]!;
      marks[p - (p >> rowShift) * rowGap - (p >> colorShift) * colorGap - origin] = 1;
    }
  }
  const distinct: number[] = [];
  for (let c = color, at = 0; c <= lastColor; c++) {
    for (let i = top; i <= bottom; i++) {
      const offset = packCell(c, i, left) - at;
      for (const end = at + width; at < end; at++) if (marks[at] === 1) distinct.push(offset + at);
    }
  }
  return distinct;
}
