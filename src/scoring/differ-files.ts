import type { Card } from '../program/card.js';
import { expandedSource, inlinedSource, stepTexts } from '../program/print.js';
import { ArcError } from '../values/error.js';
import { md5 } from './md5.js';
import type { PoolEntry } from './pool.js';
import type { Scores } from './scores.js';

/**
 * The differ files of one kind: each differ once, at its best s score and, among solvers that share that, the highest t_log.
 *
 * @param tLogBySolver of the solvers that were validated; scores of others do not count
 * @param warn is told of differs whose inlined text is too long to be kept
 */
export function differEntries(
  card: Card, scores: Scores, taskId: string, tree: 'differ-iz' | 'differ-zo', tLogBySolver: ReadonlyMap<string, number>,
  warn: (warning: string) => void = () => undefined,
): PoolEntry[] {
  const textOf = stepTexts(card.steps);
  const entries: PoolEntry[] = [];
  for (const { step, owner, differ } of card.differRows) {
    if (owner !== null) continue;
    const best = bestSolver(scores.s[differ]?.[tree === 'differ-iz' ? 'iz' : 'zo'] ?? {}, tLogBySolver);
    if (best === undefined) continue;
    try {
      entries.push({ taskId, md5: md5(inlinedSource(textOf(step), 'differ')), text: expandedSource(card.steps, step, 'differ'), ...best });
    } catch (error) {
      if (!(error instanceof ArcError)) throw error;
      warn(`${differ}: not kept: ${error.message}`);
    }
  }
  return entries;
}

function bestSolver(counts: Readonly<Record<string, number>>, tLogBySolver: ReadonlyMap<string, number>): { score: number; tLog: number } | undefined {
  let best: { score: number; tLog: number } | undefined;
  for (const [solverId, score] of Object.entries(counts)) {
    const tLog = tLogBySolver.get(solverId);
    if (tLog === undefined) continue;
    if (best === undefined || score > best.score || (score === best.score && tLog > best.tLog)) best = { score, tLog };
  }
  return best;
}
