import { createExecutor, type ExecutorOptions } from './create.js';
import type { Executor, ExecutorKind, WorkModule } from './executor.js';

/** Executors that several runs share, so that worker threads start once; close it after use. */
export class ExecutorPool {
  readonly #options: Omit<ExecutorOptions, 'concurrency'>;
  readonly #executors = new Map<string, Executor>();
  readonly #warmUps = new Map<Executor, Promise<void>>();

  /** @param options - of all its executors */
  constructor(options: Omit<ExecutorOptions, 'concurrency'> = {}) {
    this.#options = options;
  }

  /** The executor of a kind and concurrency, made when it is asked for first. @throws ArcError as `createExecutor` */
  take(kind: ExecutorKind, concurrency: number): Executor {
    const key = `${kind} ${concurrency}`;
    let executor = this.#executors.get(key);
    if (executor === undefined) {
      executor = createExecutor(kind, { ...this.#options, concurrency });
      this.#executors.set(key, executor);
    }
    return executor;
  }

  /**
   * Starts the workers of an executor, unless that was done before.
   *
   * @returns whether it was
   * @throws ArcError `executor.start` when a worker cannot start
   */
  async warmUp(executor: Executor, work: WorkModule): Promise<boolean> {
    const before = this.#warmUps.get(executor);
    const warmUp = before ?? executor.warmUp(work);
    this.#warmUps.set(executor, warmUp);
    await warmUp;
    return before !== undefined;
  }

  /** Closes all executors; what they run is cancelled. */
  async close(): Promise<void> {
    await Promise.all(Array.from(this.#executors.values(), (executor) => executor.close()));
  }
}
