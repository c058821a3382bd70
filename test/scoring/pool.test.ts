import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, existsSync, lstatSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { MOST_LINKS, Pool, type PoolEntry } from '../../src/scoring/pool.js';

let root: string;
let pool: Pool;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'phaselab-test-'));
  pool = new Pool(root);
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function entry(name: string, change: Partial<PoolEntry> = {}): PoolEntry {
  return { taskId: '007bbfb7', md5: createHash('md5').update(name).digest('hex'), text: `${name}\n`, score: 1, tLog: 17, ...change };
}

/** All files and links below the pool, as paths relative to it. */
function treeOf(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) => !lstatSync(join(folder, path)).isDirectory()).sort();
}

describe('Pool.save', () => {
  it('save(tree, entries) writes the file and a relative link at its scores', async () => {
    const solver = entry('a', { score: 6, tLog: 18 });
    expect(await pool.save('solver', [solver])).toEqual({ saved: 1, evicted: [], warnings: [] });
    const link = join('solver_dir', 'solve_007bbfb7', '6', '18', `${solver.md5}.py`);
    expect(treeOf(root)).toEqual([link, join('solver_md5', `${solver.md5}.py`)].sort());
    expect(readlinkSync(join(root, link))).toBe(join('..', '..', '..', '..', 'solver_md5', `${solver.md5}.py`));
    expect(readFileSync(join(root, link), 'utf8')).toBe('a\n');
  });

  it('save(tree, entries) keeps differs by kind', async () => {
    const differ = entry('d');
    await pool.save('differ-iz', [differ]);
    await pool.save('differ-zo', [differ]);
    expect(treeOf(root)).toEqual([
      `differ_dir/iz/solve_007bbfb7/1/17/${differ.md5}.py`, `differ_dir/zo/solve_007bbfb7/1/17/${differ.md5}.py`, `differ_md5/${differ.md5}.py`,
    ]);
  });

  it('save(tree, [same]) again changes nothing, and at another t_log replaces its own link', async () => {
    await pool.save('solver', [entry('a'), entry('b')]);
    const before = treeOf(root);
    await pool.save('solver', [entry('a')]);
    expect(treeOf(root)).toEqual(before);
    await pool.save('solver', [entry('a', { tLog: 5 })]);
    expect(pool.readLinks('solver', '007bbfb7').map(({ tLog }) => tLog)).toEqual([17, 5]);
  });

  it('save(tree, entries) keeps 32: the lowest score goes, then the lowest t_log, then the name that sorts last', async () => {
    const many = Array.from({ length: MOST_LINKS }, (_, k) => entry(`s${k}`, { score: 2, tLog: k === 3 ? 1 : 10 }));
    await pool.save('solver', many);
    const better = entry('better', { score: 3 });
    const first = await pool.save('solver', [better]);
    expect(first.evicted.map(({ md5 }) => md5)).toEqual([many[3]!.md5]);
    const lastName = many.filter((_, k) => k !== 3).map(({ md5 }) => md5).sort().at(-1);
    const second = await pool.save('solver', [entry('best', { score: 4 })]);
    expect(second.evicted.map(({ md5 }) => md5)).toEqual([lastName]);
    expect(pool.readLinks('solver', '007bbfb7')).toHaveLength(MOST_LINKS);
    expect(existsSync(pool.filePath('solver', many[3]!.md5))).toBe(true);
  });

  it('save(tree, [worst]) does not save a newcomer that is itself the worst', async () => {
    await pool.save('solver', Array.from({ length: MOST_LINKS }, (_, k) => entry(`s${k}`, { score: 2 })));
    const result = await pool.save('solver', [entry('worst', { score: 0 })]);
    expect(result).toMatchObject({ saved: 0, evicted: [] });
    expect(pool.readLinks('solver', '007bbfb7').map(({ md5 }) => md5)).not.toContain(entry('worst').md5);
  });

  it('save(tree, entries) leaves foreign files, foreign folders and broken links alone and names them', async () => {
    const folder = join(root, 'solver_dir', 'solve_007bbfb7');
    mkdirSync(join(folder, 'notes'), { recursive: true });
    mkdirSync(join(folder, '1', '17'), { recursive: true });
    writeFileSync(join(folder, '1', '17', 'README'), 'mine');
    const broken = join(folder, '1', '17', `${entry('gone').md5}.py`);
    symlinkSync('nowhere.py', broken);
    const { warnings } = await pool.save('solver', [entry('a')]);
    expect(warnings).toEqual([broken, join(folder, '1', '17', 'README'), join(folder, 'notes')].map((path) => `${path} is not the pool's; left alone`));
    expect(readFileSync(join(folder, '1', '17', 'README'), 'utf8')).toBe('mine');
    expect(lstatSync(broken).isSymbolicLink()).toBe(true);
  });

  it('save(tree, entries) never puts its link in the place of something foreign, and says so', async () => {
    const [a, b, c] = [entry('a'), entry('b', { score: 2 }), entry('c', { score: 3 })];
    const folder = join(root, 'solver_dir', 'solve_007bbfb7');
    mkdirSync(join(folder, '1', '17'), { recursive: true });
    const file = join(folder, '1', '17', `${a.md5}.py`);
    writeFileSync(file, 'a file, not a link');
    mkdirSync(join(folder, '2', '17'), { recursive: true });
    const link = join(folder, '2', '17', `${b.md5}.py`);
    symlinkSync('/etc/hostname', link);
    writeFileSync(join(folder, '3'), 'a file where a folder is due');
    const { saved, warnings } = await pool.save('solver', [a, b, c]);
    expect(saved).toBe(0);
    expect(warnings).toEqual([
      ...[file, link, join(folder, '3')].map((path) => `${path} is not the pool's; left alone`),
      ...[a, b, c].map((own, k) => `${join(folder, String(k + 1), '17', `${own.md5}.py`)} is not the pool's; left alone, so ${own.md5} has no link there`),
    ]);
    expect(readFileSync(file, 'utf8')).toBe('a file, not a link');
    expect(readlinkSync(link)).toBe('/etc/hostname');
    expect(pool.readLinks('solver', '007bbfb7')).toEqual([]);
  });

  it('save(tree, entries) names a broken link of the pool, gives it no place among the 32, and mends it when its solver comes again', async () => {
    const gone = entry('gone', { score: 9 });
    await pool.save('solver', [gone]);
    rmSync(pool.filePath('solver', gone.md5));
    const many = Array.from({ length: MOST_LINKS }, (_, k) => entry(`s${k}`));
    expect(await pool.save('solver', many)).toMatchObject({ saved: MOST_LINKS, evicted: [], warnings: [expect.stringContaining('points to a file that is gone; left alone')] });
    expect((await pool.save('solver', [gone])).saved).toBe(1);
    expect(pool.readLinks('solver', '007bbfb7')[0]!.md5).toBe(gone.md5);
    expect(pool.readLinks('solver', '007bbfb7')).toHaveLength(MOST_LINKS);
  });

  it('save(tree, entries) brings a folder with more than 32 links, as the original leaves them, back to 32', async () => {
    const many = Array.from({ length: 35 }, (_, k) => entry(`s${k}`, { score: k }));
    for (const { md5, score } of many) {
      const path = join(root, 'solver_dir', 'solve_007bbfb7', String(score), '17', `${md5}.py`);
      mkdirSync(join(path, '..'), { recursive: true });
      mkdirSync(join(root, 'solver_md5'), { recursive: true });
      writeFileSync(pool.filePath('solver', md5), 'x');
      symlinkSync(`../../../../solver_md5/${md5}.py`, path);
    }
    const { evicted } = await pool.save('solver', [entry('best', { score: 99 })]);
    expect(evicted.map(({ score }) => score)).toEqual([3, 2, 1, 0]);
    expect(pool.readLinks('solver', '007bbfb7')).toHaveLength(MOST_LINKS);
  });

  it('save(tree, entries) takes task ids with dots and blanks, and folders of them are read back', async () => {
    for (const taskId of ['my task.v2', 'a-b_c']) await pool.save('solver', [entry('a', { taskId })]);
    expect(pool.taskIds('solver')).toEqual(['a-b_c', 'my task.v2']);
  });

  it.each(['../evil', 'a/b', '', '..', '.hidden', 'a\\b', 'a\u0000', 'x.lock', '-x'])('save(tree, entries) refuses the task id %j and touches nothing', async (taskId) => {
    await expect(pool.save('solver', [entry('a', { taskId })])).rejects.toMatchObject({ code: 'scoring.pool-id', message: expect.stringContaining('is not a plain name') });
    expect(readdirSync(root)).toEqual([]);
  });

  it.each([{ score: -1 }, { score: 0.5 }, { score: NaN }, { tLog: Infinity }, { tLog: NaN }])('save(tree, entries) refuses %j', async (change) => {
    await expect(pool.save('solver', [entry('a', change)])).rejects.toMatchObject({ code: 'scoring.pool-id', message: expect.stringContaining('is not a whole number') });
  });

  it('save(tree, entries) refuses a name that is no md5', async () => {
    await expect(pool.save('solver', [entry('a', { md5: '../a' })])).rejects.toMatchObject({ code: 'scoring.pool-id' });
  });

  it('save(tree, entries) on a place that cannot be written is one line', async () => {
    writeFileSync(join(root, 'solver_md5'), 'a file where a folder is due');
    await expect(pool.save('solver', [entry('a')])).rejects.toMatchObject({ code: 'scoring.pool', message: expect.stringContaining('cannot be written') });
    chmodSync(root, 0o755);
  });

  it('save(tree, entries) of two processes with 500 solvers each loses nothing and leaves no half file', async () => {
    const saver = join(root, 'saver.mjs');
    const poolModule = join(import.meta.dirname, '..', '..', 'dist', 'scoring', 'pool.js');
    writeFileSync(saver, `
      import { createHash } from 'node:crypto';
      import { Pool } from ${JSON.stringify(poolModule)};
      const [folder, prefix] = process.argv.slice(2);
      const pool = new Pool(folder);
      for (let k = 0; k < 500; k++) {
        const md5 = createHash('md5').update(prefix + k).digest('hex');
        await pool.save('solver', [{ taskId: 't' + (k % 20), md5, text: prefix + k + '\\n'.repeat(500), score: k % 5, tLog: 10 }]);
      }
    `);
    const folder = join(root, 'pool');
    await Promise.all(['x', 'y'].map((prefix) => new Promise<void>((resolve, reject) => {
      const child = spawn(process.execPath, [saver, folder, prefix], { stdio: ['ignore', 'ignore', 'inherit'] });
      child.on('exit', (code) => (code === 0 ? resolve() : reject(new Error(`exit ${code}`))));
    })));
    const shared = new Pool(folder);
    const files = readdirSync(join(folder, 'solver_md5'));
    expect(files).toHaveLength(1000);
    for (const file of files) expect(readFileSync(join(folder, 'solver_md5', file), 'utf8')).toMatch(/^[xy]\d+\n{500}$/);
    expect(shared.taskIds('solver')).toHaveLength(20);
    for (const taskId of shared.taskIds('solver')) {
      // 50 solvers a task with equal t_log: the 32 best by score, then by name, whoever saved them.
      const saved = ['x', 'y'].flatMap((prefix) => Array.from({ length: 500 }, (_, k) => ({ prefix, k })))
        .filter(({ k }) => `t${k % 20}` === taskId)
        .map(({ prefix, k }) => ({ md5: createHash('md5').update(prefix + k).digest('hex'), score: k % 5 }))
        .sort((a, b) => b.score - a.score || (a.md5 < b.md5 ? -1 : 1)).slice(0, MOST_LINKS);
      expect(shared.readLinks('solver', taskId).map(({ md5 }) => md5)).toEqual(saved.map(({ md5 }) => md5));
    }
  }, 60_000);
});
