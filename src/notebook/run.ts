import { dirname, resolve } from 'node:path';
import process from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import { systemClock } from '../timing/clock.js';
import { ArcError } from '../values/error.js';
import { readCellFailure } from './cell-failure.js';
import type { CellFailure } from './cell-failure.js';
import { readNotebook } from './document.js';
import type { Cell, CodeCell, NotebookDocument } from './document.js';
import { startKernel } from './kernel.js';
import type { ExecuteResult, KernelClient } from './kernel-client.js';
import { OutputCollector } from './outputs.js';
import { injectParameters } from './parameters.js';
import type { Parameters } from './parameters.js';

/** What a notebook's run tells while it goes on. */
export type NotebookProgress =
  | { readonly type: 'kernel-started'; readonly wallMs: number; readonly cellCount: number }
  | { readonly type: 'cell-started'; readonly cell: number; readonly cellCount: number; readonly label: string }
  | {
    readonly type: 'cell-ended'; readonly cell: number; readonly cellCount: number; readonly label: string;
    readonly status: ExecuteResult['status']; readonly wallMs: number;
  };

/** How a notebook is run. */
export interface NotebookRunOptions {
  /** Overrides of the notebook's parameters. */
  readonly parameters?: Parameters;
  /** The longest that one cell may take, in ms. @defaultValue no limit */
  readonly timeoutMs?: number;
  readonly onProgress?: (progress: NotebookProgress) => void;
  /** Interrupts the running cell and ends the run; what ran is kept. */
  readonly signal?: AbortSignal;
  /** The kernel's whole environment. @defaultValue this process's own */
  readonly environment?: Readonly<Record<string, string | undefined>>;
  /** The kernel's working directory. @defaultValue the notebook's folder; of a document, the current one */
  readonly directory?: string;
  /** The kernel's program and arguments. @defaultValue the tslab that PhaseLab depends on */
  readonly command?: readonly string[];
}

/** What became of a notebook's run. */
export interface NotebookRun {
  /** `failed`, `timeout` and `cancelled` say what became of the last cell that ran. */
  readonly status: ExecuteResult['status'];
  /** The notebook with the outputs of all cells that ran; the others have none. */
  readonly document: NotebookDocument;
  /** Code cells that were started, and all that are not blank. */
  readonly cellsRun: number;
  readonly cellCount: number;
  readonly wallMs: number;
  /** The first and only failure; absent when the status is `ok`. */
  readonly failure?: CellFailure;
}

interface Job {
  readonly index: number;
  readonly cell: CodeCell;
  readonly label: string;
}

/** How long the asynchronous work of a cell that was cut off may take to show what it has. */
const PARTIAL_RESULTS_MS = 200;

/**
 * Runs a notebook from top to bottom in a new kernel and gathers its outputs, stopping at the first cell that fails.
 *
 * A failing cell, one that takes too long and a kernel that dies are outcomes; what ran is kept.
 *
 * @param notebook a path or a document
 * @throws ArcError `notebook.unreadable`, `notebook.document`, `notebook.parameters`, `notebook.kernel-start`
 */
export async function runNotebook(notebook: string | NotebookDocument, options: NotebookRunOptions = {}): Promise<NotebookRun> {
  const startMs = systemClock.nowMs();
  const place = typeof notebook === 'string' ? notebook : 'notebook';
  const given = typeof notebook === 'string' ? await readNotebook(notebook) : notebook;
  const document = injectParameters(given, options.parameters ?? {}, place);
  const jobs = listJobs(document.cells);
  const directory = options.directory ?? (typeof notebook === 'string' ? dirname(resolve(notebook)) : process.cwd());
  const outputs = new OutputCollector();
  const counts = new Map<number, number | null>();
  const wallMs = () => systemClock.nowMs() - startMs;
  const result = (status: ExecuteResult['status'], failure?: CellFailure): NotebookRun => ({
    status, document: withOutputs(document, outputs, counts), cellsRun: counts.size, cellCount: jobs.length, wallMs: wallMs(), ...(failure ? { failure } : {}),
  });

  let kernel: KernelClient;
  try {
    kernel = await startKernel({ directory, command: options.command, environment: options.environment, signal: options.signal });
  } catch (error) {
    if (error instanceof ArcError && error.code === 'notebook.cancelled') return result('cancelled', { cell: 1, message: 'interrupted before the kernel was ready' });
    throw error;
  }
  try {
    options.onProgress?.({ type: 'kernel-started', wallMs: wallMs(), cellCount: jobs.length });
    for (const [at, job] of jobs.entries()) {
      const { status, failure } = await runCell(kernel, at + 1, jobs.length, job, outputs, counts, { ...options, directory });
      if (status !== 'ok') return result(status, failure);
    }
    return result('ok');
  } finally {
    await kernel.shutdown();
  }
}

