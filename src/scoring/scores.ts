import type { Card } from '../program/card.js';
import { emptyRecord } from './record.js';
import type { SampleScore } from './score-samples.js';

/** The counts of a differ: `iz` where the grid differs as expected, `zo` where it does not; see SCORING. */
export interface DifferCount {
  readonly iz: number;
  readonly zo: number;
}

/** The o, d and s scores of a card on a task. */
export interface Scores {
  /** By solver: samples, demo and test, whose output is right, summed over its outputs where it has several (mutated copies). */
  readonly o: Readonly<Record<string, number>>;
  /** By solver, then differ. */
  readonly d: Readonly<Record<string, Readonly<Record<string, DifferCount>>>>;
  /** By differ, kind and solver: `d` after the demo samples and before the test samples. */
  readonly s: Readonly<Record<string, Readonly<Record<'iz' | 'zo', Readonly<Record<string, number>>>>>>;
}

/**
 * Adds up what the samples gave.
 *
 * @param demo in the order of the samples; @param test likewise
 */
export function aggregateScores(card: Card, demo: readonly SampleScore[], test: readonly SampleScore[]): Scores {
  const o = emptyRecord<number>(), d = emptyRecord<Record<string, { iz: number; zo: number }>>();
  for (const { solverId } of card.outputs) o[solverId] = 0;
  const add = (score: SampleScore) => score.outputs.forEach((output, k) => {
    const { solverId } = card.outputs[k]!;
    if (output.isMatch) o[solverId]!++;
    if (output.differs === null) return;
    const counts = (d[solverId] ??= emptyRecord());
    for (const [differ, [iz, zo]] of Object.entries(output.differs)) {
      const count = (counts[differ] ??= { iz: 0, zo: 0 });
      count.iz += iz;
      count.zo += zo;
    }
  });
  demo.forEach(add);
  const s = byDiffer(d);
  test.forEach(add);
  return { o, d, s };
}

function byDiffer(d: Readonly<Record<string, Readonly<Record<string, DifferCount>>>>): Scores['s'] {
  const s = emptyRecord<Record<'iz' | 'zo', Record<string, number>>>();
  for (const [solverId, counts] of Object.entries(d)) {
    for (const [differ, { iz, zo }] of Object.entries(counts)) {
      const kinds = (s[differ] ??= { iz: emptyRecord(), zo: emptyRecord() });
      kinds.iz[solverId] = iz;
      kinds.zo[solverId] = zo;
    }
  }
  return s;
}
