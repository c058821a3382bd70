import { describe, EMPTY_FUNCTION } from '../dsl/arguments.js';
import { fail } from '../dsl/failure.js';
import { EMPTY_TUPLE } from '../values/tuple.js';
import type { Callable, Value } from '../values/value.js';
import { linkSteps, SLOT_OF_INPUT, type LinkedStep, type LinkedSteps } from './link.js';
import type { Program } from './program.js';

/** What a program reads. */
export interface Inputs {
  /** The demo pairs: a tuple of (input, output) tuples; the empty tuple for programs over `I` alone. */
  readonly S: Value;
  readonly I: Value;
  /** The grid to compare with; `null` in a solve pass. */
  readonly C: Value;
}

/** A program made ready to run on many inputs. */
export interface RunnableProgram {
  readonly program: Program;
  /** Runs the steps in order; the first failure ends the run. @throws ArcError of the failing primitive */
  run(inputs: Inputs): Value;
}

/** Links a program. @throws ArcError as `linkSteps` */
export function prepareProgram(program: Program): RunnableProgram {
  const { result } = program;
  // A result that is no step (`return I`) is linked as a step of its own.
  const steps = result.kind === 'step' ? program.steps
    : [...program.steps, { callee: { kind: 'word', name: 'identity' } as const, operands: [result] }];
  const linked = linkSteps(steps);
  const resultSlot = linked.slotOf({ kind: 'step', index: result.kind === 'step' ? result.index : steps.length - 1 });
  return {
    program,
    run(inputs) {
      const slots = frame(linked, inputs);
      for (const step of linked.steps) {
        slots[step.slot] = callStep(step, slots);
      }
      return slots[resultSlot]!;
    },
  };
}

/**
 * Runs a program once. @throws ArcError of the failing primitive
 *
 * @example evaluateProgram(parseSolvers('def solve_1a(I):\n    O = size(I)\n    return O\n')[0], grid([[1], [2]])) // => 2
 */
export function evaluateProgram(program: Program, input: Value): Value {
  return prepareProgram(program).run({ S: EMPTY_TUPLE, I: input, C: null });
}

/** The values of all steps of one pass over a card. */
export interface StepValues {
  /** Indexed by slot, see `LinkedSteps`. */
  readonly slots: readonly Value[];
  /** Steps that failed and yielded their default. */
  readonly failures: number;
  /** 0-based steps that ran into the time limit and yielded their default. */
  readonly timedOut: readonly number[];
}

/** How a pass over a card is watched. */
export interface PassWatch {
  /** Called between steps; what it throws ends the pass. */
  checkpoint(): void;
  /** After this time the step at work is given up and the clock starts anew for the steps after it. */
  readonly timeoutMs: number;
  nowMs(): number;
}

/**
 * One pass over a card: every step once; failing steps yield their default and are counted.
 *
 * @param reused the slots of a pass with the same S and I: only steps that depend on `C` are run again
 */
export function evaluateSteps(linked: LinkedSteps, inputs: Inputs, watch: PassWatch, reused?: readonly Value[]): StepValues {
  const slots = reused === undefined ? frame(linked, inputs) : reused.slice();
  slots[SLOT_OF_INPUT.C] = inputs.C;
  const timedOut: number[] = [];
  let failures = 0, deadlineMs = watch.nowMs() + watch.timeoutMs;
  for (let k = 0; k < linked.steps.length; k++) {
    const step = linked.steps[k]!;
    if (reused !== undefined && !step.dependsOnC) continue;
    watch.checkpoint();
    try {
      slots[step.slot] = callStep(step, slots);
    } catch {
      // Whatever a step does wrong is data; interruptions come from the checkpoint, outside.
      slots[step.slot] = step.fallback;
      failures++;
    }
    if (watch.nowMs() > deadlineMs) {
      slots[step.slot] = step.fallback;
      timedOut.push(k);
      deadlineMs = watch.nowMs() + watch.timeoutMs;
    }
  }
  return { slots, failures, timedOut };
}

/** The slots that an evaluation starts from. */
export function frame(linked: LinkedSteps, inputs: Inputs): Value[] {
  const slots = linked.slots.slice();
  slots[SLOT_OF_INPUT.S] = inputs.S;
  slots[SLOT_OF_INPUT.I] = inputs.I;
  slots[SLOT_OF_INPUT.C] = inputs.C;
  return slots;
}

function callStep(step: LinkedStep, slots: readonly Value[]): Value {
  const call = (step.call ?? functionIn(slots[step.calleeSlot]!, step.args.length)) as (...args: Value[]) => Value;
  const { args } = step;
  switch (args.length) {
    case 1: return call(slots[args[0]!]!);
    case 2: return call(slots[args[0]!]!, slots[args[1]!]!);
    case 3: return call(slots[args[0]!]!, slots[args[1]!]!, slots[args[2]!]!);
    default: return call(...args.map((slot) => slots[slot]!));
  }
}

/** The function that a step calls with so many arguments. @throws ArcError `dsl.TypeError` for anything else */
export function functionIn(value: Value, count: number): Callable {
  if (typeof value !== 'function') return fail('TypeError', `${describe(value)} is called, but it is not a function`);
  if (value.length !== count && value !== EMPTY_FUNCTION) {
    return fail('TypeError', `a function of ${value.length} arguments is called with ${count}`);
  }
  return value;
}
