import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { BroadcastChannel, type ResourceLimits, type Worker } from 'node:worker_threads';
import { Piscina } from 'piscina';
import type { Span } from '../timing/span.js';
import { ArcError } from '../values/error.js';
import { faultMessage, type Verdict } from './attempt.js';
import { bundlesOf } from './bundles.js';
import { importableUrl } from './compiled.js';
import type { BatchOptions, Executor, JobOutcome, Work, WorkModule } from './executor.js';
import { JobQueue, type Batch } from './job-queue.js';
import {
  ContextWriter, decode, notPlainMessage, type JobReply, type JobsMessage, type RunMessage, type WorkerSettings,
} from './message.js';
import { Roster } from './roster.js';
import { Seat } from './seat.js';
import { warmUpWork } from './warm-up.js';
import { Watchdog } from './watchdog.js';

/** How worker threads are run. */
export interface ThreadOptions {
  /** Worker threads, a whole number from 1. */
  readonly concurrency: number;
  /** Memory of each worker; a worker that needs more is ended and its job fails. @defaultValue Node's */
  readonly resourceLimits?: ResourceLimits | undefined;
  /** How long the start of a worker and the preparation of a run may take, in ms. @defaultValue 30000 */
  readonly startTimeoutMs?: number | undefined;
}

/**
 * An executor over worker threads, which start when there are jobs for them and stay until `close`. Its lanes are `worker 1`…
 *
 * @throws ArcError `executor.not-built` when the worker's compiled module is missing
 */
export function createThreads(options: ThreadOptions): Executor {
  return new ThreadsExecutor(options);
}

/** What became of jobs that no worker answered. */
interface Loss {
  /** Of the job that was at work. */
  readonly outcome: JobOutcome<never>;
  /** Its place; −1 when none was at work yet. */
  readonly job: number;
  /** One of the jobs is not plain data. */
  readonly isUnsent: boolean;
}

/** Beside this module and in its language: importableUrl finds the compiled one. */
const WORKER_URL = import.meta.url.replace(/threads(\.[jt]s)$/, 'worker$1');

class ThreadsExecutor implements Executor {
  readonly kind = 'threads';
  readonly timeoutReach = 'anywhere';
  readonly concurrency: number;
  readonly #startTimeoutMs: number;
  readonly #pool: Piscina<JobsMessage, JobReply[]>;
  readonly #roster: Roster;
  /** As long as the pool has threads: what it is given never waits for one that works, so no time limit counts waiting. */
  readonly #queue: JobQueue;
  readonly #watchdogs = new Set<Watchdog>();
  readonly #contexts = new ContextWriter();
  readonly #endedRuns: BroadcastChannel;
  /** The threads that were warmed up last, and the module that they have imported. */
  #warm: { readonly module: string | undefined; readonly threads: readonly Worker[] } = { module: undefined, threads: [] };
  #lastRunId = 0;
  #closed: Promise<void> | undefined;

