import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { ArcError } from '../values/error.js';
import { parseSolvers, type ParseSolversOptions } from './parse-solvers.js';
import type { Program } from './program.js';

/**
 * Reads a file of solvers, or all `.py` files of a folder in order of their names.
 *
 * A function `solve` or `differ`, as the files of a pool have it, gets the name of its file: `solve_<file without .py>`.
 *
 * @param path a file or a folder
 * @throws ArcError `program.unreadable`, `program.no-solvers`, `program.same-name`, and what `parseSolvers` throws
 */
export function readSolvers(path: string, options: Pick<ParseSolversOptions, 'unknown'> = {}): Program[] {
  const files = attempt(path, () => (statSync(path).isDirectory() ? pythonFiles(path) : [path]));
  const fileByName = new Map<string, string>();
  const programs = files.flatMap((file) => {
    const text = attempt(file, () => readFileSync(file, 'utf8'));
    return parseSolvers(text, { ...options, file }).map((program) => named(program, file));
  });
  if (programs.length === 0) throw new ArcError('program.no-solvers', `${path}: holds no solvers; give a file with "def solve_<id>(I):"`);
  return programs;

  function named(program: Program, file: string): Program {
    const name = ['solve', 'differ'].includes(program.name) ? `${program.name}_${basename(file, '.py').replaceAll(/[^\w-]/g, '_')}` : program.name;
    const other = fileByName.get(name);
    if (other !== undefined) throw new ArcError('program.same-name', `${file}: ${name} is in ${other} as well; give each solver a name of its own`);
    fileByName.set(name, file);
    return { ...program, name };
  }
}

function pythonFiles(folder: string): string[] {
  return readdirSync(folder).filter((file) => file.endsWith('.py')).sort().map((file) => join(folder, file));
}

function attempt<T>(path: string, read: () => T): T {
  try {
    return read();
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    throw new ArcError('program.unreadable', `${path}: ${code === 'ENOENT' ? 'no such file or folder' : `cannot be read (${code})`}; check the path`, { cause });
  }
}
