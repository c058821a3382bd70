import { setTimeout as sleep } from 'node:timers/promises';
import { systemClock } from '../timing/clock.js';
import type { JobControl } from './executor.js';

/** Is told where a job is, so that others know when it no longer answers. */
export interface PlaceListener {
  begin(evaluation: number): void;
  end(): void;
  step(step: number): void;
}

/** What ends a job early. */
export interface JobLimits {
  /** Counted from when the control was made, or from the last `begin`. */
  readonly timeoutMs?: number | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly place?: PlaceListener;
}

/** Thrown inside a job to end it. */
export class JobStop extends Error {
  constructor(readonly status: 'timeout' | 'cancelled', message: string) {
    super(message);
    this.name = 'JobStop';
  }
}

/** The longest time a timer of Node can be set to, in ms. */
export const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** The line of every job that reached its limit, whoever noticed. */
export function timeoutMessage(timeoutMs: number): string {
  return `the time limit of ${timeoutMs} ms was reached`;
}

/** The line of every job that was cancelled. */
export function cancelMessage(signal: AbortSignal): string {
  return typeof signal.reason === 'string' ? signal.reason : 'the run was cancelled';
}

/** The control of one job, whose time begins when this is made. */
export class Control implements JobControl {
  readonly #limits: JobLimits;
  readonly #startMs = systemClock.nowMs();
  #deadlineMs: number;
  #waitedMs = 0;

  constructor(limits: JobLimits) {
    this.#limits = limits;
    this.#deadlineMs = this.#startMs + (limits.timeoutMs ?? Infinity);
  }

  /** Time since the job began, without its waiting. */
  get computeMs(): number {
    return systemClock.nowMs() - this.#startMs - this.#waitedMs;
  }

  get isLate(): boolean {
    return systemClock.nowMs() > this.#deadlineMs;
  }

  checkpoint(step?: number, nowMs = systemClock.nowMs()): void {
    if (this.#limits.signal?.aborted) throw this.#cancelled();
    if (nowMs > this.#deadlineMs) throw this.#timedOut();
    if (step !== undefined) this.#limits.place?.step(step);
  }

  begin(evaluation: number): void {
    this.#deadlineMs = systemClock.nowMs() + (this.#limits.timeoutMs ?? Infinity);
    this.#limits.place?.begin(evaluation);
  }

  end(): void {
    this.#deadlineMs = Infinity;
    this.#limits.place?.end();
  }

  async wait(ms: number): Promise<void> {
    this.checkpoint();
    const startMs = systemClock.nowMs();
    const leftMs = this.#deadlineMs - startMs;
    try {
      await pause(Math.min(ms, leftMs), this.#limits.signal);
    } finally {
      const tookMs = systemClock.nowMs() - startMs;
      this.#waitedMs += tookMs;
      // A thread that was busy with other jobs comes back late; that is queueing, and does not count.
      this.#deadlineMs += Math.max(0, tookMs - Math.min(ms, leftMs));
    }
    if (this.#limits.signal?.aborted) throw this.#cancelled();
    if (ms > leftMs) throw this.#timedOut();
  }

  /** The value of a job's promise; gives up on it when the job's time is up or the run is cancelled, so that it need not answer. */
  async settled<T>(promise: PromiseLike<T>): Promise<T> {
    const over = new AbortController();
    const giveUp = (): void => over.abort();
    this.#limits.signal?.addEventListener('abort', giveUp, { once: true });
    try {
      return await Promise.race([promise, this.#stopped(over.signal)]);
    } finally {
      this.#limits.signal?.removeEventListener('abort', giveUp);
      giveUp();
    }
  }

  async #stopped(over: AbortSignal): Promise<never> {
    if (this.#limits.signal?.aborted) throw this.#cancelled();
    // No deadline that is set meanwhile comes sooner than after the whole limit.
    const { timeoutMs = Infinity } = this.#limits;
    while (!over.aborted && !this.isLate) await pause(Math.min(timeoutMs, this.#deadlineMs - systemClock.nowMs()), over);
    throw this.#limits.signal?.aborted ? this.#cancelled() : this.#timedOut();
  }

  #timedOut(): JobStop {
    return new JobStop('timeout', timeoutMessage(this.#limits.timeoutMs!));
  }

  #cancelled(): JobStop {
    return new JobStop('cancelled', cancelMessage(this.#limits.signal!));
  }
}

/** Sleeps; an abort only ends it early, the caller asks why. */
async function pause(ms: number, signal: AbortSignal | undefined): Promise<void> {
  await sleep(Math.min(ms, LONGEST_TIMER_MS), undefined, signal && { signal }).catch(() => undefined);
}
