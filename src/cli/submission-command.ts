import { Command } from 'commander';
import { attemptTasks } from '../pipeline/attempts.js';
import { readSolvers } from '../program/read-solvers.js';
import { readJson } from '../tasks/json-file.js';
import type { Subset } from '../tasks/kaggle.js';
import { kaggleSubsets, loadTasks } from '../tasks/read.js';
import { checkSubmission, formatSubmission, readSubmission, scoreSubmission, type SubmissionScore } from '../tasks/submission.js';
import type { Task } from '../tasks/task.js';
import { Failure } from './failure.js';
import { print, printJson, warn } from './print.js';
import { withProgress } from './progress.js';
import { checkWritable, writeResult } from './write-result.js';

/** `phaselab submission`: Kaggle's submission.json. */
export function submissionCommand(): Command {
  const submission = new Command('submission').description('write and check Kaggle\'s submission.json')
    .addHelpText('before', 'Example: phaselab submission check submission.json --tasks /kaggle/input/arc-prize-2025\n');
  const tasks = ['--tasks <path>', 'Kaggle\'s folder or challenges file, or a folder of task files'] as const;
  const subset = ['--subset <name>', 'training, evaluation or test, where the path holds several (default of Kaggle\'s folder: test)'] as const;
  submission.command('write').description('solve the test inputs with a file of solvers')
    .addHelpText('before', 'Example: phaselab submission write --solvers solvers.py --tasks /kaggle/input/arc-prize-2025 -o submission.json\n')
    .requiredOption('--solvers <path>', 'a file of solvers, or a folder of such files').requiredOption(...tasks).option(...subset)
    .option('--try-all', 'on each task also the solvers of others that get its demo samples right')
    .option('-o, --output <file>', 'where to write it', 'submission.json')
    .option('--json', 'print what was written as one JSON value')
    .action(write);
  submission.command('check').description('check a submission: all ids, both attempts, shapes; score it where the outputs are known').argument('<file>')
    .addHelpText('before', 'Example: phaselab submission check submission.json --tasks /kaggle/input/arc-prize-2025\n')
    .requiredOption(...tasks).option(...subset).option('--json', 'print the result as one JSON value')
    .action(check);
  return submission;
}

interface WriteFlags { solvers: string; tasks: string; subset?: Subset; tryAll?: boolean; output: string; json?: boolean }

async function write({ solvers, tasks: path, subset, tryAll, output, json }: WriteFlags): Promise<void> {
  const tasks = tasksToSubmit(path, subset);
  checkWritable(output);
  const submission = await withProgress(tasks.length, (show) => attemptTasks(tasks, readSolvers(solvers), {
    triesAll: tryAll ?? false, onProgress: (done, _, taskId) => show(done, taskId),
  }));
  writeResult(output, formatSubmission(submission));
  const score = scoreSubmission(submission, tasks);
  if (json) return printJson({ schema: 'phaselab.submission/1', file: output, tasks: tasks.length, score });
  printScore(tasks, score);
  print(output);
}

function check(file: string, { tasks: path, subset, json }: Omit<WriteFlags, 'solvers' | 'output'>): void {
  const tasks = tasksToSubmit(path, subset);
  const faults = checkSubmission(readJson(file), tasks, file);
  const score = faults.length === 0 ? scoreSubmission(readSubmission(file, tasks), tasks) : null;
  if (json) printJson({ schema: 'phaselab.submission/1', file, tasks: tasks.length, faults, score });
  else if (score !== null) printScore(tasks, score);
  if (faults.length === 0) return;
  for (const fault of faults.slice(0, 20)) warn(fault);
  throw new Failure(`${file}: ${faults.length} fault${faults.length === 1 ? '' : 's'}; it cannot be handed in as it is`);
}

/** Of Kaggle's folder the test tasks, for which it wants a submission, unless others are asked for. */
function tasksToSubmit(path: string, subset: Subset | undefined): Task[] {
  if (subset !== undefined) return loadTasks(path, { subset });
  if (!kaggleSubsets(path).includes('test')) return loadTasks(path);
  warn(`${path}: taking its test tasks, for which Kaggle wants a submission; --subset takes others`);
  return loadTasks(path, { subset: 'test' });
}

function printScore(tasks: readonly Task[], { outputs, tasks: solved, outputsWithheld }: SubmissionScore): void {
  print(`${tasks.length} tasks, both attempts at every test output`);
  if (outputs.total > 0) print(`test outputs right: ${outputs.correct} of ${outputs.total}; tasks solved: ${solved.solved} of ${solved.total}`);
  if (outputsWithheld > 0) print(`${outputsWithheld} test outputs are withheld and not scored`);
}
