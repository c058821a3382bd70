import { describe, expect, it } from 'vitest';
import { defaultConfig, type Config } from '../../src/pipeline/config.js';
import { instrumentationCost } from '../../src/pipeline/instrumentation-cost.js';
import type { RoundsOfRun } from '../../src/pipeline/measure-runs.js';

const run = (phase: string, config: Config, ...samplesMs: number[]) =>
  ({ report: { phase, config: { ...defaultConfig(), ...config } }, samplesMs, intervalMs: [0, 0] }) as unknown as RoundsOfRun;

describe('instrumentationCost', () => {
  it('instrumentationCost(runs) is what the first profiled run takes more than the run before it', () => {
    const runs = [run('baseline', {}, 90, 90), run('parallel-validation', { dedupe: true }, 50, 50), run('profile', { dedupe: true, profile: true }, 51, 51), run('later', { profile: true }, 9, 9)];
    const { phase, share } = instrumentationCost(runs)!;
    expect(phase).toBe('parallel-validation');
    for (const value of [share.estimate, share.low, share.high]) expect(value).toBeCloseTo(0.02, 12);
  });

  it('instrumentationCost(runs) has its interval in ascending order and may be below 0', () => {
    const { share } = instrumentationCost([run('off', {}, 50, 52, 48, 51), run('on', { profile: true }, 49, 50, 50, 48)])!;
    expect(share.low).toBeLessThan(share.estimate);
    expect(share.estimate).toBeLessThan(0);
    expect(share.high).toBeGreaterThan(share.estimate);
  });

  it('instrumentationCost(runs) is null where nothing turns it on, it is on from the start, or other settings change too', () => {
    expect(instrumentationCost([])).toBeNull();
    expect(instrumentationCost([run('a', {}, 1), run('b', { dedupe: true }, 1)])).toBeNull();
    expect(instrumentationCost([run('a', { profile: true }, 1)])).toBeNull();
    expect(instrumentationCost([run('a', {}, 1), run('b', { dedupe: true, profile: true }, 1)])).toBeNull();
  });
});
