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
  return written(value, (truth) => String(Number(truth)))?.text ?? 'too deep or too long';
}

/**
 * A text that only values have which no program can tell apart (`true` is not 1); `undefined` for a value with a function
 * in it, which has no such text, and for one that is nested too deep to be written.
 */
export function exactText(value: Value): string | undefined {
  const found = written(value, String);
  return found === undefined || found.holdsFunction ? undefined : found.text;
}

function written(value: Value, writeBoolean: (truth: boolean) => string): { readonly text: string; readonly holdsFunction: boolean } | undefined {
  // A part that occurs many times, as in pairs of pairs of pairs, is written once.
  const known = new Map<Tuple | FrozenSet, string>();
  let holdsFunction = false;
  const write = (any: Value): string => {
    if (any instanceof Tuple || any instanceof FrozenSet) {
      let text = known.get(any);
      if (text === undefined) {
        const inside = any.items.map(write).join();
        text = shortened(any instanceof Tuple ? `(${inside})` : `{${inside}}`);
        known.set(any, text);
      }
      return text;
    }
    if (typeof any === 'boolean') return writeBoolean(any);
    if (typeof any !== 'function') return String(any);
    holdsFunction = true;
    return 'function';
  };
  try {
    return { text: write(value), holdsFunction };
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function shortened(text: string): string {
  return text.length > LONGEST ? `md5:${md5(text)}` : text;
}
