import type { Figure } from '../charts/figure.js';
import { escapeHtml } from './escape.js';
import { figureHtml } from './figure-html.js';
import { htmlPage } from './page.js';

/** Figures as one self-contained page that works from disk and offline. */
export function exportFigures(title: string, figures: readonly Figure[]): string {
  const charts = figures.map(figure => `<div class="output">${figureHtml(figure)}</div>`);
  return htmlPage(title, [`<h1>${escapeHtml(title)}</h1>`, ...charts].join('\n'), figures.length > 0);
}
