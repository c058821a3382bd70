import { Grid } from '../values/grid.js';
import type { Value } from '../values/value.js';

/**
 * The cells of a grid in another arrangement: row i, column j of the result is cell `start + i·rowStep + j·columnStep`
 * of the grid, counted in reading order. Turning, mirroring, cropping and thinning out are all of this form.
 *
 * @param height rows of the result; with 0 or less it is the grid without rows
 * @param width columns of the result; less than 0 counts as 0
 */
export function viewGrid(
  grid: Grid, height: number, width: number, start: number, rowStep: number, columnStep: number,
): Grid {
  if (height <= 0) return new Grid(0, 0, []);
  if (width <= 0) return new Grid(height, 0, []);
  const { cells } = grid;
  if (columnStep === 1 && rowStep === width) return new Grid(height, width, () => cells.slice(start, start + height * width));
  const total = height * width, seen = new Array<Value>(total);
  for (let k = 0, row = start; k < total; row += rowStep) {
    for (let at = row, end = k + width; k < end; k++, at += columnStep) seen[k] = cells[at]!;
  }
  return new Grid(height, width, seen);
}
