import { randomBytes } from 'node:crypto';
import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * Makes something under a name of its own beside its place, then renames it there: nobody ever sees half of it, not even another
 * process that does the same.
 *
 * @param make is given the name of its own
 * @throws what the disk refuses with
 */
export function placeWhole(path: string, make: (aside: string) => void): void {
  const aside = join(dirname(path), `.${randomBytes(8).toString('hex')}.tmp`);
  try {
    make(aside);
    renameSync(aside, path);
  } catch (error) {
    rmSync(aside, { force: true });
    throw error;
  }
}

/** Writes a text file, whole or not at all. @throws what the disk refuses with */
export function writeWhole(path: string, text: string): void {
  placeWhole(path, (aside) => writeFileSync(aside, text, { flag: 'wx' }));
}
