import { Command, InvalidArgumentError } from 'commander';
import { readdirSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { basename, join, relative } from 'node:path';
import process from 'node:process';
import { cleanNotebook } from '../notebook/clean.js';
import { printNotebook } from '../notebook/document-text.js';
import { readNotebook, type NotebookDocument } from '../notebook/document.js';
import { exportHtml } from '../notebook/export-html.js';
import { parameterCombinations } from '../notebook/parameters.js';
import { refreshNotebook } from '../notebook/refresh.js';
import { runNotebook, type NotebookProgress, type NotebookRun } from '../notebook/run.js';
import { formatMs } from '../charts/format.js';
import { Failure } from './failure.js';
import { withInterrupt } from './interrupt.js';
import { print, printJson, warn } from './print.js';
import { positive } from './number-flags.js';
import { writeResult } from './write-result.js';

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
    .option('-p, --parameter <key=value...>', 'set a parameter; several values, a,b,c, give a run for each')
    .option('-o, --output <file>', 'write the executed notebook (with several runs: a number is added)')
    .option('--html <file>', 'write a self-contained page')
    .option('--timeout <seconds>', 'longest that a cell may take', positive)
    .option('--kernel-env <key=value...>', 'set a variable of the kernel\'s environment')
    .option('--json', 'print the result as one JSON value')
    .action(run);
  notebook.command('export').description('make one self-contained page of an executed notebook').argument('<file>')
    .addHelpText('before', 'Example: phaselab notebook export out/start.ipynb --html out/start.html\n')
    .requiredOption('--html <file>', 'where to write it')
    .action(async (file: string, { html }: { html: string }) => {
      writeResult(html, exportHtml(await readNotebook(file), { title: basename(file, '.ipynb') }));
      print(html);
    });
  notebook.command('clean').description('strip outputs and volatile fields, in place').argument('<file>')
    .addHelpText('before', 'Example: phaselab notebook clean notebooks/00-start-here.ipynb\n')
    .action(async (file: string) => writeResult(file, printNotebook(cleanNotebook(await readNotebook(file)))));
  notebook.command('refresh').description('run notebooks anew and keep them executed, small and without paths of this machine, in place')
    .argument('[files...]', 'notebooks (default: those of PhaseLab)')
    .addHelpText('before', 'Example: phaselab notebook refresh notebooks/00-start-here.ipynb\n')
    .option('--timeout <seconds>', 'longest that a cell may take', positive)
    .action(refresh);
  return notebook;
}

async function run(file: string, flags: RunFlags): Promise<void> {
  const document = await readNotebook(file);
  const combinations = parameterCombinations(document, flags.parameter ?? [], file);
  const environment = { ...process.env, ...Object.fromEntries((flags.kernelEnv ?? []).map(keyAndValue)) };
  const runs = [];
  for (const [k, parameters] of combinations.entries()) {
    const result = await withInterrupt((signal) => runNotebook(file, {
      parameters, signal, environment, onProgress: reportCell, ...(flags.timeout !== undefined && { timeoutMs: flags.timeout * 1000 }),
    }));
    const paths = writeOutputs(result.document, basename(file, '.ipynb'), flags, combinations.length > 1 ? k + 1 : undefined);
    runs.push({ parameters, status: result.status, cellsRun: result.cellsRun, cellCount: result.cellCount, wallMs: result.wallMs, ...paths });
    if (!flags.json) for (const path of Object.values(paths)) print(path);
    if (result.status !== 'ok') {
      if (flags.json) printJson({ schema: 'phaselab.notebook-runs/1', runs });
      throw new Failure(failureLine(file, result, Object.values(paths)));
    }
  }
  if (flags.json) printJson({ schema: 'phaselab.notebook-runs/1', runs });
}

/** A notebook that fails is left as it was, and those after it are not run. */
async function refresh(files: readonly string[], { timeout }: { timeout?: number }): Promise<void> {
  const folderNames = { [process.cwd()]: '.', [packageFolder]: '.', [homedir()]: '~', [tmpdir()]: 'tmp' };
  for (const file of files.length > 0 ? files : ownNotebooks()) {
    warn(file);
    const result = await withInterrupt((signal) => refreshNotebook(file, {
      signal, folderNames, environment: process.env, onProgress: reportCell, ...(timeout !== undefined && { timeoutMs: timeout * 1000 }),
    }));
    if (result.status !== 'ok') throw new Failure(failureLine(file, result, []));
    writeResult(file, printNotebook(result.document));
    print(file);
  }
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

function writeOutputs(document: NotebookDocument, title: string, { output, html }: RunFlags, number: number | undefined): { notebook?: string; html?: string } {
  const numbered = (path: string) => (number === undefined ? path : path.replace(/(\.[^./]+)?$/, `-${number}$1`));
  if (output !== undefined) writeResult(numbered(output), printNotebook(document));
  if (html !== undefined) writeResult(numbered(html), exportHtml(document, { title }));
  return { ...(output !== undefined && { notebook: numbered(output) }), ...(html !== undefined && { html: numbered(html) }) };
}

function keyAndValue(text: string): [string, string] {
  const at = text.indexOf('=');
  if (at < 1) throw new InvalidArgumentError(`--kernel-env ${text} is not KEY=VALUE`);
  return [text.slice(0, at), text.slice(at + 1)];
}
