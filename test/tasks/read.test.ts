import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadTask, loadTasks, parseTask } from '../../src/tasks/read.js';
import { formatTask } from '../../src/tasks/write.js';
import { ArcError } from '../../src/values/error.js';
import { ONE_SAMPLE_TASK, parsing } from './fixtures.js';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'phaselab-tasks-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Writes files into a fresh folder and gives its path. */
function folderOf(name: string, files: Record<string, unknown>): string {
  const path = join(folder, name);
  for (const [file, content] of Object.entries(files)) {
    mkdirSync(join(path, file, '..'), { recursive: true });
    writeFileSync(join(path, file), typeof content === 'string' ? content : JSON.stringify(content));
  }
  return path;
}

/** Runs an action that must fail, and gives its error. */
function failureOf(action: () => unknown): ArcError {
  try {
    action();
  } catch (error) {
    expect(error).toBeInstanceOf(ArcError);
    return error as ArcError;
  }
  throw new Error('did not fail');
}

describe('parseTask', () => {
  it('parseTask(json) gives the samples as grids', () => {
    const task = parseTask(JSON.stringify(ONE_SAMPLE_TASK), parsing);
    expect(task.id).toBe('0a0a0a0a');
    expect(task.demo[0]!.output.toRows()).toEqual([[2, 1]]);
    expect(task.test[0]!.input.toRows()).toEqual([[3, 4]]);
  });

  it('parseTask(json) gives null for a test output that is withheld', () => {
    expect(parseTask(JSON.stringify({ ...ONE_SAMPLE_TASK, test: [{ input: [[3]] }] }), parsing).test[0]!.output).toBeNull();
  });

  it('parseTask(json) reads what formatTask wrote', () => {
    const text = formatTask(parseTask(JSON.stringify(ONE_SAMPLE_TASK), parsing));
    expect(text).toBe('{"train":[\n{"input":[[1,2]],"output":[[2,1]]}\n],"test":[\n{"input":[[3,4]],"output":[[4,3]]}\n]}\n');
    expect(formatTask(parseTask(text, parsing))).toBe(text);
  });

  const train = (input: unknown, output: unknown = [[1]]) => ({ ...ONE_SAMPLE_TASK, train: [{ input, output }] });
  it.each([
    ['a text that is cut off', '{"train": [', 'tasks.not-json', /^t\.json: not JSON \(.+\); give a file that holds ARC tasks as JSON$/],
    ['a list', [], 'tasks.missing-samples', 't.json: a list is no task; give an object with "train" and "test"'],
    ['no train', { test: [] }, 'tasks.missing-samples', 't.json: "train" is missing; make it a list of {"input", "output"}'],
    ['no test', { train: ONE_SAMPLE_TASK.train }, 'tasks.missing-samples', 't.json: "test" is missing; make it a list of {"input", "output"}'],
    ['no demo samples', { ...ONE_SAMPLE_TASK, train: [] }, 'tasks.no-samples', 't.json: "train" has no samples; give at least one'],
    ['a sample that is a number', { ...ONE_SAMPLE_TASK, train: [5] }, 'tasks.missing-samples',
      't.json: train[0] is 5; make it {"input": Grid, "output": Grid}'],
    ['a demo sample without output', { ...ONE_SAMPLE_TASK, train: [{ input: [[1]] }] }, 'tasks.not-a-grid',
      't.json: train[0].output is missing; make it a list of rows'],
    ['a grid without rows', train([]), 'tasks.empty-grid', 't.json: train[0].input has no rows; a grid has 1..30'],
    ['a row without cells', train([[]]), 'tasks.empty-grid', 't.json: train[0].input row 0 has no cells; a row has 1..30'],
    ['a row that is no list', train([7]), 'tasks.not-a-grid', 't.json: train[0].input row 0 is 7; make every row a list of colors'],
    ['a ragged grid', train([[1, 2, 3], [1, 2, 3, 4]]), 'tasks.ragged-grid',
      't.json: train[0].input row 1 has 4 cells, row 0 has 3; make every row of a grid equally long'],
    ['a color over 9', train([[1], [10]]), 'tasks.bad-color', 't.json: train[0].input row 1, column 0 is 10; colors are the integers 0..9'],
    ['a color below 0', train([[-1]]), 'tasks.bad-color', 't.json: train[0].input row 0, column 0 is -1; colors are the integers 0..9'],
    ['a color between integers', train([[1.5]]), 'tasks.bad-color', 't.json: train[0].input row 0, column 0 is 1.5; colors are the integers 0..9'],
    ['a color as text', train([['1']]), 'tasks.bad-color', 't.json: train[0].input row 0, column 0 is "1"; colors are the integers 0..9'],
    ['31 rows', train(Array.from({ length: 31 }, () => [0])), 'tasks.grid-too-large', 't.json: train[0].input is 31×1; keep grids within 30×30'],
    ['31 columns', train([new Array(31).fill(0)]), 'tasks.grid-too-large', 't.json: train[0].input is 1×31; keep grids within 30×30'],
  ])('parseTask(json) refuses %s in one line', (_, content, code, message) => {
    const error = failureOf(() => parseTask(typeof content === 'string' ? content : JSON.stringify(content), parsing));
    expect(error.code).toBe(code);
    if (typeof message === 'string') expect(error.message).toBe(message);
    else expect(error.message).toMatch(message);
    expect(error.message).not.toContain('\n');
  });
});

