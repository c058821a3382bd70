import { afterEach, expect, test } from 'vitest';
import { ExecutorPool } from '../../src/executor/executor-pool.js';
import { faulty } from './works.mjs';

// Needs dist/, which `node setup.mjs` builds before the tests: worker threads run compiled modules only.

let pool = new ExecutorPool();
afterEach(async () => {
  await pool.close();
  pool = new ExecutorPool();
});

test('take(kind, concurrency) makes one executor of each kind and concurrency', () => {
  expect(pool.take('threads', 2)).toBe(pool.take('threads', 2));
  expect(pool.take('threads', 2)).not.toBe(pool.take('threads', 1));
  expect(pool.take('limited', 2).kind).toBe('limited');
});

test('warmUp(executor, work) starts the workers once and says whether they were warm', async () => {
  const threads = pool.take('threads', 2);
  expect(await pool.warmUp(threads, faulty)).toBe(false);
  expect(threads.spans.map(({ name }) => name)).toEqual(['start worker', 'start worker']);
  expect(await pool.warmUp(threads, faulty)).toBe(true);
  expect(threads.spans).toHaveLength(2);
});

test('warmUp(executor, work) starts a worker anew that was lost, and says so', async () => {
  const threads = pool.take('threads', 2);
  await pool.warmUp(threads, faulty);
  await threads.runAll(faulty, {}, [{ fault: 'spin' }], { timeoutMs: 100 });
  expect(await pool.warmUp(threads, faulty)).toBe(false);
  expect(await pool.warmUp(threads, faulty)).toBe(true);
});

test('take(kind, concurrency) after close is refused', async () => {
  await pool.close();
  expect(() => pool.take('inline', 1)).toThrow(expect.objectContaining({ code: 'executor.closed' }));
});

test('close() closes every executor', async () => {
  const executors = [pool.take('inline', 1), pool.take('threads', 1)];
  await pool.close();
  for (const executor of executors) await expect(executor.runAll(faulty, {}, [])).rejects.toMatchObject({ code: 'executor.closed' });
});
