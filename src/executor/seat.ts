const THREAD = 0, STARTED = 1;

/**
 * What a job's worker tells while the job runs, in memory that both threads see: which thread took the job, and when the job
 * itself began. A worker that spins, dies or never answers has said this much.
 */
export class Seat {
  readonly #cells: BigInt64Array;

  constructor(readonly memory: SharedArrayBuffer = new SharedArrayBuffer(2 * BigInt64Array.BYTES_PER_ELEMENT)) {
    this.#cells = new BigInt64Array(memory);
  }

  /** Called by the worker as it receives the job. */
  take(threadId: number): void {
    Atomics.store(this.#cells, THREAD, BigInt(threadId));
  }

  /** Called by the worker when the preparation is done. */
  start(nowMs: number): void {
    Atomics.store(this.#cells, STARTED, BigInt(Math.max(1, Math.round(nowMs * 1e6))));
  }

  /** `undefined` while no worker has the job. */
  get threadId(): number | undefined {
    return Number(Atomics.load(this.#cells, THREAD)) || undefined;
  }

  /** `undefined` while the job itself has not begun. */
  get startMs(): number | undefined {
    const nanoseconds = Atomics.load(this.#cells, STARTED);
    return nanoseconds === 0n ? undefined : Number(nanoseconds) / 1e6;
  }
}
