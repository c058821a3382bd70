import { ArcError } from '../values/error.js';
import type { Clock } from './clock.js';

/** One of the things that are measured against each other. */
export interface Alternative<Result = unknown> {
  readonly name: string;
  /** What is timed, from call to return, or to settling where it returns a promise. */
  readonly run: () => Result | Promise<Result>;
  /** The run's own breakdown, ms by stage, read from its result outside the timed stretch. Such runs are not batched. */
  readonly breakdown?: (result: Result) => Readonly<Record<string, number>>;
}

/** One sample: the mean over `batch` calls in a row, timed together. */
export interface Sample<Result> {
  /** Wall time per call. */
  readonly wallMs: number;
  /** CPU time of the whole process per call. */
  readonly cpuMs: number;
  readonly stages: Readonly<Record<string, number>>;
  /** What the last call returned. */
  readonly result: Result;
}

/** More calls than this are never timed together. */
const MAX_BATCH = 100_000;

/**
 * Times `batch` calls in a row, one after the other.
 *
 * @throws ArcError `timing.run-failed` when the function throws or rejects; its error is the cause
 */
export async function takeSample<Result>(alternative: Alternative<Result>, batch: number, clock: Clock): Promise<Sample<Result>> {
  const { name, run, breakdown } = alternative;
  const startCpuMs = clock.cpuMs(), startMs = clock.nowMs();
  let result!: Result;
  try {
    for (let call = 0; call < batch; call++) {
      const returned = run();
      result = isPromise(returned) ? await returned : returned;
    }
  } catch (cause) {
    throw new ArcError('timing.run-failed', `measuring "${name}": the function failed (${String(cause)}); measure what runs to its end`, { cause });
  }
  const wallMs = (clock.nowMs() - startMs) / batch;
  return { wallMs, cpuMs: (clock.cpuMs() - startCpuMs) / batch, stages: breakdown?.(result) ?? {}, result };
}

/**
 * How many calls to time together next, so that a sample lasts long enough for the clock.
 *
 * It never shrinks, and grows at most a hundredfold at once, since first calls are slow and tell little.
 *
 * @param wallMs - what a call took when `batch` of them were timed
 * @param minSampleMs - how long a sample should last
 */
export function nextBatch<Result>(alternative: Alternative<Result>, batch: number, wallMs: number, minSampleMs: number): number {
  if (alternative.breakdown !== undefined || wallMs * batch >= minSampleMs) return batch;
  const factor = wallMs > 0 ? Math.min(100, 1.2 * minSampleMs / (wallMs * batch)) : 100;
  return Math.min(MAX_BATCH, Math.ceil(batch * factor));
}

function isPromise<T>(value: T | Promise<T>): value is Promise<T> {
  return typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function';
}
