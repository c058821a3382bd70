import { ArcError } from '../values/error.js';
import { checkNumber } from './check-option.js';
import { readEnvironment, withLoadAfter, type Environment } from './environment.js';
import { measureInterleaved } from './interleaving.js';
import type { MeasuredAlternative, Measurement, MeasureOptions } from './measurement.js';
import { bootstrapRatios, checkResampling, outlierFlags, speedupInterval, summarize, type Interval } from './statistics.js';
import { resultWarnings, roundsWords, sampleWarnings, timerWarnings, type MeasurementWarning } from './warning.js';

/** Something of each side. */
export interface Pair<T> {
  readonly baseline: T;
  readonly candidate: T;
}

/** What a comparison finds. */
export type Verdict = 'faster' | 'slower' | 'no detectable change';

/** How samples are compared. */
export interface CompareOptions {
  /** Smaller changes than this share are none, 0..1. @defaultValue 0.02 */
  readonly noiseThreshold?: number;
  /** Bootstrap resamples, 1..1 000 000. @defaultValue 2000 */
  readonly resamples?: number;
  /** @defaultValue 1 */
  readonly seed?: number;
}

/** Two lists of paired samples against each other. */
export interface SampleComparison {
  /** Ratio of medians, baseline ÷ candidate, with its 95 % bootstrap interval; `null` where a side takes no time. */
  readonly speedup: Interval | null;
  readonly verdict: Verdict;
  readonly noiseThreshold: number;
  readonly rounds: number;
  /** `null` without rounds. */
  readonly mediansMs: Pair<number | null>;
  readonly samples: Pair<readonly number[]>;
  /** Samples far from their side's others; they count like all. */
  readonly outliers: Pair<readonly boolean[]>;
  /** Each round's baseline ÷ candidate; `null` where the candidate took no time. */
  readonly ratios: readonly (number | null)[];
  readonly warnings: readonly MeasurementWarning[];
}

/** A candidate against a baseline: the whole, its stages, and the word on equality of results. */
export interface Comparison extends SampleComparison {
  readonly baseline: string;
  readonly candidate: string;
  readonly status: Measurement['status'];
  /** `null` when nothing checked it. */
  readonly resultsEqual: boolean | null;
  /** By stage of the runs' own breakdown. */
  readonly stages: Readonly<Record<string, SampleComparison>>;
  readonly cpuMs: Pair<readonly number[]>;
  /** Not counted anywhere. */
  readonly warmupMs: Pair<readonly number[]>;
  /** Calls per sample. */
  readonly batch: Pair<number>;
  readonly elapsedMs: number;
  readonly seed: number;
}

/** Two functions, and how to tell that they do the same. */
export interface FunctionPair<Result> extends Pair<() => Result | Promise<Result>> {
  /** Whether two results are equal. @defaultValue not checked, and a warning says so */
  readonly check?: (baseline: Result, candidate: Result) => boolean;
}

/** With fewer rounds no interval is trusted: neither with a verdict nor with a mark that is to be reached. */
export const VERDICT_ROUNDS = 5;

/**
 * Compares paired samples: those at the same place were measured in the same round, close to each other.
 *
 * The verdict is `faster` or `slower` only if the 95 % interval lies beyond the noise threshold and the 99 % interval
 * beyond 1; the second condition keeps a baseline that is compared with itself from winning or losing on a noisy
 * machine, where intervals are wider than the threshold. Under 5 rounds there is no verdict.
 *
 * @param baseline - one time in ms per round
 * @param candidate - the same number of them
 * @throws ArcError `timing.unpaired` for lists of different lengths; `timing.option` for an option that is out of range
 */
export function compareSamples(baseline: readonly number[], candidate: readonly number[], options: CompareOptions = {}): SampleComparison {
  const { noiseThreshold, ...resampling } = resolveCompareOptions(options);
  const mediansMs = { baseline: medianOrNull(baseline), candidate: medianOrNull(candidate) };
  const isEmpty = baseline.length === 0 && candidate.length === 0;
  const ratios = isEmpty ? [] : bootstrapRatios(baseline, candidate, resampling);
  const interval = (confidence: number): Interval | null =>
    isEmpty ? null : speedupInterval(mediansMs.baseline! / mediansMs.candidate!, ratios, confidence);
  const speedup = interval(0.95);
  return {
    speedup,
    verdict: baseline.length < VERDICT_ROUNDS ? 'no detectable change' : judgeSpeedup(speedup, interval(0.99), noiseThreshold),
    noiseThreshold,
    rounds: baseline.length,
    mediansMs,
    samples: { baseline, candidate },
    outliers: { baseline: outlierFlags(baseline), candidate: outlierFlags(candidate) },
    ratios: baseline.map((ms, round) => (candidate[round]! > 0 ? ms / candidate[round]! : null)),
    warnings: sampleWarnings(baseline, candidate),
  };
}

