import { ArcError } from '../values/error.js';
import type { Callable, Value } from '../values/value.js';
import { evaluateSteps, frame, functionIn, type Inputs, type PassWatch, type StepValues } from './evaluate.js';
import { SLOT_OF_INPUT, type LinkedStep, type LinkedSteps } from './link.js';

/** A way to make passes over a card. */
export interface Engine {
  /**
   * Does what passes need done once, so that it takes no time of theirs; a pass does it itself where it was not done.
   *
   * @param isRerun whether the pass will reuse the slots of another
   */
  prepare(linked: LinkedSteps, isRerun: boolean): void;
  readonly evaluate: typeof evaluateSteps;
}

/** The engines by their names; all give the same. */
export const ENGINES: Readonly<Record<'interpreted' | 'compiled', Engine>> = {
  interpreted: { prepare: () => undefined, evaluate: evaluateSteps },
  compiled: { prepare: compiledOf, evaluate: evaluateCompiled },
};

/** Steps in one generated function: few enough that V8 soon compiles and optimizes it. */
const CHUNK_STEPS = 64;

/** Generated functions that are kept; the one that was not used for longest goes first. */
const MOST_CHUNKS = 512;

/**
 * A generated function: runs its steps from place `from` on and calls `pass.next` between them. All that it calls comes in as
 * arguments, so that cards of the same layout share it.
 */
type Chunk = (slots: Value[], calls: readonly (Callable | undefined)[], functionIn: (value: Value, count: number) => Callable, pass: Pass, from: number) => void;

/** Some steps of a list, compiled; places in it count from 0. */
interface CompiledSteps {
  readonly steps: readonly LinkedStep[];
  /** By place: the number of the step in the whole list. */
  readonly numbers: readonly number[];
  readonly calls: readonly (Callable | undefined)[];
  readonly chunks: readonly Chunk[];
}

interface CompiledList {
  all?: CompiledSteps;
  onC?: CompiledSteps;
}

const compiledLists = new WeakMap<LinkedSteps, CompiledList>();
const chunksBySource = new Map<string, Chunk>();

/**
 * Makes one pass over a card as {@link evaluateSteps} does, by JavaScript that is generated once for the list: the same values,
 * failures and time limit. Only numbers of slots and steps go into what is generated, never a text from outside.
 *
 * Each generated step runs once a pass, so V8 optimizes it only after very many passes, where the interpreter's loop is hot at once:
 * a card gains by this, if at all, when it is small and run thousands of times (`npm run bench` times both).
 *
 * @throws ArcError `program.compile` where Node may not generate code; and what the watch throws
 */
export function evaluateCompiled(linked: LinkedSteps, inputs: Inputs, watch: PassWatch, reused?: readonly Value[]): StepValues {
  const compiled = compiledOf(linked, reused !== undefined);
  const slots = reused === undefined ? frame(linked, inputs) : reused.slice();
  slots[SLOT_OF_INPUT.C] = inputs.C;
  return new Pass(compiled, slots, watch).run();
}

function compiledOf(linked: LinkedSteps, isRerun: boolean): CompiledSteps {
  let list = compiledLists.get(linked);
  if (list === undefined) compiledLists.set(linked, list = {});
  if (isRerun) return list.onC ??= compile(linked.steps, (step) => step.dependsOnC);
  return list.all ??= compile(linked.steps, () => true);
}

class Pass {
  readonly #compiled: CompiledSteps;
  readonly #slots: Value[];
  readonly #watch: PassWatch;
  readonly #timedOut: number[] = [];
  #failures = 0;
  #deadlineMs: number;
  /** Place of the step at work; −1 between steps. */
  #place = -1;

  constructor(compiled: CompiledSteps, slots: Value[], watch: PassWatch) {
    this.#compiled = compiled;
    this.#slots = slots;
    this.#watch = watch;
    this.#deadlineMs = watch.nowMs() + watch.timeoutMs;
  }

  run(): StepValues {
    const { steps, calls, chunks } = this.#compiled;
    for (let place = 0; place < steps.length; place++) {
      this.#begin(place);
      try {
        chunks[Math.floor(place / CHUNK_STEPS)]!(this.#slots, calls, functionIn, this, place);
      } catch (error) {
        // What a step does wrong is data; what the watch throws between steps ends the pass.
        if (this.#place === -1) throw error;
        this.#slots[steps[this.#place]!.slot] = steps[this.#place]!.fallback;
        this.#failures++;
      }
      place = this.#place;
      this.#end(place);
    }
    return { slots: this.#slots, failures: this.#failures, timedOut: this.#timedOut };
  }

  /** Ends the step before a place and begins the one there. */
  next(place: number): void {
    this.#end(place - 1);
    this.#begin(place);
  }

  #begin(place: number): void {
    this.#watch.checkpoint();
    this.#place = place;
  }

  #end(place: number): void {
    this.#place = -1;
    if (this.#watch.nowMs() <= this.#deadlineMs) return;
    const { steps, numbers } = this.#compiled;
    this.#slots[steps[place]!.slot] = steps[place]!.fallback;
    this.#timedOut.push(numbers[place]!);
    this.#deadlineMs = this.#watch.nowMs() + this.#watch.timeoutMs;
  }
}

function compile(list: readonly LinkedStep[], isIn: (step: LinkedStep) => boolean): CompiledSteps {
  const numbers = list.flatMap((step, number) => (isIn(step) ? [number] : []));
  const steps = numbers.map((number) => list[number]!);
  const chunks: Chunk[] = [];
  for (let first = 0; first < steps.length; first += CHUNK_STEPS) chunks.push(chunkOf(sourceOf(steps.slice(first, first + CHUNK_STEPS), first)));
  return { steps, numbers, calls: steps.map((step) => step.call), chunks };
}

/** The body of a chunk; every number in it is a whole number that `linkSteps` or this file counted. */
function sourceOf(steps: readonly LinkedStep[], first: number): string {
  const cases = steps.map(({ call, calleeSlot, args, slot }, k) => {
    const place = first + k;
    const callee = call === undefined ? `functionIn(slots[${calleeSlot}], ${args.length})` : `(0, calls[${place}])`;
    return `case ${place}: slots[${slot}] = ${callee}(${args.map((arg) => `slots[${arg}]`).join(', ')});`;
  });
  return `'use strict';\nswitch (from) {\n${cases.map((text, k) => (k === 0 ? text : `pass.next(${first + k});\n${text}`)).join('\n')}\n}`;
}

function chunkOf(source: string): Chunk {
  let chunk = chunksBySource.get(source);
  chunksBySource.delete(source);
  chunk ??= generate(source);
  chunksBySource.set(source, chunk);
  if (chunksBySource.size > MOST_CHUNKS) chunksBySource.delete(chunksBySource.keys().next().value!);
  return chunk;
}

function generate(source: string): Chunk {
  try {
    return new Function('slots', 'calls', 'functionIn', 'pass', 'from', source) as Chunk;
  } catch (cause) {
    throw new ArcError('program.compile', `a card cannot be compiled: ${(cause as Error).message}; run Node without --disallow-code-generation-from-strings, or set engine=interpreted`, { cause });
  }
}
