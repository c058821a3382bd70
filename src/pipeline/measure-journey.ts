import type { Card } from '../program/card.js';
import type { Task } from '../tasks/task.js';
import type { MeasureProgress } from '../timing/measurement.js';
import { JOURNEY, type PhaseId } from './journey.js';
import { measureRuns, roundsOfRuns, type RoundsOfRun } from './measure-runs.js';
import type { RunOptions } from './run.js';

/** How a journey is measured. */
export interface JourneyOptions extends Omit<RunOptions, 'phase' | 'onProgress'> {
  /** @defaultValue all of the journey, in order */
  readonly phases?: readonly PhaseId[];
  /** Counted rounds, each of which runs every phase once, in an order of its own. @defaultValue 5 */
  readonly rounds?: number;
  readonly onProgress?: (progress: MeasureProgress) => void;
}

/** A phase as the rounds found it; its speedup is against the first phase. */
export type JourneyRun = RoundsOfRun;

/**
 * Measures phases against each other: warm-up, then rounds that run every phase once, interleaved in one process.
 *
 * Nothing is in a cache when it is asked for first, so `caches` and the phases after it are measured as later runs: the warm-up
 * fills what their counted runs find (`cache` in their reports says how much).
 *
 * @returns a run for each phase, in order; empty if it was cancelled before the first round was complete
 */
export async function measureJourney(task: Task, card: Card, options: JourneyOptions = {}): Promise<JourneyRun[]> {
  const { phases = JOURNEY.map((phase) => phase.id), rounds = 5, ...others } = options;
  const variants = phases.map((phase) => ({ name: phase, phase }));
  return roundsOfRuns(await measureRuns(task, card, variants, { ...others, rounds, warmupRounds: 1, warmupMs: 0 }));
}
