import { median } from 'simple-statistics';
import { compareSamples, type SampleComparison } from '../timing/comparison.js';
import { breakEven, fitAmdahl, fitScalability, type AmdahlFit, type ScalabilityFit, type ScalingPoint } from '../timing/scaling.js';
import { bootstrapMedian, type Interval } from '../timing/statistics.js';
import { settingPlace, type ResolvedConfig } from './config.js';
import { differingDigests } from './digests.js';
import { JOURNEY } from './journey.js';
import { nearestToMedian, type RoundsOfRun } from './measure-runs.js';
import { pointText, WORKLOAD_KEYS, type SweepPoint, type SweepValue } from './sweep-axis.js';
import type { SweepRun } from './sweep.js';

/** A point of a sweep as its rounds found it, and against the first point of the same work. */
export interface MeasuredPoint extends RoundsOfRun {
  readonly label: string;
  /** As its group's. */
  readonly work: string;
  readonly point: SweepPoint;
  /** Over the rounds that both have; `null` for the first point itself. */
  readonly comparison: PointComparison | null;
}

/** A point against the first of the same work; a line of a sweep's file. */
export interface PointComparison extends SampleComparison {
  readonly schema: 'phaselab.comparison/1';
  readonly taskId: string;
  readonly cardName: string;
  /** As the group's. */
  readonly work: string;
  readonly baseline: string;
  readonly candidate: string;
  readonly resultsEqual: boolean;
}

/** The points of a sweep that did the same work, baseline first. */
export interface SweepGroup {
  /** What is special about the work: the axes that change it, and simulated waiting that all points have; empty where there is neither. */
  readonly work: string;
  readonly points: readonly MeasuredPoint[];
}

/** How the speed of one executor follows the number of its workers. */
export interface SweepScaling {
  readonly work: string;
  readonly executor: ResolvedConfig['executor'];
  readonly points: readonly ScalingPoint[];
  readonly amdahl: AmdahlFit;
  /** `null` with fewer than two numbers of workers above one. */
  readonly scalability: ScalabilityFit | null;
}

/** One way to run at one size of work. */
export interface BreakEvenPoint {
  /** The first way's median wall time. */
  readonly workMs: number;
  readonly speedup: Interval;
  readonly run: MeasuredPoint;
}

/** From which size of work on a way to run it is faster than the first. */
export interface SweepBreakEven {
  readonly label: string;
  /** The first way to run. */
  readonly reference: string;
  /** Smallest work first, two or more. */
  readonly points: readonly BreakEvenPoint[];
  /** Whether at all sizes the results are those of the first way. */
  readonly resultsEqual: boolean;
  /** Wall time of the first point from which on the speedup stays at 1 or above; `null` when it is below for the largest work. */
  readonly workMs: number | null;
}

/**
 * What the runs of a sweep say: groups of points that did the same work, smallest work first; in each the points ordered by their settings,
 * the baseline's first, and compared with the first one.
 */
export function sweepGroups(runs: readonly SweepRun[]): SweepGroup[] {
  const groups = groupBy([...runs].sort(byPoint), workText);
  return [...groups].map(([work, ofWork]) => {
    const points = [...groupBy(ofWork, ({ sweep }) => sweep.id).values()];
    return { work, points: points.map((ofPoint) => measuredPoint(work, ofPoint, points[0]!)) };
  });
}

/** How speed follows the number of workers, for each work and executor of which a point has more than one; against one worker. */
export function sweepScalings(groups: readonly SweepGroup[]): SweepScaling[] {
  return groups.flatMap(({ work, points }) => {
    if (points.length === 0 || workersOf(points[0]!) > 1) return [];
    const executors = [...new Set(points.map(({ report }) => report.config.executor))];
    return executors.flatMap((executor): SweepScaling[] => {
      const own = points.filter(({ report }) => report.config.executor === executor)
        .map((point) => ({ concurrency: workersOf(point), speedup: point.speedup?.estimate ?? 1 }));
      const several = new Set(own.map(({ concurrency }) => concurrency).filter((concurrency) => concurrency > 1)).size;
      if (several === 0) return [];
      return [{ work, executor, points: own, amdahl: fitAmdahl(own), scalability: several < 2 ? null : fitScalability(own) }];
    });
  });
}

