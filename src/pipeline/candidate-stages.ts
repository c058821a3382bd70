import type { JobOutcome } from '../executor/executor.js';
import { stepTexts } from '../program/print.js';
import { bodyMd5, inlineCandidate, type Candidate, type InlinedSolver } from '../scoring/candidates.js';
import { Losses } from '../scoring/losses.js';
import { validateCandidate, type Validation } from '../scoring/validate.js';
import { simulatedWait } from '../scoring/workload.js';
import { ArcError } from '../values/error.js';
import { breathe, profiled, type StageContext } from './stage-context.js';

/** A candidate on its way through the stages; a run that is cancelled leaves the later fields undefined. */
export interface Traveller extends Candidate {
  readonly bodyMd5: string;
  /** `null` where it could not be inlined. */
  inlined?: InlinedSolver | null;
  validation?: JobOutcome<Validation>;
}

/** Filters, inlines and validates the candidates of a run. */
export class CandidateStages {
  readonly #context: StageContext;

  constructor(context: StageContext) {
    this.#context = context;
  }

  async run(candidates: readonly Candidate[]): Promise<Traveller[]> {
    const kept = await this.#filter(candidates);
    await this.#inline(kept);
    await this.#context.jobs.start(this.#context.config.validation === 'parallel');
    await this.#validate(kept);
    return kept;
  }

  /** All candidates; with `dedupe` only the first of each body, which takes time of its own. */
  #filter(candidates: readonly Candidate[]): Promise<Traveller[]> | Traveller[] {
    const travellers = () => {
      const md5Of = this.#bodyMd5s();
      return candidates.map((candidate): Traveller => ({ ...candidate, bodyMd5: md5Of(candidate.step) }));
    };
    if (!this.#context.config.dedupe) return travellers();
    return this.#context.stages.run('filter', (piece) => {
      piece.addItems(candidates.length);
      const seen = new Set<string>();
      return travellers().filter((candidate) => {
        const isNew = !seen.has(candidate.bodyMd5);
        seen.add(candidate.bodyMd5);
        return isNew;
      });
    });
  }

  /** The md5 of the body of a step, made once. */
  #bodyMd5s(): (step: number) => string {
    const known = new Map<number, string>();
    return (step) => {
      const md5 = known.get(step) ?? bodyMd5(this.#context.card, step);
      known.set(step, md5);
      return md5;
    };
  }

  #inline(candidates: readonly Traveller[]): Promise<void> {
    const { card, config, cache, jobs, stages, warn } = this.#context;
    return stages.run('inline', async (piece) => {
      const shared = stepTexts(card.steps);
      for (const [k, candidate] of candidates.entries()) {
        if (jobs.isCancelled) return;
        const make = () => inlineCandidate(card, candidate.step, config.batchInline ? shared : stepTexts(card.steps));
        try {
          candidate.inlined = profiled(this.#context, `inline ${candidate.solverId}`, piece.span.id, () => cache?.inlined(candidate.bodyMd5, make) ?? make());
        } catch (error) {
          if (!(error instanceof ArcError)) throw error;
          candidate.inlined = null;
          warn(`${candidate.solverId}: not inlined: ${error.message}`);
        }
        piece.addItems(1);
        await breathe(this.#context, 'inline', k + 1, candidates.length);
      }
    });
  }

  #validate(candidates: readonly Traveller[]): Promise<void> {
    const { config, workload, cache, jobs, stages, onProgress } = this.#context;
    return stages.run('validate', async (piece) => {
      const known = candidates.map((candidate) => cache?.validation(candidate.bodyMd5));
      const positions = [...candidates.keys()].filter((position) => known[position] === undefined);
      let done = candidates.length - positions.length;
      if (cache !== undefined) piece.span.set('cacheHits', done);
      const { outcomes, lostMs } = await jobs.run({
        work: validateCandidate, jobs: positions.map((position) => ({ step: candidates[position]!.step, position })), losses: new Losses(),
        isParallel: config.validation === 'parallel',
        nameOf: (index) => (config.profile ? `validate ${candidates[positions[index]!]!.solverId}` : undefined),
        parentOf: () => piece.span.id,
        waitMsOf: (index) => simulatedWait(workload, positions[index]!),
        onOutcome: () => onProgress('validate', ++done, candidates.length),
      });
      candidates.forEach((candidate, position) => {
        const result = known[position];
        if (result !== undefined) candidate.validation = { status: 'ok', result, startMs: 0, endMs: 0, computeMs: 0, lane: 'cache' };
      });
      outcomes.forEach((outcome, k) => {
        const candidate = candidates[positions[k]!]!;
        candidate.validation = outcome;
        if (outcome.status === 'ok') cache?.keepValidation(candidate.bodyMd5, outcome.result);
        piece.addCpuMs(lostMs[k]! + outcome.computeMs);
      });
      piece.addItems(candidates.length);
    });
  }
}
