import type { RunReport, StageName } from '../pipeline/report.js';

/** The stage that holds a run up most. */
export interface Bottleneck {
  readonly stage: StageName;
  /** Its part of the run's wall time, 0..1. */
  readonly share: number;
  /** The whole run's speedup if the stage cost nothing (Amdahl); `Infinity` when it is the whole run. */
  readonly ceiling: number;
}

/**
 * The stage with the longest wall time; of equals, the first in pipeline order.
 *
 * @returns `null` when no stage took any time
 */
export function bottleneckOf(report: RunReport): Bottleneck | null {
  const longest = report.stages.reduce((first, stage) => (stage.wallMs > first.wallMs ? stage : first), { name: 'score demo' as StageName, wallMs: 0 });
  if (longest.wallMs <= 0) return null;
  const share = Math.min(1, longest.wallMs / Math.max(report.wallMs, longest.wallMs));
  return { stage: longest.name, share, ceiling: 1 / (1 - share) };
}
