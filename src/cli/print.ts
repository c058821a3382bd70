import process from 'node:process';

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

/** Rows as aligned columns: texts to the left, columns of numbers to the right. */
export function table(rows: readonly (readonly string[])[]): string {
  const columns = rows[0]!.map((_, column) => {
    const cells = rows.map((row) => row[column]!);
    return { width: Math.max(...cells.map((cell) => cell.length)), isNumeric: cells.slice(1).every((cell) => /^[<–]?\d/.test(cell)) };
  });
  return rows.map((row) => row.map((cell, k) => {
    const { width, isNumeric } = columns[k]!;
    return isNumeric && k > 0 ? cell.padStart(width) : cell.padEnd(width);
  }).join('  ').trimEnd()).join('\n');
}
