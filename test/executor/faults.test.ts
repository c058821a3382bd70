import { once } from 'node:events';
import process from 'node:process';
import type { Worker } from 'node:worker_threads';
import { afterEach, beforeEach, expect, test, onTestFinished } from 'vitest';
import { createExecutor, type ExecutorOptions } from '../../src/executor/create.js';
import type { BatchOptions, Executor, JobOutcome } from '../../src/executor/executor.js';
import { GRACE_MS } from '../../src/executor/watchdog.js';
import { evaluating, faulty } from './works.mjs';

// Each test injects a fault into one job on a worker thread and expects the others unharmed, the pool of use, and in the end
// no worker left. Needs dist/, which `node setup.mjs` builds before the tests.

const workers = new Set<Worker>(), rejections: unknown[] = [], made: Executor[] = [];
const noteWorker = (worker: Worker): void => {
  workers.add(worker);
  worker.once('exit', () => workers.delete(worker));
};
const noteRejection = (reason: unknown): void => void rejections.push(reason);

beforeEach(() => {
  process.on('worker', noteWorker);
  process.on('unhandledRejection', noteRejection);
});

afterEach(async () => {
  await Promise.all(made.splice(0).map((executor) => executor.close()));
  await new Promise((resolve) => setImmediate(resolve));
  process.off('worker', noteWorker);
  process.off('unhandledRejection', noteRejection);
  expect(workers.size).toBe(0);
  expect(rejections.splice(0)).toEqual([]);
});

function makeThreads(options: ExecutorOptions = {}): Executor {
  const executor = createExecutor('threads', { concurrency: 2, ...options });
  made.push(executor);
  return executor;
}

/** The outcome of a faulty job between jobs that must not notice it; then the same executor must do its work. */
async function inject(executor: Executor, job: object, options?: BatchOptions): Promise<JobOutcome<unknown>> {
  const fine = (id: number): object => ({ fault: 'none', id });
  const outcomes = await executor.runAll(faulty, {}, [fine(0), fine(1), job, fine(3), fine(4), fine(5)], options);
  for (const id of [0, 1, 3, 4, 5]) expect(outcomes[id]).toMatchObject({ status: 'ok', result: `fine ${id}` });
  await expect(executor.runAll(faulty, {}, [fine(6), fine(7)])).resolves.toMatchObject([{ result: 'fine 6' }, { result: 'fine 7' }]);
  return outcomes[2]!;
}

const losses = (executor: Executor): unknown[] => executor.spans.filter(({ name }) => name === 'lose worker').map(({ attributes }) => attributes.reason);

test('runAll(…) survives a worker that exits', async () => {
  const executor = makeThreads();
  expect(await inject(executor, { fault: 'exit' })).toMatchObject({
    status: 'failed', message: 'the worker was lost: Error: worker exited with code: 3', lane: expect.stringMatching(/^worker [12]$/),
  });
  expect(losses(executor)).toEqual(['exit code 3']);
});

test('runAll(…) survives a worker that is killed from outside', async () => {
  const executor = makeThreads({ concurrency: 1 });
  // Every worker that comes is killed after a while: on a busy machine the first may be gone before the job began, which then begins on another.
  const kill = (worker: Worker) => void once(worker, 'online').then(() => setTimeout(() => void worker.terminate(), 300));
  process.on('worker', kill);
  onTestFinished(() => void process.off('worker', kill));
  const running = inject(executor, { fault: 'spin' });
  expect(await running).toMatchObject({ status: 'failed', message: expect.stringContaining('the worker was lost') });
});

test('runAll(…) survives a worker that runs out of memory', async () => {
  const executor = makeThreads({ resourceLimits: { maxOldGenerationSizeMb: 24 } });
  expect(await inject(executor, { fault: 'memory' })).toMatchObject({ status: 'failed', message: expect.stringContaining('ERR_WORKER_OUT_OF_MEMORY') });
});

test('runAll(…) survives an error that a worker throws outside of its job', async () => {
  expect(await inject(makeThreads(), { fault: 'stray rejection' })).toMatchObject({
    status: 'failed', message: 'the worker was lost: Error: nobody listens',
  });
});

test('runAll(…, { timeoutMs }) ends the worker of a job that spins inside a step', async () => {
  const executor = makeThreads();
  const outcome = await inject(executor, { fault: 'spin' }, { timeoutMs: 150 });
  expect(outcome).toMatchObject({ status: 'timeout', message: 'the time limit of 150 ms was reached' });
  expect(outcome.endMs - outcome.startMs).toBeGreaterThanOrEqual(150 + GRACE_MS);
  expect(losses(executor)).toEqual(['timeout']);
});

test('runAll(…, { timeoutMs }) tells in which evaluation and step a job spun', async () => {
  const jobs = [{ evaluations: [[1, 1], [1, 1, Infinity, 1], [1]] }, { evaluations: [[1, 1]] }, { evaluations: [[Infinity]] }];
  const outcomes = await makeThreads().runAll(evaluating, {}, jobs, { timeoutMs: 400 });
  expect(outcomes).toMatchObject([
    { status: 'timeout', lostAt: { evaluation: 1, step: 2 } }, { status: 'ok' }, { status: 'timeout', lostAt: { evaluation: 0, step: 0 } },
  ]);
});

test('runAll(…) tells in which evaluation and step a job ran out of memory', async () => {
  const executor = makeThreads({ resourceLimits: { maxOldGenerationSizeMb: 24 } });
  const outcomes = await executor.runAll(evaluating, {}, [{ evaluations: [[1, 1, 1]], memoryAt: 2 }, { evaluations: [[1]] }]);
  expect(outcomes).toMatchObject([{ status: 'failed', lostAt: { evaluation: 0, step: 2 } }, { status: 'ok' }]);
});

