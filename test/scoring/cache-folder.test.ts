import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { CacheFolder } from '../../src/scoring/cache-folder.js';

const KEY = `number-${'0'.repeat(31)}1`, OTHER_KEY = `number-${'0'.repeat(31)}2`;
const FORM = z.strictObject({ value: z.number() });

let folder: string;
const file = (key = KEY) => join(folder, `${key}.json`);
const fill = (key: string, value: number) => {
  const cache = new CacheFolder(folder);
  cache.write(key, { value });
  expect(cache.warnings).toEqual([]);
};

beforeEach(() => { folder = join(mkdtempSync(join(tmpdir(), 'phaselab-test-')), 'cache'); });
afterEach(() => rmSync(join(folder, '..'), { recursive: true, force: true }));

describe('CacheFolder', () => {
  it('read(key, form) gives what write(key, value) kept, in the same and in a later one', () => {
    const cache = new CacheFolder(folder);
    expect(cache.read(KEY, FORM)).toBeUndefined();
    cache.write(KEY, { value: 7 });
    expect(cache.read(KEY, FORM)).toEqual({ value: 7 });
    expect(new CacheFolder(folder).read(KEY, FORM)).toEqual({ value: 7 });
    expect(new CacheFolder(folder).read(OTHER_KEY, FORM)).toBeUndefined();
  });

  it('write(key, value) replaces, and leaves no file but the key\'s', () => {
    fill(KEY, 7);
    fill(KEY, 8);
    expect(new CacheFolder(folder).read(KEY, FORM)).toEqual({ value: 8 });
    expect(readdirSync(folder)).toEqual([`${KEY}.json`]);
  });

  it.each([
    ['empty', () => ''],
    ['cut off', (text: string) => text.slice(0, text.length / 2)],
    ['changed in its value', (text: string) => text.replace('7', '8')],
    ['another key\'s', (text: string) => text.replace(KEY, OTHER_KEY)],
    ['of another schema', (text: string) => text.replace('cache/1', 'cache/2')],
    ['JSON of somebody else', () => '[1, 2, 3]'],
    ['too long', (text: string) => text + ' '.repeat(70_000)],
  ])('read(key, form) ignores a file that is %s, with a warning, and write(key, value) heals it', (_, damage) => {
    fill(KEY, 7);
    writeFileSync(file(), damage(readFileSync(file(), 'utf8')));
    const cache = new CacheFolder(folder);
    expect(cache.read(KEY, FORM)).toBeUndefined();
    expect(cache.warnings).toEqual([expect.stringContaining(`${file()} is no sound entry of the cache (`)]);
    cache.write(KEY, { value: 9 });
    expect(new CacheFolder(folder).read(KEY, FORM)).toEqual({ value: 9 });
  });

  it('read(key, form) ignores a sound entry of another form', () => {
    new CacheFolder(folder).write(KEY, { value: 'seven' });
    const cache = new CacheFolder(folder);
    expect(cache.read(KEY, FORM)).toBeUndefined();
    expect(cache.warnings).toEqual([`${file()} is no sound entry of the cache (another form); ignored`]);
  });

  it('read(key, form) gives a value of the form or nothing, whatever bytes are in the file', () => {
    fill(KEY, 7);
    const sound = readFileSync(file());
    const damaged = fc.oneof(fc.uint8Array({ maxLength: 300 }), fc.tuple(fc.nat(sound.length - 1), fc.nat(255)).map(([at, byte]) => Uint8Array.from(sound, (old, k) => (k === at ? byte : old))));
    fc.assert(fc.property(damaged, (bytes) => {
      writeFileSync(file(), bytes);
      expect([undefined, 7]).toContain(new CacheFolder(folder).read(KEY, FORM)?.value);
    }), { numRuns: 300 });
  });

  it('new CacheFolder(path) names foreign things once and leaves them alone', () => {
    mkdirSync(join(folder, 'notes'), { recursive: true });
    writeFileSync(join(folder, 'read.me'), 'mine');
    mkdirSync(file());
    const cache = new CacheFolder(folder, { mostFiles: 1 });
    expect(cache.warnings).toEqual([join(folder, 'notes'), join(folder, 'read.me')].map((path) => `${path} is not the cache's; left alone`));
    expect(cache.read(KEY, FORM)).toBeUndefined();
    expect(cache.warnings.at(-1)).toBe(`${file()} is no sound entry of the cache (no file); ignored`);
    cache.write(KEY, { value: 7 });
    cache.write(OTHER_KEY, { value: 8 });
    cache.trim();
    expect(readdirSync(folder).sort()).toEqual(expect.arrayContaining([`${KEY}.json`, 'notes', 'read.me']));
  });

  it('write(key, value) warns once, however often a disk refuses', () => {
    writeFileSync(folder, 'a file where the folder should be');
    const cache = new CacheFolder(folder);
    for (let k = 0; k < 5; k++) cache.write(`number-${'0'.repeat(31)}${k}`, { value: k });
    cache.trim();
    expect(cache.warnings.map((warning) => warning.replace(/\(.*\)/, '(…)'))).toEqual([
      `${folder}: the cache cannot be read (…); the run goes on without`, `${folder}: the cache cannot be written (…); the run goes on without`,
    ]);
    expect(readFileSync(folder, 'utf8')).toBe('a file where the folder should be');
  });

  it('write(key, value) leaves out what is too long', () => {
    new CacheFolder(folder, { mostBytes: 200 }).write(KEY, { text: 'x'.repeat(200) });
    expect(existsSync(folder)).toBe(false);
  });

  it('trim() takes out the files that were written first', () => {
    const keys = Array.from({ length: 6 }, (_, k) => `number-${'0'.repeat(31)}${k}`);
    keys.forEach((key, k) => {
      fill(key, k);
      utimesSync(file(key), 1_000_000 + k, 1_000_000 + k);
    });
    const cache = new CacheFolder(folder, { mostFiles: 4 });
    cache.trim();
    expect(readdirSync(folder)).toHaveLength(6);
    cache.write(KEY, { value: 1 });
    cache.trim();
    // The one that was written anew is the youngest.
    expect(readdirSync(folder).sort()).toEqual([keys[1], keys[3], keys[4], keys[5]].map((key) => `${key!}.json`));
  });

  it('trim() takes out what broken-off writes left, but not what is being written', () => {
    fill(KEY, 7);
    const [old, young] = ['a', 'b'].map((letter) => join(folder, `.${letter.repeat(16)}.tmp`));
    for (const path of [old!, young!]) writeFileSync(path, 'half');
    utimesSync(old!, 1_000_000, 1_000_000);
    const cache = new CacheFolder(folder);
    cache.write(OTHER_KEY, { value: 8 });
    cache.trim();
    expect({ warnings: cache.warnings, old: existsSync(old!), young: existsSync(young!) }).toEqual({ warnings: [], old: false, young: true });
  });
});
