import { anyColor, between, colors, happens, pick } from './chance.js';
import { defineGenerator, type Generator } from './generator.js';
import { layOut, painted, scattered } from './layout.js';
import { blank, colorsOf, countOf, cutOut, drawn, enlarged, isMostlyBlack, type Picture } from './picture.js';
import { regionsOf } from './regions.js';
import { anySize, blob, boxOf } from './shapes.js';

const enlargeByCount = defineGenerator({
  rule: 'enlarge-by-count',
  meaning: 'Every cell becomes a square block whose side is the number of objects.',
  sides: [3, 15],
  usualSides: [3, 6],
  draw(random, size) {
    const count = between(random, 2, Math.min(5, Math.floor(30 / Math.max(size.height, size.width))));
    const most = Math.floor(size.width / 3) + 1;
    const shapes = Array.from({ length: count }, () => blob(random, between(random, 1, 4), anySize(random, 1, most)));
    const objects = layOut(random, size, shapes, 0);
    if (objects === undefined) return undefined;
    const input = painted(size, objects, () => anyColor(random));
    if (!isMostlyBlack(input) || regionsOf(input).filter(({ color }) => color !== 0).length !== count) return undefined;
    return { input, output: enlarged(input, count) };
  },
});

const shrinkBlocks = defineGenerator({
  rule: 'shrink-blocks',
  meaning: 'Every square block becomes one cell again; the narrowest object shows how large the blocks are.',
  sides: [6, 30],
  draw(random, { height, width }) {
    const factor = between(random, 2, Math.min(5, Math.floor(Math.min(height, width) / 3)));
    const palette = colors(random, between(random, 1, 4));
    const output = drawn({ height: Math.floor(height / factor), width: Math.floor(width / factor) },
      () => (happens(random, 0.4) ? pick(random, palette) : 0));
    const narrowest = Math.min(...regionsOf(output).filter(({ color }) => color !== 0).map(({ places }) => boxOf(places).width));
    return isMostlyBlack(output) && narrowest === 1 ? { input: enlarged(output, factor), output } : undefined;
  },
});

const largestTwiceAsLarge = defineGenerator({
  rule: 'largest-twice-as-large',
  meaning: 'The largest object is cut out and drawn twice as large.',
  sides: [6, 30],
  draw(random, size) {
    const objects = scattered(random, size, { count: [2, 6], cells: [2, 14], longest: 7 })?.sort((a, b) => b.length - a.length);
    if (objects === undefined || objects[0]!.length === objects[1]!.length) return undefined;
    const input = painted(size, objects, () => anyColor(random));
    return isMostlyBlack(input) ? { input, output: enlarged(cutOut(input, boxOf(objects[0]!)), 2) } : undefined;
  },
});

const rarestColorTile = defineGenerator({
  rule: 'rarest-color-tile',
  meaning: 'The output is a square of the rarest color; its side is the number of colors beside black.',
  sides: [3, 30],
  usualSides: [4, 12],
  draw(random, size) {
    const palette = colors(random, between(random, 2, Math.min(6, size.height)));
    const input: Picture = drawn(size, () => (happens(random, 0.5) ? pick(random, palette) : 0));
    const present = colorsOf(input).sort((a, b) => countOf(input, a) - countOf(input, b));
    const isClear = present.length > 1 && countOf(input, present[0]!) < countOf(input, present[1]!) && isMostlyBlack(input);
    return isClear ? { input, output: blank({ height: present.length, width: present.length }, present[0]) } : undefined;
  },
});

/** All rules about making larger and smaller. */
export const SCALING: readonly Generator[] = [enlargeByCount, shrinkBlocks, largestTwiceAsLarge, rarestColorTile];
