import type { SeededRandom } from '../../timing/random.js';
import { anyColor, between, happens, pick } from './chance.js';
import { defineGenerator, type Generator } from './generator.js';
import { layOut, painted } from './layout.js';
import { blank, copyOf, isMostlyBlack, put, type Box, type Picture, type Place, type Size } from './picture.js';
import { regionsOf } from './regions.js';
import { anySize, boxOf, insideOf, outline, rectangle } from './shapes.js';

const framesFilled = defineGenerator({
  rule: 'frames-filled',
  meaning: 'Every frame is filled with its own color.',
  sides: [5, 30],
  draw(random, size) {
    const frames = framesIn(random, size, between(random, 1, 6), () => anySize(random, 3, Math.min(8, Math.min(size.height, size.width))));
    if (frames === undefined) return undefined;
    const input = blank(size);
    const output = blank(size);
    for (const places of frames) {
      const color = anyColor(random);
      put(input, places, color);
      put(output, [...places, ...insideOf(places)], color);
    }
    return isMostlyBlack(input) ? { input, output } : undefined;
  },
});

const largestAndSmallestRoom = defineGenerator({
  rule: 'largest-and-smallest-room',
  meaning: 'Gray walls divide the picture: the largest room becomes red, the smallest blue.',
  sides: [7, 30],
  draw(random, size) {
    const input = blank(size);
    divide(random, input, { top: 0, left: 0, ...size }, between(random, 2, 3));
    const rooms = regionsOf(input).filter(({ color }) => color === 0).map(({ places }) => places).sort((a, b) => a.length - b.length);
    if (rooms.length < 3 || rooms[0]!.length === rooms[1]!.length || rooms.at(-1)!.length === rooms.at(-2)!.length) return undefined;
    const output = copyOf(input);
    put(output, rooms[0]!, 1);
    put(output, rooms.at(-1)!, 2);
    return { input, output };
  },
});

const flooded = defineGenerator({
  rule: 'flooded-from-outside',
  meaning: 'Green floods in from the edge and through every gap; frames without a gap stay black inside.',
  sides: [7, 30],
  draw(random, size) {
    const frames = framesIn(random, size, between(random, 2, 6), () => anySize(random, 3, Math.min(8, Math.min(size.height, size.width))));
    if (frames === undefined) return undefined;
    const leaky = frames.map(() => happens(random, 0.5));
    const input = blank(size);
    frames.forEach((places, k) => put(input, leaky[k] ? withGap(random, places) : places, anyColor(random, [3])));
    const output = copyOf(input);
    frames.forEach((places, k) => {
      if (!leaky[k]) put(output, insideOf(places), 10);
    });
    const flood = output.map((row) => row.map((color) => (color === 0 ? 3 : color === 10 ? 0 : color)));
    return leaky.includes(true) && leaky.includes(false) ? { input, output: flood } : undefined;
  },
});

const evenAndOddFrames = defineGenerator({
  rule: 'even-and-odd-frames',
  meaning: 'Square frames with an even side are filled blue, those with an odd side red.',
  sides: [8, 30],
  usualSides: [10, 18],
  draw(random, size) {
    const frames = framesIn(random, size, between(random, 2, 7), (k) => {
      const side = k < 2 ? 3 + k : between(random, 3, Math.min(9, Math.min(size.height, size.width) - 4));
      return { height: side, width: side };
    });
    if (frames === undefined) return undefined;
    const input = painted(size, frames, () => anyColor(random, [1, 2]));
    const output = copyOf(input);
    for (const places of frames) put(output, insideOf(places), boxOf(places).height % 2 === 0 ? 1 : 2);
    return isMostlyBlack(input) ? { input, output } : undefined;
  },
});

/** All rules about enclosed areas. */
export const FILLING: readonly Generator[] = [framesFilled, largestAndSmallestRoom, flooded, evenAndOddFrames];

/** Frames that stay apart; undefined if no room was found. */
function framesIn(random: SeededRandom, field: Size, count: number, sizeOfFrame: (k: number) => Size): Place[][] | undefined {
  return layOut(random, field, Array.from({ length: count }, (_, k) => outline(sizeOfFrame(k))));
}

/** A frame without one cell that is not at a corner. */
function withGap(random: SeededRandom, frame: readonly Place[]): Place[] {
  const { top, left, height, width } = boxOf(frame);
  const isCorner = ([i, j]: Place) => (i === top || i === top + height - 1) && (j === left || j === left + width - 1);
  const gap = pick(random, frame.filter((place) => !isCorner(place)));
  return frame.filter((place) => place !== gap);
}

/** Draws a gray wall through a box, and through the two parts that it makes, and so on, as often as told and while there is room. */
function divide(random: SeededRandom, picture: Picture, { top, left, height, width }: Box, times: number): void {
  const isUpright = width > height || (width === height && happens(random, 0.5));
  const length = isUpright ? width : height;
  if (length < 3 || times === 0) return;
  const at = between(random, 1, length - 2);
  put(picture, rectangle(isUpright ? { height, width: 1 } : { height: 1, width }).map(([i, j]): Place =>
    (isUpright ? [top + i, left + at] : [top + at, left + j])), 5);
  const [first, second] = isUpright
    ? [{ top, left, height, width: at }, { top, left: left + at + 1, height, width: width - at - 1 }]
    : [{ top, left, height: at, width }, { top: top + at + 1, left, height: height - at - 1, width }];
  divide(random, picture, first!, times - 1);
  divide(random, picture, second!, times - 1);
}
