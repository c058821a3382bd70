import { STAGE_NAMES, type RunReport, type StageName, type StageReport } from '../pipeline/report.js';
import { formatCount, formatMs } from './format.js';
import type { SegmentName } from './theme.js';

/** A stage's stretch of a run's bar. */
export interface StageSegment {
  readonly name: SegmentName;
  /** Its length in the bar; all segments of a run add up to the bar's total. */
  readonly ms: number;
  /** Of it, without computing: simulated. */
  readonly waitMs: number;
  /** As it was measured; `null` for the rest. */
  readonly stage: StageReport | null;
}

/** Segments of a bar in pipeline order, the rest last. */
export const SEGMENT_NAMES: readonly SegmentName[] = [...STAGE_NAMES, 'rest'];

/** The letter of each segment in plain text. */
export const SEGMENT_LETTERS: Readonly<Record<SegmentName, string>> = {
  'score demo': 'D', 'score test': 'T', filter: 'F', inline: 'I', validate: 'V', save: 'S', differs: 'X', rest: '░',
};

/** The things that a stage handles. */
const STAGE_NOUNS: Readonly<Record<StageName, readonly [one: string, many: string]>> = {
  'score demo': ['sample', 'samples'], 'score test': ['sample', 'samples'], filter: ['candidate', 'candidates'], inline: ['candidate', 'candidates'],
  validate: ['candidate', 'candidates'], save: ['file', 'files'], differs: ['file', 'files'],
};

/**
 * What a reader asks next of a stage, in lines: how many things it handled, time for each, CPU beside wall.
 *
 * @param ms - what the bar shows of it. @defaultValue its wall time
 */
export function stageFacts({ name, wallMs, cpuMs, items }: StageReport, ms = wallMs): string[] {
  const [one, many] = STAGE_NOUNS[name];
  return [
    ...(items > 0 ? [`${formatCount(items, one, many)}, ${formatMs(ms / items)} each`] : []),
    `computing ${formatMs(cpuMs)} in ${formatMs(wallMs)} of wall time`,
  ];
}

/**
 * The stages of a run as stretches that add up to a total.
 *
 * What no stage covers is `rest`. Where waiting is simulated, a stage waits while it does not compute. Where stages overlap, so that they add up to more than the run took, all are shortened alike.
 *
 * @param totalMs - what the bar stands for: the run's wall time or the median of its rounds
 */
export function stageSegments(report: RunReport, totalMs: number): StageSegment[] {
  const covered = report.stages.reduce((sum, stage) => sum + stage.wallMs, 0);
  const perMs = totalMs / (Math.max(report.wallMs, covered) || 1);
  const stages = STAGE_NAMES.flatMap((name) => report.stages.filter((stage) => stage.name === name))
    .map((stage) => ({ name: stage.name, ms: stage.wallMs * perMs, waitMs: waitMs(report, stage) * perMs, stage }));
  return [...stages, { name: 'rest', ms: Math.max(0, report.wallMs - covered) * perMs, waitMs: 0, stage: null }];
}

function waitMs({ config }: RunReport, { wallMs, cpuMs }: StageReport): number {
  return config.simulatedWaitMs > 0 ? Math.max(0, wallMs - cpuMs) : 0;
}
