import { anyColor, between, colors, happens, pick } from './chance.js';
import { defineGenerator, type Drawing, type Generator } from './generator.js';
import { blank, copyOf, drawn, isMostlyBlack, put, transposed, type Place } from './picture.js';
import { blob, boxOf, moved } from './shapes.js';

const sandFalls = defineGenerator({
  rule: 'sand-falls',
  meaning: 'In each column the colored cells fall to the bottom and keep their order.',
  sides: [3, 30],
  draw(random, size) {
    const palette = colors(random, between(random, 1, 4));
    const input = drawn(size, () => (happens(random, 0.3) ? pick(random, palette) : 0));
    const columns = transposed(input).map((column) => [...column.filter((color) => color === 0), ...column.filter((color) => color !== 0)]);
    return { input, output: transposed(columns) };
  },
});

const sortBars = defineGenerator({
  rule: 'sort-bars',
  meaning: 'The bars are put in order from the shortest at the left to the tallest at the right.',
  sides: [3, 30],
  draw(random, { height, width }) {
    const palette = colors(random, between(random, 1, 4));
    const bars = Array.from({ length: width }, () => between(random, 0, height - 1));
    const barsDrawn = (heights: readonly number[]) =>
      drawn({ height, width }, (i, j) => (height - i <= heights[j]! ? palette[heights[j]! % palette.length]! : 0));
    return { input: barsDrawn(bars), output: barsDrawn([...bars].sort((a, b) => a - b)) };
  },
});

const pulledToTheWall = defineGenerator({
  rule: 'pulled-to-the-wall',
  meaning: 'Objects on both sides of the gray wall move straight to it until they touch it.',
  sides: [5, 30],
  draw(random, { height, width }) {
    const isUpright = happens(random, 0.5);
    const field = isUpright ? { height, width } : { height: width, width: height };
    const wall = between(random, 1, field.width - 2);
    const input = blank(field);
    const output = blank(field);
    for (let top = between(random, 0, 1); top < field.height;) {
      const isLeft = happens(random, 0.5);
      const depth = isLeft ? wall : field.width - 1 - wall;
      const lane = { height: Math.min(field.height - top, between(random, 1, 3)), width: Math.min(depth, 3) };
      const shape = blob(random, between(random, 1, 6), lane);
      const room = boxOf(shape);
      const color = anyColor(random, [5]);
      const away = between(random, 0, depth - room.width);
      const places = moved(shape, top, isLeft ? away : wall + 1 + away);
      put(input, places, color);
      put(output, moved(places, 0, stepsToTouch(places, wall)), color);
      top += room.height + between(random, 1, 3);
    }
    const column = input.map((_, i): Place => [i, wall]);
    put(input, column, 5);
    put(output, column, 5);
    const drawing: Drawing = isUpright ? { input, output } : { input: transposed(input), output: transposed(output) };
    return isMostlyBlack(input) ? drawing : undefined;
  },
});

const rowsPushedRight = defineGenerator({
  rule: 'rows-pushed-right',
  meaning: 'In each row that starts with red, the colored cells slide to the right end; other rows stay.',
  sides: [4, 30],
  draw(random, size) {
    const palette = colors(random, 3, [2]);
    const input = drawn(size, (_, j) => (j > 0 && happens(random, 0.35) ? pick(random, palette) : 0));
    const marked = input.map(() => happens(random, 0.5));
    input.forEach((row, i) => {
      if (marked[i]) row[0] = 2;
    });
    const output = copyOf(input).map((row, i) =>
      (marked[i] ? [...row.filter((color) => color === 0), ...row.filter((color) => color !== 0)] : row));
    return marked.includes(true) && marked.includes(false) ? { input, output } : undefined;
  },
});

/** All rules about falling and being pulled. */
export const GRAVITY: readonly Generator[] = [sandFalls, sortBars, pulledToTheWall, rowsPushedRight];

function stepsToTouch(places: readonly Place[], wall: number): number {
  const { left, width } = boxOf(places);
  return left < wall ? wall - left - width : wall + 1 - left;
}
