import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { attemptTasks } from '../../src/pipeline/attempts.js';
import { parseSolvers } from '../../src/program/parse-solvers.js';
import { bundledTask } from '../../src/tasks/bundled.js';
import { scoreSubmission } from '../../src/tasks/submission.js';
import { isEqual } from '../../src/values/equality.js';
import { grid } from '../../src/values/grid.js';
import { phaselab } from './phaselab.js';

const ROOT = join(import.meta.dirname, '..', '..');
const SOLVERS = join(ROOT, 'data', 'solvers'), TASKS = join(ROOT, 'data', 'tasks');

let folder: string;
beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'phaselab-test-')); });
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('phaselab submission', () => {
  it('phaselab submission write and check: all bundled test outputs are right', async () => {
    const file = join(folder, 'submission.json');
    const written = await phaselab('submission', 'write', '--solvers', SOLVERS, '--tasks', TASKS, '-o', file);
    expect(written).toMatchObject({ code: 0, stderr: '' });
    const checked = await phaselab('submission', 'check', file, '--tasks', TASKS, '--json');
    const { faults, score } = JSON.parse(checked.stdout) as { faults: string[]; score: { outputs: { correct: number; total: number } } };
    expect(faults).toEqual([]);
    expect(score.outputs.correct).toBe(score.outputs.total);
  });

  it('phaselab submission write and check: of Kaggle\'s folder both take the test tasks, and say so', async () => {
    const text = (id: string) => readFileSync(join(TASKS, `${id}.json`), 'utf8');
    writeFileSync(join(folder, 'arc-agi_training_challenges.json'), `{"007bbfb7":${text('007bbfb7')}}`);
    writeFileSync(join(folder, 'arc-agi_test_challenges.json'), `{"0358ecfa":${text('0358ecfa')}}`);
    const file = join(folder, 'out', 'submission.json');
    const said = `phaselab: ${folder}: taking its test tasks, for which Kaggle wants a submission; --subset takes others\n`;
    expect(await phaselab('submission', 'write', '--solvers', SOLVERS, '--tasks', folder, '-o', file)).toMatchObject({ code: 0, stderr: said });
    expect(Object.keys(JSON.parse(readFileSync(file, 'utf8')) as object)).toEqual(['0358ecfa']);
    expect(await phaselab('submission', 'check', file, '--tasks', folder)).toMatchObject({ code: 0, stderr: said });
    const { code, stderr } = await phaselab('submission', 'check', file, '--tasks', folder, '--subset', 'training');
    expect(code).toBe(1);
    expect(stderr).toContain('has no 007bbfb7; give all task ids');
  });

  it('phaselab submission check names every fault and exits 1', async () => {
    const file = join(folder, 'submission.json');
    await phaselab('submission', 'write', '--solvers', SOLVERS, '--tasks', TASKS, '-o', file);
    const json = JSON.parse(readFileSync(file, 'utf8')) as Record<string, { attempt_1: unknown }[]>;
    delete json['007bbfb7'];
    json['0358ecfa']![0]!.attempt_1 = [[1], [1, 2]];
    writeFileSync(file, JSON.stringify(json));
    const { code, stderr } = await phaselab('submission', 'check', file, '--tasks', TASKS);
    expect(code).toBe(1);
    expect(stderr).toContain('has no 007bbfb7; give all task ids');
    expect(stderr).toContain('0358ecfa[0].attempt_1 row 1 has 2 cells, row 0 has 1');
    expect(stderr).toContain('2 faults');
  });
});

describe('attemptTasks', () => {
  const task = bundledTask('007bbfb7');
  const right = readFileSync(join(SOLVERS, '007bbfb7.py'), 'utf8');

  it('attemptTasks(tasks, solvers) takes the first two different grids of the task\'s own solvers', () => {
    const submission = attemptTasks([task], parseSolvers(right));
    expect(isEqual(submission['007bbfb7']![0]![0], task.test[0]!.output!)).toBe(true);
    expect(isEqual(submission['007bbfb7']![0]![1], task.test[0]!.output!)).toBe(true);
  });

  it('attemptTasks(tasks, solvers, {triesAll}) lets others try that get the demo samples right', () => {
    const others = parseSolvers(`${right.replace('solve_007bbfb7', 'solve_11111111')}\n\ndef solve_22222222(I):\n    O = vmirror(I)\n    return O\n`);
    expect(scoreSubmission(attemptTasks([task], others), [task]).outputs.correct).toBe(0);
    expect(scoreSubmission(attemptTasks([task], others, { triesAll: true }), [task]).outputs.correct).toBe(1);
  });

  it('attemptTasks(tasks, solvers) gives a black 2×2 grid where a solver fails or gives no grid', () => {
    const failing = parseSolvers('def solve_007bbfb7(I):\n    O = size(I)\n    return O\n');
    expect(isEqual(attemptTasks([task], failing)['007bbfb7']![0]![0], grid([[0, 0], [0, 0]]))).toBe(true);
  });
});
