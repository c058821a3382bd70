import { readFileSync } from 'node:fs';
import { ArcError } from '../values/error.js';

/**
 * The value that a JSON text denotes.
 *
 * @param place where the text came from, for the error's line
 * @throws ArcError `tasks.not-json`
 */
export function parseJson(text: string, place: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (cause) {
    const reason = (cause as Error).message.replace(/\s+/g, ' ');
    throw new ArcError('tasks.not-json', `${place}: not JSON (${reason}); give a file that holds ARC tasks as JSON`, { cause });
  }
}

/** @throws ArcError `tasks.unreadable`, `tasks.not-json` */
export function readJson(path: string): unknown {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (cause) {
    throw unreadable(path, cause);
  }
  return parseJson(text, path);
}

/** The one line for a file or folder that the system refuses to give. */
export function unreadable(path: string, cause: unknown): ArcError {
  const code = (cause as NodeJS.ErrnoException).code;
  const reason = code === 'ENOENT' || code === 'ENOTDIR' ? 'no such file or folder; check the path'
    : code === 'EACCES' || code === 'EPERM' ? 'may not be read; change its permissions'
      : `cannot be read (${code ?? String(cause)}); check the path`;
  return new ArcError('tasks.unreadable', `${path}: ${reason}`, { cause });
}

/** Whether a JSON value is an object, not a list. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
