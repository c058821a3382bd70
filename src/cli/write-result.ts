import { accessSync, constants, existsSync, mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { writeWhole } from '../tasks/whole-file.js';
import { ArcError } from '../values/error.js';
import { print } from './print.js';

/**
 * Writes a file that a command was asked for, whole or not at all; makes its folder.
 *
 * @throws ArcError `cli.unwritable`
 */
export function writeResult(path: string, text: string): void {
  writing(path, () => {
    mkdirSync(dirname(path), { recursive: true });
    writeWhole(path, text);
  });
}

function writing(path: string, act: () => void): void {
  try {
    act();
  } catch (cause) {
    throw new ArcError('cli.unwritable', `${path}: cannot be written (${(cause as NodeJS.ErrnoException).code}); give a file in a folder that can`, { cause });
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
      if (existsSync(path) && statSync(path).isDirectory()) throw Object.assign(new Error('a folder'), { code: 'EISDIR' });
    });
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
