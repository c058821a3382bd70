import { afterEach, expect, test } from 'vitest';
import { createExecutor, type ExecutorOptions } from '../../src/executor/create.js';
import type { Executor } from '../../src/executor/executor.js';
import { faulty, witness } from './works.mjs';

// Needs dist/, which `node setup.mjs` builds before the tests: worker threads run compiled modules only.

const made: Executor[] = [];
function makeThreads(options: ExecutorOptions): Executor {
  const executor = createExecutor('threads', options);
  made.push(executor);
  return executor;
}
afterEach(async () => {
  await Promise.all(made.splice(0).map((executor) => executor.close()));
});

interface Testimony {
  readonly threadId: number;
  readonly preparations: number;
  readonly run: string;
  readonly contextItems: number;
  /** Runs whose prepared context is still in memory on that thread. */
  readonly alive: readonly string[];
}

async function ask(executor: Executor, run: string, jobs: readonly object[]): Promise<(Testimony | string)[]> {
  const context = { run, items: Array.from({ length: 1000 }, (_, n) => n) };
  const outcomes = await executor.runAll(witness, context, jobs);
  return outcomes.map((outcome) => outcome.status === 'ok' ? outcome.result as Testimony : outcome.status);
}

test('runAll(…) prepares a run once on each worker, whatever the number of jobs', async () => {
  const executor = makeThreads({ concurrency: 2 });
  const testimonies = await ask(executor, 'first', Array.from({ length: 30 }, () => ({ waitMs: 3 }))) as Testimony[];
  expect(new Set(testimonies.map(({ threadId }) => threadId)).size).toBe(2);
  expect(new Set(testimonies.map(({ preparations }) => preparations))).toEqual(new Set([1]));
  expect(new Set(testimonies.map(({ contextItems }) => contextItems))).toEqual(new Set([1000]));
});

test('runAll(…) gives a worker that replaces another one the context again', async () => {
  const executor = makeThreads({ concurrency: 1 });
  const [before, lost, after] = await ask(executor, 'only', [{}, { exit: true }, {}]);
  expect(lost).toBe('failed');
  expect(after).toMatchObject({ run: 'only', contextItems: 1000, preparations: 1 });
  expect((after as Testimony).threadId).not.toBe((before as Testimony).threadId);
});

test('runAll(…) lets workers forget a run when it has ended, and keeps each run apart while two are at work', async () => {
  const executor = makeThreads({ concurrency: 1 });
  const pairs = await Promise.all(['first', 'second'].map((run) => ask(executor, run, [{}, {}, {}])));
  expect(pairs.map((run) => run.map((testimony) => (testimony as Testimony).run))).toEqual([Array(3).fill('first'), Array(3).fill('second')]);
  const [now] = await ask(executor, 'third', [{ collect: true }]);
  expect(now).toMatchObject({ alive: ['third'], preparations: 3 });
});

test('runAll(…) refuses a context that is not plain data', async () => {
  const executor = makeThreads({ concurrency: 1 });
  await expect(executor.runAll(faulty, { call: () => 1 }, [{ fault: 'none' }])).rejects.toMatchObject({
    code: 'executor.context', message: "the context of a run can't be sent between threads (() => 1 could not be cloned.); make it plain data",
  });
});

test('runAll(…) fails the jobs of a work that its module does not export', async () => {
  const executor = makeThreads({ concurrency: 1 });
  const [outcome] = await executor.runAll({ ...faulty, name: 'faultless' }, {}, [{ fault: 'none' }]);
  expect(outcome).toMatchObject({ status: 'failed', message: expect.stringContaining('exports no work "faultless"; it exports evaluating, faulty, mixing, witness') });
});

test('runAll(…) fails the jobs of a work whose module does not exist', async () => {
  const executor = makeThreads({ concurrency: 1 });
  const [outcome] = await executor.runAll({ ...faulty, module: 'file:///nowhere.mjs' }, {}, [{ fault: 'none' }]);
  expect(outcome).toMatchObject({ status: 'failed', message: expect.stringContaining('nowhere.mjs') });
});

test('warmUp(work) starts every worker and tells so in spans; a run after it starts none', async () => {
  const executor = makeThreads({ concurrency: 3 });
  expect(executor.spans).toEqual([]);
  await executor.warmUp(faulty);
  const starts = executor.spans.map(({ name, lane }) => [name, lane]).sort();
  expect(starts).toEqual([['start worker', 'worker 1'], ['start worker', 'worker 2'], ['start worker', 'worker 3']]);
  for (const { startMs, endMs } of executor.spans) expect(endMs).toBeGreaterThan(startMs);
  await executor.runAll(faulty, {}, Array.from({ length: 9 }, (_, id) => ({ fault: 'none', id })));
  expect(executor.spans).toHaveLength(3);
});

test('runAll(…) starts no more workers than there are jobs', async () => {
  const executor = makeThreads({ concurrency: 8 });
  await executor.runAll(faulty, {}, [{ fault: 'none' }]);
  expect(executor.spans.map(({ name, lane }) => [name, lane])).toEqual([['start worker', 'worker 1']]);
});

test('close() leaves no worker and can be called twice', async () => {
  const executor = makeThreads({ concurrency: 2 });
  await executor.warmUp();
  await Promise.all([executor.close(), executor.close()]);
  await expect(executor.warmUp()).rejects.toMatchObject({ code: 'executor.closed' });
});
