import { tLogOf } from '../scoring/candidates.js';
import type { Traveller } from './candidate-stages.js';
import type { CandidateReport } from './report.js';

/** What became of the candidates: one row a distinct body. */
export function candidateReports(candidates: readonly Traveller[]): CandidateReport[] {
  const byBody = new Map<string, CandidateReport>();
  for (const candidate of candidates) {
    const { solverId, step, isMutated, oScore, bodyMd5, inlined, validation } = candidate;
    if (byBody.has(bodyMd5)) continue;
    byBody.set(bodyMd5, {
      solverId, step: step + 1, isMutated, bodyMd5, md5: inlined?.md5 ?? '', oScore,
      tLog: validation?.status === 'ok' ? tLogOf(validation.result.seconds) : null,
      status: statusOf(candidate),
    });
  }
  return [...byBody.values()];
}

function statusOf({ inlined, validation, oScore }: Traveller): CandidateReport['status'] {
  if (inlined === null) return 'failed';
  if (inlined === undefined || validation === undefined) return 'cancelled';
  if (validation.status !== 'ok') return validation.status;
  if (validation.result.status === 'timeout') return 'timeout';
  return validation.result.correct === oScore ? 'ok' : 'wrong';
}
