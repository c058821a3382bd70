import { readdirSync, readlinkSync, statSync, type Dirent } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { ArcError } from '../values/error.js';
import type { PoolLayout, PoolTree } from './pool-layout.js';

/** A link that a pool holds. */
export interface PoolLink {
  readonly md5: string;
  readonly score: number;
  readonly tLog: number;
  readonly path: string;
}

/** What the folder of a task holds. */
export interface TaskLinks {
  /** Links to files of the pool, best first: highest score, then highest t_log, then the name that sorts first. */
  readonly links: PoolLink[];
  /** Links to files that the pool has no more. */
  readonly broken: PoolLink[];
  /** Paths of what is not the pool's. */
  readonly foreign: string[];
}

/** Reads the folder of a task, empty if there is none. @throws ArcError `scoring.pool` when it cannot be read */
export function readTaskLinks(layout: PoolLayout, tree: PoolTree, taskId: string): TaskLinks {
  const found: TaskLinks = { links: [], broken: [], foreign: [] };
  const foldersIn = (folder: string, pattern: RegExp) => listFolder(folder).flatMap((entry) => {
    if (entry.isDirectory() && pattern.test(entry.name)) return [entry.name];
    found.foreign.push(join(folder, entry.name));
    return [];
  });
  const folder = layout.taskFolder(tree, taskId);
  for (const score of foldersIn(folder, /^\d+$/)) {
    for (const tLog of foldersIn(join(folder, score), /^-?\d+$/)) {
      for (const entry of listFolder(join(folder, score, tLog))) {
        const path = join(folder, score, tLog, entry.name);
        const md5 = entry.isSymbolicLink() ? md5OfLink(layout, tree, path) : undefined;
        if (md5 === undefined) found.foreign.push(path);
        else (isSound(path) ? found.links : found.broken).push({ md5, score: Number(score), tLog: Number(tLog), path });
      }
    }
  }
  found.links.sort(bestFirst);
  found.foreign.sort();
  return found;
}

/** Whether a link leads to something. */
function isSound(path: string): boolean {
  return reading(path, () => statSync(path, { throwIfNoEntry: false })) !== undefined;
}

/** What a link at that path to the pool's own file holds: a relative path, so that the pool can be moved. */
export function linkTarget(layout: PoolLayout, tree: PoolTree, path: string, md5: string): string {
  return relative(dirname(path), layout.file(tree, md5));
}

/** Highest score, then highest t_log, then the name that sorts first. */
export function bestFirst(a: PoolLink, b: PoolLink): number {
  return b.score - a.score || b.tLog - a.tLog || (a.md5 < b.md5 ? -1 : a.md5 > b.md5 ? 1 : 0);
}

/** The entries of a folder without hidden ones, by name; none if it does not exist. @throws ArcError `scoring.pool` when it cannot be read */
export function listFolder(folder: string): Dirent[] {
  return listAll(folder).filter(({ name }) => !name.startsWith('.'));
}

/** As {@link listFolder}, with hidden ones. */
export function listAll(folder: string): Dirent[] {
  if (reading(folder, () => statSync(folder, { throwIfNoEntry: false })) === undefined) return [];
  return reading(folder, () => readdirSync(folder, { withFileTypes: true })).sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** The md5 that a link of the pool is named by; `undefined` when it points elsewhere than to the pool's file of that name. */
function md5OfLink(layout: PoolLayout, tree: PoolTree, path: string): string | undefined {
  const md5 = /^([0-9a-f]{32})\.py$/.exec(basename(path))?.[1];
  const target = md5 === undefined ? undefined : targetOf(path);
  return target !== undefined && resolve(dirname(path), target) === resolve(layout.file(tree, md5!)) ? md5 : undefined;
}

/** Where a link points to; `undefined` when it has gone since its folder was listed, for others may save meanwhile. */
function targetOf(path: string): string | undefined {
  try {
    return readlinkSync(path);
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    return reading(path, () => { throw cause; });
  }
}

function reading<T>(path: string, read: () => T): T {
  try {
    return read();
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    throw new ArcError('scoring.pool', `${path}: cannot be read (${code}); check its permissions, or choose another folder`, { cause, details: { code } });
  }
}
