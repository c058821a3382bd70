import { readFileSync } from 'node:fs';
import { ArcError } from '../values/error.js';

/** Reads a text file that a command names. @throws ArcError `cli.unreadable` */
export function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    throw new ArcError('cli.unreadable', `${path}: ${code === 'ENOENT' ? 'no such file or folder' : `cannot be read (${code})`}; check the path`, { cause });
  }
}
