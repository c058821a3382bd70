import type { Program } from '../program/program.js';
import { prepareProgram } from '../program/evaluate.js';
import { solverIdOf } from '../program/program.js';
import { knownSamples, type Task } from '../tasks/task.js';
import { systemClock, type Clock } from '../timing/clock.js';
import { isEqual } from '../values/equality.js';
import { Tuple, tuple } from '../values/tuple.js';

/** What became of one task. */
export interface SolvedTask {
  readonly taskId: string;
  /** Samples that the solver gets right. */
  readonly correct: number;
  readonly samples: number;
  /** Time of the solver's calls in the first pass. */
  readonly ms: number;
  /** The same for each pass. */
  readonly passesMs: readonly number[];
  /** `failed`: a call failed on some sample; `wrong`: all ran, some output was not the expected one. */
  readonly status: 'ok' | 'wrong' | 'failed';
  /** The first failure, in one line. */
  readonly message?: string;
}

/** What solving gave; times are those of the solver calls alone. */
export interface SolveReport {
  readonly schema: 'phaselab.solve/1';
  readonly status: 'done' | 'cancelled';
  readonly tasks: number;
  readonly tasksSolved: number;
  readonly samples: number;
  readonly samplesCorrect: number;
  /** Of the first pass. */
  readonly wallMs: number;
  readonly passes: readonly { readonly wallMs: number }[];
  readonly perTask: readonly SolvedTask[];
}

/** How tasks are solved. */
export interface SolveOptions {
  /** How often all of it is done. @defaultValue 1 */
  readonly passes?: number;
  readonly signal?: AbortSignal;
  readonly onProgress?: (done: number, total: number, taskId: string) => void;
  readonly clock?: Clock;
}

/** A solver and the task that it is for. */
export interface SolverTask {
  readonly program: Program;
  readonly task: Task;
}

/**
 * Runs solvers on all samples of their tasks, pass by pass, on one thread.
 *
 * @returns the report; a solver that fails is data in it
 */
export async function solveTasks(work: readonly SolverTask[], options: SolveOptions = {}): Promise<SolveReport> {
  const { passes = 1, signal, onProgress, clock = systemClock } = options;
  const solvers = work.map(({ program, task }) => ({ runnable: prepareProgram(program), task, samples: knownSamples(task), S: demoPairs(task) }));
  const rows = solvers.map(({ task, samples }) => ({
    taskId: task.id, correct: 0, samples: samples.length, passesMs: [] as number[], status: 'ok' as SolvedTask['status'], message: undefined as string | undefined,
  }));
  let breathedMs = clock.nowMs();
  for (let pass = 0; pass < passes && !signal?.aborted; pass++) {
    for (let k = 0; k < solvers.length && !signal?.aborted; k++) {
      const { runnable, samples, S } = solvers[k]!, row = rows[k]!;
      let ms = 0, correct = 0;
      for (const { input, output } of samples) {
        const startMs = clock.nowMs();
        try {
          const value = runnable.run({ S, I: input, C: null });
          ms += clock.nowMs() - startMs;
          if (isEqual(value, output)) correct++;
          else if (row.status === 'ok') row.status = 'wrong';
        } catch (error) {
          ms += clock.nowMs() - startMs;
          row.status = 'failed';
          row.message ??= (error as Error).message;
        }
      }
      row.correct = correct;
      row.passesMs.push(ms);
      onProgress?.(pass * solvers.length + k + 1, passes * solvers.length, row.taskId);
      if (clock.nowMs() - breathedMs > 50) {
        // A turn of the event loop now and then, so that a cancellation is heard.
        await new Promise((resolve) => setImmediate(resolve));
        breathedMs = clock.nowMs();
      }
    }
  }
  const done = rows.filter((row) => row.passesMs.length > 0);
  const total = (of: (row: (typeof rows)[number]) => number) => done.reduce((sum, row) => sum + of(row), 0);
  const passesDone = Math.max(0, ...done.map((row) => row.passesMs.length));
  const passTimes = Array.from({ length: passesDone }, (_, pass) => ({ wallMs: total((row) => row.passesMs[pass] ?? 0) }));
  return {
    schema: 'phaselab.solve/1', status: signal?.aborted ? 'cancelled' : 'done', tasks: done.length,
    tasksSolved: done.filter((row) => row.correct === row.samples).length,
    samples: total((row) => row.samples), samplesCorrect: total((row) => row.correct),
    wallMs: passTimes[0]?.wallMs ?? 0, passes: passTimes,
    perTask: done.map(({ message, ...row }) => ({ ...row, ms: row.passesMs[0]!, ...(message !== undefined && { message }) })),
  };
}

/** Pairs the solvers of a file with their tasks; solvers without a task are left out and named. */
export function matchSolvers(
  programs: readonly Program[], taskIds: readonly string[],
): { readonly matched: readonly { program: Program; taskId: string }[]; readonly unmatched: readonly string[] } {
  const known = new Set(taskIds);
  const matched = programs.filter((program) => known.has(solverIdOf(program))).map((program) => ({ program, taskId: solverIdOf(program) }));
  return { matched, unmatched: programs.map(solverIdOf).filter((id) => !known.has(id)) };
}

function demoPairs(task: Task): Tuple {
  return new Tuple(task.demo.map(({ input, output }) => tuple(input, output)));
}
