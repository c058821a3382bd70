import type { SeededRandom } from '../../timing/random.js';
import { between, pick } from './chance.js';
import type { Box, Place, Size } from './picture.js';

/** A filled rectangle with its upper left corner at (0, 0). */
export function rectangle({ height, width }: Size): Place[] {
  return Array.from({ length: height * width }, (_, k): Place => [Math.floor(k / width), k % width]);
}

/** The border of a rectangle. */
export function outline(size: Size): Place[] {
  return rectangle(size).filter(([i, j]) => i === 0 || j === 0 || i === size.height - 1 || j === size.width - 1);
}

/** The places inside the bounding box's border. */
export function insideOf(places: readonly Place[]): Place[] {
  const { top, left, height, width } = boxOf(places);
  return moved(rectangle({ height: Math.max(0, height - 2), width: Math.max(0, width - 2) }), top + 1, left + 1);
}

/** The part of its box that a random shape may fill: more would mostly give rectangles. */
const FULLEST_BLOB = 0.75;

/**
 * A connected shape that grows at random (neighbors share a side).
 *
 * @param cells how many places it has, if the box has room for them
 * @returns places whose bounding box starts at (0, 0) and is no larger than the box
 */
export function blob(random: SeededRandom, cells: number, box: Size): Place[] {
  const grown: Place[] = [[random.integer(box.height), random.integer(box.width)]];
  const has = (i: number, j: number) => grown.some(([a, b]) => a === i && b === j);
  const most = Math.ceil(FULLEST_BLOB * box.height * box.width);
  while (grown.length < Math.min(cells, most)) {
    const [i, j] = pick(random, grown);
    const [di, dj] = pick(random, SIDES);
    const fits = i + di >= 0 && j + dj >= 0 && i + di < box.height && j + dj < box.width;
    if (fits && !has(i + di, j + dj)) grown.push([i + di, j + dj]);
  }
  return normalized(grown);
}

/** The four steps to a neighbor that shares a side. */
export const SIDES: readonly Place[] = [[-1, 0], [1, 0], [0, -1], [0, 1]];

/** The places, di rows further down and dj columns further right. */
export function moved(places: readonly Place[], di: number, dj: number): Place[] {
  return places.map(([i, j]) => [i + di, j + dj]);
}

/** The smallest box around some places, at least one. */
export function boxOf(places: readonly Place[]): Box {
  const rows = places.map(([i]) => i);
  const columns = places.map(([, j]) => j);
  const top = Math.min(...rows);
  const left = Math.min(...columns);
  return { top, left, height: Math.max(...rows) - top + 1, width: Math.max(...columns) - left + 1 };
}

/** Moved so that the bounding box starts at (0, 0), in reading order. */
export function normalized(places: readonly Place[]): Place[] {
  const { top, left } = boxOf(places);
  return moved(places, -top, -left).sort(([a, b], [c, d]) => a - c || b - d);
}

/** Whether two shapes are the same but for where they are. */
export function sameShape(a: readonly Place[], b: readonly Place[]): boolean {
  return String(normalized(a)) === String(normalized(b));
}

/** A random size with both sides from `low` to `high`. */
export function anySize(random: SeededRandom, low: number, high: number): Size {
  return { height: between(random, low, high), width: between(random, low, high) };
}
