import { accessSync, constants, existsSync, mkdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { ArcError } from '../values/error.js';
import { print } from './print.js';

/**
 * Writes a file that a command was asked for: aside first, then renamed, so that nothing half written is left.
 *
 * @throws ArcError `cli.unwritable`
 */
export function writeResult(path: string, text: string): void {
  writing(path, () => {
    mkdirSync(dirname(path), { recursive: true });
    const aside = `${path}.part`;
    try {
      writeFileSync(aside, text);
      renameSync(aside, path);
    } finally {
      rmSync(aside, { force: true });
    }
  });
}

function writing(path: string, act: () => void): void {
  try {
    act();
  } catch (cause) {
    throw new ArcError('cli.unwritable', `${path}: cannot be written (${(cause as NodeJS.ErrnoException).code}); choose a folder that can`, { cause });
  }
}

/**
 * Makes the folders of files that flags name, and checks that files can be written there: before the work, not after it.
 *
 * @throws ArcError `cli.unwritable`
 */
export function checkWritable(...paths: readonly (string | undefined)[]): void {
  for (const path of paths) {
    if (path === undefined) continue;
    writing(path, () => {
      mkdirSync(dirname(path), { recursive: true });
      accessSync(dirname(path), constants.W_OK);
    });
    if (existsSync(path) && statSync(path).isDirectory()) throw new ArcError('cli.unwritable', `${path}: is a folder; name a file`);
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
