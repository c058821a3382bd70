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
