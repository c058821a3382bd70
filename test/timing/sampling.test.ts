import { describe, expect, test } from 'vitest';
import { ArcError } from '../../src/values/error.js';
import { nextBatch, takeSample } from '../../src/timing/sampling.js';
import { fakeClock } from './fake-clock.js';

describe('takeSample', () => {
  test('takeSample(alternative, batch, clock) is the time per call over the batch', async () => {
    const clock = fakeClock();
    let calls = 0;
    const run = (): number => {
      clock.advance(4, 3);
      return ++calls;
    };
    expect(await takeSample({ name: 'a', run }, 5, clock)).toEqual({ wallMs: 4, cpuMs: 3, stages: {}, result: 5 });
  });

  test('takeSample(alternative, batch, clock) waits for each promise before the next call', async () => {
    const clock = fakeClock();
    let running = 0, most = 0;
    const run = async (): Promise<string> => {
      most = Math.max(most, ++running);
      await Promise.resolve();
      clock.advance(2);
      running--;
      return 'done';
    };
    expect(await takeSample({ name: 'a', run }, 3, clock)).toMatchObject({ wallMs: 2, result: 'done' });
    expect(most).toBe(1);
  });

  test('takeSample(alternative) reads the breakdown outside the timed stretch', async () => {
    const clock = fakeClock();
    const breakdown = (result: { score: number }): Record<string, number> => {
      clock.advance(100);
      return { score: result.score };
    };
    const run = (): { score: number } => {
      clock.advance(7);
      return { score: 6 };
    };
    expect(await takeSample({ name: 'a', run, breakdown }, 1, clock)).toMatchObject({ wallMs: 7, stages: { score: 6 } });
  });

  test('takeSample(alternative) names what failed, sync or async, and keeps the cause', async () => {
    const fault = new RangeError('no grid');
    for (const run of [() => { throw fault; }, () => Promise.reject(fault)]) {
      const error = await takeSample({ name: 'fast', run }, 1, fakeClock()).catch((thrown: unknown) => thrown);
      expect(error).toBeInstanceOf(ArcError);
      expect(error).toMatchObject({ code: 'timing.run-failed', cause: fault });
      expect((error as ArcError).message).toContain('"fast"');
    }
  });
});

describe('nextBatch', () => {
  const ALTERNATIVE = { name: 'a', run: () => 1 };

  test('nextBatch(...) stays when the sample is long enough', () => {
    expect(nextBatch(ALTERNATIVE, 4, 0.25, 1)).toBe(4);
  });

  test('nextBatch(...) grows to a fifth above the wanted length', () => {
    expect(nextBatch(ALTERNATIVE, 10, 0.01, 1)).toBe(120);
  });

  test('nextBatch(...) grows a hundredfold at most, and when the clock did not move', () => {
    expect(nextBatch(ALTERNATIVE, 1, 0.000001, 1)).toBe(100);
    expect(nextBatch(ALTERNATIVE, 2, 0, 1)).toBe(200);
  });

  test('nextBatch(...) ends at 100 000 calls', () => {
    expect(nextBatch(ALTERNATIVE, 90_000, 0, 1)).toBe(100_000);
  });

  test('nextBatch(...) never batches runs that have a breakdown', () => {
    expect(nextBatch({ ...ALTERNATIVE, breakdown: () => ({}) }, 1, 0.001, 1)).toBe(1);
  });
});
