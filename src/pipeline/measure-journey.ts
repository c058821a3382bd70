import { median } from 'simple-statistics';
import type { Card } from '../program/card.js';
import type { Task } from '../tasks/task.js';
import { measureInterleaved } from '../timing/interleaving.js';
import type { MeasureProgress } from '../timing/measurement.js';
import { bootstrapMedian, bootstrapSpeedup, type Interval } from '../timing/statistics.js';
import { JOURNEY, type PhaseId } from './journey.js';
import type { RunReport } from './report.js';
import { runPipeline, type RunOptions } from './run.js';

/** How a journey is measured. */
export interface JourneyOptions extends Omit<RunOptions, 'phase' | 'onProgress'> {
  /** @defaultValue all of the journey, in order */
  readonly phases?: readonly PhaseId[];
  /** Counted rounds, each of which runs every phase once, in an order of its own. @defaultValue 5 */
  readonly rounds?: number;
  readonly onProgress?: (progress: MeasureProgress) => void;
}

/** A phase as the rounds found it. */
export interface JourneyRun {
  /** Of the round nearest to the median. */
  readonly report: RunReport;
  /** Wall times of the counted rounds. */
  readonly samplesMs: readonly number[];
  /** 95 % interval of the median. */
  readonly intervalMs: readonly [number, number];
  /** Median of the first phase ÷ median of this one; absent for the first. */
  readonly speedup?: Interval;
}

/**
 * Measures phases against each other: warm-up, then rounds that run every phase once, interleaved in one process.
 *
 * @returns a run for each phase, in order; empty if it was cancelled before the first round was complete
 */
export async function measureJourney(task: Task, card: Card, options: JourneyOptions = {}): Promise<JourneyRun[]> {
  const { phases = JOURNEY.map((phase) => phase.id), rounds = 5, onProgress, ...runOptions } = options;
  const reports = new Map<PhaseId, RunReport[]>(phases.map((phase) => [phase, []]));
  const measurement = await measureInterleaved(phases.map((phase) => ({
    name: phase,
    run: async () => {
      const report = await runPipeline(task, card, { ...runOptions, phase });
      reports.get(phase)!.push(report);
      return report;
    },
    breakdown: (report: RunReport) => Object.fromEntries(report.stages.map((stage) => [stage.name, stage.wallMs])),
  })), { rounds, warmupRounds: 1, warmupMs: 0, ...(options.signal && { signal: options.signal }), ...(onProgress && { onProgress }) });
  if (measurement.rounds === 0) return [];
  const baseline = countedMs(reports.get(phases[0]!)!, measurement.rounds);
  return phases.map((phase, k) => {
    const counted = countedReports(reports.get(phase)!, measurement.rounds);
    const samplesMs = counted.map((report) => report.wallMs);
    const { low, high } = bootstrapMedian(samplesMs);
    const speedup = k === 0 ? null : bootstrapSpeedup(baseline, samplesMs);
    return { report: nearestToMedian(counted), samplesMs, intervalMs: [low, high], ...(speedup !== null && { speedup }) };
  });
}

/** The reports of the counted rounds: the warm-up's come before them. */
function countedReports(reports: readonly RunReport[], rounds: number): RunReport[] {
  return reports.filter((report) => report.status === 'done').slice(-rounds);
}

function countedMs(reports: readonly RunReport[], rounds: number): number[] {
  return countedReports(reports, rounds).map((report) => report.wallMs);
}

function nearestToMedian(reports: readonly RunReport[]): RunReport {
  const middle = median(reports.map((report) => report.wallMs));
  return reports.reduce((best, report) => (Math.abs(report.wallMs - middle) < Math.abs(best.wallMs - middle) ? report : best));
}
