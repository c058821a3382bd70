import type { ExecutorPool } from '../executor/executor-pool.js';
import type { Executor, JobOutcome, Preparation, Work } from '../executor/executor.js';
import { runAllWithReruns } from '../executor/reruns.js';
import type { PassTime } from '../scoring/card-passes.js';
import type { Losses } from '../scoring/losses.js';
import { scoreSamples } from '../scoring/score-samples.js';
import type { PreparedWorkload, Workload } from '../scoring/workload.js';
import { systemClock } from '../timing/clock.js';
import type { Recorder } from '../timing/recorder.js';
import { ArcError } from '../values/error.js';
import type { ResolvedConfig } from './config.js';
import type { StartupReport } from './report.js';

/** Jobs of a stage, and how they are told of. */
export interface StageJobs<Job, Result> {
  readonly work: Work<Workload, PreparedWorkload, Job, Result>;
  readonly jobs: readonly Job[];
  /** Whether the configured executor runs them, or one after the other. */
  readonly isParallel: boolean;
  readonly losses: Losses;
  /** What a job is called in spans; `undefined` for a job without a span. */
  readonly nameOf: (index: number) => string | undefined;
  /** The span that a job's span belongs to. */
  readonly parentOf: (index: number) => number;
  readonly waitMsOf: (index: number) => number;
  readonly passesOf?: (result: Result) => readonly PassTime[];
  readonly onOutcome?: (index: number) => void;
}

/** What became of the jobs of a stage. */
export interface StageOutcomes<Result> {
  /** In the order of the jobs. */
  readonly outcomes: readonly JobOutcome<Result>[];
  /** By job: time spent on runs whose worker was lost. */
  readonly lostMs: readonly number[];
}

/** What jobs of a run have in common. */
export interface JobRunnerOptions {
  readonly config: ResolvedConfig;
  readonly workload: Workload;
  readonly executors: ExecutorPool;
  readonly recorder: Recorder;
  /** The span of the run. */
  readonly rootId: number;
  readonly signal: AbortSignal | undefined;
}

/** Samples or candidates that go to a worker together where there are hundreds. */
const MOST_BUNDLED = 32;

/** Runs the jobs of a run's stages on its executors, and records what they did when and where. */
export class JobRunner {
  readonly #options: JobRunnerOptions;
  /** Adding it to a time on `systemClock` gives the recorder's. */
  readonly #offsetMs: number;
  readonly #spansSeen = new Map<Executor, number>();
  #startup: StartupReport = { isWarm: false, workers: 0, wallMs: 0, prepareMs: 0 };
  #isClosed = false;

  constructor(options: JobRunnerOptions) {
    this.#options = options;
    this.#offsetMs = options.recorder.nowMs() - systemClock.nowMs();
  }

  get startup(): StartupReport {
    return this.#startup;
  }

  /** Whether the run was cancelled, or somebody closed the executors that it shares. */
  get isCancelled(): boolean {
    return this.#isClosed || (this.#options.signal?.aborted ?? false);
  }

  /** Starts the workers of parallel or sequential stages, so that this is in no stage's time. */
  async start(isParallel: boolean): Promise<void> {
    await this.#unlessClosed(() => this.#executor(isParallel), undefined);
  }

