import { fail } from './failure.js';

/** The most elements that a primitive puts into one result. */
export const SIZE_LIMIT = 10_000_000;

/** The most locations in one result that do not pack: each takes a hundred bytes where a packed one takes four. */
export const UNPACKED_LIMIT = 1_000_000;

/** Refuses results that no machine should be asked to hold. @throws ArcError `dsl.MemoryError` above the limit */
export function checkSize(size: number, primitive: string, limit = SIZE_LIMIT): void {
  if (size > limit) fail('MemoryError', `${primitive}: the result would have ${size} elements; at most ${limit} are made`);
}
