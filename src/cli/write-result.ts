import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { ArcError } from '../values/error.js';
import { print } from './print.js';

/**
 * Writes a file that a command was asked for: aside first, then renamed, so that nothing half written is left.
 *
 * @throws ArcError `cli.unwritable`
 */
export function writeResult(path: string, text: string): void {
  const aside = `${path}.part`;
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(aside, text);
    renameSync(aside, path);
  } catch (cause) {
    if (existsSync(aside)) rmSync(aside);
    throw new ArcError('cli.unwritable', `${path}: cannot be written (${(cause as NodeJS.ErrnoException).code}); choose a folder that can`, { cause });
  }
}

/** Writes a text to the file that a flag names, and says so, or to stdout when there is none. */
export function writeOrPrint(path: string | undefined, text: string): void {
  if (path === undefined) return print(text.trimEnd());
  writeResult(path, text);
  print(path);
}

/**
 * Writes each file that a flag names; texts are made only for those.
 *
 * @param files paths and how to make their texts
 * @returns the paths
 */
export function writeResults(files: readonly (readonly [path: string | undefined, makeText: () => string])[]): string[] {
  return files.flatMap(([path, makeText]) => {
    if (path === undefined) return [];
    writeResult(path, makeText());
    return [path];
  });
}
