import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ExecutorPool } from '../executor/executor-pool.js';
import type { JobOutcome } from '../executor/executor.js';
import type { Card } from '../program/card.js';
import { checkCard } from '../program/card.js';
import { stepTexts } from '../program/print.js';
import { bodyMd5, collectCandidates, inlineCandidate, tLogOf, type Candidate, type InlinedSolver } from '../scoring/candidates.js';
import { differEntries } from '../scoring/differ-files.js';
import { Losses } from '../scoring/losses.js';
import { digestEntries, Pool, type PoolEntry } from '../scoring/pool.js';
import { ResultCache } from '../scoring/result-cache.js';
import type { SampleScore } from '../scoring/score-samples.js';
import { aggregateScores } from '../scoring/scores.js';
import { validateCandidate, type Validation } from '../scoring/validate.js';
import { simulatedWait, workloadOf, type Workload } from '../scoring/workload.js';
import type { Task } from '../tasks/task.js';
import { systemClock, type Clock } from '../timing/clock.js';
import { readEnvironment, withLoadAfter, type EnvironmentFacts } from '../timing/environment.js';
import { Recorder } from '../timing/recorder.js';
import { resolveConfig, type Config, type ResolvedConfig } from './config.js';
import { digestCandidates, digestScores } from './digests.js';
import { JobRunner } from './job-runner.js';
import { cumulativeSettings, type PhaseId } from './journey.js';
import { codeVersion, packageFacts } from './package.js';
import type { CandidateReport, RunReport, StageName } from './report.js';
import { ScoreStage, type AllScores } from './score-stage.js';
import { StageClock } from './stage-clock.js';

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
  readonly environment?: EnvironmentFacts;
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
  const poolFolder = options.pool ?? mkdtempSync(join(tmpdir(), 'phaselab-pool-'));
  const executors = options.executors ?? new ExecutorPool();
  try {
    return await new PipelineRun(task, card, config, options, new Pool(poolFolder), executors).run();
  } finally {
    if (options.executors === undefined) await executors.close();
    if (options.pool === undefined) rmSync(poolFolder, { recursive: true, force: true });
  }
}

/** A candidate on its way through the stages. */
interface Traveller extends Candidate {
  bodyMd5: string;
  inlined?: InlinedSolver;
  validation?: JobOutcome<Validation>;
}

class PipelineRun {
  private readonly clock: Clock;
  private readonly recorder: Recorder;
  private readonly workload: Workload;
  private readonly warnings = new Set<string>();
  private cache: ResultCache | undefined;
  private stages!: StageClock;
  private jobs!: JobRunner;

  constructor(
    private readonly task: Task, private readonly card: Card, private readonly config: ResolvedConfig,
    private readonly options: RunOptions, private readonly pool: Pool, private readonly executors: ExecutorPool,
  ) {
    this.clock = options.clock ?? systemClock;
    this.recorder = new Recorder({ clock: this.clock });
    this.workload = workloadOf(card, task, config);
  }

  async run(): Promise<RunReport> {
    const environment = readEnvironment({ ...packageFacts(), executor: this.config.executor, seed: this.config.seed, ...this.options.environment });
    const cpuBeforeMs = this.clock.cpuMs();
    const root = this.recorder.start('run', { attributes: { task: this.task.id, card: this.card.name } });
    this.stages = new StageClock(this.recorder, root.id);
    this.jobs = new JobRunner({
      config: this.config, workload: this.workload, executors: this.executors, recorder: this.recorder, rootId: root.id, signal: this.options.signal,
    });

    if (this.config.simulatedWaitMs > 0) {
      this.warnings.add(`waiting is simulated: ${this.config.simulatedWaitMs} ms on average for each sample and each candidate`);
    }
    if (this.config.caches) this.cache = this.openCache(root.id);
    await this.jobs.executor(this.config.scoring === 'parallel');
    const { demo, test } = await this.scoreAll();
    const samples = [...demo, ...test];
    const scores = aggregateScores(this.card, demo, test);
    const candidates = collectCandidates(this.card, samples);
    const kept = await this.filter(candidates.map((candidate) => ({ ...candidate, bodyMd5: '' })));
    await this.inlineAll(kept);
    await this.jobs.executor(this.config.validation === 'parallel');
    await this.validateAll(kept);
    this.cache?.close();
    const solverEntries = await this.saveAll(kept);
    const differFiles = await this.saveDiffers(scores, kept);
    root.end();
    this.note(this.cache?.warnings ?? []);

    const reports = this.candidateReports(kept);
    const validations = kept.map((candidate) => candidate.validation);
    return {
      schema: 'phaselab.run/1', taskId: this.task.id, cardName: this.card.name, phase: this.options.phase ?? 'custom',
      status: this.jobs.isCancelled ? 'cancelled' : 'done', config: this.config, environment: withLoadAfter(environment),
      wallMs: this.recorder.spans.at(-1)!.endMs - this.recorder.spans.at(-1)!.startMs,
      cpuMs: this.clock.cpuMs() - cpuBeforeMs,
      startup: this.jobs.startup, ...(this.cache && { cache: this.cache.counts }), stages: this.stages.report(), spans: this.recorder.spans,
      counts: {
        outputs: sum(samples, (sample) => sample.outputs.length),
        matches: sum(samples, (sample) => sample.outputs.filter((output) => output.isMatch).length),
        differPasses: sum(samples, (sample) => sample.differPasses),
        differPassesSkipped: sum(samples, (sample) => sample.differPassesSkipped),
        candidates: candidates.length,
        uniqueCandidates: reports.length,
        validated: validations.filter((outcome) => outcome?.status === 'ok' && outcome.result.status === 'ok').length,
        rejected: kept.length - solverEntries.length,
        solverFiles: new Set(solverEntries.map((entry) => entry.md5)).size,
        differFiles: new Set(differFiles.map((entry) => entry.md5)).size,
        timeouts: this.timeouts(samples, reports),
        failures: sum(samples, (sample) => sample.failures),
      },
      scores, candidates: reports,
      digests: {
        scores: digestScores(scores), candidates: digestCandidates(reports), files: digestEntries([...solverEntries, ...differFiles]),
      },
      warnings: [...this.warnings],
    };
  }

