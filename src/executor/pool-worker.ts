import type { Worker } from 'node:worker_threads';
import { faultMessage } from './attempt.js';
import type { Slot } from './slots.js';

/** One worker thread of a pool, from before its start until after its end. */
export class PoolWorker {
  /** Not kept by the thread: it is -1 once that has ended. */
  readonly threadId: number;
  readonly lane: string;
  /** Resolves when the worker is ready for jobs or given up, or with the reason why it never will be. */
  readonly started: Promise<string | undefined>;
  readonly gone: Promise<void>;
  #settleStart!: (fault?: string) => void;
  #isStarting = true;
  #reason: string | undefined;

  /**
   * @param slot - numbers its lane; given back when the thread ends, or before by {@link leaveLane}
   * @param sinceMs - when its start began, on its owner's clock
   * @param onEnd - called with the reason when the thread ends, whatever ends it
   */
  constructor(thread: Worker, readonly slot: Slot, readonly sinceMs: number, onEnd: (reason: string) => void) {
    this.threadId = thread.threadId;
    this.lane = `worker ${slot.number}`;
    this.started = new Promise((resolve) => this.#settleStart = resolve);
    thread.once('error', (fault) => this.#reason ??= faultMessage(fault));
    this.gone = new Promise((resolve) => thread.once('exit', (code) => {
      this.leaveLane();
      const reason = this.#reason ?? `exit code ${code}`;
      this.#settleStart(reason);
      onEnd(reason);
      resolve();
    }));
  }

  /** Whether it is neither ready for jobs yet nor given up. */
  get isStarting(): boolean {
    return this.#isStarting;
  }

  noteStart(): void {
    this.#isStarting = false;
    this.#settleStart();
  }

  /** Says why the thread, which has no fault of its own, is about to end. */
  explainEnd(reason: string): void {
    if (this.#reason !== undefined) return;
    this.#reason = reason;
    this.#isStarting = false;
    this.#settleStart();
  }

  leaveLane(): void {
    this.slot.release();
  }
}
