import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { promisify } from 'node:util';
import type { Worker } from 'node:worker_threads';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ExecutorPool } from '../../src/executor/executor-pool.js';
import type { Config } from '../../src/pipeline/config.js';
import { differingDigests } from '../../src/pipeline/digests.js';
import { runPipeline } from '../../src/pipeline/run.js';
import { readCard } from '../../src/program/read-card.js';
import { bundledTask } from '../../src/tasks/bundled.js';
import { MIRRORED, smallCard } from './small-work.js';

// Each test injects a fault into a run and expects its report, and nothing left: no worker, no temporary folder, no stray
// rejection. Needs dist/, which `node setup.mjs` builds before the tests.

const THREADS: Config = { dedupe: true, batchInline: true, scoring: 'parallel', validation: 'parallel', differs: 'distinct', executor: 'threads', concurrency: 2, timeoutMs: 60_000 };
const TASK = bundledTask('007bbfb7'), CARD = readCard('onerun');

const workers = new Set<Worker>(), rejections: unknown[] = [];
const noteWorker = (worker: Worker): void => {
  workers.add(worker);
  worker.once('exit', () => workers.delete(worker));
};
const noteRejection = (reason: unknown): void => void rejections.push(reason);
const temporaryBefore = process.env['TMPDIR'];
let temporary: string;

beforeEach(() => {
  temporary = mkdtempSync(join(tmpdir(), 'phaselab-test-'));
  process.env['TMPDIR'] = temporary;
  process.on('worker', noteWorker);
  process.on('unhandledRejection', noteRejection);
});

afterEach(async () => {
  await new Promise((resolve) => setImmediate(resolve));
  if (temporaryBefore === undefined) delete process.env['TMPDIR'];
  else process.env['TMPDIR'] = temporaryBefore;
  process.off('worker', noteWorker);
  process.off('unhandledRejection', noteRejection);
  const left = readdirSync(temporary);
  rmSync(temporary, { recursive: true });
  expect({ left, workers: workers.size, rejections: rejections.splice(0) }).toEqual({ left: [], workers: 0, rejections: [] });
});

