import type { SeededRandom } from '../../timing/random.js';
import { anyColor, between, colors, happens, pick } from './chance.js';
import { defineGenerator, type Generator } from './generator.js';
import { layOut, painted } from './layout.js';
import {
  beside, blank, copyOf, cutOut, drawn, isMostlyBlack, mirrored, put, stacked, stamp, turned, upsideDown, type Box, type Picture,
  type Place, type Size,
} from './picture.js';
import { anySize, blob, boxOf, moved, normalized, sameShape } from './shapes.js';

const mirrorHalf = defineGenerator({
  rule: 'mirror-half',
  meaning: 'The left half, mirrored, completes the empty right half.',
  sides: [3, 30],
  draw(random, { height, width }) {
    const input = blank({ height, width });
    const half = { height, width: Math.ceil(width / 2) };
    const strokes = between(random, 1, Math.max(1, Math.floor(height / 4)));
    for (let k = 0; k < strokes; k++) {
      const shape = blob(random, between(random, 1, Math.max(1, Math.floor((height * half.width) / 3 / strokes))), half);
      const room = boxOf(shape);
      put(input, moved(shape, between(random, 0, height - room.height), half.width - room.width), anyColor(random));
    }
    const flipped = mirrored(input);
    const output = input.map((row, i) => row.map((color, j) => color || flipped[i]![j]!));
    return isMostlyBlack(input) ? { input, output } : undefined;
  },
});

const kaleidoscope = defineGenerator({
  rule: 'kaleidoscope',
  meaning: 'The input becomes the upper left quarter of a picture that is mirrored both ways.',
  sides: [3, 15],
  usualSides: [3, 7],
  draw(random, size) {
    const input = confetti(random, size, between(random, 2, 4));
    const upper = beside(input, mirrored(input));
    return { input, output: stacked(upper, upsideDown(upper)) };
  },
});

const pinwheel = defineGenerator({
  rule: 'pinwheel',
  meaning: 'Four copies of the square, each turned a quarter further, go clockwise round the center.',
  sides: [3, 15],
  usualSides: [3, 7],
  draw(random, { height, width }) {
    const side = Math.min(height, width);
    const input = confetti(random, { height: side, width: side }, between(random, 1, 3));
    const quarter = turned(input);
    const half = turned(quarter);
    return { input, output: stacked(beside(input, quarter), beside(turned(half), half)) };
  },
});

const mendMosaic = defineGenerator({
  rule: 'mend-mosaic',
  meaning: 'A mosaic that is symmetric both ways gets back what the black rectangle hides.',
  sides: [6, 30],
  usualSides: [10, 18],
  draw(random, size) {
    const { whole, holed } = mosaicWithHole(random, size);
    return { input: holed, output: whole };
  },
});

const hiddenPiece = defineGenerator({
  rule: 'hidden-piece',
  meaning: 'The output is what the black rectangle hides of a mosaic that is symmetric both ways.',
  sides: [6, 30],
  usualSides: [10, 18],
  draw(random, size) {
    const { whole, holed, hole } = mosaicWithHole(random, size);
    return { input: holed, output: cutOut(whole, hole) };
  },
});

const symmetricObject = defineGenerator({
  rule: 'symmetric-object',
  meaning: 'The output is the one object that is its own mirror image, left to right.',
  sides: [7, 30],
  draw(random, size) {
    const most = Math.floor(Math.min(size.height, size.width) / 2);
    const count = between(random, 2, Math.min(6, Math.floor((size.height * size.width) / 25)));
    const shapes = Array.from({ length: count }, (_, k) => {
      const shape = blob(random, between(random, 4, 9), anySize(random, 2, Math.min(5, most)));
      return k === 0 ? mergedWithMirrorImage(shape) : shape;
    });
    if (shapes.some((shape, k) => isOwnMirrorImage(shape) !== (k === 0))) return undefined;
    const objects = layOut(random, size, shapes);
    if (objects === undefined) return undefined;
    const input = painted(size, objects, () => anyColor(random));
    return isMostlyBlack(input) ? { input, output: cutOut(input, boxOf(objects[0]!)) } : undefined;
  },
});

/** All rules about mirror images and turns. */
export const SYMMETRY: readonly Generator[] = [mirrorHalf, kaleidoscope, pinwheel, mendMosaic, hiddenPiece, symmetricObject];

/** Black with some cells in a few colors. */
function confetti(random: SeededRandom, size: Size, count: number): Picture {
  const palette = colors(random, count);
  return drawn(size, () => (happens(random, 0.45) ? pick(random, palette) : 0));
}

/** A picture without black that is symmetric left to right and top to bottom. */
function mosaic(random: SeededRandom, size: Size): Picture {
  const palette = colors(random, between(random, 4, 7));
  const [a, b, c] = [between(random, 1, 5), between(random, 1, 3), between(random, 0, 2)];
  const surprises = drawn(size, () => (happens(random, 0.12) ? pick(random, palette) : 0));
  return drawn(size, (i, j) => {
    const [row, column] = [Math.min(i, size.height - 1 - i), Math.min(j, size.width - 1 - j)];
    return surprises[row]![column]! || palette[(a * row + b * column + c * row * column) % palette.length]!;
  });
}

function mosaicWithHole(random: SeededRandom, size: Size): { whole: Picture; holed: Picture; hole: Box } {
  const whole = mosaic(random, size);
  const hole = holeIn(random, size);
  const holed = copyOf(whole);
  stamp(holed, blank(hole), hole.top, hole.left);
  return { whole, holed, hole };
}

/** A rectangle that does not reach over both axes, so that some mirror image of each of its cells can be seen. */
function holeIn(random: SeededRandom, { height, width }: Size): Box {
  const size = { height: between(random, 2, Math.floor(height / 2) - 1), width: between(random, 2, Math.floor(width / 2) - 1) };
  const overVerticalAxis = happens(random, 0.5);
  const freeRows = overVerticalAxis ? Math.floor(height / 2) : height;
  const freeColumns = overVerticalAxis ? width : Math.floor(width / 2);
  const top = between(random, 0, freeRows - size.height);
  const left = between(random, 0, freeColumns - size.width);
  return happens(random, 0.5) ? { ...size, top, left } : { ...size, top: height - size.height - top, left: width - size.width - left };
}

function mirrorImage(shape: readonly Place[]): Place[] {
  return shape.map(([i, j]) => [i, -j]);
}

function isOwnMirrorImage(shape: readonly Place[]): boolean {
  return sameShape(shape, mirrorImage(shape));
}

/** The shape and its mirror image at one place. */
function mergedWithMirrorImage(shape: readonly Place[]): Place[] {
  const { width } = boxOf(shape);
  const both = [...shape, ...shape.map(([i, j]): Place => [i, width - 1 - j])];
  return normalized([...new Map(both.map((place) => [String(place), place])).values()]);
}
