import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { parseSolvers } from '../program/parse-solvers.js';
import type { Program } from '../program/program.js';
import { ArcError } from '../values/error.js';

/**
 * Reads a file of solvers, or all `.py` files of a folder in order of their names.
 *
 * @throws ArcError `cli.unreadable`, `cli.no-solvers`, and what `parseSolvers` throws
 */
export function readSolverTexts(path: string): Program[] {
  const programs = pythonFiles(path).flatMap((file) => parseSolvers(readText(file), { file }));
  if (programs.length === 0) throw new ArcError('cli.no-solvers', `${path}: holds no solvers; give a file with "def solve_<id>(I):"`);
  return programs;
}

/** Reads a text file that a command names. @throws ArcError `cli.unreadable` */
export function readText(path: string): string {
  return attempt(path, () => readFileSync(path, 'utf8'));
}

function pythonFiles(path: string): string[] {
  if (!existsSync(path) || !statSync(path).isDirectory()) return [path];
  return attempt(path, () => readdirSync(path)).filter((file) => file.endsWith('.py')).sort().map((file) => join(path, file));
}

function attempt<T>(path: string, read: () => T): T {
  try {
    return read();
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    throw new ArcError('cli.unreadable', `${path}: ${code === 'ENOENT' ? 'no such file or folder' : `cannot be read (${code})`}; check the path`, { cause });
  }
}
