import type { Verdict } from './attempt.js';
import { cancelMessage, LONGEST_TIMER_MS, timeoutMessage } from './control.js';
import type { Batch } from './job-queue.js';
import type { Seat } from './seat.js';

/**
 * How long after its limit a job may still stop by itself at a checkpoint, in ms; then its worker is ended, which costs more
 * than that job's answer.
 */
export const GRACE_MS = 50;

/** Watches a worker's jobs from outside; gives the sign to end the worker when the time of one is up or the run is cancelled. */
export class Watchdog {
  readonly #kill = new AbortController();
  readonly #cancel = (): void => this.end({ status: 'cancelled', message: cancelMessage(this.#batch.signal) });
  readonly #look = (): void => this.#watch();
  readonly #batch: Batch;
  readonly #admittedMs: number;
  readonly #startTimeoutMs: number;
  #timer: NodeJS.Timeout | undefined;
  #verdict: Verdict<never> | undefined;
  #job: number | undefined;

  /** @param startTimeoutMs - how long the start of a worker and its preparation may take before the job is given up */
  constructor(readonly seat: Seat, batch: Batch, startTimeoutMs: number) {
    this.#batch = batch;
    this.#admittedMs = batch.nowMs();
    this.#startTimeoutMs = startTimeoutMs;
    batch.signal.addEventListener('abort', this.#cancel, { once: true });
    this.#watch();
  }

  /** Aborts when the worker is to be ended, or the jobs taken out of the queue when no worker has them. */
  get signal(): AbortSignal {
    return this.#kill.signal;
  }

  /** Why the sign was given; `undefined` as long as it was not. */
  get verdict(): Verdict<never> | undefined {
    return this.#verdict;
  }

  /** Place of the job that was at work when the sign was given, or is now; −1 before the first. */
  get job(): number {
    return this.#job ?? this.seat.job;
  }

  /** @param job - at work: the worker may come to others before its end */
  end(verdict: Verdict<never>, job = this.seat.job): void {
    this.stop();
    this.#verdict = verdict;
    this.#job = job;
    this.#kill.abort();
  }

  /** Called when the jobs have ended by themselves. */
  stop(): void {
    clearTimeout(this.#timer);
    this.#batch.signal.removeEventListener('abort', this.#cancel);
  }

  /**
   * The limit counts from a moment that only the worker knows; while there is none, looking again after as long as the limit is
   * soon enough.
   */
  #watch(): void {
    const { timeoutMs = Infinity } = this.#batch.options;
    // The place before the time: a step that ends meanwhile moves the time first, and the place read is not blamed. Nor is a place
    // that the worker comes to before its end.
    const { job, place: lostAt } = this.seat;
    const isStarted = this.seat.startMs !== undefined, countedFromMs = this.seat.countedFromMs;
    const nowMs = this.#batch.nowMs();
    const dueMs = isStarted ? (countedFromMs ?? nowMs) + timeoutMs + GRACE_MS : this.#admittedMs + this.#startTimeoutMs;
    if (nowMs >= dueMs) {
      this.end(isStarted
        ? { status: 'timeout', message: timeoutMessage(timeoutMs), lostAt }
        : { status: 'failed', message: `no worker was ready for this job within ${this.#startTimeoutMs} ms` }, job);
    } else if (dueMs < Infinity) {
      const nextMs = Math.min(dueMs - nowMs, timeoutMs + GRACE_MS, LONGEST_TIMER_MS);
      this.#timer = setTimeout(this.#look, nextMs);
    }
  }
}
