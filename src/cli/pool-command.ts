import { Command } from 'commander';
import { alignColumns } from '../charts/text-columns.js';
import { createExecutor } from '../executor/create.js';
import { readPool, type PooledItem } from '../scoring/pool-contents.js';
import { Pool } from '../scoring/pool.js';
import { prunePool } from '../scoring/prune-pool.js';
import { verifyPool } from '../scoring/verify-pool.js';
import { bundledTasksFolder } from '../tasks/bundled.js';
import { openTasks, readTask } from '../tasks/read.js';
import { Failure } from './failure.js';
import { withInterrupt } from './interrupt.js';
import { print, printJson, warn } from './print.js';
import { withProgress } from './progress.js';
import { positive } from './number-flags.js';

/** `phaselab pool`: look into the pool that runs keep with `--pool`. */
export function poolCommand(): Command {
  const pool = new Command('pool').description('show, prune and verify the pool of solvers and differs that runs keep')
    .addHelpText('before', 'Example: phaselab pool show my-pool\n');
  pool.command('show').description('list the solvers and differs of each task with their scores').argument('<folder>')
    .addHelpText('before', 'Example: phaselab pool show my-pool\n')
    .option('--json', 'print the result as one JSON value')
    .action(show);
  pool.command('prune').description('remove files that no link points to, broken links and what broken-off writes left').argument('<folder>')
    .addHelpText('before', 'Example: phaselab pool prune my-pool --dry-run\n')
    .option('--dry-run', 'only say what would go')
    .option('--json', 'print the result as one JSON value')
    .action(prune);
  pool.command('verify').description('score every solver again on its task, and say what no longer holds').argument('<folder>')
    .addHelpText('before', 'Example: phaselab pool verify my-pool --data data/training\n')
    .option('--data <path>', 'a folder of task files, one task file, or Kaggle\'s files (default: the bundled tasks)')
    .option('-t, --timeout <seconds>', 'time limit of each solver on each sample', positive, 5)
    .option('--json', 'print the result as one JSON value')
    .action(verify);
  return pool;
}

function show(folder: string, { json }: { json?: boolean }): void {
  const contents = readPool(new Pool(folder));
  if (json) printJson(contents);
  else {
    print(`pool ${folder}: ${contents.tasks.length} tasks, ${contents.files.solvers} solver files, ${contents.files.differs} differ files`);
    for (const { taskId, solvers, differs } of contents.tasks) {
      print(`task ${taskId}`);
      print(alignColumns([['  kind', 'score', 't_log', 'md5'], ...rowsOf('solver', solvers), ...rowsOf('differ iz', differs.iz), ...rowsOf('differ zo', differs.zo)]));
    }
  }
  for (const path of contents.broken) warn(`${path} points to a file that is gone; "phaselab pool prune" removes it`);
  warnForeign(contents.foreign);
}

async function prune(folder: string, { json, dryRun = false }: { json?: boolean; dryRun?: boolean }): Promise<void> {
  const report = await prunePool(new Pool(folder), { isDryRun: dryRun });
  const { files, brokenLinks, temporaryFiles, foreign } = report;
  if (json) printJson(report);
  else {
    for (const path of [...files, ...brokenLinks, ...temporaryFiles]) print(path);
    print(`${dryRun ? 'would remove' : 'removed'} ${files.length} files without a link, ${brokenLinks.length} broken links, ${temporaryFiles.length} temporary files`);
  }
  warnForeign(foreign);
}

async function verify(folder: string, { data, timeout, json }: { data?: string; timeout: number; json?: boolean }): Promise<void> {
  const source = openTasks(data ?? bundledTasksFolder());
  const executor = createExecutor('threads', { concurrency: 1 });
  const found = await withProgress(1, (show) => withInterrupt((signal) => verifyPool(new Pool(folder), {
    taskOf: (taskId) => (source.ids.includes(taskId) ? readTask(source, taskId) : undefined),
    executor, timeoutMs: timeout * 1000, signal, onProgress: (done, total, taskId) => show(done, taskId, total),
  }))).finally(() => executor.close());
  if (json) printJson(found);
  else {
    for (const { path, kind, message } of found.problems) print(`${path}: ${kind}: ${message}`);
    print(`${found.solvers} solvers scored again, ${found.differs} differs read: ${found.problems.length === 0 ? 'all holds' : `${found.problems.length} no longer hold`}`);
  }
  warnForeign(found.foreign);
  if (found.status === 'cancelled') throw new Failure(`interrupted after ${found.solvers} solvers and ${found.differs} differs`);
  if (found.problems.length > 0) throw new Failure(`${folder}: ${found.problems.length} links of the pool no longer hold`);
}

function rowsOf(kind: string, items: readonly PooledItem[]): string[][] {
  return items.map(({ md5, score, tLog }) => [`  ${kind}`, String(score), String(tLog), md5]);
}

function warnForeign(foreign: readonly string[]): void {
  for (const path of foreign) warn(`${path} is not the pool's; left alone`);
}
