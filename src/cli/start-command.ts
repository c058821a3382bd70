import { Command } from 'commander';
import { join, relative } from 'node:path';
import process from 'node:process';
import { printNotebook } from '../notebook/document-text.js';
import type { NotebookDocument } from '../notebook/document.js';
import { exportHtml } from '../notebook/export-html.js';
import { hasTag } from '../notebook/parameters.js';
import { runNotebook } from '../notebook/run.js';
import { Failure } from './failure.js';
import { withInterrupt } from './interrupt.js';
import { failureLine, reportCell } from './notebook-command.js';
import { print } from './print.js';
import { writeResult } from './write-result.js';

/** Cells with this tag speak to the terminal as well: `phaselab start` prints their text. */
const TERMINAL_TAG = 'terminal';

/** `phaselab start`: the main job on the embedded default. */
export function startCommand(): Command {
  return new Command('start').description('run the first notebook on the bundled task, without Jupyter, and show what it found')
    .addHelpText('before', 'Example: phaselab start\n')
    .option('-o, --output <folder>', 'where the executed notebook and its page go', 'out')
    .action(start);
}

async function start({ output }: { output: string }): Promise<void> {
  const file = join(import.meta.dirname, '..', '..', 'notebooks', '00-start-here.ipynb');
  const run = await withInterrupt((signal) => runNotebook(file, { signal, onProgress: reportCell, environment: process.env }));
  const notebook = join(output, '00-start-here.ipynb'), page = join(output, '00-start-here.html');
  writeResult(notebook, printNotebook(run.document));
  writeResult(page, exportHtml(run.document, { title: 'PhaseLab: start here' }));
  if (run.status === 'ok') print(terminalText(run.document));
  print(notebook);
  print(page);
  if (run.status !== 'ok') throw new Failure(failureLine(relative(process.cwd(), file), run, [notebook, page]));
}

/** What the tagged cells show, as text. */
function terminalText(document: NotebookDocument): string {
  const texts = document.cells.filter((cell) => hasTag(cell, TERMINAL_TAG)).flatMap((cell) => (cell.cell_type === 'code' ? cell.outputs : [])).flatMap((output) => {
    if (output.output_type === 'stream') return output.name === 'stdout' ? [output.text] : [];
    if (output.output_type === 'error') return [];
    const text = output.data['text/plain'];
    return typeof text === 'string' ? [text] : [];
  });
  return texts.map((text) => `${text.trimEnd()}\n`).join('\n');
}
