import { systemClock } from '../timing/clock.js';
import type { BatchOptions, Executor, JobOutcome, JobTimes, Work } from './executor.js';

/** A time that a job was run in vain. */
export interface LostRun<Result> {
  readonly index: number;
  readonly outcome: JobOutcome<Result>;
}

/** How jobs are run that may be run again. */
export interface RerunOptions extends BatchOptions {
  /** Asked as each job ends, before others begin: whether to run it again once all have ended. What it changes in jobs that have not begun counts. */
  readonly isRunAgain: (index: number, outcome: JobOutcome<unknown>) => boolean;
}

/** What became of jobs that may have been run more than once. */
export interface RerunOutcomes<Result> {
  /** In the order of the jobs. */
  readonly outcomes: readonly JobOutcome<Result>[];
  /** In order of ending. */
  readonly lostRuns: readonly LostRun<Result>[];
}

/**
 * Runs all jobs as `runAll` does, and then again those that are to be run again, until none is.
 *
 * All times count from this call; `onOutcome` is told of each job once, when it has ended for good.
 *
 * @throws ArcError as `runAll`
 */
export async function runAllWithReruns<Context, Prepared, Job, Result>(
  executor: Executor, work: Work<Context, Prepared, Job, Result>, context: Context, jobs: readonly Job[], options: RerunOptions,
): Promise<RerunOutcomes<Result>> {
  const { isRunAgain, onOutcome, onPrepared, ...others } = options;
  const outcomes = new Array<JobOutcome<Result>>(jobs.length), lostRuns: LostRun<Result>[] = [];
  const originMs = systemClock.nowMs();
  let wave = jobs.map((_, index) => index);
  for (let offsetMs = 0; wave.length > 0; offsetMs = systemClock.nowMs() - originMs) {
    const indices = wave;
    wave = [];
    await executor.runAll(work, context, indices.map((index) => jobs[index]!), {
      ...others,
      onPrepared: (preparation) => onPrepared?.(later(preparation, offsetMs)),
      onOutcome: (at, unshifted) => {
        const index = indices[at]!, outcome = later(unshifted as JobOutcome<Result>, offsetMs);
        if (isRunAgain(index, outcome)) {
          lostRuns.push({ index, outcome });
          wave.push(index);
          return;
        }
        outcomes[index] = outcome;
        onOutcome?.(index, outcome);
      },
    });
  }
  return { outcomes, lostRuns };
}

function later<T extends Pick<JobTimes, 'startMs' | 'endMs'>>(times: T, ms: number): T {
  return { ...times, startMs: times.startMs + ms, endMs: times.endMs + ms };
}
