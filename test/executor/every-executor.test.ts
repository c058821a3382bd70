import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { createExecutor } from '../../src/executor/create.js';
import type { Executor, JobOutcome } from '../../src/executor/executor.js';
import { evaluating, faulty, mixing } from './works.mjs';

// What holds for every executor. Worker threads run the compiled entry dist/executor/worker.js, which `node setup.mjs`
// builds before the tests (npm test does); their works come from works.mjs as they are.

const made: Executor[] = [];
function make(kind: 'inline' | 'limited' | 'threads', concurrency = 2): Executor {
  const executor = createExecutor(kind, { concurrency });
  made.push(executor);
  return executor;
}
afterAll(() => Promise.all(made.map((executor) => executor.close())));

function withoutTimes(outcomes: readonly JobOutcome<unknown>[]): unknown[] {
  return outcomes.map(({ startMs, endMs, computeMs, lane, ...rest }) => rest);
}

const ALL = [make('inline'), ...(['limited', 'threads'] as const).flatMap((kind) => [1, 2, 4, 8].map((n) => make(kind, n)))];

test('runAll(work, context, jobs) gives the same outcomes in the same order whatever executes it', async () => {
  const jobs = fc.array(fc.record({ n: fc.nat(1000), rounds: fc.integer({ min: 0, max: 300 }) }), { maxLength: 40 });
  await fc.assert(fc.asyncProperty(fc.nat(), jobs, async (salt, batch) => {
    const [reference, ...others] = await Promise.all(ALL.map((executor, at) => executor.runAll(mixing, { salt }, batch, { mostBundled: 1 + at % 4 })));
    expect(reference).toHaveLength(batch.length);
    for (const outcomes of others) expect(withoutTimes(outcomes)).toEqual(withoutTimes(reference!));
  }), { numRuns: 25 });
}, 60_000);

