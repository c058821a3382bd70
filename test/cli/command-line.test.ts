import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { encodeCard } from '../../src/program/card-json.js';
import { readCard } from '../../src/program/read-card.js';
import { phaselab } from './phaselab.js';

const ROOT = join(import.meta.dirname, '..', '..');
const MAIN = join(ROOT, 'dist', 'cli', 'main.js');

let folder: string;
beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'phaselab-test-')); });
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Writes a file into the test's folder and returns its path. */
function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

const SAMPLE = { input: [[1, 2], [3, 4]], output: [[1]] };
const task = (change: object) => JSON.stringify({ train: [SAMPLE], test: [SAMPLE], ...change });
const card = (change: object) => JSON.stringify({ ...encodeCard(readCard('onerun')), ...change });

describe('phaselab with good input', () => {
  it('phaselab run --json prints one RunReport and nothing else', async () => {
    const { code, stdout } = await phaselab('run', '-i', '007bbfb7', '-b', 'onerun', '--phase', 'distinct-differs', '--json');
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ schema: 'phaselab.run/1', taskId: '007bbfb7', phase: 'distinct-differs', counts: { outputs: 192, matches: 6 } });
  });

  it('phaselab run --json of several tasks prints their reports', async () => {
    const { stdout } = await phaselab('run', '-s', '1', '-c', '2', '--set', 'differs=distinct', 'dedupe=true', '--json');
    const { schema, runs } = JSON.parse(stdout) as { schema: string; runs: { config: object }[] };
    expect(schema).toBe('phaselab.runs/1');
    expect(runs.map((run) => run.config)).toMatchObject([{ differs: 'distinct', dedupe: true }, { differs: 'distinct', dedupe: true }]);
  });

  it('phaselab run --timing prints the keys of the original', async () => {
    const { stdout } = await phaselab('run', '--timing', '-i', '007bbfb7', '-b', 'onerun');
    expect(stdout.trim().split('\n').map((line) => line.split(/\s+/)[0])).toContain('run_batt.phase3a_validate_batch');
  });

  it('phaselab run says with which settings it ran, and that waiting is simulated', async () => {
    const { stdout } = await phaselab('run', '--phase', 'distinct-differs', '--set', 'simulatedWaitMs=1', 'timeoutMs=500');
    expect(stdout).toMatch(/^task 007bbfb7, card onerun, phase distinct-differs, .*waiting simulated: 1 ms on average.*: [\d.]+ m?s\n/);
    expect(stdout.split('\n')[0]).toContain('timeoutMs=500');
  });

  it('phaselab run --pool keeps the pool across runs', async () => {
    const pool = join(folder, 'pool');
    await phaselab('run', '--pool', pool);
    await phaselab('run', '--pool', pool);
    expect(readdirSync(join(pool, 'solver_md5'))).toHaveLength(32);
  });

  it('phaselab journey --json --html prints all phases and writes a page', async () => {
    const html = join(folder, 'new', 'journey.html');
    const { code, stdout } = await phaselab('journey', '--rounds', '1', '--html', html, '--json');
    expect(code).toBe(0);
    const { schema, runs } = JSON.parse(stdout) as { schema: string; runs: { phase: string }[] };
    expect(schema).toBe('phaselab.journey/1');
    expect(runs.map((run) => run.phase).slice(0, 3)).toEqual(['baseline', 'filter-batch', 'parallel-validation']);
    expect(readFileSync(html, 'utf8')).toContain('<!DOCTYPE html>');
  });

  it('phaselab tasks list, show and generate', async () => {
    expect((await phaselab('tasks', 'list')).stdout).toContain('007bbfb7');
    expect((await phaselab('tasks', 'show', '007bbfb7')).stdout).toContain('0 7 7   → ');
    const path = join(folder, 'task.json');
    expect((await phaselab('tasks', 'generate', 'mirror-half', '--samples', '6', '--seed', '3', '-o', path)).code).toBe(0);
    expect((JSON.parse(readFileSync(path, 'utf8')) as { train: unknown[] }).train).toHaveLength(6);
  });

  it('phaselab solve runs the bundled solvers on the bundled tasks', async () => {
    const { code, stdout } = await phaselab('solve', '--solvers', join(ROOT, 'data', 'solvers'), '--passes', '2', '--json');
    expect(code).toBe(0);
    const report = JSON.parse(stdout) as { schema: string; tasks: number; tasksSolved: number; passes: unknown[]; perTask: { passesMs: number[] }[] };
    expect(report.schema).toBe('phaselab.solve/1');
    expect(report.tasksSolved).toBe(report.tasks);
    expect(report.passes).toHaveLength(2);
    expect(report.perTask[0]!.passesMs).toHaveLength(2);
  });

  it('phaselab solve exits 1 when a task is not solved, and says how many', async () => {
    const solvers = file('s.py', 'def solve_007bbfb7(I):\n    O = vmirror(I)\n    return O\n');
    const { code, stderr } = await phaselab('solve', '--solvers', solvers);
    expect({ code, stderr }).toEqual({ code: 1, stderr: 'phaselab: 1 of 1 tasks are not solved\n' });
  });

  it('phaselab card build of the solvers of onerun gives its card', async () => {
    const path = join(folder, 'card.json');
    const ids = readCard('onerun').outputs.map((row) => row.solverId).sort();
    await phaselab('card', 'build', '--solvers', join(ROOT, 'data', 'solvers'), '--task-ids', ...ids, '--name', 'onerun', '-o', path);
    expect(readFileSync(path, 'utf8')).toBe(readFileSync(join(ROOT, 'data', 'cards', 'onerun.json'), 'utf8'));
  });

  it('phaselab COMMAND --help shows an example first', async () => {
    for (const command of [['run'], ['journey'], ['solve'], ['card', 'build'], ['tasks', 'generate'], ['dsl', 'show'], ['notebook', 'run'], ['start'], ['lab']]) {
      const { code, stdout } = await phaselab(...command, '--help');
      expect({ command, code, start: stdout.slice(0, 8) }).toEqual({ command, code: 0, start: 'Example:' });
    }
  });
});

