import type { Span } from '../timing/span.js';

/** What a job may ask while it runs. */
export interface JobControl {
  /**
   * Throws when the job's time is up or the run is cancelled; call it between steps.
   *
   * @param step - the number of the step that comes, from 0; told by the outcome of a job whose worker is lost in it
   * @param nowMs - what `systemClock` says, where it was read just before; reading it takes longer than many a step
   */
  checkpoint(step?: number, nowMs?: number): void;
  /**
   * Counts the time limit anew from now, so that each evaluation of a job has all of it.
   *
   * @param evaluation - its number, from 0; told as `step` is
   */
  begin(evaluation: number): void;
  /** Stops counting the time limit until the next {@link begin}. */
  end(): void;
  /** Waits for real without computing; throws as {@link checkpoint} does, at the moment the time is up or the run is cancelled. */
  wait(ms: number): Promise<void>;
}

/** Where a work is found by a worker thread. */
export interface WorkModule {
  /** `import.meta.url` of the module that exports this work. */
  readonly module: string;
  /** The name under which that module exports it. */
  readonly name: string;
}

/**
 * A kind of work that any executor can do, here or in a worker thread.
 *
 * `Context` is sent to every thread once, and not again with the next run that has the same object, so it must not be changed;
 * `Job` and `Result` are sent with each job. All three must survive structured cloning, so they hold plain data.
 */
export interface Work<Context, Prepared, Job, Result> extends WorkModule {
  /** Turns the plain context into what jobs use; done once per thread and run. When it throws, every job fails. */
  prepare(context: Context): Prepared;
  run(prepared: Prepared, job: Job, control: JobControl): Result | Promise<Result>;
}

/** When and where a job ran. Times are ms since the executor call began. */
export interface JobTimes {
  /** When the job itself began: neither queueing nor preparation is in it. */
  readonly startMs: number;
  readonly endMs: number;
  /** Its own time without what it spent in {@link JobControl.wait}; of a job whose worker had to be ended, all of its time. */
  readonly computeMs: number;
  /** `main` (inline), `slot 1`… (limited), `worker 1`… (threads); `queue` for a job that never began. */
  readonly lane: string;
}

/** Where a job was when its worker was lost, as far as it had told its {@link JobControl}; −1 for what it had not. */
export interface JobPlace {
  readonly evaluation: number;
  readonly step: number;
}

/** What became of one job. */
export type JobOutcome<Result> = JobTimes & (
  | { readonly status: 'ok'; readonly result: Result }
  | {
    readonly status: 'failed' | 'timeout' | 'cancelled';
    readonly message: string;
    /** There when the job did not end by itself: its worker died, was ended because the time was up, or never came to it. */
    readonly lostAt?: JobPlace;
  }
);

/** The preparation of a run on one thread, in ms since the executor call began. */
export interface Preparation {
  readonly startMs: number;
  readonly endMs: number;
  readonly lane: string;
}

/** How a batch of jobs is run. */
export interface BatchOptions {
  /**
   * Per job, or per evaluation for a job that calls {@link JobControl.begin}; above 0. Counted from its own start, never from
   * when it was queued.
   *
   * @defaultValue no limit
   */
  readonly timeoutMs?: number;
  /**
   * How many jobs may travel to a worker thread together, where there are many times more of them than threads: many small jobs
   * then cost few messages. What they give is told when the last of them has ended, and is lost when the run is cancelled before.
   *
   * @defaultValue 1
   */
  readonly mostBundled?: number;
  /** Ends the run: jobs that have not ended become `cancelled`. */
  readonly signal?: AbortSignal;
  /** Called as each job ends, in order of ending. */
  readonly onOutcome?: (index: number, outcome: JobOutcome<unknown>) => void;
  /** Called once per thread that prepared the run, with the time it took (import, context, `prepare`). */
  readonly onPrepared?: (preparation: Preparation) => void;
}

/** Runs batches of jobs; the one interface over sequential, promise-concurrent and threaded execution. */
export interface Executor {
  readonly kind: ExecutorKind;
  /** Jobs at work at once. */
  readonly concurrency: number;
  /** What a time limit can do here: stop a job inside a step, or only at its next checkpoint. */
  readonly timeoutReach: 'anywhere' | 'checkpoint';
  /** When it was made, on `systemClock`: what its spans count from. */
  readonly originMs: number;
  /**
   * What it did beside jobs, in ms since it was made: `start worker` for each worker, and `lose worker` (no length, `reason`)
   * for each that ended before `close`.
   */
  readonly spans: readonly Span[];
  /**
   * Starts all workers, and lets each import the module of the work when one is named; without effect where there are none.
   *
   * @throws ArcError `executor.start` when a worker cannot start, `executor.closed` after `close` and when it comes meanwhile
   */
  warmUp(work?: WorkModule): Promise<void>;
  /**
   * Runs all jobs; outcomes in the order of the jobs. A failing job is an outcome, never a rejection.
   *
   * @throws ArcError `executor.closed` after `close`, `executor.timeout` for a time limit that is not above 0, `executor.bundle` for a
   * `mostBundled` that is no whole number from 1, `executor.context` for a context that cannot be sent to a thread; and what
   * `onOutcome` or `onPrepared` throws, once every job has ended (the rest is cancelled)
   */
  runAll<Context, Prepared, Job, Result>(
    work: Work<Context, Prepared, Job, Result>, context: Context, jobs: readonly Job[], options?: BatchOptions,
  ): Promise<JobOutcome<Result>[]>;
  /** Cancels what runs, ends workers and timers, and waits until they are gone; the executor is not used again. */
  close(): Promise<void>;
}

/** The kinds of {@link Executor}: one after the other, promises on one thread, worker threads. */
export type ExecutorKind = 'inline' | 'limited' | 'threads';
