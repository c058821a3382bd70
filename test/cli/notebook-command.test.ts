import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readNotebook, writeNotebook } from '../../src/notebook/document.js';
import { code, notebook, prose } from '../notebook/notebooks.js';
import { phaselab } from './phaselab.js';

let folder: string, file: string;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'phaselab-test-'));
  file = join(folder, 'small.ipynb');
  await writeNotebook(file, notebook(prose('# Small'), code('const n: number = 1;', ['parameters']), code('console.log(n, process.env.GIVEN, process.env.TOO)')));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('phaselab notebook run', () => {
  it('phaselab notebook run takes its options before the file, each as often as it is given', async () => {
    const executed = join(folder, 'new', 'executed.ipynb');
    const { code: exit, stdout } = await phaselab('notebook', 'run', '--json', '-o', executed, '--kernel-env', 'GIVEN=a', '--kernel-env', 'TOO=b', '-p', 'n=2', file);
    expect(exit).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ schema: 'phaselab.notebook-runs/1', runs: [{ parameters: { n: 2 }, status: 'ok', cellsRun: 3, notebook: executed }] });
    expect(readFileSync(executed, 'utf8')).toContain('2 a b\\n');
  });

  it.each([
    ['a folder', () => folder, 'EISDIR'],
    ['a file in a file', () => join(file, 'executed.ipynb'), 'EEXIST'],
  ])('phaselab notebook run -o with %s starts no kernel', async (_, path, fault) => {
    for (const flag of ['-o', '--html']) {
      const { code: exit, stderr } = await phaselab('notebook', 'run', file, flag, path());
      expect({ exit, stderr }).toEqual({ exit: 2, stderr: `phaselab: ${path()}: cannot be written (${fault}); give a file in a folder that can\n` });
    }
  });

  it('phaselab notebook run of several combinations checks the paths of all of them first', async () => {
    mkdirSync(join(folder, 'executed-2.ipynb'));
    const { code: exit, stderr } = await phaselab('notebook', 'run', file, '-p', 'n=1,2', '-o', join(folder, 'executed.ipynb'));
    expect({ exit, stderr }).toEqual({ exit: 2, stderr: `phaselab: ${join(folder, 'executed-2.ipynb')}: cannot be written (EISDIR); give a file in a folder that can\n` });
  });
});

describe('phaselab notebook export', () => {
  it.each([
    ['without a flag', [], 'small.html'],
    ['--html without a value', ['--html'], 'small.html'],
    ['--html FILE', ['--html', 'page.html'], 'page.html'],
  ])('phaselab notebook export %s writes a page and prints where', async (_, flags, page) => {
    const path = join(folder, page);
    expect(await phaselab('notebook', 'export', file, ...flags.map((flag) => (flag === page ? path : flag)))).toEqual({ code: 0, stdout: `${path}\n`, stderr: '' });
    expect(readFileSync(path, 'utf8')).toContain('<h1 id="Small">');
  });

  it('phaselab notebook export --json prints one value', async () => {
    const { stdout } = await phaselab('notebook', 'export', file, '--html', '--json');
    expect(JSON.parse(stdout)).toEqual({ schema: 'phaselab.notebook/1', notebook: file, html: join(folder, 'small.html') });
  });
});

describe('phaselab notebook clean and refresh', () => {
  it('phaselab notebook refresh --json and clean --json print one value each, and write the notebook', async () => {
    const refreshed = await phaselab('notebook', 'refresh', file, '--json');
    // The chart mode is set by an import that a folder elsewhere does not find.
    expect(refreshed.code).toBe(1);
    expect(JSON.parse(refreshed.stdout)).toMatchObject({ schema: 'phaselab.notebook-runs/1', runs: [{ notebook: file, status: 'failed', cellCount: 2 }] });
    const cleaned = await phaselab('notebook', 'clean', file, '--json');
    expect(JSON.parse(cleaned.stdout)).toEqual({ schema: 'phaselab.notebook/1', notebook: file });
    expect((await readNotebook(file)).cells).toHaveLength(3);
  });
});
