import { digestScores } from '../../src/pipeline/digests.js';
import type { Card } from '../../src/program/card.js';
import { collectCandidates, type Candidate } from '../../src/scoring/candidates.js';
import { scoreJobs } from '../../src/scoring/score-jobs.js';
import { scoreSamples, type DifferStrategy, type SampleScore } from '../../src/scoring/score-samples.js';
import { aggregateScores, type Scores } from '../../src/scoring/scores.js';
import { workloadOf, type Workload } from '../../src/scoring/workload.js';
import type { Task } from '../../src/tasks/task.js';

/** What a card scores on a task. */
export interface ScoredCard {
  readonly scores: Scores;
  readonly digest: string;
  readonly samples: readonly SampleScore[];
  readonly candidates: readonly Candidate[];
  readonly differPasses: number;
}

const CONTROL = { checkpoint: () => undefined, begin: () => undefined, end: () => undefined, wait: () => Promise.resolve() };

/** Scores a card on a task as the pipeline does, without the pipeline; a minute for each evaluation, so that a busy machine changes nothing. */
export async function scoreCard(card: Card, task: Task, differs: DifferStrategy, engine: Workload['engine'] = 'interpreted'): Promise<ScoredCard> {
  const workload = workloadOf(card, task, { engine, timeoutMs: 60_000, simulatedWaitMs: 0, seed: 1 });
  const prepared = scoreSamples.prepare(workload);
  const score = async (indices: readonly number[]) => {
    const jobs = scoreJobs(workload, indices, { differs, isProfiled: false });
    return (await Promise.all(jobs.map((job) => scoreSamples.run(prepared, job, CONTROL)))).flat().sort((a, b) => a.sample - b.sample);
  };
  const demo = await score(task.demo.map((_, k) => k));
  const test = await score(task.test.map((_, k) => task.demo.length + k));
  const scores = aggregateScores(card, demo, test), samples = [...demo, ...test];
  return {
    scores, digest: digestScores(scores), samples, candidates: collectCandidates(card, samples),
    differPasses: samples.reduce((sum, sample) => sum + sample.differPasses, 0),
  };
}
