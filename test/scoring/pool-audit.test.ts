import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runPipeline } from '../../src/pipeline/run.js';
import { mergeCard } from '../../src/program/card.js';
import { parseSolvers } from '../../src/program/parse-solvers.js';
import { expandedSource, inlinedSource, stepTexts } from '../../src/program/print.js';
import { builtInDiffers } from '../../src/scoring/built-in-differs.js';
import { md5 as md5Of } from '../../src/scoring/md5.js';
import { readPool } from '../../src/scoring/pool-contents.js';
import { MOST_LINKS, Pool } from '../../src/scoring/pool.js';
import { prunePool } from '../../src/scoring/prune-pool.js';
import { verifyPool } from '../../src/scoring/verify-pool.js';
import { bundledSolver, bundledTask } from '../../src/tasks/bundled.js';

const TASK = bundledTask('007bbfb7');
const SOLVERS = ['007bbfb7', '0358ecfa', '0412f203'].flatMap((id) => parseSolvers(bundledSolver(id)));
const CARD = mergeCard('three', SOLVERS, builtInDiffers());

let root: string;
let pool: Pool;
beforeEach(() => {
  root = join(mkdtempSync(join(tmpdir(), 'phaselab-test-')), 'pool');
  pool = new Pool(root);
});
afterEach(() => rmSync(join(root, '..'), { recursive: true, force: true }));

const fill = () => runPipeline(TASK, CARD, { pool: root, phase: 'distinct-differs' });
const taskOf = (id: string) => (id === TASK.id ? TASK : undefined);
/** A file that no link points to. */
const unlinked = (text: string) => {
  const path = pool.filePath('solver', createHash('md5').update(text).digest('hex'));
  writeFileSync(path, text);
  return path;
};

describe('readPool', () => {
  it('readPool(pool) lists solvers and differs of each task with their scores, best first, and keeps them across runs', async () => {
    await fill();
    const once = readPool(pool);
    expect(once.tasks.map(({ taskId, solvers, differs }) => [taskId, solvers.map(({ score }) => score), differs.iz.length, differs.zo.length])).toEqual([['007bbfb7', [6, 0, 0], 4, 4]]);
    expect(once).toMatchObject({ schema: 'phaselab.pool/1', root, files: { solvers: 3, differs: 4 }, broken: [], foreign: [] });
    await fill();
    const twice = readPool(pool);
    expect(twice.files).toEqual(once.files);
    expect(twice.tasks[0]!.solvers.map(({ md5 }) => md5).sort()).toEqual(once.tasks[0]!.solvers.map(({ md5 }) => md5).sort());
  });

  it('readPool(pool) names what is broken and what is foreign', async () => {
    await fill();
    const [best] = readPool(pool).tasks[0]!.solvers;
    rmSync(pool.filePath('solver', best!.md5));
    writeFileSync(join(root, 'solver_md5', 'notes.txt'), '');
    mkdirSync(join(root, 'solver_dir', 'mine'));
    const { broken, foreign, tasks } = readPool(pool);
    expect(broken).toEqual([expect.stringContaining(`${best!.md5}.py`)]);
    expect(foreign).toEqual([join(root, 'solver_dir', 'mine'), join(root, 'solver_md5', 'notes.txt')]);
    expect(tasks[0]!.solvers).toHaveLength(2);
  });

  it('readPool(pool) of a folder that is none, or holds no pool, says so', () => {
    expect(() => readPool(pool)).toThrow(`${root}: no such folder; give the one of "phaselab run --pool"`);
    mkdirSync(root);
    expect(() => readPool(pool)).toThrow(`${root}: holds no pool`);
  });
});

