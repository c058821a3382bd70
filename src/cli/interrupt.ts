import process from 'node:process';

/** A second signal that comes sooner is the first one again: npm hands on the Ctrl-C that the terminal has sent to all. */
const SAME_PRESS_MS = 500;

/**
 * Runs work that Ctrl-C cancels: the first one aborts the signal, so that the work ends orderly and keeps what it has; a later
 * one ends the process.
 */
export async function withInterrupt<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  let firstMs: number | undefined;
  const interrupt = () => {
    if (firstMs !== undefined && performance.now() - firstMs > SAME_PRESS_MS) process.exit(130);
    firstMs ??= performance.now();
    controller.abort();
  };
  process.on('SIGINT', interrupt).on('SIGTERM', interrupt);
  try {
    return await work(controller.signal);
  } finally {
    // After an interrupt they stay: the same press may come once more while the process writes what it has.
    if (!controller.signal.aborted) process.off('SIGINT', interrupt).off('SIGTERM', interrupt);
  }
}
