import { Command, InvalidArgumentError } from 'commander';
import { readdirSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { basename, join, relative } from 'node:path';
import process from 'node:process';
import { cleanNotebook } from '../notebook/clean.js';
import { printNotebook } from '../notebook/document-text.js';
import { readNotebook } from '../notebook/document.js';
import { exportHtml } from '../notebook/export-html.js';
import { parameterCombinations } from '../notebook/parameters.js';
import { refreshNotebook } from '../notebook/refresh.js';
import { runNotebook, type NotebookProgress, type NotebookRun } from '../notebook/run.js';
import { formatMs } from '../charts/format.js';
import { Failure } from './failure.js';
import { withInterrupt } from './interrupt.js';
import { print, printJson, warn } from './print.js';
import { positive } from './number-flags.js';
import { checkWritable, writeResult } from './write-result.js';

interface RunFlags {
  readonly parameter?: readonly string[];
  readonly output?: string;
  readonly html?: string;
  readonly timeout?: number;
  readonly kernelEnv?: readonly string[];
  readonly json?: boolean;
}

/** `phaselab notebook`: notebooks without Jupyter. */
export function notebookCommand(): Command {
  const notebook = new Command('notebook').description('run, export and clean notebooks, without Jupyter')
    .addHelpText('before', 'Example: phaselab notebook run notebooks/00-start-here.ipynb -p rounds=3 --html out/start.html\n');
  notebook.command('run').description('run a notebook from top to bottom in a new kernel').argument('<file>')
    .addHelpText('before', 'Example: phaselab notebook run notebooks/00-start-here.ipynb -p rounds=3 -o out/start.ipynb\n')
    .option('-p, --parameter <key=value>', 'set a parameter; several values, a,b,c, give a run for each (repeatable)', gather)
    .option('-o, --output <file>', 'write the executed notebook (with several runs: a number is added)')
    .option('--html <file>', 'write a self-contained page')
    .option('--timeout <seconds>', 'longest that a cell may take', positive)
    .option('--kernel-env <key=value>', 'set a variable of the kernel\'s environment (repeatable)', gather)
    .option('--json', 'print the result as one JSON value')
    .action(run);
  notebook.command('export').description('make one self-contained page of an executed notebook').argument('<file>')
    .addHelpText('before', 'Example: phaselab notebook export out/start.ipynb --html out/start.html\n')
    .option('--html [file]', 'where to write it (default: beside the notebook)')
    .option('--json', 'print the result as one JSON value')
    .action(exportPage);
  notebook.command('clean').description('strip outputs and volatile fields, in place').argument('<file>')
    .addHelpText('before', 'Example: phaselab notebook clean notebooks/00-start-here.ipynb\n')
    .option('--json', 'print the result as one JSON value')
    .action(clean);
  notebook.command('refresh').description('run notebooks anew and keep them executed, small and without paths of this machine, in place')
    .argument('[files...]', 'notebooks (default: those of PhaseLab)')
    .addHelpText('before', 'Example: phaselab notebook refresh notebooks/00-start-here.ipynb\n')
    .option('--timeout <seconds>', 'longest that a cell may take', positive)
    .option('--json', 'print the result as one JSON value')
    .action(refresh);
  return notebook;
}

/** Of an option that may be given several times, all its values. */
function gather(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, value];
}

async function run(file: string, flags: RunFlags): Promise<void> {
  const document = await readNotebook(file);
  const combinations = parameterCombinations(document, flags.parameter ?? [], file);
  const environment = { ...process.env, ...Object.fromEntries((flags.kernelEnv ?? []).map(keyAndValue)) };
  const jobs = combinations.map((parameters, k) => ({ parameters, paths: outputPaths(flags, combinations.length > 1 ? k + 1 : undefined) }));
  for (const { paths } of jobs) checkWritable(...Object.values(paths));
  const runs: object[] = [];
  for (const { parameters, paths } of jobs) {
    const result = await withInterrupt((signal) => runNotebook(file, {
      parameters, signal, environment, onProgress: reportCell, ...(flags.timeout !== undefined && { timeoutMs: flags.timeout * 1000 }),
    }));
    if (paths.notebook !== undefined) writeResult(paths.notebook, printNotebook(result.document));
    if (paths.html !== undefined) writeResult(paths.html, exportHtml(result.document, { title: basename(file, '.ipynb') }));
    runs.push({ parameters, ...summary(result), ...paths });
    if (!flags.json) for (const path of Object.values(paths)) print(path);
    if (result.status !== 'ok') {
      if (flags.json) printRuns(runs);
      throw new Failure(failureLine(file, result, Object.values(paths)));
    }
  }
  if (flags.json) printRuns(runs);
}

