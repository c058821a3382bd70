import type { OpenSpan, Recorder } from '../timing/recorder.js';
import { STAGE_NAMES, type StageName, type StageReport } from './report.js';

/** What a piece of a stage reports of itself. */
export interface StagePiece {
  readonly span: OpenSpan;
  /** Adds things that were handled. */
  addItems(count: number): void;
  /** Says how long was computed when that is not the wall time: concurrent or waiting parts. */
  addCpuMs(durationMs: number): void;
}

/** Times the stages of a run; a stage may run in several pieces. */
export class StageClock {
  private readonly totals = new Map<StageName, { startMs: number; wallMs: number; cpuMs: number; items: number }>();

  constructor(private readonly recorder: Recorder, private readonly parentId: number) {}

  /** Runs one piece of a stage under a span of the stage's name. */
  async run<T>(name: StageName, work: (piece: StagePiece) => Promise<T> | T): Promise<T> {
    const startMs = this.recorder.nowMs();
    const total = this.totals.get(name) ?? { startMs, wallMs: 0, cpuMs: 0, items: 0 };
    this.totals.set(name, total);
    let cpuMs: number | undefined;
    const span = this.recorder.start(name, { parentId: this.parentId, attributes: { stage: name } });
    try {
      return await work({
        span,
        addItems: (count) => { total.items += count; },
        addCpuMs: (durationMs) => { cpuMs = (cpuMs ?? 0) + durationMs; },
      });
    } finally {
      span.end();
      const wallMs = this.recorder.nowMs() - startMs;
      total.wallMs += wallMs;
      total.cpuMs += cpuMs ?? wallMs;
    }
  }

  /** All stages in pipeline order; a stage that did not run is there with zeros. */
  report(): StageReport[] {
    return STAGE_NAMES.map((name) => ({ name, ...(this.totals.get(name) ?? { startMs: 0, wallMs: 0, cpuMs: 0, items: 0 }) }));
  }
}
