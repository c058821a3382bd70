import { ArcError } from '../values/error.js';
import { checkNumber, checkWhole } from './check-option.js';
import { systemClock, type Clock } from './clock.js';

/** What a measurement tells while it runs. */
export interface MeasureProgress {
  readonly part: 'warm-up' | 'rounds';
  readonly roundsDone: number;
  /** `null` when precision or budget decide. */
  readonly roundsTotal: number | null;
  readonly elapsedMs: number;
  /** Until the budget is spent or, where rounds are given, until they are done at this pace; `null` when unknown. */
  readonly leftMs: number | null;
}

/** How alternatives are measured. */
export interface MeasureOptions<Result = unknown> {
  /** Measure exactly this many rounds (fewer only if a given budget ends first). @defaultValue until precise enough */
  readonly rounds?: number;
  /** Without `rounds`: not fewer than these. @defaultValue 12, or `maxRounds` where that is less */
  readonly minRounds?: number;
  /** Without `rounds`: not more than these. @defaultValue 200, or `minRounds` where that is more */
  readonly maxRounds?: number;
  /** Without `rounds`: stop when every speedup's interval reaches this share to both sides at most. @defaultValue 0.02 */
  readonly targetPrecision?: number;
  /** Start no block of rounds after this time, warm-up included; one block is always measured. @defaultValue 10 000, or none with `rounds` */
  readonly budgetMs?: number;
  /** Warm-up rounds, at least; reported, not counted. @defaultValue 2 */
  readonly warmupRounds?: number;
  /** Warm up this long, at least, within a quarter of the budget. @defaultValue 200 */
  readonly warmupMs?: number;
  /** Calls are timed together until a sample lasts this long. @defaultValue 1, or 1000 steps of a coarser clock */
  readonly minSampleMs?: number;
  readonly clock?: Clock;
  /** Decides the order of runs. @defaultValue 1 */
  readonly seed?: number;
  /** Stops before the next sample; complete rounds are kept. */
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: MeasureProgress) => void;
  /** Whether two results are equal; asked in every round, outside the timed stretches, of the first alternative and each other one. */
  readonly check?: (first: Result, other: Result) => boolean;
}

/** What was measured of one alternative; lists have one number per round. */
export interface MeasuredAlternative {
  readonly name: string;
  readonly samplesMs: readonly number[];
  readonly cpuMs: readonly number[];
  /** By stage of the run's own breakdown; 0 in rounds where it did not name the stage. */
  readonly stages: Readonly<Record<string, readonly number[]>>;
  /** Of the warm-up, which counts nowhere. */
  readonly warmupMs: readonly number[];
  /** Calls per sample. */
  readonly batch: number;
  /** Whether its results equal the first alternative's; `null` when nothing checked it. */
  readonly resultsEqual: boolean | null;
}

/** Samples of several alternatives that took turns in one process. */
export interface Measurement {
  readonly status: 'done' | 'cancelled';
  readonly rounds: number;
  readonly alternatives: readonly MeasuredAlternative[];
  /** The alternatives' places in the order in which each round ran them. */
  readonly order: readonly (readonly number[])[];
  readonly clockResolutionMs: number;
  readonly elapsedMs: number;
  readonly seed: number;
}

/** {@link MeasureOptions} with everything filled in. */
export type ResolvedMeasureOptions<Result = unknown> =
  Required<Omit<MeasureOptions<Result>, 'rounds' | 'signal' | 'onProgress' | 'check'>>
  & Pick<MeasureOptions<Result>, 'rounds' | 'signal' | 'onProgress' | 'check'>;

/**
 * Fills options in and checks them.
 *
 * @param resolutionMs - of the clock in use
 * @throws ArcError `timing.option` for a number that is out of range, and for more `minRounds` than `maxRounds`
 */
export function resolveMeasureOptions<Result>(options: MeasureOptions<Result>, resolutionMs: number): ResolvedMeasureOptions<Result> {
  const resolved = {
    minRounds: Math.min(12, options.maxRounds ?? 12), maxRounds: Math.max(200, options.minRounds ?? 1), targetPrecision: 0.02,
    budgetMs: options.rounds === undefined ? 10_000 : Infinity, warmupRounds: 2, warmupMs: 200, minSampleMs: Math.max(1, 1000 * resolutionMs),
    clock: systemClock, seed: 1, ...definedOnly(options),
  };
  for (const name of ['rounds', 'minRounds', 'maxRounds'] as const) checkWhole(`measurement option ${name}`, options[name] ?? 1, 1);
  checkWhole('measurement option warmupRounds', resolved.warmupRounds, 0);
  checkWhole('measurement option seed', resolved.seed);
  for (const name of ['targetPrecision', 'budgetMs', 'warmupMs', 'minSampleMs'] as const) checkNumber(`measurement option ${name}`, resolved[name], 0);
  const { minRounds, maxRounds } = resolved;
  if (minRounds > maxRounds) {
    throw new ArcError('timing.option', `measurement option minRounds is ${minRounds} and maxRounds ${maxRounds}; give minRounds that are not more`);
  }
  return resolved;
}

/** Leaves out keys whose value is `undefined`, which would overwrite defaults. */
function definedOnly<T extends object>(options: T): T {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)) as T;
}
