import { FrozenSet } from '../values/frozen-set.js';
import { Tuple } from '../values/tuple.js';
import type { Value } from '../values/value.js';
import { md5 } from './md5.js';

/** Longer texts are given by their md5: a grid of 30×30 stays readable, a set of a million cells stays small. */
const LONGEST = 4000;

/**
 * A value as text: equal texts mean equal values and the reverse (`true` equals 1), whatever their representation.
 *
 * All functions share one text, and so do values that are nested too deep to be written.
 */
export function valueText(value: Value): string {
  const text = write(value, (truth) => String(Number(truth)));
  return text === undefined ? 'too deep or too long' : shortened(text);
}

/**
 * A text that only values have which no program can tell apart (`true` is not 1); `undefined` for a value with a function
 * in it, which has no such text, and for one that is nested too deep to be written.
 */
export function exactText(value: Value): string | undefined {
  const text = write(value, String);
  return text === undefined || text.includes('function') ? undefined : shortened(text);
}

function write(value: Value, writeBoolean: (truth: boolean) => string): string | undefined {
  const writeAny = (any: Value): string => {
    if (any instanceof Tuple) return `(${any.items.map(writeAny).join()})`;
    if (any instanceof FrozenSet) return `{${any.items.map(writeAny).join()}}`;
    if (typeof any === 'boolean') return writeBoolean(any);
    return typeof any === 'function' ? 'function' : String(any);
  };
  try {
    return writeAny(value);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function shortened(text: string): string {
  return text.length > LONGEST ? `md5:${md5(text)}` : text;
}
