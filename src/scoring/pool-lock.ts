import { lock, lockSync } from 'proper-lockfile';
import { ArcError } from '../values/error.js';

/** A lock that was not renewed for so long was left by a process that died. */
const STALE_MS = 10_000;

/**
 * Does work while a folder is locked against other processes: at once where it is free, which is the rule, else after waiting.
 *
 * @throws ArcError `scoring.pool` when the folder stays locked, cannot be locked, or loses its lock during the work; and what the work throws
 */
export async function withLock<T>(folder: string, work: () => T | Promise<T>): Promise<T> {
  let lost: Error | undefined;
  const release = await acquire(folder, (error) => { lost = error; });
  let result: T;
  try {
    result = await work();
  } finally {
    if (lost === undefined) await release();
  }
  if (lost !== undefined) throw new ArcError('scoring.pool', `${folder}: the lock was lost during the work; see that nobody removes ${folder}.lock, and save again`, { cause: lost });
  return result;
}

async function acquire(folder: string, onCompromised: (error: Error) => void): Promise<() => void | Promise<void>> {
  try {
    return lockSync(folder, { stale: STALE_MS, onCompromised });
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'ELOCKED') throw lockFault(folder, cause);
  }
  try {
    const retries = { retries: 200, factor: 1.2, minTimeout: 2, maxTimeout: 200, randomize: true };
    return await lock(folder, { stale: STALE_MS, onCompromised, retries });
  } catch (cause) {
    throw lockFault(folder, cause);
  }
}

function lockFault(folder: string, cause: unknown): ArcError {
  const { code } = cause as NodeJS.ErrnoException;
  return new ArcError('scoring.pool', code === 'ELOCKED'
    ? `${folder}: the folder stays locked by another process; end that process or remove ${folder}.lock`
    : `${folder}: cannot be locked (${code}); check space and permissions, or choose another folder with --pool`, { cause, details: { code } });
}
