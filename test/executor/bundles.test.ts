import { afterEach, expect, test } from 'vitest';
import { bundlesOf } from '../../src/executor/bundles.js';
import { createExecutor } from '../../src/executor/create.js';
import type { BatchOptions, Executor, JobOutcome } from '../../src/executor/executor.js';
import { evaluating, faulty } from './works.mjs';

// Needs dist/, which `node setup.mjs` builds before the tests: worker threads run compiled modules only.

test('bundlesOf(count, concurrency, most) holds every job once, in order', () => {
  for (const [count, concurrency, most] of [[0, 2, 8], [1, 2, 8], [7, 1, 3], [320, 2, 32], [1000, 8, 5]] as const) {
    expect(bundlesOf(count, concurrency, most).flat()).toEqual(Array.from({ length: count }, (_, index) => index));
  }
});

test('bundlesOf(count, concurrency, most) begins with large bundles and ends with single jobs', () => {
  const sizes = bundlesOf(320, 2, 32).map((bundle) => bundle.length);
  expect(sizes[0]).toBe(20);
  expect(sizes).toEqual(sizes.toSorted((a, b) => b - a));
  expect(sizes.slice(-16)).toEqual(Array(16).fill(1));
});

test('bundlesOf(count, concurrency, most) bundles no jobs where they are few, or at most so many', () => {
  expect(bundlesOf(31, 2, 32).every((bundle) => bundle.length === 1)).toBe(true);
  expect(Math.max(...bundlesOf(1000, 2, 5).map((bundle) => bundle.length))).toBe(5);
});

let executor: Executor | undefined;
afterEach(() => executor?.close());

/** Sixty jobs on two workers, some of which travel together: the outcomes of those that are faulty; the others must be fine. */
async function inject(faults: Readonly<Record<number, object>>, options: BatchOptions = {}, resourceLimits = {}): Promise<JobOutcome<unknown>[]> {
  executor = createExecutor('threads', { concurrency: 2, resourceLimits });
  const jobs = Array.from({ length: 60 }, (_, id) => faults[id] ?? { fault: 'none', id });
  const told: number[] = [];
  const outcomes = await executor.runAll(faulty, {}, jobs, { mostBundled: 8, onOutcome: (index) => told.push(index), ...options });
  expect(told.sort((a, b) => a - b)).toEqual([...jobs.keys()]);
  outcomes.forEach((outcome, id) => {
    if (faults[id] === undefined) expect(outcome).toMatchObject({ status: 'ok', result: `fine ${id}` });
  });
  return Object.keys(faults).map((id) => outcomes[Number(id)]!);
}

test('runAll(…, { mostBundled }) loses no job of a bundle but the one that ends its worker', async () => {
  const lost = { status: 'failed', message: 'the worker was lost: Error: worker exited with code: 3', lostAt: { evaluation: -1, step: -1 } };
  expect(await inject({ 0: { fault: 'exit' }, 2: { fault: 'exit' }, 30: { fault: 'exit' } })).toMatchObject([lost, lost, lost]);
});

test('runAll(…, { mostBundled, timeoutMs }) ends a worker for the job that spins, counting from that job\'s start', async () => {
  const [spinning, slow] = await inject({ 1: { fault: 'spin' }, 4: { fault: 'spin for', ms: 250, id: 4 } }, { timeoutMs: 400 });
  expect(spinning).toMatchObject({ status: 'timeout', message: 'the time limit of 400 ms was reached' });
  expect(slow).toMatchObject({ status: 'ok' });
});

test('runAll(…, { mostBundled }) fails the job of a bundle that throws, rejects, or gives what cannot be cloned, and no other', async () => {
  const outcomes = await inject({ 0: { fault: 'throw' }, 1: { fault: 'reject' }, 2: { fault: 'uncloneable result' } });
  expect(outcomes.map(({ status }) => status)).toEqual(['failed', 'failed', 'failed']);
  expect(executor!.spans.filter(({ name }) => name === 'lose worker')).toEqual([]);
});

test('runAll(…, { mostBundled }) fails the job of a bundle that cannot be cloned, and no other', async () => {
  const [outcome] = await inject({ 1: { fault: 'none', call: () => 1 } });
  expect(outcome).toMatchObject({ status: 'failed', message: expect.stringContaining("a job can't be sent between threads"), lane: 'queue' });
});

test('runAll(…, { mostBundled }) times each job of a bundle by itself', async () => {
  executor = createExecutor('threads', { concurrency: 1 });
  const outcomes = await executor.runAll(evaluating, {}, Array.from({ length: 20 }, () => ({ evaluations: [[2]] })), { mostBundled: 8 });
  outcomes.forEach(({ startMs, endMs, computeMs }, at) => {
    expect(computeMs).toBeGreaterThanOrEqual(2);
    expect(endMs - startMs).toBeGreaterThanOrEqual(computeMs - 0.1);
    expect(startMs).toBeGreaterThanOrEqual(outcomes[at - 1]?.endMs ?? 0);
  });
});

test('runAll(…, { mostBundled, signal }) cancels every job of a bundle when the signal is aborted', async () => {
  executor = createExecutor('threads', { concurrency: 1 });
  const jobs = Array.from({ length: 20 }, (_, id) => ({ fault: id === 1 ? 'spin' : 'none', id }));
  const outcomes = await executor.runAll(faulty, {}, jobs, { mostBundled: 2, signal: AbortSignal.timeout(400) });
  expect(outcomes.map(({ status }) => status)).toEqual(Array(20).fill('cancelled'));
  expect(outcomes.map(({ lane }) => lane)).toEqual(['queue', 'worker 1', ...Array(18).fill('queue')]);
});
