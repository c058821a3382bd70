import type { SingleBar } from 'cli-progress';
import { createRequire } from 'node:module';
import process from 'node:process';

/** A bar on stderr for work that takes a while; nothing where stderr is no terminal. */
export class ProgressBar {
  private readonly bar: SingleBar | undefined;

  constructor(total: number) {
    if (!process.stderr.isTTY) return;
    // Loaded here, as most command lines show no bar.
    const { Presets, SingleBar } = createRequire(import.meta.url)('cli-progress') as typeof import('cli-progress');
    this.bar = new SingleBar({
      format: '{bar} {value}/{total} {stage} · {duration_formatted}', fps: 10, hideCursor: true, clearOnComplete: true, stream: process.stderr,
    }, Presets.shades_classic);
    this.bar.start(total, 0, { stage: '' });
  }

  update(done: number, stage: string, total?: number): void {
    if (total !== undefined) this.bar?.setTotal(total);
    this.bar?.update(done, { stage });
  }

  stop(): void {
    this.bar?.stop();
  }
}
