import { setImmediate } from 'node:timers/promises';
import { prepareProgram, type RunnableProgram } from '../program/evaluate.js';
import { parseSolvers } from '../program/parse-solvers.js';
import { bundledSolver, bundledTask, bundledTaskIds } from '../tasks/bundled.js';
import { parseTask } from '../tasks/parse.js';
import { knownSamples, type Task } from '../tasks/task.js';
import { formatTask } from '../tasks/write.js';
import { systemClock } from '../timing/clock.js';
import { Tuple, tuple } from '../values/tuple.js';
import { benchRow, totalRow, type BenchGroup, type BenchGroupOptions } from './bench-report.js';

/** Passes before those that count. */
const WARM_UP_PASSES = 10;

/** Times the bundled solvers, each over all samples of its task; with `isFresh`, grids are made anew for every pass, outside the timed stretch. */
export async function benchSolvers({ rounds, names, isFresh, signal, onRound }: BenchGroupOptions): Promise<BenchGroup> {
  const subjects = bundledTaskIds().filter((id) => names.length === 0 || names.includes(id)).map((id) => ({
    id, task: bundledTask(id), solver: prepareProgram(parseSolvers(bundledSolver(id), { file: `${id}.py` })[0]!), samplesMs: [] as number[],
  }));
  let done = 0;
  for (let pass = -WARM_UP_PASSES; pass < rounds && !signal?.aborted; pass++) {
    for (const { task, solver, samplesMs } of subjects) {
      const ms = timePass(solver, isFresh ? copyOf(task) : task);
      if (pass >= 0) samplesMs.push(ms);
    }
    await setImmediate();
    if (pass >= 0) onRound?.(++done, rounds);
  }
  const rows = done === 0 ? [] : subjects.map(({ id, task, samplesMs }) => benchRow(id, knownSamples(task).length, samplesMs));
  return {
    name: 'solvers', status: done < rounds ? 'cancelled' : 'done', rows,
    note: `a pass runs a bundled solver on all samples of its task, ${isFresh ? 'grids made anew for every pass' : 'the same grids in every pass'}`,
    total: rows.length === 0 ? null : totalRow(rows),
  };
}

function timePass(solver: RunnableProgram, task: Task): number {
  const samples = knownSamples(task);
  const S = new Tuple(task.demo.map(({ input, output }) => tuple(input, output)));
  const startMs = systemClock.nowMs();
  for (const { input } of samples) solver.run({ S, I: input, C: null });
  return systemClock.nowMs() - startMs;
}

function copyOf(task: Task): Task {
  return parseTask(formatTask(task), { id: task.id, place: task.id });
}
