import type { Bundle } from './job-queue.js';

/** So many bundles of the first size would keep each worker busy. */
const SHARE = 8;

/**
 * Bundles of jobs that travel to a worker together, so that many small jobs don't cost as many messages: large ones first, single jobs
 * towards the end, so that all workers are done at about the same time. Few jobs all travel alone.
 *
 * @param count - jobs, 0 or more
 * @param concurrency - workers
 * @param most - jobs in one bundle, 1 or more
 * @returns the numbers 0..count−1 in order
 */
export function bundlesOf(count: number, concurrency: number, most: number): Bundle[] {
  const bundles: Bundle[] = [];
  for (let next = 0; next < count;) {
    const start = next, size = Math.max(1, Math.min(most, Math.floor((count - start) / (concurrency * SHARE))));
    bundles.push(Array.from({ length: size }, (_, at) => start + at));
    next += size;
  }
  return bundles;
}
