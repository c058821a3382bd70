import { expect, test } from 'vitest';
import { attempt } from '../../src/executor/attempt.js';
import { Control, JobStop } from '../../src/executor/control.js';

/** Computes for that long. */
function spin(ms: number): void {
  const endMs = performance.now() + ms;
  while (performance.now() < endMs);
}

test('checkpoint() lets a job go on that has time left', () => {
  expect(() => new Control({ timeoutMs: 60_000 }).checkpoint()).not.toThrow();
  expect(() => new Control({}).checkpoint()).not.toThrow();
});

test('checkpoint() ends a job whose time is up', () => {
  const control = new Control({ timeoutMs: 1 });
  spin(2);
  expect(() => control.checkpoint()).toThrow(new JobStop('timeout', 'the time limit of 1 ms was reached'));
});

test('checkpoint() ends a job whose run is cancelled', () => {
  const controller = new AbortController();
  const control = new Control({ signal: controller.signal });
  controller.abort();
  expect(() => control.checkpoint()).toThrow(new JobStop('cancelled', 'the run was cancelled'));
});

test('wait(ms) ends when the run is cancelled', async () => {
  const controller = new AbortController();
  const waiting = new Control({ signal: controller.signal }).wait(1e9);
  controller.abort();
  await expect(waiting).rejects.toMatchObject({ status: 'cancelled' });
});

test('wait(ms) ends when the time is up', async () => {
  await expect(new Control({ timeoutMs: 5 }).wait(1e9)).rejects.toMatchObject({ status: 'timeout' });
});

test('wait(ms) does not count as computing', async () => {
  const control = new Control({});
  const startMs = performance.now();
  await control.wait(50);
  spin(5);
  expect(control.computeMs).toBeGreaterThanOrEqual(5);
  expect(control.computeMs).toBeLessThanOrEqual(performance.now() - startMs - 48);
});

test('wait(ms) does not charge a job for coming back late to a busy thread', async () => {
  const control = new Control({ timeoutMs: 60 });
  const waiting = control.wait(1);
  spin(100);
  await expect(waiting).resolves.toBeUndefined();
  expect(() => control.checkpoint()).not.toThrow();
});

test('settled(promise) gives up on a promise that never settles when the time is up or the run is cancelled', async () => {
  const never = new Promise<never>(() => {});
  await expect(new Control({ timeoutMs: 5 }).settled(never)).rejects.toMatchObject({ status: 'timeout' });
  const controller = new AbortController();
  const settled = new Control({ signal: controller.signal }).settled(never);
  controller.abort();
  await expect(settled).rejects.toMatchObject({ status: 'cancelled' });
});

test('settled(promise) passes on what the promise settles with', async () => {
  await expect(new Control({ timeoutMs: 60_000 }).settled(Promise.resolve(7))).resolves.toBe(7);
  await expect(new Control({}).settled(Promise.reject(new Error('no')))).rejects.toThrow('no');
});

test('attempt(run) judges a result that comes after the limit as a timeout', async () => {
  const { verdict } = await attempt(() => spin(3), { timeoutMs: 1 });
  expect(verdict).toEqual({ status: 'timeout', message: 'the time limit of 1 ms was reached' });
});

test('attempt(run) tells an error with its name, an ArcError by its line, and anything else as written', async () => {
  const arcError = Object.assign(new Error('grid: row 1 is short; fill it'), { name: 'ArcError' });
  const messages = await Promise.all([new RangeError('too far\n  from here'), arcError, 'a string', Object.create(null)].map(async (fault) => {
    const { verdict } = await attempt(() => { throw fault; }, {});
    return verdict.status === 'failed' && verdict.message;
  }));
  expect(messages).toEqual([
    'RangeError: too far from here', 'grid: row 1 is short; fill it', "threw 'a string'", 'threw [Object: null prototype] {}',
  ]);
});
