import { join } from 'node:path';
import { ArcError } from '../values/error.js';

/** The three trees of links; each has a folder of files that its links point to. */
export type PoolTree = 'solver' | 'differ-iz' | 'differ-zo';

/** All of them. */
export const POOL_TREES: readonly PoolTree[] = ['solver', 'differ-iz', 'differ-zo'];

const FILES = { solver: 'solver_md5', 'differ-iz': 'differ_md5', 'differ-zo': 'differ_md5' } as const;
const LINKS = { solver: ['solver_dir'], 'differ-iz': ['differ_dir', 'iz'], 'differ-zo': ['differ_dir', 'zo'] } as const;

/** Where files and links are in a pool; no id can name a place outside of it. */
export class PoolLayout {
  constructor(readonly root: string) {}

  /** `solver_md5` or `differ_md5`. */
  filesFolder(tree: PoolTree): string {
    return join(this.root, FILES[tree]);
  }

  /** `solver_dir`, `differ_dir/iz` or `differ_dir/zo`. */
  linksFolder(tree: PoolTree): string {
    return join(this.root, ...LINKS[tree]);
  }

  /** Where the text of a solver or differ is kept. @throws ArcError `scoring.pool-id` for a name that is no md5 */
  file(tree: PoolTree, md5: string): string {
    if (!/^[0-9a-f]{32}$/.test(md5)) throw new ArcError('scoring.pool-id', `file name "${md5}" is not an md5; give 32 hex digits`);
    return join(this.filesFolder(tree), `${md5}.py`);
  }

  /** Where the links of a task are. @throws ArcError `scoring.pool-id` for an id that is no plain name */
  taskFolder(tree: PoolTree, taskId: string): string {
    if (!isTaskId(taskId)) throw new ArcError('scoring.pool-id', `task id "${taskId}" is not a plain name; use letters, digits, "_", "-", "." and blanks, and begin with a letter or digit`);
    return join(this.linksFolder(tree), `solve_${taskId}`);
  }

  /** Where a link goes. @throws ArcError `scoring.pool-id` as above, and for scores and t_logs that are no whole numbers */
  link(tree: PoolTree, taskId: string, score: number, tLog: number, md5: string): string {
    if (!Number.isSafeInteger(score) || score < 0) throw new ArcError('scoring.pool-id', `score ${score} is not a whole number from 0 up`);
    if (!Number.isSafeInteger(tLog)) throw new ArcError('scoring.pool-id', `t_log ${tLog} is not a whole number`);
    return join(this.taskFolder(tree, taskId), String(score), String(tLog), `${md5}.py`);
  }
}

/** The task whose links a folder of that name holds; `undefined` for another name. */
export function taskIdOfFolder(name: string): string | undefined {
  const id = name.startsWith('solve_') ? name.slice('solve_'.length) : '';
  return isTaskId(id) ? id : undefined;
}

/** A name that stays within its folder, and is not that of a lock (`solve_<task>.lock` lies beside `solve_<task>`). */
function isTaskId(id: string): boolean {
  return /^\w[\w .-]{0,200}$/.test(id) && !id.endsWith('.lock');
}
