import process from 'node:process';

/**
 * Time in ms on the clock that all threads of this process share; never goes back.
 *
 * `performance.now()` counts from a moment of its own in every thread.
 */
export function threadClockMs(): number {
  return Number(process.hrtime.bigint()) / 1e6;
}
