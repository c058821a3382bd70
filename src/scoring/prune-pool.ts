import { existsSync, lstatSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { poolFiles, readFolders, refuseNoPool } from './pool-contents.js';
import { listAll, readTaskLinks } from './pool-links.js';
import { withLock } from './pool-lock.js';
import { writing, type Pool } from './pool.js';

/** A file being written lives for milliseconds; after so long, the process that wrote it is gone. */
const STALE_MS = 60_000;

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
  const { folders, foreign } = readFolders(pool);
  const temporaryFiles = staleFiles(pool, Date.now() - STALE_MS);
  let brokenLinks = folders.flatMap(({ broken }) => broken.map(({ path }) => path));
  let files = unlinkedFiles(pool);
  if (!isDryRun) {
    temporaryFiles.forEach(remove);
    brokenLinks = (await Promise.all(folders.filter(({ broken }) => broken.length > 0).map(({ tree, taskId }) =>
      withLock(pool.layout.taskFolder(tree, taskId), () => {
        // Read again under the lock: a run may have written the missing file meanwhile.
        const paths = readTaskLinks(pool.layout, tree, taskId).broken.map(({ path }) => path);
        paths.forEach(remove);
        return paths;
      })))).flat();
    files = takeOut(pool, files);
  }
  return { schema: 'phaselab.pool-prune/1', root: pool.root, isDryRun, files, brokenLinks, temporaryFiles, foreign };
}

function unlinkedFiles(pool: Pool): string[] {
  const linked = linkedFiles(pool);
  return poolFiles(pool).own.filter((path) => !linked.has(path));
}

function linkedFiles(pool: Pool): Set<string> {
  return new Set(readFolders(pool).folders.flatMap(({ tree, links, broken }) => [...links, ...broken].map(({ md5 }) => pool.filePath(tree, md5))));
}

/**
 * Removes files: first out of sight, then, unless a link to them came meanwhile, for good. A run that links such a file either
 * finds it gone and writes it anew, or its link is found here and the file put back.
 */
function takeOut(pool: Pool, files: readonly string[]): string[] {
  const asideOf = (path: string) => join(dirname(path), `.${basename(path)}.tmp`);
  for (const path of files) writing(path, () => renameSync(path, asideOf(path)));
  const linked = linkedFiles(pool);
  return files.filter((path) => {
    if (!linked.has(path) || existsSync(path)) remove(asideOf(path));
    else writing(path, () => renameSync(asideOf(path), path));
    return !linked.has(path);
  });
}

/** Temporary files of the pool that were last written before a time, in ms since 1970. */
function staleFiles(pool: Pool, beforeMs: number): string[] {
  const below = (folder: string): string[] => listAll(folder).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? below(path) : /^\.[0-9a-f]+(\.py)?\.tmp$/.test(entry.name) ? [path] : [];
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
