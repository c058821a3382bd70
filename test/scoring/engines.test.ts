import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mergeCard, type Card } from '../../src/program/card.js';
import { mutateCard } from '../../src/program/mutate-card.js';
import { parseSolvers } from '../../src/program/parse-solvers.js';
import { readCard } from '../../src/program/read-card.js';
import { builtInDiffers } from '../../src/scoring/built-in-differs.js';
import type { DifferStrategy } from '../../src/scoring/score-samples.js';
import { bundledTask } from '../../src/tasks/bundled.js';
import { generateTask } from '../../src/tasks/generators/generate.js';
import { GENERATORS } from '../../src/tasks/generators/registry.js';
import type { Task } from '../../src/tasks/task.js';
import { differText, solverText } from '../program/random-programs.js';
import { scoreCard } from './score-card.js';

const STRATEGIES: readonly DifferStrategy[] = ['every-output', 'match-only', 'distinct', 'incremental'];

/** All that scoring gives but its times, by one engine and the other. */
async function byBoth(card: Card, task: Task, differs: DifferStrategy) {
  const of = async (engine: 'interpreted' | 'compiled') => {
    const { samples, ...others } = await scoreCard(card, task, differs, engine);
    return { ...others, samples: samples.map((sample) => ({ ...sample, computeMs: 0 })) };
  };
  return { interpreted: await of('interpreted'), compiled: await of('compiled') };
}

const generatedTask = fc.record({ rule: fc.constantFrom(...GENERATORS.map(({ rule }) => rule)), seed: fc.nat(10_000) })
  .map(({ rule, seed }) => generateTask(rule, { seed, samples: 2, tests: 1, size: { height: 6, width: 6 } }));
const programs = fc.tuple(solverText('a'), solverText('b'), solverText('c')).map((texts) => parseSolvers(texts.join('\n\n')));
const differs = fc.array(differText, { maxLength: 2 }).map((texts) => texts.map((text, k) => ({ name: `differ_${k}`, program: parseSolvers(text)[0]! })));

describe('scoreSamples with a workload whose engine is compiled', () => {
  it.each(STRATEGIES)('scoreSamples gives what the interpreter gives with %s differ passes, for any solvers and differs on generated tasks', async (strategy) => {
    await fc.assert(fc.asyncProperty(programs, differs, generatedTask, async (solvers, own, task) => {
      const { interpreted, compiled } = await byBoth(mergeCard('random', solvers, [...builtInDiffers(), ...own]), task, strategy);
      expect(compiled).toEqual(interpreted);
    }), { numRuns: 25 });
  });

  it.each(STRATEGIES)('scoreSamples gives what the interpreter gives with %s differ passes, on the bundled card and mutated copies of it', async (strategy) => {
    const { interpreted, compiled } = await byBoth(mutateCard(readCard('onerun'), { rate: 0.05, seed: 3 }), bundledTask('007bbfb7'), strategy);
    expect(compiled).toEqual(interpreted);
    expect(compiled.scores.o['007bbfb7']).toBe(6);
  });
});
