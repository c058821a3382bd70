import { appendFileSync, existsSync, mkdirSync, readFileSync, truncateSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';
import { ArcError } from '../values/error.js';
import { STAGE_NAMES } from './report.js';
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
 * @throws ArcError `pipeline.unreadable`; `pipeline.sweep-file` as {@link readSweepRuns}; `pipeline.unwritable`
 */
export function openSweepFile(path: string): SweepFile {
  const runs = existsSync(path) ? readWhole(path) : [];
  access(path, 'written', () => {
    mkdirSync(dirname(path), { recursive: true });
    appendFileSync(path, '');
  });
  return { runs, append: (value) => access(path, 'written', () => appendFileSync(path, `${JSON.stringify(value)}\n`)) };
}

/**
 * Reads the runs of a sweep from its JSON lines; other lines (comparisons, runs of no sweep) are left out.
 *
 * @param text - whole lines
 * @param place - how messages call the text
 * @throws ArcError `pipeline.sweep-file` for a line that is no JSON, or a run of a sweep that lacks something
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
    const { schema, sweep } = Object(value) as Partial<SweepRun>;
    if (schema !== 'phaselab.run/1' || sweep === undefined) return [];
    const { error } = RUN.safeParse(value);
    if (error === undefined) return [value as SweepRun];
    const { path, message } = error.issues[0]!;
    throw new ArcError('pipeline.sweep-file', `${place}: line ${at + 1}: ${path.join('.')}: ${message}; name another file, or remove the line`);
  });
}

/** How every line begins that is written here. */
const LINE_START = '{"schema":"phaselab.';

function readWhole(path: string): SweepRun[] {
  const text = access(path, 'read', () => readFileSync(path, 'utf8')), whole = text.slice(0, text.lastIndexOf('\n') + 1), rest = text.slice(whole.length);
  const runs = readSweepRuns(whole, path);
  if (rest === '') return runs;
  if (!rest.startsWith(LINE_START) && !LINE_START.startsWith(rest)) {
    throw new ArcError('pipeline.sweep-file', `${path}: its last line is no run of a sweep; name another file, or a new one`);
  }
  access(path, 'written', () => truncateSync(path, Buffer.byteLength(whole)));
  return runs;
}

/** Reads or writes; says in one line why that cannot be. */
function access<T>(path: string, verb: 'read' | 'written', action: () => T): T {
  try {
    return action();
  } catch (cause) {
    const code = verb === 'read' ? 'pipeline.unreadable' : 'pipeline.unwritable';
    throw new ArcError(code, `${path}: cannot be ${verb} (${(cause as NodeJS.ErrnoException).code}); choose a file that can`, { cause });
  }
}

const TEXT = z.string(), TIME = z.number().nonnegative(), COUNT = z.int().nonnegative();

/** What is asked of a run before it is believed: all that summaries, texts and charts of a sweep read. */
const RUN = z.looseObject({
  sweep: z.object({ id: TEXT, point: z.record(TEXT, z.union([TEXT, z.number(), z.boolean()])), round: z.int().positive() }),
  taskId: TEXT, cardName: TEXT, phase: TEXT, status: z.literal('done'), wallMs: TIME,
  config: z.looseObject({ executor: z.enum(['inline', 'limited', 'threads']), concurrency: z.int().positive(), simulatedWaitMs: TIME, differs: TEXT }),
  environment: z.looseObject({ nodeVersion: TEXT, cpuModel: TEXT, cores: z.number() }),
  stages: z.array(z.looseObject({ name: z.enum(STAGE_NAMES), startMs: z.number(), wallMs: TIME, cpuMs: TIME, items: COUNT })),
  spans: z.array(z.looseObject({ id: COUNT, parentId: COUNT.nullable(), name: TEXT, lane: TEXT, startMs: z.number(), endMs: z.number() })),
  counts: z.looseObject({ outputs: COUNT }),
  digests: z.object({ scores: TEXT, candidates: TEXT, files: TEXT }),
});
