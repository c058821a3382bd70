import { afterAll, describe, expect, it } from 'vitest';
import { ExecutorPool } from '../../src/executor/executor-pool.js';
import type { Config } from '../../src/pipeline/config.js';
import { differingDigests } from '../../src/pipeline/digests.js';
import { runPipeline } from '../../src/pipeline/run.js';
import { simulatedWait, workloadOf } from '../../src/scoring/workload.js';
import type { Span } from '../../src/timing/span.js';
import { MIRRORED, smallCard } from './small-work.js';

// Threads run the compiled modules of dist/, which `node setup.mjs` builds before the tests.

const executors = new ExecutorPool();
afterAll(() => executors.close());

const CARD = smallCard(['right', 'same', 'red']);
const run = (config: Config) => runPipeline(MIRRORED, CARD, { executors, config: { dedupe: true, batchInline: true, scoring: 'parallel', validation: 'parallel', profile: true, concurrency: 3, ...config } });
const workload = (simulatedWaitMs: number, seed = 1) => workloadOf(CARD, MIRRORED, { timeoutMs: 1000, simulatedWaitMs, seed });
const overlaps = (spans: readonly Span[]) => spans.some((one) => spans.some((other) => one.id < other.id && one.startMs < other.endMs && other.startMs < one.endMs));

describe('simulatedWait(workload, job)', () => {
  const waits = (seed: number) => Array.from({ length: 500 }, (_, job) => simulatedWait(workload(20, seed), job));

  it('is the same for the same seed and job, and another for others', () => {
    expect(waits(1)).toEqual(waits(1));
    expect(waits(1)).not.toEqual(waits(2));
    expect(new Set(waits(1)).size).toBe(500);
  });

  it('is between half and one and a half times the setting, which is the mean', () => {
    const all = waits(1);
    expect(Math.min(...all)).toBeGreaterThanOrEqual(10);
    expect(Math.max(...all)).toBeLessThan(30);
    expect(all.reduce((sum, ms) => sum + ms) / all.length).toBeCloseTo(20, 0);
  });

  it('is nothing where no waiting is set', () => {
    expect(simulatedWait(workload(0), 3)).toBe(0);
  });
});

describe('runPipeline(…, {config: {simulatedWaitMs}})', () => {
  it.each(['inline', 'limited', 'threads'] as const)('labels the waiting under %s as simulated and does not count it as computation', async (executor) => {
    const { spans, stages, warnings } = await run({ executor, simulatedWaitMs: 60 });
    const waiting = spans.filter(({ name }) => name === 'simulated waiting');
    // Three samples and three candidates.
    expect(waiting).toHaveLength(6);
    for (const span of waiting) {
      expect(span.attributes).toEqual({ simulated: true });
      const job = spans.find(({ id }) => id === span.parentId)!;
      expect(span.startMs).toBeCloseTo(job.startMs, 6);
      expect(span.endMs - span.startMs).toBeCloseTo(job.attributes['waitMs'] as number, 6);
      expect(job.attributes['waitMs']).toBeGreaterThanOrEqual(30 - 2);
    }
    for (const name of ['score demo', 'validate']) {
      const { id } = spans.find((span) => span.name === name)!, jobs = spans.filter(({ parentId, attributes }) => parentId === id && 'waitMs' in attributes);
      const besideWaitingMs = jobs.reduce((sum, job) => sum + job.endMs - job.startMs - (job.attributes['waitMs'] as number), 0);
      expect(jobs.length).toBeGreaterThan(0);
      expect(stages.find((stage) => stage.name === name)!.cpuMs).toBeLessThanOrEqual(besideWaitingMs + 1e-6);
    }
    expect(warnings).toEqual(['waiting is simulated: 60 ms on average for each sample and each candidate']);
  });

  it('overlaps waiting where there are promises or threads, and nowhere else', async () => {
    const waiting = async (config: Config) => (await run({ ...config, simulatedWaitMs: 60 })).spans.filter(({ name }) => name === 'simulated waiting');
    expect(overlaps(await waiting({ executor: 'inline' }))).toBe(false);
    expect(overlaps(await waiting({ executor: 'limited', concurrency: 1 }))).toBe(false);
    expect(overlaps(await waiting({ executor: 'limited' }))).toBe(true);
    expect(overlaps(await waiting({ executor: 'threads' }))).toBe(true);
  });

  it.each(['limited', 'threads'] as const)('does not count waiting as time of an evaluation under %s', async (executor) => {
    const report = await run({ executor, simulatedWaitMs: 1600, timeoutMs: 700 });
    expect(report.counts).toMatchObject({ timeouts: 0, matches: 3, validated: 3 });
    // 11 − ln(seconds): a millisecond or so of computation, and not the seconds that were waited.
    for (const { tLog } of report.candidates) expect(tLog).toBeGreaterThanOrEqual(12);
  });

  it('changes no result', async () => {
    const plain = await run({ executor: 'inline' });
    for (const executor of ['limited', 'threads'] as const) expect(differingDigests(plain, await run({ executor, simulatedWaitMs: 5 }))).toEqual([]);
  });
});
