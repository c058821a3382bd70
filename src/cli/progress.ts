import type { SingleBar } from 'cli-progress';
import { createRequire } from 'node:module';
import process from 'node:process';

/** Says how far work has come: what is done of the total (which it may set anew), and the part that it is at. */
export type ShowProgress = (done: number, part: string, total?: number) => void;

/** Does work under a bar on stderr, which is gone when the work ends or fails; without a bar where stderr is no terminal. */
export async function withProgress<T>(total: number, work: (show: ShowProgress) => T | Promise<T>): Promise<T> {
  if (!process.stderr.isTTY) return work(() => undefined);
  const bar = createBar();
  bar.start(total, 0, { part: '' });
  try {
    return await work((done, part, newTotal) => {
      if (newTotal !== undefined) bar.setTotal(newTotal);
      bar.update(done, { part });
    });
  } finally {
    bar.stop();
  }
}

/** Loads the library here, as most command lines show no bar. */
function createBar(): SingleBar {
  const { Presets, SingleBar } = createRequire(import.meta.url)('cli-progress') as typeof import('cli-progress');
  return new SingleBar({
    format: '{bar} {value}/{total} {part} · {duration_formatted}', fps: 10, hideCursor: true, clearOnComplete: true, stream: process.stderr,
  }, Presets.shades_classic);
}
