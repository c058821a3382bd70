import type { JobControl, Work } from '../executor/executor.js';
import { evaluateSteps } from '../program/evaluate.js';
import { linkSteps } from '../program/link.js';
import { renumber, sliceSteps, type Step } from '../program/step.js';
import { isEqual } from '../values/equality.js';
import { StepWatch } from './step-watch.js';
import { prepareWorkload, simulatedWait, type PreparedWorkload, type Workload } from './workload.js';

/** A candidate to validate. */
export interface ValidateJob {
  /** 0-based step of the card. */
  readonly step: number;
  /** Position among the candidates, for simulated waiting. */
  readonly position: number;
}

/** What a solver did, alone, on all samples of the task. */
export interface Validation {
  readonly status: 'ok' | 'timeout';
  /** Samples that it gets right. */
  readonly correct: number;
  /** Its own run time on all samples; never waiting. */
  readonly seconds: number;
}

/** Runs one solver alone on every sample, with the time limit for each. */
export const validateCandidate: Work<Workload, PreparedWorkload, ValidateJob, Validation> = {
  module: import.meta.url,
  name: 'validateCandidate',
  prepare: prepareWorkload,
  async run(prepared, job, control) {
    control.end();
    const waitMs = simulatedWait(prepared.workload, job.position);
    if (waitMs > 0) await control.wait(waitMs);
    const validation = runAlone(prepared, job.step, control);
    control.end();
    return validation;
  },
};

function runAlone({ workload, S, samples }: PreparedWorkload, step: number, control: JobControl): Validation {
  const steps = sliceProgram(workload.card.steps, step);
  const linked = linkSteps(steps);
  const resultSlot = linked.slotOf({ kind: 'step', index: steps.length - 1 });
  let correct = 0, seconds = 0;
  for (const [sample, { input: I, output }] of samples.entries()) {
    const startMs = performance.now();
    const { slots, timedOut } = evaluateSteps(linked, { S, I, C: null }, new StepWatch(control, sample, workload.timeoutMs));
    seconds += (performance.now() - startMs) / 1000;
    if (timedOut.length > 0) return { status: 'timeout', correct, seconds };
    if (output !== null && isEqual(slots[resultSlot]!, output)) correct++;
  }
  return { status: 'ok', correct, seconds };
}

/** The steps that one step needs as a list of its own. */
function sliceProgram(steps: readonly Step[], index: number): Step[] {
  const slice = sliceSteps(steps, index);
  const numberOf = new Map(slice.map((old, k) => [old, k]));
  return slice.map((k) => renumber(steps[k]!, (operand) => numberOf.get(operand)!));
}
