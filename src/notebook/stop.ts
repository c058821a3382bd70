/** Why something was told to stop. */
export type StopReason = 'timeout' | 'cancelled';

/** A wait for a reason to stop, which leaves neither timer nor listener behind. */
export interface StopWatch {
  /** Resolves at the first reason; never when there is none. */
  readonly stopped: Promise<StopReason>;
  dispose(): void;
}

const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** Waits for a signal to abort or for time to run out; either may be left out. */
export function watchForStop(signal: AbortSignal | undefined, timeoutMs: number | undefined): StopWatch {
  let timer: NodeJS.Timeout | undefined, onAbort: (() => void) | undefined;
  const stopped = new Promise<StopReason>(resolve => {
    if (timeoutMs !== undefined) timer = setTimeout(resolve, Math.min(timeoutMs, LONGEST_TIMER_MS), 'timeout');
    if (signal?.aborted) return resolve('cancelled');
    onAbort = () => resolve('cancelled');
    signal?.addEventListener('abort', onAbort, { once: true });
  });
  return {
    stopped,
    dispose() {
      clearTimeout(timer);
      if (onAbort) signal?.removeEventListener('abort', onAbort);
    },
  };
}