  /** A cache that lives as long as the pool: in a pool that is kept, on disk as well. */
  private openCache(parentId: number): ResultCache {
    return this.recorder.record('open cache', { parentId }, () => new ResultCache({
      ...(this.options.pool !== undefined && { folder: join(this.options.pool, '.cache') }), codeVersion: codeVersion(), workload: this.workload,
    }));
  }

  private scoreAll(): Promise<AllScores> {
    return new ScoreStage({
      card: this.card, config: this.config, workload: this.workload, recorder: this.recorder, stages: this.stages, jobs: this.jobs,
      onProgress: (stage, done, total) => this.options.onProgress?.({ stage, done, total }),
      warn: (warning) => this.warnings.add(warning),
    }).run();
  }

  /** Counts time limits that were reached, and says so where they could not be kept to the end. */
  private timeouts(samples: readonly SampleScore[], candidates: readonly CandidateReport[]): number {
    const timeouts = sum(samples, (sample) => sample.timeouts) + candidates.filter(({ status }) => status === 'timeout').length;
    const { executor, timeoutMs } = this.config;
    if (timeouts > 0 && executor !== 'threads') {
      this.warnings.add(`the time limit of ${timeoutMs} ms was reached ${timeouts} times; the ${executor} executor stops an evaluation only when its step has ended, threads stop it within the step`);
    }
    return timeouts;
  }

  /** Makes the candidates; drops those with a body seen before when `dedupe` is on. */
  private async filter(candidates: Traveller[]): Promise<Traveller[]> {
    if (!this.config.dedupe) return candidates;
    return this.stages.run('filter', (piece) => {
      const seen = new Set<string>(), bodyOf = new Map<number, string>();
      piece.addItems(candidates.length);
      return candidates.filter((candidate) => {
        const body = bodyOf.get(candidate.step) ?? bodyMd5(this.card, candidate.step);
        bodyOf.set(candidate.step, body);
        candidate.bodyMd5 = body;
        const isNew = !seen.has(candidate.bodyMd5);
        seen.add(candidate.bodyMd5);
        return isNew;
      });
    });
  }

  private inlineAll(candidates: readonly Traveller[]): Promise<void> {
    return this.stages.run('inline', async (piece) => {
      const shared = stepTexts(this.card.steps);
      for (const [k, candidate] of candidates.entries()) {
        if (this.isCancelled) return;
        const open = this.profileSpan(`inline ${candidate.solverId}`, piece.span.id);
        candidate.bodyMd5 ||= bodyMd5(this.card, candidate.step);
        const make = () => inlineCandidate(this.card, candidate.step, this.config.batchInline ? shared : stepTexts(this.card.steps));
        try {
          candidate.inlined = this.cache?.inlined(candidate.bodyMd5, make) ?? make();
        } catch (error) {
          this.warnings.add(`${candidate.solverId}: not inlined: ${(error as Error).message}`);
        }
        open?.end();
        piece.addItems(1);
        await this.breathe('inline', k + 1, candidates.length);
      }
    });
  }