describe.each([['inline', ['main']], ['limited', ['slot 1', 'slot 2']], ['threads', ['worker 1', 'worker 2']]] as const)('%s', (kind, lanes) => {
  const executor = make(kind);

  test('runAll(work, context, []) is empty', async () => {
    await expect(executor.runAll(mixing, { salt: 1 }, [])).resolves.toEqual([]);
  });

  test('runAll(…) tells when and on which lane each job ran; jobs of a lane do not overlap', async () => {
    const jobs = Array.from({ length: 6 }, (_, id) => ({ fault: 'wait', ms: 20, id }));
    const outcomes = await executor.runAll(faulty, {}, jobs);
    expect([...new Set(outcomes.map((outcome) => outcome.lane))].sort()).toEqual(lanes);
    for (const lane of lanes) {
      const own = outcomes.filter((outcome) => outcome.lane === lane).sort((a, b) => a.startMs - b.startMs);
      own.forEach((outcome, at) => expect(outcome.startMs).toBeGreaterThanOrEqual(own[at - 1]?.endMs ?? 0));
    }
    for (const { startMs, endMs, computeMs } of outcomes) expect(computeMs).toBeLessThan(endMs - startMs);
  });

  test('runAll(…) makes a job that throws or rejects a failed outcome and no more', async () => {
    const faults = ['none', 'throw', 'reject', 'throw a string', 'none'];
    const outcomes = await executor.runAll(faulty, {}, faults.map((fault, id) => ({ fault, id })));
    expect(withoutTimes(outcomes)).toEqual([
      { status: 'ok', result: 'fine 0' },
      { status: 'failed', message: 'TypeError: thrown on purpose' },
      { status: 'failed', message: 'Error: rejected on purpose' },
      { status: 'failed', message: "threw 'a string'" },
      { status: 'ok', result: 'fine 4' },
    ]);
  });

  test('runAll(…) fails every job when the preparation throws', async () => {
    const outcomes = await executor.runAll(faulty, { fault: 'prepare' }, [{ fault: 'none' }, { fault: 'none' }]);
    expect(withoutTimes(outcomes)).toEqual(Array(2).fill({ status: 'failed', message: 'Error: no preparation today' }));
  });

  test('runAll(…, { timeoutMs }) stops a job that computes at a checkpoint and one that never answers; the others are unharmed', async () => {
    const faults = ['none', 'step', 'never', 'wait', 'none'];
    const outcomes = await executor.runAll(faulty, {}, faults.map((fault, id) => ({ fault, id, ms: 1e8 })), { timeoutMs: 150 });
    expect(outcomes.map((outcome) => outcome.status)).toEqual(['ok', 'timeout', 'timeout', 'timeout', 'ok']);
    expect(outcomes[1]).toMatchObject({ message: 'the time limit of 150 ms was reached' });
  });

  test('runAll(…, { timeoutMs }) does not count the time in the queue', async () => {
    const jobs = Array.from({ length: 8 }, (_, id) => ({ fault: 'spin for', ms: 60, id }));
    const outcomes = await executor.runAll(faulty, {}, jobs, { timeoutMs: 230 });
    expect(outcomes.map((outcome) => outcome.status)).toEqual(Array(8).fill('ok'));
    expect(Math.max(...outcomes.map((outcome) => outcome.endMs))).toBeGreaterThan(230);
  });

  test('runAll(…, { timeoutMs }) gives each evaluation that a job begins the whole limit, and counts nothing between them', async () => {
    const jobs = [{ evaluations: Array(5).fill([60, 60]) }, { evaluations: [[1], [1]], betweenMs: 300, waitMs: 300 }];
    const outcomes = await executor.runAll(evaluating, {}, jobs, { timeoutMs: 500 });
    expect(outcomes).toMatchObject([{ status: 'ok', result: 'evaluated' }, { status: 'ok', result: 'evaluated' }]);
  });

  test('runAll(…, { timeoutMs }) stops an evaluation at the next checkpoint when its time is up', async () => {
    const outcomes = await executor.runAll(evaluating, {}, [{ evaluations: [[1], [330, 1]] }, { evaluations: [[1]] }], { timeoutMs: 300 });
    expect(outcomes.map(({ status }) => status)).toEqual(['timeout', 'ok']);
  });

  test('runAll(…, { timeoutMs }) does not count the preparation', async () => {
    const [outcome] = await executor.runAll(faulty, { fault: 'slow preparation', ms: 300 }, [{ fault: 'none', id: 1 }], { timeoutMs: 150 });
    expect(outcome).toMatchObject({ status: 'ok', result: 'fine 1' });
    expect(outcome!.startMs).toBeGreaterThanOrEqual(300);
  });

  test('runAll(…, { signal }) cancels what runs and what waits when the signal is aborted, and keeps what is done', async () => {
    const controller = new AbortController();
    const jobs = ['none', ...Array(6).fill('never')].map((fault, id) => ({ fault, id }));
    const outcomes = await executor.runAll(faulty, {}, jobs, {
      signal: controller.signal, onOutcome: (index) => index === 0 && setTimeout(() => controller.abort(), 30),
    });
    expect(outcomes.map((outcome) => outcome.status)).toEqual(['ok', ...Array(6).fill('cancelled')]);
    expect(outcomes[6]).toMatchObject({ lane: 'queue', message: 'the run was cancelled', computeMs: 0 });
    await expect(executor.runAll(faulty, {}, [{ fault: 'none', id: 7 }])).resolves.toMatchObject([{ status: 'ok' }]);
  });

  test('runAll(…, { signal }) begins nothing when the signal was aborted before', async () => {
    const outcomes = await executor.runAll(faulty, {}, [{ fault: 'none' }], { signal: AbortSignal.abort() });
    expect(outcomes).toMatchObject([{ status: 'cancelled', lane: 'queue' }]);
  });

  test('runAll(…, { onOutcome, onPrepared }) tells each job once as it ends, and each thread that prepared once', async () => {
    const told = new Map<number, unknown>(), lanesPrepared: string[] = [];
    const jobs = Array.from({ length: 12 }, (_, id) => ({ fault: 'wait', ms: id % 3, id }));
    const outcomes = await executor.runAll(faulty, {}, jobs, {
      onOutcome: (index, outcome) => {
        expect(told.has(index)).toBe(false);
        told.set(index, outcome);
      },
      onPrepared: ({ lane, startMs, endMs }) => {
        lanesPrepared.push(lane);
        expect(endMs).toBeGreaterThanOrEqual(startMs);
      },
    });
    expect(outcomes.map((_, index) => told.get(index))).toEqual(outcomes);
    expect(new Set(lanesPrepared).size).toBe(lanesPrepared.length);
    expect(lanesPrepared.length).toBe(kind === 'threads' ? 2 : 1);
  });

  test('runAll(…, { onOutcome }) rejects with what the callback throws when the jobs have ended, and can be called again', async () => {
    const jobs = Array.from({ length: 5 }, (_, id) => ({ fault: 'none', id }));
    const running = executor.runAll(faulty, {}, jobs, { onOutcome: () => { throw new Error('a bug in the callback'); } });
    await expect(running).rejects.toThrow('a bug in the callback');
    await expect(executor.runAll(faulty, {}, jobs)).resolves.toHaveLength(5);
  });

  test.each([0, -5, NaN])('runAll(…, { timeoutMs: %d }) is refused at the door', async (timeoutMs) => {
    await expect(executor.runAll(faulty, {}, [], { timeoutMs })).rejects.toMatchObject({ code: 'executor.timeout' });
  });

  test.each([0, 2.5, NaN])('runAll(…, { mostBundled: %d }) is refused at the door', async (mostBundled) => {
    await expect(executor.runAll(faulty, {}, [], { mostBundled })).rejects.toMatchObject({ code: 'executor.bundle' });
  });

  test('runAll(…) twice at once shares the places', async () => {
    const jobs = Array.from({ length: 6 }, (_, id) => ({ fault: 'wait', ms: 5, id }));
    const runs = await Promise.all([executor.runAll(faulty, {}, jobs), executor.runAll(faulty, {}, jobs)]);
    expect(new Set(runs.flat().map((outcome) => outcome.lane)).size).toBeLessThanOrEqual(executor.concurrency);
    for (const run of runs) expect(run.map((outcome) => outcome.status === 'ok' && outcome.result)).toEqual(jobs.map(({ id }) => `waited ${id}`));
  });

  test('close() in mid-run cancels the jobs; then runAll(…) is refused', async () => {
    const closing = createExecutor(kind, { concurrency: 2 });
    const running = closing.runAll(faulty, {}, ['none', 'never', 'never', 'none'].map((fault, id) => ({ fault, id })), {
      onOutcome: (index) => index === 0 && void closing.close(),
    });
    expect((await running).map((outcome) => outcome.status)).toEqual(['ok', 'cancelled', 'cancelled', 'cancelled']);
    await closing.close();
    await expect(closing.runAll(faulty, {}, [{ fault: 'none' }])).rejects.toMatchObject({ code: 'executor.closed' });
  });
});

test('runAll(…) under limited overlaps jobs that wait, and does not overlap jobs that compute', async () => {
  const limited = make('limited', 4);
  const overlaps = async (fault: string): Promise<number> => {
    const outcomes = await limited.runAll(faulty, {}, Array.from({ length: 4 }, (_, id) => ({ fault, ms: 30, id })));
    return outcomes.filter((one) => outcomes.some((other) => other !== one && one.startMs < other.endMs - 1 && other.startMs < one.endMs - 1)).length;
  };
  expect(await overlaps('wait')).toBe(4);
  expect(await overlaps('spin for')).toBe(0);
});

test('runAll(…) with many jobs open at once warns of no leak', async () => {
  const warnings: string[] = [];
  const note = (warning: Error): void => void warnings.push(warning.message);
  process.on('warning', note);
  const jobs = Array.from({ length: 64 }, (_, id) => ({ fault: 'wait', ms: 5, id }));
  await make('limited', 64).runAll(faulty, {}, jobs, { signal: new AbortController().signal, timeoutMs: 60_000 });
  await new Promise((resolve) => setImmediate(resolve));
  process.off('warning', note);
  expect(warnings).toEqual([]);
});
