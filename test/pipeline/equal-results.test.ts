import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { ExecutorPool } from '../../src/executor/executor-pool.js';
import type { Config } from '../../src/pipeline/config.js';
import { differingDigests } from '../../src/pipeline/digests.js';
import { runPipeline } from '../../src/pipeline/run.js';
import { mergeCard, type Card } from '../../src/program/card.js';
import { mutateCard } from '../../src/program/mutate-card.js';
import { parseSolvers } from '../../src/program/parse-solvers.js';
import { builtInDiffers } from '../../src/scoring/built-in-differs.js';
import { bundledSolver } from '../../src/tasks/bundled.js';
import { generateTask } from '../../src/tasks/generators/generate.js';
import { GENERATORS } from '../../src/tasks/generators/registry.js';

// Threads run the compiled modules of dist/, which `node setup.mjs` builds before the tests.

const executors = new ExecutorPool();
afterAll(() => executors.close());

/** Every way to execute that results must not depend on. */
const WAYS: readonly Config[] = (['limited', 'threads'] as const).flatMap((executor) => [1, 2, 4, 8].map((concurrency) => ({ executor, concurrency })));
const OTHER_SOLVERS = 'def solve_same(I):\n    O = identity(I)\n    return O\n\ndef solve_turned(I):\n    x1 = rot90(I)\n    O = trim(x1)\n    return O\n';

const work = fc.record({
  rule: fc.constantFrom(...GENERATORS.map(({ rule }) => rule)), seed: fc.nat(1000), samples: fc.integer({ min: 1, max: 4 }), tests: fc.integer({ min: 1, max: 2 }),
  copies: fc.integer({ min: 0, max: 12 }), rate: fc.constantFrom(0.02, 0.2),
});
const settings = fc.record({
  dedupe: fc.boolean(), batchInline: fc.boolean(), profile: fc.boolean(), differs: fc.constantFrom('every-output', 'distinct', 'incremental'),
}) as fc.Arbitrary<Config>;

/** The right solver of a rule and two others, each with mutated copies. */
function cardFor(taskId: string, { copies, rate, seed }: { copies: number; rate: number; seed: number }): Card {
  const card = mergeCard('generated', parseSolvers(`${bundledSolver(taskId)}\n${OTHER_SOLVERS}`), builtInDiffers());
  return mutateCard(card, { copies, rate, seed });
}

describe('runPipeline(…)', () => {
  it('gives equal results inline, limited and on threads, with 1, 2, 4 and 8 at once', async () => {
    await fc.assert(fc.asyncProperty(work, settings, async ({ rule, seed, samples, tests, ...mutation }, config) => {
      const task = generateTask(rule, { seed, samples, tests }), card = cardFor(task.id, { ...mutation, seed });
      const shared = { ...config, timeoutMs: 60_000 };
      const reference = await runPipeline(task, card, { executors, config: shared });
      for (const way of WAYS) {
        const report = await runPipeline(task, card, { executors, config: { ...shared, ...way, scoring: 'parallel', validation: 'parallel' } });
        expect({ differing: differingDigests(reference, report), warnings: report.warnings }, JSON.stringify(way)).toEqual({ differing: [], warnings: [] });
        expect(report.counts).toEqual(reference.counts);
      }
    }), { numRuns: 6 });
  }, 60_000);
});
