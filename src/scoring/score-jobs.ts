import type { GivenUpStep } from './given-up-step.js';
import type { DifferStrategy, SampleScore, ScoreJob } from './score-samples.js';
import type { Workload } from './workload.js';

/** A job whose list of given-up steps can grow. */
export interface GrowingScoreJob extends ScoreJob {
  readonly givenUp: GivenUpStep[];
}

/** How scoring is divided into jobs. */
export interface ScoreJobOptions {
  readonly differs: DifferStrategy;
  readonly isProfiled: boolean;
  /** Workers that should all be busy: work of samples is split into parts where the jobs are few. @defaultValue 1 */
  readonly workers?: number;
}

/** So many jobs for each worker let the last ones end at about the same time. */
const JOBS_PER_WORKER = 4;
/** A part makes at least so many differ passes, since it may have to repeat the solve pass. */
const LEAST_PASSES = 4;

/** The jobs that score some samples: one for each distinct input among the demo and among the test samples, or several parts of it. */
export function scoreJobs(workload: Workload, samples: readonly number[], options: ScoreJobOptions): GrowingScoreJob[] {
  const { differs, isProfiled, workers = 1 } = options;
  const groups = groupsByInput(workload, samples).map((group) => ({ group, passes: mostDifferPasses(workload, group, differs) }));
  const work = groups.reduce((sum, { group, passes }) => sum + group.length + passes, 0);
  // Simulated waiting belongs to a sample as a whole.
  const isSplit = workers > 1 && workload.simulatedWaitMs === 0;
  return groups.flatMap(({ group, passes }) => {
    const wanted = Math.ceil((group.length + passes) * workers * JOBS_PER_WORKER / work);
    const parts = isSplit ? Math.max(1, Math.min(wanted, Math.floor(passes / LEAST_PASSES))) : 1;
    const givenUp: GivenUpStep[] = [];
    return Array.from({ length: parts }, (_, part) => ({ samples: group, differs, isProfiled, part, parts, givenUp }));
  });
}

/**
 * The scores of samples from what the parts of their work gave.
 *
 * @param scores - in any order
 * @returns one for each sample, ascending
 */
export function joinParts(scores: readonly SampleScore[]): SampleScore[] {
  const bySample = new Map<number, SampleScore>();
  for (const score of scores) {
    const other = bySample.get(score.sample);
    bySample.set(score.sample, other === undefined ? score : joined(other, score));
  }
  return [...bySample.values()].sort((a, b) => a.sample - b.sample);
}

function joined(a: SampleScore, b: SampleScore): SampleScore {
  return {
    sample: a.sample,
    outputs: a.outputs.map((output, k) => ({ ...output, differs: output.differs ?? b.outputs[k]!.differs })),
    differPasses: a.differPasses + b.differPasses, differPassesSkipped: a.differPassesSkipped + b.differPassesSkipped,
    failures: a.failures + b.failures, timeouts: a.timeouts + b.timeouts, computeMs: a.computeMs + b.computeMs,
    passes: [...a.passes, ...b.passes],
  };
}

function groupsByInput(workload: Workload, samples: readonly number[]): number[][] {
  const groups = new Map<string, number[]>();
  for (const sample of samples) {
    const { kind, input: { height, width, cells } } = workload.samples[sample]!, key = `${kind} ${height} ${width} ${cells.join('')}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [sample]);
    else group.push(sample);
  }
  return [...groups.values()];
}

/** How many differ passes samples of one input make at most; a match is too rare to be counted on. */
function mostDifferPasses({ card, samples }: Workload, group: readonly number[], differs: DifferStrategy): number {
  if (differs === 'every-output') return group.length * card.outputs.length;
  const isTest = samples[group[0]!]!.kind === 'test';
  return differs !== 'match-only' && isTest ? group.length * card.outputs.length : group.length;
}
