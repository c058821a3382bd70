import { systemClock, type Clock } from './clock.js';

/** How far some work is. */
export interface ProgressEvent {
  readonly done: number;
  /** `null` when unknown. */
  readonly total: number | null;
  /** What is being done now. */
  readonly stage: string;
  readonly elapsedMs: number;
  /** At the pace so far; `null` before the first piece is done or when the total is unknown. */
  readonly leftMs: number | null;
}

/** How progress is reported. */
export interface ProgressOptions {
  /** Pieces of work in all. @defaultValue `null`: unknown */
  readonly total?: number | null;
  /** At least this long between two events. @defaultValue 100 */
  readonly intervalMs?: number;
  readonly clock?: Clock;
}

/**
 * Tells a listener how far work is, at most once per interval; the last event is always delivered.
 *
 * The first update is delivered at once. An update that comes too soon is kept back until a later one, or `finish`,
 * takes its place. There is no timer: nothing is delivered between calls.
 */
export class ProgressReporter {
  readonly #listener: (event: ProgressEvent) => void;
  readonly #clock: Clock;
  readonly #intervalMs: number;
  readonly #startMs: number;
  #total: number | null;
  #done = 0;
  #stage = '';
  #deliveredMs = -Infinity;
  #isDelivered = true;

  constructor(listener: (event: ProgressEvent) => void, options: ProgressOptions = {}) {
    this.#listener = listener;
    this.#clock = options.clock ?? systemClock;
    this.#intervalMs = options.intervalMs ?? 100;
    this.#total = options.total ?? null;
    this.#startMs = this.#clock.nowMs();
  }

  /**
   * Reports how many pieces are done, and of what.
   *
   * @param done - 0..total
   * @param stage - @defaultValue the one before
   */
  update(done: number, stage: string = this.#stage): void {
    this.#done = done;
    this.#stage = stage;
    this.#isDelivered = false;
    if (this.#clock.nowMs() - this.#deliveredMs >= this.#intervalMs || done === this.#total) this.finish();
  }

  /** Reports one more piece done. */
  advance(stage?: string): void {
    this.update(this.#done + 1, stage);
  }

  /** Learns the total, when it becomes known later. */
  setTotal(total: number): void {
    this.#total = total;
  }

  /** Delivers the last update if it was kept back; call it when the work has ended, in whatever way. */
  finish(): void {
    if (this.#isDelivered) return;
    this.#isDelivered = true;
    this.#deliveredMs = this.#clock.nowMs();
    const elapsedMs = this.#deliveredMs - this.#startMs;
    const leftMs = this.#total === null || this.#done === 0 ? null : elapsedMs / this.#done * (this.#total - this.#done);
    this.#listener({ done: this.#done, total: this.#total, stage: this.#stage, elapsedMs, leftMs });
  }
}
