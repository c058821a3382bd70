import { anyColor, between, colors, happens, pick } from './chance.js';
import { defineGenerator, type Generator } from './generator.js';
import { layOut, painted, scattered } from './layout.js';
import { blank, copyOf, drawn, isMostlyBlack, isOn, placesWhere, put, type Place } from './picture.js';
import { anySize, blob, moved, SIDES } from './shapes.js';

const legendReplaces = defineGenerator({
  rule: 'legend-replaces',
  meaning: 'The first two cells are a legend: everything of the first color takes the second, and the legend disappears.',
  sides: [4, 30],
  draw(random, size) {
    const palette = colors(random, between(random, 2, 5));
    const input = drawn(size, (i) => (i > 0 && happens(random, 0.35) ? pick(random, [palette[0]!, ...palette.slice(2)]) : 0));
    put(input, [[0, 0]], palette[0]!);
    put(input, [[0, 1]], palette[1]!);
    const output = drawn(size, (i, j) => (i === 0 && j < 2 ? 0 : input[i]![j] === palette[0] ? palette[1]! : input[i]![j]!));
    return placesWhere(output, (color) => color === palette[1]).length > 0 ? { input, output } : undefined;
  },
});

const rowsTakeMarkers = defineGenerator({
  rule: 'rows-take-markers',
  meaning: 'Gray cells take the color of the marker at the left end of their row.',
  sides: [4, 30],
  draw(random, size) {
    const palette = colors(random, between(random, 2, Math.min(7, size.height)), [5]);
    const input = drawn(size, (_, j) => (j > 1 && happens(random, 0.35) ? 5 : 0));
    const rows = random.shuffle(input.map((_, i) => i));
    palette.forEach((color, k) => (input[rows[k]!]![0] = color));
    const output = input.map((row) => row.map((color) => (color === 5 && row[0] !== 0 ? row[0]! : color)));
    return isMostlyBlack(input) ? { input, output } : undefined;
  },
});

const touchedByColor = defineGenerator({
  rule: 'touched-by-color',
  meaning: 'A gray object that is touched by a colored cell takes its color; other gray objects stay.',
  sides: [5, 30],
  draw(random, size) {
    const objects = scattered(random, size, { count: [2, 7], cells: [3, 9], longest: 4 });
    if (objects === undefined || objects.some((places) => places.length < 2)) return undefined;
    const input = painted(size, objects, () => 5);
    const output = copyOf(input);
    for (const places of objects.filter(() => happens(random, 0.6))) {
      const isFree = ([i, j]: Place) => isOn(input, i, j)
        && moved([[-1, -1], [-1, 0], [-1, 1], [0, -1], [0, 0], [0, 1], [1, -1], [1, 0], [1, 1]], i, j)
          .every(([a, b]) => !isOn(input, a, b) || input[a]![b] === 0 || places.some(([p, q]) => p === a && q === b));
      const touching = places.flatMap(([i, j]) => moved(SIDES, i, j)).filter((place) => isFree(place) && input[place[0]]![place[1]] === 0);
      if (touching.length === 0) return undefined;
      const color = anyColor(random, [5]);
      const germ = pick(random, touching);
      put(input, [germ], color);
      put(output, [...places, germ], color);
    }
    return isMostlyBlack(input) ? { input, output } : undefined;
  },
});

const objectsTakeMainColor = defineGenerator({
  rule: 'objects-take-main-color',
  meaning: 'Every spotted object takes the color that most of its cells have.',
  sides: [5, 30],
  draw(random, size) {
    const shapes = Array.from({ length: between(random, 1, Math.min(7, Math.floor((size.height * size.width) / 16))) },
      () => blob(random, between(random, 4, 12), anySize(random, 2, Math.min(4, Math.floor(Math.min(size.height, size.width) / 2)))));
    const objects = layOut(random, size, shapes);
    if (objects === undefined) return undefined;
    const input = blank(size);
    const mains = objects.map((places) => {
      const [main, ...spots] = colors(random, 4);
      const spotted = Math.floor((places.length - 1) / 2);
      put(input, places, main!);
      random.shuffle(places).slice(0, between(random, 0, spotted)).forEach((place) => put(input, [place], pick(random, spots)));
      return main!;
    });
    return isMostlyBlack(input) ? { input, output: painted(size, objects, (k) => mains[k]!) } : undefined;
  },
});

/** All rules in which one color tells another what to become. */
export const LEGENDS: readonly Generator[] = [legendReplaces, rowsTakeMarkers, touchedByColor, objectsTakeMainColor];
