import { createHash } from 'node:crypto';
import { browserSource } from '../charts/browser-source.js';
import type { Figure } from '../charts/figure.js';
import { escapeHtml, scriptJson } from './escape.js';
import { DRAW_FIGURE, LOAD_PLOTLY } from './page-script.js';
import { plotlyLoaderHtml, plotlySource } from './plotly.js';
import type { ChartMode } from './plotly.js';

/** How a figure becomes HTML. */
export interface FigureHtmlOptions {
  /** @defaultValue `inline` */
  readonly mode?: ChartMode;
  /** Whether the HTML also brings Plotly along for its page's charts. @defaultValue false */
  readonly hasLoader?: boolean;
}

const TWIN_STYLE = 'margin:0;white-space:pre;overflow-x:auto;line-height:1.25;font-family:ui-monospace,Menlo,Consolas,&quot;DejaVu Sans Mono&quot;,monospace';

/**
 * A figure as HTML: its plain-text twin, which a script replaces by the drawn chart where scripts run and Plotly can be had.
 *
 * The same figure and options give the same text. What comes from the figure is escaped and cannot become markup or code.
 */
export function figureHtml(figure: Figure, options: FigureHtmlOptions = {}): string {
  const { mode = 'inline', hasLoader = false } = options;
  if (mode === 'static') return `<pre style="${TWIN_STYLE}">${escapeHtml(figure.text)}</pre>`;
  const json = scriptJson(figure);
  const id = createHash('sha256').update(json).digest('hex').slice(0, 12);
  const source = mode === 'cdn' ? `, ${scriptJson(plotlySource())}` : '';
  return `<pre data-phaselab="${id}" style="${TWIN_STYLE}">${escapeHtml(figure.text)}</pre>\n`
    + `<script>(() => {${LOAD_PLOTLY}${browserSource()}\n${DRAW_FIGURE}\ndrawFigure("${id}", ${json}${source}).catch(error => console.warn('phaselab: the chart stays text:', error));})();</script>`
    + (hasLoader ? plotlyLoaderHtml(mode) : '');
}