describe('phaselab dsl', () => {
  it('phaselab dsl show NAME prints signature, meaning and all that the docstring says', async () => {
    const { code, stdout } = await phaselab('dsl', 'show', 'argmax');
    expect(code).toBe(0);
    expect(stdout).toMatch(/^argmax\(container: Container, compfunc: Callable\) → Any\n/);
    for (const part of ['the first of equals', 'fails:', 'dsl.ValueError', 'example:', '// => tuple(2, 1)', 'family:    selection', 'source:    ARC-DSL argmax']) expect(stdout).toContain(part);
  });

  it('phaselab dsl show NAME --json has the docstring beside the registry row', async () => {
    const { stdout } = await phaselab('dsl', 'show', 'argmax', '--json');
    expect(JSON.parse(stdout).primitives).toMatchObject([{ name: 'argmax', arity: 2, family: 'selection', documentation: { source: 'ARC-DSL argmax' } }]);
  });
});

describe('phaselab with bad input', () => {
  const cases: [string, () => string[], string][] = [
    ['a missing task file', () => ['run', '--data', join(folder, 'no.json')], 'no such file or folder; check the path'],
    ['a file that is not JSON', () => ['run', '--data', file('a.json', '{')], 'not JSON'],
    ['a ragged grid', () => ['run', '--data', file('a.json', task({ train: [{ ...SAMPLE, input: [[1, 2], [3]] }] }))], 'train[0].input row 1 has 1 cells, row 0 has 2; make every row of a grid equally long'],
    ['a color outside 0..9', () => ['run', '--data', file('a.json', task({ test: [{ ...SAMPLE, input: [[10]] }] }))], 'test[0].input row 0, column 0 is 10'],
    ['a grid over 30×30', () => ['run', '--data', file('a.json', task({ train: [{ ...SAMPLE, output: Array.from({ length: 31 }, () => [0]) }] }))], 'train[0].output is 31×1'],
    ['a task without demo samples', () => ['run', '--data', file('a.json', task({ train: [] }))], '"train" has no samples'],
    ['an unknown task', () => ['run', '-i', '007bbfb8'], 'did you mean 007bbfb7?'],
    ['an unknown card', () => ['run', '-b', 'onrun'], 'did you mean onerun?'],
    ['a card that is not JSON', () => ['run', '-b', file('c.json', 'x')], 'c.json: not JSON'],
    ['a card whose step refers forward', () => ['run', '-b', file('c.json', card({ steps: ['vmirror(t2)', 'hmirror(I)'] }))], 'c.json: step t1 refers to t2, which is not earlier'],
    ['a card with an unknown primitive', () => ['run', '-b', file('c.json', card({ steps: ['vmiror(I)'] }))], 'c.json: step t1 names vmiror, which is not a known name; did you mean vmirror?'],
    ['an unknown phase', () => ['run', '--phase', 'basline'], 'phase "basline" does not exist; did you mean baseline?'],
    ['an unknown setting', () => ['run', '--set', 'difers=distinct'], 'did you mean differs?'],
    ['a setting that cannot be', () => ['run', '--set', 'differs=all'], 'setting differs is all; it can be every-output, match-only, distinct, incremental'],
    ['an unknown flag', () => ['run', '--phas', 'baseline'], '--phase'],
    ['an unknown command', () => ['rnu'], 'unknown command'],
    ['no command', () => [], 'a command is missing'],
    ['a number that is none', () => ['run', '--concurrency', 'two'], 'give a whole number from 1 up'],
    ['an output that cannot be written', () => ['journey', '--rounds', '1', '--html', join(file('plain', ''), 'a.html')], 'cannot be written'],
    ['an output that cannot be written, before the run begins', () => ['run', '--pool', join(folder, 'pool'), '--csv', join(file('plain', ''), 'a.csv')], 'cannot be written'],
    ['a pool that cannot be written', () => ['run', '--pool', file('pool', '')], 'cannot be written'],
    ['an unknown rule', () => ['tasks', 'generate', 'miror-half'], 'mirror-half'],
    ['solvers with an unknown name', () => ['solve', '--solvers', file('s.py', 'def solve_007bbfb7(I):\n    O = vmiror(I)\n    return O\n')], 's.py:2:9: vmiror is not a known name; did you mean vmirror?'],
    ['a notebook that is missing', () => ['notebook', 'run', join(folder, 'no.ipynb')], 'no.ipynb'],
  ];

  it.each(cases)('phaselab with %s: one line, exit 2, nothing on stdout, nothing half written', async (_, args, fault) => {
    const before = args();
    const files = readdirSync(folder).sort();
    const { code, stdout, stderr } = await phaselab(...before);
    expect(stderr).toContain(fault);
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(stderr).not.toMatch(/\n\s+at /);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(readdirSync(folder).sort()).toEqual(files);
  });
});

