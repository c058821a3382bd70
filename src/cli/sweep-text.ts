import { median } from 'simple-statistics';
import { formatCount, formatInterval, formatMs, formatRatio, formatShare } from '../charts/format.js';
import { alignColumns } from '../charts/text-columns.js';
import { sweepBreakEvens, sweepScalings, type MeasuredPoint, type SweepBreakEven, type SweepGroup, type SweepScaling } from '../pipeline/sweep-summary.js';
import type { WorkerStart } from '../pipeline/sweep.js';

/** What a sweep found: a table for each work, how speed follows the number of workers, and from which size of work on something pays. */
export function sweepText(groups: readonly SweepGroup[], starts: readonly WorkerStart[]): string {
  const tables = groups.map(({ work, points }) => [...(work === '' ? [] : [work]), alignColumns([
    ['', 'median', '95 % interval', 'rounds', 'speedup', 'results'], ...points.map(pointRow),
  ])].join('\n'));
  const findings = [...sweepScalings(groups).map(scalingLine), ...sweepBreakEvens(groups).map(breakEvenLine), ...starts.map(startLine)];
  return [...tables, ...(findings.length === 0 ? [] : [findings.join('\n')])].join('\n\n');
}

function pointRow({ label, samplesMs, intervalMs: [low, high], speedup, comparison }: MeasuredPoint): string[] {
  return [
    label, formatMs(median([...samplesMs])), `${formatMs(low)} – ${formatMs(high)}`, String(samplesMs.length),
    comparison === null ? 'reference' : speedup === undefined ? '–' : formatInterval(speedup.estimate, speedup.low, speedup.high),
    comparison === null ? '' : comparison.resultsEqual ? 'equal' : 'RESULTS DIFFER',
  ];
}

function scalingLine({ work, executor, amdahl, scalability }: SweepScaling): string {
  const law = scalability === null ? '' : `; universal scalability: contention ${formatShare(scalability.contention)}, coherency ${formatShare(scalability.coherency)}`
    + (Number.isFinite(scalability.peakConcurrency) ? `, fastest with ${formatCount(Math.round(scalability.peakConcurrency), 'worker')}` : '');
  const ceiling = Number.isFinite(amdahl.ceiling) ? `, so at most ${formatRatio(amdahl.ceiling)}` : '';
  return `${work === '' ? '' : `${work}: `}${executor}: ${formatShare(amdahl.parallelShare)} of the work spreads (Amdahl)${ceiling}${law}`;
}

function startLine({ workers, wallMs }: WorkerStart): string {
  return `starting ${formatCount(workers, 'worker')} took ${formatMs(wallMs)}, which is in no run's time: they were warm`;
}

function breakEvenLine({ label, points, workMs }: SweepBreakEven): string {
  const range = `measured from ${formatMs(points[0]!.workMs)} to ${formatMs(points.at(-1)!.workMs)} of work`;
  const faster = points.filter(({ speedup }) => speedup >= 1).length;
  if (faster === 0) return `${label}: never faster than the first, ${range}`;
  if (faster === points.length) return `${label}: faster at every size, ${range}`;
  if (workMs === null) return `${label}: faster at some sizes but not at the largest, so it is not settled from which on, ${range}`;
  return `${label}: faster from ${formatMs(workMs)} of work on, ${range}`;
}
