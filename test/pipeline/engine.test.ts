import { afterAll, describe, expect, it } from 'vitest';
import { ExecutorPool } from '../../src/executor/executor-pool.js';
import type { Config } from '../../src/pipeline/config.js';
import { differingDigests } from '../../src/pipeline/digests.js';
import { runPipeline } from '../../src/pipeline/run.js';
import { ENDLESS_DIFFER, MIRRORED, smallCard } from './small-work.js';

// Threads run the compiled modules of dist/, which `node setup.mjs` builds before the tests.

const executors = new ExecutorPool();
afterAll(() => executors.close());

const SETTINGS = { dedupe: true, batchInline: true, scoring: 'parallel', validation: 'parallel', differs: 'distinct', concurrency: 2 } as const;

/** A run by the interpreter, and the same by generated code. */
async function byBoth(names: Parameters<typeof smallCard>[0], config: Config, differs = {}) {
  const run = (engine: 'interpreted' | 'compiled') => runPipeline(MIRRORED, smallCard(names, differs), { executors, config: { ...SETTINGS, ...config, engine } });
  return { interpreted: await run('interpreted'), compiled: await run('compiled') };
}

describe('runPipeline(…, {config: {engine: "compiled"}})', () => {
  it.each(['inline', 'threads'] as const)('gives up a slow step as the interpreter does, and counts it as often, under %s', async (executor) => {
    const { interpreted, compiled } = await byBoth(['right', 'slow', 'same', 'failing'], { executor, timeoutMs: 300 });
    expect(compiled.counts).toEqual(interpreted.counts);
    expect(compiled.counts.timeouts).toBeGreaterThan(0);
    expect(compiled.counts.failures).toBeGreaterThan(0);
    expect(differingDigests(interpreted, compiled)).toEqual([]);
  });

  it('names the step at which a worker had to be ended, in solve passes and in passes that run only the steps on C', async () => {
    const solve = await byBoth(['right', 'endless'], { executor: 'threads', timeoutMs: 400 });
    expect(solve.compiled.warnings).toHaveLength(3);
    expect(solve.compiled.warnings).toEqual(solve.interpreted.warnings);
    const differ = await byBoth(['right', 'same'], { executor: 'threads', timeoutMs: 400, differs: 'incremental' }, { endless: ENDLESS_DIFFER });
    expect(differ.compiled.counts).toEqual(differ.interpreted.counts);
    expect(differ.compiled.counts.timeouts).toBe(differ.compiled.counts.differPasses);
    expect(differ.compiled.warnings).toEqual(differ.interpreted.warnings);
  }, 60_000);

  it('ends with the run\'s cancellation', async () => {
    const controller = new AbortController();
    const report = await runPipeline(MIRRORED, smallCard(['right', 'same'], {}), { config: { engine: 'compiled' }, signal: controller.signal, onProgress: () => controller.abort() });
    expect(report.status).toBe('cancelled');
  });
});
