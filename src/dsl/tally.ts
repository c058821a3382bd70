import { countColors } from '../values/grid.js';
import { compareCanonically } from '../values/order.js';
import { sortCanonically } from '../values/set-building.js';
import type { Value } from '../values/value.js';
import { fail } from './failure.js';

/** How often each value occurs. Invariant: `distinct` ascends canonically, `counts[k]` belongs to `distinct[k]`. */
export interface Tally {
  readonly distinct: Value[];
  readonly counts: readonly number[];
}

/**
 * Counts the values of a list; of equal ones (1 and `true`) the first met stands for all.
 *
 * @param values any order; colors 0..9 are counted without comparing
 */
export function tally(values: readonly Value[]): Tally {
  const byColor = countColors(values);
  if (byColor === null) return tallyByOrder(values);
  const distinct: number[] = [], counts: number[] = [];
  for (let color = 0; color < 10; color++) {
    if (byColor[color] === 0) continue;
    distinct.push(color);
    counts.push(byColor[color]!);
  }
  return { distinct, counts };
}

/**
 * The value that occurs most often; of equally frequent ones the first in canonical order.
 *
 * @param primitive the caller's name, for the error
 * @throws ArcError `dsl.ValueError` for an empty list
 */
export function mostFrequent(values: readonly Value[], primitive: string): Value {
  const { distinct, counts } = tallySome(values, primitive);
  let best = 0;
  for (let k = 1; k < counts.length; k++) if (counts[k]! > counts[best]!) best = k;
  return distinct[best]!;
}

/**
 * The value that occurs least often; of equally frequent ones the first in canonical order.
 *
 * @param primitive the caller's name, for the error
 * @throws ArcError `dsl.ValueError` for an empty list
 */
export function leastFrequent(values: readonly Value[], primitive: string): Value {
  const { distinct, counts } = tallySome(values, primitive);
  let best = 0;
  for (let k = 1; k < counts.length; k++) if (counts[k]! < counts[best]!) best = k;
  return distinct[best]!;
}

function tallySome(values: readonly Value[], primitive: string): Tally {
  if (values.length === 0) fail('ValueError', `${primitive}: there is nothing to count; give at least one element`);
  return tally(values);
}

function tallyByOrder(values: readonly Value[]): Tally {
  const distinct: Value[] = [], counts: number[] = [];
  for (const value of sortCanonically([...values])) {
    const last = distinct.length - 1;
    if (last >= 0 && compareCanonically(distinct[last]!, value) === 0) counts[last]!++;
    else {
      distinct.push(value);
      counts.push(1);
    }
  }
  return { distinct, counts };
}
