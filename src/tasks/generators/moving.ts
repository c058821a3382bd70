import { anyColor, between, happens } from './chance.js';
import { defineGenerator, type Generator } from './generator.js';
import { layOut, painted, scattered } from './layout.js';
import { blank, copyOf, isMostlyBlack, isOn, mirrored, put, transposed, type Place } from './picture.js';
import { anySize, blob, boxOf, moved, normalized, rectangle, sameShape } from './shapes.js';

const asFarAsWide = defineGenerator({
  rule: 'as-far-as-wide',
  meaning: 'Every object moves to the right by its own width.',
  sides: [6, 30],
  draw(random, size) {
    const objects = scattered(random, size, { count: [1, 6], cells: [1, 6], longest: 4 });
    if (objects === undefined) return undefined;
    const palette = objects.map(() => anyColor(random));
    const input = painted(size, objects, (k) => palette[k]!);
    const goals = objects.map((places) => moved(places, 0, boxOf(places).width));
    const all = goals.flat();
    const isFree = new Set(all.map(String)).size === all.length && all.every(([i, j]) => isOn(input, i, j));
    return isFree && isMostlyBlack(input) ? { input, output: painted(size, goals, (k) => palette[k]!) } : undefined;
  },
});

const toTheCenter = defineGenerator({
  rule: 'to-the-center',
  meaning: 'The object moves to the center of the picture.',
  sides: [3, 30],
  draw(random, size) {
    const odd = (most: number) => 2 * between(random, 0, Math.max(0, Math.floor((Math.min(most, 7) - 2) / 2))) + 1;
    const field = { height: size.height - 1 + (size.height % 2), width: size.width - 1 + (size.width % 2) };
    const shape = blob(random, between(random, 1, 12), { height: odd(field.height), width: odd(field.width) });
    const { height, width } = boxOf(shape);
    if (height % 2 === 0 || width % 2 === 0) return undefined;
    const color = anyColor(random);
    const at = (top: number, left: number) => painted(field, [moved(shape, top, left)], () => color);
    const input = at(between(random, 0, field.height - height), between(random, 0, field.width - width));
    return isMostlyBlack(input) ? { input, output: at((field.height - height) / 2, (field.width - width) / 2) } : undefined;
  },
});

const placesSwapped = defineGenerator({
  rule: 'places-swapped',
  meaning: 'The two objects change places, corner for corner.',
  sides: [6, 30],
  draw(random, size) {
    const most = Math.min(5, Math.floor(Math.min(size.height, size.width) / 2));
    const room = anySize(random, 1, most);
    const shapes = [0, 1].map(() => blob(random, between(random, 2, 12), room));
    const objects = sameShape(shapes[0]!, shapes[1]!) ? undefined : layOut(random, size, shapes);
    if (objects === undefined) return undefined;
    const [a, b] = [boxOf(objects[0]!), boxOf(objects[1]!)];
    if (a.height !== b.height || a.width !== b.width) return undefined;
    const [one, two] = random.shuffle([1, 2, 3, 4, 6, 7, 8, 9]);
    const input = painted(size, objects, (k) => (k === 0 ? one! : two!));
    const swapped = [moved(shapes[0]!, b.top, b.left), moved(shapes[1]!, a.top, a.left)];
    return isMostlyBlack(input) ? { input, output: painted(size, swapped, (k) => (k === 0 ? one! : two!)) } : undefined;
  },
});

const mirroredOverLine = defineGenerator({
  rule: 'mirrored-over-line',
  meaning: 'What is left of the gray line appears mirrored on its right.',
  sides: [5, 30],
  draw(random, { height, width }) {
    const line = between(random, Math.floor(width / 3), Math.floor((width - 1) / 2));
    const shape = blob(random, between(random, 2, 14), { height: Math.min(height, 6), width: Math.min(line, 6) });
    const room = boxOf(shape);
    const places = moved(shape, between(random, 0, height - room.height), between(random, 0, line - room.width));
    const color = anyColor(random, [5]);
    const input = blank({ height, width });
    put(input, input.map((_, i): Place => [i, line]), 5);
    put(input, places, color);
    const output = copyOf(input);
    put(output, places.map(([i, j]): Place => [i, 2 * line - j]), color);
    return isMostlyBlack(input) ? { input, output } : undefined;
  },
});

const oneStepCloser = defineGenerator({
  rule: 'one-step-closer',
  meaning: 'Every colored cell makes one step towards the gray block: straight where they are level, else diagonally.',
  sides: [6, 30],
  draw(random, size) {
    const side = Math.min(size.height, size.width) < 10 ? 1 : 3;
    const cell = rectangle({ height: 1, width: 1 });
    const cells = new Array<Place[]>(between(random, 2, Math.min(8, Math.floor((size.height * size.width) / 16)))).fill(cell);
    const objects = layOut(random, size, [rectangle({ height: side, width: side }), ...cells], 2);
    if (objects === undefined) return undefined;
    const [block, ...walkers] = objects;
    const { top, left } = boxOf(block!);
    const [a, b] = [top + (side - 1) / 2, left + (side - 1) / 2];
    const palette = objects.map((_, k) => (k === 0 ? 5 : anyColor(random, [5])));
    const goals = walkers.map((places) => places.map(([i, j]): Place => [i + Math.sign(a - i), j + Math.sign(b - j)]));
    const input = painted(size, objects, (k) => palette[k]!);
    return isMostlyBlack(input) ? { input, output: painted(size, [block!, ...goals], (k) => palette[k]!) } : undefined;
  },
});

const eachMirroredInPlace = defineGenerator({
  rule: 'each-mirrored-in-place',
  meaning: 'Every object is mirrored within its own bounding box: red ones top to bottom, the others left to right.',
  sides: [6, 30],
  draw(random, size) {
    const objects = scattered(random, size, { count: [2, 6], cells: [3, 9], longest: 5 });
    if (objects === undefined) return undefined;
    const palette = objects.map(() => (happens(random, 0.5) ? 2 : anyColor(random, [2])));
    const images = objects.map((places, k) => {
      const { top, left, height, width } = boxOf(places);
      const local = painted({ height, width }, [normalized(places)], () => 1);
      const image = palette[k] === 2 ? transposed(mirrored(transposed(local))) : mirrored(local);
      return image.flatMap((row, i) => row.flatMap((cell, j): Place[] => (cell === 1 ? [[top + i, left + j]] : [])));
    });
    const isClear = images.every((image, k) => !sameShape(image, objects[k]!)) && palette.includes(2) && new Set(palette).size > 1;
    const input = painted(size, objects, (k) => palette[k]!);
    return isClear && isMostlyBlack(input) ? { input, output: painted(size, images, (k) => palette[k]!) } : undefined;
  },
});

/** All rules about moving and turning objects. */
export const MOVING: readonly Generator[] = [
  asFarAsWide, toTheCenter, placesSwapped, mirroredOverLine, oneStepCloser, eachMirroredInPlace,
];
