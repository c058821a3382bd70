import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startKernel } from '../../src/notebook/kernel.js';
import { writeKernelSpec } from '../../src/notebook/kernel-spec.js';
import { openLab } from '../../src/notebook/lab.js';

let root = '', bin = '';
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'phaselab-lab-'));
  bin = join(root, 'path');
  await mkdir(bin);
});
afterEach(() => rm(root, { recursive: true }));

/** Puts a program into a folder that writes how it was called into `calls`, then does what its script says. */
async function program(folder: string, name: string, script = ''): Promise<void> {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, name), `#!/bin/sh\necho "${name} $*" >> ${root}/calls\n${script}\n`);
  await chmod(join(folder, name), 0o755);
}

const LAB_4 = 'if [ "$*" = "lab --version" ]; then echo 4.9.9; else echo "$JUPYTER_PATH" >> "$CALLS"; fi';
const calls = async () => (await readFile(join(root, 'calls'), 'utf8')).trim().split('\n');
const environment = () => ({ PATH: `${bin}:/bin:/usr/bin`, CALLS: join(root, 'calls') });
const open = (more = {}) => openLab({ root, environment: environment(), opensBrowser: false, ...more });

describe.skipIf(process.platform === 'win32')('openLab (skipped on Windows, which has no shell scripts)', () => {
  it('openLab starts the jupyter that it finds, on notebooks/, with the project\'s kernel', async () => {
    await program(bin, 'jupyter', LAB_4);
    expect(await open({ arguments: ['--port=1'] })).toBe(0);
    const [asked, started, path] = await calls();
    expect(asked).toBe('jupyter lab --version');
    expect(started).toContain(`jupyter lab --ServerApp.root_dir=${root}/notebooks --LabApp.app_settings_dir=${root}/.jupyter/lab --no-browser`);
    expect(started).toContain('--port=1');
    expect(path).toBe(join(root, '.jupyter/share/jupyter'));
    expect(JSON.parse(await readFile(join(path, 'kernels/tslab/kernel.json'), 'utf8'))).toMatchObject({ display_name: 'TypeScript (tslab)', language: 'typescript' });
  });

  it('openLab keeps what JUPYTER_PATH had', async () => {
    await program(bin, 'jupyter', LAB_4);
    await open({ environment: { ...environment(), JUPYTER_PATH: '/mine' } });
    expect((await calls())[2]).toBe(`${root}/.jupyter/share/jupyter:/mine`);
  });

  it('openLab prefers the project\'s own jupyter', async () => {
    await program(bin, 'jupyter', LAB_4);
    await program(join(root, '.venv/bin'), 'jupyter', `echo own >> ${root}/calls; ${LAB_4}`);
    await open();
    expect((await calls()).filter(line => line === 'own')).toHaveLength(2);
  });

  it('openLab installs JupyterLab 4 into .venv where the PATH\'s jupyter has none or an old one', async () => {
    await program(bin, 'jupyter', '[ "$*" = "lab --version" ] && echo 3.6.1');
    await program(bin, 'python3', `if [ "$1" = --version ]; then echo Python 3.12.1; exit; fi; mkdir -p ${root}/.venv/bin; cp ${root}/templates/* ${root}/.venv/bin/`);
    await program(join(root, 'templates'), 'jupyter', LAB_4);
    await program(join(root, 'templates'), 'python');
    const lines: string[] = [];
    expect(await open({ onProgress: (line: string) => lines.push(line) })).toBe(0);
    expect((await calls()).slice(0, 5)).toEqual([
      'jupyter lab --version', 'python3 --version', `python3 -m venv ${root}/.venv`,
      'python -m pip install --quiet --disable-pip-version-check jupyterlab>=4,<5', expect.stringMatching(/^jupyter lab --ServerApp/),
    ]);
    expect(lines).toEqual(['making .venv …', 'installing JupyterLab 4 into .venv …']);
  });

  it('openLab says in one line what to do where there is no Python', async () => {
    await expect(open({ environment: { PATH: bin } })).rejects.toThrow(
      'neither Jupyter nor Python 3 was found on the PATH; install Python 3 from python.org and run "npm run lab" again, or use "npm start", which needs neither');
  });

  it('openLab says in one line that the installation failed', async () => {
    await program(bin, 'python3', 'if [ "$1" = --version ]; then echo Python 3.12.1; exit; fi; exit 7');
    await expect(open({ environment: { PATH: bin } })).rejects.toThrow(/^making \.venv failed with exit code 7, see above; [^\n]+ run "npm run lab" again$/);
  });

  it('openLab ends Jupyter when its signal aborts', async () => {
    await program(bin, 'jupyter', `if [ "$*" = "lab --version" ]; then echo 4.9.9; else exec sleep 60; fi`);
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 150);
    expect(await open({ signal: controller.signal })).toBe(1);
  });
});

describe('writeKernelSpec', () => {
  it('writeKernelSpec registers a kernel that starts and answers', async () => {
    await writeKernelSpec(root);
    const { argv } = JSON.parse(await readFile(join(root, 'kernels/tslab/kernel.json'), 'utf8')) as { argv: string[] };
    expect(argv.slice(-2)).toEqual(['--config-path', '{connection_file}']);
    const kernel = await startKernel({ directory: root, command: argv.slice(0, -2) });
    expect((await kernel.execute('1')).status).toBe('ok');
    await kernel.shutdown();
  });
});
