import { Tuple } from './tuple.js';
import type { Value } from './value.js';

/**
 * A rectangle of cells, which *is* the tuple of its rows.
 *
 * Invariant: `cells` is row-major and holds `height × width` values; a grid without rows has width 0. Cells are
 * colors 0..9 in a task; a program may put any value there.
 */
export class Grid extends Tuple {
  private counts: readonly number[] | null | undefined = undefined;
  private rowMajor: readonly Value[] | (() => readonly Value[]);

  /** @param cells row-major, or what gives them when they are first asked for; the caller never changes the array again. */
  constructor(readonly height: number, readonly width: number, cells: readonly Value[] | (() => readonly Value[])) {
    super(undefined);
    this.rowMajor = cells;
  }

  /** Row-major. */
  get cells(): readonly Value[] {
    return typeof this.rowMajor === 'function' ? (this.rowMajor = this.rowMajor()) : this.rowMajor;
  }

  override get length(): number {
    return this.height;
  }

  override get items(): readonly Value[] {
    if (this.elements === undefined) {
      const rows = new Array<Value>(this.height);
      for (let i = 0; i < this.height; i++) rows[i] = new Tuple(this.cells.slice(i * this.width, (i + 1) * this.width));
      this.elements = rows;
    }
    return this.elements;
  }

  /** How often each of the colors 0..9 occurs; `null` if some cell is none of them. */
  get colorCounts(): readonly number[] | null {
    return this.counts === undefined ? (this.counts = countColors(this.cells)) : this.counts;
  }

  /** The value at row i, column j; both must lie on the grid. */
  at(i: number, j: number): Value {
    return this.cells[i * this.width + j]!;
  }

  /** The rows as plain arrays, as ARC's JSON has them. */
  toRows(): Value[][] {
    return Array.from({ length: this.height }, (_, i) => this.cells.slice(i * this.width, (i + 1) * this.width));
  }
}

/**
 * Makes a grid from rows of equal length.
 *
 * @param rows height × width colors 0..9; not checked, see `tasks/` for input from outside.
 * @example grid([[1, 2], [3, 4]]).at(1, 0) // => 3
 */
export function grid(rows: readonly (readonly Value[])[]): Grid {
  const width = rows.length === 0 ? 0 : rows[0]!.length, cells = new Array<Value>(rows.length * width);
  for (let i = 0, k = 0; i < rows.length; i++) for (let j = 0; j < width; j++) cells[k++] = rows[i]![j]!;
  return new Grid(rows.length, width, cells);
}

/** Grid b below grid a, of equal width. */
export function stack(a: Grid, b: Grid): Grid {
  const upper = a.cells, lower = b.cells;
  return new Grid(a.height + b.height, a.width, () => upper.concat(lower));
}

/** How often each of the colors 0..9 occurs among some cells; `null` if some cell is none of them. */
export function countColors(cells: readonly Value[]): readonly number[] | null {
  const counts = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
  for (let k = 0; k < cells.length; k++) {
    const color = cells[k]!;
    if (typeof color !== 'number' || color < 0 || color > 9) return null;
    counts[color]!++;
  }
  return counts;
}
