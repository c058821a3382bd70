import type { JobPlace } from './executor.js';

const THREAD = 0, STARTED = 1, COUNTED_FROM = 2, CELLS = 3;
const JOB = 0, EVALUATION = 1, STEP = 2, PLACES = 3;

/**
 * What a worker tells while it does the jobs of a message, in memory that both threads see: which thread took them, which one is at
 * work and when that began, since when its time limit counts, and where it is. A worker that spins, dies or never answers has said this much.
 */
export class Seat {
  readonly memory: SharedArrayBuffer;
  readonly #cells: BigInt64Array;
  readonly #place: Int32Array;

  /** @param memory - of the same seat on the other thread; absent for a new one */
  constructor(memory?: SharedArrayBuffer) {
    this.memory = memory ?? new SharedArrayBuffer(CELLS * BigInt64Array.BYTES_PER_ELEMENT + PLACES * Int32Array.BYTES_PER_ELEMENT);
    this.#cells = new BigInt64Array(this.memory, 0, CELLS);
    this.#place = new Int32Array(this.memory, this.#cells.byteLength, PLACES);
    if (memory === undefined) this.#place.fill(-1);
  }

  /** Called by the worker as it receives the jobs. */
  take(threadId: number): void {
    Atomics.store(this.#cells, THREAD, BigInt(threadId));
  }

  /** Called by the worker when the preparation is done and a job begins. @param job - its place in the message */
  start(nowMs: number, job: number): void {
    // The time first: who reads the place and then the time never sees an old time with a new place.
    this.#note(COUNTED_FROM, nowMs);
    this.#at(-1, -1);
    Atomics.store(this.#place, JOB, job);
    this.#note(STARTED, nowMs);
  }

  /** Called by the worker when an evaluation begins: the time limit counts from now. */
  begin(nowMs: number, evaluation: number): void {
    this.#note(COUNTED_FROM, nowMs); // first, as in start
    this.#at(evaluation, -1);
  }

  /** Called by the worker when an evaluation has ended: no time limit counts. */
  end(): void {
    Atomics.store(this.#cells, COUNTED_FROM, 0n);
  }

  /** Called by the worker before each step. */
  step(step: number): void {
    Atomics.store(this.#place, STEP, step);
  }

  /** `undefined` while no worker has the jobs. */
  get threadId(): number | undefined {
    return Number(Atomics.load(this.#cells, THREAD)) || undefined;
  }

  /** Place in the message of the job at work; −1 before the first. */
  get job(): number {
    return Atomics.load(this.#place, JOB);
  }

  /** When the job at work began; `undefined` before the first. */
  get startMs(): number | undefined {
    return this.#read(STARTED);
  }

  /** `undefined` while no time limit counts. */
  get countedFromMs(): number | undefined {
    return this.#read(COUNTED_FROM);
  }

  /** Where the job at work is. */
  get place(): JobPlace {
    return { evaluation: Atomics.load(this.#place, EVALUATION), step: Atomics.load(this.#place, STEP) };
  }

  #at(evaluation: number, step: number): void {
    Atomics.store(this.#place, STEP, step);
    Atomics.store(this.#place, EVALUATION, evaluation);
  }

  #note(cell: number, nowMs: number): void {
    Atomics.store(this.#cells, cell, BigInt(Math.max(1, Math.round(nowMs * 1e6))));
  }

  #read(cell: number): number | undefined {
    const nanoseconds = Atomics.load(this.#cells, cell);
    return nanoseconds === 0n ? undefined : Number(nanoseconds) / 1e6;
  }
}
