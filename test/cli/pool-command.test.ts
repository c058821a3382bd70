import { mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { phaselab } from './phaselab.js';

let folder: string;
let pool: string;

describe('phaselab pool', () => {
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'phaselab-test-'));
    pool = join(folder, 'pool');
    await phaselab('card', 'build', '--solvers', join(import.meta.dirname, '..', '..', 'data', 'solvers'), '-i', '007bbfb7', '0358ecfa', '-o', join(folder, 'card.json'));
    expect((await phaselab('run', '-i', '007bbfb7', '0358ecfa', '-b', join(folder, 'card.json'), '--phase', 'distinct-differs', '--pool', pool)).code).toBe(0);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('pool show lists the links of each task with their scores', async () => {
    const { code, stdout, stderr } = await phaselab('pool', 'show', pool);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const lines = stdout.trim().split('\n');
    expect(lines[0]).toBe(`pool ${pool}: 2 tasks, 2 solver files, 4 differ files`);
    expect(lines.filter((line) => line.startsWith('task '))).toEqual(['task 007bbfb7', 'task 0358ecfa']);
    expect(lines.find((line) => line.includes('solver'))).toBeDefined();
    expect(lines.filter((line) => /^ {2}solver +6 +\d+ +[0-9a-f]{32}$/.test(line))).toHaveLength(1);
    const { schema, tasks } = JSON.parse((await phaselab('pool', 'show', pool, '--json')).stdout) as { schema: string; tasks: { solvers: object[] }[] };
    expect(schema).toBe('phaselab.pool/1');
    expect(tasks.map(({ solvers }) => solvers.length)).toEqual([2, 2]);
  });

  it('pool verify scores all again: exit 0 where all holds, 1 where something does not', async () => {
    expect(await phaselab('pool', 'verify', pool)).toEqual({ code: 0, stdout: '4 solvers scored again, 16 differs read: all holds\n', stderr: '' });
    const task = join(pool, 'solver_dir', 'solve_007bbfb7');
    renameSync(join(task, '6'), join(task, '5'));
    const { code, stdout, stderr } = await phaselab('pool', 'verify', pool);
    expect({ code, stderr }).toEqual({ code: 1, stderr: `phaselab: ${pool}: 1 links of the pool no longer hold\n` });
    expect(stdout).toMatch(/5\/\d+\/[0-9a-f]{32}\.py: score: it gets 6 samples right, its folder says 5\n/);
    const json = await phaselab('pool', 'verify', pool, '--json');
    expect(JSON.parse(json.stdout)).toMatchObject({ schema: 'phaselab.pool-verify/1', solvers: 4, problems: [{ kind: 'score', taskId: '007bbfb7' }] });
    renameSync(join(task, '5'), join(task, '6'));
  });

  it('pool verify --data PATH takes the tasks from there', async () => {
    const task = join(import.meta.dirname, '..', '..', 'data', 'tasks', '007bbfb7.json');
    const { code, stdout } = await phaselab('pool', 'verify', pool, '--data', task);
    expect(code).toBe(1);
    expect(stdout).toContain('no-task: there is no task 0358ecfa among the tasks given; name their folder with --data');
  });

  it('pool prune --dry-run says what would go, pool prune removes it and warns of what is not the pool\'s', async () => {
    writeFileSync(join(pool, 'solver_md5', `${'0'.repeat(32)}.py`), 'nobody links me');
    writeFileSync(join(pool, 'solver_md5', 'notes.txt'), 'mine');
    const dry = await phaselab('pool', 'prune', pool, '--dry-run');
    expect(dry.stdout).toBe(`${join(pool, 'solver_md5', `${'0'.repeat(32)}.py`)}\nwould remove 1 files without a link, 0 broken links, 0 temporary files\n`);
    const { code, stdout, stderr } = await phaselab('pool', 'prune', pool, '--json');
    expect({ code, stderr }).toEqual({ code: 0, stderr: `phaselab: ${join(pool, 'solver_md5', 'notes.txt')} is not the pool's; left alone\n` });
    expect(JSON.parse(stdout)).toMatchObject({ schema: 'phaselab.pool-prune/1', isDryRun: false, brokenLinks: [], temporaryFiles: [] });
    expect(readdirSync(join(pool, 'solver_md5'))).toHaveLength(3);
  });

  it.each(['show', 'prune', 'verify'])('pool %s of a folder without a pool is one line, exit 2', async (command) => {
    expect(await phaselab('pool', command, join(folder, 'nowhere'))).toEqual({ code: 2, stdout: '', stderr: `phaselab: ${join(folder, 'nowhere')}: no such folder; give the one of "phaselab run --pool"\n` });
    expect(await phaselab('pool', command, folder)).toMatchObject({ code: 2, stderr: expect.stringContaining('holds no pool') });
  });
});
