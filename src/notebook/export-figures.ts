import type { Figure } from '../charts/figure.js';
import { escapeHtml } from './escape.js';
import { figureHtml } from './figure-html.js';
import { htmlPage } from './page.js';

/**
 * Figures as one self-contained page that works from disk and offline.
 *
 * @param notes sentences in plain text that stand below the figures
 */
export function exportFigures(title: string, figures: readonly Figure[], notes: readonly string[] = []): string {
  const charts = figures.map(figure => `<div class="output">${figureHtml(figure)}</div>`);
  const paragraphs = notes.map(note => `<p>${escapeHtml(note)}</p>`);
  return htmlPage(title, [`<h1>${escapeHtml(title)}</h1>`, ...charts, ...paragraphs].join('\n'), figures.length > 0);
}
