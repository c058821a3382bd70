import { afterEach, describe, expect, it, vi } from 'vitest';
import type { JobControl } from '../../src/executor/executor.js';
import { runPipeline } from '../../src/pipeline/run.js';
import { mergeCard } from '../../src/program/card.js';
import { parseSolvers } from '../../src/program/parse-solvers.js';
import { builtInDiffers } from '../../src/scoring/built-in-differs.js';
import { tLogOf } from '../../src/scoring/candidates.js';
import { differEntries } from '../../src/scoring/differ-files.js';
import { validateCandidate } from '../../src/scoring/validate.js';
import { workloadOf } from '../../src/scoring/workload.js';
import { bundledSolver, bundledTask, bundledTaskIds } from '../../src/tasks/bundled.js';
import { scoreCard } from './score-card.js';

const TASK = bundledTask('007bbfb7');
const CARD = mergeCard('five', bundledTaskIds().slice(0, 5).flatMap((id) => parseSolvers(bundledSolver(id))), builtInDiffers());
afterEach(() => vi.restoreAllMocks());

function control(change: Partial<JobControl> = {}): JobControl {
  return { checkpoint: () => undefined, begin: () => undefined, end: () => undefined, wait: () => Promise.resolve(), ...change };
}
const prepare = (options = {}) => validateCandidate.prepare(workloadOf(CARD, TASK, { timeoutMs: 60_000, simulatedWaitMs: 0, seed: 1, ...options }));

describe('validateCandidate', () => {
  it('validateCandidate gives each solver of a card the samples that its o score says', async () => {
    const { scores } = await scoreCard(CARD, TASK, 'distinct');
    for (const [position, { step, solverId }] of CARD.outputs.entries()) {
      expect(await validateCandidate.run(prepare(), { step, position }, control())).toMatchObject({ status: 'ok', correct: scores.o[solverId] });
    }
    expect(scores.o['007bbfb7']).toBe(6);
  });

  it('validateCandidate counts a solver\'s own run time, never its waiting', async () => {
    let nowMs = 0;
    vi.spyOn(performance, 'now').mockImplementation(() => nowMs);
    const waits: number[] = [];
    const job = { step: CARD.outputs[0]!.step, position: 0 };
    const waiting = control({ wait: (ms) => { waits.push(ms); nowMs += 100_000; return Promise.resolve(); } });
    expect(await validateCandidate.run(prepare({ simulatedWaitMs: 50 }), job, waiting)).toMatchObject({ seconds: 0 });
    expect(waits).toHaveLength(1);
    // Ten milliseconds at the first step of each of the six samples.
    let evaluations = 0;
    const computing = control({ begin: () => { evaluations++; }, checkpoint: () => { nowMs += evaluations > 0 ? 10 : 0; evaluations = 0; } });
    const { seconds } = await validateCandidate.run(prepare(), job, computing);
    expect(seconds).toBeCloseTo(0.06);
  });

  it('runPipeline reports a candidate whose validation gives other results than its scores as wrong', async () => {
    const report = await runPipeline(TASK, CARD, { phase: 'distinct-differs' });
    expect(new Set(report.candidates.map(({ status }) => status))).toEqual(new Set(['ok']));
    const run = vi.spyOn(validateCandidate, 'run').mockResolvedValue({ status: 'ok', correct: 5, seconds: 0.001 });
    const other = await runPipeline(TASK, CARD, { phase: 'distinct-differs' });
    expect(run).toHaveBeenCalled();
    expect(other.candidates.map(({ oScore, status }) => [oScore, status]).sort()).toEqual([[0, 'wrong'], [0, 'wrong'], [0, 'wrong'], [0, 'wrong'], [6, 'wrong']]);
  });
});

describe('tLogOf', () => {
  it.each([[1, 11], [Math.E + 1e-9, 10], [0.5, 11], [0.3, 12], [0.001, 17], [1e-4, 20], [7.5, 9], [0, 31]])('tLogOf(%d) is 11 − trunc(ln(seconds)): %i', (seconds, tLog) => {
    expect(tLogOf(seconds)).toBe(tLog);
  });
});

describe('differEntries', () => {
  it('differEntries(…) gives each differ once, at its best s score and the highest t_log of the solvers that share it', async () => {
    const { scores } = await scoreCard(CARD, TASK, 'distinct');
    const tLogs = new Map(CARD.outputs.map(({ solverId }, k) => [solverId, 15 + k]));
    for (const tree of ['differ-iz', 'differ-zo'] as const) {
      const entries = differEntries(CARD, scores, TASK.id, tree, tLogs);
      expect(entries.map(({ md5 }) => `differ_${md5}`)).toEqual(builtInDiffers().map(({ name }) => name));
      for (const { md5, score, tLog } of entries) {
        const counts = scores.s[`differ_${md5}`]![tree === 'differ-iz' ? 'iz' : 'zo'];
        expect(score).toBe(Math.max(...Object.values(counts)));
        expect(tLog).toBe(Math.max(...Object.entries(counts).filter(([, count]) => count === score).map(([solver]) => tLogs.get(solver)!)));
      }
    }
  });

  it('differEntries(…) leaves out what no validated solver scored, and what is too long to be kept, with a warning', async () => {
    const lines = Array.from({ length: 24 }, (_, k) => `    x${k + 2} = astuple(x${k + 1}, x${k + 1})\n`);
    const long = parseSolvers(`def differ(S, I, C):\n    x1 = size(I)\n${lines.join('')}    O = astuple(x1, x25)\n    return O\n`)[0]!;
    const card = mergeCard('long', parseSolvers(bundledSolver('007bbfb7')), [...builtInDiffers(), { name: 'long', program: long }]);
    const { scores } = await scoreCard(card, TASK, 'incremental');
    const warnings: string[] = [];
    expect(differEntries(card, scores, TASK.id, 'differ-zo', new Map(), (warning) => warnings.push(warning))).toEqual([]);
    expect(differEntries(card, scores, TASK.id, 'differ-zo', new Map([['007bbfb7', 17]]), (warning) => warnings.push(warning))).toHaveLength(4);
    expect(warnings).toEqual([expect.stringMatching(/^long: not kept: step t\d+ inlined is longer than 16000000 characters$/)]);
  });
});
