import { appendFileSync, existsSync, mkdirSync, readFileSync, truncateSync } from 'node:fs';
import { dirname } from 'node:path';
import { ArcError } from '../values/error.js';
import type { SweepRun } from './sweep.js';

/** A file of JSON lines that grows as a sweep runs. */
export interface SweepFile {
  /** The runs that were in it when it was opened; comparisons are left out. */
  readonly runs: readonly SweepRun[];
  /** Adds a run or a comparison as one line. @throws ArcError `pipeline.unwritable` */
  append(value: object): void;
}

/**
 * Opens a sweep's file to go on with it; it is made when there is none. What an interrupted session left of a last line is cut off.
 *
 * @throws ArcError `pipeline.sweep-file` for a line that is no JSON, `pipeline.unwritable`
 */
export function openSweepFile(path: string): SweepFile {
  const runs = existsSync(path) ? readWhole(path) : [];
  const write = (action: () => void): void => {
    try {
      action();
    } catch (cause) {
      throw new ArcError('pipeline.unwritable', `${path}: cannot be written (${(cause as NodeJS.ErrnoException).code}); choose a file that can`, { cause });
    }
  };
  write(() => {
    mkdirSync(dirname(path), { recursive: true });
    appendFileSync(path, '');
  });
  return { runs, append: (value) => write(() => appendFileSync(path, `${JSON.stringify(value)}\n`)) };
}

/**
 * Reads the runs of a sweep from its JSON lines; other lines (comparisons) are left out.
 *
 * @param text - whole lines
 * @param place - how messages call the text
 * @throws ArcError `pipeline.sweep-file` for a line that is no JSON
 */
export function readSweepRuns(text: string, place = 'sweep'): SweepRun[] {
  return text.split('\n').flatMap((line, at): SweepRun[] => {
    if (line.trim() === '') return [];
    let value: unknown;
    try {
      value = JSON.parse(line);
    } catch (cause) {
      throw new ArcError('pipeline.sweep-file', `${place}: line ${at + 1} is no JSON (${(cause as Error).message}); name another file, or remove the line`, { cause });
    }
    return isSweepRun(value) ? [value] : [];
  });
}

/** How every line begins that is written here. */
const LINE_START = '{"schema":"phaselab.';

function readWhole(path: string): SweepRun[] {
  const text = readFileSync(path, 'utf8'), whole = text.slice(0, text.lastIndexOf('\n') + 1), rest = text.slice(whole.length);
  const runs = readSweepRuns(whole, path);
  if (rest === '') return runs;
  if (!rest.startsWith(LINE_START)) {
    throw new ArcError('pipeline.sweep-file', `${path}: its last line is no run of a sweep; name another file, or a new one`);
  }
  truncateSync(path, Buffer.byteLength(whole));
  return runs;
}

function isSweepRun(value: unknown): value is SweepRun {
  const run = value as Partial<SweepRun> | null;
  return run?.schema === 'phaselab.run/1' && typeof run.sweep?.id === 'string' && typeof run.sweep.round === 'number';
}
