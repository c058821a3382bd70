import { ArcError } from './error.js';

/**
 * Fails as Python does where values or calls are nested too deep for the stack; another error goes on as it is.
 *
 * @throws ArcError `values.RecursionError`
 */
export function failTooDeep(error: unknown): never {
  if (!(error instanceof RangeError)) throw error;
  throw new ArcError('values.RecursionError', 'value: nested too deep for the stack; give fewer levels', {
    details: { exception: 'RecursionError' }, cause: error,
  });
}
