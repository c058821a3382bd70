import { median } from 'simple-statistics';
import type { ResolvedConfig } from '../pipeline/config.js';
import { differingDigests, differingWords } from '../pipeline/digests.js';
import { findPhase, type Phase } from '../pipeline/journey.js';
import type { RunReport } from '../pipeline/report.js';
import type { Verdict } from '../timing/comparison.js';
import type { Interval } from '../timing/statistics.js';
import { ArcError } from '../values/error.js';

/** A run that was measured in rounds: one report of it, and what the rounds say about its time; what `measureJourney` returns. */
export interface MeasuredRun {
  /** Of one round, best the one nearest the median; gives the stages' shares and the results. */
  readonly report: RunReport;
  /** Its name in charts. @defaultValue its phase; for a custom run the settings in which it differs from the first run */
  readonly label?: string;
  /** What is special about its work, in a chart's second line, for example `samples=12`. @defaultValue nothing */
  readonly work?: string;
  /** Wall times of all counted rounds, which took turns with those of the chart's other runs (interleaved), in ms. */
  readonly samplesMs?: readonly number[];
  /** 95 % interval of the median wall time, in ms. */
  readonly intervalMs?: readonly [number, number];
  /** Against the first run of the chart: its median ÷ this median, above 1 is faster. */
  readonly speedup?: Interval;
  /** What a comparison with the first run said, which charts then say too. @defaultValue read from the interval, where there are rounds enough */
  readonly verdict?: Verdict;
  /** Whether the results of every round were the first run's; charts call none equal that a comparison does not. @defaultValue read from the report */
  readonly resultsEqual?: boolean;
}

/** Whether a run's scores, candidates and files are those of the chart's first run. */
export type ResultEquality = 'reference' | 'equal' | 'different' | 'incomparable';

/** A measured run with everything filled in that charts ask of it. */
export interface ChartRun {
  readonly report: RunReport;
  readonly label: string;
  /** What is special about its work; empty when nothing is. */
  readonly work: string;
  /** The median of the rounds, or the one report's wall time. */
  readonly totalMs: number;
  readonly rounds: number;
  readonly samplesMs: readonly number[];
  readonly intervalMs: readonly [number, number] | null;
  /** Against the first run; `low` and `high` are `null` when nothing is known of the spread. `null` where a time is zero. */
  readonly speedup: { readonly estimate: number; readonly low: number | null; readonly high: number | null } | null;
  readonly verdict: Verdict | null;
  readonly equality: ResultEquality;
  /** What differs from the first run's, in words; empty unless the equality is `different`. */
  readonly difference: string;
  /** Its phase changes scores by design. */
  readonly isLossy: boolean;
}

/**
 * Fills runs in for a chart; the first is the reference for speedups and results.
 *
 * @param runs - reports, or reports with the rounds that were measured
 * @throws ArcError `charts.no-runs` when there is none
 */
export function chartRuns(runs: readonly (RunReport | MeasuredRun)[]): ChartRun[] {
  const measured = runs.map((run): MeasuredRun => ('report' in run ? run : { report: run }));
  const reference = measured[0];
  if (reference === undefined) throw new ArcError('charts.no-runs', 'chart: got no runs; give it at least one report');
  const labels = labelsOf(measured);
  const referenceMs = totalMs(reference);
  return measured.map((run, at) => {
    const total = totalMs(run);
    const equality = at === 0 ? 'reference' : equalityOf(reference.report, run);
    return {
      report: run.report,
      label: labels[at]!,
      work: run.work ?? '',
      totalMs: total,
      rounds: run.samplesMs?.length ?? 1,
      samplesMs: run.samplesMs ?? [run.report.wallMs],
      intervalMs: hasSpread(run) ? run.intervalMs ?? null : null,
      speedup: (hasSpread(run) ? run.speedup : undefined) ?? (total > 0 && referenceMs > 0 ? { estimate: referenceMs / total, low: null, high: null } : null),
      verdict: run.verdict ?? null,
      equality,
      difference: equality === 'different' ? differenceOf(reference.report, run.report) : '',
      isLossy: isLossy(run.report),
    };
  });
}

function totalMs({ report, samplesMs }: MeasuredRun): number {
  return samplesMs !== undefined && samplesMs.length > 0 ? median([...samplesMs]) : report.wallMs;
}

/** Whether its intervals say anything: those of one round have no width. */
function hasSpread({ samplesMs }: MeasuredRun): boolean {
  return samplesMs?.length !== 1;
}

/** Whether two finished runs of the same task and card came to the same results. */
function equalityOf(reference: RunReport, { report, resultsEqual }: MeasuredRun): ResultEquality {
  const isSameWork = reference.taskId === report.taskId && reference.cardName === report.cardName;
  if (!isSameWork || reference.status !== 'done' || report.status !== 'done') return 'incomparable';
  return differingDigests(reference, report).length === 0 && resultsEqual !== false ? 'equal' : 'different';
}

/** What differs; where these two reports do not, it was other rounds. */
function differenceOf(reference: RunReport, report: RunReport): string {
  const differing = differingDigests(reference, report);
  return differing.length === 0 ? 'results differ in some rounds' : differingWords(differing);
}

function isLossy(report: RunReport): boolean {
  if (report.phase === 'custom') return report.config.differs === 'match-only';
  const phase: Phase = findPhase(report.phase);
  return phase.isLossy === true;
}

/** One name a run: its phase, and where that says too little, how its settings differ from the first run's. */
function labelsOf(runs: readonly MeasuredRun[]): string[] {
  const names = runs.map((run) => run.label ?? run.report.phase);
  const told = names.map((name, at) => {
    const run = runs[at]!;
    if (run.label !== undefined || (name !== 'custom' && names.indexOf(name) === names.lastIndexOf(name))) return name;
    const changes = settingChanges(runs[0]!.report.config, run.report.config);
    if (changes === '') return name;
    return name === 'custom' ? changes : `${name}, ${changes}`;
  });
  return told.map((name, at) => {
    const earlier = told.slice(0, at).filter((other) => other === name).length;
    return earlier === 0 ? name : `${name} (${earlier + 1})`;
  });
}

/** Settings of a run that are not the reference's, as `key=value, …`. */
export function settingChanges(reference: ResolvedConfig, config: ResolvedConfig): string {
  const keys = Object.keys(config) as (keyof ResolvedConfig)[];
  return keys.filter((key) => config[key] !== reference[key]).map((key) => `${key}=${String(config[key])}`).join(', ');
}
