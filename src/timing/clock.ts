import { performance } from 'node:perf_hooks';
import process from 'node:process';

/** Where times come from; tests and simulations bring their own. */
export interface Clock {
  /** Wall time in ms since some fixed moment; never goes back. */
  nowMs(): number;
  /** CPU time in ms (user + system, all threads) that the process has used so far. */
  cpuMs(): number;
}

/** The clock of this process: monotonic, finer than a microsecond on common systems. */
export const systemClock: Clock = {
  nowMs: () => performance.now(),
  cpuMs: () => {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1000;
  },
};

/**
 * The smallest step that a clock was seen to make, in ms; 0 when it did not move at all.
 *
 * @param clock - any clock
 * @param maxReads - how often to read before giving up on a clock that stands still
 */
export function clockResolutionMs(clock: Clock, maxReads = 200_000): number {
  let smallest = Infinity, steps = 0, previous = clock.nowMs();
  for (let read = 0; read < maxReads && steps < 20; read++) {
    const now = clock.nowMs();
    if (now > previous) {
      smallest = Math.min(smallest, now - previous);
      steps++;
    }
    previous = now;
  }
  return steps === 0 ? 0 : smallest;
}
