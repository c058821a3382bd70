import { fitFigure, type FitMeta, type PlotSize } from './fit.js';
import type { Figure, Trace } from './figure.js';
import { FONT_FAMILY, ink } from './theme.js';

/** One way of drawing a figure: its traces, and where they stand. */
export interface View {
  readonly data: readonly Trace[];
  readonly plot: PlotSize;
  /** Px around the plot; what stands above it makes its own room. */
  readonly margin: { readonly left: number; readonly right: number; readonly bottom: number };
  /** Names in the legend, in its order; none: no legend. */
  readonly legend?: readonly string[];
  /** Axes, shapes, annotations, bar modes. */
  readonly layout: Readonly<Record<string, unknown>>;
}

/** What every figure says, however it is drawn. */
export interface Words {
  readonly title: string;
  readonly subtitle: string;
  /** Plain-text rows; title and subtitle are put above them. */
  readonly rows: string;
}

const NOMINAL_PX = 800;

/** Puts a figure into the quiet frame that all charts share; drawn without a script's help, it fits 800 px. */
export function figure(words: Words, wide: View, narrow?: View): Figure {
  const { title, subtitle } = words;
  const built: Figure = {
    data: wide.data,
    layout: frame(words, wide),
    // A chart is its reader's: nothing offers to send it anywhere.
    config: {
      displaylogo: false, typesetMath: false, showSendToCloud: false, plotlyServerURL: '',
      modeBarButtonsToRemove: ['select2d', 'lasso2d', 'autoScale2d', 'zoomIn2d', 'zoomOut2d'],
    },
    title,
    text: `${title}\n${subtitle}\n\n${words.rows}`,
    ...(narrow && { narrow: { data: narrow.data, layout: frame(words, narrow) } }),
  };
  // Without a width of its own it takes the container's, also where nobody fits it.
  const { width: _, ...layout } = fitFigure(built, NOMINAL_PX).layout;
  return { ...built, layout };
}

/** The width of a text in px, a little more than most fonts need. */
export function textWidthPx(text: string, fontPx: number, isBold = false): number {
  return Math.ceil([...text].length * fontPx * (isBold ? 0.68 : 0.6));
}

function frame({ title, subtitle }: Words, view: View): Record<string, unknown> {
  const { margin, legend = [] } = view;
  const entryPx = Math.max(0, ...legend.map((name) => textWidthPx(name, 12)));
  const meta: FitMeta = { title, subtitle, plot: view.plot, legend: legend.length === 0 ? null : { entryPx, entries: legend.length } };
  return {
    meta,
    autosize: true,
    paper_bgcolor: 'rgba(0,0,0,0)',
    ...('xaxis' in view.layout && { plot_bgcolor: 'rgba(0,0,0,0)' }),
    font: { family: FONT_FAMILY, size: 13, color: ink('text') },
    margin: { l: margin.left, r: margin.right, b: margin.bottom, t: 0, autoexpand: false },
    title: {
      text: '', x: 0, xref: 'container', xanchor: 'left', yref: 'container', yanchor: 'top', pad: { l: 16 },
      font: { size: 16, color: ink('text') }, subtitle: { text: '', font: { size: 12, color: ink('faint') } },
    },
    showlegend: legend.length > 0,
    ...(legend.length > 0 && {
      legend: { orientation: 'h', xanchor: 'left', y: 1, yanchor: 'bottom', traceorder: 'normal', entrywidth: entryPx, font: { size: 12 } },
    }),
    hoverlabel: { bgcolor: ink('page'), bordercolor: ink('gridLine'), align: 'left', font: { family: FONT_FAMILY, size: 13, color: ink('text') } },
    modebar: { orientation: 'v', bgcolor: 'rgba(0,0,0,0)', color: ink('faint'), activecolor: ink('text') },
    dragmode: false,
    ...view.layout,
  };
}