function summary({ status, cellsRun, cellCount, wallMs }: NotebookRun): object {
  return { status, cellsRun, cellCount, wallMs };
}

function printRuns(runs: readonly object[]): void {
  printJson({ schema: 'phaselab.notebook-runs/1', runs });
}

async function exportPage(file: string, { html, json }: { html?: string | true; json?: boolean }): Promise<void> {
  const page = typeof html === 'string' ? html : file.replace(/(\.ipynb)?$/i, '.html');
  writeResult(page, exportHtml(await readNotebook(file), { title: basename(file, '.ipynb') }));
  if (json) printJson({ schema: 'phaselab.notebook/1', notebook: file, html: page });
  else print(page);
}

async function clean(file: string, { json }: { json?: boolean }): Promise<void> {
  writeResult(file, printNotebook(cleanNotebook(await readNotebook(file))));
  if (json) printJson({ schema: 'phaselab.notebook/1', notebook: file });
}

/** A notebook that fails is left as it was, and those after it are not run. */
async function refresh(files: readonly string[], { timeout, json }: { timeout?: number; json?: boolean }): Promise<void> {
  const runs: object[] = [];
  const folderNames = { [process.cwd()]: '.', [packageFolder]: '.', [homedir()]: '~', [tmpdir()]: 'tmp' };
  for (const file of files.length > 0 ? files : ownNotebooks()) {
    warn(file);
    const result = await withInterrupt((signal) => refreshNotebook(file, {
      signal, folderNames, environment: process.env, onProgress: reportCell, ...(timeout !== undefined && { timeoutMs: timeout * 1000 }),
    }));
    runs.push({ ...summary(result), notebook: file });
    if (result.status !== 'ok') {
      if (json) printRuns(runs);
      throw new Failure(failureLine(file, result, []));
    }
    writeResult(file, printNotebook(result.document));
    if (!json) print(file);
  }
  if (json) printRuns(runs);
}

const packageFolder = join(import.meta.dirname, '..', '..');

function ownNotebooks(): string[] {
  const folder = join(packageFolder, 'notebooks');
  return readdirSync(folder).filter((name) => name.endsWith('.ipynb')).sort().map((name) => relative(process.cwd(), join(folder, name)));
}

/** One line for each cell as it ends. */
export function reportCell(progress: NotebookProgress): void {
  if (progress.type === 'kernel-started') warn(`kernel ready after ${formatMs(progress.wallMs)}, ${progress.cellCount} cells`);
  if (progress.type === 'cell-ended') {
    warn(`cell ${progress.cell}/${progress.cellCount} ${progress.status === 'ok' ? '✓' : progress.status} ${formatMs(progress.wallMs)}  ${progress.label}`);
  }
}

/** Place, fault and what was kept, for a run that did not end well. */
export function failureLine(file: string, { status, failure, cellsRun, cellCount }: NotebookRun, kept: readonly string[]): string {
  const place = failure === undefined ? file : `${file}: cell ${failure.cell}${failure.line === undefined ? '' : `, line ${failure.line}`}${failure.source === undefined ? '' : ` "${failure.source}"`}`;
  const fault = failure?.message ?? status;
  return `${place}: ${fault.replaceAll(/\s*\n\s*/g, ' ')}; ${cellsRun} of ${cellCount} cells ran${kept.length === 0 ? '' : `, kept in ${kept.join(', ')}`}`;
}

/** Where a run's results go; one of several has its number in the names. */
function outputPaths({ output, html }: RunFlags, number: number | undefined): { notebook?: string; html?: string } {
  const numbered = (path: string) => (number === undefined ? path : path.replace(/(\.[^./]+)?$/, `-${number}$1`));
  return { ...(output !== undefined && { notebook: numbered(output) }), ...(html !== undefined && { html: numbered(html) }) };
}

function keyAndValue(text: string): [string, string] {
  const at = text.indexOf('=');
  if (at < 1) throw new InvalidArgumentError(`--kernel-env ${text} is not KEY=VALUE`);
  return [text.slice(0, at), text.slice(at + 1)];
}
