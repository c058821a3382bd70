import type { JobControl } from '../executor/executor.js';
import type { PassWatch } from '../program/evaluate.js';
import { systemClock } from '../timing/clock.js';

/**
 * Watches one pass for its executor: tells which step is at work and since when the time limit counts, so that a worker whose
 * step never ends can be ended, and the step be known.
 *
 * It keeps the time of the pass as `evaluateSteps` does, by the same readings of the clock: when that gives a step up, both
 * begin anew.
 */
export class StepWatch implements PassWatch {
  #position = -1;
  #startMs: number | undefined;
  #lastMs = 0;

  /**
   * @param evaluation - the number under which the outcome of a lost job names this pass
   * @param timeoutMs - of the pass
   * @param stepAt - the step that a pass runs at a place, from 0; absent for a pass that runs all of them
   */
  constructor(
    private readonly control: JobControl, private readonly evaluation: number, readonly timeoutMs: number,
    private readonly stepAt?: readonly number[],
  ) {
    control.begin(evaluation);
  }

  /** Called before each step. */
  checkpoint(): void {
    if (this.#lastMs - this.#startMs! > this.timeoutMs) {
      this.#startMs = this.#lastMs;
      this.control.begin(this.evaluation);
    }
    this.#position++;
    this.control.checkpoint(this.stepAt?.[this.#position] ?? this.#position, this.#lastMs);
  }

  nowMs(): number {
    this.#lastMs = systemClock.nowMs();
    this.#startMs ??= this.#lastMs;
    return this.#lastMs;
  }
}
