import { STAGE_NAMES, type RunReport, type StageName } from '../pipeline/report.js';
import { schedule } from '../timing/schedule.js';
import { jobSpans } from './job-spans.js';

/** What a stage holds of a run's time. */
export interface StageShare {
  readonly stage: StageName;
  /** Of the run's time, 0..1: what would go if the stage cost nothing. */
  readonly share: number;
  /** The whole run's speedup if the stage cost nothing; `Infinity` when it is the whole run. */
  readonly ceiling: number;
}

/** What a faster stage would do for the whole run. */
export interface StageProspect extends StageShare {
  /** The whole run's speedup if the stage were twice, and ten times as fast. */
  readonly twice: number;
  readonly tenfold: number;
}

/** The whole run's speedup if each of these stages were so many times as fast, all else unchanged. */
export type Prediction = (factors: Readonly<Partial<Record<StageName, number>>>) => number;

/**
 * Predicts a run's speedup from its recorded work, scheduled again with the change and without, as the sliders of a page do.
 *
 * Where stages follow each other that is Amdahl's law. Where they overlap, another path may become the longest.
 */
export function predictionOf(report: RunReport): Prediction {
  const spans = jobSpans(report), unchangedMs = schedule(spans).makespanMs;
  return (factors) => (unchangedMs === 0 ? 1 : unchangedMs / schedule(spans, { factors }).makespanMs);
}

/** The shares of the stages that took time, in pipeline order. */
export function stageShares(report: RunReport, predict = predictionOf(report)): StageShare[] {
  return STAGE_NAMES.filter((name) => report.stages.some((stage) => stage.name === name && stage.wallMs > 0)).map((stage) => {
    const ceiling = predict({ [stage]: Infinity });
    return { stage, share: Math.max(0, 1 - 1 / ceiling), ceiling };
  });
}

/** What each stage that took time would do for the whole run if it were faster, in pipeline order. */
export function prospectsOf(report: RunReport): StageProspect[] {
  const predict = predictionOf(report);
  return stageShares(report, predict).map((share) => ({ ...share, twice: predict({ [share.stage]: 2 }), tenfold: predict({ [share.stage]: 10 }) }));
}
