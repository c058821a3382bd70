import type { Span } from '../timing/span.js';

/** What a job may ask while it runs. */
export interface JobControl {
  /** Throws when the job's time is up or the run is cancelled; call it between steps. */
  checkpoint(): void;
  /** Waits for real without computing; ends early when the run is cancelled. */
  wait(ms: number): Promise<void>;
}

/**
 * A kind of work that any executor can do, here or in a worker thread.
 *
 * `Context` is sent to every thread once per run, `Job` and `Result` with each job; all three must survive structured
 * cloning, so they hold plain data.
 */
export interface Work<Context, Prepared, Job, Result> {
  /** `import.meta.url` of the module that exports this work. */
  readonly module: string;
  /** The name under which that module exports it. */
  readonly name: string;
  /** Turns the plain context into what jobs use; done once per thread and run. */
  prepare(context: Context): Prepared;
  run(prepared: Prepared, job: Job, control: JobControl): Result | Promise<Result>;
}

/** What became of one job. Times are ms since the executor call began. */
export type JobOutcome<Result> =
  | { readonly status: 'ok'; readonly result: Result; readonly startMs: number; readonly endMs: number; readonly lane: string }
  | {
    readonly status: 'failed' | 'timeout' | 'cancelled'; readonly message: string;
    readonly startMs: number; readonly endMs: number; readonly lane: string;
  };

/** How a batch of jobs is run. */
export interface BatchOptions {
  /** Per job, counted from its own start, never from when it was queued. */
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal;
  /** Called as each job ends, in order of ending. */
  readonly onOutcome?: (index: number, outcome: JobOutcome<unknown>) => void;
}

/** Runs batches of jobs; the one interface over sequential, promise-concurrent and threaded execution. */
export interface Executor {
  readonly kind: 'inline' | 'limited' | 'threads';
  /** Jobs at work at once. */
  readonly concurrency: number;
  /** What a time limit can do here: stop a job inside a step, or only at its next checkpoint. */
  readonly timeoutReach: 'anywhere' | 'checkpoint';
  /** Spans of its own doing (start-up of workers), since it was made. */
  readonly spans: readonly Span[];
  /** Runs all jobs; outcomes in the order of the jobs. A failing job is an outcome, never a rejection. */
  runAll<Context, Prepared, Job, Result>(
    work: Work<Context, Prepared, Job, Result>, context: Context, jobs: readonly Job[], options?: BatchOptions,
  ): Promise<JobOutcome<Result>[]>;
  /** Ends workers and timers; the executor is not used again. */
  close(): Promise<void>;
}
