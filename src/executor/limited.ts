import type { Executor } from './executor.js';
import { HereExecutor } from './here.js';

/**
 * An executor of promises on the calling thread: jobs that wait overlap, jobs that compute do not. Its lanes are `slot 1`…
 *
 * @param concurrency - jobs open at once, a whole number from 1
 */
export function createLimited(concurrency: number): Executor {
  return new HereExecutor('limited', concurrency, (slot) => `slot ${slot}`);
}