describe('phaselab as a process', () => {
  it('phaselab run ends at Ctrl-C, long as it would still wait, and says what was kept', async () => {
    const pool = join(folder, 'pool');
    const child = spawn(process.execPath, [MAIN, 'run', '--set', 'simulatedWaitMs=60000', '--pool', pool], { stdio: ['ignore', 'ignore', 'pipe'] });
    let stderr = '';
    child.stderr.on('data', (chunk) => { stderr += String(chunk); });
    const ended = new Promise<number | null>((resolve) => child.on('exit', resolve));
    await vi.waitFor(() => expect(existsSync(pool)).toBe(true), { timeout: 20_000 });
    child.kill('SIGINT');
    expect(await ended).toBe(1);
    expect(stderr).toContain(`interrupted at task 007bbfb7 (1 of 1); what was saved so far stays in ${pool}`);
  });

  it('phaselab run ends orderly where the signal comes twice at once, as npm hands it on', async () => {
    const child = spawn(process.execPath, [MAIN, 'run', '--set', 'simulatedWaitMs=60000'], { stdio: 'ignore', env: { ...process.env, TMPDIR: folder } });
    const ended = new Promise<number | null>((resolve) => child.on('exit', resolve));
    await vi.waitFor(() => expect(readdirSync(folder)).toHaveLength(1), { timeout: 20_000 });
    child.kill('SIGSTOP'); // so that both wait for it at once
    child.kill('SIGINT');
    child.kill('SIGTERM');
    child.kill('SIGCONT');
    expect(await ended).toBe(1);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('phaselab … | head ends quietly when the reader closes the pipe', async () => {
    const child = spawn('sh', ['-c', `"${process.execPath}" "${MAIN}" dsl list | head -1`], { stdio: ['ignore', 'pipe', 'pipe'] });
    let stderr = '';
    child.stderr.on('data', (chunk) => { stderr += String(chunk); });
    await new Promise((resolve) => child.on('exit', resolve));
    expect(stderr).toBe('');
  });
});
