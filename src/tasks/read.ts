import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { closest } from '../values/closest.js';
import { ArcError } from '../values/error.js';
import { readJson, unreadable } from './json-file.js';
import { challengesFileName, holdsChallenges, kaggleSource, refuseOtherFile, SUBSETS, type Subset } from './kaggle.js';
import { folderSource, joinSources, singleTaskSource, type TaskSource } from './source.js';
import type { Task } from './task.js';

export { parseTask } from './parse.js';

/** Which tasks are wanted of those that a path holds. */
export interface LoadTasksOptions {
  /**
   * One part of Kaggle's folder, or of a folder with a folder for each part.
   *
   * @defaultValue all parts, in the order training, evaluation, test
   */
  readonly subset?: Subset;
  /** Only these, in this order. @defaultValue all, in the order of the file or of the file names */
  readonly ids?: readonly string[];
}

/**
 * Reads and checks the tasks at a path, whatever form they have there.
 *
 * @param path a folder of task files; one task file; Kaggle's folder, or one of its challenges files, with the
 *   solutions file beside it; a folder with folders `training`, `evaluation`, `test`
 * @throws ArcError `tasks.unreadable`, `tasks.none`, `tasks.unknown-subset`, `tasks.not-challenges`, `tasks.unknown-task`, and what reading one throws
 */
export function loadTasks(path: string, options: LoadTasksOptions = {}): Task[] {
  const source = openTasks(path, options.subset);
  return (options.ids ?? source.ids).map((id) => readTask(source, id));
}

/** Reads and checks one task at a path; see {@link loadTasks}. */
export function loadTask(path: string, id: string, options: Pick<LoadTasksOptions, 'subset'> = {}): Task {
  return readTask(openTasks(path, options.subset), id);
}

/**
 * Reads a task of a source by its id.
 *
 * @throws ArcError `tasks.unknown-task`, which names the nearest known id
 */
export function readTask(source: TaskSource, id: string): Task {
  if (source.ids.includes(id)) return source.read(id);
  throw new ArcError('tasks.unknown-task', `${source.place}: no task ${JSON.stringify(id)}; did you mean ${closest(id, source.ids)}?`,
    { details: { id } });
}

/** The subsets for which a folder has a challenges file of Kaggle's; none where the path is no such folder. */
export function kaggleSubsets(path: string): readonly Subset[] {
  const files = filesOf(path) ?? [];
  return SUBSETS.filter((part) => files.includes(challengesFileName(part)));
}

/** Finds out what a path holds, without reading the tasks of a folder yet. */
export function openTasks(path: string, subset?: Subset): TaskSource {
  const files = filesOf(path);
  if (files === undefined) return fileSource(path);
  const parts = kaggleSubsets(path);
  if (parts.length > 0) {
    return joinSources(path, choose(subset, parts, path).map((part) => fileSource(join(path, challengesFileName(part)))));
  }
  const taskFiles = files.filter((file) => /\.json$/i.test(file));
  if (taskFiles.length > 0) return folderSource(path, taskFiles);
  const folders = SUBSETS.filter((part) => files.includes(part));
  if (folders.length > 0) return joinSources(path, choose(subset, folders, path).map((part) => openTasks(join(path, part))));
  throw new ArcError('tasks.none', `${path}: holds no task; give a folder of task files (.json) or Kaggle's challenges files`);
}

/** A folder's files, sorted; nothing where the path is a file. */
function filesOf(path: string): string[] | undefined {
  try {
    return statSync(path).isDirectory() ? readdirSync(path).sort() : undefined;
  } catch (cause) {
    throw unreadable(path, cause);
  }
}

function fileSource(path: string): TaskSource {
  const json = readJson(path);
  if (holdsChallenges(json)) return kaggleSource(path, json);
  refuseOtherFile(path, json);
  return singleTaskSource(path, json);
}

function choose(subset: Subset | undefined, present: readonly Subset[], path: string): readonly Subset[] {
  if (subset === undefined) return present;
  if (present.includes(subset)) return [subset];
  throw new ArcError('tasks.unknown-subset', `${path}: has no ${JSON.stringify(subset)} tasks; choose ${present.join(' or ')}`);
}
