import { ArcError } from '../values/error.js';
import type { Scores } from '../scoring/scores.js';
import type { RunReport } from './report.js';

/** A score that one run gives and another gives otherwise or not at all. */
export interface ScoreLoss {
  readonly score: 'o' | 'd' | 's';
  readonly solverId: string;
  /** `null` for an o score. */
  readonly differ: string | null;
  /** `null` for an o score. */
  readonly kind: 'iz' | 'zo' | null;
  readonly reference: number;
  /** `null` where the lossy run has no such score. */
  readonly lossy: number | null;
}

/**
 * Shows what a lossy way of scoring, such as `match-only`, loses: every score of the reference that the other run gives otherwise
 * or not at all, solver by solver.
 *
 * @returns in order of the reference's solvers, then o, d, s; empty if the scores are equal
 * @throws ArcError `pipeline.other-work` when the runs are not of the same task and card
 */
export function scoreLoss(reference: RunReport, lossy: RunReport): ScoreLoss[] {
  if (reference.taskId !== lossy.taskId || reference.cardName !== lossy.cardName) {
    throw new ArcError('pipeline.other-work', `the runs are of task ${reference.taskId} with card ${reference.cardName} and of task ${lossy.taskId} with card ${lossy.cardName}; compare runs of the same`);
  }
  const found = new Map(rowsOf(lossy.scores).map((row) => [keyOf(row), row.reference]));
  return rowsOf(reference.scores)
    .map((row): ScoreLoss => ({ ...row, lossy: found.get(keyOf(row)) ?? null }))
    .filter((row) => row.lossy !== row.reference);
}

/**
 * The losses in one line: how many scores of how many solvers.
 *
 * @example describeScoreLoss([]) // => 'no score is lost'
 */
export function describeScoreLoss(losses: readonly ScoreLoss[]): string {
  if (losses.length === 0) return 'no score is lost';
  const counts = (['o', 'd', 's'] as const).map((score) => ({ score, count: losses.filter((loss) => loss.score === score).length }));
  const solvers = new Set(losses.map(({ solverId }) => solverId)).size;
  return `${counts.filter(({ count }) => count > 0).map(({ score, count }) => `${count} ${score}`).join(', ')} scores of ${solvers} solver${solvers === 1 ? '' : 's'} are lost or other`;
}

/** All numbers of the scores, solver by solver. */
function rowsOf({ o, d, s }: Scores): Omit<ScoreLoss, 'lossy'>[] {
  const kinds = ['iz', 'zo'] as const;
  return Object.entries(o).flatMap(([solverId, right]) => {
    const own = Object.entries(d[solverId] ?? {});
    return [
      { score: 'o' as const, solverId, differ: null, kind: null, reference: right },
      ...own.flatMap(([differ, count]) => kinds.map((kind) => ({ score: 'd' as const, solverId, differ, kind, reference: count[kind] }))),
      ...Object.entries(s).flatMap(([differ, byKind]) => kinds.flatMap((kind) => {
        const count = byKind[kind][solverId];
        return count === undefined ? [] : [{ score: 's' as const, solverId, differ, kind, reference: count }];
      })),
    ];
  });
}

function keyOf({ score, solverId, differ, kind }: Omit<ScoreLoss, 'lossy'>): string {
  return JSON.stringify([score, solverId, differ, kind]);
}
