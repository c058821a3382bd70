import { dirname, resolve } from 'node:path';
import { cleanNotebook } from './clean.js';
import { readNotebook } from './document.js';
import type { Cell, CellOutput, CodeCell, NotebookDocument } from './document.js';
import type { ChartMode } from './plotly.js';
import { runNotebook } from './run.js';
import type { NotebookProgress, NotebookRun, NotebookRunOptions } from './run.js';

/** How a notebook is run anew to be kept under version control. */
export interface RefreshOptions extends NotebookRunOptions {
  /** How its charts get Plotly. @defaultValue `cdn`: small, and drawn wherever a trusted notebook finds the network */
  readonly chartMode?: ChartMode;
  /** What stands in outputs for folders of this machine: words by absolute path. @defaultValue none */
  readonly folderNames?: Readonly<Record<string, string>>;
}

const MODE_CELL_ID = 'chart-mode';

/**
 * Runs a notebook as it is to be kept under version control: with its own parameters, its charts small, no field that changes by
 * itself and no folder of this machine in its outputs. Nothing is written.
 *
 * The chart mode is set by a cell in front of the others, which is not in the result.
 *
 * @throws ArcError as `runNotebook`
 */
export async function refreshNotebook(path: string, options: RefreshOptions = {}): Promise<NotebookRun> {
  const { chartMode = 'cdn', folderNames = {}, onProgress, ...running } = options;
  const clean = cleanNotebook(await readNotebook(path));
  const run = await runNotebook({ ...clean, cells: [modeCell(chartMode), ...clean.cells] }, {
    directory: dirname(resolve(path)), ...running, ...(onProgress && { onProgress: (progress) => report(progress, onProgress) }),
  });
  return {
    ...run, document: keptForm(run.document, folderNames), cellsRun: Math.max(0, run.cellsRun - 1), cellCount: run.cellCount - 1,
    ...(run.failure && { failure: { ...run.failure, cell: Math.max(1, run.failure.cell - 1) } }),
  };
}

function modeCell(mode: ChartMode): CodeCell {
  const source = `import { setChartMode } from 'phaselab';\nsetChartMode(${JSON.stringify(mode)});`;
  return { cell_type: 'code', id: MODE_CELL_ID, metadata: {}, source, execution_count: null, outputs: [] };
}

/** Tells of the notebook's own cells only. */
function report(progress: NotebookProgress, onProgress: (progress: NotebookProgress) => void): void {
  const cellCount = progress.cellCount - 1;
  if (progress.type === 'kernel-started') onProgress({ ...progress, cellCount });
  else if (progress.cell > 1) onProgress({ ...progress, cell: progress.cell - 1, cellCount });
}

function keptForm(document: NotebookDocument, folderNames: Readonly<Record<string, string>>): NotebookDocument {
  // The longest path first, for one folder may lie in another; a name that only begins like one stays.
  const folders = Object.entries(folderNames).filter(([folder]) => folder.length > 1).sort(([a], [b]) => b.length - a.length)
    .map(([folder, name]) => ({ name, pattern: new RegExp(`${folder.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')}(?![\\w-])`, 'g') }));
  const rename = (text: string) => folders.reduce((renamed, { name, pattern }) => renamed.replace(pattern, () => name), text);
  const keep = (cell: Cell): Cell => (cell.cell_type !== 'code' ? cell : {
    ...cell, execution_count: cell.execution_count === null ? null : cell.execution_count - 1, outputs: cell.outputs.map((output) => keptOutput(output, rename)),
  });
  return { ...document, cells: document.cells.filter((cell) => cell.id !== MODE_CELL_ID).map(keep) };
}

function keptOutput(output: CellOutput, rename: (text: string) => string): CellOutput {
  const renameAll = (value: unknown): unknown => {
    if (typeof value === 'string') return rename(value);
    if (Array.isArray(value)) return value.map(renameAll);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, renameAll(item)]));
  };
  const renamed = renameAll(output) as CellOutput;
  return renamed.output_type === 'execute_result' && renamed.execution_count !== null
    ? { ...renamed, execution_count: renamed.execution_count - 1 } : renamed;
}
