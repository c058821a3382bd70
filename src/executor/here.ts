import { setImmediate as nextTurn } from 'node:timers/promises';
import { types } from 'node:util';
import { systemClock } from '../timing/clock.js';
import { attempt, faultMessage, type Attempt } from './attempt.js';
import type { BatchOptions, Executor, JobOutcome, Work } from './executor.js';
import { JobQueue, type Batch } from './job-queue.js';
import { Slots } from './slots.js';

type Prepared<T> = { readonly value: T } | { readonly fault: string };

/** Runs jobs on the calling thread, up to `concurrency` of them open at once; only waiting overlaps. */
export class HereExecutor implements Executor {
  readonly timeoutReach = 'checkpoint';
  readonly originMs = systemClock.nowMs();
  readonly spans = [];
  readonly #queue: JobQueue;
  readonly #slots = new Slots();
  readonly #laneOf: (slot: number) => string;

  constructor(readonly kind: 'inline' | 'limited', readonly concurrency: number, laneOf: (slot: number) => string) {
    this.#queue = new JobQueue(concurrency);
    this.#laneOf = laneOf;
  }

  async warmUp(): Promise<void> {}

  async runAll<Context, P, Job, Result>(
    work: Work<Context, P, Job, Result>, context: Context, jobs: readonly Job[], options: BatchOptions = {},
  ): Promise<JobOutcome<Result>[]> {
    let prepared: Prepared<P> | undefined;
    return this.#queue.run(jobs.map((_, index) => [index]), options, async ([index], batch) => {
      // A turn of its own for every job: what others compute meanwhile does not delay its end, and Ctrl-C comes through.
      await nextTurn();
      if (batch.signal.aborted) return [batch.neverBegan()];
      const slot = this.#slots.take();
      const lane = this.#laneOf(slot.number);
      try {
        const ready = prepared ??= prepare(work, context, batch, lane);
        const startMs = batch.nowMs();
        const { verdict, computeMs } = await runJob(work, ready, jobs[index!]!, batch);
        return [{ ...verdict, startMs, endMs: batch.nowMs(), computeMs, lane }];
      } finally {
        slot.release();
      }
    });
  }

  close(): Promise<void> {
    return this.#queue.close();
  }
}

function prepare<Context, P>(
  work: Pick<Work<Context, P, never, unknown>, 'prepare'>, context: Context, batch: Batch, lane: string,
): Prepared<P> {
  const startMs = batch.nowMs();
  let prepared: Prepared<P>;
  try {
    prepared = { value: work.prepare(context) };
  } catch (fault) {
    prepared = { fault: faultMessage(fault) };
  }
  batch.options.onPrepared?.({ startMs, endMs: batch.nowMs(), lane });
  return prepared;
}

async function runJob<P, Job, Result>(
  work: Pick<Work<never, P, Job, Result>, 'run'>, prepared: Prepared<P>, job: Job, batch: Batch,
): Promise<Attempt<Result>> {
  if ('fault' in prepared) return { verdict: { status: 'failed', message: prepared.fault }, computeMs: 0 };
  return attempt((control) => {
    const result = work.run(prepared.value, job, control);
    return types.isPromise(result) ? control.settled(result) : result;
  }, { timeoutMs: batch.options.timeoutMs, signal: batch.signal });
}
