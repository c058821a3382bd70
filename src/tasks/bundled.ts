import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { unreadable } from './json-file.js';
import { openTasks, readTask } from './read.js';
import type { Task } from './task.js';

/** The folder of the tasks that come with PhaseLab. */
export function bundledTasksFolder(): string {
  return join(import.meta.dirname, '..', '..', 'data', 'tasks');
}

/** The ids of the tasks that come with PhaseLab, ascending. */
export function bundledTaskIds(): readonly string[] {
  return openTasks(bundledTasksFolder()).ids;
}

/**
 * A task that comes with PhaseLab.
 *
 * @param id one of {@link bundledTaskIds}
 * @throws ArcError `tasks.unknown-task`, which names the nearest known id
 * @example bundledTask('007bbfb7').demo.length // => 5
 */
export function bundledTask(id: string): Task {
  return readTask(openTasks(bundledTasksFolder()), id);
}

/**
 * The text of the solver that comes with a bundled task.
 *
 * @throws ArcError `tasks.unreadable` if there is none of that id
 */
export function bundledSolver(id: string): string {
  const path = join(import.meta.dirname, '..', '..', 'data', 'solvers', `${id}.py`);
  try {
    return readFileSync(path, 'utf8');
  } catch (cause) {
    throw unreadable(path, cause);
  }
}
