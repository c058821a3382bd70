import { STAGE_NAMES, type RunReport, type StageName } from '../pipeline/report.js';
import { ceiling } from '../timing/schedule.js';
import { formatRatio, formatShare } from './format.js';
import { stageShare } from './stage-share.js';

/** The stage that holds a run up most. */
export interface Bottleneck {
  readonly stage: StageName;
  /** Its part of what decides the run's wall time, 0..1. */
  readonly share: number;
  /** The whole run's speedup if the stage cost nothing (Amdahl); `Infinity` when it is the whole run. */
  readonly ceiling: number;
}

/**
 * The stage with the largest share of a run's wall time, of the critical path where stages overlap; of equals, the first in pipeline order.
 *
 * @returns `null` when no stage took any time
 */
export function bottleneckOf(report: RunReport): Bottleneck | null {
  const shares = STAGE_NAMES.map((stage) => ({ stage, share: stageShare(report, stage) }));
  const { stage, share } = shares.reduce((first, other) => (other.share > first.share ? other : first));
  return share > 0 ? { stage, share, ceiling: ceiling(share) } : null;
}

/**
 * A run's bottleneck in words.
 *
 * @returns for example `score demo, 70 % of the run; at no cost the run would be 3.3× as fast`, or `none`
 */
export function bottleneckWords(report: RunReport): string {
  const bottleneck = bottleneckOf(report);
  if (bottleneck === null) return 'none';
  return `${bottleneck.stage}, ${formatShare(bottleneck.share)} of the run; at no cost the run would be ${formatRatio(bottleneck.ceiling)} as fast`;
}
