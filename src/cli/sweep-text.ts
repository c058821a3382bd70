import { median } from 'simple-statistics';
import { breakEvenFinding } from '../charts/break-even.js';
import { formatCount, formatMs, formatRatio, formatShare, intervalWords } from '../charts/format.js';
import { alignColumns } from '../charts/text-columns.js';
import { sweepBreakEvens, sweepScalings, type MeasuredPoint, type SweepGroup, type SweepScaling } from '../pipeline/sweep-summary.js';
import type { WorkerStart } from '../pipeline/sweep.js';

/** What a sweep found: a table for each work, how speed follows the number of workers, and from which size of work on something pays. */
export function sweepText(groups: readonly SweepGroup[], starts: readonly WorkerStart[]): string {
  const tables = groups.map(({ work, points }) => [...(work === '' ? [] : [work]), alignColumns([
    ['', 'median', '95 % interval', 'rounds', 'speedup', 'results'], ...points.map(pointRow),
  ])].join('\n'));
  const findings = [...sweepScalings(groups).map(scalingLine), ...sweepBreakEvens(groups).map(breakEvenFinding), ...starts.map(startText)];
  return [...tables, ...(findings.length === 0 ? [] : [findings.join('\n')])].join('\n\n');
}

function pointRow({ label, samplesMs, intervalMs: [low, high], speedup, comparison }: MeasuredPoint): string[] {
  return [
    label, formatMs(median([...samplesMs])), samplesMs.length === 1 ? '–' : `${formatMs(low)} – ${formatMs(high)}`, String(samplesMs.length),
    comparison === null ? 'reference' : intervalWords(speedup, comparison.rounds),
    comparison === null ? '' : comparison.resultsEqual ? 'equal' : 'RESULTS DIFFER',
  ];
}

function scalingLine({ work, executor, amdahl, scalability }: SweepScaling): string {
  const law = scalability === null ? '' : `; universal scalability: contention ${formatShare(scalability.contention)}, coherency ${formatShare(scalability.coherency)}`
    + (Number.isFinite(scalability.peakConcurrency) ? `, fastest with ${formatCount(Math.round(scalability.peakConcurrency), 'worker')}` : '');
  const ceiling = Number.isFinite(amdahl.ceiling) ? `, so at most ${formatRatio(amdahl.ceiling)}` : '';
  return `${work === '' ? '' : `${work}: `}${executor}: ${formatShare(amdahl.parallelShare)} of the work spreads (Amdahl)${ceiling}${law}`;
}

/** What it took to start workers, and where that is counted. */
export function startText({ workers, wallMs }: WorkerStart): string {
  return `starting ${formatCount(workers, 'worker')} took ${formatMs(wallMs)}, which is in no run's time: they were warm`;
}
