import { ArcError } from '../values/error.js';
import { createExecutor, type ExecutorOptions } from './create.js';
import type { Executor, ExecutorKind, WorkModule } from './executor.js';

/** Executors that several runs share, so that worker threads start once; close it after use. */
export class ExecutorPool {
  readonly #options: Omit<ExecutorOptions, 'concurrency'>;
  readonly #executors = new Map<string, Executor>();
  #isClosed = false;

  /** @param options - of all its executors */
  constructor(options: Omit<ExecutorOptions, 'concurrency'> = {}) {
    this.#options = options;
  }

  /**
   * The executor of a kind and concurrency, made when it is asked for first.
   *
   * @throws ArcError as `createExecutor`; `executor.closed` after `close`
   */
  take(kind: ExecutorKind, concurrency: number): Executor {
    if (this.#isClosed) throw new ArcError('executor.closed', 'these executors are closed; make a new ExecutorPool');
    const key = `${kind} ${concurrency}`;
    let executor = this.#executors.get(key);
    if (executor === undefined) {
      executor = createExecutor(kind, { ...this.#options, concurrency });
      this.#executors.set(key, executor);
    }
    return executor;
  }

  /**
   * Starts those workers of an executor that are not there yet, or no longer.
   *
   * @returns whether all were there
   * @throws ArcError `executor.start` when a worker cannot start, `executor.closed` when the executor is closed meanwhile
   */
  async warmUp(executor: Executor, work: WorkModule): Promise<boolean> {
    const starts = (): number => executor.spans.filter(({ name }) => name === 'start worker').length, before = starts();
    await executor.warmUp(work);
    return starts() === before;
  }

  /** Closes all executors; what they run is cancelled. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await Promise.all(Array.from(this.#executors.values(), (executor) => executor.close()));
  }
}
