import { existsSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { ArcError } from '../values/error.js';
import type { Grid } from '../values/grid.js';
import { gridFromJson, kindOf } from './grid-json.js';
import { isRecord, readJson } from './json-file.js';
import { taskFromJson } from './parse.js';
import type { TaskSource } from './source.js';

/** The parts of Kaggle's ARC Prize data, in the order in which they are read. */
export const SUBSETS = ['training', 'evaluation', 'test'] as const;
/** One of {@link SUBSETS}. */
export type Subset = (typeof SUBSETS)[number];

/** The name of Kaggle's file of all tasks of a subset. */
export function challengesFileName(subset: Subset): string {
  return `arc-agi_${subset}_challenges.json`;
}

/** Whether a JSON value is Kaggle's `{id: {"train": […], "test": […]}}`. */
export function holdsChallenges(json: unknown): json is Readonly<Record<string, unknown>> {
  if (!isRecord(json) || 'train' in json || 'test' in json) return false;
  const entries = Object.values(json);
  return entries.length > 0 && entries.every((entry) => isRecord(entry) && 'train' in entry);
}

/**
 * Refuses Kaggle's files that hold no tasks: solutions are lists of grids by id, submissions lists of attempts.
 *
 * @throws ArcError `tasks.not-challenges`, which names the file to give instead
 */
export function refuseOtherFile(path: string, json: unknown): void {
  const entries = isRecord(json) ? Object.values(json) : [];
  if (entries.length === 0 || !entries.every((entry) => Array.isArray(entry)) || 'train' in (json as object)) return;
  const isSubmission = entries.flat().some((output) => isRecord(output) && 'attempt_1' in output);
  const file = basename(path), challenges = file.includes('solutions') ? file.replace('solutions', 'challenges') : challengesFileName('test');
  throw new ArcError('tasks.not-challenges',
    `${path}: holds ${isSubmission ? 'a submission' : 'solutions'}, no tasks; give Kaggle's challenges file, ${challenges}, or its folder`);
}

/**
 * The tasks of a challenges file, with the outputs of the solutions file beside it where there is one: the same name
 * with `solutions` for `challenges`.
 *
 * @param path the challenges file
 * @param challenges its content
 */
export function kaggleSource(path: string, challenges: Readonly<Record<string, unknown>>): TaskSource {
  const solutionsPath = join(dirname(path), basename(path).replace('challenges', 'solutions'));
  let solutions: unknown;
  return {
    place: path,
    ids: Object.keys(challenges),
    read(id) {
      const task = taskFromJson(challenges[id], id, `${path}: ${id}.`);
      if (solutionsPath === path || !existsSync(solutionsPath)) return task;
      solutions ??= readJson(solutionsPath);
      const outputs = solutionsOf(solutions, id, task.test.length, solutionsPath);
      return { ...task, test: task.test.map(({ input }, k) => ({ input, output: outputs[k]! })) };
    },
  };
}

function solutionsOf(json: unknown, id: string, expected: number, path: string): Grid[] {
  const grids = isRecord(json) ? json[id] : undefined;
  if (!Array.isArray(grids) || grids.length !== expected) {
    const found = Array.isArray(grids) ? `has ${grids.length} grids` : `is ${kindOf(grids)}`;
    throw new ArcError('tasks.wrong-solutions', `${path}: ${id} ${found}; give a list of ${expected}, one for each test input`);
  }
  return grids.map((output: unknown, k) => gridFromJson(output, `${path}: ${id}[${k}]`));
}
