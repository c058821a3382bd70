import process from 'node:process';
import { findNotebookHost } from './host.js';

let current: { readonly controller: AbortController; readonly execution: unknown } | undefined;

/**
 * A signal that Jupyter's stop button aborts; outside of a notebook one that never does.
 *
 * Give it to whatever goes on asynchronously or in workers. The first stop aborts it and lets the cell end by itself, so that
 * what the cell makes of partial results is kept; a second stop ends the cell as tslab does. All callers in a cell share one
 * signal, and with it one listener, which is removed when it aborts.
 *
 * @example
 * // in a cell
 * const report = await runPipeline(task, card, { signal: interruptSignal() });
 */
export function interruptSignal(): AbortSignal {
  const host = findNotebookHost();
  if (!host) return new AbortController().signal;
  if (current) {
    current = { ...current, execution: host.execution };
    return current.controller.signal;
  }
  current = { controller: new AbortController(), execution: host.execution };
  // Not at once: while a cell's synchronous part runs, Node keeps its SIGINT to itself, and a listener that is added
  // meanwhile leaves the process without any protection against it afterwards.
  setImmediate(standInForTslab);
  return current.controller.signal;
}

/** Takes the place of tslab's own listener, which would end the waiting cell at once and forget its names. */
function standInForTslab(): void {
  const tslabs = process.listeners('SIGINT');
  const onInterrupt = (signal: NodeJS.Signals) => {
    for (const listener of tslabs) process.on('SIGINT', listener);
    process.off('SIGINT', onInterrupt); // last: without any listener the next interrupt would end the kernel
    const { controller, execution } = current!;
    current = undefined;
    controller.abort();
    if (findNotebookHost()?.execution !== execution) for (const listener of tslabs) listener(signal); // the cell that wanted it has ended
  };
  process.on('SIGINT', onInterrupt);
  for (const listener of tslabs) process.off('SIGINT', listener);
}
