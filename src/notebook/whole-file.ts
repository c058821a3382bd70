import { rename, rm, writeFile } from 'node:fs/promises';
import process from 'node:process';
import { ArcError } from '../values/error.js';

/**
 * Writes a text file; a file that was there is replaced whole or not at all.
 *
 * @throws ArcError `notebook.unwritable`
 */
export async function writeWhole(path: string, content: string): Promise<void> {
  const draft = `${path}.${process.pid}.tmp`;
  try {
    await writeFile(draft, content);
    await rename(draft, path);
  } catch (cause) {
    await rm(draft, { force: true });
    const { code } = cause as NodeJS.ErrnoException;
    throw new ArcError('notebook.unwritable', `${path}: cannot be written (${code}); give a path in a folder that exists and that you may write to`, { cause });
  }
}
