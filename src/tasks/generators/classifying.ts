import { anyColor, between, happens, pick } from './chance.js';
import { defineGenerator, type Generator } from './generator.js';
import { layOut, painted, scattered } from './layout.js';
import { copyOf, isMostlyBlack, put, type Size } from './picture.js';
import { anySize, blob, rectangle } from './shapes.js';

const largestBlueSmallestRed = defineGenerator({
  rule: 'largest-blue-smallest-red',
  meaning: 'Of the gray objects the largest becomes blue and the smallest red.',
  sides: [6, 30],
  draw(random, size) {
    const objects = scattered(random, size, { count: [3, 8], cells: [1, 12], longest: 5 })?.sort((a, b) => b.length - a.length);
    if (objects === undefined) return undefined;
    const lengths = objects.map((places) => places.length);
    if (lengths[0] === lengths[1] || lengths.at(-1) === lengths.at(-2)) return undefined;
    const input = painted(size, objects, () => 5);
    const output = painted(size, objects, (k) => (k === 0 ? 1 : k === objects.length - 1 ? 2 : 5));
    return isMostlyBlack(input) ? { input, output } : undefined;
  },
});

const squaresMarked = defineGenerator({
  rule: 'squares-marked',
  meaning: 'Filled squares become light blue; all other objects stay.',
  sides: [6, 30],
  draw(random, size) {
    const most = Math.min(4, Math.floor(Math.min(size.height, size.width) / 2));
    const count = between(random, 2, Math.min(8, Math.floor((size.height * size.width) / 18)));
    const isSquare = Array.from({ length: count }, () => happens(random, 0.5));
    const shapes = isSquare.map((square) => {
      const side = between(random, 2, most);
      return square ? rectangle({ height: side, width: side }) : blob(random, between(random, 2, 8), anySize(random, 2, most));
    });
    const isFilledSquare = shapes.map((shape) => [1, 4, 9, 16].includes(shape.length)
      && shape.every(([i, j]) => i < Math.sqrt(shape.length) && j < Math.sqrt(shape.length)));
    const objects = isFilledSquare.includes(true) && isFilledSquare.includes(false) ? layOut(random, size, shapes) : undefined;
    if (objects === undefined) return undefined;
    const color = anyColor(random, [8]);
    const input = painted(size, objects, () => color);
    return isMostlyBlack(input) ? { input, output: painted(size, objects, (k) => (isFilledSquare[k] ? 8 : color)) } : undefined;
  },
});

const tallAndWide = defineGenerator({
  rule: 'tall-and-wide',
  meaning: 'Rectangles taller than wide become blue, the others red.',
  sides: [5, 30],
  draw(random, size) {
    const count = between(random, 2, Math.min(8, Math.floor((size.height * size.width) / 12)));
    const isTall = Array.from({ length: count }, () => happens(random, 0.5));
    const shapes = isTall.map((tall) => rectangle(lopsided(tall, between(random, 1, 3), between(random, 1, 2))));
    const objects = isTall.includes(true) && isTall.includes(false) ? layOut(random, size, shapes) : undefined;
    if (objects === undefined) return undefined;
    const color = anyColor(random, [1, 2]);
    const input = painted(size, objects, () => color);
    return isMostlyBlack(input) ? { input, output: painted(size, objects, (k) => (isTall[k] ? 1 : 2)) } : undefined;
  },
});

const longestLines = defineGenerator({
  rule: 'longest-lines',
  meaning: 'The longest upright line becomes blue and the longest lying line red.',
  sides: [7, 30],
  draw(random, size) {
    const count = between(random, 4, Math.min(9, Math.floor((size.height * size.width) / 12)));
    const most = Math.floor(Math.min(size.height, size.width) * 0.7);
    const lines = Array.from({ length: count }, (_, k) => {
      const length = between(random, 2, most);
      return { isUpright: k % 2 === 0, length };
    });
    const objects = layOut(random, size, lines.map(({ isUpright, length }) =>
      rectangle(isUpright ? { height: length, width: 1 } : { height: 1, width: length })));
    if (objects === undefined) return undefined;
    const longest = [true, false].map((isUpright) => {
      const lengths = lines.filter((line) => line.isUpright === isUpright).map((line) => line.length).sort((a, b) => b - a);
      return lengths[0]! > lengths[1]! ? lines.findIndex((line) => line.isUpright === isUpright && line.length === lengths[0]) : -1;
    });
    if (longest.includes(-1)) return undefined;
    const color = pick(random, [3, 4, 5, 6, 7, 8, 9]);
    const input = painted(size, objects, () => color);
    const output = copyOf(input);
    put(output, objects[longest[0]!]!, 1);
    put(output, objects[longest[1]!]!, 2);
    return isMostlyBlack(input) ? { input, output } : undefined;
  },
});

/** All rules that color objects by what they are. */
export const CLASSIFYING: readonly Generator[] = [largestBlueSmallestRed, squaresMarked, tallAndWide, longestLines];

/** A size with sides that differ. */
function lopsided(isTall: boolean, short: number, more: number): Size {
  return isTall ? { height: short + more, width: short } : { height: short, width: short + more };
}
