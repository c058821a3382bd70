import type { SeededRandom } from '../../timing/random.js';
import { between, colors, happens, pick } from './chance.js';
import { defineGenerator, type Generator } from './generator.js';
import { beside, blank, copyOf, countOf, drawn, stacked, type Picture, type Size } from './picture.js';

const oddPanel = defineGenerator({
  rule: 'odd-panel',
  meaning: 'Two of the three panels side by side are equal: the output is the other one.',
  sides: [5, 30],
  usualSides: [8, 17],
  draw(random, size) {
    const [common, odd] = panelsOf(random, size, 2);
    const panels = random.shuffle([common!, copyOf(common!), odd!]);
    return String(common) === String(odd) ? undefined : { input: besideGray(panels), output: odd! };
  },
});

const fullestPanel = defineGenerator({
  rule: 'fullest-panel',
  meaning: 'The output is the panel with the most colored cells of the three side by side.',
  sides: [5, 30],
  usualSides: [8, 17],
  draw(random, size) {
    const panels = panelsOf(random, size, 3);
    const [fullest, next] = [...panels].sort((a, b) => countOf(a, 0) - countOf(b, 0));
    return countOf(fullest!, 0) < countOf(next!, 0) ? { input: besideGray(panels), output: fullest! } : undefined;
  },
});

const panelsStacked = defineGenerator({
  rule: 'panels-stacked',
  meaning: 'The three panels side by side are put one below the other, the gray lines left away.',
  sides: [5, 30],
  usualSides: [8, 14],
  draw(random, { height, width }) {
    const panels = panelsOf(random, { height: Math.min(height, 10), width }, 3);
    return { input: besideGray(panels), output: stacked(...panels) };
  },
});

/** All rules about pictures side by side. */
export const PANELS: readonly Generator[] = [oddPanel, fullestPanel, panelsStacked];

/** Panels of which three, with gray lines between them, are as wide as the size. */
function panelsOf(random: SeededRandom, { height, width }: Size, count: number): Picture[] {
  const palette = colors(random, between(random, 1, 3), [5]);
  const size = { height, width: Math.floor((width - 2) / 3) };
  return Array.from({ length: count }, () => drawn(size, () => (happens(random, 0.45) ? pick(random, palette) : 0)));
}

function besideGray(panels: readonly Picture[]): Picture {
  const line = blank({ height: panels[0]!.length, width: 1 }, 5);
  return beside(...panels.flatMap((panel, k) => (k === 0 ? [panel] : [line, panel])));
}
