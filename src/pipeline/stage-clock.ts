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

  /** Opens the span of a stage that is timed by its caller, who hands the times to {@link add}. */
  open(name: StageName): OpenSpan {
    return this.recorder.start(name, { parentId: this.parentId, attributes: { stage: name } });
  }

  /** Adds a piece of a stage that was timed elsewhere. */
  add({ name, startMs, wallMs, cpuMs, items }: StageReport): void {
    const total = this.totals.get(name) ?? { startMs, wallMs: 0, cpuMs: 0, items: 0 };
    this.totals.set(name, total);
    total.wallMs += wallMs;
    total.cpuMs += cpuMs;
    total.items += items;
  }

  /** Runs one piece of a stage under a span of the stage's name. */
  async run<T>(name: StageName, work: (piece: StagePiece) => Promise<T> | T): Promise<T> {
    const startMs = this.recorder.nowMs();
    let cpuMs: number | undefined, items = 0;
    const span = this.open(name);
    try {
      return await work({
        span,
        addItems: (count) => { items += count; },
        addCpuMs: (durationMs) => { cpuMs = (cpuMs ?? 0) + durationMs; },
      });
    } finally {
      span.end();
      const wallMs = this.recorder.nowMs() - startMs;
      this.add({ name, startMs, wallMs, cpuMs: cpuMs ?? wallMs, items });
    }
  }

  /** All stages in pipeline order; a stage that did not run is there with zeros. */
  report(): StageReport[] {
    return STAGE_NAMES.map((name) => ({ name, ...(this.totals.get(name) ?? { startMs: 0, wallMs: 0, cpuMs: 0, items: 0 }) }));
  }
}
