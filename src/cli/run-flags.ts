import { Command, InvalidArgumentError } from 'commander';
import { parseSetting, type Config } from '../pipeline/config.js';
import type { RunOptions } from '../pipeline/run.js';
import type { Card } from '../program/card.js';
import { readCard } from '../program/read-card.js';
import { bundledTasksFolder } from '../tasks/bundled.js';
import { openTasks, readTask } from '../tasks/read.js';
import type { Task } from '../tasks/task.js';
import { ArcError } from '../values/error.js';
import { positive, wholeNumber } from './number-flags.js';

/** The flags that all commands with pipeline runs share, as commander gives them. */
export interface RunFlags {
  readonly taskIds?: readonly string[];
  readonly card: string;
  readonly data?: string;
  readonly set?: readonly string[];
  readonly executor?: string;
  readonly concurrency?: number;
  readonly timeout?: number;
  readonly start: number;
  readonly count?: number;
  readonly pool?: string;
  readonly json?: boolean;
}

/** Adds those flags to a command. */
export function withRunFlags(command: Command): Command {
  return command
    .option('-i, --task-ids <id...>', 'tasks to run, by id (default: 007bbfb7, or with --data all there)')
    .option('-b, --card <name or file>', 'the card of solvers: a bundled name or a JSON file', 'onerun')
    .option('--data <path>', 'a folder of task files, one task file, or Kaggle\'s files (default: the bundled tasks)')
    .option('--set <key=value...>', 'settings, for example differs=distinct')
    .option('--executor <kind>', 'inline, limited or threads')
    .option('--concurrency <n>', 'jobs at work at once', wholeNumber(1))
    .option('-t, --timeout <seconds>', 'time limit of each evaluation', positive)
    .option('-s, --start <n>', 'skip the first n of the tasks', wholeNumber(0), 0)
    .option('-c, --count <n>', 'run at most n tasks', wholeNumber(1))
    .option('--pool <folder>', 'keep solvers and differs in this folder (default: a temporary one)')
    .option('--json', 'print the result as one JSON value');
}

/** What the flags name, read and checked. */
export interface RunInputs {
  readonly tasks: readonly Task[];
  readonly card: Card;
  readonly options: RunOptions;
}

/** Reads what the flags name. @throws ArcError for bad input */
export function readRunInputs(flags: RunFlags): RunInputs {
  return { tasks: readTasks(flags), card: readCard(flags.card), options: { config: configOf(flags), ...(flags.pool !== undefined && { pool: flags.pool }) } };
}

/** The task of a command that runs on one. @throws ArcError `cli.one-task` where several are given */
export function oneTask(tasks: readonly Task[], command: string): Task {
  if (tasks.length > 1) throw new ArcError('cli.one-task', `${command}: ${tasks.length} tasks are given, it runs on one; give one with -i`);
  return tasks[0]!;
}

function readTasks({ taskIds, data, start, count }: RunFlags): Task[] {
  const source = openTasks(data ?? bundledTasksFolder());
  const ids = taskIds ?? (data === undefined && count === undefined && start === 0 ? ['007bbfb7'] : source.ids);
  const chosen = ids.slice(start, count === undefined ? undefined : start + count);
  if (chosen.length === 0) throw new InvalidArgumentError(`--start ${start} leaves none of ${ids.length} tasks; give a smaller one`);
  return chosen.map((id) => readTask(source, id));
}

function configOf({ set, executor, concurrency, timeout }: RunFlags): Config {
  return Object.assign(
    {}, ...(set ?? []).map(parseSetting),
    executor === undefined ? {} : parseSetting(`executor=${executor}`),
    concurrency === undefined ? {} : parseSetting(`concurrency=${concurrency}`),
    timeout === undefined ? {} : { timeoutMs: timeout * 1000 },
  ) as Config;
}
