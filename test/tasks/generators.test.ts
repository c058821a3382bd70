import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { bundledTaskIds, bundledTasksFolder } from '../../src/tasks/bundled.js';
import { generateTask } from '../../src/tasks/generators/generate.js';
import { findGenerator, GENERATORS } from '../../src/tasks/generators/registry.js';
import { parseTask } from '../../src/tasks/read.js';
import { knownSamples } from '../../src/tasks/task.js';
import { formatTask } from '../../src/tasks/write.js';
import { isEqual } from '../../src/values/equality.js';

const everyRule = GENERATORS.map((generator) => [generator.rule, generator] as const);

describe('GENERATORS', () => {
  it('GENERATORS holds more than 44 rules, each with a name, an id and a meaning of its own', () => {
    expect(GENERATORS.length).toBeGreaterThanOrEqual(44);
    for (const key of ['rule', 'taskId', 'meaning'] as const) {
      expect(new Set(GENERATORS.map((generator) => generator[key])).size).toBe(GENERATORS.length);
    }
  });

  it.each(everyRule)('GENERATORS: %s has a kebab-case name and the id that follows from it', (rule, { taskId, meaning }) => {
    expect(rule).toMatch(/^[a-z]+(-[a-z]+)*$/);
    expect(taskId).toBe(createHash('md5').update(rule).digest('hex').slice(0, 8));
    expect(meaning).toMatch(/^[A-Z].+\.$/);
  });

  it('GENERATORS are the bundled tasks, beside 007bbfb7', () => {
    expect(bundledTaskIds()).toEqual([...GENERATORS.map(({ taskId }) => taskId), '007bbfb7'].sort());
  });
});

describe('generateTask', () => {
  it.each(everyRule)('generateTask("%s", { seed: 1 }) gives the bundled task, byte for byte', (rule, { taskId }) => {
    const task = generateTask(rule, { seed: 1 });
    expect(formatTask(task)).toBe(readFileSync(join(bundledTasksFolder(), `${taskId}.json`), 'utf8'));
    expect(task.demo.length).toBeGreaterThanOrEqual(3);
    expect(task.demo.length).toBeLessThanOrEqual(5);
    expect([1, 2]).toContain(task.test.length);
  });

  it.each(everyRule)('generateTask("%s") makes valid samples of every size, none of them with an output equal to its input', (rule) => {
    for (const size of [{ height: 3, width: 3 }, { height: 5, width: 11 }, { height: 17, width: 8 }, { height: 30, width: 30 }]) {
      const task = generateTask(rule, { seed: 2, samples: 3, tests: 2, size });
      expect(parseTask(formatTask(task), { id: task.id, place: rule })).toEqual(task);
      for (const { input, output } of knownSamples(task)) expect(isEqual(input, output)).toBe(false);
    }
  });

  it.each(everyRule)('generateTask("%s", { size }) makes inputs of that size, where the rule allows', (rule, { sides: [shortest, longest] }) => {
    const side = Math.min(longest, Math.max(shortest, 12));
    const { input } = generateTask(rule, { seed: 3, samples: 1, tests: 1, size: { height: side, width: side } }).demo[0]!;
    expect(Math.max(input.height, input.width)).toBeGreaterThanOrEqual(side - 3);
    expect(Math.max(input.height, input.width)).toBeLessThanOrEqual(side);
  });

  it('generateTask(rule, { samples, tests }) makes as many as it is told, all different while the rule has more', () => {
    const task = generateTask('sand-falls', { seed: 5, samples: 60, tests: 7 });
    expect([task.demo.length, task.test.length]).toEqual([60, 7]);
    expect(new Set(knownSamples(task).map((sample) => JSON.stringify(sample.input.toRows()))).size).toBe(67);
  });

  it('generateTask(rule, { seed }) gives other tasks for other seeds', () => {
    const texts = [1, 2, 3].map((seed) => formatTask(generateTask('halo', { seed })));
    expect(new Set(texts).size).toBe(3);
  });

  it('generateTask(id) takes the id of the bundled task for its rule', () => {
    const { rule, taskId } = GENERATORS[0]!;
    expect(generateTask(taskId, { seed: 1 })).toEqual(generateTask(rule, { seed: 1 }));
  });

  it.each([
    ['an unknown rule', () => findGenerator('mirror-halve'), 'rule "mirror-halve": no such rule; did you mean mirror-half?'],
    ['no samples', () => generateTask('halo', { seed: 1, samples: 0 }), 'generateTask: samples is 0; give a whole number, 1 or more'],
    ['a size over 30', () => generateTask('halo', { seed: 1, size: { height: 31, width: 5 } }),
      'generateTask: size.height is 31; give a whole number, 3..30'],
    ['a size below 3', () => generateTask('halo', { seed: 1, size: { height: 5, width: 2 } }),
      'generateTask: size.width is 2; give a whole number, 3..30'],
    ['a seed that is no whole number', () => generateTask('halo', { seed: 0.5 }), 'generateTask: seed is 0.5; give a whole number'],
  ])('generateTask refuses %s in one line', (_, action, message) => {
    expect(action).toThrow(message);
  });
});
