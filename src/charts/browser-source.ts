import { breakLines, FIT, fitFigure } from './fit.js';
import { applyTheme, INKS } from './theme.js';

/**
 * Source text of `fitFigure` and `applyTheme` as they run here, for a page to draw the same figure again at another width or in
 * another theme: `applyTheme(fitFigure(figure, widthPx), 'dark')`.
 *
 * It is the text of the functions themselves, not of a file, so it needs no path and cannot be another version of them.
 *
 * @returns two constants and three functions as JavaScript for a function's body or a script: `</` does not occur in it
 */
export function browserSource(): string {
  return [
    `const FIT = ${JSON.stringify(FIT)};`, `const INKS = ${JSON.stringify(INKS)};`, breakLines.toString(), fitFigure.toString(), applyTheme.toString(),
  ].join('\n').replaceAll('</', '<\\/');
}
