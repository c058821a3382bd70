import type { LinkedStep, LinkedSteps } from '../program/link.js';
import type { Value } from '../values/value.js';

/** A step that is not run any more in an evaluation of a job, or in all of them when it does not depend on `C`: it yields its default. */
export interface GivenUpStep {
  readonly evaluation: number;
  /** 0-based. */
  readonly step: number;
  /** `timeout`: it ran into the time limit; `lost`: its worker died of it. */
  readonly reason: 'timeout' | 'lost';
}

/** The steps that are given up in one evaluation, of those that are given up in a job. */
export function givenUpIn(evaluation: number, givenUp: readonly GivenUpStep[], linked: LinkedSteps): GivenUpStep[] {
  return givenUp.filter((one) => one.evaluation === evaluation || !linked.steps[one.step]!.dependsOnC);
}

/** The same steps, with those that are given up yielding their default at once: as a failure when a worker died of it. */
export function withoutSteps(linked: LinkedSteps, givenUp: readonly GivenUpStep[]): LinkedSteps {
  const steps = linked.steps.slice();
  for (const { step, reason } of givenUp) steps[step] = givenUpStep(steps[step]!, reason);
  return { ...linked, steps };
}

function givenUpStep(step: LinkedStep, reason: GivenUpStep['reason']): LinkedStep {
  const call = (): Value => {
    if (reason === 'lost') throw new Error('a worker died of this step');
    return step.fallback;
  };
  return { ...step, call, calleeSlot: -1, args: [] };
}
