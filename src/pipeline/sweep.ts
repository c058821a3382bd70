import { createHash } from 'node:crypto';
import { ExecutorPool } from '../executor/executor-pool.js';
import type { Card } from '../program/card.js';
import type { Task } from '../tasks/task.js';
import { formatTask } from '../tasks/write.js';
import { systemClock } from '../timing/clock.js';
import { mirroredOrders } from '../timing/interleaving.js';
import { ArcError } from '../values/error.js';
import { resolveConfig, type Config, type ResolvedConfig } from './config.js';
import { cumulativeSettings, findPhase, type PhaseId } from './journey.js';
import type { RunReport } from './report.js';
import { runPipeline } from './run.js';
import { settingsOf, sweepPoints, type SweepAxis, type SweepPoint } from './sweep-axis.js';
import { workOf, type SweepWork } from './sweep-workload.js';

/** A run of a sweep: its report, and which run of the grid it is. One JSON line of a sweep's file. */
export interface SweepRun extends RunReport {
  readonly sweep: {
    /** Of task, card, configuration: equal ids mean that the same was run. */
    readonly id: string;
    readonly point: SweepPoint;
    /** From 1. */
    readonly round: number;
  };
}

/** How far a sweep is. */
export interface SweepProgress {
  readonly part: 'warm-up' | 'rounds';
  /** Runs done, those of an earlier session too. */
  readonly done: number;
  readonly total: number;
  /** What runs next or ran last. */
  readonly point: SweepPoint;
}

/** How a sweep is run. */
export interface SweepOptions {
  readonly task: Task;
  readonly card: Card;
  readonly axes: readonly SweepAxis[];
  /** What all points build on. @defaultValue `threads`: parallel scoring and validation, distinct differ passes */
  readonly phase?: PhaseId;
  /** Settings of all points, on top of the phase's. */
  readonly config?: Config;
  /** Folder of the pool that all runs share; it is kept. @defaultValue a temporary one for each run, removed at its end */
  readonly pool?: string;
  /** How often every point is run. @defaultValue 5 */
  readonly rounds?: number;
  /** After this time no run begins, but one is run always, so that session after session gets on. @defaultValue no limit */
  readonly budgetMs?: number;
  /** Runs that are there already, from an earlier session: they are not run again. */
  readonly earlier?: readonly SweepRun[];
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: SweepProgress) => void;
}

/** How a sweep ended. */
export interface SweepEnd {
  readonly status: 'done' | 'budget' | 'cancelled';
  /** Runs that are there, those of an earlier session too. */
  readonly done: number;
  readonly total: number;
  /** What it took to start worker threads, once for all runs: in no run's time that counts. */
  readonly starts: readonly WorkerStart[];
}

/** The start of a pool of worker threads. */
export interface WorkerStart {
  readonly workers: number;
  readonly wallMs: number;
}

/** A point that is to be run. */
interface Place extends SweepWork {
  readonly id: string;
  readonly point: SweepPoint;
  readonly phase: PhaseId;
  readonly config: ResolvedConfig;
}

/**
 * Runs a grid of runs, interleaved and repeated: a warm-up of every point that has runs left, then rounds that run each point once,
 * in an order drawn anew for every second round and mirrored in the other. Worker threads are shared, so warm. What the warm-up does not
 * come to in a quarter of the budget is warmed up right before the first of its runs that counts.
 *
 * Points that come to the same configuration (`inline` whatever the concurrency) are run as one, the first.
 *
 * @returns a generator of the runs as they come, in no order to rely on, which returns how the sweep ended
 * @throws ArcError `pipeline.sweep`, `pipeline.config`, `tasks.bad-option`, before the first run; and as `runPipeline`
 */
export async function* runSweep(options: SweepOptions): AsyncGenerator<SweepRun, SweepEnd> {
  const { rounds = 5, earlier = [], signal } = options;
  if (!Number.isInteger(rounds) || rounds < 1) throw new ArcError('pipeline.sweep', `sweep: ${rounds} rounds; give a whole number from 1`);
  const places = placesOf(options), session = new Session(options, rounds, places);
  for (const { sweep } of earlier) session.note(sweep.id, sweep.round);
  try {
    yield* session.run();
  } finally {
    await session.close();
  }
  const { done, total, starts } = session;
  return { status: done === total ? 'done' : signal?.aborted ? 'cancelled' : 'budget', done, total, starts };
}

/**
 * Those of some runs that are a sweep's own: a run of the same task, card and configuration in a round that the sweep has, whichever sweep
 * it was run for.
 *
 * @returns by point, then round, each once and with the point that it has in this sweep
 * @throws ArcError as `runSweep`
 */