describe('runPipeline(…)', () => {
  it('survives workers that are killed from outside: the jobs run again, the results are those of an undisturbed run', async () => {
    const undisturbed = await runPipeline(TASK, CARD, { config: { ...THREADS, executor: 'inline' } });
    const killed = new Set<string>();
    const report = await runPipeline(TASK, CARD, {
      config: THREADS,
      onProgress: ({ stage }) => {
        if (killed.has(stage) || stage === 'inline' || stage === 'save') return;
        killed.add(stage);
        // One of the two goes; which job it has is chance.
        void [...workers].at(-1)!.terminate();
      },
    });
    expect(killed).toEqual(new Set(['score demo', 'score test', 'validate']));
    expect(report).toMatchObject({ status: 'done', warnings: [] });
    expect(differingDigests(undisturbed, report)).toEqual([]);
    expect(report.counts).toEqual(undisturbed.counts);
    expect(report.spans.some(({ name }) => name === 'lose worker')).toBe(true);
  });

  // In a process of its own and up to three times: where one allocation overshoots the worker's limit by more than the leeway that Node gives a
  // worker to end in (16 MB), V8 aborts the whole process instead of the worker, which happens now and then under load.
  it('survives a step that needs more memory than its worker may have: it counts with its default', { retry: 2, timeout: 90_000 }, async () => {
    const { stdout } = await promisify(execFile)(process.execPath, [join(import.meta.dirname, 'out-of-memory.mjs')], { timeout: 80_000 });
    const report = JSON.parse(stdout) as { status: string; warnings: string[]; candidates: [string, string][] };
    expect(report.status).toBe('done');
    expect(Object.fromEntries(report.candidates)).toEqual({ 0: 'ok', 1: 'failed', 2: 'ok' });
    expect(report.warnings).toEqual([
      expect.stringMatching(/^demo 1: t\d+ = product\(t\d+, t\d+\) ended its worker twice and was given up; it counts with its default$/),
      expect.stringMatching(/^test 1: /),
    ]);
  });

  it.each(['inline', 'limited', 'threads'] as const)('that is cancelled while it scores under %s leaves a partial report', async (executor) => {
    const controller = new AbortController();
    const report = await runPipeline(TASK, CARD, { config: { ...THREADS, executor }, signal: controller.signal, onProgress: () => controller.abort() });
    expect(report.status).toBe('cancelled');
    expect(report.counts.outputs).toBeLessThan(192);
    expect(report.counts.solverFiles).toBe(0);
  });

  it.each(['inline', 'limited', 'threads'] as const)('that is cancelled while it validates under %s keeps what it has', async (executor) => {
    const controller = new AbortController();
    const report = await runPipeline(TASK, CARD, {
      config: { ...THREADS, executor }, signal: controller.signal, onProgress: ({ stage }) => stage === 'validate' && controller.abort(),
    });
    expect(report.status).toBe('cancelled');
    expect(report.counts).toMatchObject({ outputs: 192, matches: 6, uniqueCandidates: 32, solverFiles: 0 });
    expect(report.candidates.map(({ status }) => status)).toContain('cancelled');
  });

  it.each([true, false])('that is cancelled before it inlines keeps every distinct candidate, as cancelled (dedupe: %s)', async (dedupe) => {
    const controller = new AbortController();
    const report = await runPipeline(TASK, CARD, {
      config: { ...THREADS, executor: 'inline', dedupe }, signal: controller.signal,
      onProgress: ({ stage, done, total }) => stage === 'score test' && done === total && controller.abort(),
    });
    expect(report).toMatchObject({ status: 'cancelled', counts: { outputs: 192, uniqueCandidates: 32, validated: 0, solverFiles: 0 } });
    expect(new Set(report.candidates.map(({ status }) => status))).toEqual(new Set(['cancelled']));
    expect(report.candidates.every(({ bodyMd5 }) => /^[0-9a-f]{32}$/.test(bodyMd5))).toBe(true);
  });

  it('that is cancelled while its workers compute for ever ends them', async () => {
    const controller = new AbortController();
    const report = await runPipeline(MIRRORED, smallCard(['right', 'endless']), {
      config: THREADS, signal: AbortSignal.any([controller.signal, AbortSignal.timeout(1500)]),
    });
    expect(report).toMatchObject({ status: 'cancelled', counts: { outputs: 0 } });
  });

  it('that was cancelled before it began does nothing', async () => {
    const report = await runPipeline(TASK, CARD, { config: THREADS, signal: AbortSignal.abort() });
    expect(report).toMatchObject({ status: 'cancelled', counts: { outputs: 0, candidates: 0, differPasses: 0 } });
  });

  it('whose executors were closed before it began, or are closed while its workers start, leaves a partial report', async () => {
    const closed = new ExecutorPool(), closing = new ExecutorPool();
    await closed.close();
    const reports = [runPipeline(TASK, CARD, { config: THREADS, executors: closed }), runPipeline(TASK, CARD, { config: THREADS, executors: closing })];
    await closing.close();
    for (const report of await Promise.all(reports)) expect(report).toMatchObject({ status: 'cancelled', counts: { outputs: 0 } });
  });

  it('that is cancelled while its workers start does not wait for them', async () => {
    const executors = new ExecutorPool(), controller = new AbortController();
    const running = runPipeline(TASK, CARD, { config: { ...THREADS, concurrency: 8 }, executors, signal: controller.signal });
    controller.abort();
    const { status, spans } = await running;
    expect(status).toBe('cancelled');
    expect(spans.filter(({ name }) => name === 'start worker')).toEqual([]);
    await executors.close();
  });

  it.each(['limited', 'threads'] as const)('whose executors are closed by somebody under %s leaves a partial report', async (executor) => {
    const executors = new ExecutorPool();
    let closing: Promise<void> | undefined;
    const report = await runPipeline(TASK, CARD, { config: { ...THREADS, executor }, executors, onProgress: () => { closing ??= executors.close(); } });
    await closing;
    expect(report.status).toBe('cancelled');
    expect(report.counts.outputs).toBeLessThan(192);
  });
});
