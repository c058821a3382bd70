import type { SeededRandom } from '../../timing/random.js';
import { anyColor, between, colors, happens, pick } from './chance.js';
import { defineGenerator, type Generator } from './generator.js';
import { blank, colorsOf, copyOf, isMostlyBlack, isOn, placesWhere, put, type Place } from './picture.js';
import { moved, outline } from './shapes.js';

const pairsConnected = defineGenerator({
  rule: 'pairs-connected',
  meaning: 'Two cells of one color are joined by a straight line: along a row, a column or a diagonal.',
  sides: [4, 30],
  draw(random, size) {
    const input = blank(size);
    const output = blank(size);
    const [shorter, longer] = [Math.min(size.height, size.width), Math.max(size.height, size.width)];
    const isFree = ([i, j]: Place) => isOn(output, i, j) && output[i]![j] === 0;
    for (const color of colors(random, between(random, 1, Math.min(6, Math.floor(shorter / 2))))) {
      const lines = Array.from({ length: 30 }, () => lineFrom(random, random.integer(size.height), random.integer(size.width), longer));
      const line = lines.find((places) => places.every(isFree));
      if (line === undefined) continue;
      put(output, line, color);
      put(input, [line[0]!, line.at(-1)!], color);
    }
    return { input, output };
  },
});

const rowsAndColumnsRuled = defineGenerator({
  rule: 'rows-and-columns-ruled',
  meaning: 'A blue cell draws a line through its whole row, a red cell through its whole column; red lies on top.',
  sides: [3, 30],
  draw(random, size) {
    const input = blank(size);
    const marks = between(random, 1, Math.min(5, Math.floor(Math.min(size.height, size.width) / 2)));
    for (let k = 0; k < marks; k++) put(input, [[random.integer(size.height), random.integer(size.width)]], pick(random, [1, 2]));
    const output = copyOf(input);
    for (const [i] of placesWhere(input, (color) => color === 1)) output[i]!.fill(1);
    for (const [, j] of placesWhere(input, (color) => color === 2)) output.forEach((row) => (row[j] = 2));
    return colorsOf(input).length === 2 || happens(random, 0.1) ? { input, output } : undefined;
  },
});

const diagonalRays = defineGenerator({
  rule: 'diagonal-rays',
  meaning: 'Every colored cell sends rays along both diagonals to the edge.',
  sides: [3, 30],
  draw(random, size) {
    const color = anyColor(random);
    const cells = Array.from({ length: between(random, 1, size.height * size.width > 60 ? 3 : 1) },
      (): Place => [random.integer(size.height), random.integer(size.width)]);
    const input = blank(size);
    put(input, cells, color);
    const output = blank(size);
    const isOnRay = (i: number, j: number) => cells.some(([a, b]) => Math.abs(i - a) === Math.abs(j - b));
    put(output, placesWhere(output, (_, i, j) => isOnRay(i, j)), color);
    return { input, output };
  },
});

const cornersToOutline = defineGenerator({
  rule: 'corners-to-outline',
  meaning: 'Four cells of one color are the corners of a rectangle: its outline is drawn.',
  sides: [4, 30],
  draw(random, size) {
    const input = blank(size);
    const output = blank(size);
    for (const color of colors(random, between(random, 1, Math.min(5, Math.floor((size.height * size.width) / 36) + 1)))) {
      const [height, width] = [between(random, 3, Math.min(10, size.height)), between(random, 3, Math.min(10, size.width))];
      const places = moved(outline({ height, width }), random.integer(size.height - height + 1), random.integer(size.width - width + 1));
      if (places.some(([i, j]) => output[i]![j] !== 0)) return undefined;
      const [[top, left], [bottom, right]] = [places[0]!, places.at(-1)!];
      put(output, places, color);
      put(input, [[top, left], [top, right], [bottom, left], [bottom, right]], color);
    }
    return { input, output };
  },
});

const raysStopAtWall = defineGenerator({
  rule: 'rays-stop-at-wall',
  meaning: 'Cells at the left edge send rays to the right, up to the gray wall.',
  sides: [4, 30],
  draw(random, { height, width }) {
    const input = blank({ height, width });
    let wall = between(random, 2, width - 1);
    const output = blank({ height, width });
    input.forEach((row, i) => {
      wall = Math.max(2, Math.min(width - 1, wall + between(random, -1, 1)));
      const color = happens(random, 0.45) ? anyColor(random, [5]) : 0;
      row[0] = color;
      row[wall] = 5;
      output[i]!.fill(color, 0, wall);
      output[i]![wall] = 5;
    });
    return isMostlyBlack(input) ? { input, output } : undefined;
  },
});

const diagonalRain = defineGenerator({
  rule: 'diagonal-rain',
  meaning: 'Every colored cell of the top row runs down to the right in a diagonal line.',
  sides: [3, 30],
  draw(random, size) {
    const input = blank(size);
    const palette = colors(random, between(random, 1, 3));
    input[0] = input[0]!.map(() => (happens(random, 0.35) ? pick(random, palette) : 0));
    const output = blank(size);
    input[0].forEach((color, j) => {
      if (color !== 0) put(output, input.map((_, i): Place => [i, j + i]), color);
    });
    return isMostlyBlack(input) ? { input, output } : undefined;
  },
});

/** All rules that draw lines. */
export const LINES: readonly Generator[] = [
  pairsConnected, rowsAndColumnsRuled, diagonalRays, cornersToOutline, raysStopAtWall, diagonalRain,
];

/** A straight line of 3 cells or more that starts at a place and runs along a row, a column or a diagonal. */
function lineFrom(random: SeededRandom, i: number, j: number, most: number): Place[] {
  const [di, dj] = pick(random, [[0, 1], [1, 0], [1, 1], [1, -1]] as const);
  return Array.from({ length: between(random, 3, most) }, (_, k): Place => [i + k * di, j + k * dj]);
}
