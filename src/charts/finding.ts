import { VERDICT_ROUNDS, type Verdict } from '../timing/comparison.js';
import { formatCount, formatInterval, formatRatio, shorten } from './format.js';
import type { ChartRun } from './measured-run.js';

/** Speedups without a known spread that are no nearer to 1 than this are told as faster or slower. */
const NOTEWORTHY = 0.05;
/** Characters of a run's name in a title. */
const LONGEST_NAME = 60;

/**
 * What a chart of runs found, in one line: its headline run, how much faster that is, and the word on the equality of all results.
 */
export function findingOf(runs: readonly ChartRun[]): string {
  const headline = headlineOf(runs);
  if (headline === null) return `${runs[0]!.label}: one run, nothing to compare it with`;
  return `${shorten(headline.label, LONGEST_NAME)}: ${speedWords(headline)}, ${equalityWords(runs)}`;
}

/**
 * The word on the equality of the runs' results with the first run's, computed from their digests.
 *
 * @returns `results equal`, or which runs' results differ and in what, or cannot be compared
 */
export function equalityWords(runs: readonly ChartRun[]): string {
  const compared = runs.slice(1);
  if (compared.length === 0) return 'results not compared';
  const names = (equality: ChartRun['equality']) => compared.filter((run) => run.equality === equality).map((run) => run.label);
  const different = names('different'), incomparable = names('incomparable'), equal = names('equal');
  if (equal.length === compared.length) return 'results equal';
  if (different.length === compared.length) return differenceOf(compared);
  if (incomparable.length === compared.length) return 'results not comparable';
  const exceptions = [
    ...(different.length > 0 ? [`${listed(different)}: ${differenceOf(compared.filter((run) => run.equality === 'different'))}`] : []),
    ...(incomparable.length > 0 ? [`${listed(incomparable)}: results not comparable`] : []),
  ];
  return `${equal.length > 0 ? 'results equal ' : ''}(${exceptions.join('; ')})`;
}

/** What differs, where it is the same in all runs. */
function differenceOf(runs: readonly ChartRun[]): string {
  return runs.every((run) => run.difference === runs[0]!.difference) ? runs[0]!.difference : 'results differ';
}

/** Names where they are few, else how many. */
function listed(names: readonly string[]): string {
  return names.length <= 2 ? names.map((name) => shorten(name, LONGEST_NAME)).join(', ') : formatCount(names.length, 'run');
}

/** How fast a run is against the first one, with the interval where it is known. */
export function speedWords({ speedup, verdict, rounds }: ChartRun): string {
  if (speedup === null) return 'no speedup can be told';
  const { estimate, low, high } = speedup;
  if (low === null || high === null) return verdict === null ? estimateWords(estimate) : verdictWords(verdict, formatRatio(estimate));
  return verdictWords(verdict ?? (rounds < VERDICT_ROUNDS ? 'no detectable change' : judgeInterval(low, high)), formatInterval(estimate, low, high));
}

function estimateWords(estimate: number): string {
  if (Math.abs(estimate - 1) < NOTEWORTHY) return `about as fast (${formatRatio(estimate)})`;
  return estimate > 1 ? `${formatRatio(estimate)} faster` : `slower (${formatRatio(estimate)})`;
}

function judgeInterval(low: number, high: number): Verdict {
  return low > 1 ? 'faster' : high < 1 ? 'slower' : 'no detectable change';
}

function verdictWords(verdict: Verdict, ratio: string): string {
  return verdict === 'faster' ? ratio.replace('×', '× faster') : `${verdict}, ${ratio}`;
}

/**
 * The run that a chart speaks of: the fastest whose results are the first run's, else the fastest of the others.
 *
 * @returns `null` when there is only the first
 */
export function headlineOf(runs: readonly ChartRun[]): ChartRun | null {
  const others = runs.slice(1);
  return fastest(others.filter((run) => run.equality === 'equal')) ?? fastest(others) ?? null;
}

function fastest(runs: readonly ChartRun[]): ChartRun | undefined {
  return runs.reduce<ChartRun | undefined>((first, run) => (first === undefined || run.totalMs < first.totalMs ? run : first), undefined);
}
