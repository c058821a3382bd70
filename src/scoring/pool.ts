import { createHash, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { lock, lockSync } from 'proper-lockfile';
import { ArcError } from '../values/error.js';

/** Most links that one `solve_<task>` folder keeps. */
export const MOST_LINKS = 32;

/** The three trees of links; each has a folder of files that its links point to. */
export type PoolTree = 'solver' | 'differ-iz' | 'differ-zo';

/** A text to keep, and where its link goes. */
export interface PoolEntry {
  readonly taskId: string;
  /** Md5 of the inlined text, 32 hex digits: the file's name. */
  readonly md5: string;
  readonly text: string;
  /** o score of a solver, s score of a differ: 0... */
  readonly score: number;
  readonly tLog: number;
}

/** A link that a pool holds. */
export interface PoolLink {
  readonly md5: string;
  readonly score: number;
  readonly tLog: number;
  readonly path: string;
}

/** What saving did. */
export interface SaveResult {
  /** Entries whose link is now in the pool. */
  readonly saved: number;
  /** Links that had to go: each was the worst of more than {@link MOST_LINKS}. */
  readonly evicted: readonly PoolLink[];
  /** Things in the folders that are not the pool's; they were left alone. */
  readonly warnings: readonly string[];
}

const FILES = { solver: 'solver_md5', 'differ-iz': 'differ_md5', 'differ-zo': 'differ_md5' } as const;
const LINKS = { solver: ['solver_dir'], 'differ-iz': ['differ_dir', 'iz'], 'differ-zo': ['differ_dir', 'zo'] } as const;

/**
 * A pool of solvers and differs on disk, laid out as SCORING says, so that it is interchangeable with the original's.
 *
 * Files are written aside and renamed; a `solve_<task>` folder is locked while its links change, so that processes
 * that save at once lose nothing.
 */
export class Pool {
  constructor(readonly root: string) {}

  /**
   * Saves entries: their files once, their links at their scores; the same entry saved again replaces its own link.
   *
   * @throws ArcError `scoring.pool` when the disk refuses, `scoring.pool-id` for an id that is no plain name
   */
  async save(tree: PoolTree, entries: readonly PoolEntry[]): Promise<SaveResult> {
    const results: SaveResult[] = [];
    for (const taskId of new Set(entries.map((entry) => entry.taskId))) {
      const group = entries.filter((entry) => entry.taskId === taskId);
      results.push(await this.saving(tree, taskId, (save) => group.forEach(save)));
    }
    return {
      saved: results.reduce((sum, result) => sum + result.saved, 0),
      evicted: results.flatMap((result) => result.evicted), warnings: results.flatMap((result) => result.warnings),
    };
  }

  /**
   * Saves entries of one task one by one, as they come, with the task's folder locked meanwhile.
   *
   * @param work is given the function that saves one entry
   * @throws as {@link save}
   */
  async saving(tree: PoolTree, taskId: string, work: (save: (entry: PoolEntry) => void) => void | Promise<void>): Promise<SaveResult> {
    let saved = 0;
    const evicted: PoolLink[] = [], warnings: string[] = [];
    const release = await this.lock(this.linkFolder(tree, taskId));
    try {
      const links = this.readLinks(tree, taskId, warnings);
      await work((entry) => {
        this.writeFile(tree, entry);
        if (this.placeLink(tree, entry, links, evicted)) saved++;
      });
    } finally {
      await release();
    }
    return { saved, evicted, warnings };
  }

  /** The links of a task, best first. Whatever is not the pool's is named in `warnings` and left alone. */
  readLinks(tree: PoolTree, taskId: string, warnings: string[] = []): PoolLink[] {
    const folder = this.linkFolder(tree, taskId);
    const links: PoolLink[] = [];
    const foreign = (path: string) => warnings.push(`${path} is not the pool's; left alone`);
    for (const score of listFolder(folder)) {
      if (!/^\d+$/.test(score)) { foreign(join(folder, score)); continue; }
      for (const tLog of listFolder(join(folder, score))) {
        if (!/^-?\d+$/.test(tLog)) { foreign(join(folder, score, tLog)); continue; }
        for (const file of listFolder(join(folder, score, tLog))) {
          const path = join(folder, score, tLog, file);
          const md5 = /^([0-9a-f]{32})\.py$/.exec(file)?.[1];
          if (md5 === undefined) foreign(path);
          else links.push({ md5, score: Number(score), tLog: Number(tLog), path });
        }
      }
    }
    return links.sort(bestFirst);
  }

  /** The ids of the tasks that have links. */
  taskIds(tree: PoolTree): string[] {
    return listFolder(join(this.root, ...LINKS[tree])).flatMap((name) => /^solve_([\w-]+)$/.exec(name)?.[1] ?? []).sort();
  }

  /** Where the text of a solver or differ is kept. */
  filePath(tree: PoolTree, md5: string): string {
    return join(this.root, FILES[tree], `${md5}.py`);
  }

  private linkFolder(tree: PoolTree, taskId: string): string {
    if (!/^[\w-]+$/.test(taskId)) throw new ArcError('scoring.pool-id', `task id "${taskId}" is not a plain name; use letters, digits, "_" and "-"`);
    return join(this.root, ...LINKS[tree], `solve_${taskId}`);
  }

  private writeFile(tree: PoolTree, { md5, text }: PoolEntry): void {
    if (!/^[0-9a-f]{32}$/.test(md5)) throw new ArcError('scoring.pool-id', `file name "${md5}" is not an md5`);
    const path = this.filePath(tree, md5);
    if (existsSync(path)) return;
    this.attempt(path, () => place(path, (aside) => writeFileSync(aside, text, { flag: 'wx' })));
  }

  /** Adds the link, removes the entry's other links, evicts the worst; `links` is kept in step. */
  private placeLink(tree: PoolTree, entry: PoolEntry, links: PoolLink[], evicted: PoolLink[]): boolean {
    const { md5, score, tLog } = entry;
    const path = join(this.linkFolder(tree, entry.taskId), String(score), String(tLog), `${md5}.py`);
    const link: PoolLink = { md5, score, tLog, path };
    const others = links.filter((known) => known.md5 !== md5);
    const kept = [...others, link].sort(bestFirst);
    const gone = [...links.filter((known) => known.md5 === md5 && known.path !== path)];
    const worst = kept.length > MOST_LINKS ? kept.splice(MOST_LINKS) : [];
    if (kept.includes(link)) {
      const target = relative(dirname(path), this.filePath(tree, md5));
      if (!links.some((known) => known.path === path && existsSync(path))) {
        this.attempt(path, () => place(path, (aside) => symlinkSync(target, aside)));
      }
      evicted.push(...worst);
    } else {
      gone.push(...links.filter((known) => known.path === path));
    }
    for (const old of [...gone, ...worst]) if (old !== link) this.attempt(old.path, () => rmSync(old.path, { force: true }));
    links.splice(0, links.length, ...kept);
    return kept.includes(link);
  }

  /** Locks a folder: at once where it is free, which is the rule, else by waiting for it. */
  private async lock(folder: string): Promise<() => void | Promise<void>> {
    this.attempt(folder, () => mkdirSync(folder, { recursive: true }));
    try {
      return lockSync(folder, { stale: 10_000 });
    } catch (cause) {
      if ((cause as NodeJS.ErrnoException).code !== 'ELOCKED') throw lockFault(folder, cause);
    }
    try {
      return await lock(folder, { stale: 10_000, retries: { retries: 200, factor: 1.2, minTimeout: 2, maxTimeout: 200, randomize: true } });
    } catch (cause) {
      throw lockFault(folder, cause);
    }
  }

  private attempt(path: string, act: () => void): void {
    try {
      act();
    } catch (cause) {
      const code = (cause as NodeJS.ErrnoException).code ?? String(cause);
      throw new ArcError('scoring.pool', `${path}: cannot be written (${code}); check space and permissions, or choose another folder with --pool`, { cause, details: { code } });
    }
  }
}

/** A digest of what entries would leave in a pool, run times left out. */
export function digestEntries(entries: readonly Omit<PoolEntry, 'tLog'>[]): string {
  const rows = entries.map(({ taskId, md5, text, score }) => `${taskId} ${score} ${md5} ${createHash('md5').update(text).digest('hex')}`);
  return createHash('sha256').update([...new Set(rows)].sort().join('\n')).digest('hex');
}

function lockFault(folder: string, cause: unknown): ArcError {
  const { code } = cause as NodeJS.ErrnoException;
  return new ArcError('scoring.pool', code === 'ELOCKED'
    ? `${folder}: the folder stays locked by another process; end that process or remove ${folder}.lock`
    : `${folder}: cannot be locked (${code}); check space and permissions, or choose another folder with --pool`, { cause });
}

/** Highest score, then highest t_log, then the name that sorts first. */
function bestFirst(a: PoolLink, b: PoolLink): number {
  return b.score - a.score || b.tLog - a.tLog || (a.md5 < b.md5 ? -1 : a.md5 > b.md5 ? 1 : 0);
}

/** Makes something under a name of its own, then renames it into place: nobody ever sees half of it. */
function place(path: string, make: (aside: string) => void): void {
  mkdirSync(dirname(path), { recursive: true });
  const aside = join(dirname(path), `.${randomBytes(8).toString('hex')}.tmp`);
  try {
    make(aside);
    renameSync(aside, path);
  } catch (error) {
    rmSync(aside, { force: true });
    throw error;
  }
}

function listFolder(folder: string): string[] {
  try {
    return readdirSync(folder).filter((name) => !name.startsWith('.'));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return [];
    throw new ArcError('scoring.pool', `${folder}: cannot be read (${code}); check its permissions`, { cause: error });
  }
}
