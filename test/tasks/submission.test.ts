import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkSubmission, makeSubmission, readSubmission, scoreSubmission, writeSubmission } from '../../src/tasks/submission.js';
import type { Task } from '../../src/tasks/task.js';
import { grid } from '../../src/values/grid.js';

const RIGHT = grid([[1]]);
const WRONG = grid([[2]]);
const demo = [{ input: WRONG, output: RIGHT }];
const TWO_TESTS: Task = { id: 'aaaaaaaa', demo, test: [{ input: WRONG, output: RIGHT }, { input: WRONG, output: RIGHT }] };
const ONE_TEST: Task = { id: 'bbbbbbbb', demo, test: [{ input: WRONG, output: RIGHT }] };
const WITHHELD: Task = { id: 'cccccccc', demo, test: [{ input: WRONG, output: null }] };
const TASKS = [TWO_TESTS, ONE_TEST, WITHHELD];

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'phaselab-submission-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('makeSubmission', () => {
  it('makeSubmission(tasks, attemptsAt) fills missing attempts and cuts surplus ones', () => {
    const submission = makeSubmission(TASKS, (task, k) => (task === ONE_TEST ? [] : k === 0 ? [RIGHT] : [WRONG, RIGHT, WRONG]));
    expect(submission['aaaaaaaa']).toEqual([[RIGHT, RIGHT], [WRONG, RIGHT]]);
    expect(submission['bbbbbbbb']![0]![0].toRows()).toEqual([[0, 0], [0, 0]]);
    expect(Object.keys(submission)).toEqual(['aaaaaaaa', 'bbbbbbbb', 'cccccccc']);
  });
});

describe('writeSubmission', () => {
  it('writeSubmission(path, submission) writes what readSubmission reads', () => {
    const path = join(folder, 'submission.json');
    const submission = makeSubmission(TASKS, () => [RIGHT, WRONG]);
    writeSubmission(path, submission);
    expect(JSON.parse(readFileSync(path, 'utf8'))['bbbbbbbb']).toEqual([{ attempt_1: [[1]], attempt_2: [[2]] }]);
    expect(readSubmission(path, TASKS)).toEqual(submission);
    expect(existsSync(`${path}.part`)).toBe(false);
  });

  it('writeSubmission(path) says in one line that the folder is missing', () => {
    const path = join(folder, 'nowhere', 'submission.json');
    expect(() => writeSubmission(path, {}))
      .toThrow(`${path}: cannot be written (ENOENT); choose a folder that exists and may be written to`);
  });
});

describe('checkSubmission', () => {
  const entry = { attempt_1: [[1]], attempt_2: [[1, 2]] };
  it('checkSubmission(json) finds nothing wrong with a complete submission', () => {
    expect(checkSubmission({ bbbbbbbb: [entry] }, [ONE_TEST], 's.json')).toEqual([]);
  });

  it('checkSubmission(json) lists every fault, a line each', () => {
    expect(checkSubmission({ aaaaaaaa: [entry], bbbbbbbb: [{ attempt_1: [[1], [1, 2]], attempt_3: 0 }], dddddddd: [] }, TASKS, 's.json')).toEqual([
      's.json: has no cccccccc; give all task ids',
      's.json: "dddddddd" is no task of this set; leave it out',
      's.json: aaaaaaaa has 1 outputs, the task has 2 test inputs; give one for each, in order',
      's.json: bbbbbbbb[0].attempt_1 row 1 has 2 cells, row 0 has 1; make every row of a grid equally long',
      's.json: bbbbbbbb[0].attempt_2 is missing; make it a list of rows',
      's.json: bbbbbbbb[0]: "attempt_3" is no attempt that counts; give attempt_1 and attempt_2 only',
    ]);
  });

  it('checkSubmission(json) refuses what is no object', () => {
    expect(checkSubmission([], TASKS, 's.json')).toEqual(['s.json: is a list; make it an object of task ids']);
    expect(checkSubmission({ bbbbbbbb: 3 }, [ONE_TEST], 's.json')).toEqual(['s.json: bbbbbbbb is 3; make it a list of {"attempt_1", "attempt_2"}']);
  });
});

describe('scoreSubmission', () => {
  it('scoreSubmission(submission, tasks) counts test outputs and whole tasks, either attempt being enough', () => {
    const submission = makeSubmission(TASKS, (task, k) => (task === TWO_TESTS && k === 1 ? [WRONG, WRONG] : [WRONG, RIGHT]));
    expect(scoreSubmission(submission, TASKS)).toEqual({
      outputs: { correct: 2, total: 3 },
      tasks: { solved: 1, total: 2 },
      perTask: [{ taskId: 'aaaaaaaa', correct: 1, total: 2 }, { taskId: 'bbbbbbbb', correct: 1, total: 1 }],
      outputsWithheld: 1,
    });
  });

  it('scoreSubmission(submission, tasks) gives a task that is missing no output', () => {
    expect(scoreSubmission({}, TASKS).outputs).toEqual({ correct: 0, total: 3 });
  });
});
