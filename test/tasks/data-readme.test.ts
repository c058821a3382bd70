import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseSolvers } from '../../src/program/parse-solvers.js';
import { bundledSolver, bundledTask, bundledTaskIds } from '../../src/tasks/bundled.js';
import { GENERATORS } from '../../src/tasks/generators/registry.js';

const readme = readFileSync(join(import.meta.dirname, '..', '..', 'data', 'README.md'), 'utf8');
const tasks = bundledTaskIds().map(bundledTask);
const stepsOf = (id: string) => parseSolvers(bundledSolver(id))[0]!.steps.length;

describe('data/README.md', () => {
  it.each(GENERATORS.map((generator) => [generator.rule, generator] as const))('data/README.md has the row of %s', (rule, { taskId, meaning }) => {
    expect(readme).toContain(`| ${taskId} | \`${rule}\` | ${meaning} | ${stepsOf(taskId)} |\n`);
  });

  it('data/README.md counts tasks and samples as they are', () => {
    const demo = tasks.reduce((sum, task) => sum + task.demo.length, 0);
    const test = tasks.reduce((sum, task) => sum + task.test.length, 0);
    expect(readme).toContain(`${tasks.length} tasks as ARC JSON`);
    expect(readme).toContain(`${demo} demo samples and ${test} test samples`);
    expect(readme).toContain(`${GENERATORS.length} tasks, each from a seeded generator`);
  });

  it('data/README.md counts the steps of the solvers as they are', () => {
    const steps = tasks.map((task) => stepsOf(task.id)).sort((a, b) => a - b);
    const median = (steps[steps.length / 2 - 1]! + steps[steps.length / 2]!) / 2;
    const total = steps.reduce((sum, count) => sum + count, 0);
    expect(readme).toContain(`${steps[0]} to ${steps.at(-1)} steps, median ${median}, together ${total}`);
  });
});
