import { execFile, execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { typeFaults } from './program/type-faults.js';
import { notebookRows, withNotebookRows } from './notebook-rows.mjs';

// Every block of the README is run: TypeScript blocks are checked as a cell is, and run as a program (they need no types), with the output that
// stands under them; commands with the built command line; npm scripts must exist.

const ROOT = join(import.meta.dirname, '..');
const README = readFileSync(join(ROOT, 'README.md'), 'utf8');
const blocks = [...README.matchAll(/```(\w+)\n([\s\S]*?)```/g)].map(([, language, text]) => ({ language: language!, text: text! }));
const programs = blocks.flatMap((block, k) => (block.language === 'ts' ? [{ code: block.text, output: blocks[k + 1]!.text }] : []));
const shellLines = blocks.filter((block) => block.language === 'sh').flatMap((block) => block.text.trim().split('\n'));
/** A Python cell of Jupyter gives lines that begin with an exclamation mark to the shell. */
const cellLines = blocks.filter((block) => block.language === 'python').flatMap((block) => block.text.split('\n')).filter((line) => line.startsWith('!'));
const commands = [...shellLines, ...cellLines.map((line) => line.slice(1))].map((line) => line.replace(/\s+#.*$/, ''));
const scripts = (JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { scripts: Record<string, string> }).scripts;

/** A Python that can register kernels. */
const PYTHON = [join(ROOT, '.venv', 'bin', 'python'), 'python3'].find((python) => spawnSync(python, ['-c', 'import jupyter_client']).status === 0);

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'phaselab-readme-'));
  for (const name of ['node_modules', 'data', 'notebooks']) symlinkSync(join(ROOT, name), join(folder, name));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Runs Node in the test's folder and gathers what it writes. */
function node(...args: string[]): Promise<{ status: number; stdout: string; stderr: string }> {
  return new Promise((resolve) => {
    const child = execFile(process.execPath, args, { cwd: folder, maxBuffer: 2 ** 26 }, (_, stdout, stderr) => resolve({ status: child.exitCode ?? 1, stdout, stderr }));
  });
}

describe('README', () => {
  it('there is something of each kind', () => {
    expect(programs.length).toBeGreaterThan(1);
    expect(commands.length).toBeGreaterThan(10);
  });

  it.each(programs)('its program gives the output under it: $code', async ({ code, output }) => {
    const file = join(folder, 'program.mjs');
    writeFileSync(file, code);
    const { stdout, stderr } = await node(file);
    expect(stderr).toBe('');
    expect(stdout.trimEnd()).toBe(output.trimEnd());
  });

  it.each(programs)('its program has the types that it needs: $code', ({ code }) => {
    expect(typeFaults(code)).toEqual([]);
  }, 120_000);

  it.each(commands.filter((command) => command.startsWith('npx phaselab ')))('its command ends well: %s', async (command) => {
    const args = command.split(' ').slice(2);
    const { status, stderr, stdout } = await node(join(ROOT, 'dist', 'cli', 'main.js'), ...args);
    expect({ status, stderr: status === 0 ? '' : stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).not.toBe('');
  }, 120_000);

  it.each(commands.filter((command) => command.startsWith('npm ')))('its script exists: %s', (command) => {
    const [, first, second] = command.split(' ');
    expect(Object.keys(scripts)).toContain(first === 'run' ? second : first);
  });

  it.skipIf(PYTHON === undefined)(`its kernel is registered so that Jupyter finds what to start${PYTHON === undefined ? ' (skipped: no Python with jupyter_client)' : ''}`, () => {
    const [command] = commands.filter((line) => line.startsWith('npx tslab install '));
    const prefix = mkdtempSync(join(tmpdir(), 'phaselab-kernelspec-'));
    execFileSync('sh', ['-c', `${command!.replace('python3', PYTHON!)} --prefix=${prefix}`], { cwd: ROOT, stdio: 'ignore', env: { ...process.env, PWD: ROOT } });
    const { argv } = JSON.parse(readFileSync(join(prefix, 'share/jupyter/kernels/tslab/kernel.json'), 'utf8')) as { argv: string[] };
    rmSync(prefix, { recursive: true });
    expect(execFileSync(argv[0]!, ['--version'], { encoding: 'utf8' })).toMatch(/^\D*\d+\.\d+/);
  });

  it('its phases are those of the journey, as far as it lists them', async () => {
    const { JOURNEY } = await import('../src/pipeline/journey.js');
    const listed = [...README.matchAll(/^\| `([\w-]+)` \|/gm)].map(([, id]) => id);
    expect(JOURNEY.map((phase) => phase.id).filter((id) => !listed.includes(id))).toEqual([]);
  });

  it('its table of notebooks has the title of each and the first line of its answer, as they are committed', () => {
    expect(withNotebookRows(README, notebookRows(join(ROOT, 'notebooks')))).toBe(README);
  });

  it('its pictures and links are there', () => {
    for (const [, path] of README.matchAll(/\]\(([^)#:]+)\)/g)) expect(() => readFileSync(join(ROOT, path!)), path).not.toThrow();
  });
});
