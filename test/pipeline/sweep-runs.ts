import { resolveConfig } from '../../src/pipeline/config.js';
import { settingsOf, type SweepPoint } from '../../src/pipeline/sweep-axis.js';
import type { SweepRun } from '../../src/pipeline/sweep.js';
import { makeReport } from '../charts/fixtures.js';

/** Runs of one point, one a round, with these wall times; by hand, in place of measured ones. */
export function sweepRuns(point: SweepPoint, wallMs: readonly number[], scores = 'same'): SweepRun[] {
  const config = resolveConfig(settingsOf(point));
  return wallMs.map((ms, at) => ({ ...makeReport({ phase: 'threads', scores }), config, wallMs: ms, sweep: { id: JSON.stringify(point), point, round: at + 1 } }));
}
