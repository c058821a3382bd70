import { breakLines } from './fit.js';
import { escapeText } from './format.js';

/** Signs of a hover's line, with which it stays within a page of 360 px. */
const HOVER_SIGNS = 45;

/**
 * What a hover says, as the small HTML that Plotly reads: escaped, long lines broken.
 *
 * @param heading - plain text, shown bold
 * @param lines - plain text
 */
export function hoverText(heading: string, lines: readonly string[]): string {
  // Bold signs are a little wider.
  const bold = breakLines(heading, HOVER_SIGNS - 5).map((line) => `<b>${escapeText(line)}</b>`);
  return [...bold, ...lines.flatMap((line) => breakLines(line, HOVER_SIGNS)).map(escapeText)].join('<br>');
}
