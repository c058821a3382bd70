import { anyColor, between, colors, happens, pick } from './chance.js';
import { defineGenerator, type Generator } from './generator.js';
import { painted, scattered } from './layout.js';
import { blank, colorsOf, countOf, drawn, isMostlyBlack, put } from './picture.js';

const countedInARow = defineGenerator({
  rule: 'counted-in-a-row',
  meaning: 'The output is a row with a cell for each object, in their color.',
  sides: [3, 30],
  draw(random, size) {
    const objects = scattered(random, size, { count: [1, 9], cells: [1, 5], longest: 3 });
    if (objects === undefined) return undefined;
    const color = anyColor(random);
    const input = painted(size, objects, () => color);
    return isMostlyBlack(input) ? { input, output: blank({ height: 1, width: objects.length }, color) } : undefined;
  },
});

const barsOfCounts = defineGenerator({
  rule: 'bars-of-counts',
  meaning: 'Each color becomes a bar as long as it has cells, the longest bar on top.',
  sides: [4, 30],
  usualSides: [4, 9],
  draw(random, size) {
    const input = blank(size);
    for (const color of colors(random, between(random, 2, 5))) {
      const cells = between(random, 1, Math.min(15, Math.floor((size.height * size.width) / 6)));
      for (let k = 0; k < cells; k++) put(input, [[random.integer(size.height), random.integer(size.width)]], color);
    }
    const bars = colorsOf(input).sort((a, b) => countOf(input, b) - countOf(input, a));
    const counts = bars.map((color) => countOf(input, color));
    if (new Set(counts).size < counts.length || counts.length < 2 || !isMostlyBlack(input)) return undefined;
    return { input, output: drawn({ height: bars.length, width: counts[0]! }, (i, j) => (j < counts[i]! ? bars[i]! : 0)) };
  },
});

const colorWithMostObjects = defineGenerator({
  rule: 'color-with-most-objects',
  meaning: 'The output is one cell of the color that has the most objects, however large they are.',
  sides: [6, 30],
  draw(random, size) {
    const objects = scattered(random, size, { count: [3, 10], cells: [1, 9], longest: 4 });
    if (objects === undefined) return undefined;
    const palette = colors(random, between(random, 2, 4));
    const objectColors = objects.map(() => pick(random, palette));
    const input = painted(size, objects, (k) => objectColors[k]!);
    const objectsIn = (color: number) => objectColors.filter((other) => other === color).length;
    const [winner, second] = colorsOf(input).sort((a, b) => objectsIn(b) - objectsIn(a));
    if (second === undefined || objectsIn(winner!) === objectsIn(second) || !isMostlyBlack(input)) return undefined;
    const hasMostCells = palette.every((color) => countOf(input, color) <= countOf(input, winner!));
    return hasMostCells && happens(random, 0.8) ? undefined : { input, output: [[winner!]] };
  },
});

const evenAndOddSizes = defineGenerator({
  rule: 'even-and-odd-sizes',
  meaning: 'Gray objects with an even number of cells become blue, those with an odd number red.',
  sides: [5, 30],
  draw(random, size) {
    const objects = scattered(random, size, { count: [2, 9], cells: [1, 7], longest: 4 });
    if (objects === undefined || new Set(objects.map((places) => places.length % 2)).size < 2) return undefined;
    const input = painted(size, objects, () => 5);
    return isMostlyBlack(input) ? { input, output: painted(size, objects, (k) => (objects[k]!.length % 2 === 0 ? 1 : 2)) } : undefined;
  },
});

const columnBySize = defineGenerator({
  rule: 'column-by-size',
  meaning: 'The output is a column of the colors of the objects, from the smallest object to the largest.',
  sides: [6, 30],
  draw(random, size) {
    const objects = scattered(random, size, { count: [2, 6], cells: [1, 12], longest: 5 });
    if (objects === undefined || new Set(objects.map((places) => places.length)).size < objects.length) return undefined;
    objects.sort((a, b) => a.length - b.length);
    const palette = colors(random, objects.length);
    const input = painted(size, objects, (k) => palette[k]!);
    return isMostlyBlack(input) ? { input, output: palette.map((color) => [color]) } : undefined;
  },
});

/** All rules about how many there are. */
export const COUNTING: readonly Generator[] = [countedInARow, barsOfCounts, colorWithMostObjects, evenAndOddSizes, columnBySize];
