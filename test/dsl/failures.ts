import { exceptionOf } from '../../src/dsl/failure.js';

/** The Python exception name that a call fails with; `undefined` if it does not fail, or with no ArcError of the DSL. */
export function failureOf(call: () => unknown): string | undefined {
  try {
    call();
  } catch (error) {
    return exceptionOf(error);
  }
  return undefined;
}
