import { Command } from 'commander';
import { formatMs } from '../charts/format.js';
import { alignColumns } from '../charts/text-columns.js';
import { matchSolvers, solveTasks, type SolveReport } from '../pipeline/solve.js';
import { readSolvers } from '../program/read-solvers.js';
import { bundledTasksFolder } from '../tasks/bundled.js';
import { openTasks, readTask } from '../tasks/read.js';
import { ArcError } from '../values/error.js';
import { Failure } from './failure.js';
import { withInterrupt } from './interrupt.js';
import { print, printJson, warn } from './print.js';
import { withProgress } from './progress.js';
import { wholeNumber } from './number-flags.js';
import { expectShortRun } from './short-run.js';

interface SolveFlags {
  readonly solvers: string;
  readonly tasks?: string;
  readonly passes: number;
  readonly json?: boolean;
}

/** `phaselab solve`: each solver on its own task. */
export function solveCommand(): Command {
  return new Command('solve').description('run each solve_<id> on all samples of task <id>')
    .addHelpText('before', 'Example: phaselab solve --solvers solvers.py --tasks data/training\n')
    .requiredOption('--solvers <file>', 'a file of solvers, or a folder of such files')
    .option('--tasks <path>', 'a folder of task files, one task file, or Kaggle\'s files (default: the bundled tasks)')
    .option('--passes <n>', 'do all of it n times in the process', wholeNumber(1), 1)
    .option('--json', 'print the result as one JSON value')
    .action(solve);
}

async function solve(flags: SolveFlags): Promise<void> {
  const source = openTasks(flags.tasks ?? bundledTasksFolder());
  const { matched, unmatched } = matchSolvers(readSolvers(flags.solvers), source.ids);
  if (matched.length === 0) throw new ArcError('cli.no-solvers', `${flags.solvers}: none of its solvers is for a task of ${source.place}; solve_<id> runs on task <id>`);
  if (unmatched.length > 0) warn(`${unmatched.length} solvers have no task in ${source.place} and are left out (${unmatched.slice(0, 3).join(', ')}${unmatched.length > 3 ? ', …' : ''})`);
  expectShortRun();
  const work = matched.map(({ program, taskId }) => ({ program, task: readTask(source, taskId) }));
  const report = await withProgress(work.length * flags.passes, (show) => withInterrupt((signal) => solveTasks(work, {
    passes: flags.passes, signal, onProgress: (done, _, taskId) => show(done, taskId),
  })));
  if (flags.json) printJson(report);
  else printSolved(report);
  if (report.status === 'cancelled') throw new Failure(`interrupted after ${report.tasks} of ${work.length} tasks`);
  if (report.tasksSolved < report.tasks) throw new Failure(`${report.tasks - report.tasksSolved} of ${report.tasks} tasks are not solved`);
}

function printSolved(report: SolveReport): void {
  print(alignColumns([['task', 'correct', 'time', 'status'], ...report.perTask.map((row) => [
    row.taskId, `${row.correct}/${row.samples}`, formatMs(row.ms), row.message === undefined ? row.status : `${row.status}: ${row.message}`,
  ])]));
  print(`${report.tasksSolved} of ${report.tasks} tasks solved, ${report.samplesCorrect} of ${report.samples} samples, in ${report.passes.map((pass) => formatMs(pass.wallMs)).join(', ')}`);
}
