import { median } from 'simple-statistics';
import { outlierFlags } from '../timing/statistics.js';
import type { Cell, Table } from '../timing/table.js';
import type { ComparisonReport } from './compare.js';
import { differingDigests, differingWords } from './digests.js';
import type { RoundsOfRun } from './measure-runs.js';
import type { RunReport } from './report.js';

/** All samples of a comparison, one row per round and side: wall and CPU time in ms, then the stages. */
export function comparisonSamples(report: ComparisonReport): Table {
  const { rounds, samples, cpuMs, outliers, stages } = report;
  const stageNames = Object.keys(stages);
  const rows = Array.from({ length: rounds }, (_, round) => (['baseline', 'candidate'] as const).map((side): Cell[] => [
    round + 1, side, report[side], samples[side][round]!, cpuMs[side][round]!, outliers[side][round]!,
    ...stageNames.map((name) => stages[name]!.samples[side][round]!),
  ]));
  return { columns: ['round', 'side', 'name', 'wallMs', 'cpuMs', 'isOutlier', ...stageNames.map((name) => `${name} ms`)], rows: rows.flat() };
}

/** All samples of a journey, one row per round and phase. */
export function journeySamples(runs: readonly RoundsOfRun[]): Table {
  const rounds = runs[0]?.samplesMs.length ?? 0;
  const outliers = runs.map((run) => outlierFlags(run.samplesMs));
  const rows = Array.from({ length: rounds }, (_, round) => runs.map((run, at): Cell[] =>
    [round + 1, run.report.phase, run.samplesMs[round]!, outliers[at]![round]!]));
  return { columns: ['round', 'phase', 'wallMs', 'isOutlier'], rows: rows.flat() };
}

/**
 * A journey's findings, one row per phase: median with its 95 % interval in ms, speedup against the first phase with its own (intervals
 * are empty for one round), and which results differ from the first phase's.
 */
export function journeyFindings(runs: readonly RoundsOfRun[]): Table {
  return {
    columns: ['phase', 'medianMs', 'lowMs', 'highMs', 'speedup', 'low', 'high', 'results'],
    rows: runs.map(({ report, samplesMs, intervalMs, speedup, resultsEqual }, at): Cell[] => {
      const differing = differingDigests(runs[0]!.report, report);
      const isOne = samplesMs.length === 1, { low, high } = isOne || speedup === undefined ? { low: null, high: null } : speedup;
      return [
        report.phase, median([...samplesMs]), ...(isOne ? [null, null] : intervalMs), speedup?.estimate ?? null, low, high,
        at === 0 ? 'reference' : differing.length > 0 ? differingWords(differing) : resultsEqual === false ? 'differ in some rounds' : 'equal',
      ];
    }),
  };
}

/** Runs as a table, one row per run and stage, times in ms; the whole run has the stage `all`. */
export function stagesTable(reports: readonly RunReport[]): Table {
  return {
    columns: ['task', 'card', 'phase', 'stage', 'startMs', 'wallMs', 'cpuMs', 'items'],
    rows: reports.flatMap(({ taskId, cardName, phase, wallMs, cpuMs, stages, counts }): Cell[][] => [
      [taskId, cardName, phase, 'all', 0, wallMs, cpuMs, counts.outputs],
      ...stages.map((stage): Cell[] => [taskId, cardName, phase, stage.name, stage.startMs, stage.wallMs, stage.cpuMs, stage.items]),
    ]),
  };
}
