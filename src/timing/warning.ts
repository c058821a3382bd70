import { sampleRankCorrelation } from 'simple-statistics';
import { outlierFlags, relativeSpread, summarize } from './statistics.js';

/** What can be wrong with a measurement. */
export type WarningCode =
  | 'few-samples' | 'coarse-timer' | 'drift' | 'noisy-machine' | 'results-differ' | 'results-unchecked' | 'cancelled';

/** One thing that a reader of a measurement should know. */
export interface MeasurementWarning {
  readonly code: WarningCode;
  /** One line: the fault with its value, then what to do about it. */
  readonly message: string;
}

/** Fewer rounds than this are called few. */
const ENOUGH_ROUNDS = 12;

const NOISY_SPREAD = 0.1;
const NOISY_OUTLIERS = 0.15;
const DRIFT_CHANGE = 0.05;
const DRIFT_DEVIATIONS = 3;

/** Warns of paired samples that are few, scattered, or that change with time. */
export function sampleWarnings(baseline: readonly number[], candidate: readonly number[]): MeasurementWarning[] {
  return [fewSamples(baseline.length), ...noise('baseline', baseline), ...noise('candidate', candidate), drift(baseline, candidate)]
    .filter((warning) => warning !== null);
}

/** Warns when samples last less than a hundred steps of the clock. */
export function timerWarnings(sampleMs: number, clockResolutionMs: number): MeasurementWarning[] {
  if (sampleMs >= 100 * clockResolutionMs) return [];
  return [{
    code: 'coarse-timer',
    message: `a sample lasts ${round(sampleMs)} ms and the clock steps by ${round(clockResolutionMs)} ms; measure more work per call`,
  }];
}

/** Warns when results differ or nobody looked. */
export function resultWarnings(resultsEqual: boolean | null): MeasurementWarning[] {
  if (resultsEqual === true) return [];
  return [resultsEqual === false
    ? { code: 'results-differ', message: 'the results are not equal; this is not the same work done in another time' }
    : { code: 'results-unchecked', message: 'nothing checked that the results are equal; give a check' }];
}

function fewSamples(rounds: number): MeasurementWarning | null {
  if (rounds >= ENOUGH_ROUNDS) return null;
  return { code: 'few-samples', message: `${roundsWords(rounds)} ${rounds === 1 ? 'is' : 'are'} few; measure at least ${ENOUGH_ROUNDS}` };
}

function noise(side: string, samples: readonly number[]): MeasurementWarning[] {
  const spread = relativeSpread(samples);
  const outliers = outlierFlags(samples).filter(Boolean).length;
  if (spread <= NOISY_SPREAD && outliers <= NOISY_OUTLIERS * samples.length) return [];
  return [{
    code: 'noisy-machine',
    message: `${side} samples scatter by ${percent(spread)} of their median, outliers: ${outliers} of ${samples.length}; close what else runs`,
  }];
}

/**
 * Drift: the rounds' times rise or fall with their number, more than chance would have it, and by an amount that matters.
 *
 * Without drift the rank correlation has the standard deviation 1/√(rounds − 1).
 *
 * @source M. G. Kendall, Rank Correlation Methods, 1948 (Spearman's rho under independence)
 */
function drift(baseline: readonly number[], candidate: readonly number[]): MeasurementWarning | null {
  const rounds = baseline.length, third = Math.floor(rounds / 3);
  if (third === 0) return null;
  const times = baseline.map((ms, at) => Math.sqrt(ms * candidate[at]!));
  const correlation = sampleRankCorrelation(times.map((_, at) => at), times);
  const change = summarize(times.slice(-third)).median / summarize(times.slice(0, third)).median - 1;
  const isDrift = Math.abs(correlation) * Math.sqrt(rounds - 1) > DRIFT_DEVIATIONS && Math.abs(change) > DRIFT_CHANGE;
  if (!isDrift) return null;
  return { code: 'drift', message: `rounds became ${percent(Math.abs(change))} ${change > 0 ? 'slower' : 'faster'} from first to last; warm up longer` };
}

/** `1 round`, `2 rounds`. */
export function roundsWords(rounds: number): string {
  return `${rounds} ${rounds === 1 ? 'round' : 'rounds'}`;
}

function percent(share: number): string {
  return `${round(100 * share)} %`;
}

/** At most three significant digits, never in exponent notation. */
function round(value: number): string {
  return new Intl.NumberFormat('en', { maximumSignificantDigits: 3, useGrouping: false }).format(value);
}
