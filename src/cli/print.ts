import process from 'node:process';
import { styleText } from 'node:util';

/** Writes a line (or several) of results to stdout. */
export function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

/** Writes one JSON value to stdout. */
export function printJson(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value)}\n`);
}

/** Writes a line to stderr: progress that stays, warnings, errors. */
export function warn(text: string): void {
  process.stderr.write(`phaselab: ${text}\n`);
}

/** Dims text where the terminal shows colors. */
export function faint(text: string): string {
  return styleText('dim', text, { stream: process.stdout });
}

/** Rows as aligned columns, the first to the left, the others to the right. */
export function table(rows: readonly (readonly string[])[]): string {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  return rows.map((row) => row.map((cell, column) => (column === 0 ? cell.padEnd(widths[column]!) : cell.padStart(widths[column]!))).join('  ').trimEnd()).join('\n');
}