async function runCell(
  kernel: KernelClient, number: number, cellCount: number, { index, cell, label }: Job, outputs: OutputCollector,
  counts: Map<number, number | null>, options: NotebookRunOptions & { readonly directory: string },
): Promise<{ readonly status: ExecuteResult['status']; readonly failure?: CellFailure }> {
  const startMs = systemClock.nowMs();
  const errors: string[] = [];
  options.onProgress?.({ type: 'cell-started', cell: number, cellCount, label });
  counts.set(index, null);
  let status: ExecuteResult['status'], failure: CellFailure | undefined;
  try {
    const result = await kernel.execute(cell.source, {
      timeoutMs: options.timeoutMs, signal: options.signal, metadata: cell.id === undefined ? {} : { cellId: cell.id },
      onOutput: output => {
        if (output.type === 'stream' && output.name === 'stderr') errors.push(output.text);
        if (output.type === 'error') errors.push(`${output.name}: ${output.value}`);
        outputs.add(index, output);
      },
    });
    status = result.status;
    counts.set(index, result.executionCount);
    if (status === 'failed') failure = readCellFailure(number, cell.source, errors, options.directory);
    if (status === 'timeout') failure = { cell: number, message: `took longer than ${options.timeoutMs! / 1000} s; give it more time or less work` };
    if (status === 'cancelled') failure = { cell: number, message: 'interrupted' };
    const wasCutOff = status !== 'ok' && status !== 'failed' && errors.length > 0; // tslab says so on standard error
    if (wasCutOff && result.isResponsive) await sleep(PARTIAL_RESULTS_MS);
  } catch (error) {
    if (!(error instanceof ArcError && error.code === 'notebook.kernel-died')) throw error;
    status = 'failed';
    failure = { cell: number, message: error.message };
    errors.length = 0;
  }
  // tslab writes the faults of code to standard error; what it can't know is put beside that.
  if (failure && (status !== 'failed' || errors.length === 0)) outputs.add(index, { type: 'error', name: status, value: failure.message, traceback: [failure.message] });
  options.onProgress?.({ type: 'cell-ended', cell: number, cellCount, label, status, wallMs: systemClock.nowMs() - startMs });
  return { status, failure };
}

/** The code cells that are not blank; a cell is called by the heading above it, else by its first line. */
function listJobs(cells: readonly Cell[]): Job[] {
  let heading: string | undefined;
  return cells.flatMap((cell, index) => {
    if (cell.cell_type !== 'code') {
      heading = [...cell.source.matchAll(/^#{1,6}\s+(.+?)\s*#*\s*$/gm)].at(-1)?.[1] ?? heading;
      return [];
    }
    if (cell.source.trim() === '') return [];
    return [{ index, cell, label: heading ?? cell.source.trim().split('\n')[0] }];
  });
}

function withOutputs(document: NotebookDocument, outputs: OutputCollector, counts: ReadonlyMap<number, number | null>): NotebookDocument {
  const cells = document.cells.map((cell, index) => cell.cell_type === 'code'
    ? { ...cell, execution_count: counts.get(index) ?? null, outputs: outputs.outputsOf(index) } : cell);
  return { ...document, cells };
}
