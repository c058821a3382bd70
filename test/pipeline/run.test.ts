import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { differingDigests } from '../../src/pipeline/digests.js';
import { cumulativeSettings, JOURNEY, loneSettings, type PhaseId } from '../../src/pipeline/journey.js';
import type { RunReport } from '../../src/pipeline/report.js';
import { runPipeline } from '../../src/pipeline/run.js';
import { timingSummary } from '../../src/pipeline/timing-summary.js';
import { readCard } from '../../src/program/read-card.js';
import { bundledTask } from '../../src/tasks/bundled.js';

const TASK = bundledTask('007bbfb7');
const CARD = readCard('onerun');
const LOSSLESS = JOURNEY.filter((phase) => !('isLossy' in phase)).map((phase) => phase.id);

describe('JOURNEY', () => {
  it('JOURNEY has all phases in their order; the last stands on all exact ones', () => {
    expect(JOURNEY.map(({ id }) => id)).toEqual([
      'baseline', 'filter-batch', 'parallel-validation', 'profile', 'parallel-scoring', 'match-only-differs', 'distinct-differs', 'threads', 'caches', 'incremental-differs', 'compiled',
    ]);
    expect(cumulativeSettings('compiled')).toEqual({
      dedupe: true, batchInline: true, validation: 'parallel', executor: 'threads', profile: true, scoring: 'parallel', differs: 'incremental', caches: true, engine: 'compiled',
    });
  });
});

describe('runPipeline on 007bbfb7 with onerun', () => {
  const runs = new Map<PhaseId, RunReport>();
  let pool: string;

  beforeAll(async () => {
    pool = mkdtempSync(join(tmpdir(), 'phaselab-test-'));
    for (const { id } of JOURNEY) runs.set(id, await runPipeline(TASK, CARD, { phase: id, pool: join(pool, id) }));
  });
  afterAll(() => rmSync(pool, { recursive: true, force: true }));
  const run = (id: PhaseId) => runs.get(id)!;

  it('runPipeline(…) scores 192 outputs, 160 demo and 32 test, of which 6 match', () => {
    for (const { counts, stages } of runs.values()) {
      expect(counts).toMatchObject({ outputs: 192, matches: 6 });
      expect(stages.find((stage) => stage.name === 'score demo')!.items).toBe(5);
    }
  });

  it('runPipeline(…) gives the right solver 6 and the others 0', () => {
    for (const { scores } of runs.values()) {
      expect(Object.entries(scores.o).filter(([, score]) => score > 0)).toEqual([['007bbfb7', 6]]);
      expect(Object.keys(scores.o)).toHaveLength(32);
    }
  });

  it('runPipeline(…) leaves the same 32 solver files in every phase', () => {
    const files = JOURNEY.map(({ id }) => readdirSync(join(pool, id, 'solver_md5')).sort());
    expect(files[0]).toHaveLength(32);
    for (const names of files) expect(names).toEqual(files[0]);
    for (const { counts } of runs.values()) expect(counts).toMatchObject({ uniqueCandidates: 32, solverFiles: 32, differFiles: 4 });
  });

  it('runPipeline(…) validates every candidate in the baseline and 32 after the filter', () => {
    expect(run('baseline').counts.validated).toBe(run('baseline').counts.candidates);
    expect(run('filter-batch').counts.validated).toBe(32);
  });

  it('runPipeline(…) makes as many differ passes as its strategy says', () => {
    expect(run('baseline').counts.differPasses).toBe(192);
    expect(run('parallel-scoring').counts.differPasses).toBe(192);
    expect(run('match-only-differs').counts).toMatchObject({ differPasses: 6, differPassesSkipped: 186 });
    const { differPasses, differPassesSkipped } = run('distinct-differs').counts;
    // One for each demo sample; on the test sample one for each distinct value.
    expect(differPasses).toBeGreaterThan(5);
    expect(differPasses).toBeLessThanOrEqual(5 + 32);
    expect(differPasses + differPassesSkipped).toBe(192);
  });

  it('runPipeline(…) has equal digests in all phases but match-only-differs', () => {
    for (const id of LOSSLESS) expect(differingDigests(run('baseline'), run(id)), id).toEqual([]);
    expect(differingDigests(run('baseline'), run('match-only-differs'))).toContain('scores');
  });

  it('runPipeline(…) reports spans whose stages lie within the run', () => {
    const { spans, wallMs } = run('baseline');
    const root = spans.find((span) => span.parentId === null)!;
    expect(root.name).toBe('run');
    for (const span of spans.filter((other) => other.parentId === root.id)) {
      expect(span.startMs).toBeGreaterThanOrEqual(root.startMs);
      expect(span.endMs).toBeLessThanOrEqual(root.endMs);
    }
    expect(root.endMs - root.startMs).toBeCloseTo(wallMs);
  });

  it('runPipeline(…) with profile records every pass, candidate and file', () => {
    const names = run('profile').spans.map((span) => span.name);
    expect(names.filter((name) => name === 'solve pass')).toHaveLength(6);
    expect(names.filter((name) => name === 'differ pass')).toHaveLength(192);
    expect(names.filter((name) => name.startsWith('validate '))).toHaveLength(32);
    expect(names.filter((name) => name.startsWith('save '))).toHaveLength(32);
    expect(run('parallel-validation').spans.map((span) => span.name)).not.toContain('differ pass');
  });

  it('timingSummary(report) has the keys of the original', () => {
    expect(Object.keys(timingSummary(run('baseline')))).toEqual([
      'main.run_batt', 'run_batt.check_batt', 'run_batt.phase1_filter', 'run_batt.phase2_inline_batch', 'run_batt.phase3a_validate_batch',
      'run_batt.phase3b_file_ops', 'run_batt.phase4_demo_parallel', 'run_batt.phase4_demo_cpu', 'run_batt.phase4_test_parallel',
      'run_batt.phase4_test_cpu', 'run_batt.phase4_differs',
    ]);
  });

  it.each(LOSSLESS)('runPipeline(…) with the settings of %s alone gives the results of the baseline', async (id) => {
    const report = await runPipeline(TASK, CARD, { config: loneSettings(id) });
    expect(differingDigests(run('baseline'), report)).toEqual([]);
  });

  it('runPipeline(…, {config}) refuses unknown settings and values with the remedy', async () => {
    await expect(runPipeline(TASK, CARD, { config: { difers: 'distinct' } as never })).rejects.toThrow('setting difers does not exist; did you mean differs?');
    await expect(runPipeline(TASK, CARD, { config: { concurrency: 0 } })).rejects.toThrow('setting concurrency is 0; it can be a whole number from 1 to 256');
  });
});
