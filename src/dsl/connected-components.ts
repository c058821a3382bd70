import type { Grid } from '../values/grid.js';
import { packLocation } from '../values/packing.js';
import type { Value } from '../values/value.js';

/**
 * The connected components of a grid.
 *
 * @param grid equal cells are identical
 * @param isUnivalued whether a component has one color
 * @param isDiagonal whether cells that meet at a corner are connected
 * @param background the color whose cells belong to no component; `undefined` for none
 * @returns by component, in the order of their first cells, the packed locations of the cells in reading order
 */
export function connectedComponents(
  grid: Grid, isUnivalued: boolean, isDiagonal: boolean, background: Value | undefined,
): number[][] {
  return locationsByRoot(connectedRuns(grid, isUnivalued, isDiagonal ? 1 : 0, background), grid.width);
}

/**
 * Stretches of cells in one row that belong together, in reading order: positions start..end - 1 of the grid's cells.
 *
 * Invariant: `parents[run] <= run`; runs hang together if and only if they lead to the same root, a run that is its own
 * parent, whose size is the number of cells that hang together.
 */
interface Runs {
  readonly starts: number[];
  readonly ends: number[];
  readonly parents: number[];
  readonly sizes: number[];
}

function connectedRuns({ cells, width }: Grid, isUnivalued: boolean, reach: 0 | 1, background: Value | undefined): Runs {
  const starts: number[] = [], ends: number[] = [], parents: number[] = [], sizes: number[] = [];
  const runs = { starts, ends, parents, sizes };
  for (let rowStart = 0, above = 0; rowStart < cells.length; rowStart += width) {
    const rowEnd = rowStart + width, firstOfRow = starts.length;
    for (let start = rowStart, end: number; start < rowEnd; start = end) {
      const color = cells[start]!;
      end = start + 1;
      if (color === background) continue;
      while (end < rowEnd && (isUnivalued ? cells[end] === color : cells[end] !== background)) end++;
      const run = starts.push(start) - 1;
      ends.push(end);
      parents.push(run);
      sizes.push(end - start);
      while (above < firstOfRow && ends[above]! + width + reach <= start) above++;
      for (let other = above; other < firstOfRow && starts[other]! + width < end + reach; other++) {
        if (!isUnivalued || cells[starts[other]!] === color) unite(runs, other, run);
      }
    }
    above = firstOfRow;
  }
  return runs;
}

function unite({ parents, sizes }: Runs, a: number, b: number): void {
  const x = rootOf(parents, a), y = rootOf(parents, b);
  if (x === y) return;
  const root = Math.min(x, y), child = Math.max(x, y);
  parents[child] = root;
  sizes[root]! += sizes[child]!;
}

function rootOf(parents: number[], run: number): number {
  let root = run;
  while (parents[root] !== root) root = parents[root] = parents[parents[root]!]!;
  return root;
}

function locationsByRoot({ starts, ends, parents, sizes }: Runs, width: number): number[][] {
  const components: number[][] = [], numbers = new Array<number>(starts.length), filled: number[] = [];
  for (let run = 0; run < starts.length; run++) {
    const root = rootOf(parents, run), row = Math.floor(starts[run]! / width);
    if (root === run) {
      numbers[root] = components.push(new Array<number>(sizes[root]!)) - 1;
      filled.push(0);
    }
    const number = numbers[root]!, component = components[number]!, origin = packLocation(row, 0) - row * width;
    for (let k = starts[run]!; k < ends[run]!; k++) component[filled[number]!++] = origin + k;
  }
  return components;
}
