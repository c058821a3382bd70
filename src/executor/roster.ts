import type { Worker } from 'node:worker_threads';
import type { Piscina } from 'piscina';
import { systemClock } from '../timing/clock.js';
import { Recorder } from '../timing/recorder.js';
import type { Span } from '../timing/span.js';
import { PoolWorker } from './pool-worker.js';
import { Slots } from './slots.js';

/** Keeps the list of a pool's workers: their lanes, their starts and losses as spans, their ends. */
export class Roster {
  readonly #pool: Piscina;
  readonly #onStartFault: (reason: string) => void;
  /** Of its spans, on `systemClock`. */
  readonly originMs = systemClock.nowMs();
  readonly #recorder = new Recorder();
  readonly #slots = new Slots();
  readonly #workers = new Map<Worker, PoolWorker>();
  /** By thread id, also of workers that are gone: a job's outcome may be told after its worker's end. */
  readonly #lanes = new Map<number, string>();
  #isClosing = false;

  /** @param onStartFault - called with the reason when a worker ends by itself before it was ready */
  constructor(pool: Piscina, onStartFault: (reason: string) => void) {
    this.#pool = pool;
    this.#onStartFault = onStartFault;
    pool.on('workerCreate', ({ id }: { id: number }) => this.#noteStart(id));
    // A worker that dies without a job is told by its own end; an event that nobody listens for would be thrown.
    pool.on('error', () => undefined);
  }

  get spans(): readonly Span[] {
    return this.#recorder.spans;
  }

  nowMs(): number {
    return this.#recorder.nowMs();
  }

  /** Takes in the workers that the pool has begun to start since `sinceMs`. */
  adopt(sinceMs: number): void {
    const threads = this.#pool.threads;
    // A worker that the pool has given up takes a while to end; its successor may have the lane at once.
    for (const [thread, worker] of this.#workers) if (!threads.includes(thread)) worker.leaveLane();
    for (const thread of threads) if (!this.#workers.has(thread)) this.#add(thread, sinceMs);
  }

  /** The lane of the thread that took a job; `queue` when none did. */
  laneOf(threadId: number | undefined): string {
    return (threadId === undefined ? undefined : this.#lanes.get(threadId)) ?? 'queue';
  }

  /** Says why the threads that the pool has just given up are about to end: jobs may have been handed to one that is still starting. */
  explainEnds(reason: string): void {
    const threads = this.#pool.threads;
    for (const [thread, worker] of this.#workers) if (!threads.includes(thread)) worker.explainEnd(reason);
  }

  /** Waits until every worker of now is ready or has failed; resolves with the reason of a failure. */
  async allStarted(): Promise<string | undefined> {
    const faults = await Promise.all(Array.from(this.#workers.values(), (worker) => worker.started));
    return faults.find((fault) => fault !== undefined);
  }

  /** Resolves when no worker is left; ends are no losses from now on. */
  async close(endAll: () => Promise<void>): Promise<void> {
    this.#isClosing = true;
    const ends = Array.from(this.#workers.values(), (worker) => worker.gone);
    await endAll();
    await Promise.all(ends);
  }

  #add(thread: Worker, sinceMs: number): void {
    const worker = new PoolWorker(thread, this.#slots.take(), sinceMs, (reason) => this.#noteEnd(thread, worker, reason));
    this.#workers.set(thread, worker);
    this.#lanes.set(worker.threadId, worker.lane);
  }

  #noteStart(threadId: number): void {
    for (const worker of this.#withId(threadId)) {
      worker.noteStart();
      this.#span('start worker', worker.lane, worker.sinceMs, {});
    }
  }

  #noteEnd(thread: Worker, worker: PoolWorker, reason: string): void {
    this.#workers.delete(thread);
    if (this.#isClosing) return;
    this.#span('lose worker', worker.lane, this.nowMs(), { reason });
    if (worker.isStarting) this.#onStartFault(reason);
  }

  #span(name: string, lane: string, startMs: number, attributes: Record<string, string>): void {
    this.#recorder.add([{ id: 1, parentId: null, name, lane, startMs, endMs: this.nowMs(), attributes }]);
  }

  #withId(threadId: number): PoolWorker[] {
    return Array.from(this.#workers.values()).filter((worker) => worker.threadId === threadId);
  }
}