  constructor({ concurrency, resourceLimits, startTimeoutMs = 30_000 }: ThreadOptions) {
    this.concurrency = concurrency;
    this.#startTimeoutMs = startTimeoutMs;
    this.#queue = new JobQueue(concurrency);
    const filename = fileURLToPath(importableUrl(WORKER_URL));
    const settings: WorkerSettings = { endedRuns: `phaselab ended runs ${randomUUID()}` };
    this.#endedRuns = new BroadcastChannel(settings.endedRuns);
    this.#endedRuns.unref();
    this.#pool = new Piscina({
      filename,
      name: 'runJobs',
      minThreads: 0, // with more, piscina hands jobs to workers that have not started yet, and limits would count that
      maxThreads: concurrency,
      idleTimeout: Infinity,
      atomics: 'disabled', // an idle worker keeps its event loop, so that it hears of ended runs
      recordTiming: false,
      workerData: settings,
      ...(resourceLimits && { resourceLimits }),
    });
    this.#roster = new Roster(this.#pool, (fault) => this.#giveUpUntaken(fault));
  }

  get originMs(): number {
    return this.#roster.originMs;
  }

  get spans(): readonly Span[] {
    return this.#roster.spans;
  }

  async warmUp(work?: WorkModule): Promise<void> {
    const target = work && { module: importableUrl(work.module), name: work.name }, module = target?.module;
    if (this.#warm.module === module && this.#warm.threads.length > 0 && isSame(this.#warm.threads, this.#pool.threads)) return;
    await this.#warmAll(target);
    const fault = await this.#roster.allStarted();
    if (fault !== undefined) throw new ArcError('executor.start', `a worker could not start: ${fault}`);
    // The first ones may have done the jobs of those that were still starting; now each gets one.
    await this.#warmAll(target);
    this.#warm = { module, threads: [...this.#pool.threads] };
  }

  async runAll<Context, P, Job, Result>(
    work: Work<Context, P, Job, Result>, context: Context, jobs: readonly Job[], options: BatchOptions = {},
  ): Promise<JobOutcome<Result>[]> {
    const run = { id: ++this.#lastRunId, module: importableUrl(work.module), name: work.name, context: this.#contexts.write(context) };
    try {
      return await this.#queue.run(bundlesOf(jobs.length, this.concurrency, options.mostBundled ?? 1), options, async (bundle, batch) => {
        return await this.#runBundle(run, bundle.map((index) => jobs[index]), batch) as JobOutcome<Result>[];
      });
    } finally {
      if (this.#closed === undefined) this.#endedRuns.postMessage(run.id);
    }
  }

  close(): Promise<void> {
    return this.#closed ??= this.#end();
  }

  async #end(): Promise<void> {
    await this.#queue.close();
    this.#endedRuns.close();
    await this.#roster.close(() => this.#pool.destroy());
  }

  /** Runs jobs on one worker; when it is lost with one of them, the others go to another worker. */
  async #runBundle(run: RunMessage, jobs: readonly unknown[], batch: Batch): Promise<JobOutcome<unknown>[]> {
    const outcomes: JobOutcome<unknown>[] = [];
    let open = [...jobs.keys()];
    while (open.length > 0) {
      const answer = await this.#send(run, open.map((place) => jobs[place]), batch);
      if (Array.isArray(answer)) {
        open.forEach((place, at) => outcomes[place] = answer[at]!);
        break;
      }
      const { outcome, job, isUnsent } = answer;
      if (isUnsent && open.length > 1) {
        // One of them can't be sent; which one, shows when they go alone.
        for (const place of open) outcomes[place] = (await this.#runBundle(run, [jobs[place]], batch))[0]!;
        break;
      }
      const hasEnded = (at: number): boolean => job === -1 || at === job;
      open.forEach((place, at) => outcomes[place] = hasEnded(at) ? outcome : batch.neverBegan());
      open = batch.signal.aborted ? [] : open.filter((_, at) => !hasEnded(at));
    }
    return outcomes;
  }

  /** Sends jobs to a worker: their outcomes, or the outcome of the one with which the worker was lost. */
  async #send(run: RunMessage, jobs: readonly unknown[], batch: Batch): Promise<JobOutcome<unknown>[] | Loss> {
    const seat = new Seat();
    const watchdog = new Watchdog(seat, batch, this.#startTimeoutMs);
    this.#watchdogs.add(watchdog);
    let replies: JobReply[];
    try {
      const { originMs, options: { timeoutMs } } = batch;
      const sinceMs = this.#roster.nowMs();
      const answer = this.#pool.run({ run, jobs, timeoutMs, originMs, seat: seat.memory }, { signal: watchdog.signal });
      this.#roster.adopt(sinceMs);
      replies = await answer;
    } catch (fault) {
      return this.#loss(watchdog, batch, fault);
    } finally {
      watchdog.stop();
      this.#watchdogs.delete(watchdog);
    }
    const lane = this.#roster.laneOf(seat.threadId);
    return replies.map(({ verdict, startMs, endMs, computeMs, preparation }) => {
      if (preparation !== undefined) batch.options.onPrepared?.({ ...preparation, lane });
      return { ...decoded(verdict), startMs, endMs, computeMs, lane };
    });
  }

  #loss({ seat, verdict, job }: Watchdog, batch: Batch, fault: unknown): Loss {
    const endMs = batch.nowMs(), startMs = seat.startMs ?? endMs;
    if (verdict !== undefined) this.#roster.explainEnds(verdict.status);
    const times = { startMs, endMs, computeMs: endMs - startMs, lane: this.#roster.laneOf(seat.threadId) };
    return { outcome: { ...verdict ?? lossVerdict(fault, seat), ...times }, job, isUnsent: verdict === undefined && isUnsent(fault) };
  }

  /** No worker may come for these jobs any more, so they don't wait for one. */
  #giveUpUntaken(fault: string): void {
    for (const watchdog of this.#watchdogs) {
      const { threadId, place: lostAt } = watchdog.seat;
      if (threadId === undefined) watchdog.end({ status: 'failed', message: `a worker could not start: ${fault}`, lostAt });
    }
  }

  async #warmAll(target: WorkModule | undefined): Promise<void> {
    for (const outcome of await this.runAll(warmUpWork, target, new Array<null>(this.concurrency).fill(null))) {
      if (outcome.status === 'cancelled') throw new ArcError('executor.closed', outcome.message);
      if (outcome.status !== 'ok') throw new ArcError('executor.start', `a worker could not be warmed up: ${outcome.message}`);
    }
  }
}

function isSame<T>(a: readonly T[], b: readonly T[]): boolean {
  return a.length === b.length && a.every((item) => b.includes(item));
}

function decoded(verdict: Verdict<Uint8Array>): Verdict<unknown> {
  return verdict.status === 'ok' ? { status: 'ok', result: decode(verdict.result) } : verdict;
}

function lossVerdict(fault: unknown, { place: lostAt }: Seat): Verdict<never> {
  if (isUnsent(fault)) return { status: 'failed', message: notPlainMessage('a job', fault) };
  return { status: 'failed', message: `the worker was lost: ${faultMessage(fault)}`, lostAt };
}

function isUnsent(fault: unknown): boolean {
  return fault instanceof Error && fault.name === 'DataCloneError';
}
