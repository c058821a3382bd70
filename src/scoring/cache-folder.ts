import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { md5 } from './md5.js';
import { place, STALE_MS } from './pool.js';

/** How much a folder keeps. */
export interface CacheFolderLimits {
  /** When there are more files, those written first go. @defaultValue 10000 */
  readonly mostFiles?: number;
  /** A longer file is not written, and not read. @defaultValue 65536 */
  readonly mostBytes?: number;
}

const CacheFile = z.strictObject({
  schema: z.literal('phaselab.cache/1'),
  key: z.string(),
  /** Md5 of the value's JSON. */
  digest: z.string(),
  value: z.json(),
});

const MOST_WARNINGS = 4;

/**
 * Plain values by key, a file each. Files are written aside and renamed, so that processes can share a folder; whatever is wrong
 * with a file or the folder is a warning and costs the value, never the run.
 */
export class CacheFolder {
  readonly #path: string;
  readonly #mostFiles: number;
  readonly #mostBytes: number;
  readonly #keys = new Set<string>();
  /** Files that somebody is writing, or died writing. */
  readonly #aside: string[] = [];
  readonly #warnings = new Set<string>();
  #hasWritten = false;

  /** Lists a folder, which need not exist. */
  constructor(path: string, { mostFiles = 10_000, mostBytes = 65_536 }: CacheFolderLimits = {}) {
    this.#path = path;
    this.#mostFiles = mostFiles;
    this.#mostBytes = mostBytes;
    this.#try('read', () => {
      if (statSync(path, { throwIfNoEntry: false }) === undefined) return;
      for (const name of readdirSync(path)) {
        const key = /^([a-z]+-[0-9a-f]{32})\.json$/.exec(name)?.[1];
        if (key !== undefined) this.#keys.add(key);
        else if (/^\.[0-9a-f]{16}\.tmp$/.test(name)) this.#aside.push(join(path, name));
        else this.#warnings.add(`${join(path, name)} is not the cache's; left alone`);
      }
    });
  }

  /** What is wrong with the folder: a few lines, and how many more there would be. */
  get warnings(): readonly string[] {
    const all = [...this.#warnings], shown = all.slice(0, MOST_WARNINGS);
    return all.length === shown.length ? all : [...shown, `${this.#path}: ${all.length - shown.length} more like these`];
  }

  /** The value of a key; `undefined` where there is none, and, with a warning, where it is not sound or not of that form. */
  read<T>(key: string, form: z.ZodType<T>): T | undefined {
    if (!this.#keys.has(key)) return undefined;
    const path = this.#fileOf(key);
    try {
      const facts = statSync(path, { throwIfNoEntry: false });
      if (facts === undefined) return undefined;
      // Never read what could be endless.
      if (!facts.isFile() || facts.size > this.#mostBytes) throw new Error(facts.isFile() ? `${facts.size} bytes` : 'no file');
      const file = CacheFile.safeParse(JSON.parse(readFileSync(path, 'utf8')));
      if (file.success && (file.data.key !== key || file.data.digest !== digestOf(file.data.value))) throw new Error('another digest');
      const value = form.safeParse(file.data?.value);
      if (!file.success || !value.success) throw new Error('another form');
      return value.data;
    } catch (error) {
      this.#warnings.add(`${path} is no sound entry of the cache (${faultOf(error)}); ignored`);
      return undefined;
    }
  }

  /** Keeps a plain value, unless it is too long; what was under its key is replaced. */
  write(key: string, value: unknown): void {
    const text = JSON.stringify({ schema: 'phaselab.cache/1', key, digest: digestOf(value), value });
    if (Buffer.byteLength(text) > this.#mostBytes) return;
    this.#try('written', () => {
      place(this.#fileOf(key), (aside) => writeFileSync(aside, text, { flag: 'wx' }));
      this.#keys.add(key);
      this.#hasWritten = true;
    });
  }

  /** After writing: takes out the files written first, where there are too many, and what broken-off writes left. */
  trim(): void {
    if (!this.#hasWritten) return;
    this.#try('trimmed', () => {
      const stale = this.#aside.filter((path) => writtenMs(path) < Date.now() - STALE_MS);
      const tooMany = Math.max(0, this.#keys.size - this.#mostFiles);
      const files = tooMany === 0 ? [] : [...this.#keys].map((key) => ({ key, path: this.#fileOf(key), ms: writtenMs(this.#fileOf(key)) }));
      const oldest = files.sort((a, b) => a.ms - b.ms).slice(0, tooMany);
      for (const { key } of oldest) this.#keys.delete(key);
      for (const path of [...stale, ...oldest.map((file) => file.path)]) rmSync(path, { force: true });
    });
  }

  #fileOf(key: string): string {
    return join(this.#path, `${key}.json`);
  }

  #try(what: 'read' | 'written' | 'trimmed', act: () => void): void {
    try {
      act();
    } catch (error) {
      this.#warnings.add(`${this.#path}: the cache cannot be ${what} (${faultOf(error)}); the run goes on without`);
    }
  }
}

function digestOf(value: unknown): string {
  return md5(JSON.stringify(value));
}

/** When a file was written, in ms since 1970; 0 for one that is gone. */
function writtenMs(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}

function faultOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  return code ?? message;
}
