import { bootstrapSpeedup, type Interval } from '../timing/statistics.js';
import type { RoundsOfRun } from './measure-runs.js';

/** What full instrumentation adds to a run. */
export interface InstrumentationCost {
  /** The phase without it. */
  readonly phase: string;
  /** Its time with spans ÷ without, minus 1, with its 95 % interval: 0.02 is 2 % more. Below 0 where noise hides it. */
  readonly share: Interval;
}

/**
 * The cost of full instrumentation, from runs that took turns: the first one that has `profile` on against the one before it.
 *
 * @returns `null` where no run turns it on, or on top of other changes
 */
export function instrumentationCost(runs: readonly RoundsOfRun[]): InstrumentationCost | null {
  const at = runs.findIndex((run) => run.report.config.profile), off = runs[at - 1], on = runs[at];
  if (off === undefined || on === undefined) return null;
  if (JSON.stringify({ ...on.report.config, profile: false }) !== JSON.stringify(off.report.config)) return null;
  const speedup = bootstrapSpeedup(off.samplesMs, on.samplesMs);
  if (speedup === null) return null;
  const { estimate, low, high } = speedup;
  return { phase: off.report.phase, share: { estimate: 1 / estimate - 1, low: 1 / high - 1, high: 1 / low - 1 } };
}
