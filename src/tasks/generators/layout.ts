import type { SeededRandom } from '../../timing/random.js';
import { between } from './chance.js';
import { blank, put, type Box, type Picture, type Place, type Size } from './picture.js';
import { anySize, blob, boxOf, moved, normalized } from './shapes.js';

/**
 * Lays shapes at random places so that their bounding boxes stay apart.
 *
 * @param gap free rows or columns between any two boxes
 * @param margin free rows and columns at the edge
 * @returns the shapes, moved, in their order; undefined if no room was found
 */
export function layOut(
  random: SeededRandom, field: Size, shapes: readonly (readonly Place[])[], gap = 1, margin = 0,
): Place[][] | undefined {
  const taken: Box[] = [];
  for (const shape of shapes) {
    const { height, width } = boxOf(shape);
    const free = freeSpot(random, field, { height, width }, taken, gap, margin);
    if (free === undefined) return undefined;
    taken.push(free);
  }
  return shapes.map((shape, k) => moved(normalized(shape), taken[k]!.top, taken[k]!.left));
}

function freeSpot(random: SeededRandom, field: Size, size: Size, taken: readonly Box[], gap: number, margin: number): Box | undefined {
  const lastTop = field.height - margin - size.height;
  const lastLeft = field.width - margin - size.width;
  if (lastTop < margin || lastLeft < margin) return undefined;
  for (let attempt = 0; attempt < 40; attempt++) {
    const box = { top: between(random, margin, lastTop), left: between(random, margin, lastLeft), ...size };
    if (taken.every((other) => areApart(box, other, gap))) return box;
  }
  return undefined;
}

function areApart(a: Box, b: Box, gap: number): boolean {
  return a.top >= b.top + b.height + gap || b.top >= a.top + a.height + gap
    || a.left >= b.left + b.width + gap || b.left >= a.left + a.width + gap;
}

/** How many shapes there are and how they look: each pair is the least and the most. */
export interface Scatter {
  readonly count: readonly [number, number];
  readonly cells: readonly [number, number];
  /** Longest side of a shape. */
  readonly longest: number;
}

/**
 * Scatters random shapes that do not touch one another, as many as a field of this size takes without being crowded.
 *
 * @returns undefined if no room was found
 */
export function scattered(random: SeededRandom, field: Size, { count, cells, longest }: Scatter): Place[][] | undefined {
  const most = Math.max(1, Math.min(longest, Math.floor(Math.min(field.height, field.width) / 2)));
  const roomy = Math.floor((field.height * field.width) / (3 * (most + 1)));
  const shapes = Array.from({ length: between(random, count[0], Math.min(count[1], Math.max(count[0], roomy))) },
    () => blob(random, between(random, ...cells), anySize(random, 1, most)));
  return layOut(random, field, shapes);
}

/** A picture of shapes in their colors on black. */
export function painted(field: Size, objects: readonly (readonly Place[])[], colorOf: (k: number) => number): Picture {
  const picture = blank(field);
  objects.forEach((places, k) => put(picture, places, colorOf(k)));
  return picture;
}
