import { isEqual } from '../values/equality.js';
import { ArcError } from '../values/error.js';
import { grid, type Grid } from '../values/grid.js';
import { gridFromJson, kindOf } from './grid-json.js';
import { isRecord, readJson } from './json-file.js';
import type { Task } from './task.js';
import { writeWhole } from './whole-file.js';
import { formatGrid } from './write.js';

const ATTEMPTS: readonly string[] = ['attempt_1', 'attempt_2'];

/** Both attempts at one test output. */
export type Attempts = readonly [Grid, Grid];

/** Kaggle's `submission.json`: by task id, the attempts at each test output, in order. */
export type Submission = Readonly<Record<string, readonly Attempts[]>>;

/** How many test outputs, and how many whole tasks, a submission gets right. */
export interface SubmissionScore {
  /** A test output is right when either attempt equals it; Kaggle's score is `correct / total`. */
  readonly outputs: { readonly correct: number; readonly total: number };
  /** A task is solved when all its test outputs are right. */
  readonly tasks: { readonly solved: number; readonly total: number };
  readonly perTask: readonly { readonly taskId: string; readonly correct: number; readonly total: number }[];
  /** Test outputs that are withheld and so count nowhere. */
  readonly outputsWithheld: number;
}

/**
 * Makes a complete submission from whatever attempts there are.
 *
 * @param attemptsAt the attempts at a task's k-th test output; more than two are cut, the last one stands in for a
 *   missing second, and a black 2×2 grid for none
 */
export function makeSubmission(
  tasks: readonly Task[], attemptsAt: (task: Task, testIndex: number) => readonly Grid[],
): Submission {
  const blank = grid([[0, 0], [0, 0]]);
  return Object.fromEntries(tasks.map((task) => [task.id, task.test.map((_, k): Attempts => {
    const [one = blank, two = one] = attemptsAt(task, k);
    return [one, two];
  })]));
}

/** A submission as Kaggle's JSON text, a line for each task. */
export function formatSubmission(submission: Submission): string {
  const lines = Object.entries(submission).map(([id, outputs]) => {
    const entries = outputs.map(([one, two]) => `{"attempt_1":${formatGrid(one)},"attempt_2":${formatGrid(two)}}`);
    return `${JSON.stringify(id)}:[${entries.join(',')}]`;
  });
  return `{\n${lines.join(',\n')}\n}\n`;
}

/**
 * Writes `submission.json`, whole or not at all.
 *
 * @throws ArcError `tasks.unwritable`
 */
export function writeSubmission(path: string, submission: Submission): void {
  try {
    writeWhole(path, formatSubmission(submission));
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code ?? String(cause);
    throw new ArcError('tasks.unwritable',
      `${path}: cannot be written (${code}); choose a folder that exists and may be written to`, { cause });
  }
}

/**
 * All that is wrong with a submission: a task or an attempt that is missing, a task that is unknown, a wrong number of
 * outputs, an attempt beyond the second, a grid that is none.
 *
 * @param json the parsed content of `submission.json`
 * @param place the file's name, the start of every line
 * @returns one line for each fault; none when it can be handed in
 */
export function checkSubmission(json: unknown, tasks: readonly Task[], place: string): string[] {
  if (!isRecord(json)) return [`${place}: is ${kindOf(json)}; make it an object of task ids`];
  const known = new Set(tasks.map((task) => task.id));
  const missing = tasks.filter((task) => !Object.hasOwn(json, task.id)).map((task) => `${place}: has no ${task.id}; give all task ids`);
  const unknown = Object.keys(json).filter((id) => !known.has(id))
    .map((id) => `${place}: ${JSON.stringify(id)} is no task of this set; leave it out`);
  const present = tasks.filter((task) => Object.hasOwn(json, task.id));
  return [...missing, ...unknown, ...present.flatMap((task) => faultsOfEntry(json[task.id], task, `${place}: ${task.id}`))];
}

/**
 * Reads and checks `submission.json`.
 *
 * @throws ArcError `tasks.bad-submission` with the first fault, `tasks.unreadable`, `tasks.not-json`
 */
export function readSubmission(path: string, tasks: readonly Task[]): Submission {
  const json = readJson(path);
  const faults = checkSubmission(json, tasks, path);
  if (faults.length > 0) {
    const more = faults.length === 1 ? '' : ` (and ${faults.length - 1} more)`;
    throw new ArcError('tasks.bad-submission', `${faults[0]!}${more}`, { details: { faults } });
  }
  const entries = json as Record<string, Record<'attempt_1' | 'attempt_2', unknown>[]>;
  return Object.fromEntries(tasks.map(({ id }) => [id, entries[id]!.map((entry, k): Attempts => [
    gridFromJson(entry.attempt_1, `${path}: ${id}[${k}].attempt_1`),
    gridFromJson(entry.attempt_2, `${path}: ${id}[${k}].attempt_2`),
  ])]));
}

/** Scores a submission against the tasks' own test outputs; a task that it lacks has nothing right. */
export function scoreSubmission(submission: Submission, tasks: readonly Task[]): SubmissionScore {
  const perTask = tasks.map((task) => {
    const known = task.test.flatMap(({ output }, k) =>
      (output === null ? [] : [{ output, attempts: submission[task.id]?.[k] ?? [] }]));
    const correct = known.filter(({ output, attempts }) => attempts.some((attempt) => isEqual(attempt, output))).length;
    return { taskId: task.id, correct, total: known.length };
  }).filter((row) => row.total > 0);
  const total = sum(perTask.map((row) => row.total));
  return {
    outputs: { correct: sum(perTask.map((row) => row.correct)), total },
    tasks: { solved: perTask.filter((row) => row.correct === row.total).length, total: perTask.length },
    perTask,
    outputsWithheld: sum(tasks.map((task) => task.test.length)) - total,
  };
}

function faultsOfEntry(entry: unknown, task: Task, place: string): string[] {
  if (!Array.isArray(entry)) return [`${place} is ${kindOf(entry)}; make it a list of {"attempt_1", "attempt_2"}`];
  const wanted = task.test.length;
  if (entry.length !== wanted) {
    return [`${place} has ${entry.length} outputs, the task has ${wanted} test inputs; give one for each, in order`];
  }
  return entry.flatMap((output: unknown, k) => {
    const attempts = isRecord(output) ? output : {};
    const unknown = Object.keys(attempts).filter((name) => !ATTEMPTS.includes(name))
      .map((name) => `${place}[${k}]: ${JSON.stringify(name)} is no attempt that counts; give ${ATTEMPTS.join(' and ')} only`);
    return [...ATTEMPTS.flatMap((name) => {
      try {
        gridFromJson(attempts[name], `${place}[${k}].${name}`);
        return [];
      } catch (fault) {
        return [(fault as ArcError).message];
      }
    }), ...unknown];
  });
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, n) => total + n, 0);
}
