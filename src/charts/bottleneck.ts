import type { RunReport } from '../pipeline/report.js';
import { formatRatio, formatShare } from './format.js';
import { stageShares, type StageShare } from './stage-prospects.js';

/** The stage that holds a run up most. */
export type Bottleneck = StageShare;

/**
 * The stage without which a run would be shortest; of equals, the first in pipeline order.
 *
 * @returns `null` when the run waited for no stage
 */
export function bottleneckOf(report: RunReport): Bottleneck | null {
  return stageShares(report).reduce<Bottleneck | null>((first, other) => (other.share > (first?.share ?? 0) ? other : first), null);
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
