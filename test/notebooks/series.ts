import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseNotebook, type CodeCell, type NotebookDocument } from '../../src/notebook/document.js';

/** Where the series of notebooks lies. */
export const NOTEBOOKS_FOLDER = join(import.meta.dirname, '..', '..', 'notebooks');

/** A notebook of the series. */
export interface SeriesNotebook {
  readonly name: string;
  readonly path: string;
  /** The file as it is. */
  readonly text: string;
  readonly document: NotebookDocument;
}

/** All notebooks of the series, in order. */
export const SERIES: readonly SeriesNotebook[] = readdirSync(NOTEBOOKS_FOLDER).filter((name) => name.endsWith('.ipynb')).sort().map((name) => {
  const path = join(NOTEBOOKS_FOLDER, name), text = readFileSync(path, 'utf8');
  return { name, path, text, document: parseNotebook(text, name) };
});

/** A notebook's code cells. */
export function codeCells({ cells }: NotebookDocument): CodeCell[] {
  return cells.filter((cell): cell is CodeCell => cell.cell_type === 'code');
}

/** Whether a cell says of itself that its text is the same in every run. */
export function isExact(cell: CodeCell): boolean {
  return Array.isArray(cell.metadata.tags) && cell.metadata.tags.includes('exact');
}

/** What a cell shows, as text. */
export function textOf(cell: CodeCell): string {
  return cell.outputs.map((output) => {
    if (output.output_type === 'stream') return output.text;
    return output.output_type === 'error' ? `${output.ename}: ${output.evalue}` : String(output.data['text/plain'] ?? '');
  }).join('\n');
}
