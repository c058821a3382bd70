import type { CacheCounts } from '../scoring/result-cache.js';
import type { Scores } from '../scoring/scores.js';
import type { Environment } from '../timing/environment.js';
import type { Span } from '../timing/span.js';
import type { PhaseId } from './journey.js';
import type { ResolvedConfig } from './config.js';

/** The timed parts of a run, in pipeline order. */
export const STAGE_NAMES = ['score demo', 'score test', 'filter', 'inline', 'validate', 'save', 'differs'] as const;
export type StageName = (typeof STAGE_NAMES)[number];

/** One stage of a run. */
export interface StageReport {
  readonly name: StageName;
  /** Since the run's start; of the first piece where a stage runs in pieces. */
  readonly startMs: number;
  /**
   * Wall time in which the stage was at work. Where demo and test samples are scored as one batch, the batch's wall time is divided
   * between the two stages in proportion to their `cpuMs`, so that stages still add up; their spans overlap as the work did.
   */
  readonly wallMs: number;
  /** Computation summed over the concurrent parts, also of runs that were in vain; waiting is not in it. */
  readonly cpuMs: number;
  /** How many things the stage handled (samples, candidates, files). */
  readonly items: number;
}

/** What it took to get the executor ready for a run. */
export interface StartupReport {
  /** Whether the workers had been started before, by an executor pool that runs share. */
  readonly isWarm: boolean;
  /** Worker threads; 0 where jobs run on the calling thread. */
  readonly workers: number;
  /** Until all workers were ready; in the run's wall time, in none of its stages. 0 when they were warm. */
  readonly wallMs: number;
  /** What workers spent on reading the card and the samples, summed over workers; in the stages' wall time. */
  readonly prepareMs: number;
}

/** How many of what a run handled. */
export interface RunCounts {
  readonly outputs: number;
  readonly matches: number;
  readonly differPasses: number;
  readonly differPassesSkipped: number;
  readonly candidates: number;
  readonly uniqueCandidates: number;
  /** Those that were run on every sample. */
  readonly validated: number;
  readonly rejected: number;
  readonly solverFiles: number;
  readonly differFiles: number;
  /** Steps that ran into the time limit, counted in each pass that would have run them, and candidates that did when they were validated. */
  readonly timeouts: number;
  readonly failures: number;
}

/** What became of one evaluation. */
export type Status = 'ok' | 'wrong' | 'failed' | 'timeout' | 'cancelled';

/** One distinct solver that came out of a run. */
export interface CandidateReport {
  readonly solverId: string;
  /** 1-based step of the card. */
  readonly step: number;
  readonly isMutated: boolean;
  readonly bodyMd5: string;
  /** Md5 of the inlined text, which names its file. */
  readonly md5: string;
  readonly oScore: number;
  /** 11 − trunc(ln(seconds)), higher is faster; `null` when it was not validated. */
  readonly tLog: number | null;
  readonly status: Status;
}

/** How much of a run's work earlier runs had done. */
export interface CacheReport {
  readonly inlined: CacheCounts;
  readonly validation: CacheCounts;
}

/** Equal digests mean equal results; no times are in them. */
export interface RunDigests {
  readonly scores: string;
  readonly candidates: string;
  readonly files: string;
}

/** The data that a run leaves; the only thing charts read. */
export interface RunReport {
  readonly schema: 'phaselab.run/1';
  readonly taskId: string;
  readonly cardName: string;
  readonly phase: PhaseId | 'custom';
  readonly status: 'done' | 'cancelled';
  readonly config: ResolvedConfig;
  readonly environment: Environment;
  readonly wallMs: number;
  readonly cpuMs: number;
  readonly startup: StartupReport;
  /** Absent where nothing is cached. A run with hits is a later run: others did that work before it. */
  readonly cache?: CacheReport;
  readonly stages: readonly StageReport[];
  readonly spans: readonly Span[];
  readonly counts: RunCounts;
  readonly scores: Scores;
  readonly candidates: readonly CandidateReport[];
  readonly digests: RunDigests;
  readonly warnings: readonly string[];
}
