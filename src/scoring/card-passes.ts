import type { JobControl } from '../executor/executor.js';
import { ENGINES } from '../program/compile.js';
import type { Inputs, StepValues } from '../program/evaluate.js';
import { givenUpIn, withoutSteps, type GivenUpStep } from './given-up-step.js';
import { StepWatch } from './step-watch.js';
import type { PreparedWorkload } from './workload.js';

/** One pass over the card; times in ms since the job's computation began. */
export interface PassTime {
  readonly name: 'solve pass' | 'differ pass';
  readonly startMs: number;
  readonly endMs: number;
}

/** The passes over a card that one job makes: watched, timed, and without the steps that are given up. */
export class CardPasses {
  readonly times: PassTime[] = [];
  readonly #prepared: PreparedWorkload;
  readonly #control: JobControl;
  readonly #isTimed: boolean;
  readonly #startMs = performance.now();
  /** Those that the job came with, and those that its own passes found. */
  readonly #givenUp: GivenUpStep[];

  /** @param isTimed - whether every pass is timed by itself */
  constructor(prepared: PreparedWorkload, control: JobControl, isTimed: boolean, givenUp: readonly GivenUpStep[]) {
    this.#prepared = prepared;
    this.#control = control;
    this.#isTimed = isTimed;
    this.#givenUp = [...givenUp];
  }

  /**
   * One pass.
   *
   * A step that ran into the time limit and does not depend on `C` is not tried again by the job's later passes, which all have
   * the same `S` and `I`: it counts as timed out in each of them.
   *
   * @param evaluation - its number in the job, the same whenever the job is run
   * @param reused - as for `evaluateSteps`
   */
  run(name: PassTime['name'], evaluation: number, inputs: Inputs, reused?: StepValues['slots']): StepValues {
    const { linked, dependents, workload: { timeoutMs, engine } } = this.#prepared;
    const startMs = performance.now() - this.#startMs;
    const givenUp = givenUpIn(evaluation, this.#givenUp, linked);
    const steps = givenUp.length === 0 ? linked : withoutSteps(linked, givenUp);
    const watch = new StepWatch(this.#control, evaluation, timeoutMs, reused === undefined ? undefined : dependents);
    const pass = ENGINES[engine].evaluate(steps, inputs, watch, reused);
    this.giveUp(evaluation, pass.timedOut);
    if (this.#isTimed) this.times.push({ name, startMs, endMs: performance.now() - this.#startMs });
    if (givenUp.length === 0) return pass;
    const notRun = givenUp.filter(({ step, reason }) => reason === 'timeout' && (reused === undefined || linked.steps[step]!.dependsOnC));
    return { ...pass, timedOut: [...new Set([...pass.timedOut, ...notRun.map(({ step }) => step)])] };
  }

  /** Gives up steps that ran into the time limit in a pass. */
  giveUp(evaluation: number, steps: readonly number[]): void {
    for (const step of steps) this.#givenUp.push({ evaluation, step, reason: 'timeout' });
  }

  /** Says that the value of a step is being looked at, which counts as that step's work: a value may be too large to look at. */
  looksAt(evaluation: number, step: number): void {
    this.#control.begin(evaluation);
    this.#control.checkpoint(step);
  }
}
