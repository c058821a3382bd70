import { createHash } from 'node:crypto';
import { browserSource } from '../charts/browser-source.js';
import type { Figure } from '../charts/figure.js';
import { ArcError } from '../values/error.js';
import { MAKE_CONTROL } from './control-script.js';
import type { ChoiceControl } from './control-script.js';
import { escapeHtml, scriptJson } from './escape.js';
import { DRAW_FIGURES, LOAD_PLOTLY } from './page-script.js';
import { plotlyLoaderHtml, plotlySource } from './plotly.js';
import type { ChartMode } from './plotly.js';

/** How a figure becomes HTML. */
export interface FigureHtmlOptions {
  /** @defaultValue `inline` */
  readonly mode?: ChartMode;
  /** Whether the HTML also brings Plotly along for its page's charts. @defaultValue false */
  readonly hasLoader?: boolean;
}

/** One of several figures that a reader can choose from. */
export interface Choice {
  /** In a word or two. */
  readonly label: string;
  readonly figure: Figure;
}

const TWIN_STYLE = 'margin:0;white-space:pre;overflow-x:auto;line-height:1.25;font-family:ui-monospace,Menlo,Consolas,&quot;DejaVu Sans Mono&quot;,monospace';

/**
 * A figure as HTML: its plain-text twin, which a script replaces by the drawn chart where scripts run and Plotly can be had.
 *
 * The same figure and options give the same text. What comes from the figure is escaped and cannot become markup or code.
 */
export function figureHtml(figure: Figure, options: FigureHtmlOptions = {}): string {
  return choicesHtml([{ label: '', figure }], options);
}

/**
 * Several figures as HTML, of which a reader sees one and chooses another with a control, without a kernel: phases to toggle, a
 * quantity to slide. The first is drawn at first; where no script runs, the twins of all stand below each other.
 *
 * @param choices at least one; a single one has no control
 * @throws ArcError `notebook.no-choices`
 */
export function choicesHtml(choices: readonly Choice[], options: FigureHtmlOptions & { readonly control?: ChoiceControl } = {}): string {
  if (choices.length === 0) throw new ArcError('notebook.no-choices', 'there are no figures to choose from; give at least one');
  const { mode = 'inline', hasLoader = false, control = 'buttons' } = options;
  const twin = escapeHtml(choicesText(choices));
  if (mode === 'static') return `<pre style="${TWIN_STYLE}">${twin}</pre>`;
  const json = scriptJson(choices);
  const id = contentId(json);
  const source = mode === 'cdn' ? scriptJson(plotlySource()) : 'undefined';
  const call = `drawFigures("${id}", ${json}, ${source}, ${choices.length > 1 ? MAKE_CONTROL[control] : 'undefined'})`;
  return `<pre data-phaselab="${id}" style="${TWIN_STYLE}">${twin}</pre>\n`
    + `<script>(() => {${LOAD_PLOTLY}${browserSource()}\n${DRAW_FIGURES}\n${call}.catch(error => console.warn('phaselab: the chart stays text:', error));})();</script>`
    + (hasLoader ? plotlyLoaderHtml(mode) : '');
}

/** A short name for what an output holds; the same content has the same. */
export function contentId(content: string): string {
  return createHash('sha256').update(content).digest('hex').slice(0, 12);
}

/** The plain-text twins of all choices, each under its label. */
export function choicesText(choices: readonly Choice[]): string {
  if (choices.length === 1) return choices[0].figure.text;
  return choices.map(({ label, figure }) => `── ${label} ──\n${figure.text}`).join('\n\n');
}
