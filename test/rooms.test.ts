import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { describe, expect, it } from 'vitest';

/** The rooms of `src/`, in the order in which they may import one another: only from rooms before, and from themselves. */
const ROOMS = ['values', 'timing', 'dsl', 'program', 'tasks', 'executor', 'scoring', 'pipeline', 'charts', 'notebook', 'cli'];
const SOURCE = join(import.meta.dirname, '..', 'src');

/** Where the words stand outside of cli/, and why that is no breach. */
const EXCEPTIONS: Readonly<Record<string, string>> = {
  'notebook/display.ts': 'show outside of a notebook prints the plain-text twin: showing is what it is for',
  'notebook/kernel-process.ts': 'a text of code that runs in the kernel, which is to end with its parent',
};

const files = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
const imports = files.flatMap((file) => {
  const text = readFileSync(join(SOURCE, file), 'utf8');
  return [...text.matchAll(/(?:from|import\()\s*'(\.[^']*)'/g)].map(([, path]) => ({
    file, from: roomOf(file), to: roomOf(relative(SOURCE, join(SOURCE, file, '..', path!))),
  }));
});

function roomOf(file: string): string {
  return file.includes(sep) ? file.split(sep)[0]! : '';
}

describe('rooms', () => {
  it('src/ holds the rooms of the map and nothing else', () => {
    const entries = readdirSync(SOURCE, { withFileTypes: true });
    expect(entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name).sort()).toEqual([...ROOMS].sort());
    expect(entries.filter((entry) => entry.isFile()).map((entry) => entry.name)).toEqual(['index.ts']);
  });

  it('every file imports only from rooms above its own', () => {
    expect(imports.length).toBeGreaterThan(100);
    const upward = imports.filter(({ from, to }) => from !== '' && (to === '' || ROOMS.indexOf(to) > ROOMS.indexOf(from)));
    expect(upward).toEqual([]);
  });

  it('only cli/ prints, exits or reads the environment', () => {
    const culprits = files.filter((file) => roomOf(file) !== 'cli' && !(file in EXCEPTIONS)).filter((file) => {
      const code = readFileSync(join(SOURCE, file), 'utf8').replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*|`[^`]*`|'[^'\n]*'/g, '');
      return /\bconsole\.|\bprocess\.(exit|env|stdout|stderr)\b/.test(code);
    });
    expect(culprits).toEqual([]);
  });
});
