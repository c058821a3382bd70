import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { phaselab } from './phaselab.js';

let folder: string, file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'phaselab-test-'));
  file = join(folder, 'sweep.jsonl');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const QUICK = ['--vary', 'executor=inline,limited', 'concurrency=1,2', '--rounds', '1'];
const lines = (text: string) => text.trim().split('\n').map((line) => JSON.parse(line) as { schema: string; sweep?: { point: object; round: number }; candidate?: string });

describe('phaselab sweep', () => {
  it('prints a table, and adds a line of JSON for each run and comparison to the file', async () => {
    const { code, stdout } = await phaselab('sweep', ...QUICK, '-o', file);
    expect(code).toBe(0);
    expect(stdout).toContain('executor=limited, concurrency=2');
    expect(stdout).toContain('of the work spreads (Amdahl)');
    expect(stdout.trim().split('\n').at(-1)).toBe(file);
    expect(lines(readFileSync(file, 'utf8')).map(({ schema }) => schema)).toEqual([...Array(3).fill('phaselab.run/1'), ...Array(2).fill('phaselab.comparison/1')]);
  });

  it('does not run again what is in the file, and runs what is missing', async () => {
    await phaselab('sweep', ...QUICK, '-o', file);
    const before = readFileSync(file, 'utf8');
    expect((await phaselab('sweep', ...QUICK, '-o', file)).code).toBe(0);
    expect(readFileSync(file, 'utf8')).toBe(before);
    await phaselab('sweep', ...QUICK.slice(0, -1), '2', '-o', file);
    const added = lines(readFileSync(file, 'utf8').slice(before.length));
    expect(added.flatMap(({ sweep }) => (sweep === undefined ? [] : [sweep.round]))).toEqual([2, 2, 2]);
  });

  it('tells of no runs of another task that the file holds', async () => {
    const first = await phaselab('sweep', ...QUICK, '-o', file);
    const { stdout } = await phaselab('sweep', ...QUICK, '-i', '0358ecfa', '-o', file);
    expect(stdout.split('\n')).toHaveLength(first.stdout.split('\n').length);
    expect(stdout).not.toContain('RESULTS DIFFER');
  });

  it('tells of the runs that it found done, whichever sweep ran them', async () => {
    await phaselab('sweep', '--vary', 'concurrency=1,2', '--executor', 'limited', '--rounds', '1', '-o', file);
    expect((await phaselab('sweep', ...QUICK, '-o', file)).stdout).toContain('executor=limited, concurrency=2');
  });

  it('--json prints the comparisons also where nothing is left to run', async () => {
    await phaselab('sweep', ...QUICK, '-o', file);
    expect(lines((await phaselab('sweep', ...QUICK, '-o', file, '--json')).stdout).map(({ schema }) => schema)).toEqual(Array(2).fill('phaselab.comparison/1'));
  });

  it('--help says that --json prints lines', async () => {
    const { stdout } = await phaselab('sweep', '--help');
    expect(stdout.replaceAll(/\s+/g, ' ')).toContain('--json print each run as it comes, then the comparisons, as lines of JSON');
    expect(stdout).not.toContain('one JSON value');
  });

  it('--json prints those lines and nothing else', async () => {
    const { stdout } = await phaselab('sweep', ...QUICK, '--json');
    expect(lines(stdout).map(({ schema }) => schema)).toEqual([...Array(3).fill('phaselab.run/1'), ...Array(2).fill('phaselab.comparison/1')]);
  });

  it('--budget says how many runs are there when it is spent', async () => {
    const { code, stderr } = await phaselab('sweep', ...QUICK, '--budget', '0.001', '-o', file);
    expect({ code, stderr }).toEqual({ code: 0, stderr: 'phaselab: the budget is spent: 1 of 3 runs are there; the same command goes on\n' });
  });

  it('--pool keeps the solvers and differs of all runs', async () => {
    const pool = join(folder, 'pool');
    expect((await phaselab('sweep', '--vary', 'executor=inline', '--rounds', '1', '--pool', pool)).code).toBe(0);
    expect(readdirSync(pool)).not.toEqual([]);
  });

  it('--html writes the charts to one page', async () => {
    const html = join(folder, 'sweep.html');
    await phaselab('sweep', ...QUICK, '--html', html);
    expect(readFileSync(html, 'utf8')).toContain('PhaseLab sweep, task 007bbfb7, card onerun');
  });

  it('--html tells of each chart\'s work, of the size from which threads win, and of their start', async () => {
    const html = join(folder, 'sweep.html');
    await phaselab('sweep', '-i', '3198795e', '--vary', 'samples=2,3', 'executor=inline,threads', 'concurrency=2', '--set', 'simulatedWaitMs=1', '--rounds', '1', '--html', html);
    const page = readFileSync(html, 'utf8');
    expect(page).toMatch(/executor=threads, concurrency=2: [^"]* of work, results equal/);
    for (const work of ['samples=2', 'samples=3']) expect(page).toContain(`task 3198795e, ${work}, wait=1 (simulated), card onerun`);
    expect(page).toMatch(/<p>starting 2 workers took \d+ ms, which is in no run&#39;s time: they were warm<\/p>/);
  });

  it.each([
    [['--vary', 'concurency=1,2'], 'phaselab: --vary concurency: there is no such axis; did you mean concurrency?'],
    [['--vary', 'samples=1,2'], 'phaselab: task 007bbfb7 was not made by a rule, so its samples and their size cannot vary'],
    [[], 'phaselab: required option \'--vary <key=a,b,c...>\' not specified'],
  ])('refuses %j with one line', async (args, message) => {
    const { code, stdout, stderr } = await phaselab('sweep', ...args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(message);
    expect(stderr.trim().split('\n')).toHaveLength(1);
  });
});
