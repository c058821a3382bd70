import type { Figure } from './figure.js';

/** How tall the part between title and bottom margin is: so many px, or so many equal units that the width decides. */
export type PlotSize =
  | { readonly heightPx: number }
  /** Units across and down, and the px that one may have at most. */
  | { readonly unitsWide: number; readonly unitsHigh: number; readonly longestUnitPx: number };

/** What {@link fitFigure} must know of a layout, kept in its `meta`. */
export interface FitMeta {
  readonly title: string;
  readonly subtitle: string;
  /** Px of the longest name in the legend and how many names there are; `null` without a legend. */
  readonly legend: { readonly entryPx: number; readonly entries: number } | null;
  readonly plot: PlotSize;
}

/** Px under which a figure is drawn narrow. */
export const NARROW_PX = 480;

/** The numbers of the fit, in one place, so that its source text can travel with them. */
export const FIT = { narrowPx: NARROW_PX, edgePx: 16, modeBarPx: 24, titleSignPx: 9.6, titleLinePx: 21, subtitleSignPx: 6.7, subtitleLinePx: 16, legendLinePx: 19 } as const;

/**
 * The text in lines of at most so many signs, broken between words; a word that is longer than a line is broken within.
 *
 * Free of outer names, so that its source text also works in a page (see `browserSource`).
 */
export function breakLines(text: string, longest: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(/\s+/).filter((part) => part !== '')) {
    const last = lines.length - 1;
    if (last >= 0 && lines[last]!.length + 1 + word.length <= longest) lines[last] += ` ${word}`;
    else lines.push(...(word.match(new RegExp(`.{1,${longest}}`, 'gu')) ?? []));
  }
  return lines;
}

/**
 * The figure as it is drawn at a width: narrow parts swapped in, title and subtitle broken into lines, room made
 * for them and for the rows of the legend, the height set. The mode bar stands beside the title, and nowhere where it is narrow.
 *
 * Always give it the figure as it was built, not one that was fitted before. Pure, and free of outer names but
 * {@link FIT} and `breakLines`, so that its source text also works in a page (see `browserSource`).
 *
 * @param widthPx - width of the container
 */
export function fitFigure(figure: Figure, widthPx: number): Figure {
  const isNarrow = widthPx < FIT.narrowPx;
  const data = (isNarrow && figure.narrow?.data) || figure.data;
  const layout = (isNarrow && figure.narrow?.layout) || figure.layout;
  const meta = layout['meta'] as FitMeta | undefined;
  if (meta === undefined) return { ...figure, data, layout };

  const wordsPx = widthPx - 2 * FIT.edgePx - (isNarrow ? 0 : FIT.modeBarPx);
  const linesOf = (text: string, signPx: number): string[] => breakLines(text, Math.max(12, Math.floor(wordsPx / signPx)))
    .map((line) => line.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;'));
  const titleLines = linesOf(meta.title, FIT.titleSignPx);
  const subtitleLines = linesOf(meta.subtitle, FIT.subtitleSignPx);

  const margin = layout['margin'] as { readonly l: number; readonly r: number; readonly b: number };
  const plotPx = Math.max(1, widthPx - margin.l - margin.r);
  const columns = meta.legend === null ? 1 : Math.max(1, Math.floor((margin.l + plotPx - 12) / (meta.legend.entryPx + 45)));
  const legendRows = meta.legend === null ? 0 : Math.ceil(meta.legend.entries / columns);
  const headPx = FIT.edgePx + titleLines.length * FIT.titleLinePx + 8 + subtitleLines.length * FIT.subtitleLinePx;
  const topPx = headPx + 12 + (legendRows > 0 ? legendRows * FIT.legendLinePx + 10 : 0);
  const plotHeightPx = 'heightPx' in meta.plot
    ? meta.plot.heightPx
    : Math.ceil(meta.plot.unitsHigh * Math.min(meta.plot.longestUnitPx, plotPx / meta.plot.unitsWide));
  const height = topPx + plotHeightPx + margin.b;

  // Plotly puts the top of a single line at y, but the baseline of the first of several.
  const titleTopPx = titleLines.length > 1 ? FIT.edgePx + 13 : FIT.edgePx + 1;
  const title = layout['title'] as { readonly subtitle: object };
  return {
    ...figure, data,
    config: { ...figure.config, displayModeBar: isNarrow ? false : 'hover' },
    layout: {
      ...layout, width: widthPx, height,
      margin: { ...margin, t: topPx },
      title: {
        ...title, text: titleLines.map((line) => `<b>${line}</b>`).join('<br>'), y: 1 - titleTopPx / height,
        subtitle: { ...title.subtitle, text: subtitleLines.join('<br>') },
      },
      ...(meta.legend !== null && { legend: { ...(layout['legend'] as object), x: -(margin.l - 2) / plotPx } }),
    },
  };
}
