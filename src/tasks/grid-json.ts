import { ArcError } from '../values/error.js';
import { Grid } from '../values/grid.js';

/** Most rows and most columns that an ARC grid has. */
export const LONGEST_SIDE = 30;

/**
 * Checks a grid that came as JSON.
 *
 * @param value rows of colors: 1..30 rows of 1..30 integers 0..9, all equally long
 * @param place where it stands, for the error's line: `tasks/007bbfb7.json: train[2].input`
 * @throws ArcError `tasks.not-a-grid`, `tasks.empty-grid`, `tasks.ragged-grid`, `tasks.grid-too-large`, `tasks.bad-color`
 */
export function gridFromJson(value: unknown, place: string): Grid {
  if (!Array.isArray(value)) {
    throw new ArcError('tasks.not-a-grid', `${place} is ${kindOf(value)}; make it a list of rows`);
  }
  const rows: unknown[] = value;
  if (rows.length === 0) throw new ArcError('tasks.empty-grid', `${place} has no rows; a grid has 1..${LONGEST_SIDE}`);
  const width = Array.isArray(rows[0]) ? rows[0].length : 0, cells = new Array<number>(rows.length * width);
  for (let i = 0, k = 0; i < rows.length; i++) {
    const row = readRow(rows[i], i, width, place);
    for (let j = 0; j < width; j++) cells[k++] = readColor(row[j], i, j, place);
  }
  if (rows.length > LONGEST_SIDE || width > LONGEST_SIDE) {
    throw new ArcError('tasks.grid-too-large', `${place} is ${rows.length}×${width}; keep grids within ${LONGEST_SIDE}×${LONGEST_SIDE}`,
      { details: { height: rows.length, width } });
  }
  return new Grid(rows.length, width, cells);
}

function readRow(row: unknown, i: number, width: number, place: string): readonly unknown[] {
  if (!Array.isArray(row)) {
    throw new ArcError('tasks.not-a-grid', `${place} row ${i} is ${kindOf(row)}; make every row a list of colors`);
  }
  if (row.length === 0) throw new ArcError('tasks.empty-grid', `${place} row ${i} has no cells; a row has 1..${LONGEST_SIDE}`);
  if (row.length === width) return row;
  throw new ArcError('tasks.ragged-grid',
    `${place} row ${i} has ${row.length} cells, row 0 has ${width}; make every row of a grid equally long`,
    { details: { row: i, cells: row.length, width } });
}

function readColor(color: unknown, i: number, j: number, place: string): number {
  // Adding 0 turns -0 into 0.
  if (typeof color === 'number' && color >= 0 && color <= 9 && Number.isInteger(color)) return color + 0;
  throw new ArcError('tasks.bad-color', `${place} row ${i}, column ${j} is ${kindOf(color)}; colors are the integers 0..9`,
    { details: { row: i, column: j, color } });
}

/** A JSON value named briefly for an error's line. */
export function kindOf(value: unknown): string {
  if (value === undefined) return 'missing';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object' && value !== null) return 'an object';
  const text = JSON.stringify(value);
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}
