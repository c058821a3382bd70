import { anyColor, between, colors, pick } from './chance.js';
import { defineGenerator, type Generator } from './generator.js';
import { layOut, painted, scattered } from './layout.js';
import { blank, colorsOf, copyOf, cutOut, drawn, isMostlyBlack, isOn, put, stamp } from './picture.js';
import { anySize, blob, boxOf, rectangle, sameShape } from './shapes.js';

const largestCutOut = defineGenerator({
  rule: 'largest-cut-out',
  meaning: 'The output is the largest object.',
  sides: [6, 30],
  draw(random, size) {
    const objects = scattered(random, size, { count: [2, 7], cells: [1, 16], longest: 6 })?.sort((a, b) => b.length - a.length);
    if (objects === undefined || objects[0]!.length === objects[1]!.length) return undefined;
    const input = painted(size, objects, () => anyColor(random));
    return isMostlyBlack(input) ? { input, output: cutOut(input, boxOf(objects[0]!)) } : undefined;
  },
});

const onlySmallestStays = defineGenerator({
  rule: 'only-smallest-stays',
  meaning: 'All objects but the smallest disappear.',
  sides: [5, 30],
  draw(random, size) {
    const objects = scattered(random, size, { count: [2, 8], cells: [1, 9], longest: 5 })?.sort((a, b) => a.length - b.length);
    if (objects === undefined || objects[0]!.length === objects[1]!.length) return undefined;
    const input = painted(size, objects, () => anyColor(random));
    const output = blank(size);
    for (const [i, j] of objects[0]!) output[i]![j] = input[i]![j]!;
    return isMostlyBlack(input) ? { input, output } : undefined;
  },
});

const oddShapeOut = defineGenerator({
  rule: 'odd-shape-out',
  meaning: 'All objects have one shape but for one: the output is that one.',
  sides: [8, 30],
  draw(random, size) {
    const most = Math.min(4, Math.floor((Math.min(size.height, size.width) - 2) / 2));
    const common = blob(random, between(random, 3, 7), anySize(random, 2, most));
    const odd = blob(random, between(random, 3, 7), anySize(random, 2, most));
    const count = between(random, 2, Math.max(2, Math.min(7, Math.floor((size.height * size.width) / 30))));
    const objects = layOut(random, size, [odd, ...new Array<typeof common>(count).fill(common)]);
    if (objects === undefined || sameShape(common, odd)) return undefined;
    const input = painted(size, objects, () => anyColor(random));
    return isMostlyBlack(input) ? { input, output: cutOut(input, boxOf(objects[0]!)) } : undefined;
  },
});

const mostColorfulPatch = defineGenerator({
  rule: 'most-colorful-patch',
  meaning: 'The output is the patch with the most colors.',
  sides: [7, 30],
  draw(random, size) {
    const count = between(random, 2, Math.min(5, Math.floor((size.height * size.width) / 24)));
    const most = Math.min(5, Math.floor(Math.min(size.height, size.width) / 2));
    const places = layOut(random, size, Array.from({ length: count }, () => rectangle(anySize(random, 2, most))));
    if (places === undefined) return undefined;
    const patches = places.map((patch) => {
      const palette = colors(random, between(random, 1, 6));
      return { box: boxOf(patch), picture: drawn(boxOf(patch), () => pick(random, palette)) };
    }).sort((a, b) => colorsOf(b.picture).length - colorsOf(a.picture).length);
    if (colorsOf(patches[0]!.picture).length === colorsOf(patches[1]!.picture).length) return undefined;
    const input = blank(size);
    for (const { box, picture } of patches) stamp(input, picture, box.top, box.left);
    return isMostlyBlack(input) ? { input, output: patches[0]!.picture } : undefined;
  },
});

const edgeObjectsVanish = defineGenerator({
  rule: 'edge-objects-vanish',
  meaning: 'Objects that touch the edge of the picture disappear.',
  sides: [5, 30],
  draw(random, size) {
    const objects = scattered(random, size, { count: [2, 9], cells: [1, 8], longest: 4 });
    if (objects === undefined) return undefined;
    const input = painted(size, objects, () => anyColor(random));
    const isAtEdge = objects.map((places) => places.some(([i, j]) => i * j === 0 || !isOn(input, i + 1, j + 1)));
    const output = copyOf(input);
    objects.forEach((places, k) => put(output, isAtEdge[k] ? places : [], 0));
    return isMostlyBlack(input) && isAtEdge.includes(false) ? { input, output } : undefined;
  },
});

const nearestTurnsRed = defineGenerator({
  rule: 'nearest-turns-red',
  meaning: 'The blue object nearest to the red cell turns red.',
  sides: [5, 30],
  draw(random, size) {
    const shapes = Array.from({ length: between(random, 2, Math.min(7, Math.floor((size.height * size.width) / 12))) },
      () => blob(random, between(random, 1, 6), anySize(random, 1, Math.min(3, Math.floor(size.height / 2)))));
    const objects = layOut(random, size, [rectangle({ height: 1, width: 1 }), ...shapes], 1);
    if (objects === undefined) return undefined;
    const [red, ...blue] = objects;
    const [a, b] = red![0]!;
    const distances = blue.map((places) => Math.min(...places.map(([i, j]) => Math.abs(i - a) + Math.abs(j - b))));
    const least = Math.min(...distances);
    if (distances.filter((distance) => distance === least).length > 1) return undefined;
    const input = painted(size, objects, (k) => (k === 0 ? 2 : 1));
    const output = copyOf(input);
    put(output, blue[distances.indexOf(least)]!, 2);
    return isMostlyBlack(input) ? { input, output } : undefined;
  },
});

/** All rules about which object is meant. */
export const SELECTING: readonly Generator[] = [
  largestCutOut, onlySmallestStays, oddShapeOut, mostColorfulPatch, edgeObjectsVanish, nearestTurnsRed,
];
