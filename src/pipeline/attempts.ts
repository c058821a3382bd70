import { readGrid } from '../dsl/arguments.js';
import { prepareProgram, type RunnableProgram } from '../program/evaluate.js';
import { solverIdOf, type Program } from '../program/program.js';
import { LONGEST_SIDE } from '../tasks/grid-json.js';
import { makeSubmission, type Submission } from '../tasks/submission.js';
import type { Task } from '../tasks/task.js';
import { isEqual } from '../values/equality.js';
import { Grid } from '../values/grid.js';
import { Tuple, tuple } from '../values/tuple.js';
import type { Value } from '../values/value.js';

/** Which solvers may attempt a task. */
export interface AttemptOptions {
  /** Solvers of other tasks too, when they get all demo samples of this one right. @defaultValue false */
  readonly triesAll?: boolean;
  readonly onProgress?: (done: number, total: number, taskId: string) => void;
}

/**
 * Solves the test inputs of tasks with solver programs, for Kaggle.
 *
 * A task's own solvers (by id) come first, then, if wanted, all others that get its demo samples right; the first two different
 * valid grids are the attempts.
 *
 * @returns a complete submission; where nothing could be made, the attempt is a black 2×2 grid
 */
export function attemptTasks(tasks: readonly Task[], solvers: readonly Program[], options: AttemptOptions = {}): Submission {
  const runnable = solvers.map(prepareProgram);
  const attempts = new Map<Task, Grid[][]>();
  for (const [k, task] of tasks.entries()) {
    const own = runnable.filter(({ program }) => solverIdOf(program) === task.id);
    const others = options.triesAll ? runnable.filter((solver) => !own.includes(solver) && getsDemosRight(solver, task)) : [];
    attempts.set(task, task.test.map(({ input }) => distinctGrids([...own, ...others], task, input)));
    options.onProgress?.(k + 1, tasks.length, task.id);
  }
  return makeSubmission(tasks, (task, k) => attempts.get(task)![k]!);
}

function distinctGrids(solvers: readonly RunnableProgram[], task: Task, input: Grid): Grid[] {
  const found: Grid[] = [];
  for (const solver of solvers) {
    const grid = arcGridOf(valueOf(solver, task, input));
    if (grid !== undefined && !found.some((other) => isEqual(other, grid))) found.push(grid);
    if (found.length === 2) break;
  }
  return found;
}

function getsDemosRight(solver: RunnableProgram, task: Task): boolean {
  return task.demo.every(({ input, output }) => {
    const value = valueOf(solver, task, input);
    return value !== undefined && isEqual(value, output);
  });
}

/** What a solver gives, `undefined` where it fails. */
function valueOf(solver: RunnableProgram, task: Task, input: Grid): Value | undefined {
  try {
    return solver.run({ S: new Tuple(task.demo.map((sample) => tuple(sample.input, sample.output))), I: input, C: null });
  } catch {
    return undefined;
  }
}

/** The value as a grid that ARC allows; a program may give it as a tuple of rows. */
function arcGridOf(value: Value | undefined): Grid | undefined {
  if (!(value instanceof Tuple)) return undefined;
  try {
    const { height, width, cells } = readGrid(value, 'attempt');
    const isAllowed = height >= 1 && width >= 1 && height <= LONGEST_SIDE && width <= LONGEST_SIDE
      && cells.every((cell) => Number.isInteger(cell) && (cell as number) >= 0 && (cell as number) <= 9);
    return isAllowed ? new Grid(height, width, cells) : undefined;
  } catch {
    return undefined;
  }
}
