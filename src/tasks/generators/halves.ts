import type { SeededRandom } from '../../timing/random.js';
import { anyColor, colors, happens, pick } from './chance.js';
import { defineGenerator, type Drawing, type Generator } from './generator.js';
import { beside, blank, countOf, drawn, isMostlyBlack, stacked, type Picture, type Size } from './picture.js';

const bothHalves = defineGenerator({
  rule: 'in-both-halves',
  meaning: 'Green where both halves beside the gray line have a colored cell.',
  sides: [3, 30],
  usualSides: [7, 13],
  draw: (random, size) => compareHalves(random, size, 3, (left, right) => left && right),
});

const oneHalf = defineGenerator({
  rule: 'in-one-half',
  meaning: 'Pink where exactly one of the halves beside the gray line has a colored cell.',
  sides: [3, 30],
  usualSides: [7, 13],
  draw: (random, size) => compareHalves(random, size, 6, (left, right) => left !== right),
});

const neitherHalf = defineGenerator({
  rule: 'in-neither-half',
  meaning: 'Light blue where neither of the halves beside the gray line has a colored cell.',
  sides: [3, 30],
  usualSides: [7, 13],
  draw: (random, size) => compareHalves(random, size, 8, (left, right) => !left && !right),
});

const upperOverLower = defineGenerator({
  rule: 'upper-over-lower',
  meaning: 'The upper half is laid over the lower half; black is see-through.',
  sides: [4, 30],
  usualSides: [6, 14],
  draw(random, { height, width }) {
    const size = { height: Math.floor(height / 2), width };
    const [above, below] = colors(random, 2);
    const upper = drawn(size, () => (happens(random, 0.4) ? above! : 0));
    const lower = drawn(size, () => (happens(random, 0.4) ? below! : 0));
    const output = drawn(size, (i, j) => upper[i]![j]! || lower[i]![j]!);
    const isTelling = isMostlyBlack(upper) && countOf(lower, below!) > 0 && countOf(output, below!) < countOf(lower, below!);
    return isTelling ? { input: stacked(upper, lower), output } : undefined;
  },
});

const rowsInterleaved = defineGenerator({
  rule: 'rows-interleaved',
  meaning: 'The rows of the upper and of the lower half take turns.',
  sides: [4, 30],
  usualSides: [6, 12],
  draw(random, { height, width }) {
    const size = { height: Math.floor(height / 2), width };
    const [one, two] = colors(random, 2);
    const upper = drawn(size, () => (happens(random, 0.7) ? one! : 0));
    const lower = drawn(size, () => (happens(random, 0.7) ? two! : 0));
    return { input: stacked(upper, lower), output: upper.flatMap((row, i) => [row, lower[i]!]) };
  },
});

const halvesExchanged = defineGenerator({
  rule: 'halves-exchanged',
  meaning: 'The left and the right half change places, and the line between them stays.',
  sides: [3, 30],
  draw(random, { height, width }) {
    const size = { height, width: Math.floor((width - 1) / 2) };
    const palette = colors(random, 4, [5]);
    const left = drawn(size, () => (happens(random, 0.4) ? pick(random, palette.slice(0, 2)) : 0));
    const right = drawn(size, () => (happens(random, 0.4) ? pick(random, palette.slice(2)) : 0));
    const line = blank({ height, width: 1 }, 5);
    return { input: beside(left, line, right), output: beside(right, line, left) };
  },
});

/** All rules about two halves. */
export const HALVES: readonly Generator[] = [bothHalves, oneHalf, neitherHalf, upperOverLower, rowsInterleaved, halvesExchanged];

/** Two sets of cells beside a gray line, and the places at which a relation holds between them. */
function compareHalves(
  random: SeededRandom, { height, width }: Size, color: number, holds: (left: boolean, right: boolean) => boolean,
): Drawing | undefined {
  const size = { height, width: Math.floor((width - 1) / 2) };
  const [leftColor, rightColor] = [anyColor(random, [5, color]), anyColor(random, [5, color])];
  const left: Picture = drawn(size, () => (happens(random, 0.5) ? leftColor : 0));
  const right: Picture = drawn(size, () => (happens(random, 0.5) ? rightColor : 0));
  const output = drawn(size, (i, j) => (holds(left[i]![j] !== 0, right[i]![j] !== 0) ? color : 0));
  const isTelling = new Set(output.flat()).size === 2;
  return isTelling ? { input: beside(left, blank({ height, width: 1 }, 5), right), output } : undefined;
}
