import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { ArcError } from '../values/error.js';
import { writeKernelSpec } from './kernel-spec.js';
import { writeText } from './write-text.js';

/** How JupyterLab is opened. */
export interface LabOptions {
  /** The environment that Jupyter and its kernels get; its PATH is searched for Jupyter and Python. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** The project's folder. @defaultValue the one that PhaseLab itself is in */
  readonly root?: string;
  /** @defaultValue true */
  readonly opensBrowser?: boolean;
  /** More arguments for `jupyter lab`. */
  readonly arguments?: readonly string[];
  /** Called with a line for each step of the set-up. */
  readonly onProgress?: (line: string) => void;
  /** Ends Jupyter. */
  readonly signal?: AbortSignal;
}

const BIN = process.platform === 'win32' ? 'Scripts' : 'bin';

/**
 * Opens JupyterLab 4 on `notebooks/` and waits until it ends.
 *
 * What is missing is set up inside the project first: a `.venv` with JupyterLab where none is found, and the tslab kernel in
 * `.jupyter/`, found through JUPYTER_PATH; nothing is put into the user's home.
 *
 * @returns Jupyter's exit code
 * @throws ArcError `notebook.lab` when there is neither Jupyter nor Python, or the installation fails; `notebook.unwritable`
 */
export async function openLab(options: LabOptions): Promise<number> {
  const { environment, signal, opensBrowser = true } = options;
  const root = options.root ?? fileURLToPath(new URL('../..', import.meta.url));
  const jupyter = await findJupyter(root, environment) ?? await installJupyter(root, options);
  const share = join(root, '.jupyter', 'share', 'jupyter');
  await writeKernelSpec(share);
  const settings = join(root, '.jupyter', 'lab');
  await writeSettings(settings);
  return run(jupyter, [
    'lab', `--ServerApp.root_dir=${join(root, 'notebooks')}`, `--LabApp.app_settings_dir=${settings}`,
    ...(opensBrowser ? [] : ['--no-browser']), ...(process.getuid?.() === 0 ? ['--allow-root'] : []), ...options.arguments ?? [],
  ], {
    environment: { ...environment, JUPYTER_PATH: [share, environment.JUPYTER_PATH].filter(Boolean).join(delimiter) }, signal, isShown: true, root,
  });
}

/** JupyterLab's defaults here: it asks nobody for news or updates, and does not ask whether it may. */
async function writeSettings(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const overrides = { '@jupyterlab/apputils-extension:notification': { checkForUpdates: false, fetchNews: 'false' } };
  writeText(join(folder, 'overrides.json'), `${JSON.stringify(overrides, undefined, 1)}\n`);
}

/** The first `jupyter` that has JupyterLab 4: the project's own, else the PATH's. */
async function findJupyter(root: string, environment: LabOptions['environment']): Promise<string | undefined> {
  for (const jupyter of [join(root, '.venv', BIN, 'jupyter'), 'jupyter']) {
    if (jupyter !== 'jupyter' && !existsSync(jupyter) && !existsSync(`${jupyter}.exe`)) continue;
    const version = await output(jupyter, ['lab', '--version'], environment, root);
    if (version?.startsWith('4.')) return jupyter;
  }
  return undefined;
}

async function installJupyter(root: string, { environment, signal, onProgress }: LabOptions): Promise<string> {
  const python = await findPython(root, environment);
  if (python === undefined) {
    throw new ArcError('notebook.lab', 'neither Jupyter nor Python 3 was found on the PATH; install Python 3 from python.org and run "npm run lab" again, or use "npm start", which needs neither');
  }
  const venv = join(root, '.venv');
  const steps: readonly [string, readonly string[], string, string][] = [
    [python, ['-m', 'venv', venv], 'making .venv …', 'install Python\'s venv module (on Debian: apt install python3-venv)'],
    [join(venv, BIN, 'python'), ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', 'jupyterlab>=4,<5'], 'installing JupyterLab 4 into .venv …', 'check the network or pip\'s settings'],
  ];
  for (const [program, args, line, remedy] of steps) {
    onProgress?.(line);
    const code = await run(program, args, { environment, signal, isShown: false, root });
    if (signal?.aborted) throw new ArcError('notebook.cancelled', 'the set-up was interrupted; run "npm run lab" again to finish it');
    if (code !== 0) throw new ArcError('notebook.lab', `${line.replace(/ …$/, '')} failed with exit code ${code}, see above; ${remedy} and run "npm run lab" again`);
  }
  return join(venv, BIN, 'jupyter');
}

async function findPython(root: string, environment: LabOptions['environment']): Promise<string | undefined> {
  for (const python of ['python3', 'python']) {
    if ((await output(python, ['--version'], environment, root))?.startsWith('Python 3')) return python;
  }
  return undefined;
}

/** What a program prints, or `undefined` when it does not exist or fails. */
function output(program: string, args: readonly string[], environment: LabOptions['environment'], root: string): Promise<string | undefined> {
  return new Promise(resolve => {
    const child = spawn(program, args, { cwd: root, env: { ...environment }, stdio: ['ignore', 'pipe', 'ignore'], windowsHide: true });
    let text = '';
    child.stdout.setEncoding('utf8').on('data', (part: string) => { text += part; });
    child.once('error', () => resolve(undefined));
    child.once('close', code => resolve(code === 0 ? text.trim() : undefined));
  });
}

interface RunOptions {
  readonly environment: LabOptions['environment'];
  readonly signal?: AbortSignal;
  /** Whether standard output is the user's to see; it is standard error's companion otherwise. */
  readonly isShown: boolean;
  readonly root: string;
}

/** Runs a program with the terminal as its own, and ends it when the signal aborts. */
function run(program: string, args: readonly string[], { environment, signal, isShown, root }: RunOptions): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd: root, env: { ...environment }, stdio: ['inherit', isShown ? 'inherit' : 2, 'inherit'] });
    const end = () => { child.kill('SIGTERM'); };
    signal?.addEventListener('abort', end, { once: true });
    if (signal?.aborted) end();
    child.once('error', cause => reject(new ArcError('notebook.lab', `${program} did not start: ${cause.message}; run "npm run lab" again`, { cause })));
    child.once('exit', code => {
      signal?.removeEventListener('abort', end);
      resolve(code ?? 1);
    });
  });
}
