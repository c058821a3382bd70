import { expect, test } from 'vitest';
import { createExecutor } from '../../src/executor/create.js';
import type { ExecutorKind } from '../../src/executor/executor.js';

test.each([
  ['inline', 1, 'checkpoint'], ['limited', 3, 'checkpoint'], ['threads', 3, 'anywhere'],
] as const)('createExecutor(%j) says how many jobs it does at once and what its time limits reach', async (kind, concurrency, reach) => {
  const executor = createExecutor(kind, { concurrency: 3 });
  expect([executor.kind, executor.concurrency, executor.timeoutReach]).toEqual([kind, concurrency, reach]);
  await executor.close();
});

test('createExecutor(kind) names the nearest kind when there is no such one', () => {
  expect(() => createExecutor('thread' as ExecutorKind)).toThrow(expect.objectContaining({
    code: 'executor.kind', message: 'executor "thread" does not exist; did you mean threads? (inline, limited, threads)',
  }));
});

test('createExecutor(undefined) is refused at the door', () => {
  expect(() => createExecutor(undefined as unknown as ExecutorKind)).toThrow(expect.objectContaining({ code: 'executor.kind' }));
});

test.each([0, -1, NaN])('createExecutor(kind, { startTimeoutMs: %d }) is refused at the door', (startTimeoutMs) => {
  expect(() => createExecutor('threads', { startTimeoutMs })).toThrow(expect.objectContaining({ code: 'executor.start-timeout' }));
});

test.each([0, -1, 1.5, NaN, 257])('createExecutor(kind, { concurrency: %d }) is refused at the door', (concurrency) => {
  expect(() => createExecutor('limited', { concurrency })).toThrow(expect.objectContaining({ code: 'executor.concurrency' }));
});
