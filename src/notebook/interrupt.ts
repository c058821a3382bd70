import process from 'node:process';
import { findNotebookHost } from './host.js';

let current: AbortController | undefined;

/**
 * A signal that Jupyter's stop button aborts; outside of a notebook one that never does.
 *
 * tslab itself stops only synchronous code: give this signal to whatever goes on asynchronously or in workers. All callers share
 * one signal until it aborts, and with it one listener, which is then removed.
 *
 * @example
 * // in a cell
 * const report = await runPipeline(task, card, { signal: interruptSignal() });
 */
export function interruptSignal(): AbortSignal {
  if (!findNotebookHost()) return new AbortController().signal;
  if (current) return current.signal;
  const controller = current = new AbortController();
  // Not at once: while a cell's synchronous part runs, Node keeps its SIGINT to itself, and a listener that is added
  // meanwhile leaves the process without any protection against it afterwards.
  setImmediate(() => process.once('SIGINT', () => {
    current = undefined;
    controller.abort();
  }));
  return controller.signal;
}
