import { readCard } from '../program/read-card.js';
import { bundledTask } from '../tasks/bundled.js';
import { bootstrapSpeedup } from '../timing/statistics.js';
import { benchRow, totalRow, type BenchGroup, type BenchGroupOptions, type BenchRow } from './bench-report.js';
import { JOURNEY, type PhaseId } from './journey.js';
import { measureRuns, type MeasuredRuns, type RunVariant } from './measure-runs.js';

const TASK_ID = '007bbfb7', CARD_NAME = 'onerun';

/** Times the phases of the journey on the bundled task and card, in turns, and holds them against the first of them. */
export async function benchPhases(options: BenchGroupOptions): Promise<BenchGroup> {
  const phases = phasesNamed(options.names);
  if (phases.length === 0) return noPhases('phases', options.names);
  const measured = await measure(phases.map((phase) => ({ name: phase, phase })), options);
  const { alternatives, status } = measured.measurement, [first] = alternatives;
  const rows = rowsOf(measured).map((row, place) => (place === 0 ? row : against(row, first!.name, first!.samplesMs)));
  const different = alternatives.filter((alternative) => alternative.resultsEqual === false).map((alternative) => alternative.name);
  return {
    name: 'phases', status, rows, total: null,
    note: `a pass is one run of task ${TASK_ID} with card ${CARD_NAME}; ${different.length === 0 ? 'results equal' : `results equal, except ${different.join(', ')}: RESULTS NOT EQUAL`}`,
  };
}

/**
 * Times the phases of the journey with full instrumentation (a span for every evaluation, candidate and file) and without, in turns.
 *
 * @returns rows with it, each held against the same phase without it; the total is the whole journey
 */
export async function benchInstrumentation(options: BenchGroupOptions): Promise<BenchGroup> {
  const phases = phasesNamed(options.names);
  if (phases.length === 0) return noPhases('instrumentation', options.names);
  const variants = phases.flatMap((phase) => [false, true].map((profile): RunVariant => ({ name: `${phase}, spans ${profile ? 'on' : 'off'}`, phase, config: { profile } })));
  const measured = await measure(variants, options);
  const status = measured.measurement.status, note = 'a pass is one run with a span for every evaluation, held against the same run without; '
    + 'CPU time is the process\'s, which a busy machine disturbs less';
  if (measured.measurement.rounds === 0) return { name: 'instrumentation', status, note, rows: [], total: null };
  const wall = onAgainstOff(rowsOf(measured)), cpu = onAgainstOff(rowsOf(measured, 'cpuMs'));
  return { name: 'instrumentation', status, note, rows: [{ ...cpu.total, name: 'all, CPU time' }, ...wall.rows], total: wall.total };
}

function phasesNamed(names: readonly string[]): PhaseId[] {
  return JOURNEY.map((phase) => phase.id).filter((id) => names.length === 0 || names.includes(id));
}

function noPhases(name: BenchGroup['name'], names: readonly string[]): BenchGroup {
  return { name, status: 'skipped', note: `no phase is called ${names.join(', ')}`, rows: [], total: null };
}

function measure(variants: readonly RunVariant[], { rounds, signal, onRound }: BenchGroupOptions): Promise<MeasuredRuns> {
  return measureRuns(bundledTask(TASK_ID), readCard(CARD_NAME), variants, {
    rounds, warmupRounds: 2, warmupMs: 0, ...(signal && { signal }),
    onProgress: ({ part, roundsDone }) => { if (part === 'rounds') onRound?.(roundsDone); },
  });
}

function rowsOf({ measurement, reports }: MeasuredRuns, time: 'samplesMs' | 'cpuMs' = 'samplesMs'): BenchRow[] {
  if (measurement.rounds === 0) return [];
  return measurement.alternatives.map((alternative, place) => benchRow(alternative.name, reports[place]![0]!.counts.outputs, alternative[time]));
}

/** Rows in pairs (off, on): each on against its off, and all together. */
function onAgainstOff(rows: readonly BenchRow[]): { readonly rows: BenchRow[]; readonly total: BenchRow } {
  const off = rows.filter((_, place) => place % 2 === 0), on = rows.filter((_, place) => place % 2 === 1);
  return {
    rows: on.map((row, place) => against(row, off[place]!.name, off[place]!.samplesMs)),
    total: against(totalRow(on), 'spans off', totalRow(off).samplesMs),
  };
}

/** The row held against samples of the same rounds, round by round. */
function against(row: BenchRow, name: string, referenceMs: readonly number[]): BenchRow {
  return { ...row, reference: { name, ms: benchRow(name, 0, referenceMs).medianMs, speedup: bootstrapSpeedup(referenceMs, row.samplesMs) } };
}