test('runAll(…) tells of a lost job that it had not said where it was', async () => {
  const [outcome] = await makeThreads().runAll(faulty, {}, [{ fault: 'exit' }]);
  expect(outcome).toMatchObject({ status: 'failed', lostAt: { evaluation: -1, step: -1 } });
});

test('runAll(…, { timeoutMs }) leaves more than half of the promised 250 ms for ending a worker', () => {
  expect(GRACE_MS).toBeLessThan(125);
});

test.each(['never', 'swallow'])('runAll(…, { timeoutMs }) ends the worker of a job that does not answer: %s', async (fault) => {
  const executor = makeThreads();
  expect(await inject(executor, { fault }, { timeoutMs: 200 })).toMatchObject({ status: 'timeout' });
  expect(losses(executor)).toEqual(['timeout']);
});

test('runAll(…, { timeoutMs }) keeps the worker of a job that stops at a checkpoint', async () => {
  const executor = makeThreads();
  expect(await inject(executor, { fault: 'step' }, { timeoutMs: 200 })).toMatchObject({ status: 'timeout' });
  expect(losses(executor)).toEqual([]);
});

test('runAll(…, { timeoutMs }) stops one spinning job after the other when all of them spin', async () => {
  const jobs = Array.from({ length: 5 }, () => ({ fault: 'spin' }));
  const outcomes = await makeThreads().runAll(faulty, {}, jobs, { timeoutMs: 40 });
  expect(outcomes.map(({ status }) => status)).toEqual(Array(5).fill('timeout'));
});

test('runAll(…) fails a job that cannot be cloned and keeps the worker', async () => {
  const executor = makeThreads();
  expect(await inject(executor, { fault: 'none', call: () => 1 })).toMatchObject({
    status: 'failed', message: "a job can't be sent between threads (() => 1 could not be cloned.); make it plain data", lane: 'queue',
  });
  expect(losses(executor)).toEqual([]);
});

test('runAll(…) fails a job whose result cannot be cloned and keeps the worker', async () => {
  const executor = makeThreads();
  expect(await inject(executor, { fault: 'uncloneable result' })).toMatchObject({
    status: 'failed', message: "the result of a job can't be sent between threads (() => 1 could not be cloned.); make it plain data",
  });
  expect(losses(executor)).toEqual([]);
});

test('runAll(…) fails jobs for which no worker can start', async () => {
  const executor = makeThreads({ resourceLimits: { maxOldGenerationSizeMb: 1 } });
  const jobs = Array.from({ length: 3 }, (_, id) => ({ fault: 'none', id }));
  for (const outcome of await executor.runAll(faulty, {}, jobs)) {
    expect(outcome).toMatchObject({ status: 'failed', message: expect.stringContaining('a worker could not start'), lane: 'queue' });
  }
  await expect(executor.warmUp()).rejects.toMatchObject({ code: 'executor.start' });
});

test('runAll(…) gives a job up whose preparation does not end', async () => {
  const executor = makeThreads({ startTimeoutMs: 2000 });
  await executor.warmUp(faulty);
  const [outcome] = await executor.runAll(faulty, { fault: 'slow preparation', ms: Infinity }, [{ fault: 'none' }], { timeoutMs: 50 });
  expect(outcome).toMatchObject({ status: 'failed', message: 'no worker was ready for this job within 2000 ms' });
});

test('runAll(…, { signal }) ends the workers of spinning jobs when the signal is aborted', async () => {
  const executor = makeThreads();
  const controller = new AbortController();
  const outcomes = await executor.runAll(faulty, {}, ['none', 'spin', 'spin', 'none'].map((fault, id) => ({ fault, id })), {
    signal: controller.signal, onOutcome: (index) => index === 0 && setTimeout(() => controller.abort(), 100),
  });
  expect(outcomes.map(({ status }) => status)).toEqual(['ok', 'cancelled', 'cancelled', 'cancelled']);
  await expect(executor.runAll(faulty, {}, [{ fault: 'none', id: 4 }])).resolves.toMatchObject([{ result: 'fine 4' }]);
});

test('runAll(…, { signal }) does not take a worker that it ended at its start for one that cannot start', async () => {
  // The second job is handed to a worker that is still starting when the first one ends.
  for (let k = 0; k < 5; k++) {
    const executor = makeThreads(), controller = new AbortController();
    await executor.runAll(faulty, {}, [{ fault: 'none', id: 0 }, { fault: 'spin' }], { signal: controller.signal, onOutcome: () => controller.abort() });
    const outcomes = await executor.runAll(faulty, {}, [{ fault: 'none', id: 1 }, { fault: 'none', id: 2 }, { fault: 'none', id: 3 }]);
    expect(outcomes).toMatchObject([{ result: 'fine 1' }, { result: 'fine 2' }, { result: 'fine 3' }]);
  }
});

test('close() in mid-run ends the workers of spinning jobs', async () => {
  const executor = makeThreads();
  const running = executor.runAll(faulty, {}, ['none', 'spin', 'spin', 'none'].map((fault, id) => ({ fault, id })), {
    onOutcome: (index) => index === 0 && setTimeout(() => void executor.close(), 100),
  });
  const outcomes = await running;
  expect(outcomes.map(({ status }) => status)).toEqual(['ok', 'cancelled', 'cancelled', 'cancelled']);
  expect(outcomes[1]).toMatchObject({ message: 'the executor was closed' });
});

test('close() while workers are starting ends them', async () => {
  const executor = makeThreads();
  const running = executor.runAll(faulty, {}, [{ fault: 'none' }, { fault: 'none' }]);
  await executor.close();
  expect((await running).map(({ status }) => status)).toEqual(['cancelled', 'cancelled']);
});
