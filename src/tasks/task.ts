import type { Grid } from '../values/grid.js';

/** An input and the output that its task's rule gives. */
export interface Sample {
  readonly input: Grid;
  readonly output: Grid;
}

/** A sample whose output may be withheld, as in Kaggle's challenge files without their solutions. */
export interface TestSample {
  readonly input: Grid;
  readonly output: Grid | null;
}

/**
 * One ARC-AGI task.
 *
 * Invariant: at least one demo and one test sample; every grid is 1..30 × 1..30 with colors 0..9.
 */
export interface Task {
  /** By custom 8 hex digits. */
  readonly id: string;
  /** The samples that show the rule, `train` in ARC files. */
  readonly demo: readonly Sample[];
  readonly test: readonly TestSample[];
}

/** All samples whose output is known, demo samples first. */
export function knownSamples(task: Task): Sample[] {
  return [...task.demo, ...task.test.filter((sample): sample is Sample => sample.output !== null)];
}
