import { beforeAll, describe, expect, it } from 'vitest';
import type { RunReport } from '../../src/pipeline/report.js';
import { runPipeline } from '../../src/pipeline/run.js';
import { describeScoreLoss, scoreLoss } from '../../src/pipeline/score-loss.js';
import { mergeCard } from '../../src/program/card.js';
import { parseSolvers } from '../../src/program/parse-solvers.js';
import { builtInDiffers } from '../../src/scoring/built-in-differs.js';
import { bundledSolver, bundledTask } from '../../src/tasks/bundled.js';

const TASK = bundledTask('007bbfb7');
const IDS = ['007bbfb7', '0358ecfa', '0412f203'];
const CARD = mergeCard('three', IDS.flatMap((id) => parseSolvers(bundledSolver(id))), builtInDiffers());

describe('scoreLoss', () => {
  let reference: RunReport, matchOnly: RunReport;
  beforeAll(async () => {
    reference = await runPipeline(TASK, CARD, {});
    matchOnly = await runPipeline(TASK, CARD, { config: { differs: 'match-only' } });
  });

  it('scoreLoss(reference, match-only) has every d and s score of the solvers that never match, and nothing of the one that always does', () => {
    const losses = scoreLoss(reference, matchOnly);
    expect(new Set(losses.map(({ solverId }) => solverId))).toEqual(new Set(['0358ecfa', '0412f203']));
    // Two solvers × four differs × iz and zo, in d and in s.
    expect(losses.filter(({ score }) => score === 'd')).toHaveLength(16);
    expect(losses.filter(({ score }) => score === 's')).toHaveLength(16);
    expect(losses.filter(({ score }) => score === 'o')).toEqual([]);
    for (const { score, solverId, differ, kind, reference: count, lossy } of losses) {
      expect(lossy).toBeNull();
      expect(count).toBe(score === 'd' ? reference.scores.d[solverId]![differ!]![kind!] : reference.scores.s[differ!]![kind!][solverId]);
    }
    expect(describeScoreLoss(losses)).toBe('16 d, 16 s scores of 2 solvers are lost or other');
  });

  it('scoreLoss(reference, match-only) of a solver that matches sometimes has scores that are too low', async () => {
    const [sometimes] = parseSolvers('def solve_sometimes(I):\n    x1 = portrait(I)\n    O = branch(x1, I, I)\n    return O\n');
    const task = { ...TASK, demo: [{ input: TASK.demo[0]!.input, output: TASK.demo[0]!.input }, ...TASK.demo] };
    const card = mergeCard('sometimes', [sometimes!], builtInDiffers());
    const losses = scoreLoss(await runPipeline(task, card, {}), await runPipeline(task, card, { config: { differs: 'match-only' } }));
    expect(losses.length).toBeGreaterThan(0);
    for (const { score, reference: count, lossy } of losses) {
      expect(score).not.toBe('o');
      expect(lossy).not.toBeNull();
      expect(lossy!).toBeLessThan(count);
    }
  });

  it('scoreLoss(reference, exact) is empty', async () => {
    for (const differs of ['distinct', 'incremental'] as const) {
      expect(scoreLoss(reference, await runPipeline(TASK, CARD, { config: { differs } }))).toEqual([]);
    }
    expect(describeScoreLoss([])).toBe('no score is lost');
  });

  it('scoreLoss(a, b) refuses runs of other work', () => {
    expect(() => scoreLoss(reference, { ...matchOnly, taskId: 'other' })).toThrow('the runs are of task 007bbfb7 with card three and of task other with card three; compare runs of the same');
  });
});
