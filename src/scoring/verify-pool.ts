import { readFileSync } from 'node:fs';
import { createExecutor } from '../executor/create.js';
import type { Executor, JobOutcome } from '../executor/executor.js';
import { mergeCard } from '../program/card.js';
import { parseSolvers } from '../program/parse-solvers.js';
import { inlinedSource, stepTexts } from '../program/print.js';
import type { Program } from '../program/program.js';
import type { Task } from '../tasks/task.js';
import { md5 } from './md5.js';
import { readFolders, refuseNoPool, type PoolFolder } from './pool-contents.js';
import type { PoolLink, Pool } from './pool.js';
import { validateCandidate, type Validation } from './validate.js';
import { workloadOf } from './workload.js';

/** What no longer holds of a link in a pool. */
export interface PoolProblem {
  /**
   * `broken-link`: its file is gone; `unreadable`: the file holds no solver; `other-name`: the md5 of the inlined text is another;
   * `score`: the solver scores something else; `timeout`, `failed`: it could not be scored; `no-task`: there is no such task.
   */
  readonly kind: 'broken-link' | 'unreadable' | 'other-name' | 'score' | 'timeout' | 'failed' | 'no-task';
  readonly taskId: string;
  readonly md5: string;
  readonly path: string;
  readonly message: string;
}

/** What verifying a pool found. */
export interface PoolVerification {
  readonly schema: 'phaselab.pool-verify/1';
  readonly root: string;
  readonly status: 'done' | 'cancelled';
  /** Links of solvers that were scored again, and links of differs whose files were read. */
  readonly solvers: number;
  readonly differs: number;
  /** Empty if everything holds. */
  readonly problems: readonly PoolProblem[];
  /** What is not the pool's; it was left alone. */
  readonly foreign: readonly string[];
}

/** How a pool is verified. */
export interface VerifyPoolOptions {
  /** The tasks by id; `undefined` for one that there is not. */
  readonly taskOf: (taskId: string) => Task | undefined;
  /** Where the solvers run. @defaultValue inline, where a time limit holds between steps only */
  readonly executor?: Executor;
  /** For each solver on each sample. @defaultValue 5000 */
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal;
  readonly onProgress?: (done: number, total: number, taskId: string) => void;
}

/**
 * Scores every solver of a pool again on its task, and reads every differ; changes nothing.
 *
 * @throws ArcError `scoring.no-pool`, `scoring.pool`
 */
export async function verifyPool(pool: Pool, options: VerifyPoolOptions): Promise<PoolVerification> {
  refuseNoPool(pool);
  const executor = options.executor ?? createExecutor('inline', { concurrency: 1 });
  const { folders, foreign } = readFolders(pool);
  const problems: PoolProblem[] = [];
  let solvers = 0, differs = 0;
  try {
    for (const [k, folder] of folders.entries()) {
      if (options.signal?.aborted) break;
      const links = readableLinks(folder, problems);
      if (folder.tree === 'solver') solvers += await scoreAgain(folder, links, executor, options, problems);
      else differs += links.length;
      options.onProgress?.(k + 1, folders.length, folder.taskId);
    }
  } finally {
    if (options.executor === undefined) await executor.close();
  }
  const status = options.signal?.aborted ? 'cancelled' : 'done';
  return { schema: 'phaselab.pool-verify/1', root: pool.root, status, solvers, differs, problems, foreign };
}

/** A link whose file is what its name says. */
interface ReadableLink {
  readonly link: PoolLink;
  readonly program: Program;
}

function readableLinks(folder: PoolFolder, problems: PoolProblem[]): ReadableLink[] {
  for (const { md5, path } of folder.broken) {
    problems.push({ kind: 'broken-link', taskId: folder.taskId, md5, path, message: 'its file is gone' });
  }
  return folder.links.flatMap((link) => {
    const note = (kind: PoolProblem['kind'], message: string) => {
      problems.push({ kind, taskId: folder.taskId, md5: link.md5, path: link.path, message });
      return [];
    };
    try {
      const [program, ...others] = parseSolvers(readFileSync(link.path, 'utf8'), { file: link.path });
      if (program === undefined || others.length > 0) return note('unreadable', `it holds ${program === undefined ? 'no' : others.length + 1} programs, not one`);
      const { result } = program;
      if (result.kind !== 'step') return note('unreadable', 'its result is no call');
      const found = md5(inlinedSource(stepTexts(program.steps)(result.index), program.name));
      if (found !== link.md5) return note('other-name', `the md5 of its inlined text is ${found}`);
      return [{ link, program }];
    } catch (error) {
      return note('unreadable', (error as Error).message);
    }
  });
}

/** Scores the solvers of a task; returns how many links it scored. */
async function scoreAgain(
  { taskId }: PoolFolder, links: readonly ReadableLink[], executor: Executor, { taskOf, timeoutMs = 5000, signal }: VerifyPoolOptions, problems: PoolProblem[],
): Promise<number> {
  if (links.length === 0) return 0;
  const task = taskOf(taskId);
  if (task === undefined) {
    problems.push(...links.map(({ link }) => ({ kind: 'no-task' as const, taskId, md5: link.md5, path: link.path, message: `there is no task ${taskId} among the tasks given; name their folder with --data` })));
    return 0;
  }
  const card = mergeCard(`pool of ${taskId}`, links.map(({ link, program }) => ({ ...program, name: `solve_${link.md5}` })), []);
  const workload = workloadOf(card, task, { timeoutMs, simulatedWaitMs: 0, seed: 1 });
  const jobs = links.map(({ link }, position) => ({ step: card.outputs.find(({ solverId }) => solverId === link.md5)!.step, position }));
  const outcomes = await executor.runAll(validateCandidate, workload, jobs, { timeoutMs: timeoutMs * workload.samples.length, ...(signal && { signal }) });
  links.forEach(({ link: { md5, path, score } }, k) => {
    const problem = scoreProblem(outcomes[k]!, score);
    if (problem !== undefined) problems.push({ ...problem, taskId, md5, path });
  });
  return outcomes.filter(({ status }) => status !== 'cancelled').length;
}

function scoreProblem(outcome: JobOutcome<Validation>, score: number): Pick<PoolProblem, 'kind' | 'message'> | undefined {
  switch (outcome.status) {
    case 'cancelled': return undefined;
    case 'failed': case 'timeout': return { kind: outcome.status, message: outcome.message };
    case 'ok': {
      const { status, correct } = outcome.result;
      if (status === 'timeout') return { kind: 'timeout', message: 'it takes longer than the time limit' };
      return correct === score ? undefined : { kind: 'score', message: `it gets ${correct} samples right, its folder says ${score}` };
    }
  }
}
