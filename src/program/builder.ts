import type * as constants from '../dsl/constants.js';
import type * as primitives from '../dsl/primitives.js';
import { CONSTANTS, PRIMITIVES } from '../dsl/registry.js';
import { ArcError } from '../values/error.js';
import type { FrozenSet } from '../values/frozen-set.js';
import type { Tuple } from '../values/tuple.js';
import type { Callable, Value } from '../values/value.js';
import type { Program } from './program.js';
import { shorten } from './python-syntax.js';
import { wrongCount, type InputName, type Operand, type Step } from './step.js';

declare const heldType: unique symbol;

/** A value that a program under construction will hold, of type T; call it if it will be a function. */
export type Recorded<T> = { readonly [heldType]?: T } & ([T] extends [Callable] ? (...args: readonly Recordable<Value>[]) => AnyRecorded : unknown);

/** A recorded value of which nothing is known: it fits everywhere and may be called. */
export interface AnyRecorded {
  // Whatever it is, it must fit every parameter.
  readonly [heldType]?: any;
  (...args: readonly Recordable<Value>[]): AnyRecorded;
}

/** What may stand for a parameter of type T: a recorded value, a plain number or boolean, or a function of the language. */
export type Recordable<T> = Recorded<T> | AnyRecorded | Extract<T, number | boolean> | (Extract<T, Callable> extends never ? never : RecordedFunction);

/** A function of the language, or one that the program makes. */
export type RecordedFunction = (...args: never[]) => unknown;

/** What a call gives: a result that may be of several kinds fits wherever one of them does, as only running will tell which it is. */
type RecordedResult<R> = [Value] extends [R] ? AnyRecorded
  : RecordedKind<R, number | bigint | boolean> & RecordedKind<R, Tuple> & RecordedKind<R, FrozenSet> & RecordedKind<R, Callable>;

type RecordedKind<R, Kind> = Extract<R, Kind> extends never ? unknown : Recorded<Extract<R, Kind>>;

type RecordedCall<F> = F extends (...args: infer Args) => infer R
  ? (...args: { [K in keyof Args]: Recordable<Args[K]> }) => RecordedResult<R> : never;

/** The language as a builder sees it: every primitive records a call, every constant is a value. */
export type Language = { readonly [Name in keyof typeof primitives]: RecordedCall<(typeof primitives)[Name]> }
  & { readonly [Name in keyof typeof constants]: Recorded<(typeof constants)[Name]> };

/** What a program reads: demo pairs, input grid, grid to compare with. */
export interface BuilderInputs {
  readonly S: AnyRecorded;
  readonly I: AnyRecorded;
  readonly C: AnyRecorded;
}

/**
 * Makes a solver from a function that writes its steps down: calls are recorded, nothing is computed.
 *
 * @param id the task or solver that it is for
 * @param build gets the inputs and the language, returns the result; `d.size` without a call is the function itself
 * @throws ArcError `program.builder` for an argument or result that is neither recorded nor a plain whole number or boolean, and for a wrong
 *   number of arguments
 * @example printProgram(defineSolver('mirror', ({ I }, d) => d.hconcat(I, d.vmirror(I)))) // => 'def solve_mirror(I):\n    x1 = vmirror(I)\n    O = hconcat(I, x1)\n    return O\n'
 */
export function defineSolver(id: string, build: (inputs: BuilderInputs, d: Language) => Recordable<Value>): Program {
  if (!/^\w+$/.test(id)) throw new ArcError('program.builder', `defineSolver: "${id}" is not a plain name; use letters, digits and "_"`);
  const recording = new Recording(id);
  const result = recording.operandOf(build(recording.inputs(), recording.language()), 'the result');
  const { steps } = recording;
  const usesAll = steps.some((step) => [step.callee, ...step.operands, result].some((operand) => operand.kind === 'input' && operand.name !== 'I'));
  const last = result.kind === 'step' ? result.index : -1;
  return {
    name: `solve_${id}`, signature: usesAll ? 'S, I, C' : 'I', steps, result, form: 'straight-line',
    variables: steps.map((_, k) => (k === last ? 'O' : `x${k + 1}`)),
  };
}

class Recording {
  readonly steps: Step[] = [];
  /** What each function that was handed out stands for. */
  private readonly operands = new Map<unknown, Operand>();

  constructor(private readonly id: string) {}

  inputs(): BuilderInputs {
    const input = (name: InputName) => this.hold({ kind: 'input', name });
    return { S: input('S'), I: input('I'), C: input('C') };
  }

  language(): Language {
    const words = [...PRIMITIVES.map(({ name, arity }) => [name, arity] as const), ...[...CONSTANTS.keys()].map((name) => [name, undefined] as const)];
    return Object.fromEntries(words.map(([name, arity]) => [name, this.hold({ kind: 'word', name }, arity)])) as unknown as Language;
  }

  operandOf(value: unknown, place: string): Operand {
    const operand = this.operands.get(value);
    if (operand !== undefined) return operand;
    // −0 is no number of the language.
    if (typeof value === 'boolean' || Number.isSafeInteger(value)) return { kind: 'literal', value: value === 0 ? 0 : value as number | boolean };
    const primitive = PRIMITIVES.find(({ call }) => call === value);
    if (primitive !== undefined) return this.refuse(`${place} is the function ${primitive.name} outside the recording; did you mean d.${primitive.name}?`);
    const found = typeof value === 'function' ? 'a function' : typeof value === 'object' ? 'an object' : shorten(String(value));
    return this.refuse(`${place} is ${found}; pass recorded values, primitives, whole numbers or booleans`);
  }

  private refuse(fault: string): never {
    throw new ArcError('program.builder', `defineSolver('${this.id}'): ${fault}`);
  }

  /** A function that stands for an operand and, when called, records a call of it. */
  private hold(callee: Operand, arity?: number): AnyRecorded {
    const name = callee.kind === 'word' || callee.kind === 'input' ? callee.name : `step ${this.steps.length}`;
    const held = (...args: readonly unknown[]) => {
      if (arity !== undefined && args.length !== arity) return this.refuse(wrongCount(name, arity, args.length));
      if (args.length === 0) return this.refuse(`${name} is called without arguments; every function of the language takes at least one`);
      const step = { callee, operands: args.map((arg, k) => this.operandOf(arg, `argument ${k + 1} of ${name}`)) };
      return this.hold({ kind: 'step', index: this.steps.push(step) - 1 });
    };
    this.operands.set(held, callee);
    return held as AnyRecorded;
  }
}