describe('prunePool', () => {
  /** A pool with one of everything that may go, and some things that may not. */
  async function litter() {
    await fill();
    const stale = join(root, 'solver_md5', '.0123456789abcdef.tmp'), fresh = join(root, 'solver_dir', 'solve_007bbfb7', '.fedcba9876543210.tmp');
    for (const path of [stale, fresh]) writeFileSync(path, 'half');
    utimesSync(stale, new Date(0), new Date(0));
    const file = unlinked('nobody links me');
    const [best] = pool.readLinks('solver', TASK.id);
    rmSync(pool.filePath('solver', best!.md5));
    const foreign = join(root, 'solver_md5', 'notes.txt');
    writeFileSync(foreign, 'mine');
    const outside = join(root, '..', 'outside');
    mkdirSync(outside);
    const outsideFile = join(outside, '.0123456789abcdef.tmp');
    writeFileSync(outsideFile, 'not in the pool');
    utimesSync(outsideFile, new Date(0), new Date(0));
    symlinkSync(outside, join(root, 'solver_dir', 'elsewhere'));
    return { stale, fresh, file, link: best!.path, foreign, outsideFile };
  }

  it('prunePool(pool) removes unlinked files, broken links and stale temporary files, and keeps the rest', async () => {
    const { stale, fresh, file, link, foreign, outsideFile } = await litter();
    const report = await prunePool(pool);
    expect(report).toEqual({
      schema: 'phaselab.pool-prune/1', root, isDryRun: false, files: [file], brokenLinks: [link], temporaryFiles: [stale],
      foreign: [join(root, 'solver_dir', 'elsewhere'), foreign],
    });
    for (const path of [stale, file]) expect(existsSync(path)).toBe(false);
    expect(readdirSync(join(link, '..'))).not.toContain(link.split('/').at(-1));
    for (const path of [fresh, foreign, outsideFile]) expect(existsSync(path)).toBe(true);
    expect(readPool(pool)).toMatchObject({ files: { solvers: 2, differs: 4 }, broken: [] });
    expect(await prunePool(pool)).toMatchObject({ files: [], brokenLinks: [], temporaryFiles: [] });
  });

  it('prunePool(pool, {isDryRun}) says the same and removes nothing', async () => {
    await litter();
    const before = readdirSync(root, { recursive: true, encoding: 'utf8' }).sort();
    const dry = await prunePool(pool, { isDryRun: true });
    expect(readdirSync(root, { recursive: true, encoding: 'utf8' }).sort()).toEqual(before);
    expect(await prunePool(pool)).toEqual({ ...dry, isDryRun: false });
  });

  it('prunePool(pool) while another process saves takes nothing that is linked', async () => {
    const saver = join(root, '..', 'saver.mjs');
    writeFileSync(saver, `
      import { createHash } from 'node:crypto';
      import { Pool } from ${JSON.stringify(join(import.meta.dirname, '..', '..', 'dist', 'scoring', 'pool.js'))};
      const pool = new Pool(process.argv[2]);
      for (let k = 0; k < 80; k++) {
        const name = 'solver ' + (k % 50);
        await pool.save('solver', [{ taskId: 't', md5: createHash('md5').update(name).digest('hex'), text: name, score: k, tLog: 10 }]);
      }
    `);
    mkdirSync(join(root, 'solver_md5'), { recursive: true });
    let isOver = false;
    const saving = new Promise<void>((resolve, reject) => {
      const child = spawn(process.execPath, [saver, root], { stdio: ['ignore', 'ignore', 'inherit'] });
      child.on('exit', (code) => (code === 0 ? resolve() : reject(new Error(`exit ${code}`))));
    }).finally(() => { isOver = true; });
    while (!isOver) {
      await prunePool(pool);
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
    await saving;
    const { tasks, broken } = readPool(pool);
    expect(broken).toEqual([]);
    expect(tasks.map(({ solvers }) => solvers.length)).toEqual([MOST_LINKS]);
    for (const { md5 } of tasks.flatMap(({ solvers }) => solvers)) expect(md5Of(readFileSync(pool.filePath('solver', md5), 'utf8'))).toBe(md5);
  }, 60_000);
});

describe('verifyPool', () => {
  it('verifyPool(pool, {taskOf}) scores every solver again and finds that all holds', async () => {
    await fill();
    expect(await verifyPool(pool, { taskOf })).toEqual({ schema: 'phaselab.pool-verify/1', root, status: 'done', solvers: 3, differs: 8, problems: [], foreign: [] });
  });

  it('verifyPool(pool, {taskOf}) reports another score, another name, what cannot be read and what is gone', async () => {
    await fill();
    const [best, second, third] = pool.readLinks('solver', TASK.id) as [{ path: string; md5: string }, { path: string; md5: string }, { path: string; md5: string }];
    const promoted = join(best.path, '..', '..', '..', '9', '1');
    mkdirSync(promoted, { recursive: true });
    renameSync(second.path, join(promoted, `${second.md5}.py`));
    writeFileSync(pool.filePath('solver', third.md5), 'def solve(S, I, C):\n    O = vmiror(I)\n    return O\n');
    const [differ, other] = pool.readLinks('differ-iz', TASK.id) as [{ md5: string }, { md5: string }];
    rmSync(pool.filePath('differ-iz', differ.md5));
    writeFileSync(pool.filePath('differ-iz', other.md5), 'def differ(S, I, C):\n    O = astuple(I, C)\n    return O\n');
    const { problems, solvers, differs } = await verifyPool(pool, { taskOf });
    expect({ solvers, differs }).toEqual({ solvers: 2, differs: 4 });
    expect(problems.map(({ kind, md5, message }) => ({ kind, md5, message }))).toEqual(expect.arrayContaining([
      { kind: 'score', md5: second.md5, message: 'it gets 0 samples right, its folder says 9' },
      { kind: 'unreadable', md5: third.md5, message: expect.stringContaining('vmiror is not a known name; did you mean vmirror?') },
      { kind: 'broken-link', md5: differ.md5, message: 'its file is gone' },
      { kind: 'other-name', md5: other.md5, message: `the md5 of its inlined text is ${md5Of('def differ(S, I, C):\n    return astuple(I, C)')}` },
    ]));
    // Broken and renamed differs stand in both trees.
    expect(problems).toHaveLength(6);
  });

  it('verifyPool(pool, {taskOf}) reports solvers whose task is not there', async () => {
    await fill();
    const { problems, solvers } = await verifyPool(pool, { taskOf: () => undefined });
    expect(solvers).toBe(0);
    expect(problems.map(({ kind }) => kind)).toEqual(['no-task', 'no-task', 'no-task']);
  });

  it('verifyPool(pool, {timeoutMs}) reports a solver that takes too long', async () => {
    // A tuple of a million elements; the limit is met between steps.
    const { steps } = parseSolvers('def solve(S, I, C):\n    x1 = multiply(TEN, TEN)\n    x2 = multiply(x1, x1)\n    x3 = multiply(x1, x2)\n    x4 = interval(ZERO, x3, ONE)\n    x5 = combine(x4, x4)\n    O = combine(x5, x5)\n    return O\n')[0]!;
    const inlined = inlinedSource(stepTexts(steps)(steps.length - 1));
    await pool.save('solver', [{ taskId: TASK.id, md5: md5Of(inlined), text: expandedSource(steps, steps.length - 1), score: 0, tLog: 12 }]);
    const { problems } = await verifyPool(pool, { taskOf, timeoutMs: 1 });
    expect(problems).toMatchObject([{ kind: 'timeout' }]);
  });

  it('verifyPool(pool, {signal}) that is aborted says so', async () => {
    await fill();
    expect((await verifyPool(pool, { taskOf, signal: AbortSignal.abort() })).status).toBe('cancelled');
  });
});
