import { escapeText, shorten } from './format.js';
import { textWidthPx } from './frame.js';
import { ink } from './theme.js';

/** Px of the plot's side when nothing stands there. */
export const BARE_SIDE_PX = 16;
/** Characters of a row's name beyond which it is cut. */
export const LONGEST_NAME = 28;

/** An axis with a unit and grid lines, from zero to the longest value. */
export function valueAxis(title: string, longest: number): Record<string, unknown> {
  return {
    title: { text: escapeText(title), font: { size: 12, color: ink('faint') }, standoff: 8 },
    range: [0, longest > 0 ? longest : 1],
    showgrid: true, gridcolor: ink('gridLine'), zeroline: false, showline: false, ticks: '',
    tickfont: { size: 12, color: ink('faint') }, exponentformat: 'none', separatethousands: false, tickangle: 0, fixedrange: true,
  };
}

/** An axis of named rows, the first on top: row k stands at k, so that equal names stay apart. */
export function rowAxis(names: readonly string[]): Record<string, unknown> {
  return {
    tickmode: 'array', tickvals: names.map((_, row) => row), ticktext: names.map((name) => escapeText(shorten(name, LONGEST_NAME))),
    range: [names.length - 0.5, -0.5], showgrid: false, zeroline: false, showline: false, ticks: '', ticklabelstandoff: 6,
    tickfont: { size: 13, color: ink('text') }, fixedrange: true,
  };
}

/** An axis that is not shown. */
export function bareAxis(range: readonly [number, number]): Record<string, unknown> {
  return { range, visible: false, fixedrange: true };
}

/** Px that the names of a {@link rowAxis} need at its side. */
export function rowAxisPx(names: readonly string[]): number {
  return BARE_SIDE_PX + 8 + Math.max(0, ...names.map((name) => textWidthPx(shorten(name, LONGEST_NAME), 13)));
}

/** The names of rows above their bars, for narrow screens: row k at k, `barPx` its bar's thickness. */
export function namesAboveRows(names: readonly string[], barPx: number): Record<string, unknown>[] {
  return names.map((name, row) => ({
    text: escapeText(shorten(name, 40)), x: 0, xref: 'paper', xanchor: 'left', y: row, yref: 'y', yanchor: 'bottom', yshift: barPx / 2 + 1,
    showarrow: false, align: 'left', borderpad: 0, font: { size: 13, color: ink('text') },
  }));
}
