import type { Value } from '../values/value.js';
import { readFunction, type BinaryFunction, type UnaryFunction } from './arguments.js';
import { exceptionOf, fail } from './failure.js';

/**
 * A function value to be called later, with one or two arguments.
 *
 * What is wrong with it, that it is no function or takes another number of arguments, shows when it is called; a
 * function that is never called is never looked at.
 */
export function lateFunction(value: Value, arity: 1, primitive: string): UnaryFunction;
export function lateFunction(value: Value, arity: 2, primitive: string): BinaryFunction;
export function lateFunction(value: Value, arity: 1 | 2, primitive: string): UnaryFunction | BinaryFunction {
  try {
    return readFunction(value, arity as 1, primitive);
  } catch (error) {
    return () => {
      throw error;
    };
  }
}

/** The function's results on the items, in their order. @throws ArcError as {@link failInside} has it */
export function mapItems(f: UnaryFunction, items: readonly Value[], primitive: string): Value[] {
  const results = new Array<Value>(items.length);
  try {
    for (let k = 0; k < items.length; k++) results[k] = f(items[k]!);
  } catch (error) {
    return failInside(error, primitive);
  }
  return results;
}

/**
 * Fails as an error does that escapes from a callback: a `StopIteration` becomes a `RuntimeError`, as inside Python's generators.
 *
 * @throws ArcError `dsl.RuntimeError`, and all other failures as they are
 */
export function failInside(error: unknown, primitive: string): never {
  if (exceptionOf(error) !== 'StopIteration') throw error;
  return fail('RuntimeError', `${primitive}: its function ran out of elements (${(error as Error).message})`);
}
