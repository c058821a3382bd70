import { resolve } from 'node:path';
import { z } from 'zod';
import { CacheFolder, type CacheFolderLimits } from './cache-folder.js';
import type { InlinedSolver } from './candidates.js';
import { md5 } from './md5.js';
import type { Validation } from './validate.js';
import type { Workload } from './workload.js';

/** How often something was found that had been kept, and how often not. */
export interface CacheCounts {
  readonly hits: number;
  readonly misses: number;
}

/** What a cache belongs to. */
export interface ResultCacheOptions {
  /** Where it is kept on disk as well; absent: in this process only. */
  readonly folder?: string;
  /** Changes with the code that makes the results. */
  readonly codeVersion: string;
  readonly workload: Workload;
  readonly limits?: CacheFolderLimits;
}

const KINDS = {
  inlined: z.strictObject({ inlined: z.string(), md5: z.string().regex(/^[0-9a-f]{32}$/), expanded: z.string() }),
  validation: z.strictObject({ status: z.literal('ok'), correct: z.int().min(0), seconds: z.number().min(0) }),
};

type Kind = keyof typeof KINDS;

/** Entries in memory by folder ('' for none); in both, the ones used last are kept. */
const memories = new Map<string, Map<string, unknown>>();
const MOST_MEMORIES = 8, MOST_ENTRIES = 10_000;

/**
 * Inlined texts and validation results of one task that outlive a run: in memory for the process, and in a folder for later ones.
 *
 * The key of an entry is a hash of all that decides the result: the code's version and the md5 of the body, for a validation also
 * all samples and the time limit. Only validations that came to their end are kept: one that failed or ran into the time limit is
 * tried again. The seconds of a kept validation are those of its first measurement, and so is the t_log.
 */
export class ResultCache {
  readonly #memory: Map<string, unknown>;
  readonly #folder: CacheFolder | undefined;
  readonly #scopes: Readonly<Record<Kind, string>>;
  readonly #counts = { inlined: { hits: 0, misses: 0 }, validation: { hits: 0, misses: 0 } };

  constructor({ folder, codeVersion, workload, limits }: ResultCacheOptions) {
    const place = folder === undefined ? '' : resolve(folder);
    this.#memory = kept(memories, place) ?? new Map();
    keep(memories, place, this.#memory, MOST_MEMORIES);
    this.#folder = folder === undefined ? undefined : new CacheFolder(folder, limits);
    this.#scopes = { inlined: codeVersion, validation: `${codeVersion} ${workload.timeoutMs} ${samplesMd5(workload)}` };
  }

  get counts(): { readonly inlined: CacheCounts; readonly validation: CacheCounts } {
    return structuredClone(this.#counts);
  }

  /** What is wrong with the folder. */
  get warnings(): readonly string[] {
    return this.#folder?.warnings ?? [];
  }

  /** A candidate's solver as text, kept or made. @throws what `make` throws */
  inlined(bodyMd5: string, make: () => InlinedSolver): InlinedSolver {
    const known = this.#read('inlined', bodyMd5);
    if (known !== undefined) return known;
    const made = make();
    this.#keep('inlined', bodyMd5, made);
    return made;
  }

  /** What the solver with that body did, if it was kept. */
  validation(bodyMd5: string): Validation | undefined {
    return this.#read('validation', bodyMd5);
  }

  /** Keeps what a solver did; without effect for a time limit, and where one is kept already. */
  keepValidation(bodyMd5: string, validation: Validation): void {
    if (validation.status === 'ok' && !this.#memory.has(this.#keyOf('validation', bodyMd5))) this.#keep('validation', bodyMd5, validation);
  }

  /** Keeps the folder within its bounds; call it once after all. */
  close(): void {
    this.#folder?.trim();
  }

  #read<K extends Kind>(kind: K, bodyMd5: string): z.infer<(typeof KINDS)[K]> | undefined {
    const key = this.#keyOf(kind, bodyMd5);
    let entry = kept(this.#memory, key);
    if (entry === undefined) {
      entry = this.#folder?.read<unknown>(key, KINDS[kind]);
      if (entry !== undefined) keep(this.#memory, key, entry, MOST_ENTRIES);
    }
    this.#counts[kind][entry === undefined ? 'misses' : 'hits']++;
    return entry as z.infer<(typeof KINDS)[K]> | undefined;
  }

  #keep(kind: Kind, bodyMd5: string, entry: object): void {
    const key = this.#keyOf(kind, bodyMd5);
    keep(this.#memory, key, entry, MOST_ENTRIES);
    this.#folder?.write(key, entry);
  }

  #keyOf(kind: Kind, bodyMd5: string): string {
    return `${kind}-${md5(`${this.#scopes[kind]} ${bodyMd5}`)}`;
  }
}

/** An entry, which then counts as the last one used. */
function kept<T>(entries: Map<string, T>, key: string): T | undefined {
  const entry = entries.get(key);
  if (entry !== undefined && entries.delete(key)) entries.set(key, entry);
  return entry;
}

function keep<T>(entries: Map<string, T>, key: string, entry: T, most: number): void {
  entries.set(key, entry);
  if (entries.size > most) entries.delete(entries.keys().next().value!);
}

function samplesMd5({ samples }: Workload): string {
  return md5(JSON.stringify(samples.map(({ kind, input, output }) => [kind, ...[input, output].map((grid) => grid && [grid.height, grid.width, [...grid.cells].join('')])])));
}
