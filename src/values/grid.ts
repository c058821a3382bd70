import { Tuple } from './tuple.js';
import type { Value } from './value.js';

/**
 * A rectangle of cells, which *is* the tuple of its rows.
 *
 * Invariant: `cells` is row-major and holds `height × width` values; a grid without rows has width 0. Cells are
 * colors 0..9 in a task; a program may put any value there.
 */
export class Grid extends Tuple {
  /** @param cells row-major; the caller gives the array away and never changes it again. */
  constructor(readonly height: number, readonly width: number, readonly cells: readonly Value[]) {
    super(undefined);
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
  return new Grid(rows.length, rows.length === 0 ? 0 : rows[0]!.length, rows.flat());
}
