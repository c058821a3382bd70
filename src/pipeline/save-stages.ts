import { tLogOf } from '../scoring/candidates.js';
import { differEntries } from '../scoring/differ-files.js';
import type { Pool, PoolEntry } from '../scoring/pool.js';
import type { Scores } from '../scoring/scores.js';
import type { Traveller } from './candidate-stages.js';
import { breathe, profiled, type StageContext } from './stage-context.js';

/** What a run put into its pool. */
export interface SavedFiles {
  readonly solvers: readonly PoolEntry[];
  readonly differs: readonly PoolEntry[];
}

/** Saves the solvers of the validated candidates, then the differs that tell something of them; none where the run is cancelled. */
export async function saveFiles(context: StageContext, pool: Pool, candidates: readonly Traveller[], scores: Scores): Promise<SavedFiles> {
  return { solvers: await saveSolvers(context, pool, candidates), differs: await saveDiffers(context, pool, candidates, scores) };
}

function saveSolvers(context: StageContext, pool: Pool, candidates: readonly Traveller[]): Promise<PoolEntry[]> {
  const { taskId, jobs, stages, warn } = context;
  return stages.run('save', async (piece) => {
    const entries: PoolEntry[] = [];
    const { warnings } = await pool.saving('solver', taskId, async (save) => {
      for (const [k, candidate] of candidates.entries()) {
        if (jobs.isCancelled) break;
        const entry = solverEntry(candidate, taskId);
        if (entry === undefined) continue;
        profiled(context, `save ${candidate.solverId}`, piece.span.id, () => save(entry));
        entries.push(entry);
        piece.addItems(1);
        await breathe(context, 'save', k + 1, candidates.length);
      }
    });
    warnings.forEach(warn);
    return entries;
  });
}

function solverEntry({ inlined, validation, oScore }: Traveller, taskId: string): PoolEntry | undefined {
  if (!inlined || validation?.status !== 'ok' || validation.result.status === 'timeout') return undefined;
  return { taskId, md5: inlined.md5, text: inlined.expanded, score: oScore, tLog: tLogOf(validation.result.seconds) };
}

function saveDiffers(context: StageContext, pool: Pool, candidates: readonly Traveller[], scores: Scores): Promise<PoolEntry[]> {
  const { taskId, card, jobs, stages, warn } = context;
  return stages.run('differs', async (piece) => {
    if (jobs.isCancelled) return [];
    const tLogBySolver = new Map<string, number>();
    for (const { solverId, validation } of candidates) {
      if (validation?.status === 'ok' && validation.result.status === 'ok') tLogBySolver.set(solverId, tLogOf(validation.result.seconds));
    }
    const entries: PoolEntry[] = [];
    for (const tree of ['differ-iz', 'differ-zo'] as const) {
      const own = differEntries(card, scores, taskId, tree, tLogBySolver, warn);
      (await pool.save(tree, own)).warnings.forEach(warn);
      entries.push(...own);
    }
    piece.addItems(entries.length);
    return entries;
  });
}
