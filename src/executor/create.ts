import { availableParallelism } from 'node:os';
import type { ResourceLimits } from 'node:worker_threads';
import { closest } from '../values/closest.js';
import { ArcError } from '../values/error.js';
import type { Executor, ExecutorKind } from './executor.js';
import { createInline } from './inline.js';
import { createLimited } from './limited.js';
import { createThreads } from './threads.js';

/** How an executor is made. */
export interface ExecutorOptions {
  /** Jobs at work at once, 1..256; `inline` always does one. @defaultValue the cores that this process may use */
  readonly concurrency?: number;
  /** Memory of each worker of `threads`. @defaultValue Node's */
  readonly resourceLimits?: ResourceLimits;
  /** How long the start of a worker of `threads` and the preparation of a run may take, in ms. @defaultValue 30000 */
  readonly startTimeoutMs?: number;
}

const KINDS: readonly ExecutorKind[] = ['inline', 'limited', 'threads'];

/**
 * Makes an executor; close it after use.
 *
 * @throws ArcError `executor.kind` for a kind that does not exist, `executor.concurrency` for a number that is not whole or
 * not 1..256, `executor.start-timeout` for a time that is not above 0, `executor.not-built` for `threads` when `dist/` is missing
 * @example
 * createExecutor('limited', { concurrency: 4 }).timeoutReach
 * // => 'checkpoint'
 */
export function createExecutor(kind: ExecutorKind, options: ExecutorOptions = {}): Executor {
  const { concurrency = availableParallelism(), resourceLimits, startTimeoutMs } = options;
  if (!Number.isInteger(concurrency) || concurrency < 1 || concurrency > 256) {
    throw new ArcError('executor.concurrency', `concurrency is ${concurrency}; it can be a whole number from 1 to 256`);
  }
  if (startTimeoutMs !== undefined && !(startTimeoutMs > 0)) {
    throw new ArcError('executor.start-timeout', `startTimeoutMs is ${startTimeoutMs}; give a number of ms above 0`);
  }
  switch (kind) {
    case 'inline': return createInline();
    case 'limited': return createLimited(concurrency);
    case 'threads': return createThreads({ concurrency, resourceLimits, startTimeoutMs });
    default: {
      const name = String(kind satisfies never);
      throw new ArcError('executor.kind', `executor "${name}" does not exist; did you mean ${closest(name, KINDS)}? (${KINDS.join(', ')})`);
    }
  }
}
