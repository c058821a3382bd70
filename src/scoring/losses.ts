import type { JobOutcome } from '../executor/executor.js';
import type { GivenUpStep } from './given-up-step.js';

/** A job whose worker is lost more often than this, at another place each time, has failed. */
const MOST_LOSSES = 3;

/**
 * Decides what becomes of jobs whose worker was lost.
 *
 * A step that ran into the time limit is given up, and the job run again without it. A worker that was lost for another reason
 * may have died of the step at work or have been killed from outside: the job is run again as it is, and only a step at which it
 * is lost a second time is given up.
 */
export class Losses {
  readonly #placesOf = new Map<number, string[]>();
  readonly #givenUpOf: ((index: number) => GivenUpStep[]) | undefined;

  /** @param givenUpOf - the list of a job's given-up steps, which is added to here; absent for jobs that end with their first bad step */
  constructor(givenUpOf?: (index: number) => GivenUpStep[]) {
    this.#givenUpOf = givenUpOf;
  }

  /** Whether a job is to be run again. */
  isRunAgain(index: number, outcome: JobOutcome<unknown>): boolean {
    if (outcome.status === 'ok' || outcome.status === 'cancelled' || outcome.lostAt === undefined) return false;
    const { evaluation, step } = outcome.lostAt, isTimeout = outcome.status === 'timeout';
    const places = this.#placesOf.get(index) ?? [], place = `${evaluation} ${step}`, isRepeated = places.includes(place);
    this.#placesOf.set(index, [...places, place]);
    const givenUp = this.#givenUpOf?.(index);
    if (step >= 0 && (isTimeout || isRepeated)) {
      if (givenUp === undefined) return false;
      const isKnown = givenUp.some((one) => one.evaluation === evaluation && one.step === step);
      if (!isKnown) givenUp.push({ evaluation, step, reason: isTimeout ? 'timeout' : 'lost' });
      // What is given up can't be at work again; more losses than steps given up are not the steps' doing.
      return places.length < MOST_LOSSES + givenUp.length;
    }
    return !isTimeout && places.length + 1 < MOST_LOSSES;
  }
}
