import type { StepValues } from '../program/evaluate.js';
import { Tuple } from '../values/tuple.js';
import type { Value } from '../values/value.js';
import { emptyRecord } from './record.js';
import type { PreparedWorkload } from './workload.js';

/** What the differ rows of a card gave in one pass: the size in each row's `(size, item)`, `undefined` where it does not count. */
export type RowSizes = readonly (number | undefined)[];

/** Reads the differ rows of a pass. */
export function rowSizes({ workload: { card }, linked }: PreparedWorkload, pass: StepValues): RowSizes {
  return card.differRows.map(({ step }) => sizeIn(pass.slots[linked.slotOf({ kind: 'step', index: step })]!));
}

/** What the rows of a pass add to a solver's counts: those that it owns and those without owner. */
export function differCounts({ workload: { card } }: PreparedWorkload, sizes: RowSizes, solverId: string): Record<string, [iz: number, zo: number]> {
  const counts = emptyRecord<[number, number]>();
  card.differRows.forEach(({ owner, differ }, row) => {
    if (owner !== null && owner !== solverId) return;
    const count = (counts[differ] ??= [0, 0]), size = sizes[row];
    if (size === undefined) return;
    const isZero = size === 0, isMore = size > 0;
    if (owner === null ? isMore : isZero) count[0]++;
    if (owner === null ? isZero : isMore) count[1]++;
  });
  return counts;
}

/** The size in a differ's result `(size, item)`, if it counts. */
function sizeIn(value: Value): number | undefined {
  if (!(value instanceof Tuple) || value.length === 0) return undefined;
  const size = value.items[0]!;
  return typeof size === 'number' || typeof size === 'bigint' ? Number(size) : undefined;
}
