import { ArcError } from '../values/error.js';

/** Exceptions of the reference implementation, by their Python names (primitives' section 1.9 of the specification). */
export type PythonException =
  | 'TypeError' | 'ValueError' | 'IndexError' | 'AttributeError' | 'ZeroDivisionError'
  | 'StopIteration' | 'RuntimeError' | 'RecursionError' | 'OverflowError' | 'MemoryError';

/**
 * Fails as the reference does.
 *
 * @param exception name of the exception that the reference raises; goes into the code (`dsl.TypeError`) and the details
 * @param message one line: primitive, fault with its value, remedy where there is one
 * @throws ArcError always
 */
export function fail(exception: PythonException, message: string): never {
  throw new ArcError(`dsl.${exception}`, message, { details: { exception } });
}

/** The Python exception name that an error carries, if it comes from a primitive. */
export function exceptionOf(error: unknown): PythonException | undefined {
  return error instanceof ArcError ? (error.details.exception as PythonException | undefined) : undefined;
}
