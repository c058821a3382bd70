import type { RunReport, StageName } from '../pipeline/report.js';
import { criticalShare } from '../timing/critical-path.js';

/**
 * The part of a run's wall time, 0..1, that a stage decides.
 *
 * Where stages follow each other that is its wall time; where they overlap, its part of the critical path, if the report has spans.
 */
export function stageShare(report: RunReport, name: StageName): number {
  const stageMs = report.stages.filter((stage) => stage.name === name).reduce((sum, stage) => sum + stage.wallMs, 0);
  const coveredMs = report.stages.reduce((sum, stage) => sum + stage.wallMs, 0);
  if (stageMs <= 0) return 0;
  // A clock's last digit is no overlap.
  const doStagesOverlap = coveredMs > report.wallMs * 1.001;
  if (doStagesOverlap && report.spans.some((span) => span.name === name)) return criticalShare(report.spans, name);
  return stageMs / Math.max(report.wallMs, coveredMs);
}