export function ownRuns(options: SweepOptions, runs: readonly SweepRun[]): SweepRun[] {
  const byKey = new Map(runs.map((run) => [`${run.sweep.id} ${run.sweep.round}`, run]));
  return placesOf(options).flatMap(({ id, point }) => Array.from({ length: options.rounds ?? 5 }, (_, k) => byKey.get(`${id} ${k + 1}`)).flatMap((run) => (
    run === undefined ? [] : [{ ...run, sweep: { ...run.sweep, point } }]
  )));
}

class Session {
  readonly total: number;
  readonly starts: WorkerStart[] = [];
  readonly #options: SweepOptions;
  readonly #rounds: number;
  readonly #places: readonly Place[];
  readonly #startMs = systemClock.nowMs();
  readonly #executors = new ExecutorPool();
  readonly #finished = new Set<string>();
  readonly #warm = new Set<Place>();
  /** Whether a run that counts has come out of this session. */
  #hasRun = false;

  constructor(options: SweepOptions, rounds: number, places: readonly Place[]) {
    this.#options = options;
    this.#rounds = rounds;
    this.#places = places;
    this.total = places.length * rounds;
  }

  get done(): number {
    return this.#finished.size;
  }

  /** Takes note of a run that is there. */
  note(id: string, round: number): void {
    if (round <= this.#rounds && this.#places.some((place) => place.id === id)) this.#finished.add(`${id} ${round}`);
  }

  async *run(): AsyncGenerator<SweepRun, void> {
    for (const place of this.#places.filter((place) => this.#hasRunsLeft(place))) if (!this.#hasSpent(1 / 4)) await this.#warmUp(place);
    const orders = mirroredOrders(this.#places, this.#options.config?.seed ?? 1);
    for (let round = 1; round <= this.#rounds; round++) {
      for (const place of orders.next().value) {
        if (this.#finished.has(`${place.id} ${round}`)) continue;
        await this.#warmUp(place);
        this.#tell('rounds', place);
        const report = await this.#runOnce(place);
        if (report === null) return;
        this.note(place.id, round);
        this.#hasRun = true;
        this.#tell('rounds', place);
        yield { ...report, sweep: { id: place.id, point: place.point, round } };
      }
    }
  }

  close(): Promise<void> {
    return this.#executors.close();
  }

  /** Runs a point once in vain, unless it has run in this session. */
  async #warmUp(place: Place): Promise<void> {
    if (this.#warm.has(place)) return;
    this.#warm.add(place);
    this.#tell('warm-up', place);
    const report = await this.#runOnce(place);
    if (report !== null && report.startup.wallMs > 0) this.starts.push({ workers: report.startup.workers, wallMs: report.startup.wallMs });
  }

  /** Runs a point; `null` when the session is over before or was cancelled meanwhile. */
  async #runOnce({ task, card, phase, config }: Place): Promise<RunReport | null> {
    if (this.#isOver) return null;
    const { pool, signal } = this.#options;
    const report = await runPipeline(task, card, { phase, config, executors: this.#executors, ...(pool !== undefined && { pool }), ...(signal && { signal }) });
    return report.status === 'done' ? report : null;
  }

  #hasRunsLeft({ id }: Place): boolean {
    return Array.from({ length: this.#rounds }, (_, k) => `${id} ${k + 1}`).some((key) => !this.#finished.has(key));
  }

  get #isOver(): boolean {
    return (this.#options.signal?.aborted ?? false) || (this.#hasRun && this.#hasSpent(1));
  }

  #hasSpent(share: number): boolean {
    return systemClock.nowMs() - this.#startMs >= share * (this.#options.budgetMs ?? Infinity);
  }

  #tell(part: SweepProgress['part'], { point }: Place): void {
    this.#options.onProgress?.({ part, done: this.done, total: this.total, point });
  }
}

function placesOf(options: SweepOptions): Place[] {
  const { task, card, axes, phase: basePhase = 'threads', config: shared = {} } = options;
  const works = new Map<string, SweepWork>(), places = new Map<string, Place>();
  for (const point of sweepPoints(axes)) {
    const phase = point['phase'] === undefined ? basePhase : findPhase(String(point['phase'])).id;
    const resolved = resolveConfig(cumulativeSettings(phase), shared, settingsOf(point));
    const config = resolved.executor === 'inline' ? { ...resolved, concurrency: 1 } : resolved;
    const key = JSON.stringify([point['samples'], point['size'], point['candidates'], config.seed]);
    const work = works.get(key) ?? workOf({ task, card }, point, config.seed);
    works.set(key, work);
    const id = createHash('sha256').update(JSON.stringify([formatTask(work.task), work.card, config])).digest('hex').slice(0, 16);
    if (!places.has(id)) places.set(id, { ...work, id, point, phase, config });
  }
  return [...places.values()];
}