/** Fills options in and checks them. @throws ArcError `timing.option` for a number that is out of range */
export function resolveCompareOptions({ noiseThreshold = 0.02, resamples = 2000, seed = 1 }: CompareOptions): Required<CompareOptions> {
  checkNumber('comparison option noiseThreshold', noiseThreshold, 0, 1);
  checkResampling(resamples, seed);
  return { noiseThreshold, resamples, seed };
}

/**
 * Compares two alternatives of one measurement, and each stage that their breakdowns name.
 *
 * A stage that only one side names takes 0 ms on the other, and has no speedup.
 *
 * @throws ArcError `timing.alternatives` for a name that was not measured
 */
export function compareMeasured(
  measurement: Measurement, baselineName: string, candidateName: string, options: CompareOptions = {},
): Comparison {
  const baseline = findAlternative(measurement, baselineName), candidate = findAlternative(measurement, candidateName);
  const whole = compareSamples(baseline.samplesMs, candidate.samplesMs, { seed: measurement.seed, ...options });
  const stageNames = new Set([...Object.keys(baseline.stages), ...Object.keys(candidate.stages)]);
  const none = baseline.samplesMs.map(() => 0);
  const stages = Object.fromEntries([...stageNames].map((name) => [
    name, compareSamples(baseline.stages[name] ?? none, candidate.stages[name] ?? none, { seed: measurement.seed, ...options }),
  ]));
  const resultsEqual = bothEqual(baseline.resultsEqual, candidate.resultsEqual);
  const shortestMs = Math.min(...[baseline, candidate].map((side) => (medianOrNull(side.samplesMs) ?? Infinity) * side.batch));
  const warnings: MeasurementWarning[] = [
    ...measurement.status === 'cancelled' ? [{ code: 'cancelled', message: `cancelled after ${roundsWords(measurement.rounds)}` } as const] : [],
    ...resultWarnings(resultsEqual),
    ...timerWarnings(shortestMs, measurement.clockResolutionMs),
    ...whole.warnings,
  ];
  return {
    ...whole,
    baseline: baselineName,
    candidate: candidateName,
    status: measurement.status,
    resultsEqual,
    stages,
    cpuMs: { baseline: baseline.cpuMs, candidate: candidate.cpuMs },
    warmupMs: { baseline: baseline.warmupMs, candidate: candidate.warmupMs },
    batch: { baseline: baseline.batch, candidate: candidate.batch },
    elapsedMs: measurement.elapsedMs,
    seed: measurement.seed,
    warnings,
  };
}

/**
 * Measures two functions or async functions against each other, in turns, and says which is faster, by how much, how sure
 * that is, and whether their results are equal.
 *
 * @param functions - `baseline`, `candidate`, and a `check` of their results
 * @param options - how long and how precisely to measure
 * @returns the comparison, and what it was measured on
 * @throws ArcError `timing.run-failed` when a function throws; `timing.option` for an option that is out of range
 * @example
 * (await compareFunctions({ baseline: () => 1, candidate: () => 1, check: Object.is }, { rounds: 2 })).resultsEqual
 * // => true
 */
export async function compareFunctions<Result>(
  functions: FunctionPair<Result>, options: Omit<MeasureOptions<Result>, 'check'> & CompareOptions = {},
): Promise<Comparison & { readonly environment: Environment }> {
  const { baseline, candidate, check } = functions;
  const comparing = resolveCompareOptions(options), environment = readEnvironment({ seed: comparing.seed });
  const alternatives = [{ name: 'baseline', run: baseline }, { name: 'candidate', run: candidate }];
  const measurement = await measureInterleaved(alternatives, check === undefined ? options : { ...options, check });
  return { ...compareMeasured(measurement, 'baseline', 'candidate', comparing), environment: withLoadAfter(environment) };
}

/**
 * The verdict on a speedup: by its 95 % interval beyond the noise threshold and its 99 % interval beyond 1.
 *
 * @param speedup - with its 95 % interval
 * @param strict - the same with its 99 % interval
 */
export function judgeSpeedup(speedup: Interval | null, strict: Interval | null, noiseThreshold: number): Verdict {
  if (speedup === null || strict === null) return 'no detectable change';
  if (speedup.low > 1 + noiseThreshold && strict.low > 1) return 'faster';
  if (speedup.high < 1 / (1 + noiseThreshold) && strict.high < 1) return 'slower';
  return 'no detectable change';
}

function medianOrNull(samples: readonly number[]): number | null {
  return samples.length === 0 ? null : summarize(samples).median;
}

function findAlternative(measurement: Measurement, name: string): MeasuredAlternative {
  const found = measurement.alternatives.find((alternative) => alternative.name === name);
  if (found !== undefined) return found;
  const names = measurement.alternatives.map((alternative) => alternative.name);
  throw new ArcError('timing.alternatives', `comparison: "${name}" was not measured; there are ${names.join(', ')}`);
}

/** Equality of two from the equality of each with the first: two that both differ from it may still be equal. */
function bothEqual(baseline: boolean | null, candidate: boolean | null): boolean | null {
  if (baseline === null || candidate === null || !(baseline || candidate)) return null;
  return baseline && candidate;
}
