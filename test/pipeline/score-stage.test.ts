import { expect, test } from 'vitest';
import { runPipeline } from '../../src/pipeline/run.js';
import { MIRRORED, smallCard } from './small-work.js';

test('runPipeline(…) with a batch on threads lets each scoring stage begin with the first of its own jobs', async () => {
  const { spans, stages } = await runPipeline(MIRRORED, smallCard(['right', 'same']), { config: { executor: 'threads', scoring: 'parallel', concurrency: 1 } });
  for (const { name, startMs } of stages.filter((stage) => stage.name.startsWith('score'))) {
    const stage = spans.find((span) => span.name === name)!, starts = spans.filter((span) => span.parentId === stage.id).map((span) => span.startMs);
    expect([stage.startMs, startMs]).toEqual([Math.min(...starts), Math.min(...starts)]);
  }
  const [demo, testing] = ['demo 2', 'score test'].map((name) => spans.find((span) => span.name === name)!);
  expect(testing!.startMs).toBeGreaterThanOrEqual(demo!.endMs);
});
