import { afterAll, expect, test } from 'vitest';
import { createExecutor } from '../../src/executor/create.js';
import type { JobOutcome } from '../../src/executor/executor.js';
import { runAllWithReruns } from '../../src/executor/reruns.js';
import { faulty } from './works.mjs';

const inline = createExecutor('inline');
afterAll(() => inline.close());

test('runAllWithReruns(…) runs a job again as long as it is asked to, with what has changed in the job', async () => {
  const jobs = ['throw', 'none', 'throw'].map((fault, id) => ({ fault, id })), told: number[] = [];
  const { outcomes, lostRuns } = await runAllWithReruns(inline, faulty, {}, jobs, {
    isRunAgain: (index, outcome) => {
      if (outcome.status === 'ok' || index === 2) return false;
      jobs[index]!.fault = 'none';
      return true;
    },
    onOutcome: (index) => told.push(index),
  });
  expect(outcomes.map(({ status }) => status)).toEqual(['ok', 'ok', 'failed']);
  expect(lostRuns).toMatchObject([{ index: 0, outcome: { status: 'failed' } }]);
  expect(told).toEqual([1, 2, 0]);
});

test('runAllWithReruns(…) asks before the next job begins, so that what it changes there counts', async () => {
  const jobs = Array.from({ length: 3 }, (_, id) => ({ fault: 'throw', id }));
  const { lostRuns } = await runAllWithReruns(inline, faulty, {}, jobs, {
    isRunAgain: (_, outcome) => {
      for (const job of jobs) job.fault = 'none';
      return outcome.status !== 'ok';
    },
  });
  expect(lostRuns.map(({ index }) => index)).toEqual([0]);
});

test('runAllWithReruns(…) counts all times from its call', async () => {
  const jobs = [{ fault: 'throw', id: 0 }, { fault: 'wait', ms: 40, id: 1 }];
  const { outcomes: [again, waited] } = await runAllWithReruns(inline, faulty, {}, jobs, {
    isRunAgain: (index, outcome) => {
      if (outcome.status === 'ok') return false;
      jobs[index]!.fault = 'none';
      return true;
    },
  }) as { outcomes: readonly JobOutcome<unknown>[] };
  expect(again!.startMs).toBeGreaterThanOrEqual(waited!.endMs);
});
