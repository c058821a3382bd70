import type { Grid } from '../values/grid.js';
import { packLocation, paintLocation } from '../values/packing.js';
import type { Value } from '../values/value.js';

/**
 * The connected components of a grid.
 *
 * @param grid equal cells are identical
 * @param isUnivalued whether a component has one color
 * @param isDiagonal whether cells that meet at a corner are connected
 * @param background the color whose cells belong to no component; `undefined` for none
 * @param isPacked whether cells are wanted in packed form, which all must have; else as positions in reading order
 * @returns by component, in the order of their first cells, its cells in reading order
 */
export function connectedComponents(
  grid: Grid, isUnivalued: boolean, isDiagonal: boolean, background: Value | undefined, isPacked: boolean,
): number[][] {
  return cellsByRoot(connectedRuns(grid, isUnivalued, isDiagonal ? 1 : 0, background), grid, isUnivalued, isPacked);
}

/**
 * Stretches of cells in one row that belong together, in reading order: positions start..end - 1 of the grid's cells.
 *
 * Invariant: `parents[run] <= run`; runs hang together if and only if they lead to the same root, a run that is its own
 * parent.
 */
interface Runs {
  readonly starts: readonly number[];
  readonly ends: readonly number[];
  readonly parents: number[];
}

function connectedRuns({ cells, width }: Grid, isUnivalued: boolean, reach: 0 | 1, background: Value | undefined): Runs {
  const starts: number[] = [], ends: number[] = [], parents: number[] = [];
  // `above` is the first run of the row above that reaches as far as the run at hand.
  for (let rowEnd = width, start = 0, run = 0, above = 0; rowEnd <= cells.length && width > 0; rowEnd += width) {
    const firstOfRow = run;
    while (start < rowEnd) {
      const color = cells[start]!;
      let end = start + 1;
      if (color !== background) {
        while (end < rowEnd && (isUnivalued ? cells[end] === color : cells[end] !== background)) end++;
        starts.push(start);
        ends.push(end);
        parents.push(run);
        while (above < firstOfRow && ends[above]! + width + reach <= start) above++;
        for (let other = above; other < firstOfRow && starts[other]! + width < end + reach; other++) {
          if (!isUnivalued || cells[starts[other]!] === color) unite(parents, other, run);
        }
        run++;
      }
      start = end;
    }
    above = firstOfRow;
  }
  return { starts, ends, parents };
}

function unite(parents: number[], a: number, b: number): void {
  const x = rootOf(parents, a), y = rootOf(parents, b);
  if (x < y) parents[y] = x;
  else parents[x] = y;
}

function rootOf(parents: number[], run: number): number {
  let root = run;
  while (parents[root] !== root) root = parents[root] = parents[parents[root]!]!;
  return root;
}

function cellsByRoot({ starts, ends, parents }: Runs, { cells, width }: Grid, isUnivalued: boolean, isPacked: boolean): number[][] {
  const components: number[][] = [], componentOf: number[][] = [];
  for (let run = 0, row = 0; run < starts.length; run++) {
    const root = rootOf(parents, run), start = starts[run]!, end = ends[run]!;
    if (root === run) components.push(componentOf[run] = []);
    else componentOf[run] = componentOf[root]!;
    while (start >= (row + 1) * width) row++;
    const component = componentOf[run]!, origin = packLocation(row, 0) - row * width;
    const offset = isPacked ? paintLocation(cells[start] as number, origin) : 0;
    if (isUnivalued || !isPacked) for (let k = start; k < end; k++) component.push(offset + k);
    else for (let k = start; k < end; k++) component.push(paintLocation(cells[k] as number, origin + k));
  }
  return components;
}
