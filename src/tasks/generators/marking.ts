import { anyColor, colors, happens } from './chance.js';
import { defineGenerator, type Generator } from './generator.js';
import { painted, scattered } from './layout.js';
import { blank, copyOf, drawn, isMostlyBlack, placesWhere, put, type Place } from './picture.js';
import { boxOf, moved, outline, rectangle } from './shapes.js';

const emptySquaresMarked = defineGenerator({
  rule: 'empty-squares-marked',
  meaning: 'Wherever a black 3×3 square fits between the cells, it becomes blue.',
  sides: [5, 30],
  draw(random, size) {
    const color = anyColor(random, [1]);
    const input = drawn(size, () => (happens(random, 0.22) ? color : 0));
    const square = rectangle({ height: 3, width: 3 });
    const fits = placesWhere(input, (_, i, j) => i + 3 <= size.height && j + 3 <= size.width
      && moved(square, i, j).every(([a, b]) => input[a]![b] === 0));
    const output = copyOf(input);
    for (const [i, j] of fits) put(output, moved(square, i, j), 1);
    return placesWhere(output, (cell) => cell === 0).length > size.height ? { input, output } : undefined;
  },
});

const crossingsMarked = defineGenerator({
  rule: 'crossings-marked',
  meaning: 'Where lying and upright lines cross, the cell becomes yellow.',
  sides: [4, 30],
  draw(random, size) {
    const color = anyColor(random, [4]);
    const rows = chosenLines(size.height);
    const columns = chosenLines(size.width);
    function chosenLines(length: number): number[] {
      return Array.from({ length }, (_, k) => k).filter(() => happens(random, 1.5 / length));
    }
    if (rows.length === 0 || columns.length === 0) return undefined;
    if (rows.length >= size.height / 2 || columns.length >= size.width / 2) return undefined;
    const input = drawn(size, (i, j) => (rows.includes(i) || columns.includes(j) ? color : 0));
    const output = drawn(size, (i, j) => (rows.includes(i) && columns.includes(j) ? 4 : input[i]![j]!));
    return { input, output };
  },
});

const coordinatesMeet = defineGenerator({
  rule: 'coordinates-meet',
  meaning: 'Red cells mark rows and green cells mark columns: where a marked row meets a marked column the cell becomes yellow.',
  sides: [4, 30],
  draw(random, size) {
    const input = blank(size);
    for (let i = 1; i < size.height; i++) if (happens(random, 0.3)) input[i]![0] = 2;
    for (let j = 1; j < size.width; j++) if (happens(random, 0.3)) input[0]![j] = 3;
    const output = drawn(size, (i, j) => (input[i]![0] === 2 && input[0]![j] === 3 ? 4 : input[i]![j]!));
    return { input, output };
  },
});

const distantRing = defineGenerator({
  rule: 'distant-ring',
  meaning: 'Every object gets a ring in its own color around it, with one free line between them.',
  sides: [5, 30],
  draw(random, size) {
    const objects = scattered(random, size, { count: [1, 4], cells: [1, 4], longest: 2 });
    if (objects === undefined) return undefined;
    const palette = colors(random, objects.length);
    const input = painted(size, objects, (k) => palette[k]!);
    const rings = objects.map((places) => {
      const { top, left, height, width } = boxOf(places);
      return moved(outline({ height: height + 4, width: width + 4 }), top - 2, left - 2);
    });
    const all = [...objects, ...rings].flat();
    if (new Set(all.map(String)).size < all.length) return undefined;
    return isMostlyBlack(input) ? { input, output: painted(size, [...objects, ...rings], (k) => palette[k % objects.length]!) } : undefined;
  },
});

const flowers = defineGenerator({
  rule: 'flowers',
  meaning: 'Every cell becomes a flower: yellow cells at its sides, cells of its own color at its corners.',
  sides: [3, 30],
  draw(random, size) {
    const objects = scattered(random, size, { count: [1, 6], cells: [1, 1], longest: 1 });
    if (objects === undefined) return undefined;
    const hearts = objects.map((places) => places[0]!);
    const areApart = hearts.every(([i, j], k) => hearts.slice(k + 1).every(([a, b]) => Math.max(Math.abs(i - a), Math.abs(j - b)) > 2));
    if (!areApart) return undefined;
    const palette = hearts.map(() => anyColor(random, [4]));
    const input = painted(size, objects, (k) => palette[k]!);
    const output = copyOf(input);
    hearts.forEach(([i, j], k) => {
      put(output, [[i - 1, j], [i + 1, j], [i, j - 1], [i, j + 1]], 4);
      put(output, [[i - 1, j - 1], [i - 1, j + 1], [i + 1, j - 1], [i + 1, j + 1]], palette[k]!);
    });
    return { input, output };
  },
});

const objectsInverted = defineGenerator({
  rule: 'objects-inverted',
  meaning: 'Within its bounding box every object and its gaps change places.',
  sides: [5, 30],
  draw(random, size) {
    const objects = scattered(random, size, { count: [1, 6], cells: [3, 12], longest: 5 });
    if (objects === undefined) return undefined;
    const palette = objects.map(() => anyColor(random));
    const input = painted(size, objects, (k) => palette[k]!);
    const gaps = objects.map((places) => {
      const box = boxOf(places);
      const own = new Set(places.map(String));
      return moved(rectangle(box), box.top, box.left).filter((place: Place) => !own.has(String(place)));
    });
    const hasGaps = gaps.some((places) => places.length > 0);
    return hasGaps && isMostlyBlack(input) ? { input, output: painted(size, gaps, (k) => palette[k]!) } : undefined;
  },
});

/** All rules that mark places. */
export const MARKING: readonly Generator[] = [
  emptySquaresMarked, crossingsMarked, coordinatesMeet, distantRing, flowers, objectsInverted,
];
