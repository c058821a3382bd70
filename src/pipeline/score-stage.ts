import { printCall } from '../program/step.js';
import type { GivenUpStep } from '../scoring/given-up-step.js';
import { Losses } from '../scoring/losses.js';
import { joinParts, scoreJobs, type GrowingScoreJob } from '../scoring/score-jobs.js';
import { scoreSamples, scoreWaitMs, type SampleScore } from '../scoring/score-samples.js';
import type { Span } from '../timing/span.js';
import type { StageName } from './report.js';
import type { StageContext } from './stage-context.js';

/** The scores of all samples, in their order; those of a cancelled run are missing. */
export interface AllScores {
  readonly demo: readonly SampleScore[];
  readonly test: readonly SampleScore[];
}

const STAGES = [['score demo', 'demo'], ['score test', 'test']] as const;

/** Scores a card on all samples: demo samples, then test samples, or both as one batch where threads score them. */
export class ScoreStage {
  readonly #context: StageContext;

  constructor(context: StageContext) {
    this.#context = context;
  }

  async run(): Promise<AllScores> {
    const { executor, scoring } = this.#context.config;
    if (executor === 'threads' && scoring === 'parallel') return this.#scoreTogether();
    return { demo: await this.#scoreKind('score demo', 'demo'), test: await this.#scoreKind('score test', 'test') };
  }

  #scoreKind(stage: StageName, kind: 'demo' | 'test'): Promise<SampleScore[]> {
    return this.#context.stages.run(stage, async (piece) => {
      const jobs = this.#jobsOf(this.#samplesOf(kind));
      let done = 0;
      const { scores, cpuMs } = await this.#score(jobs, () => piece.span.id, () => this.#context.onProgress(stage, ++done, jobs.length));
      piece.addItems(scores.length);
      piece.addCpuMs(cpuMs(() => true));
      return scores;
    });
  }

  /** One batch of jobs of both kinds; see `StageReport.wallMs` for whose time it is. */
  async #scoreTogether(): Promise<AllScores> {
    const { recorder, stages, workload, onProgress } = this.#context;
    const batchStartMs = recorder.nowMs();
    const jobs = this.#jobsOf(workload.samples.map((_, sample) => sample));
    const open = STAGES.map(([name, kind]) => {
      const own = jobs.filter((job) => this.#kindOf(job) === kind);
      return { name, kind, span: stages.open(name), ended: undefined as Span | undefined, total: own.length, done: 0 };
    });
    const stageOf = (index: number) => open.find(({ kind }) => kind === this.#kindOf(jobs[index]!))!;
    const { scores, cpuMs } = await this.#score(jobs, (index) => stageOf(index).span.id, (index) => {
      const stage = stageOf(index);
      onProgress(stage.name, ++stage.done, stage.total);
      if (stage.done === stage.total) stage.ended = stage.span.end();
    });
    const wallMs = recorder.nowMs() - batchStartMs, allMs = cpuMs(() => true);
    const [demo, test] = open.map(({ name, kind, span, ended = span.end()! }) => {
      const startMs = this.#beginWithJobs(ended);
      const own = scores.filter(({ sample }) => workload.samples[sample]!.kind === kind), ownMs = cpuMs((job) => this.#kindOf(job) === kind);
      stages.add({ name, startMs, wallMs: allMs > 0 ? wallMs * ownMs / allMs : wallMs / open.length, cpuMs: ownMs, items: own.length });
      return own;
    });
    return { demo: demo!, test: test! };
  }

  /** Lets the span of a stage of the batch begin with the first of its jobs, behind those of the other stage; gives its new start. */
  #beginWithJobs(stage: Span): number {
    const { spans } = this.#context.recorder;
    const startMs = spans.reduce((first, span) => (span.parentId === stage.id ? Math.min(first, span.startMs) : first), stage.endMs);
    spans[spans.indexOf(stage)] = { ...stage, startMs };
    return startMs;
  }

  async #score(jobs: readonly GrowingScoreJob[], parentOf: (index: number) => number, onOutcome: (index: number) => void) {
    const { workload, config, warn } = this.#context;
    const { outcomes, lostMs } = await this.#context.jobs.run({
      work: scoreSamples, jobs, parentOf, onOutcome,
      isParallel: config.scoring === 'parallel',
      losses: new Losses((index) => jobs[index]!.givenUp),
      nameOf: (index) => this.#nameOf(jobs[index]!),
      waitMsOf: (index) => scoreWaitMs(workload, jobs[index]!),
      passesOf: (result) => result.flatMap((score) => score.passes),
    });
    outcomes.forEach((outcome, index) => {
      if (outcome.status === 'ok' || outcome.status === 'cancelled') return;
      warn(`${this.#nameOf(jobs[index]!)}: scoring ended as ${outcome.status}: ${outcome.message}`);
    });
    for (const { givenUp, samples } of new Map(jobs.map((job) => [job.givenUp, job])).values()) {
      for (const step of givenUp) warn(this.#givenUpWarning(step, samples));
    }
    const computeMs = outcomes.map((outcome, index) => lostMs[index]! + outcome.computeMs);
    return {
      scores: this.#complete(jobs, outcomes.map((outcome) => (outcome.status === 'ok' ? outcome.result : null))),
      cpuMs: (isCounted: (job: GrowingScoreJob) => boolean) => computeMs.reduce((sum, ms, index) => (isCounted(jobs[index]!) ? sum + ms : sum), 0),
    };
  }

  /** The scores of samples of which no part is missing. */
  #complete(jobs: readonly GrowingScoreJob[], results: readonly (readonly SampleScore[] | null)[]): SampleScore[] {
    const incomplete = new Set(jobs.flatMap((job, index) => (results[index] === null ? job.samples : [])));
    return joinParts(results.flatMap((result) => result ?? []).filter(({ sample }) => !incomplete.has(sample)));
  }

  #jobsOf(samples: readonly number[]): GrowingScoreJob[] {
    const { workload, config: { differs, profile, executor, scoring, concurrency } } = this.#context;
    return scoreJobs(workload, samples, {
      differs, isProfiled: profile, ...(executor === 'threads' && scoring === 'parallel' && { workers: concurrency }),
    });
  }

  #samplesOf(kind: 'demo' | 'test'): number[] {
    return this.#context.workload.samples.flatMap((sample, index) => (sample.kind === kind ? [index] : []));
  }

  #kindOf(job: GrowingScoreJob): 'demo' | 'test' {
    return this.#context.workload.samples[job.samples[0]!]!.kind;
  }

  #nameOf({ samples, part, parts }: GrowingScoreJob): string {
    const names = samples.map((sample) => this.#sampleName(sample)).join(', ');
    return parts === 1 ? names : `${names}, part ${part + 1} of ${parts}`;
  }

  #sampleName(sample: number): string {
    const { samples } = this.#context.workload, demoCount = samples.filter(({ kind }) => kind === 'demo').length;
    return sample < demoCount ? `demo ${sample + 1}` : `test ${sample - demoCount + 1}`;
  }

  #givenUpWarning({ step, reason }: GivenUpStep, samples: readonly number[]): string {
    const { card, config: { timeoutMs } } = this.#context;
    const call = `t${step + 1} = ${printCall(card.steps[step]!, (index) => `t${index + 1}`)}`;
    const why = reason === 'timeout' ? `ran into the time limit of ${timeoutMs} ms and was ended` : 'ended its worker twice and was given up';
    return `${samples.map((sample) => this.#sampleName(sample)).join(', ')}: ${call} ${why}; it counts with its default`;
  }
}
