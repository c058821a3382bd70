import { createHash } from 'node:crypto';
import { existsSync, lstatSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Pool, type PoolEntry } from '../../src/scoring/pool.js';

/** What the disk refuses, by the name of the function that meets it. */
const faults = vi.hoisted(() => new Map<string, string>());

vi.mock('node:fs', async (importOriginal) => {
  const fs = await importOriginal<typeof import('node:fs')>();
  const refusing = <F extends (...args: never[]) => unknown>(name: string, act: F) => ((...args: Parameters<F>) => {
    const code = faults.get(name);
    if (code === undefined) return act(...args);
    // A disk that runs full has written a part.
    if (name === 'writeFileSync') fs.writeFileSync(args[0] as string, String(args[1]).slice(0, 2));
    throw Object.assign(new Error(`${code}: simulated`), { code });
  }) as unknown as F;
  return {
    ...fs, writeFileSync: refusing('writeFileSync', fs.writeFileSync), symlinkSync: refusing('symlinkSync', fs.symlinkSync),
    mkdirSync: refusing('mkdirSync', fs.mkdirSync), readdirSync: refusing('readdirSync', fs.readdirSync), rmSync: refusing('rmSync', fs.rmSync),
  };
});

let root: string;
let pool: Pool;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'phaselab-test-'));
  pool = new Pool(root);
});
afterEach(() => {
  faults.clear();
  rmSync(root, { recursive: true, force: true });
});

function entry(name: string, change: Partial<PoolEntry> = {}): PoolEntry {
  return { taskId: '007bbfb7', md5: createHash('md5').update(name).digest('hex'), text: `${name} text\n`, score: 1, tLog: 17, ...change };
}

/** All that is not a folder below the pool. */
function filesOf(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) => !lstatSync(join(folder, path)).isDirectory()).sort();
}

async function faultOf(work: Promise<unknown>): Promise<string> {
  const error = await work.then(() => undefined, (fault: unknown) => fault as Error & { code: string });
  expect(error?.code).toBe('scoring.pool');
  expect(error!.message).not.toContain('\n');
  return error!.message;
}

describe('Pool.save on a disk that refuses', () => {
  it('save(tree, entries) on a full disk says so and leaves no half file, and goes on when there is space again', async () => {
    await pool.save('solver', [entry('a')]);
    const before = filesOf(root);
    faults.set('writeFileSync', 'ENOSPC');
    expect(await faultOf(pool.save('solver', [entry('b')]))).toContain(`${entry('b').md5}.py: cannot be written (ENOSPC); check space and permissions, or choose another folder with --pool`);
    faults.clear();
    expect(filesOf(root)).toEqual(before);
    expect((await pool.save('solver', [entry('b')])).saved).toBe(1);
    expect(readFileSync(pool.filePath('solver', entry('b').md5), 'utf8')).toBe('b text\n');
  });

  it('save(tree, entries) on a disk that is full when the link is due leaves the file and no link', async () => {
    faults.set('symlinkSync', 'ENOSPC');
    expect(await faultOf(pool.save('solver', [entry('a')]))).toContain('cannot be written (ENOSPC)');
    faults.clear();
    expect(filesOf(root)).toEqual([`solver_md5/${entry('a').md5}.py`]);
    expect(pool.readLinks('solver', '007bbfb7')).toEqual([]);
  });

  it.each(['EACCES', 'EROFS'])('save(tree, entries) in a folder that is read-only (%s) says so', async (code) => {
    // Who is root can write everywhere, so the refusal is simulated.
    faults.set('mkdirSync', code);
    expect(await faultOf(pool.save('solver', [entry('a')]))).toContain(`solve_007bbfb7: cannot be written (${code}); check space and permissions`);
    expect(filesOf(root)).toEqual([]);
  });

  it('save(tree, entries) that may not remove what it evicts says so and keeps both', async () => {
    await pool.save('solver', [entry('a')]);
    faults.set('rmSync', 'EPERM');
    expect(await faultOf(pool.save('solver', [entry('a', { tLog: 3 })]))).toContain('cannot be written (EPERM)');
    faults.clear();
    expect(pool.readLinks('solver', '007bbfb7').map(({ tLog }) => tLog)).toEqual([17, 3]);
    await pool.save('solver', [entry('a', { tLog: 3 })]);
    expect(pool.readLinks('solver', '007bbfb7').map(({ tLog }) => tLog)).toEqual([3]);
  });

  it('readLinks(tree, taskId) of a folder that may not be read says so', async () => {
    await pool.save('solver', [entry('a')]);
    faults.set('readdirSync', 'EACCES');
    expect(() => pool.readLinks('solver', '007bbfb7')).toThrow('solve_007bbfb7: cannot be read (EACCES); check its permissions');
  });

  it('save(tree, entries) leaves no lock behind, whatever happened', async () => {
    faults.set('writeFileSync', 'ENOSPC');
    await faultOf(pool.save('solver', [entry('a')]));
    expect(existsSync(join(root, 'solver_dir', 'solve_007bbfb7.lock'))).toBe(false);
  });
});
