import type { Interval } from '../timing/statistics.js';

/**
 * A number with at most so many significant digits, without trailing zeros and never in exponent notation.
 *
 * @param value - below 1e21
 * @param digits - 1..15
 * @returns `–` when the number is not finite
 *
 * @example
 * formatNumber(16826)
 * // => '16800'
 */
export function formatNumber(value: number, digits = 3): string {
  if (!Number.isFinite(value)) return '–';
  const rounded = Number(value.toPrecision(digits));
  const decimals = rounded === 0 ? 0 : Math.max(0, digits - 1 - Math.floor(Math.log10(Math.abs(rounded))));
  const text = rounded.toFixed(Math.min(decimals, 20));
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text;
}

/**
 * A duration with its unit: ms below 10 s, else s; at most three significant digits.
 *
 * @param ms - a duration in ms; under a microsecond it is `<0.001 ms`
 *
 * @example
 * formatMs(16826)
 * // => '16.8 s'
 */
export function formatMs(ms: number): string {
  if (!Number.isFinite(ms)) return '–';
  if (ms > 0 && ms < 0.001) return '<0.001 ms';
  return usesSeconds(ms) ? `${formatNumber(ms / 1000)} s` : `${formatNumber(ms)} ms`;
}

/** Whether a duration is told in seconds: what three digits of milliseconds would round to 10 s or more. */
export function usesSeconds(ms: number): boolean {
  return Math.abs(Number(ms.toPrecision(3))) >= 10_000;
}

/** The unit of an axis that reaches to `longestMs`, and how many ms make one of it. */
export function timeUnit(longestMs: number): { readonly name: 'ms' | 's'; readonly ms: number } {
  return usesSeconds(longestMs) ? { name: 's', ms: 1000 } : { name: 'ms', ms: 1 };
}

/**
 * A ratio of times: two significant digits, one more where it is close to 1, so that 1.04 is not told as 1.0, and three from 100.
 *
 * @param ratio - 0 or more; under a thousandth it is `<0.001×`, over a billion `>1000000000×`
 * @returns for example `3.0×`; `–` when it is not finite
 *
 * @example
 * formatRatio(2.96)
 * // => '3.0×'
 */
export function formatRatio(ratio: number): string {
  return Number.isFinite(ratio) ? `${ratioText(ratio, ratioDecimals(ratio))}×` : '–';
}

/**
 * A ratio with its interval, all with the same decimals.
 *
 * @example
 * formatInterval(2.96, 2.81, 3.2)
 * // => '3.0× [2.8, 3.2]'
 */
export function formatInterval(estimate: number, low: number, high: number): string {
  const decimals = ratioDecimals(estimate);
  return `${formatRatio(estimate)} [${ratioText(low, decimals)}, ${ratioText(high, decimals)}]`;
}

/** A speedup with its interval, which one round does not have. */
export function intervalWords(speedup: Interval | null | undefined, rounds = Infinity): string {
  if (!speedup) return '–';
  const { estimate, low, high } = speedup;
  return rounds === 1 ? formatRatio(estimate) : formatInterval(estimate, low, high);
}

/** So many decimals, fewer for thousands, more where they would make zero of what is none. */
function ratioText(ratio: number, decimals: number): string {
  if (ratio > 0 && ratio < 0.001) return '<0.001';
  if (ratio > 1e9) return '>1000000000';
  const text = ratio.toFixed(decimals);
  return ratio >= 999.5 ? formatNumber(ratio) : Number(text) === 0 ? formatNumber(ratio, 1) : text;
}

function ratioDecimals(ratio: number): number {
  if (ratio >= 9.95) return 0;
  if (ratio >= 1.1) return 1;
  return ratio >= 0.095 ? 2 : 3;
}

/**
 * A share of a whole, as a percentage without decimals where it is 1 % or more.
 *
 * @param share - 0..1
 */
export function formatShare(share: number): string {
  const percent = share * 100;
  if (percent > 0 && percent < 0.1) return '<0.1 %';
  return `${formatNumber(percent, percent < 1 ? 1 : percent >= 99.5 && percent < 100 ? 3 : 2)} %`;
}

/** A count with its noun, for example `1 sample`, `32 samples`; the plural is the noun and an s unless given. */
export function formatCount(count: number, noun: string, plural = `${noun}s`): string {
  return `${count} ${count === 1 ? noun : plural}`;
}

/** Text from data, made safe for the small HTML that Plotly reads in labels and hovers. */
export function escapeText(text: string): string {
  return text.replace(/[&<>]/g, (sign) => (sign === '&' ? '&amp;' : sign === '<' ? '&lt;' : '&gt;')).replace(/[\u0000-\u001f\u2028\u2029]+/g, ' ');
}

/** The text cut to at most so many characters, the last one … where something was cut. */
export function shorten(text: string, longest: number): string {
  const signs = [...text];
  return signs.length <= longest ? text : `${signs.slice(0, longest - 1).join('')}…`;
}

/** What a label says without its markup. */
export function plainText(markup: string): string {
  return markup.replace(/<[^>]*>/g, '').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}
