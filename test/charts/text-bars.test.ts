import { expect, test } from 'vitest';
import { textBars } from '../../src/charts/text-bars.js';

test('textBars(rows) draws all rows on one scale, names and labels in columns', () => {
  expect(textBars([
    { name: 'baseline', segments: [{ letter: 'D', value: 3 }, { letter: 'I', value: 1 }], label: '4 ms' },
    { name: 'fast', segments: [{ letter: 'D', value: 1 }], label: '1 ms' },
  ], 8).split('\n')).toEqual(['baseline  D█████I█ 4 ms', 'fast      D█       1 ms']);
});

test('textBars(rows) keeps the sum of a bar when its segments are rounded', () => {
  const thirds = { name: 'a', segments: Array.from({ length: 3 }, () => ({ value: 1 })), label: '' };
  expect(textBars([thirds], 10)).toBe(`a  ${'█'.repeat(10)}`);
});

test('textBars(rows) shows a sliver for what is above zero and nothing for zero, negative or missing numbers', () => {
  const row = (name: string, value: number) => ({ name, segments: [{ value }], label: `${value}` });
  expect(textBars([row('a', 1000), row('b', 1), row('c', 0), row('d', -5), row('e', NaN)], 4).split('\n')).toEqual([
    'a  ████ 1000', 'b  ▏    1', 'c       0', 'd       -5', 'e       NaN',
  ]);
});

test('textBars([]) is empty', () => {
  expect(textBars([])).toBe('');
});
