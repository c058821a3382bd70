import { lstatSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { poolFiles, readFolders, refuseNoPool } from './pool-contents.js';
import { POOL_TREES } from './pool-layout.js';
import { listAll } from './pool-links.js';
import { withLock } from './pool-lock.js';
import { STALE_MS, writing, type Pool } from './pool.js';

/** What pruning takes out, as paths. */
export interface PruneReport {
  readonly schema: 'phaselab.pool-prune/1';
  readonly root: string;
  readonly isDryRun: boolean;
  /** Files that no link points to. */
  readonly files: readonly string[];
  /** Links to files that are gone. */
  readonly brokenLinks: readonly string[];
  /** What a process left that died while it wrote. */
  readonly temporaryFiles: readonly string[];
  /** What is not the pool's; it is left alone. */
  readonly foreign: readonly string[];
}

/** How a pool is pruned. */
export interface PruneOptions {
  /** Only reports what would go. @defaultValue false */
  readonly isDryRun?: boolean;
}

/**
 * Takes out of a pool what nobody needs: files that no link points to, links to files that are gone, and what broken-off writes
 * left. Foreign things stay. Runs that save into the pool meanwhile lose nothing.
 *
 * @throws ArcError `scoring.no-pool`, `scoring.pool`
 */
export async function prunePool(pool: Pool, { isDryRun = false }: PruneOptions = {}): Promise<PruneReport> {
  refuseNoPool(pool);
  const taskFolders = POOL_TREES.flatMap((tree) => pool.taskIds(tree).map((taskId) => pool.layout.taskFolder(tree, taskId))).sort();
  const prune = (): PruneReport => {
    const { folders, foreign } = readFolders(pool);
    const temporaryFiles = staleFiles(pool, Date.now() - STALE_MS);
    const brokenLinks = folders.flatMap(({ broken }) => broken.map(({ path }) => path));
    const files = unlinkedFiles(pool);
    if (!isDryRun) [...temporaryFiles, ...brokenLinks, ...files].forEach(remove);
    return { schema: 'phaselab.pool-prune/1', root: pool.root, isDryRun, files, brokenLinks, temporaryFiles, foreign };
  };
  return isDryRun ? prune() : withLocks(taskFolders, prune);
}

/** Locks all folders, in their order, while the work is done: links stand still, and whoever saves waits. */
function withLocks<T>([folder, ...others]: readonly string[], work: () => T): Promise<T> {
  return folder === undefined ? Promise.resolve(work()) : withLock(folder, () => withLocks(others, work));
}

/** A run that saves into a task folder made meanwhile looks for its file once more when it has linked it, and writes it anew. */
function unlinkedFiles(pool: Pool): string[] {
  const linked = new Set(readFolders(pool).folders.flatMap(({ tree, links, broken }) => [...links, ...broken].map(({ md5 }) => pool.filePath(tree, md5))));
  return poolFiles(pool).own.filter((path) => !linked.has(path));
}

/** Temporary files of the pool that were last written before a time, in ms since 1970. */
function staleFiles(pool: Pool, beforeMs: number): string[] {
  const below = (folder: string): string[] => listAll(folder).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory() && entry.name.endsWith('.lock')) return [];
    return entry.isDirectory() ? below(path) : /^\.[0-9a-f]+\.tmp$/.test(entry.name) ? [path] : [];
  });
  return ['solver_md5', 'differ_md5', 'solver_dir', 'differ_dir'].flatMap((name) => below(join(pool.root, name)))
    .filter((path) => (lastWritten(path) ?? Infinity) < beforeMs);
}

function lastWritten(path: string): number | undefined {
  return lstatSync(path, { throwIfNoEntry: false })?.mtimeMs;
}

function remove(path: string): void {
  writing(path, () => rmSync(path, { force: true }));
}
