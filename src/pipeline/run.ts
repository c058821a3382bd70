import { join } from 'node:path';
import { ExecutorPool } from '../executor/executor-pool.js';
import { checkCard, type Card } from '../program/card.js';
import { collectCandidates } from '../scoring/candidates.js';
import { digestEntries, Pool } from '../scoring/pool.js';
import { ResultCache } from '../scoring/result-cache.js';
import type { SampleScore } from '../scoring/score-samples.js';
import { aggregateScores } from '../scoring/scores.js';
import { workloadOf } from '../scoring/workload.js';
import type { Task } from '../tasks/task.js';
import { systemClock, type Clock } from '../timing/clock.js';
import { readEnvironment, withLoadAfter } from '../timing/environment.js';
import { Recorder } from '../timing/recorder.js';
import { durationMs } from '../timing/span.js';
import { candidateReports } from './candidate-reports.js';
import { CandidateStages, type Traveller } from './candidate-stages.js';
import { resolveConfig, type Config, type ResolvedConfig } from './config.js';
import { digestCandidates, digestScores } from './digests.js';
import { JobRunner } from './job-runner.js';
import { cumulativeSettings, type PhaseId } from './journey.js';
import { codeVersion, packageFacts } from './package.js';
import type { CandidateReport, RunCounts, RunReport, StageName } from './report.js';
import { saveFiles, type SavedFiles } from './save-stages.js';
import { ScoreStage } from './score-stage.js';
import { StageClock } from './stage-clock.js';
import type { StageContext } from './stage-context.js';
import { withTemporaryFolder } from './temporary-folder.js';

/** How far a run is. */
export interface RunProgress {
  readonly stage: StageName;
  readonly done: number;
  readonly total: number;
}

/** What a run may be told. */
export interface RunOptions {
  /** Its settings, on top of all phases before it, are the configuration. @defaultValue the baseline */
  readonly phase?: PhaseId;
  /** Settings on top of the phase's. */
  readonly config?: Config;
  /** Folder of the pool; it is kept. @defaultValue a temporary one, removed at the end */
  readonly pool?: string;
  /** Executors that this run shares with others, so that worker threads start once; they are not closed. @defaultValue its own */
  readonly executors?: ExecutorPool;
  /** Cancels the run: the report then is partial, with status `cancelled`. */
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: RunProgress) => void;
  readonly clock?: Clock;
}

/**
 * Runs the pipeline once: scores the card on the task, filters, inlines, validates and saves what came out.
 *
 * @returns the report; a failing or slow candidate is data in it
 * @throws ArcError for a broken card or configuration, or a pool that cannot be written
 */
export async function runPipeline(task: Task, card: Card, options: RunOptions = {}): Promise<RunReport> {
  const config = resolveConfig(options.phase === undefined ? {} : cumulativeSettings(options.phase), options.config ?? {});
  checkCard(card);
  const pool = options.pool === undefined ? undefined : new Pool(options.pool), executors = options.executors ?? new ExecutorPool();
  pool?.open();
  try {
    if (pool !== undefined) return await runStages(task, card, config, options, pool, executors);
    return await withTemporaryFolder((folder) => runStages(task, card, config, options, new Pool(folder), executors));
  } finally {
    if (options.executors === undefined) await executors.close();
  }
}

async function runStages(
  task: Task, card: Card, config: ResolvedConfig, options: RunOptions, pool: Pool, executors: ExecutorPool,
): Promise<RunReport> {
  const clock = options.clock ?? systemClock, recorder = new Recorder({ clock }), workload = workloadOf(card, task, config);
  const environment = readEnvironment({ ...packageFacts(), executor: config.executor, seed: config.seed });
  const cpuBeforeMs = clock.cpuMs(), warnings = new Set<string>();
  const root = recorder.start('run', { attributes: { task: task.id, card: card.name } });
  const cache = config.caches ? recorder.record('open cache', { parentId: root.id }, () => new ResultCache({
    // It lives as long as the pool: in a pool that is kept, on disk as well.
    ...(options.pool !== undefined && { folder: join(options.pool, '.cache') }), codeVersion: codeVersion(), workload,
  })) : undefined;
  const context: StageContext = {
    taskId: task.id, card, config, workload, recorder, cache,
    stages: new StageClock(recorder, root.id),
    jobs: new JobRunner({ config, workload, executors, recorder, rootId: root.id, signal: options.signal }),
    onProgress: (stage, done, total) => options.onProgress?.({ stage, done, total }),
    warn: (warning) => warnings.add(warning),
  };
  if (config.simulatedWaitMs > 0) context.warn(`waiting is simulated: ${config.simulatedWaitMs} ms on average for each sample and each candidate`);

  await context.jobs.start(config.scoring === 'parallel');
  const { demo, test } = await new ScoreStage(context).run();
  const samples = [...demo, ...test];
  const scores = aggregateScores(card, demo, test);
  const candidates = collectCandidates(card, samples);
  const kept = await new CandidateStages(context).run(candidates);
  cache?.close();
  const files = await saveFiles(context, pool, kept, scores);
  const wallMs = durationMs(root.end()!);
  cache?.warnings.forEach(context.warn);

  const reports = candidateReports(kept);
  const counts = { ...countsOf(samples, kept, reports, files), candidates: candidates.length };
  warnOfLateStops(context, counts.timeouts);
  return {
    schema: 'phaselab.run/1', taskId: task.id, cardName: card.name, phase: options.phase ?? 'custom',
    status: context.jobs.isCancelled ? 'cancelled' : 'done', config, environment: withLoadAfter(environment),
    wallMs, cpuMs: clock.cpuMs() - cpuBeforeMs,
    startup: context.jobs.startup, ...(cache && { cache: cache.counts }), stages: context.stages.report(), spans: recorder.spans,
    counts, scores, candidates: reports,
    digests: {
      scores: digestScores(scores), candidates: digestCandidates(reports), files: digestEntries([...files.solvers, ...files.differs]),
    },
    warnings: [...warnings],
  };
}

function countsOf(
  samples: readonly SampleScore[], kept: readonly Traveller[], reports: readonly CandidateReport[], { solvers, differs }: SavedFiles,
): Omit<RunCounts, 'candidates'> {
  return {
    outputs: sum(samples, (sample) => sample.outputs.length),
    matches: sum(samples, (sample) => sample.outputs.filter((output) => output.isMatch).length),
    differPasses: sum(samples, (sample) => sample.differPasses),
    differPassesSkipped: sum(samples, (sample) => sample.differPassesSkipped),
    uniqueCandidates: reports.length,
    validated: kept.filter(({ validation }) => validation?.status === 'ok' && validation.result.status === 'ok').length,
    rejected: kept.length - solvers.length,
    solverFiles: new Set(solvers.map((entry) => entry.md5)).size,
    differFiles: new Set(differs.map((entry) => entry.md5)).size,
    timeouts: sum(samples, (sample) => sample.timeouts) + reports.filter(({ status }) => status === 'timeout').length,
    failures: sum(samples, (sample) => sample.failures),
  };
}

/** Says where time limits that were reached could not be kept to the end. */
function warnOfLateStops({ config: { executor, timeoutMs }, warn }: StageContext, timeouts: number): void {
  if (timeouts === 0 || executor === 'threads') return;
  warn(`the time limit of ${timeoutMs} ms was reached ${timeouts} times; the ${executor} executor stops an evaluation only when its step has ended, threads stop it within the step`);
}

function sum<T>(items: readonly T[], of: (item: T) => number): number {
  return items.reduce((total, item) => total + of(item), 0);
}
