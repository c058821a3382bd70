import type { SeededRandom } from '../../timing/random.js';
import { between, colors, happens, pick } from './chance.js';
import { defineGenerator, type Generator } from './generator.js';
import {
  beside, blank, colorsOf, copyOf, cutOut, drawn, mirrored, stacked, stamp, transposed, type Picture, type Size,
} from './picture.js';

const stripesContinued = defineGenerator({
  rule: 'stripes-continued',
  meaning: 'The pattern at the left goes on with its period up to the right edge.',
  sides: [6, 30],
  draw(random, size) {
    const output = wallpaper(random, { height: size.height, width: between(random, 2, Math.floor((size.width - 1) / 2)) }, size);
    const period = widthPeriod(output);
    if (2 * period >= size.width) return undefined;
    const shown = between(random, 2 * period, size.width - 1);
    if (widthPeriod(cutOut(output, { top: 0, left: 0, height: size.height, width: shown })) !== period) return undefined;
    const input = copyOf(output);
    stamp(input, blank({ height: size.height, width: size.width - shown }), 0, shown);
    return { input, output };
  },
});

const smallestTile = defineGenerator({
  rule: 'smallest-tile',
  meaning: 'The output is the smallest tile of which the picture is made.',
  sides: [4, 30],
  usualSides: [7, 15],
  draw(random, size) {
    const tile = { height: between(random, 2, Math.floor(size.height / 2)), width: between(random, 2, Math.floor(size.width / 2)) };
    const input = wallpaper(random, tile, size);
    const output = cutOut(input, { top: 0, left: 0, height: widthPeriod(transposed(input)), width: widthPeriod(input) });
    return output.length === tile.height && output[0]!.length === tile.width && colorsOf(input).length > 1 ? { input, output } : undefined;
  },
});

const bricksWithMirroredRow = defineGenerator({
  rule: 'bricks-with-mirrored-row',
  meaning: 'The picture is laid three by three like tiles, the middle row of tiles mirrored left to right.',
  sides: [3, 10],
  usualSides: [3, 5],
  draw(random, size) {
    const palette = colors(random, between(random, 2, 4));
    const input = drawn(size, () => (happens(random, 0.5) ? pick(random, palette) : 0));
    const row = beside(input, input, input);
    const isTelling = String(mirrored(input)) !== String(input);
    return isTelling ? { input, output: stacked(row, mirrored(row), row) } : undefined;
  },
});

const tilesAndNegatives = defineGenerator({
  rule: 'tiles-and-negatives',
  meaning: 'Two by two tiles: the picture, and beside and below it its negative, black and color exchanged.',
  sides: [3, 15],
  usualSides: [3, 8],
  draw(random, size) {
    const color = between(random, 1, 9);
    const input = drawn(size, () => (happens(random, 0.5) ? color : 0));
    const negative = drawn(size, (i, j) => color - input[i]![j]!);
    const isTelling = new Set(input.flat()).size === 2;
    return isTelling ? { input, output: stacked(beside(input, negative), beside(negative, input)) } : undefined;
  },
});

/** All rules about what repeats. */
export const TILING: readonly Generator[] = [stripesContinued, smallestTile, bricksWithMirroredRow, tilesAndNegatives];

/** A picture without black made of copies of a random tile. */
function wallpaper(random: SeededRandom, tile: Size, size: Size): Picture {
  const palette = colors(random, between(random, 2, 4));
  const motif = drawn(tile, (i, j) => (happens(random, 0.3) ? pick(random, palette) : palette[(i + j) % palette.length]!));
  return drawn(size, (i, j) => motif[i % tile.height]![j % tile.width]!);
}

/** The least shift to the left that maps a picture onto itself. */
function widthPeriod(picture: Picture): number {
  const width = picture[0]!.length;
  let period = 1;
  while (period < width && !picture.every((row) => row.every((color, j) => j + period >= width || row[j + period] === color))) period++;
  return period;
}
