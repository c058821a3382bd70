import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ExecutorPool } from '../../src/executor/executor-pool.js';
import type { Config } from '../../src/pipeline/config.js';
import { differingDigests } from '../../src/pipeline/digests.js';
import type { RunReport } from '../../src/pipeline/report.js';
import { runPipeline } from '../../src/pipeline/run.js';
import { ENDLESS_DIFFER, MIRRORED, smallCard } from './small-work.js';

// Threads run the compiled modules of dist/, which `node setup.mjs` builds before the tests.

const executors = new ExecutorPool();
afterAll(() => executors.close());

const run = (names: Parameters<typeof smallCard>[0], config: Config, differs = {}): Promise<RunReport> =>
  runPipeline(MIRRORED, smallCard(names, differs), { executors, config: { dedupe: true, batchInline: true, scoring: 'parallel', validation: 'parallel', differs: 'distinct', concurrency: 2, ...config } });
const statuses = (report: RunReport) => Object.fromEntries(report.candidates.map(({ solverId, status }) => [solverId, status]));
const losses = (report: RunReport) => new Set(report.spans.filter(({ name }) => name === 'lose worker').map(({ attributes }) => attributes['reason']));

describe('runPipeline(…, {config: {timeoutMs}})', () => {
  const reports: Record<string, RunReport> = {};
  beforeAll(async () => {
    for (const executor of ['inline', 'limited', 'threads'] as const) reports[executor] = await run(['right', 'slow', 'same'], { executor, timeoutMs: 400 });
  }, 180_000);

  it.each(['inline', 'limited', 'threads'])('gives the slow candidate a timeout and every other its result, under %s', (executor) => {
    expect(statuses(reports[executor]!)).toEqual({ right: 'ok', slow: 'timeout', same: 'ok' });
    expect(reports[executor]!.scores.o).toEqual({ right: 3, slow: 0, same: 0 });
  });

  it.each(['limited', 'threads'])('gives results and counts under %s that equal those under inline', (executor) => {
    expect(differingDigests(reports['inline']!, reports[executor]!)).toEqual([]);
    expect(reports[executor]!.counts).toEqual(reports['inline']!.counts);
  });

  it('counts the slow step in every pass that would have run it, and the candidate', () => {
    // Two demo samples with a solve and a differ pass, a test sample with a solve pass and a differ pass for each of three values.
    expect(reports['inline']!.counts).toMatchObject({ differPasses: 5, timeouts: 3 + 5 + 1, validated: 2, rejected: 1 });
  });

  it.each(['inline', 'limited'])('says under %s that a step is stopped only when it has ended', (executor) => {
    expect(reports[executor]!.warnings).toEqual([expect.stringContaining(`the ${executor} executor stops an evaluation only when its step has ended`)]);
  });

  it('has nothing to say where no limit was reached', async () => {
    const { warnings, counts } = await run(['right', 'same', 'failing'], { executor: 'threads', timeoutMs: 60_000 });
    expect({ warnings, timeouts: counts.timeouts }).toEqual({ warnings: [], timeouts: 0 });
  });
});

describe('runPipeline(…, {config: {executor: "threads", timeoutMs}})', () => {
  it.each(['endless', 'huge'] as const)('ends the worker of a candidate that is %s and gives every other its result', async (name) => {
    const report = await run(['right', name, 'same'], { executor: 'threads', timeoutMs: 400 });
    const without = await run(['right', 'same'], { executor: 'inline', timeoutMs: 60_000 });
    expect(statuses(report)).toEqual({ right: 'ok', [name]: 'timeout', same: 'ok' });
    expect(report.scores.o).toEqual({ ...without.scores.o, [name]: 0 });
    // Rows of the others' differs are not harmed either.
    for (const solver of ['right', 'same']) expect(report.scores.d[solver]).toEqual(without.scores.d[solver]);
    expect(losses(report)).toEqual(new Set(['timeout']));
  });

  it('holds in sequential stages too, which have one worker', async () => {
    const report = await run(['right', 'endless', 'same'], { executor: 'threads', scoring: 'sequential', validation: 'sequential', timeoutMs: 400 });
    expect(statuses(report)).toEqual({ right: 'ok', endless: 'timeout', same: 'ok' });
    expect(report.startup.workers).toBe(1);
    expect(new Set(report.spans.filter(({ attributes }) => attributes['lostAtStep'] !== undefined).map(({ lane }) => lane))).toEqual(new Set(['worker 1']));
  });

  it('names the sample and the step that was given up', async () => {
    const { warnings } = await run(['right', 'endless'], { executor: 'threads', timeoutMs: 400 });
    expect(warnings).toHaveLength(3);
    expect(warnings[0]).toMatch(/^demo 1: t\d+ = t\d+\(I\) ran into the time limit of 400 ms and was ended; it counts with its default$/);
  });

  it('keeps the time of the runs that were in vain, in spans and in the stage\'s computation', async () => {
    const { spans, stages } = await run(['right', 'endless'], { executor: 'threads', timeoutMs: 400 });
    const lost = spans.filter(({ attributes }) => attributes['lostAtStep'] !== undefined);
    expect(lost.map(({ name }) => name).sort()).toEqual(['demo 1', 'demo 2', 'test 1']);
    for (const { attributes, startMs, endMs } of lost) {
      expect(attributes['status']).toBe('timeout');
      expect(endMs - startMs).toBeGreaterThan(400);
    }
    expect(stages.find(({ name }) => name === 'score demo')!.cpuMs).toBeGreaterThan(2 * 400);
  });

  it('gives a differ step up in the passes in which it does not end, and in no other', async () => {
    const report = await run(['right', 'same'], { executor: 'threads', timeoutMs: 400, differs: 'incremental' }, { endless: ENDLESS_DIFFER });
    const without = await run(['right', 'same'], { executor: 'inline' });
    expect(statuses(report)).toEqual({ right: 'ok', same: 'ok' });
    expect(report.scores.o).toEqual(without.scores.o);
    expect(report.scores.d).toMatchObject(without.scores.d);
    expect(report.counts.timeouts).toBe(report.counts.differPasses);
  });
});
