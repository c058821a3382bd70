import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { EnvironmentFacts } from '../timing/environment.js';

/** The folder of this package. */
export function packageFolder(): string {
  return join(import.meta.dirname, '..', '..');
}

/** The version of this package. */
export function packageVersion(): string {
  const text = readFileSync(join(packageFolder(), 'package.json'), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}

/** The rooms whose code decides what a program gives. */
const DECIDING_ROOMS = ['values', 'dsl', 'program', 'scoring'];
let knownCodeVersion: string | undefined;

/** The version of this package and a digest of the code that decides results, as it lies on disk when this is first called. */
export function codeVersion(): string {
  return knownCodeVersion ??= `${packageVersion()} ${digestOfCode()}`;
}

function digestOfCode(): string {
  const hash = createHash('sha256');
  for (const room of DECIDING_ROOMS) {
    const folder = join(import.meta.dirname, '..', room);
    for (const name of readdirSync(folder).filter((file) => /(?<!\.d)\.[jt]s$/.test(file)).sort()) hash.update(`${room}/${name}\n`).update(readFileSync(join(folder, name)));
  }
  return hash.digest('hex');
}

/** What reports say of this package: its version and, where it is a git checkout, the commit. */
export function packageFacts(): EnvironmentFacts {
  const gitCommit = readGitCommit(packageFolder());
  return { packageVersion: packageVersion(), ...(gitCommit !== null && { gitCommit }) };
}

/**
 * The commit that a git checkout stands at, read from its files.
 *
 * @param folder the top of a checkout; folders above it are not searched
 * @returns 40 or 64 hexadecimal digits; `null` where there is no checkout, no commit yet, or refs are kept in another format
 */
export function readGitCommit(folder: string): string | null {
  const dotGit = join(folder, '.git');
  // In a linked worktree `.git` is a file that names the folder, whose `commondir` names the one with the branches.
  const pointer = /^gitdir: (.+)$/m.exec(readIfThere(dotGit) ?? '')?.[1];
  const gitFolder = pointer === undefined ? dotGit : resolve(folder, pointer);
  const commonFolder = resolve(gitFolder, readIfThere(join(gitFolder, 'commondir'))?.trim() ?? '.');
  const head = readIfThere(join(gitFolder, 'HEAD'))?.trim() ?? '';
  const branch = /^ref: (.+)$/.exec(head)?.[1];
  if (branch === undefined) return commitOrNull(head);
  const packed = readIfThere(join(commonFolder, 'packed-refs')) ?? '';
  return commitOrNull(readIfThere(join(commonFolder, branch))?.trim()) ?? commitOrNull(packed.split('\n').find((line) => line.endsWith(` ${branch}`))?.split(' ')[0]);
}

function commitOrNull(text: string | undefined): string | null {
  return text !== undefined && /^([0-9a-f]{40}|[0-9a-f]{64})$/.test(text) ? text : null;
}

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
