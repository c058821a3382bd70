import type { Figure } from '../charts/figure.js';
import { ArcError } from '../values/error.js';
import type { ChoiceControl } from './control-script.js';
import { choicesHtml, choicesText } from './figure-html.js';
import type { Choice } from './figure-html.js';
import { callingCell, findNotebookHost } from './host.js';
import type { NotebookHost } from './host.js';
import type { MimeBundle } from './kernel-output.js';
import { CHART_MODES, hasLoader, plotlyFile, plotlyLoaderHtml } from './plotly.js';
import type { ChartMode } from './plotly.js';

/** The MIME type under which a static chart keeps its figures, `[{ label, figure }]`, so that an exported page can draw them. */
export const FIGURE_TYPE = 'application/vnd.phaselab.figure+json';

/** What can be put in the place of a display: a figure, figures to choose from, HTML with its plain text, or plain text. */
export type Showable = Figure | Choices | { readonly html: string; readonly text: string } | string;

/** Figures of which one is seen at a time. */
export interface Choices {
  readonly choices: readonly Choice[];
  readonly control?: ChoiceControl;
}

// A kernel is a process, and so is this state: how its charts get Plotly, and which cell's output carries it.
const charts: { mode: ChartMode; carrier?: { readonly cell: string | undefined; readonly execution: unknown } } = { mode: 'inline' };

/**
 * Says how the charts of this notebook get Plotly; the output of the cell that says so carries Plotly itself in mode `inline`.
 *
 * A notebook that does not say it has mode `inline`, and its first chart carries Plotly.
 *
 * @throws ArcError `notebook.chart-mode` for anything but `inline`, `cdn` and `static`
 */
export function setChartMode(mode: ChartMode): void {
  if (!CHART_MODES.includes(mode)) throw new ArcError('notebook.chart-mode', `chart mode is ${String(mode)}; it can be ${CHART_MODES.join(', ')}`);
  charts.mode = mode;
  charts.carrier = undefined;
  const host = findNotebookHost();
  if (!host || mode !== 'inline') return;
  host.show({ 'text/html': plotlyLoaderHtml(mode), 'text/plain': `Plotly ${plotlyFile().version} for the charts of this notebook` });
  charts.carrier = { cell: callingCell(), execution: host.execution };
}

/**
 * Shows a figure in the running cell: drawn where scripts run, else its plain-text twin.
 *
 * Outside of a notebook it prints the twin.
 *
 * @example
 * // in a cell
 * show(beforeAfter(reports));
 */
export function show(figure: Figure): void {
  display(figure);
}

/**
 * Shows several figures in the running cell, one at a time, and a control to choose, which works without a kernel.
 *
 * @param choices at least one, the first is seen first
 * @throws ArcError `notebook.no-choices`
 *
 * @example
 * // in a cell
 * showChoices(runs.map(run => ({ label: run.report.phase, figure: timeline([run.report]) })), { control: 'slider' });
 */
export function showChoices(choices: readonly Choice[], options: { readonly control?: ChoiceControl } = {}): void {
  display({ choices, ...options });
}

/** Shows HTML in the running cell, and its plain text where there is no HTML; outside of a notebook it prints the text. */
export function showHtml(html: string, text = ''): void {
  display({ html, text });
}

/** Shows plain text in the running cell; outside of a notebook it prints it. */
export function showText(text: string): void {
  display(text);
}

/** Shows something in the running cell, under a name when it is to be replaced, or in the place of what has the name. */
export function display(content: Showable, displayId?: string, isUpdate = false): void {
  const host = findNotebookHost();
  if (host) host.show(bundleOf(content, host), displayId, isUpdate);
  else console.log(textOf(content));
}

function bundleOf(content: Showable, host: NotebookHost): MimeBundle {
  if (typeof content === 'string') return { 'text/plain': content };
  if ('html' in content) return { 'text/html': content.html, 'text/plain': content.text };
  const { mode } = charts;
  const { choices, control } = 'choices' in content ? content : { choices: [{ label: '', figure: content }], control: undefined };
  const html = choicesHtml(choices, { mode, control, hasLoader: mode === 'inline' && mustCarry(host) });
  if (hasLoader(html)) charts.carrier = { cell: callingCell(), execution: host.execution };
  return { 'text/html': html, 'text/plain': textOf(content), ...(mode === 'static' ? { [FIGURE_TYPE]: choices } : {}) };
}

function textOf(content: Showable): string {
  if (typeof content === 'string') return content;
  return 'choices' in content ? choicesText(content.choices) : content.text;
}

/** Plotly is carried once, and once more when the cell that carries it runs again, for its output is then replaced. */
function mustCarry({ execution }: NotebookHost): boolean {
  const { carrier } = charts;
  if (!carrier) return true;
  return carrier.execution !== execution && carrier.cell !== undefined && carrier.cell === callingCell();
}
