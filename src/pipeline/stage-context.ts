import type { Card } from '../program/card.js';
import type { ResultCache } from '../scoring/result-cache.js';
import type { Workload } from '../scoring/workload.js';
import type { Recorder } from '../timing/recorder.js';
import type { ResolvedConfig } from './config.js';
import type { JobRunner } from './job-runner.js';
import type { StageName } from './report.js';
import type { StageClock } from './stage-clock.js';

/** What the stages of one run share. */
export interface StageContext {
  readonly taskId: string;
  readonly card: Card;
  readonly config: ResolvedConfig;
  readonly workload: Workload;
  readonly recorder: Recorder;
  readonly stages: StageClock;
  readonly jobs: JobRunner;
  /** `undefined` where nothing is cached. */
  readonly cache: ResultCache | undefined;
  readonly onProgress: (stage: StageName, done: number, total: number) => void;
  readonly warn: (warning: string) => void;
}

/** Tells how far a stage on this thread is, and gives the event loop a turn now and then, so that a cancellation is heard. */
export async function breathe({ onProgress }: StageContext, stage: StageName, done: number, total: number): Promise<void> {
  onProgress(stage, done, total);
  if (done % 16 === 0) await new Promise((resolve) => setImmediate(resolve));
}

/** Does one piece of work, under a span of its own in the profile. */
export function profiled<T>({ config, recorder }: StageContext, name: string, parentId: number, work: () => T): T {
  return config.profile ? recorder.record(name, { parentId }, work) : work();
}
