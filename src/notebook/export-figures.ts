import type { Figure } from '../charts/figure.js';
import { escapeHtml } from './escape.js';
import { figureHtml } from './figure-html.js';
import { htmlPage } from './page.js';
import type { Controls } from './what-if-controls.js';

/**
 * Figures and controls as one self-contained page that works from disk and offline.
 *
 * @param notes sentences in plain text that stand below the figures
 */
export function exportFigures(title: string, pieces: readonly (Figure | Controls)[], notes: readonly string[] = []): string {
  const outputs = pieces.map(piece => `<div class="output">${'html' in piece ? piece.html : figureHtml(piece)}</div>`);
  const paragraphs = notes.map(note => `<p>${escapeHtml(note)}</p>`);
  return htmlPage(title, [`<h1>${escapeHtml(title)}</h1>`, ...outputs, ...paragraphs].join('\n'), pieces.some(piece => !('html' in piece)));
}
