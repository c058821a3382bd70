import { fail } from './failure.js';

/** The most elements that a primitive puts into one result. */
export const SIZE_LIMIT = 10_000_000;

/** Refuses results that no machine should be asked to hold. @throws ArcError `dsl.MemoryError` above {@link SIZE_LIMIT} */
export function checkSize(size: number, primitive: string): void {
  if (size > SIZE_LIMIT) fail('MemoryError', `${primitive}: the result would have ${size} elements; at most ${SIZE_LIMIT} are made`);
}