/** For each way to run that several works have: from which size of work on it is faster than the first way. */
export function sweepBreakEvens(groups: readonly SweepGroup[]): SweepBreakEven[] {
  const reference = groups[0]?.points[0]?.label ?? '';
  const measured = groups.filter(({ points }) => points[0]!.label === reference).flatMap(({ points: [first, ...others] }) => others.flatMap((run): BreakEvenPoint[] => (
    run.speedup === undefined ? [] : [{ workMs: median([...first!.samplesMs]), speedup: run.speedup, run }]
  )));
  return [...groupBy(measured, ({ run }) => run.label)].filter(([, points]) => points.length > 1).map(([label, points]) => ({
    label, reference, points: [...points].sort((a, b) => a.workMs - b.workMs), resultsEqual: points.every(({ run }) => run.comparison!.resultsEqual),
    workMs: breakEven(points.map(({ workMs, speedup }) => ({ x: workMs, y: speedup.estimate }))),
  }));
}

function measuredPoint(work: string, runs: readonly SweepRun[], reference: readonly SweepRun[]): MeasuredPoint {
  const samplesMs = runs.map(({ wallMs }) => wallMs), { low, high } = bootstrapMedian(samplesMs);
  const comparison = runs === reference ? null : compareRuns(work, reference, runs);
  return {
    label: labelOf(runs), work, point: runs[0]!.sweep.point, report: nearestToMedian(runs), samplesMs, intervalMs: [low, high], comparison,
    ...(comparison !== null && { resultsEqual: comparison.resultsEqual }), ...(comparison !== null && comparison.speedup !== null && { speedup: comparison.speedup }),
  };
}

/** Two points by the rounds that both have, each of which ran both. */
function compareRuns(work: string, reference: readonly SweepRun[], runs: readonly SweepRun[]): PointComparison {
  const pairs = runs.flatMap((run) => {
    const other = reference.find(({ sweep }) => sweep.round === run.sweep.round);
    return other === undefined ? [] : [[other.wallMs, run.wallMs] as const];
  });
  const { taskId, cardName } = runs[0]!;
  return {
    schema: 'phaselab.comparison/1', taskId, cardName, work, baseline: labelOf(reference), candidate: labelOf(runs),
    ...compareSamples(pairs.map(([ms]) => ms), pairs.map(([, ms]) => ms)),
    resultsEqual: [...reference, ...runs].every((run) => differingDigests(reference[0]!, run).length === 0),
  };
}

function labelOf(runs: readonly SweepRun[]): string {
  const { sweep: { point }, phase } = runs[0]!;
  return pointText(Object.fromEntries(Object.entries(point).filter(([key]) => !isWorkKey(key)))) || phase;
}

function workersOf({ report: { config } }: MeasuredPoint): number {
  return config.executor === 'inline' ? 1 : config.concurrency;
}

function workText({ sweep: { point }, config: { simulatedWaitMs } }: SweepRun): string {
  const isWaiting = simulatedWaitMs > 0 && point['wait'] === undefined && point['simulatedWaitMs'] === undefined;
  return pointText({ ...Object.fromEntries(Object.entries(point).filter(([key]) => isWorkKey(key))), ...(isWaiting && { wait: simulatedWaitMs }) });
}

function isWorkKey(key: string): boolean {
  return (WORKLOAD_KEYS as readonly string[]).includes(key);
}

/** Work axes first, small work first; then settings, the baseline's first; then rounds. */
function byPoint(a: SweepRun, b: SweepRun): number {
  const keys = [...WORKLOAD_KEYS, ...Object.keys(a.sweep.point).filter((key) => !isWorkKey(key))];
  for (const key of keys) {
    const order = placeOf(key, a.sweep.point[key]) - placeOf(key, b.sweep.point[key]);
    if (order !== 0) return order;
  }
  return a.sweep.round - b.sweep.round;
}

function placeOf(key: string, value: SweepValue | undefined): number {
  if (value === undefined) return -1;
  if (key === 'phase') return JOURNEY.findIndex(({ id }) => id === value);
  if (key === 'size') return String(value).split('x').map(Number).reduce((cells, side) => cells * side, 1);
  return settingPlace(key, value);
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item), group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}
