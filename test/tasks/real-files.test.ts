import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { bundledTask } from '../../src/tasks/bundled.js';
import { loadTask, loadTasks } from '../../src/tasks/read.js';
import { knownSamples } from '../../src/tasks/task.js';
import { formatTask } from '../../src/tasks/write.js';

const shared = join(import.meta.dirname, '..', '..', '..', 'shared', 'data');
const reason = existsSync(shared) ? '' : ' (skipped: ../shared/data is absent)';

describe.skipIf(reason !== '')(`the real ARC-AGI-1 files${reason}`, () => {
  it('loadTasks(training folder) reads 400 tasks with 1718 samples', () => {
    const tasks = loadTasks(join(shared, 'arc-agi-1'), { subset: 'training' });
    expect(tasks.length).toBe(400);
    expect(tasks.flatMap(knownSamples).length).toBe(1718);
  });

  it('loadTasks(Kaggle folder) gives the same tasks as the folder of files', () => {
    const kaggle = loadTasks(join(shared, 'kaggle'));
    const folder = loadTasks(join(shared, 'arc-agi-1'), { ids: kaggle.map((task) => task.id) });
    expect(kaggle.length).toBe(800);
    expect(kaggle.map(formatTask)).toEqual(folder.map(formatTask));
  });

  it('bundledTask("007bbfb7") is the real task', () => {
    expect(formatTask(bundledTask('007bbfb7'))).toBe(formatTask(loadTask(join(shared, 'arc-agi-1'), '007bbfb7')));
  });
});
