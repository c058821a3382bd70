import { basename, join } from 'node:path';
import { readJson } from './json-file.js';
import { taskFromJson } from './parse.js';
import type { Task } from './task.js';

/** Tasks that can be read one by one, from wherever they are. */
export interface TaskSource {
  /** Where they are, for an error's line. */
  readonly place: string;
  readonly ids: readonly string[];
  /** Reads and checks one of `ids`. */
  read(id: string): Task;
}

/**
 * The tasks of a folder, one a file, each read when it is asked for.
 *
 * @param files names of the folder's task files; without `.json` they are the ids
 */
export function folderSource(folder: string, files: readonly string[]): TaskSource {
  const fileById = new Map(files.map((file) => [idOf(file), file]));
  return {
    place: folder,
    ids: [...fileById.keys()],
    read(id) {
      const path = join(folder, fileById.get(id)!);
      return taskFromJson(readJson(path), id, `${path}: `);
    },
  };
}

/** The one task of a file, named as the file. */
export function singleTaskSource(path: string, json: unknown): TaskSource {
  const id = idOf(basename(path));
  return { place: path, ids: [id], read: () => taskFromJson(json, id, `${path}: `) };
}

/** Several sources as one; an id that several have is read from the first of them. */
export function joinSources(place: string, sources: readonly TaskSource[]): TaskSource {
  const sourceById = new Map<string, TaskSource>();
  for (const source of sources) {
    for (const id of source.ids) if (!sourceById.has(id)) sourceById.set(id, source);
  }
  return { place, ids: [...sourceById.keys()], read: (id) => sourceById.get(id)!.read(id) };
}

function idOf(file: string): string {
  return file.replace(/\.json$/i, '');
}
