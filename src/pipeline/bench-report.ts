import { median, quantileSorted } from 'simple-statistics';
import type { Environment } from '../timing/environment.js';
import { seededRandom } from '../timing/random.js';
import { bootstrapMedian, bootstrapSpeedup, relativeSpread, type Interval } from '../timing/statistics.js';

/** What a bench can time. */
export const BENCH_GROUPS = ['primitives', 'solvers', 'phases', 'threads', 'instrumentation'] as const;
export type BenchGroupName = (typeof BENCH_GROUPS)[number];

/** One thing that was timed. */
export interface BenchRow {
  readonly name: string;
  /** Cases, samples or outputs that one pass handles. */
  readonly items: number;
  readonly medianMs: number;
  /** 95 % bootstrap interval of the median. */
  readonly lowMs: number;
  readonly highMs: number;
  /** 1.4826 · median absolute deviation ÷ median. */
  readonly spread: number;
  /** One pass each. */
  readonly samplesMs: readonly number[];
  /** What it is held against. */
  readonly reference?: {
    readonly name: string;
    /** Median of a pass. */
    readonly ms: number;
    /** Reference ÷ this: how many times as fast this is. */
    readonly speedup: Interval | null;
  };
}

/** Rows that were timed together, round by round. */
export interface BenchGroup {
  readonly name: BenchGroupName;
  readonly status: 'done' | 'cancelled' | 'skipped';
  /** What a pass is, or why there is none. */
  readonly note: string;
  readonly rows: readonly BenchRow[];
  /** All rows of a round together; `null` where a sum means nothing or there are no rows. */
  readonly total: BenchRow | null;
}

/** What a bench found. */
export interface BenchReport {
  readonly schema: 'phaselab.bench/1';
  readonly status: 'done' | 'cancelled';
  readonly groups: readonly BenchGroup[];
  readonly environment: Environment;
  readonly elapsedMs: number;
}

/** What all groups are told. */
export interface BenchGroupOptions {
  /** Passes that count. */
  readonly rounds: number;
  /** Only rows with these names; empty for all. */
  readonly names: readonly string[];
  /** Values are made anew for every pass. */
  readonly isFresh: boolean;
  readonly signal?: AbortSignal | undefined;
  readonly onRound?: ((done: number, total: number) => void) | undefined;
}

/**
 * A row from its samples.
 *
 * @param samplesMs one or more
 * @param referenceMs a fixed time that it is held against, with its name
 */
export function benchRow(name: string, items: number, samplesMs: readonly number[], reference?: { readonly name: string; readonly ms: number }): BenchRow {
  const { estimate, low, high } = bootstrapMedian(samplesMs);
  const row = { name, items, medianMs: estimate, lowMs: low, highMs: high, spread: relativeSpread(samplesMs), samplesMs };
  return reference === undefined ? row : hold(row, reference);
}

/**
 * All rows together: the sum of their medians, so that one row's bad round does not spoil a round of all.
 *
 * Its samples are the sums by round; its interval comes from rounds drawn anew, the same for all rows.
 *
 * @param rows one or more with equally many samples
 */
export function totalRow(rows: readonly BenchRow[]): BenchRow {
  const samplesMs = rows[0]!.samplesMs.map((_, round) => sum(rows, (row) => row.samplesMs[round]!));
  const medianMs = sum(rows, (row) => row.medianMs), draws = drawTotals(rows, 1).sort((a, b) => a - b);
  const lowMs = quantileSorted(draws, 0.025), highMs = quantileSorted(draws, 0.975);
  const total = { name: 'all', items: sum(rows, (row) => row.items), medianMs, lowMs, highMs, spread: relativeSpread(samplesMs), samplesMs };
  const [first] = rows;
  if (first!.reference === undefined || rows.some((row) => row.reference?.name !== first!.reference!.name)) return total;
  return hold(total, { name: first!.reference.name, ms: sum(rows, (row) => row.reference!.ms) });
}

/**
 * Bootstraps the sum of the rows' medians.
 *
 * @param rows one or more with equally many samples
 * @returns 500 sums, in no order
 */
export function drawTotals(rows: readonly BenchRow[], seed: number): number[] {
  const random = seededRandom(seed), count = rows[0]!.samplesMs.length;
  return Array.from({ length: 500 }, () => {
    const rounds = Array.from({ length: count }, () => random.integer(count));
    return sum(rows, (row) => median(rounds.map((round) => row.samplesMs[round]!)));
  });
}

/** The row held against samples of the same rounds, round by round. */
export function against(row: BenchRow, name: string, referenceMs: readonly number[]): BenchRow {
  return { ...row, reference: { name, ms: bootstrapMedian(referenceMs).estimate, speedup: bootstrapSpeedup(referenceMs, row.samplesMs) } };
}

/** A row held against a fixed time. */
function hold(row: BenchRow, reference: { readonly name: string; readonly ms: number }): BenchRow {
  const { medianMs, lowMs, highMs } = row;
  const speedup = lowMs > 0 ? { estimate: reference.ms / medianMs, low: reference.ms / highMs, high: reference.ms / lowMs } : null;
  return { ...row, reference: { ...reference, speedup } };
}

function sum<T>(items: readonly T[], of: (item: T) => number): number {
  return items.reduce((total, item) => total + of(item), 0);
}
