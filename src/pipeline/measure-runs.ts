import { median } from 'simple-statistics';
import { ExecutorPool } from '../executor/executor-pool.js';
import type { Card } from '../program/card.js';
import type { Task } from '../tasks/task.js';
import { measureInterleaved } from '../timing/interleaving.js';
import type { MeasuredAlternative, Measurement, MeasureOptions } from '../timing/measurement.js';
import { bootstrapMedian, bootstrapSpeedup, type Interval } from '../timing/statistics.js';
import type { Config } from './config.js';
import { differingDigests } from './digests.js';
import type { PhaseId } from './journey.js';
import type { RunReport } from './report.js';
import { runPipeline, type RunOptions } from './run.js';

/** One of the ways to run the pipeline that are measured against each other. */
export interface RunVariant {
  /** Unlike the others' names. */
  readonly name: string;
  /** @defaultValue the baseline's settings */
  readonly phase?: PhaseId;
  /** Settings on top of the phase's. */
  readonly config?: Config;
}

/** How runs are measured. */
export interface MeasureRunsOptions extends Omit<RunOptions, 'phase' | 'onProgress'>, Omit<MeasureOptions, 'check' | 'clock' | 'signal'> {}

/** Runs that took turns. */
export interface MeasuredRuns {
  /**
   * Its times are the reports' own, from the first stage to the last: without making and removing a temporary pool.
   * `resultsEqual` comes from the digests of every round.
   */
  readonly measurement: Measurement;
  /** By variant, the report of every counted round. */
  readonly reports: readonly (readonly RunReport[])[];
}

/** A run as the rounds found it. */
export interface RoundsOfRun {
  /** Of the round nearest to the median. */
  readonly report: RunReport;
  /** Wall times of the counted rounds. */
  readonly samplesMs: readonly number[];
  /** 95 % interval of the median. */
  readonly intervalMs: readonly [number, number];
  /** Median of the first run ÷ median of this one; absent for the first. */
  readonly speedup?: Interval;
  /** Whether in every round its results were the first run's; absent for the first. */
  readonly resultsEqual?: boolean;
}

/**
 * Measures ways to run the pipeline against each other: warm-up, then rounds that run each once, interleaved in one process. All
 * share their executors, so that worker threads are warm in the rounds that count.
 *
 * @param variants - one or more; the first is what the others' results are compared with
 * @throws ArcError as `runPipeline` and `measureInterleaved`
 */
export async function measureRuns(
  task: Task, card: Card, variants: readonly RunVariant[], options: MeasureRunsOptions = {},
): Promise<MeasuredRuns> {
  const executors = options.executors ?? new ExecutorPool();
  try {
    return await measureOn(executors, task, card, variants, options);
  } finally {
    if (options.executors === undefined) await executors.close();
  }
}

async function measureOn(
  executors: ExecutorPool, task: Task, card: Card, variants: readonly RunVariant[], options: MeasureRunsOptions,
): Promise<MeasuredRuns> {
  const { config = {}, pool, clock, executors: _, ...measuring } = options;
  const settings = { executors, ...(pool !== undefined && { pool }), ...(clock && { clock }), ...(options.signal && { signal: options.signal }) };
  const all: RunReport[][] = variants.map(() => []);
  const measurement = await measureInterleaved<RunReport>(variants.map(({ name, phase, config: own = {} }, place) => ({
    name,
    run: async () => {
      const report = await runPipeline(task, card, { ...settings, ...(phase !== undefined && { phase }), config: { ...config, ...own } });
      all[place]!.push(report);
      return report;
    },
    breakdown: (report) => Object.fromEntries(report.stages.map((stage) => [stage.name, stage.wallMs])),
  })), { ...measuring, ...(clock && { clock }), check: (first, other) => differingDigests(first, other).length === 0 });
  // The warm-up's reports come before those that count; those of an incomplete round after them.
  const reports = measurement.alternatives.map(({ warmupMs }, place) => all[place]!.slice(warmupMs.length, warmupMs.length + measurement.rounds));
  return { measurement: { ...measurement, alternatives: measurement.alternatives.map((alternative, place) => withOwnTimes(alternative, reports[place]!)) }, reports };
}

/** What the rounds say of each run, in order; empty if there is no complete round. */
export function roundsOfRuns({ measurement, reports }: MeasuredRuns): RoundsOfRun[] {
  if (measurement.rounds === 0) return [];
  const [first] = measurement.alternatives;
  return measurement.alternatives.map(({ samplesMs, resultsEqual }, place) => {
    const { low, high } = bootstrapMedian(samplesMs);
    const speedup = place === 0 ? null : bootstrapSpeedup(first!.samplesMs, samplesMs);
    return {
      report: nearestToMedian(reports[place]!), samplesMs, intervalMs: [low, high], ...(speedup !== null && { speedup }),
      ...(place > 0 && resultsEqual !== null && { resultsEqual }),
    };
  });
}

function withOwnTimes(alternative: MeasuredAlternative, reports: readonly RunReport[]): MeasuredAlternative {
  return { ...alternative, samplesMs: reports.map((report) => report.wallMs), cpuMs: reports.map((report) => report.cpuMs) };
}

/** The report whose wall time is nearest to the median of all; of equals the first. */
export function nearestToMedian<Report extends Pick<RunReport, 'wallMs'>>(reports: readonly Report[]): Report {
  const middle = median(reports.map((report) => report.wallMs));
  return reports.reduce((best, report) => (Math.abs(report.wallMs - middle) < Math.abs(best.wallMs - middle) ? report : best));
}
