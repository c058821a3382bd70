import { setMaxListeners } from 'node:events';
import pLimit, { type LimitFunction } from 'p-limit';
import { ArcError } from '../values/error.js';
import { cancelMessage } from './control.js';
import type { BatchOptions, JobOutcome } from './executor.js';
import { threadClockMs } from './thread-clock.js';

/** One call of `runAll`. */
export class Batch {
  /** The moment of the call on the clock of all threads. */
  readonly originMs = threadClockMs();
  readonly #end = new AbortController();

  constructor(readonly options: BatchOptions) {
    setMaxListeners(0, this.signal); // every job at work listens
  }

  /** Aborts when the caller cancels, the executor closes or a callback throws. */
  get signal(): AbortSignal {
    return this.#end.signal;
  }

  nowMs(): number {
    return threadClockMs() - this.originMs;
  }

  /** @param reason - the message of the jobs that this cancels; none for the usual one */
  cancel(reason?: string): void {
    this.#end.abort(reason);
  }

  /** The outcome of a job that the batch's end kept from beginning. */
  neverBegan(): JobOutcome<never> {
    const nowMs = this.nowMs();
    return { status: 'cancelled', message: cancelMessage(this.signal), startMs: nowMs, endMs: nowMs, computeMs: 0, lane: 'queue' };
  }
}

/** Jobs that are admitted together, by their numbers. */
export type Bundle = readonly number[];

/** Admits jobs, at most `concurrency` bundles at once over all batches of an executor, and collects what became of them. */
export class JobQueue {
  readonly #limit: LimitFunction;
  readonly #batches = new Map<Batch, Promise<unknown>>();
  #isClosed = false;

  constructor(concurrency: number) {
    this.#limit = pLimit(concurrency);
  }

  /**
   * @param bundles - each job is in one of them
   * @param runBundle - gives an outcome for each job; must not reject; what it does is timed on the batch's clock
   */
  async run<Result>(
    bundles: readonly Bundle[], options: BatchOptions, runBundle: (bundle: Bundle, batch: Batch) => Promise<readonly JobOutcome<Result>[]>,
  ): Promise<JobOutcome<Result>[]> {
    this.#throwIfClosed();
    checkOptions(options);
    const batch = new Batch(options);
    const cancel = (): void => batch.cancel();
    options.signal?.addEventListener('abort', cancel, { once: true });
    if (options.signal?.aborted) cancel();
    const outcomes: JobOutcome<Result>[] = [];
    const ends = Promise.allSettled(bundles.map((bundle) => this.#limit(async () => {
      try {
        const ended = batch.signal.aborted ? bundle.map(() => batch.neverBegan()) : await runBundle(bundle, batch);
        bundle.forEach((index, at) => {
          outcomes[index] = ended[at]!;
          options.onOutcome?.(index, ended[at]!);
        });
      } catch (bug) {
        batch.cancel('a callback of the run failed');
        throw bug;
      }
    })));
    this.#batches.set(batch, ends);
    try {
      for (const end of await ends) if (end.status === 'rejected') throw end.reason;
      return outcomes;
    } finally {
      this.#batches.delete(batch);
      options.signal?.removeEventListener('abort', cancel);
    }
  }

  /** Cancels all batches and waits for the ends of their jobs. */
  async close(): Promise<void> {
    this.#isClosed = true;
    for (const batch of this.#batches.keys()) batch.cancel('the executor was closed');
    await Promise.all(this.#batches.values());
  }

  #throwIfClosed(): void {
    if (this.#isClosed) throw new ArcError('executor.closed', 'this executor is closed; make a new one with createExecutor');
  }
}

function checkOptions({ timeoutMs, mostBundled = 1 }: BatchOptions): void {
  if (timeoutMs !== undefined && !(typeof timeoutMs === 'number' && timeoutMs > 0)) {
    throw new ArcError('executor.timeout', `timeoutMs is ${timeoutMs}; give a number of ms above 0, or leave it out for no limit`);
  }
  if (!Number.isInteger(mostBundled) || mostBundled < 1) {
    throw new ArcError('executor.bundle', `mostBundled is ${mostBundled}; give a whole number of jobs from 1`);
  }
}
