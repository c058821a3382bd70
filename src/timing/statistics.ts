import { mean, median, medianAbsoluteDeviation, quantileSorted } from 'simple-statistics';
import { ArcError } from '../values/error.js';
import { checkNumber, checkWhole } from './check-option.js';
import { seededRandom } from './random.js';

/** An estimate and how far off it may be; from one sample or round it has no width, and says nothing of the spread. */
export interface Interval {
  readonly estimate: number;
  readonly low: number;
  readonly high: number;
}

/** A list of numbers at a glance; quantiles interpolate linearly between the sorted numbers (Hyndman and Fan's type 7). */
export interface Summary {
  readonly count: number;
  readonly median: number;
  readonly mean: number;
  readonly min: number;
  readonly max: number;
  /** A quarter of the numbers lies below. */
  readonly firstQuartile: number;
  /** A quarter of the numbers lies above. */
  readonly thirdQuartile: number;
  /** Median distance from the median, as it is: not scaled to a standard deviation. */
  readonly medianAbsoluteDeviation: number;
}

/** How a bootstrap interval is computed. */
export interface BootstrapOptions {
  /** Share of such intervals that hold the true value, 0..1. @defaultValue 0.95 */
  readonly confidence?: number;
  /** How often the rounds are drawn anew, 1..1 000 000. @defaultValue 2000 */
  readonly resamples?: number;
  /** @defaultValue 1 */
  readonly seed?: number;
}

/** A modified z-score above this is an outlier's. */
const OUTLIER_SCORE = 3.5;

/** So many ratios still fit into memory, and more would tell nothing new. */
const MOST_RESAMPLES = 1_000_000;

/**
 * Sums a list of numbers up.
 *
 * @throws ArcError `timing.no-samples` for an empty list
 * @example
 * summarize([4, 1, 3, 2, 100]).median
 * // => 3
 */
export function summarize(samples: readonly number[]): Summary {
  if (samples.length === 0) throw new ArcError('timing.no-samples', 'summarize: the list has 0 numbers; give it at least one');
  const sorted = [...samples].sort((a, b) => a - b);
  return {
    count: sorted.length,
    median: quantileSorted(sorted, 0.5),
    mean: mean(sorted),
    min: sorted[0]!,
    max: sorted.at(-1)!,
    firstQuartile: quantileSorted(sorted, 0.25),
    thirdQuartile: quantileSorted(sorted, 0.75),
    medianAbsoluteDeviation: medianAbsoluteDeviation(sorted),
  };
}

/**
 * The spread of a list as a share of its median: 1.4826 times its median absolute deviation, which for a normal
 * distribution is the standard deviation.
 *
 * @returns 0 for an empty list or a median of 0
 * @source P. J. Rousseeuw and C. Croux, Alternatives to the Median Absolute Deviation, JASA 88(424), 1993
 */
export function relativeSpread(samples: readonly number[]): number {
  if (samples.length === 0) return 0;
  const middle = median(samples);
  return middle === 0 ? 0 : 1.4826 * medianAbsoluteDeviation(samples) / Math.abs(middle);
}

/**
 * Flags the numbers that lie far from the others: modified z-score above 3.5. Nothing is dropped.
 *
 * The modified z-score is |x − median| / (1.4826 · median absolute deviation); where more than half of the numbers are
 * equal, the divisor is 1.2533 · mean absolute deviation.
 *
 * @returns one flag per number, in their order
 * @source B. Iglewicz and D. C. Hoaglin, How to Detect and Handle Outliers, ASQC 1993
 * @example
 * outlierFlags([10, 11, 10, 12, 11, 50])
 * // => [false, false, false, false, false, true]
 */
export function outlierFlags(samples: readonly number[]): boolean[] {
  if (samples.length === 0) return [];
  const middle = median(samples);
  const distances = samples.map((sample) => Math.abs(sample - middle));
  const scale = 1.4826 * median(distances) || 1.2533 * mean(distances);
  return distances.map((distance) => distance > OUTLIER_SCORE * scale);
}

