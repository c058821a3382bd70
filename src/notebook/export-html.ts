import { codeHtml } from './code-html.js';
import { FIGURE_TYPE } from './display.js';
import type { Cell, CellOutput, NotebookDocument } from './document.js';
import { escapeHtml } from './escape.js';
import { choicesHtml } from './figure-html.js';
import type { Choice } from './figure-html.js';
import type { MimeBundle } from './kernel-output.js';
import { markdownHtml } from './markdown-html.js';
import { htmlPage } from './page.js';
import { hasLoader, withoutLoader } from './plotly.js';

/** How a notebook becomes a page. */
export interface ExportHtmlOptions {
  /** @defaultValue the notebook's first heading, else `Notebook` */
  readonly title?: string;
}

/**
 * An executed notebook as one self-contained page, which works from disk and offline: prose, code, outputs, and charts drawn by
 * one Plotly that the page carries, in whatever mode the notebook was made.
 *
 * HTML outputs keep their scripts, as they do in Jupyter; the page forbids them to fetch anything.
 */
export function exportHtml(document: NotebookDocument, options: ExportHtmlOptions = {}): string {
  const body = document.cells.map(cellHtml).filter(html => html !== '').join('\n');
  const title = options.title ?? firstHeading(document) ?? 'Notebook';
  return htmlPage(title, body, body.includes('data-phaselab="'));
}

function cellHtml(cell: Cell): string {
  switch (cell.cell_type) {
    case 'markdown':
      return `<section class="prose">${markdownHtml(cell.source, cell.attachments)}</section>`;
    case 'code': {
      const code = cell.source.trim() === '' ? '' : `<pre class="code"><code>${codeHtml(cell.source)}</code></pre>`;
      const outputs = cell.outputs.map(outputHtml).filter(html => html !== '').map(html => `<div>${html}</div>`).join('\n');
      return outputs === '' ? code : `${code}\n<div class="output">${outputs}</div>`;
    }
    case 'raw':
      return ''; // meant for another program
  }
}

function outputHtml(output: CellOutput): string {
  switch (output.output_type) {
    case 'stream':
      return textHtml(output.text, output.name === 'stderr' ? 'alarm' : '');
    case 'error':
      return textHtml(output.traceback.length > 0 ? output.traceback.join('\n') : `${output.ename}: ${output.evalue}`, 'alarm');
    case 'display_data':
    case 'execute_result':
      return bundleHtml(output.data);
  }
}

/** The richest of a bundle's types that a page can show. */
function bundleHtml(data: MimeBundle): string {
  const choices = data[FIGURE_TYPE];
  if (areChoices(choices)) return choicesHtml(choices);
  const html = data['text/html'];
  if (typeof html === 'string') return hasLoader(html) ? withoutLoader(html) : html;
  for (const type of ['image/png', 'image/jpeg', 'image/gif', 'image/webp']) {
    if (typeof data[type] === 'string') return pictureHtml(type, data[type].replace(/\s+/g, ''));
  }
  const svg = data['image/svg+xml'];
  if (typeof svg === 'string') return pictureHtml('image/svg+xml', Buffer.from(svg).toString('base64'));
  if (typeof data['text/markdown'] === 'string') return markdownHtml(data['text/markdown']);
  const json = data['application/json'];
  const text = data['text/plain'] ?? data['text/latex'] ?? (json === undefined ? undefined : JSON.stringify(json, undefined, 2));
  return typeof text === 'string' ? textHtml(text) : '';
}

function pictureHtml(type: string, base64: string): string {
  return `<img src="data:${type};base64,${escapeHtml(base64)}" alt="output">`;
}

/** A terminal's text as it would stand there in the end: without colors, each line after its last carriage return. */
function textHtml(text: string, kind = ''): string {
  const final = text.replace(/\x1b\[[\d;?]*[A-Za-z]/g, '').replace(/\r\n/g, '\n').replace(/^[^\n]*\r(?=[^\n])/gm, '');
  return final.trim() === '' ? '' : `<pre${kind === '' ? '' : ` class="${kind}"`}>${escapeHtml(final.trimEnd())}</pre>`;
}

function areChoices(value: unknown): value is Choice[] {
  return Array.isArray(value) && value.length > 0 && value.every((choice: Partial<Choice> | null) => {
    const figure: Partial<Choice['figure']> | undefined = choice?.figure;
    return typeof choice?.label === 'string' && Array.isArray(figure?.data) && typeof figure.layout === 'object' && figure.layout !== null
      && typeof figure.config === 'object' && typeof figure.title === 'string' && typeof figure.text === 'string';
  });
}

function firstHeading({ cells }: NotebookDocument): string | undefined {
  for (const cell of cells) {
    const heading = cell.cell_type === 'markdown' ? /^#{1,6}\s+(.+?)\s*#*\s*$/m.exec(cell.source)?.[1] : undefined;
    if (heading !== undefined) return heading.replace(/[*_`]/g, '');
  }
  return undefined;
}
