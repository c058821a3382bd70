import { statSync } from 'node:fs';
import { join } from 'node:path';
import { ArcError } from '../values/error.js';
import { POOL_TREES, taskIdOfFolder, type PoolTree } from './pool-layout.js';
import { listFolder, readTaskLinks, type TaskLinks } from './pool-links.js';
import type { Pool } from './pool.js';

/** A solver or differ of a task, at its scores. */
export interface PooledItem {
  readonly md5: string;
  readonly score: number;
  readonly tLog: number;
}

/** What a pool holds of one task, best first. */
export interface PooledTask {
  readonly taskId: string;
  readonly solvers: readonly PooledItem[];
  readonly differs: { readonly iz: readonly PooledItem[]; readonly zo: readonly PooledItem[] };
}

/** What a pool holds, as plain data. */
export interface PoolContents {
  readonly schema: 'phaselab.pool/1';
  readonly root: string;
  readonly tasks: readonly PooledTask[];
  /** Files of solvers, and of differs, whether linked or not. */
  readonly files: { readonly solvers: number; readonly differs: number };
  /** Links to files that are gone. */
  readonly broken: readonly string[];
  /** What is not the pool's. */
  readonly foreign: readonly string[];
}

/** One task folder of one tree, with what it holds. */
export interface PoolFolder extends TaskLinks {
  readonly tree: PoolTree;
  readonly taskId: string;
}

/**
 * Reads what a pool holds; changes nothing.
 *
 * @throws ArcError `scoring.no-pool` where there is none, `scoring.pool` when it cannot be read
 */
export function readPool(pool: Pool): PoolContents {
  refuseNoPool(pool);
  const { folders, foreign } = readFolders(pool);
  const taskIds = [...new Set(folders.map(({ taskId }) => taskId))].sort();
  const itemsOf = (taskId: string, tree: PoolTree) => folders
    .filter((folder) => folder.taskId === taskId && folder.tree === tree)
    .flatMap(({ links }) => links.map(({ md5, score, tLog }): PooledItem => ({ md5, score, tLog })));
  return {
    schema: 'phaselab.pool/1', root: pool.root,
    tasks: taskIds.map((taskId) => ({
      taskId, solvers: itemsOf(taskId, 'solver'), differs: { iz: itemsOf(taskId, 'differ-iz'), zo: itemsOf(taskId, 'differ-zo') },
    })),
    files: { solvers: poolFiles(pool, ['solver']).own.length, differs: poolFiles(pool, ['differ-iz']).own.length },
    broken: folders.flatMap(({ broken }) => broken.map(({ path }) => path)),
    foreign,
  };
}

/** All task folders of a pool, and everywhere what is not the pool's. */
export function readFolders(pool: Pool): { readonly folders: readonly PoolFolder[]; readonly foreign: readonly string[] } {
  const folders: PoolFolder[] = [], foreign: string[] = [];
  for (const tree of POOL_TREES) {
    const place = pool.layout.linksFolder(tree);
    for (const entry of listFolder(place)) {
      const taskId = entry.isDirectory() ? taskIdOfFolder(entry.name) : undefined;
      if (taskId !== undefined) folders.push({ tree, taskId, ...readTaskLinks(pool.layout, tree, taskId) });
      else if (!entry.name.endsWith('.lock')) foreign.push(join(place, entry.name));
    }
  }
  return { folders, foreign: [...foreign, ...folders.flatMap((folder) => folder.foreign), ...poolFiles(pool).foreign] };
}

/** The paths of the files that a pool's links point to, and of what else lies beside them. */
export function poolFiles(pool: Pool, trees: readonly PoolTree[] = ['solver', 'differ-iz']): { readonly own: string[]; readonly foreign: string[] } {
  const own: string[] = [], foreign: string[] = [];
  for (const folder of trees.map((tree) => pool.layout.filesFolder(tree))) {
    for (const entry of listFolder(folder)) {
      const isOwn = entry.isFile() && /^[0-9a-f]{32}\.py$/.test(entry.name);
      (isOwn ? own : foreign).push(join(folder, entry.name));
    }
  }
  return { own, foreign };
}

/** @throws ArcError `scoring.no-pool` for a folder that does not exist or holds no pool */
export function refuseNoPool(pool: Pool): void {
  const isFolder = (path: string) => statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
  if (!isFolder(pool.root)) throw new ArcError('scoring.no-pool', `${pool.root}: no such folder; give the one of "phaselab run --pool"`);
  if (!POOL_TREES.some((tree) => isFolder(pool.layout.filesFolder(tree)))) {
    throw new ArcError('scoring.no-pool', `${pool.root}: holds no pool (no solver_md5 or differ_md5 in it); give the folder of "phaselab run --pool"`);
  }
}