/**
 * How many times as fast the candidate is: median of the baseline ÷ median of the candidate, with a percentile bootstrap
 * interval.
 *
 * The two lists are paired: numbers at the same place come from the same round. Rounds are drawn anew as whole pairs, so
 * that what slows a round down for both stays in the balance.
 *
 * @param baseline - one number, 0 or more, per round
 * @param candidate - the same number of them
 * @returns the estimate and the interval; `null` when a median is 0, so that there is no ratio
 * @throws ArcError `timing.no-samples` for empty lists, `timing.unpaired` for lists of different lengths, `timing.option`
 * @source B. Efron and R. J. Tibshirani, An Introduction to the Bootstrap, 1993, chapters 8 (pairs) and 13 (percentile interval)
 * @example
 * bootstrapSpeedup([20, 20, 20], [10, 10, 10])
 * // => { estimate: 2, low: 2, high: 2 }
 */
export function bootstrapSpeedup(
  baseline: readonly number[], candidate: readonly number[], options: BootstrapOptions = {},
): Interval | null {
  const { confidence = 0.95 } = options;
  const ratios = bootstrapRatios(baseline, candidate, options);
  return speedupInterval(median(baseline) / median(candidate), ratios, confidence);
}

/**
 * The median of samples with a percentile bootstrap interval.
 *
 * @throws ArcError `timing.no-samples` for an empty list, `timing.option`
 * @source as {@link bootstrapSpeedup}
 * @example
 * bootstrapMedian([5, 5, 5])
 * // => { estimate: 5, low: 5, high: 5 }
 */
export function bootstrapMedian(samples: readonly number[], options: BootstrapOptions = {}): Interval {
  const { confidence = 0.95, resamples = 2000, seed = 1 } = options;
  checkResampling(resamples, seed);
  if (samples.length === 0) throw new ArcError('timing.no-samples', 'median: there are 0 samples; measure at least one');
  const random = seededRandom(seed);
  const medians = Array.from({ length: resamples }, () => median(samples.map(() => samples[random.integer(samples.length)]!)));
  medians.sort((a, b) => a - b);
  const [low, high] = middleShare(medians, confidence);
  return { estimate: median(samples), low, high };
}

/**
 * The ratios of medians (baseline ÷ candidate) of rounds drawn anew as pairs, in ascending order: what
 * {@link bootstrapSpeedup} reads its interval from.
 *
 * @throws as {@link bootstrapSpeedup}
 */
export function bootstrapRatios(
  baseline: readonly number[], candidate: readonly number[], options: Omit<BootstrapOptions, 'confidence'> = {},
): number[] {
  const { resamples = 2000, seed = 1 } = options;
  checkResampling(resamples, seed);
  const rounds = baseline.length;
  if (candidate.length !== rounds) {
    throw new ArcError('timing.unpaired', `speedup: ${rounds} baseline and ${candidate.length} candidate samples; give one of each per round`);
  }
  if (rounds === 0) throw new ArcError('timing.no-samples', 'speedup: there are 0 rounds; measure at least one');
  const random = seededRandom(seed);
  const ratios: number[] = [], above: number[] = [], below: number[] = [];
  for (let draw = 0; draw < resamples; draw++) {
    for (let place = 0; place < rounds; place++) {
      const round = random.integer(rounds);
      above[place] = baseline[round]!;
      below[place] = candidate[round]!;
    }
    ratios.push(median(above) / median(below));
  }
  return ratios.sort((a, b) => a - b);
}

/** Checks how often is drawn, and from which seed. @throws ArcError `timing.option` */
export function checkResampling(resamples: number, seed: number): void {
  checkWhole('bootstrap option resamples', resamples, 1, MOST_RESAMPLES);
  checkWhole('bootstrap option seed', seed);
}

/**
 * The middle share of bootstrapped ratios as an interval around an estimate.
 *
 * @param ratios - in ascending order
 * @returns `null` unless estimate and both ends are positive and finite
 */
export function speedupInterval(estimate: number, ratios: readonly number[], confidence: number): Interval | null {
  const [low, high] = middleShare(ratios, confidence);
  return [estimate, low, high].every((ratio) => Number.isFinite(ratio) && ratio > 0) ? { estimate, low, high } : null;
}

/** The ends of the middle share of sorted numbers. */
function middleShare(sorted: readonly number[], share: number): [number, number] {
  checkNumber('bootstrap option confidence', share, 0, 1);
  return [quantileSorted(sorted, (1 - share) / 2), quantileSorted(sorted, (1 + share) / 2)];
}
