import { anyColor, between, colors, happens, pick } from './chance.js';
import { defineGenerator, type Generator } from './generator.js';
import { layOut, painted, scattered } from './layout.js';
import { colorsOf, copyOf, countOf, drawn, isMostlyBlack, placesWhere, put, transposed, type Place } from './picture.js';
import { regionsOf } from './regions.js';
import { anySize, boxOf, rectangle } from './shapes.js';

const specksRemoved = defineGenerator({
  rule: 'specks-removed',
  meaning: 'Single cells are noise and disappear; larger objects stay.',
  sides: [5, 30],
  draw(random, size) {
    const objects = scattered(random, size, { count: [2, 12], cells: [1, 9], longest: 4 });
    if (objects === undefined) return undefined;
    const drawnObjects = objects.map((places) => (happens(random, 0.4) ? places.slice(0, 1) : places));
    if (drawnObjects.every((places) => places.length === 1)) return undefined;
    const input = painted(size, drawnObjects, () => anyColor(random));
    const output = copyOf(input);
    for (const places of drawnObjects) put(output, places.length === 1 ? places : [], 0);
    return isMostlyBlack(input) ? { input, output } : undefined;
  },
});

const rectanglesRepaired = defineGenerator({
  rule: 'rectangles-repaired',
  meaning: 'Each color is a rectangle with missing cells: they come back.',
  sides: [6, 30],
  draw(random, size) {
    const most = Math.min(8, Math.floor(Math.min(size.height, size.width) / 2));
    const count = between(random, 1, Math.min(6, Math.floor((size.height * size.width) / 36)));
    const objects = layOut(random, size, Array.from({ length: count }, () => rectangle(anySize(random, 3, most))));
    if (objects === undefined) return undefined;
    const palette = colors(random, count);
    const worn = objects.map((places) => places.filter(() => happens(random, 0.75)));
    if (worn.some((places, k) => !hasSameBox(places, objects[k]!))) return undefined;
    const input = painted(size, worn, (k) => palette[k]!);
    return isMostlyBlack(input) ? { input, output: painted(size, objects, (k) => palette[k]!) } : undefined;
  },
});

const panelsToCells = defineGenerator({
  rule: 'panels-to-cells',
  meaning: 'Gray lines divide the picture into panels of one color each: every panel becomes one cell.',
  sides: [7, 30],
  usualSides: [9, 17],
  draw(random, { height, width }) {
    const side = between(random, 2, Math.max(2, Math.floor(Math.min(height, width) / 3) - 1));
    const panels = { height: Math.floor((height + 1) / (side + 1)), width: Math.floor((width + 1) / (side + 1)) };
    const palette = [0, ...colors(random, between(random, 2, 4), [5])];
    const output = drawn(panels, () => pick(random, palette));
    const hasEqualRows = (rows: readonly number[][]) => new Set(rows.map(String)).size < rows.length;
    if (hasEqualRows(output) || hasEqualRows(transposed(output))) return undefined;
    const input = drawn({ height: panels.height * (side + 1) - 1, width: panels.width * (side + 1) - 1 }, (i, j) =>
      ((i + 1) % (side + 1) === 0 || (j + 1) % (side + 1) === 0 ? 5 : output[Math.floor(i / (side + 1))]![Math.floor(j / (side + 1))]!));
    return { input, output };
  },
});

const rowMajority = defineGenerator({
  rule: 'row-majority',
  meaning: 'Every row takes the color that most of its cells have.',
  sides: [3, 30],
  usualSides: [4, 10],
  draw(random, size) {
    const palette = colors(random, between(random, 2, 4));
    const rulers = Array.from({ length: size.height }, () => pick(random, palette));
    const input = drawn(size, (i) => (happens(random, 0.6) ? rulers[i]! : pick(random, palette)));
    const winners = input.map((row) => {
      const ranked = colorsOf([row]).sort((a, b) => countOf([row], b) - countOf([row], a));
      return ranked.length === 1 || countOf([row], ranked[0]!) > countOf([row], ranked[1]!) ? ranked[0]! : 0;
    });
    return winners.includes(0) ? undefined : { input, output: drawn(size, (i) => winners[i]!) };
  },
});

const insideOfFrame = defineGenerator({
  rule: 'inside-of-frame',
  meaning: 'The output is what the frame encloses.',
  sides: [8, 30],
  draw(random, size) {
    const height = between(random, 5, size.height - 2);
    const width = between(random, 5, size.width - 2);
    const top = between(random, 0, size.height - height);
    const left = between(random, 0, size.width - width);
    const [frame, ...palette] = colors(random, between(random, 3, 5));
    const isOnFrame = (i: number, j: number) => i >= top && i < top + height && j >= left && j < left + width
      && (i === top || j === left || i === top + height - 1 || j === left + width - 1);
    const input = drawn(size, (i, j) => (isOnFrame(i, j) ? frame! : happens(random, 0.25) ? pick(random, palette) : 0));
    const longest = Math.max(...regionsOf(input).filter(({ color }) => color !== 0 && color !== frame).map(({ places }) => places.length));
    const output = input.slice(top + 1, top + height - 1).map((row) => row.slice(left + 1, left + width - 1));
    const isPlain = placesWhere(output, (color) => color !== 0).length === 0;
    return !isPlain && isMostlyBlack(input) && longest < 2 * (height + width) - 4 ? { input, output } : undefined;
  },
});

/** All rules that take away what disturbs. */
export const CLEANING: readonly Generator[] = [specksRemoved, rectanglesRepaired, panelsToCells, rowMajority, insideOfFrame];

function hasSameBox(some: readonly Place[], all: readonly Place[]): boolean {
  return some.length > 0 && JSON.stringify(boxOf(some)) === JSON.stringify(boxOf(all));
}
