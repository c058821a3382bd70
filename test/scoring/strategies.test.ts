import fc from 'fast-check';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { mergeCard, type Card } from '../../src/program/card.js';
import { evaluateSteps } from '../../src/program/evaluate.js';
import { linkSteps } from '../../src/program/link.js';
import { parseSolvers } from '../../src/program/parse-solvers.js';
import { linesOf, solverIdOf, type Program } from '../../src/program/program.js';
import { builtInDiffers } from '../../src/scoring/built-in-differs.js';
import { bundledSolver, bundledTask, bundledTaskIds } from '../../src/tasks/bundled.js';
import { generateTask } from '../../src/tasks/generators/generate.js';
import { GENERATORS } from '../../src/tasks/generators/registry.js';
import { loadTask, openTasks } from '../../src/tasks/read.js';
import { knownSamples, type Task } from '../../src/tasks/task.js';
import { isEqual } from '../../src/values/equality.js';
import { grid } from '../../src/values/grid.js';
import { Tuple, tuple } from '../../src/values/tuple.js';
import { differText, solverText } from '../program/random-programs.js';
import { scoreCard, type ScoredCard } from './score-card.js';

const EXACT = ['distinct', 'incremental'] as const;
const SHARED = join(import.meta.dirname, '..', '..', '..', 'shared', 'data', 'arc-agi-1', 'training');

/** Scores by every exact strategy, expects the same of all, and gives the reference. */
async function equalInAll(card: Card, task: Task): Promise<ScoredCard> {
  const reference = await scoreCard(card, task, 'every-output');
  for (const differs of EXACT) {
    const other = await scoreCard(card, task, differs);
    // A turn of the event loop, so that the test runner hears of it.
    await new Promise((resolve) => setImmediate(resolve));
    expect({ task: task.id, differs, digest: other.digest, candidates: other.candidates }).toEqual({ task: task.id, differs, digest: reference.digest, candidates: reference.candidates });
    expect(other.differPasses).toBeLessThanOrEqual(reference.differPasses);
  }
  return reference;
}

/** The samples that a solver gets right when it runs alone. */
function scoreAlone(program: Program, task: Task): number {
  const steps = linesOf(program), linked = linkSteps(steps);
  const S = new Tuple(task.demo.map(({ input, output }) => tuple(input, output)));
  return knownSamples(task).filter(({ input, output }) => {
    const { slots } = evaluateSteps(linked, { S, I: input, C: null }, { checkpoint: () => undefined, timeoutMs: 60_000, nowMs: () => 0 });
    return isEqual(slots[linked.slotOf({ kind: 'step', index: steps.length - 1 })]!, output);
  }).length;
}

function expectScoresOfAlone({ scores }: ScoredCard, programs: readonly Program[], task: Task): void {
  expect(scores.o).toEqual(Object.fromEntries(programs.map((program) => [solverIdOf(program), scoreAlone(program, task)])));
}

/** Bundled solvers: those of a task and of so many after it. */
function solversFrom(at: number, count: number): Program[] {
  const ids = bundledTaskIds();
  return Array.from({ length: count }, (_, k) => parseSolvers(bundledSolver(ids[(at + k) % ids.length]!))[0]!);
}

const anyGrid = fc.tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 4 })).chain(([height, width]) =>
  fc.array(fc.array(fc.integer({ min: 0, max: 3 }), { minLength: width, maxLength: width }), { minLength: height, maxLength: height })).map((rows) => grid(rows));
/** Few different grids, so that inputs and outputs repeat; some outputs are withheld. */
const anyTask = fc.array(anyGrid, { minLength: 1, maxLength: 4 }).chain((grids) => fc.record({
  id: fc.constant('random'),
  demo: fc.array(fc.record({ input: fc.constantFrom(...grids), output: fc.constantFrom(...grids) }), { minLength: 1, maxLength: 3 }),
  test: fc.array(fc.record({ input: fc.constantFrom(...grids), output: fc.constantFrom(...grids, null) }), { minLength: 1, maxLength: 2 }),
}));
const generatedTask = fc.record({ rule: fc.constantFrom(...GENERATORS.map(({ rule }) => rule)), seed: fc.nat(10_000), samples: fc.integer({ min: 1, max: 3 }), tests: fc.integer({ min: 1, max: 2 }) })
  .map(({ rule, ...options }) => generateTask(rule, { ...options, size: { height: 6, width: 6 } }));
const programs = fc.tuple(solverText('a'), solverText('b'), solverText('c'), solverText('d')).map((texts) => parseSolvers(texts.join('\n\n')));
const differs = fc.array(differText, { maxLength: 2 }).map((texts) => texts.map((text, k) => ({ name: `differ_${k}`, program: parseSolvers(text)[0]! })));

describe('every-output, distinct and incremental give equal scores', () => {
  it('for any solvers and differs on any task; o is what each solver scores alone', async () => {
    await fc.assert(fc.asyncProperty(programs, differs, anyTask, async (solvers, own, task) => {
      const card = mergeCard('random', solvers, [...builtInDiffers(), ...own]);
      expectScoresOfAlone(await equalInAll(card, task), solvers, task);
    }), { numRuns: 80 });
  });

  it('for any solvers and differs on generated tasks', async () => {
    await fc.assert(fc.asyncProperty(programs, differs, generatedTask, async (solvers, own, task) => {
      await equalInAll(mergeCard('random', solvers, [...builtInDiffers(), ...own]), task);
    }), { numRuns: 40 });
  });

  it('for outputs with functions, which equal only themselves: a differ that makes the function of `C` anew does not find it there', async () => {
    const [solver] = parseSolvers('def solve_a(I):\n    x1 = rbind(add, ONE)\n    O = astuple(x1, I)\n    return O\n');
    // More than one element is left of `C`; colors are counted so that the row of the output, where there are none, is told apart.
    const [differ] = parseSolvers(`def differ(S, I, C):
    x1 = rbind(add, ONE)
    x2 = remove(x1, C)
    x3 = size(x2)
    x4 = decrement(x3)
    x5 = numcolors(I)
    x6 = multiply(x4, x5)
    O = astuple(x6, x2)
    return O
`);
    const task = bundledTask(bundledTaskIds()[0]!);
    const { scores } = await equalInAll(mergeCard('functions', [solver!], [{ name: 'own', program: differ! }]), task);
    expect(scores.d.a!.own).toEqual({ iz: 2 * (task.demo.length + task.test.length), zo: 0 });
  });

  it('on every bundled task, with its own solver and four others; its own gets all samples right', async () => {
    for (const [at, id] of bundledTaskIds().entries()) {
      const task = bundledTask(id), solvers = solversFrom(at, 5);
      const reference = await equalInAll(mergeCard('five', solvers, builtInDiffers()), task);
      expectScoresOfAlone(reference, solvers, task);
      expect(reference.scores.o[id]).toBe(task.demo.length + task.test.length);
    }
  }, 120_000);

  it.skipIf(!existsSync(SHARED))('on 100 tasks of ARC-AGI-1 (skipped where ../shared/data is absent)', async () => {
    const { ids } = openTasks(SHARED);
    const chosen = ids.filter((_, k) => k % 4 === 0).slice(0, 100);
    expect(chosen).toHaveLength(100);
    const solvers = solversFrom(0, 8), card = mergeCard('eight', solvers, builtInDiffers());
    for (const id of chosen) {
      const task = loadTask(SHARED, id);
      expectScoresOfAlone(await equalInAll(card, task), solvers, task);
    }
  }, 120_000);
});