  private validateAll(candidates: readonly Traveller[]): Promise<void> {
    return this.stages.run('validate', async (piece) => {
      const known = candidates.map((candidate) => this.cache?.validation(candidate.bodyMd5 ||= bodyMd5(this.card, candidate.step)));
      const positions = [...candidates.keys()].filter((position) => known[position] === undefined);
      let done = candidates.length - positions.length;
      if (this.cache !== undefined) piece.span.set('cacheHits', done);
      const jobs = positions.map((position) => ({ step: candidates[position]!.step, position }));
      const { outcomes, lostMs } = await this.jobs.run({
        work: validateCandidate, jobs, losses: new Losses(),
        isParallel: this.config.validation === 'parallel',
        nameOf: (index) => (this.config.profile ? `validate ${candidates[positions[index]!]!.solverId}` : undefined),
        parentOf: () => piece.span.id,
        waitMsOf: (index) => simulatedWait(this.workload, positions[index]!),
        onOutcome: () => this.options.onProgress?.({ stage: 'validate', done: ++done, total: candidates.length }),
      });
      candidates.forEach((candidate, position) => {
        const result = known[position];
        if (result !== undefined) candidate.validation = { status: 'ok', result, startMs: 0, endMs: 0, computeMs: 0, lane: 'cache' };
      });
      outcomes.forEach((outcome, k) => {
        const candidate = candidates[positions[k]!]!;
        candidate.validation = outcome;
        if (outcome.status === 'ok') this.cache?.keepValidation(candidate.bodyMd5, outcome.result);
        piece.addCpuMs(lostMs[k]! + outcome.computeMs);
      });
      piece.addItems(candidates.length);
    });
  }

  private saveAll(candidates: readonly Traveller[]): Promise<PoolEntry[]> {
    return this.stages.run('save', async (piece) => {
      const entries: PoolEntry[] = [];
      const { warnings } = await this.pool.saving('solver', this.task.id, async (save) => {
        for (const [k, candidate] of candidates.entries()) {
          if (this.isCancelled) break;
          const entry = this.solverEntry(candidate);
          if (entry === undefined) continue;
          const open = this.profileSpan(`save ${candidate.solverId}`, piece.span.id);
          save(entry);
          open?.end();
          entries.push(entry);
          piece.addItems(1);
          await this.breathe('save', k + 1, candidates.length);
        }
      });
      this.note(warnings);
      return entries;
    });
  }

  private saveDiffers(scores: RunReport['scores'], candidates: readonly Traveller[]): Promise<PoolEntry[]> {
    return this.stages.run('differs', async (piece) => {
      if (this.isCancelled) return [];
      const tLogBySolver = new Map<string, number>();
      for (const { solverId, validation } of candidates) {
        if (validation?.status === 'ok' && validation.result.status === 'ok') tLogBySolver.set(solverId, tLogOf(validation.result.seconds));
      }
      const entries: PoolEntry[] = [];
      for (const tree of ['differ-iz', 'differ-zo'] as const) {
        const warnings: string[] = [];
        const trees = differEntries(this.card, scores, this.task.id, tree, tLogBySolver, warnings);
        this.note([...warnings, ...(await this.pool.save(tree, trees)).warnings]);
        entries.push(...trees);
      }
      piece.addItems(entries.length);
      return entries;
    });
  }

  private solverEntry({ inlined, validation, oScore }: Traveller): PoolEntry | undefined {
    if (inlined === undefined || validation?.status !== 'ok' || validation.result.status === 'timeout') return undefined;
    return { taskId: this.task.id, md5: inlined.md5, text: inlined.expanded, score: oScore, tLog: tLogOf(validation.result.seconds) };
  }

  /** One row a distinct body. */
  private candidateReports(candidates: readonly Traveller[]): CandidateReport[] {
    const byBody = new Map<string, CandidateReport>();
    for (const { solverId, step, isMutated, oScore, bodyMd5: body, inlined, validation } of candidates) {
      if (byBody.has(body)) continue;
      byBody.set(body, {
        solverId, step: step + 1, isMutated, bodyMd5: body, md5: inlined?.md5 ?? '', oScore,
        tLog: validation?.status === 'ok' ? tLogOf(validation.result.seconds) : null,
        status: inlined === undefined ? 'failed' : statusOf(validation, oScore),
      });
    }
    return [...byBody.values()];
  }

  private profileSpan(name: string, parentId: number) {
    return this.config.profile ? this.recorder.start(name, { parentId }) : undefined;
  }

  private async breathe(stage: StageName, done: number, total: number): Promise<void> {
    this.options.onProgress?.({ stage, done, total });
    // A turn of the event loop now and then, so that a cancellation is heard.
    if (done % 16 === 0) await new Promise((resolve) => setImmediate(resolve));
  }

  private get isCancelled(): boolean {
    return this.jobs.isCancelled;
  }

  private note(warnings: readonly string[]): void {
    for (const warning of warnings) this.warnings.add(warning);
  }
}

function statusOf(outcome: JobOutcome<Validation> | undefined, oScore: number): CandidateReport['status'] {
  if (outcome === undefined) return 'cancelled';
  if (outcome.status !== 'ok') return outcome.status;
  if (outcome.result.status === 'timeout') return 'timeout';
  return outcome.result.correct === oScore ? 'ok' : 'wrong';
}

function sum<T>(items: readonly T[], of: (item: T) => number): number {
  return items.reduce((total, item) => total + of(item), 0);
}
