import { median } from 'simple-statistics';
import { ArcError } from '../values/error.js';
import { judgeSpeedup, resolveCompareOptions, VERDICT_ROUNDS, type CompareOptions, type Verdict } from './comparison.js';
import { seededRandom, type SeededRandom } from './random.js';
import { speedupInterval, type Interval } from './statistics.js';

/** Samples of two sessions against each other. */
export interface SessionComparison {
  /** What was taken before ÷ what is taken now, of medians, with its 95 % bootstrap interval; `null` where a side takes no time. */
  readonly speedup: Interval | null;
  readonly verdict: Verdict;
}

/** Both sides of one session's rounds, in ms. */
export interface SessionSamples {
  readonly baseline: readonly number[];
  readonly candidate: readonly number[];
}

/**
 * Compares samples that were not measured in turns, such as those of another day: each side is drawn anew by itself.
 *
 * The interval knows the scatter within the sessions, not what changed between them (another load, another clock rate).
 *
 * @param before - times in ms
 * @param now - times in ms, in any number
 * @throws ArcError `timing.no-samples` for an empty list; `timing.option` for an option that is out of range
 * @source B. Efron and R. J. Tibshirani, An Introduction to the Bootstrap, 1993, chapters 8 (two samples) and 13 (percentile interval)
 * @example
 * compareSessions([20, 20, 20, 20, 20], [10, 10, 10, 10, 10]).speedup
 * // => { estimate: 2, low: 2, high: 2 }
 */
export function compareSessions(before: readonly number[], now: readonly number[], options: CompareOptions = {}): SessionComparison {
  const ratio = (random: SeededRandom | null): number => drawMedian(before, random) / drawMedian(now, random);
  return judgeDraws(Math.min(before.length, now.length), ratio, options);
}

/**
 * Compares the speedups (baseline ÷ candidate) of two sessions: what changed for the candidate that did not change for the baseline,
 * so that a machine that is slower altogether changes nothing. Rounds are drawn anew as pairs, within their session.
 *
 * @returns the speedup now ÷ the speedup before
 * @throws ArcError `timing.no-samples` for a session without rounds; `timing.option` for an option that is out of range
 */
export function compareSpeedups(before: SessionSamples, now: SessionSamples, options: CompareOptions = {}): SessionComparison {
  const ratio = (random: SeededRandom | null): number => drawSpeedup(now, random) / drawSpeedup(before, random);
  return judgeDraws(Math.min(before.baseline.length, now.baseline.length), ratio, options);
}

function judgeDraws(samples: number, ratio: (random: SeededRandom | null) => number, options: CompareOptions): SessionComparison {
  const { noiseThreshold, resamples, seed } = resolveCompareOptions(options);
  if (samples === 0) throw new ArcError('timing.no-samples', 'comparison of sessions: a side has 0 samples; measure at least one');
  const random = seededRandom(seed), estimate = ratio(null);
  const ratios = Array.from({ length: resamples }, () => ratio(random)).sort((a, b) => a - b);
  const speedup = speedupInterval(estimate, ratios, 0.95);
  const verdict = samples < VERDICT_ROUNDS ? 'no detectable change' : judgeSpeedup(speedup, speedupInterval(estimate, ratios, 0.99), noiseThreshold);
  return { speedup, verdict };
}

/** The median of samples drawn anew; without chance, of the samples as they are. */
function drawMedian(samples: readonly number[], random: SeededRandom | null): number {
  return median(random === null ? [...samples] : samples.map(() => samples[random.integer(samples.length)]!));
}

function drawSpeedup({ baseline, candidate }: SessionSamples, random: SeededRandom | null): number {
  const rounds = baseline.map((_, round) => (random === null ? round : random.integer(baseline.length)));
  return median(rounds.map((round) => baseline[round]!)) / median(rounds.map((round) => candidate[round]!));
}
