import { ExecutorPool } from '../executor/executor-pool.js';
import { bootstrapMedian } from '../timing/statistics.js';
import { BENCHED_RUN, measureBenched, noPhases, phasesNamed, rowsOfRuns } from './bench-phases.js';
import { against, totalRow, type BenchGroup, type BenchGroupOptions, type BenchRow } from './bench-report.js';
import type { MeasuredRuns } from './measure-runs.js';

/** A row of runs with full instrumentation beside the row of the same runs without. */
type Pair = readonly [off: BenchRow, on: BenchRow];

/**
 * Times the phases of the journey with full instrumentation (a span for every evaluation, candidate and file) and without. The two runs of
 * a pair follow each other at once, so that what the machine does meanwhile meets both.
 *
 * @returns rows with it, each held against the same phase without it. The total's speedup is the median of the ratios of all pairs of all
 * phases: that of the sums would be as uncertain as the longest phase.
 */
export async function benchInstrumentation(options: BenchGroupOptions): Promise<BenchGroup> {
  const { names, rounds, signal } = options, phases = phasesNamed(names);
  if (phases.length === 0) return noPhases('instrumentation', names);
  const measured: MeasuredRuns[] = [], executors = new ExecutorPool();
  try {
    for (const phase of phases) {
      const variants = [false, true].map((profile) => ({ name: `${phase}, spans ${profile ? 'on' : 'off'}`, phase, config: { profile } }));
      const done = measured.length * rounds, total = phases.length * rounds;
      const pairs = await measureBenched(variants, {
        rounds, executors, ...(signal && { signal }),
        onProgress: ({ part, roundsDone }) => { if (part === 'rounds') options.onRound?.(done + roundsDone, total); },
      });
      // An interrupted phase would count less than the others.
      if (pairs.measurement.rounds < rounds) break;
      measured.push(pairs);
    }
  } finally {
    await executors.close();
  }
  const group = {
    name: 'instrumentation', status: measured.length < phases.length ? 'cancelled' : 'done',
    note: `a pass is ${BENCHED_RUN} with a span for every evaluation, held against the same run without, right before or after it; the cost of all is `
      + 'the median of the ratios of all pairs; CPU time is the process\'s, which a busy machine disturbs less',
  } as const;
  if (measured.length === 0) return { ...group, rows: [], total: null };
  const wall = measured.map((runs) => pairOf(runs, 'samplesMs')), cpu = measured.map((runs) => pairOf(runs, 'cpuMs'));
  const rows = wall.map(([off, on]) => against(on, off.name, off.samplesMs));
  return { ...group, rows: [{ ...allPairs(cpu), name: 'all, CPU time' }, ...rows], total: allPairs(wall) };
}

function pairOf(runs: MeasuredRuns, time: 'samplesMs' | 'cpuMs'): Pair {
  const [off, on] = rowsOfRuns(runs, time);
  return [off!, on!];
}

function allPairs(pairs: readonly Pair[]): BenchRow {
  const ratios = pairs.flatMap(([off, on]) => off.samplesMs.map((ms, round) => ms / on.samplesMs[round]!));
  const total = totalRow(pairs.map(([, on]) => on)), { medianMs } = totalRow(pairs.map(([off]) => off));
  return { ...total, reference: { name: 'spans off', ms: medianMs, speedup: ratios.every(Number.isFinite) ? bootstrapMedian(ratios) : null } };
}
