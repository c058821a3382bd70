import { createHash } from 'node:crypto';
import { accessSync, constants, existsSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, sep } from 'node:path';
import { placeWhole } from '../tasks/whole-file.js';
import { ArcError } from '../values/error.js';
import { md5 as md5Of } from './md5.js';
import { PoolLayout, taskIdOfFolder, type PoolTree } from './pool-layout.js';
import { bestFirst, linkTarget, listFolder, readTaskLinks, type PoolLink, type TaskLinks } from './pool-links.js';
import { withLock } from './pool-lock.js';

export type { PoolLink } from './pool-links.js';

/** Most links that one `solve_<task>` folder keeps. */
export const MOST_LINKS = 32;

/** A file being written lives for milliseconds; after so long, the process that wrote it is gone. */
export const STALE_MS = 60_000;

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

/** What saving did. */
export interface SaveResult {
  /** Entries whose link is now in the pool. */
  readonly saved: number;
  /** Links that had to go: each was the worst of more than {@link MOST_LINKS}. */
  readonly evicted: readonly PoolLink[];
  /** Things in the folders that are not the pool's, and broken links; they were left alone. */
  readonly warnings: readonly string[];
}

/**
 * A pool of solvers and differs on disk, laid out as SCORING says, so that it is interchangeable with the original's.
 *
 * Files are written aside and renamed; a `solve_<task>` folder is locked while its links change, so that processes
 * that save at once lose nothing.
 */
export class Pool {
  readonly layout: PoolLayout;

  constructor(readonly root: string) {
    this.layout = new PoolLayout(root);
  }

  /** Makes the pool's folder, and checks that it can be written to. @throws ArcError `scoring.pool` when the disk refuses */
  open(): void {
    writing(this.root, () => {
      mkdirSync(this.root, { recursive: true });
      accessSync(this.root, constants.W_OK);
    });
  }

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
    const folder = this.layout.taskFolder(tree, taskId);
    writing(folder, () => mkdirSync(folder, { recursive: true }));
    return withLock(folder, async () => {
      const task = readTaskLinks(this.layout, tree, taskId);
      const saving = new TaskSaving(this.layout, tree, taskId, task, warningsOf(task));
      await work((entry) => saving.save(entry));
      const { saved, evicted, warnings } = saving;
      return { saved, evicted, warnings };
    });
  }

  /** The links of a task, best first. Whatever is not the pool's, and broken links, are named in `warnings` and left alone. */
  readLinks(tree: PoolTree, taskId: string, warnings: string[] = []): PoolLink[] {
    const task = readTaskLinks(this.layout, tree, taskId);
    warnings.push(...warningsOf(task));
    return task.links;
  }

  /** The ids of the tasks that have a folder, ascending. */
  taskIds(tree: PoolTree): string[] {
    return listFolder(this.layout.linksFolder(tree)).flatMap((entry) => (entry.isDirectory() ? taskIdOfFolder(entry.name) ?? [] : []));
  }

  /** Where the text of a solver or differ is kept. */
  filePath(tree: PoolTree, md5: string): string {
    return this.layout.file(tree, md5);
  }
}

/** A digest of what entries would leave in a pool, run times left out. */
export function digestEntries(entries: readonly Omit<PoolEntry, 'tLog'>[]): string {
  const rows = entries.map(({ taskId, md5, text, score }) => `${taskId} ${score} ${md5} ${md5Of(text)}`);
  return createHash('sha256').update([...new Set(rows)].sort().join('\n')).digest('hex');
}

/** The links of one task while entries are saved; its folder is locked. */
class TaskSaving {
  saved = 0;
  readonly evicted: PoolLink[] = [];

  constructor(
    private readonly layout: PoolLayout, private readonly tree: PoolTree, private readonly taskId: string,
    private readonly task: TaskLinks, readonly warnings: string[],
  ) {}

  /** Writes the file and its link, removes the entry's other links, evicts the worst; a newcomer that is itself the worst gets no link. */
  save({ md5, text, score, tLog, taskId }: PoolEntry): void {
    if (taskId !== this.taskId) throw new ArcError('scoring.pool-id', `an entry of task "${taskId}" cannot be saved among those of "${this.taskId}"`);
    const file = this.layout.file(this.tree, md5), path = this.layout.link(this.tree, taskId, score, tLog, md5);
    if (this.isForeign(path)) {
      this.warnings.push(`${path} is not the pool's; left alone, so ${md5} has no link there`);
      return;
    }
    const { links } = this.task;
    const link: PoolLink = { md5, score, tLog, path };
    const own = links.filter((known) => known.md5 === md5 && known.path !== path);
    const kept = [...links.filter((known) => known.md5 !== md5), link].sort(bestFirst);
    const worst = kept.splice(MOST_LINKS);
    writeOnce(file, text);
    if (kept.includes(link)) {
      if (!links.some((known) => known.path === path)) writing(path, () => place(path, (aside) => symlinkSync(linkTarget(this.layout, this.tree, path, md5), aside)));
      // Somebody who prunes the pool may have taken the file before it had a link.
      writeOnce(file, text);
      this.saved++;
    }
    for (const old of [...own, ...worst]) writing(old.path, () => rmSync(old.path, { force: true }));
    this.evicted.push(...worst.filter((other) => other !== link));
    links.splice(0, links.length, ...kept);
  }

  /** Whether something stands at a path, or in its way, that is not a link of the pool. */
  private isForeign(path: string): boolean {
    if ([...this.task.links, ...this.task.broken].some((link) => link.path === path)) return false;
    return this.task.foreign.some((other) => path === other || path.startsWith(other + sep));
  }
}

function warningsOf({ foreign, broken }: TaskLinks): string[] {
  return [...foreign.map((path) => `${path} is not the pool's; left alone`), ...broken.map(({ path }) => `${path} points to a file that is gone; left alone`)];
}

function writeOnce(path: string, text: string): void {
  if (!existsSync(path)) writing(path, () => place(path, (aside) => writeFileSync(aside, text, { flag: 'wx' })));
}

/** `placeWhole` in a folder that is made where it is missing. */
export function place(path: string, make: (aside: string) => void): void {
  mkdirSync(dirname(path), { recursive: true });
  placeWhole(path, make);
}

/** Does what changes the disk at a path. @throws ArcError `scoring.pool` when the disk refuses */
export function writing(path: string, act: () => void): void {
  try {
    act();
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code ?? String(cause);
    throw new ArcError('scoring.pool', `${path}: cannot be written (${code}); check space and permissions, or choose another folder with --pool`, { cause, details: { code } });
  }
}
