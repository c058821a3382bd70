import type { Task } from '../tasks/task.js';
import type { Grid } from '../values/grid.js';
import { SAME, WRONG } from './palette.js';

/** A picture of cells: colors 0..9, or {@link SAME} and {@link WRONG}. */
export interface Panel {
  readonly caption: string;
  readonly rows: readonly (readonly number[])[];
}

/** A sample's panels, left to right; `null` where an output is not known. */
export interface SamplePanels {
  readonly name: string;
  readonly panels: readonly (Panel | null)[];
  /** Cells of the prediction that are wrong; `null` without a prediction or an expected output. */
  readonly wrongCells: number | null;
  /** Cells of the larger of prediction and output. */
  readonly cells: number;
}

/**
 * The pictures of a task: for each sample input and output, and with predictions also those and where they differ.
 *
 * @param predictions - one a sample, demo samples first; `null` for none
 */
export function taskPanels(task: Task, predictions?: readonly (Grid | null)[]): SamplePanels[] {
  const samples = [...task.demo.map((sample, at) => ({ ...sample, name: `demo ${at + 1}` })), ...task.test.map((sample, at) => ({ ...sample, name: `test ${at + 1}` }))];
  return samples.map(({ name, input, output }, at) => {
    const prediction = predictions?.[at] ?? null;
    const expected = output === null ? null : rowsOf(output);
    const difference = expected === null || prediction === null ? null : differenceOf(expected, rowsOf(prediction));
    return {
      name,
      panels: [
        { caption: name, rows: rowsOf(input) },
        expected === null ? null : { caption: predictions === undefined ? '' : 'expected', rows: expected },
        ...(predictions === undefined ? [] : [
          prediction === null ? null : { caption: 'prediction', rows: rowsOf(prediction) },
          difference === null ? null : { caption: 'difference', rows: difference },
        ]),
      ],
      wrongCells: difference === null ? null : difference.flat().filter((cell) => cell === WRONG).length,
      cells: difference?.flat().length ?? 0,
    };
  });
}

/** Where two grids differ, over the larger height and width of the two: a cell that only one of them has is wrong. */
function differenceOf(expected: readonly (readonly number[])[], prediction: readonly (readonly number[])[]): number[][] {
  const height = Math.max(expected.length, prediction.length), width = Math.max(expected[0]?.length ?? 0, prediction[0]?.length ?? 0);
  return Array.from({ length: height }, (_, i) => Array.from({ length: width }, (_, j) => {
    const wanted = expected[i]?.[j];
    return wanted !== undefined && wanted === prediction[i]?.[j] ? SAME : WRONG;
  }));
}

function rowsOf(grid: Grid): number[][] {
  return grid.toRows().map((row) => row.map(Number));
}

/** Height × width. */
export function sizeWords(rows: readonly (readonly number[])[]): string {
  return `${rows.length}×${rows[0]?.length ?? 0}`;
}

/** A sample's panels in digits, side by side; `·` for a cell that is right and `x` for one that is wrong. */
export function panelsText({ name, panels }: SamplePanels): string {
  const shown = panels.filter((panel) => panel !== null);
  const height = Math.max(...shown.map((panel) => panel.rows.length));
  const head = `${name}  ${shown.map((panel) => `${['', name].includes(panel.caption) ? '' : `${panel.caption} `}${sizeWords(panel.rows)}`).join('  →  ')}${panels[1] === null ? '  →  ?' : ''}`;
  const lines = Array.from({ length: height }, (_, i) => shown.map(({ rows }) => {
    const width = (rows[0]?.length ?? 0) * 2 - 1;
    return (rows[i] ?? []).map((cell) => (cell === SAME ? '·' : cell === WRONG ? 'x' : String(cell))).join(' ').padEnd(width);
  }).join('     ').trimEnd());
  return [head, ...lines].join('\n');
}
