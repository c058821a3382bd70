import { createHash } from 'node:crypto';
import type { Scores } from '../scoring/scores.js';
import type { CandidateReport, RunReport } from './report.js';

const LIST = new Intl.ListFormat('en-GB');

/** Digest of the scores: the same for the same numbers, in whatever order they were found. */
export function digestScores(scores: Scores): string {
  return sha256(JSON.stringify(sortKeys(scores)));
}

/** Digest of the candidates, run times left out. */
export function digestCandidates(candidates: readonly CandidateReport[]): string {
  const rows = candidates.map(({ solverId, step, isMutated, bodyMd5, md5, oScore, status }) =>
    `${solverId} ${step} ${isMutated} ${bodyMd5} ${md5} ${oScore} ${status}`);
  return sha256([...new Set(rows)].sort().join('\n'));
}

/** Which digests of two runs differ; none means that the results are equal. */
export function differingDigests(a: RunReport, b: RunReport): (keyof RunReport['digests'])[] {
  return (['scores', 'candidates', 'files'] as const).filter((name) => a.digests[name] !== b.digests[name]);
}

/** Says which results differ: `scores and files differ`. */
export function differingWords(names: readonly (keyof RunReport['digests'])[]): string {
  return `${LIST.format(names)} differ`;
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function sortKeys(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, inner]) => [key, sortKeys(inner)]));
}
