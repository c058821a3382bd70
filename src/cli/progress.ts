import { Presets, SingleBar } from 'cli-progress';
import process from 'node:process';

/** A bar on stderr for work that takes a while; nothing where stderr is no terminal. */
export class ProgressBar {
  private readonly bar: SingleBar | undefined;

  constructor(total: number) {
    if (!process.stderr.isTTY) return;
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
