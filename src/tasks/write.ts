import type { Grid } from '../values/grid.js';
import type { Sample, Task, TestSample } from './task.js';

/**
 * A task as ARC's JSON text: a line for each sample, so that a changed sample is a changed line.
 *
 * @returns the text, ending in a newline; a withheld output is left out
 */
export function formatTask(task: Task): string {
  return `{"train":[\n${linesOf(task.demo)}\n],"test":[\n${linesOf(task.test)}\n]}\n`;
}

/** A grid as compact JSON: a list of rows. */
export function formatGrid(grid: Grid): string {
  return JSON.stringify(grid.toRows());
}

function linesOf(samples: readonly (Sample | TestSample)[]): string {
  return samples
    .map(({ input, output }) => `{"input":${formatGrid(input)}${output === null ? '' : `,"output":${formatGrid(output)}`}}`)
    .join(',\n');
}
