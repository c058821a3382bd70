import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readCard } from '../../src/program/read-card.js';
import { ResultCache, type ResultCacheOptions } from '../../src/scoring/result-cache.js';
import { workloadOf, type Workload } from '../../src/scoring/workload.js';
import { bundledTask, bundledTaskIds } from '../../src/tasks/bundled.js';

const CARD = readCard('onerun');
const workload = (taskId = '007bbfb7', timeoutMs = 5000): Workload => workloadOf(CARD, bundledTask(taskId), { timeoutMs, simulatedWaitMs: 0, seed: 1 });
const BODY = '0'.repeat(32), OK = { status: 'ok', correct: 3, seconds: 0.25 } as const;
const SOLVER = { inlined: 'def solve(S, I, C):\n    return I', md5: 'a'.repeat(32), expanded: 'O = I' };
const forbidden = () => { throw new Error('made again'); };

let folder: string;
const open = (options: Partial<ResultCacheOptions> = {}) => new ResultCache({ folder, codeVersion: '1', workload: workload(), ...options });

beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'phaselab-test-')); });
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('ResultCache', () => {
  it('inlined(body, make) makes a text once, for all runs', () => {
    expect(open().inlined(BODY, () => SOLVER)).toEqual(SOLVER);
    const later = open();
    expect(later.inlined(BODY, forbidden)).toEqual(SOLVER);
    expect(later.counts.inlined).toEqual({ hits: 1, misses: 0 });
  });

  it('inlined(body, make) keeps nothing where make fails', () => {
    expect(() => open().inlined(BODY, forbidden)).toThrow('made again');
    expect(open().inlined(BODY, () => SOLVER)).toEqual(SOLVER);
  });

  it('validation(body) gives what keepValidation kept, with the seconds of the first measurement', () => {
    const cache = open();
    expect(cache.validation(BODY)).toBeUndefined();
    cache.keepValidation(BODY, OK);
    cache.keepValidation(BODY, { ...OK, seconds: 99 });
    expect(cache.validation(BODY)).toEqual(OK);
    expect(cache.counts.validation).toEqual({ hits: 1, misses: 1 });
  });

  it('keepValidation(body, …) does not keep that a time limit was reached', () => {
    const cache = open();
    cache.keepValidation(BODY, { status: 'timeout', correct: 1, seconds: 5 });
    expect(cache.validation(BODY)).toBeUndefined();
  });

  it.each<[string, Partial<ResultCacheOptions>]>([
    ['other code', { codeVersion: '2' }], ['another task', { workload: workload(bundledTaskIds().find((id) => id !== '007bbfb7')) }], ['another time limit', { workload: workload('007bbfb7', 4999) }],
  ])('validation(body) finds nothing that was kept with %s', (_, options) => {
    open().keepValidation(BODY, OK);
    expect(open(options).validation(BODY)).toBeUndefined();
    expect(open({}).validation(BODY)).toEqual(OK);
  });

  it('validation(body) finds nothing that was kept for a sample whose output was known, or for the same grids in another order', () => {
    const task = bundledTask('007bbfb7'), of = (other: typeof task) => open({ workload: workloadOf(CARD, other, { timeoutMs: 5000, simulatedWaitMs: 0, seed: 1 }) });
    of(task).keepValidation(BODY, OK);
    expect(of({ ...task, test: task.test.map(({ input }) => ({ input, output: null })) }).validation(BODY)).toBeUndefined();
    expect(of({ ...task, demo: [...task.demo].reverse() }).validation(BODY)).toBeUndefined();
    expect(of({ ...task, id: 'renamed' }).validation(BODY)).toEqual(OK);
  });

  it('inlined(body, make) does not depend on the task, but on the code', () => {
    open().inlined(BODY, () => SOLVER);
    expect(open({ workload: workload('007bbfb7', 4999) }).inlined(BODY, forbidden)).toEqual(SOLVER);
    expect(() => open({ codeVersion: '2' }).inlined(BODY, forbidden)).toThrow('made again');
  });

  it('new ResultCache({}) without a folder is kept for the process, apart from those with one', () => {
    const codeVersion = `only here ${Math.random()}`;
    const inMemory = (): ResultCache => new ResultCache({ codeVersion, workload: workload() });
    inMemory().keepValidation(BODY, OK);
    expect(inMemory().validation(BODY)).toEqual(OK);
    expect(open({ codeVersion }).validation(BODY)).toBeUndefined();
  });
});
