import type { SeededRandom } from '../../timing/random.js';
import { anyColor, between, colors, happens, pick } from './chance.js';
import { defineGenerator, type Generator } from './generator.js';
import { layOut, painted, scattered } from './layout.js';
import { blank, colorsOf, copyOf, countOf, drawn, isMostlyBlack, put, type Place, type Size } from './picture.js';
import { anySize, boxOf, insideOf, moved, outline, rectangle } from './shapes.js';

const rarestColorFrame = defineGenerator({
  rule: 'rarest-color-frame',
  meaning: 'The picture gets a border in its rarest color.',
  sides: [4, 30],
  draw(random, size) {
    const palette = colors(random, between(random, 2, 4));
    const input = drawn(size, () => (happens(random, 0.35) ? pick(random, palette) : 0));
    const ranked = colorsOf(input).sort((a, b) => countOf(input, a) - countOf(input, b));
    if (ranked.length < 2 || countOf(input, ranked[0]!) === countOf(input, ranked[1]!) || !isMostlyBlack(input)) return undefined;
    const output = copyOf(input);
    put(output, outline(size), ranked[0]!);
    return { input, output };
  },
});

const halo = defineGenerator({
  rule: 'halo',
  meaning: 'Every object gets a yellow ring just outside its bounding box.',
  sides: [5, 30],
  draw(random, size) {
    const objects = scattered(random, size, { count: [1, 6], cells: [1, 6], longest: 3 });
    if (objects === undefined) return undefined;
    const input = painted(size, objects, () => anyColor(random, [4]));
    const output = copyOf(input);
    for (const { top, left, height, width } of objects.map(boxOf)) {
      put(output, moved(outline({ height: height + 2, width: width + 2 }), top - 1, left - 1), 4);
    }
    const isCovered = objects.some((places) => places.some(([i, j]) => output[i]![j] !== input[i]![j]));
    return !isCovered && isMostlyBlack(input) ? { input, output } : undefined;
  },
});

const frameAndCoreSwapped = defineGenerator({
  rule: 'frame-and-core-swapped',
  meaning: 'The two colors of the framed rectangles change places.',
  sides: [5, 30],
  draw(random, size) {
    const rectangles = rectanglesIn(random, size, 4);
    if (rectangles === undefined) return undefined;
    const [frame, core] = colors(random, 2);
    const pictureWith = (outer: number, inner: number) => {
      const picture = painted(size, rectangles, () => outer);
      for (const places of rectangles) put(picture, insideOf(places), inner);
      return picture;
    };
    const input = pictureWith(frame!, core!);
    return isMostlyBlack(input) ? { input, output: pictureWith(core!, frame!) } : undefined;
  },
});

const cornersMarked = defineGenerator({
  rule: 'corners-marked',
  meaning: 'The four corners of every rectangle become yellow.',
  sides: [5, 30],
  draw(random, size) {
    const rectangles = rectanglesIn(random, size, 6);
    if (rectangles === undefined) return undefined;
    const input = painted(size, rectangles, () => anyColor(random, [4]));
    const output = copyOf(input);
    for (const { top, left, height, width } of rectangles.map(boxOf)) {
      put(output, [[top, left], [top + height - 1, left], [top, left + width - 1], [top + height - 1, left + width - 1]], 4);
    }
    return isMostlyBlack(input) ? { input, output } : undefined;
  },
});

const hollowedOut = defineGenerator({
  rule: 'hollowed-out',
  meaning: 'Of every rectangle only the outline stays.',
  sides: [5, 30],
  draw(random, size) {
    const rectangles = rectanglesIn(random, size, 6);
    if (rectangles === undefined) return undefined;
    const input = painted(size, rectangles, () => anyColor(random));
    const output = copyOf(input);
    for (const places of rectangles) put(output, insideOf(places), 0);
    return isMostlyBlack(input) ? { input, output } : undefined;
  },
});

const centersDotted = defineGenerator({
  rule: 'centers-dotted',
  meaning: 'Every rectangle has odd sides and gets a dot in its center, in the color of the single cell in the corner.',
  sides: [6, 30],
  draw(random, size) {
    const odd = () => pick(random, [3, 3, 5, 7].filter((side) => side <= Math.min(size.height, size.width) - 2));
    const count = between(random, 1, Math.min(7, Math.floor((size.height * size.width) / 36)));
    const field = { height: size.height - 2, width: size.width - 2 };
    const laid = layOut(random, field, Array.from({ length: count }, () => rectangle({ height: odd(), width: odd() })));
    if (laid === undefined) return undefined;
    const rectangles = laid.map((places) => moved(places, 2, 2));
    const dot = anyColor(random);
    const input = blank(size);
    for (const places of rectangles) put(input, places, anyColor(random, [dot]));
    put(input, [[0, 0]], dot);
    const output = copyOf(input);
    for (const { top, left, height, width } of rectangles.map(boxOf)) put(output, [[top + (height - 1) / 2, left + (width - 1) / 2]], dot);
    return isMostlyBlack(input) ? { input, output } : undefined;
  },
});

/** All rules about outlines, corners and centers. */
export const BORDERS: readonly Generator[] = [rarestColorFrame, halo, frameAndCoreSwapped, cornersMarked, hollowedOut, centersDotted];

/** Filled rectangles of at least 3×3 that stay apart. */
function rectanglesIn(random: SeededRandom, size: Size, most: number): Place[][] | undefined {
  const longest = Math.max(3, Math.min(8, Math.floor(Math.min(size.height, size.width) / 2)));
  const count = between(random, 1, Math.min(most, Math.floor((size.height * size.width) / 30)));
  return layOut(random, size, Array.from({ length: count }, () => rectangle(anySize(random, 3, longest))));
}
