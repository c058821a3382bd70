import { ArcError } from '../values/error.js';

/**
 * Refuses an option that is no whole number of a range.
 *
 * @param name - of whose options, and which: `measurement option rounds`
 * @throws ArcError `timing.option`
 */
export function checkWhole(name: string, value: number, low = -Infinity, high = Infinity): void {
  checkOption(name, value, Number.isInteger(value) && value >= low && value <= high, `a whole number${rangeWords(low, high)}`);
}

/** Refuses an option that is no number of a range. @throws ArcError `timing.option` */
export function checkNumber(name: string, value: number, low: number, high = Infinity): void {
  checkOption(name, value, value >= low && value <= high, `a number${rangeWords(low, high)}`);
}

function checkOption(name: string, value: number, isValid: boolean, wanted: string): void {
  if (!isValid) throw new ArcError('timing.option', `${name} is ${value}; give it ${wanted}`);
}

function rangeWords(low: number, high: number): string {
  return `${low === -Infinity ? '' : ` from ${low}`}${high === Infinity ? '' : ` to ${high}`}`;
}