  /** Runs jobs; the cancelled ones among them are outcomes too. */
  async run<Job, Result>(stage: StageJobs<Job, Result>): Promise<StageOutcomes<Result>> {
    const { config, workload, recorder, signal } = this.#options, { work, jobs, losses, onOutcome } = stage;
    const originMs = recorder.nowMs(), cancelled = { outcomes: jobs.map(() => CANCELLED), lostMs: jobs.map(() => 0) };
    if (this.isCancelled) return cancelled;
    return this.#unlessClosed(async () => {
      const executor = await this.#executor(stage.isParallel);
      const { outcomes, lostRuns } = await runAllWithReruns(executor, work, workload, jobs, {
        isRunAgain: (index, outcome) => losses.isRunAgain(index, outcome),
        // Elsewhere a limit is kept by the evaluation itself, which then goes on with the next step.
        ...(executor.timeoutReach === 'anywhere' && { timeoutMs: config.timeoutMs }),
        mostBundled: MOST_BUNDLED,
        ...(signal && { signal }),
        ...(onOutcome && { onOutcome }),
        onPrepared: (preparation) => this.#addPreparation(executor, preparation, stage.parentOf(0), originMs),
      });
      const lostMs = jobs.map(() => 0);
      for (const { index, outcome } of lostRuns) {
        lostMs[index]! += outcome.computeMs;
        this.#addJobSpan(stage, index, outcome, originMs);
      }
      outcomes.forEach((outcome, index) => this.#addJobSpan(stage, index, outcome, originMs));
      this.#addExecutorSpans(executor, stage.parentOf(0));
      return { outcomes, lostMs };
    }, cancelled);
  }

  /**
   * The executor of parallel or sequential stages; its workers are started when it is asked for first. Sequential stages have one
   * worker thread where threads are configured, so that time limits hold there too.
   */
  async #executor(isParallel: boolean): Promise<Executor> {
    const { executors, config } = this.#options;
    const executor = isParallel ? executors.take(config.executor, config.concurrency) : executors.take(config.executor === 'threads' ? 'threads' : 'inline', 1);
    if (this.#spansSeen.has(executor)) return executor;
    this.#spansSeen.set(executor, executor.spans.length);
    if (executor.kind === 'threads' && !this.isCancelled) await this.#startWorkers(executor);
    return executor;
  }

  async #startWorkers(executor: Executor): Promise<void> {
    const { executors, recorder, rootId, signal } = this.#options;
    const span = recorder.start('start workers', { parentId: rootId, attributes: { workers: executor.concurrency } });
    const startMs = systemClock.nowMs();
    // A run that is cancelled does not wait for workers that it will not use.
    const isWarm = await unlessAborted(executors.warmUp(executor, scoreSamples), signal, false);
    if (!isWarm) span.end();
    this.#addExecutorSpans(executor, span.id);
    const before = this.#startup;
    this.#startup = {
      ...before, isWarm: isWarm && (before.isWarm || before.workers === 0), workers: before.workers + executor.concurrency,
      wallMs: before.wallMs + (isWarm ? 0 : systemClock.nowMs() - startMs),
    };
  }

  /** What the work gives; something else where somebody closed the executors meanwhile, which cancels the run. */
  async #unlessClosed<T>(work: () => Promise<T>, otherwise: T): Promise<T> {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof ArcError && error.code === 'executor.closed')) throw error;
      this.#isClosed = true;
      return otherwise;
    }
  }

  #addJobSpan<Job, Result>(stage: StageJobs<Job, Result>, index: number, outcome: JobOutcome<Result>, offsetMs: number): void {
    const name = stage.nameOf(index);
    if (name === undefined) return;
    const { lane, startMs, endMs, computeMs, status } = outcome;
    const lostAt = status === 'ok' ? undefined : outcome.lostAt;
    const hasWaited = stage.waitMsOf(index) > 0 && status === 'ok';
    const waitMs = hasWaited ? Math.min(stage.waitMsOf(index), endMs - startMs - computeMs) : 0;
    const job = {
      id: 1, parentId: null, name, lane, startMs, endMs,
      attributes: { status, ...(hasWaited && { waitMs }), ...(lostAt !== undefined && { lostAtStep: lostAt.step + 1 }) },
    };
    const waiting = { id: 2, parentId: 1, name: 'simulated waiting', lane, startMs, endMs: startMs + waitMs, attributes: { simulated: true } };
    // Passes know their time since the job's computation began, which is in one piece and ends with the job.
    const passes = (status === 'ok' ? stage.passesOf?.(outcome.result) ?? [] : []).map((pass, k) => ({
      id: k + 3, parentId: 1, name: pass.name, lane, attributes: {},
      startMs: endMs - computeMs + pass.startMs, endMs: endMs - computeMs + pass.endMs,
    }));
    this.#options.recorder.add([job, ...(hasWaited ? [waiting] : []), ...passes], { parentId: stage.parentOf(index), offsetMs });
  }

  /** Preparation on the calling thread is part of its stage; on a worker it is a span of its own. */
  #addPreparation(executor: Executor, { startMs, endMs, lane }: Preparation, parentId: number, offsetMs: number): void {
    if (executor.kind !== 'threads') return;
    this.#startup = { ...this.#startup, prepareMs: this.#startup.prepareMs + endMs - startMs };
    this.#options.recorder.add([{ id: 1, parentId: null, name: 'prepare', lane, startMs, endMs, attributes: {} }], { parentId, offsetMs });
  }

  /** Takes over what the executor did beside jobs since it was looked at last: workers started and lost. */
  #addExecutorSpans(executor: Executor, parentId: number): void {
    const fresh = executor.spans.slice(this.#spansSeen.get(executor));
    this.#spansSeen.set(executor, executor.spans.length);
    this.#options.recorder.add(fresh, { parentId, offsetMs: executor.originMs + this.#offsetMs });
  }
}

/** What became of jobs that never came to an executor. */
const CANCELLED: JobOutcome<never> = { status: 'cancelled', message: 'the run was cancelled', startMs: 0, endMs: 0, computeMs: 0, lane: 'queue' };

/** What a promise gives, or something else where the signal aborts before it does. */
async function unlessAborted<T>(promise: Promise<T>, signal: AbortSignal | undefined, otherwise: T): Promise<T> {
  const isOver = new AbortController();
  const aborted = new Promise<T>((resolve) => signal?.addEventListener('abort', () => resolve(otherwise), { signal: isOver.signal }));
  try {
    return await Promise.race([promise, aborted]);
  } finally {
    isOver.abort();
  }
}
