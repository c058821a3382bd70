import { readCard } from '../program/read-card.js';
import { bundledTask } from '../tasks/bundled.js';
import { against, benchRow, type BenchGroup, type BenchGroupName, type BenchGroupOptions, type BenchRow } from './bench-report.js';
import { JOURNEY, type PhaseId } from './journey.js';
import { measureRuns, type MeasuredRuns, type MeasureRunsOptions, type RunVariant } from './measure-runs.js';

const TASK_ID = '007bbfb7', CARD_NAME = 'onerun';
/** What a pass works on. */
export const BENCHED_RUN = `one run of task ${TASK_ID} with card ${CARD_NAME}`;

/** Times the phases of the journey on the bundled task and card, in turns, and holds them against the first of them. */
export async function benchPhases({ rounds, names, signal, onRound }: BenchGroupOptions): Promise<BenchGroup> {
  const phases = phasesNamed(names);
  if (phases.length === 0) return noPhases('phases', names);
  const measured = await measureBenched(phases.map((phase) => ({ name: phase, phase })), {
    rounds, ...(signal && { signal }), onProgress: ({ part, roundsDone }) => { if (part === 'rounds') onRound?.(roundsDone, rounds); },
  });
  const { alternatives, status } = measured.measurement, [first] = alternatives;
  const rows = rowsOfRuns(measured).map((row, place) => (place === 0 ? row : against(row, first!.name, first!.samplesMs)));
  const different = alternatives.filter((alternative) => alternative.resultsEqual === false).map((alternative) => alternative.name);
  return {
    name: 'phases', status, rows, total: null,
    note: `a pass is ${BENCHED_RUN}; ${different.length === 0 ? 'results equal' : `results equal, except ${different.join(', ')}: RESULTS NOT EQUAL`}`,
  };
}

/** The phases with these names; all if there are none. */
export function phasesNamed(names: readonly string[]): PhaseId[] {
  return JOURNEY.map((phase) => phase.id).filter((id) => names.length === 0 || names.includes(id));
}

/** The group when {@link phasesNamed} finds none. */
export function noPhases(name: BenchGroupName, names: readonly string[]): BenchGroup {
  return { name, status: 'skipped', note: `no phase is called ${names.join(', ')}`, rows: [], total: null };
}

/** Measures ways to run the bundled card on the bundled task. */
export function measureBenched(variants: readonly RunVariant[], options: MeasureRunsOptions): Promise<MeasuredRuns> {
  return measureRuns(bundledTask(TASK_ID), readCard(CARD_NAME), variants, { warmupRounds: 2, warmupMs: 0, ...options });
}

/** A row for each way; none if no round is complete. */
export function rowsOfRuns({ measurement, reports }: MeasuredRuns, time: 'samplesMs' | 'cpuMs' = 'samplesMs'): BenchRow[] {
  if (measurement.rounds === 0) return [];
  return measurement.alternatives.map((alternative, place) => benchRow(alternative.name, reports[place]![0]!.counts.outputs, alternative[time]));
}
