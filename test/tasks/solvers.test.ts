import { describe, expect, it } from 'vitest';
import { prepareProgram, type RunnableProgram } from '../../src/program/evaluate.js';
import { parseSolvers } from '../../src/program/parse-solvers.js';
import { printProgram } from '../../src/program/print.js';
import { bundledSolver, bundledTask, bundledTaskIds } from '../../src/tasks/bundled.js';
import { generateTask } from '../../src/tasks/generators/generate.js';
import { GENERATORS } from '../../src/tasks/generators/registry.js';
import { knownSamples, type Sample, type Task } from '../../src/tasks/task.js';
import { isEqual } from '../../src/values/equality.js';
import { EMPTY_TUPLE } from '../../src/values/tuple.js';

const programs = new Map(bundledTaskIds().map((id) =>
  [id, prepareProgram(parseSolvers(bundledSolver(id), { file: `${id}.py` })[0]!)]));

function isRight({ run }: RunnableProgram, { input, output }: Sample): boolean {
  try {
    return isEqual(run({ S: EMPTY_TUPLE, I: input, C: null }), output);
  } catch {
    return false;
  }
}

/** The inputs that a program gets wrong, as text, to be read when there are any. */
function wrongInputs(program: RunnableProgram, task: Task): string[] {
  return knownSamples(task).filter((sample) => !isRight(program, sample)).map(({ input }) => JSON.stringify(input.toRows()));
}

describe('bundledSolver', () => {
  it.each(bundledTaskIds())('bundledSolver("%s") solves every sample of its task', (id) => {
    expect(wrongInputs(programs.get(id)!, bundledTask(id))).toEqual([]);
  });

  it.each(GENERATORS.map(({ rule, taskId }) => [rule, taskId]))('bundledSolver of %s solves 30 more samples of its rule', (rule, id) => {
    const sizes = [undefined, { height: 3, width: 3 }, { height: 9, width: 16 }, { height: 18, width: 11 }, { height: 30, width: 30 }];
    for (const [k, size] of sizes.entries()) {
      const task = generateTask(rule, { seed: 100 + k, samples: 5, tests: 1, ...(size !== undefined && { size }) });
      expect(wrongInputs(programs.get(id)!, task)).toEqual([]);
    }
  });

  it.each(bundledTaskIds())('bundledSolver("%s") is in the straight-line form and named after its task', (id) => {
    const { program } = programs.get(id)!;
    expect(program.name).toBe(`solve_${id}`);
    expect(printProgram(program)).toBe(bundledSolver(id));
    expect(program.variables).toEqual([...program.steps.slice(1).map((_, k) => `x${k + 1}`), 'O']);
  });

  it('bundledSolver(id): no other bundled solver solves all samples of a task, so that every task has one rule', () => {
    const samples = bundledTaskIds().map((id) => [id, knownSamples(bundledTask(id))] as const);
    const mistaken = samples.flatMap(([id, known]) => [...programs.entries()]
      .filter(([other, program]) => other !== id && known.every((sample) => isRight(program, sample)))
      .map(([other]) => `${other} solves ${id}`));
    expect(mistaken).toEqual([]);
  });

  it('bundledSolver(id): no other solver matches a sample of 007bbfb7', () => {
    const { length } = knownSamples(bundledTask('007bbfb7'));
    for (const [id, program] of programs) {
      expect(wrongInputs(program, bundledTask('007bbfb7')).length, id).toBe(id === '007bbfb7' ? 0 : length);
    }
  });

  it('bundledSolver(id) says in one line that there is no such solver', () => {
    expect(() => bundledSolver('ffffffff')).toThrow(/ffffffff\.py: no such file or folder; check the path$/);
  });
});
