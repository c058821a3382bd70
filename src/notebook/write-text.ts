import { writeWhole } from '../tasks/whole-file.js';
import { ArcError } from '../values/error.js';

/**
 * Writes a text file; a file that was there is replaced whole or not at all.
 *
 * @throws ArcError `notebook.unwritable`
 */
export function writeText(path: string, text: string): void {
  try {
    writeWhole(path, text);
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    throw new ArcError('notebook.unwritable', `${path}: cannot be written (${code}); give a path in a folder that exists and that you may write to`, { cause });
  }
}
