import { EMPTY_FUNCTION } from '../dsl/arguments.js';
import type { Primitive, TypeName } from '../dsl/primitive.js';
import { findWord } from '../dsl/vocabulary.js';
import { ArcError } from '../values/error.js';
import { EMPTY_SET } from '../values/frozen-set.js';
import { EMPTY_TUPLE, tuple } from '../values/tuple.js';
import type { Callable, Value } from '../values/value.js';
import { stepOperands, unknownNamesOf, type Operand, type Step } from './step.js';

/** Where the inputs stand in the slots of a linked list of steps. */
export const SLOT_OF_INPUT = { S: 0, I: 1, C: 2 } as const;

/** A step made ready to run: every operand is a slot. */
export interface LinkedStep {
  /** The function, or `undefined` when it is in `calleeSlot`. */
  readonly call: Callable | undefined;
  readonly calleeSlot: number;
  readonly args: readonly number[];
  /** Where the value goes. */
  readonly slot: number;
  /** What stands in for the value when the step fails in a card. */
  readonly fallback: Value;
  readonly dependsOnC: boolean;
}

/**
 * A list of steps made ready to run.
 *
 * `slots` is the frame that each evaluation starts from: S, I, C, then the constants, then room for the steps.
 */
export interface LinkedSteps {
  readonly steps: readonly LinkedStep[];
  readonly slots: readonly Value[];
  slotOf(operand: Operand): number;
}

/**
 * Resolves names and lays out the slots, once for any number of evaluations. A step with an `unknown` operand fails whenever it runs.
 *
 * @throws ArcError `program.unknown-name`, `program.forward-reference`, `program.arity`, `program.keyword`
 */
export function linkSteps(steps: readonly Step[]): LinkedSteps {
  const constants = collectConstants(steps);
  const slots: Value[] = [null, null, null, ...constants.values];
  const firstStep = slots.length;
  for (let k = 0; k < steps.length; k++) slots.push(null);
  const slotOf = (operand: Operand): number => {
    switch (operand.kind) {
      case 'step': return firstStep + operand.index;
      case 'input': return SLOT_OF_INPUT[operand.name];
      case 'unknown': throw new ArcError('program.unknown-name', `${operand.name} is not a known name and has no value`);
      default: return 3 + constants.slots.get(constantKey(operand))!;
    }
  };
  const dependsOnC = new Uint8Array(slots.length);
  dependsOnC[SLOT_OF_INPUT.C] = 1;
  const linked = steps.map((step, k): LinkedStep => {
    for (const index of stepOperands(step)) {
      if (index >= k) throw new ArcError('program.forward-reference', `step t${k + 1} refers to t${index + 1}, which is not earlier; order the steps so that operands come first`);
    }
    const primitive = step.callee.kind === 'word' ? primitiveOf(step.callee.name, k) : undefined;
    const operands = positionalOperands(step, primitive, k);
    const unknown = unknownNamesOf(step);
    const isFailing = unknown.length > 0;
    const args = isFailing ? [] : operands.map(slotOf);
    const calleeSlot = primitive === undefined && !isFailing ? slotOf(step.callee) : -1;
    const slot = firstStep + k;
    if (args.some((arg) => dependsOnC[arg] === 1) || (calleeSlot >= 0 && dependsOnC[calleeSlot] === 1)) dependsOnC[slot] = 1;
    return {
      call: isFailing ? failingCall(unknown) : primitive?.call, calleeSlot, args, slot, dependsOnC: dependsOnC[slot] === 1,
      fallback: primitive === undefined ? EMPTY_TUPLE : defaultOf(primitive.result),
    };
  });
  return { steps: linked, slots, slotOf };
}

/** What a failed step yields by its function's result type. */
export function defaultOf(type: TypeName): Value {
  switch (type) {
    case 'FrozenSet': case 'IntegerSet': case 'Indices': case 'IndicesSet': case 'Object': case 'Objects': case 'Patch':
      return EMPTY_SET;
    case 'Integer': return 0;
    case 'Boolean': return false;
    case 'Callable': return EMPTY_FUNCTION;
    default: return EMPTY_TUPLE;
  }
}

function primitiveOf(name: string, k: number): Primitive {
  const word = findWord(name);
  if (word?.kind === 'primitive') return word.primitive;
  throw new ArcError('program.unknown-name', `step t${k + 1} calls ${name}, which is ${word === undefined ? 'not a known name' : 'a constant'}`);
}

function failingCall(names: readonly string[]): Callable {
  return () => { throw new ArcError('program.unknown-name', `${names.join(', ')}: known to nobody`); };
}

function positionalOperands(step: Step, primitive: Primitive | undefined, k: number): readonly Operand[] {
  if (primitive === undefined) {
    if (step.keywords === undefined || step.callee.kind === 'unknown') return step.operands;
    throw new ArcError('program.keyword', `step t${k + 1} calls a step with a keyword argument; pass it by position`);
  }
  if (primitive.arity !== step.operands.length) {
    throw new ArcError('program.arity', `step t${k + 1} calls ${primitive.name} with ${step.operands.length} arguments; it takes ${primitive.arity}`);
  }
  if (step.keywords === undefined) return step.operands;
  const names = step.keywords.map((keyword, position) => keyword ?? primitive.parameters[position]!.name);
  return primitive.parameters.map(({ name }) => {
    const at = names.indexOf(name);
    if (at !== -1) return step.operands[at]!;
    throw new ArcError('program.keyword', `step t${k + 1} calls ${primitive.name} without its parameter ${name}; it has ${primitive.parameters.map((p) => p.name).join(', ')}`);
  });
}

function collectConstants(steps: readonly Step[]): { values: Value[]; slots: Map<string, number> } {
  const values: Value[] = [], slots = new Map<string, number>();
  steps.forEach((step, k) => {
    for (const operand of step.callee.kind === 'literal' ? [step.callee, ...step.operands] : step.operands) {
      if (operand.kind !== 'word' && operand.kind !== 'literal') continue;
      const key = constantKey(operand);
      if (slots.has(key)) continue;
      slots.set(key, values.length);
      values.push(constantValue(operand, k));
    }
  });
  return { values, slots };
}

function constantKey(operand: Operand & { kind: 'word' | 'literal' }): string {
  return operand.kind === 'word' ? operand.name : `=${String(operand.value)}`;
}

function constantValue(operand: Operand & { kind: 'word' | 'literal' }, k: number): Value {
  if (operand.kind === 'literal') {
    const literal = operand.value;
    return literal !== null && typeof literal === 'object' ? tuple(literal[0], literal[1]) : literal;
  }
  const word = findWord(operand.name);
  if (word === undefined) throw new ArcError('program.unknown-name', `step t${k + 1} names ${operand.name}, which is not a known name`);
  return word.kind === 'constant' ? word.value : (word.primitive.call as Callable);
}
