import { expect, test } from 'vitest';
import {
  escapeText, formatCount, formatInterval, formatMs, formatNumber, formatRatio, formatShare, plainText, shorten, timeUnit,
} from '../../src/charts/format.js';

test.each([
  [0, '0 ms'], [0.0004, '<0.001 ms'], [0.0153, '0.0153 ms'], [1, '1 ms'], [910.4, '910 ms'], [1234, '1230 ms'], [9994, '9990 ms'], [9996, '10 s'],
  [16826, '16.8 s'], [123456789, '123000 s'], [Infinity, '–'], [NaN, '–'],
])('formatMs(%d) is %s', (ms, text) => {
  expect(formatMs(ms)).toBe(text);
});

test.each([[1e15, '1000000000000000'], [1.5e-7, '0.00000015'], [-12345, '-12300'], [100, '100'], [0.5, '0.5']])('formatNumber(%d) has no exponent', (value, text) => {
  expect(formatNumber(value)).toBe(text);
});

test.each([[2.96, '3.0×'], [1.04, '1.04×'], [0.953, '0.95×'], [19.4, '19×'], [149.2, '149×'], [0.0123, '0.012×'], [9.96, '10×'], [Infinity, '–'],
  [1235.4, '1240×'], [999.6, '1000×'], [4558295, '4560000×'], [1e22, '>1000000000×'], [0.0000002, '<0.001×'], [0, '0×'],
])(
  'formatRatio(%d) is %s', (ratio, text) => {
    expect(formatRatio(ratio)).toBe(text);
  });

test('formatInterval(estimate, low, high) gives all three the same decimals', () => {
  expect(formatInterval(2.96, 2.81, 3.2)).toBe('3.0× [2.8, 3.2]');
  expect(formatInterval(1.02, 0.97, 1.1)).toBe('1.02× [0.97, 1.10]');
});

test('formatInterval(estimate, low, high) makes no zero of what is none, and no exponent', () => {
  expect(formatInterval(0.0000002, 0.0000001, 0.0000003)).toBe('<0.001× [<0.001, <0.001]');
  expect(formatInterval(2, 0.03, 4558295)).toBe('2.0× [0.03, 4560000]');
});

test.each([[0.34, '34 %'], [1, '100 %'], [0.0004, '<0.1 %'], [0.004, '0.4 %'], [0, '0 %'], [0.9971, '99.7 %']])('formatShare(%d) is %s', (share, text) => {
  expect(formatShare(share)).toBe(text);
});

test('formatCount(count, noun) says one and many', () => {
  expect([formatCount(1, 'sample'), formatCount(0, 'sample'), formatCount(2, 'pass', 'passes')]).toEqual(['1 sample', '0 samples', '2 passes']);
});

test('escapeText(text) leaves nothing that Plotly reads as markup or a line break, and plainText undoes it', () => {
  const text = escapeText('<b onclick="x">a & b</b>\n\u2028c');
  expect(text).toBe('&lt;b onclick="x"&gt;a &amp; b&lt;/b&gt; c');
  expect(plainText(`<b>${text}</b>`)).toBe('<b onclick="x">a & b</b> c');
});

test('shorten(text, longest) cuts whole characters', () => {
  expect([shorten('abcd', 4), shorten('abcde', 4), shorten('🟥🟦🟩', 2)]).toEqual(['abcd', 'abc…', '🟥…']);
});

test('timeUnit(longestMs) changes to seconds where labels do', () => {
  expect([timeUnit(9994), timeUnit(9996)]).toEqual([{ name: 'ms', ms: 1 }, { name: 's', ms: 1000 }]);
});
