import type { Callable, Value } from './value.js';

/** Where a function comes from: a primitive is its name, what a combinator made is the combinator and what it was given. */
export interface FunctionOrigin {
  readonly name: string;
  readonly parts: readonly Value[];
}

const ORIGIN = Symbol('origin');
const NO_PARTS: readonly Value[] = [];

/** Marks a new function as the combinator's result for these parts. */
export function madeBy(combinator: string, parts: readonly Value[], callable: Callable): Callable {
  (callable as { [ORIGIN]?: FunctionOrigin })[ORIGIN] = { name: combinator, parts };
  return callable;
}

/** Where a function comes from. */
export function originOf(callable: Callable): FunctionOrigin {
  return (callable as { [ORIGIN]?: FunctionOrigin })[ORIGIN] ?? { name: callable.name, parts: NO_PARTS };
}