describe('loadTasks', () => {
  it('loadTasks(folder) reads its .json files in order of name', () => {
    const path = folderOf('plain', { 'bbbbbbbb.json': ONE_SAMPLE_TASK, 'aaaaaaaa.json': ONE_SAMPLE_TASK, 'notes.txt': '' });
    expect(loadTasks(path).map((task) => task.id)).toEqual(['aaaaaaaa', 'bbbbbbbb']);
    expect(loadTasks(path, { ids: ['bbbbbbbb'] }).map((task) => task.id)).toEqual(['bbbbbbbb']);
  });

  it('loadTasks(file) reads a single task, named as the file', () => {
    const path = folderOf('single', { 'cccccccc.json': ONE_SAMPLE_TASK });
    expect(loadTasks(join(path, 'cccccccc.json')).map((task) => task.id)).toEqual(['cccccccc']);
  });

  const challenges = { aaaaaaaa: { train: ONE_SAMPLE_TASK.train, test: [{ input: [[3, 4]] }] } };
  it('loadTasks(challenges file) takes the outputs from the solutions file beside it', () => {
    const path = folderOf('pair', { 'my_challenges.json': challenges, 'my_solutions.json': { aaaaaaaa: [[[9]]] } });
    expect(loadTasks(join(path, 'my_challenges.json'))[0]!.test[0]!.output!.toRows()).toEqual([[9]]);
  });

  it('loadTasks(Kaggle folder) reads all subsets, or the one that is chosen', () => {
    const path = folderOf('kaggle', {
      'arc-agi_training_challenges.json': challenges,
      'arc-agi_training_solutions.json': { aaaaaaaa: [[[4, 3]]] },
      'arc-agi_test_challenges.json': { ...challenges, bbbbbbbb: challenges.aaaaaaaa },
      'sample_submission.json': {},
    });
    expect(loadTasks(path).map((task) => task.id)).toEqual(['aaaaaaaa', 'bbbbbbbb']);
    expect(loadTask(path, 'aaaaaaaa').test[0]!.output!.toRows()).toEqual([[4, 3]]);
    expect(loadTask(path, 'aaaaaaaa', { subset: 'test' }).test[0]!.output).toBeNull();
    expect(failureOf(() => loadTasks(path, { subset: 'evaluation' })).message)
      .toBe(`${path}: has no "evaluation" tasks; choose training or test`);
  });

  it('loadTasks(folder of folders) reads training and evaluation', () => {
    const path = folderOf('parts', { 'training/aaaaaaaa.json': ONE_SAMPLE_TASK, 'evaluation/bbbbbbbb.json': ONE_SAMPLE_TASK });
    expect(loadTasks(path).map((task) => task.id)).toEqual(['aaaaaaaa', 'bbbbbbbb']);
    expect(loadTasks(path, { subset: 'evaluation' }).map((task) => task.id)).toEqual(['bbbbbbbb']);
  });

  it('loadTasks(challenges file) refuses a solutions file that does not fit', () => {
    const path = folderOf('misfit', { 'x_challenges.json': challenges, 'x_solutions.json': { aaaaaaaa: [] } });
    expect(failureOf(() => loadTasks(join(path, 'x_challenges.json'))).message)
      .toBe(`${join(path, 'x_solutions.json')}: aaaaaaaa has 0 grids; give a list of 1, one for each test input`);
  });

  it.each([
    ['arc-agi_evaluation_solutions.json', { aaaaaaaa: [[[4, 3]]] }, "holds solutions, no tasks; give Kaggle's challenges file, arc-agi_evaluation_challenges.json, or its folder"],
    ['sample_submission.json', { aaaaaaaa: [{ attempt_1: [[0]], attempt_2: [[0]] }] }, "holds a submission, no tasks; give Kaggle's challenges file, arc-agi_test_challenges.json, or its folder"],
  ])('loadTasks(%s) says that it holds no tasks, and which file does', (name, content, fault) => {
    const path = join(folderOf('other', { [name]: content }), name);
    expect(failureOf(() => loadTasks(path)).message).toBe(`${path}: ${fault}`);
  });

  it('loadTasks(folder) names the file and the place of a fault', () => {
    const path = folderOf('ragged', { 'aaaaaaaa.json': { ...ONE_SAMPLE_TASK, test: [{ input: [[1], [2, 3]] }] } });
    expect(failureOf(() => loadTasks(path)).message)
      .toBe(`${join(path, 'aaaaaaaa.json')}: test[0].input row 1 has 2 cells, row 0 has 1; make every row of a grid equally long`);
  });

  it('loadTasks(path) refuses a path that is not there and a folder without tasks', () => {
    expect(failureOf(() => loadTasks(join(folder, 'nowhere'))).message)
      .toBe(`${join(folder, 'nowhere')}: no such file or folder; check the path`);
    const empty = folderOf('empty', { 'readme.txt': '' });
    expect(failureOf(() => loadTasks(empty)).code).toBe('tasks.none');
  });

  it('loadTask(path, id) names the nearest id for an unknown one', () => {
    const path = folderOf('known', { '007bbfb7.json': ONE_SAMPLE_TASK, 'ffffffff.json': ONE_SAMPLE_TASK });
    expect(failureOf(() => loadTask(path, '07bbfb7')).message).toBe(`${path}: no task "07bbfb7"; did you mean 007bbfb7?`);
  });
});
