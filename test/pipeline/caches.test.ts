import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { differingDigests } from '../../src/pipeline/digests.js';
import { measureJourney } from '../../src/pipeline/measure-journey.js';
import { codeVersion } from '../../src/pipeline/package.js';
import type { RunReport } from '../../src/pipeline/report.js';
import { runPipeline, type RunOptions } from '../../src/pipeline/run.js';
import { MIRRORED, smallCard } from './small-work.js';

const CARD = smallCard(['right', 'same', 'red', 'failing'], {});
const CLI = join(import.meta.dirname, '..', '..', 'dist', 'cli', 'main.js');
const SETTINGS = { dedupe: true, batchInline: true, caches: true } as const;

let pool: string;
const cacheFolder = () => join(pool, '.cache');
const run = (options: RunOptions = {}) => runPipeline(MIRRORED, CARD, { pool, config: SETTINGS, ...options });
const tLogs = (report: RunReport) => report.candidates.map(({ solverId, tLog }) => [solverId, tLog]);
const ALL_FOUND = { inlined: { hits: 4, misses: 0 }, validation: { hits: 4, misses: 0 } };
const NONE_FOUND = { inlined: { hits: 0, misses: 4 }, validation: { hits: 0, misses: 4 } };

beforeEach(() => { pool = mkdtempSync(join(tmpdir(), 'phaselab-test-')); });
afterEach(() => rmSync(pool, { recursive: true, force: true }));

describe('runPipeline(…, {config: {caches: true}})', () => {
  it('finds in a later run what the first has kept, and gives the same results and t_logs', async () => {
    const plain = await runPipeline(MIRRORED, CARD, { config: { ...SETTINGS, caches: false } });
    const first = await run(), later = await run();
    expect(first.cache).toEqual(NONE_FOUND);
    expect(later.cache).toEqual(ALL_FOUND);
    expect(plain.cache).toBeUndefined();
    for (const report of [first, later]) {
      expect(differingDigests(plain, report)).toEqual([]);
      expect(report.counts).toEqual(plain.counts);
      expect(report.warnings).toEqual([]);
    }
    expect(tLogs(later)).toEqual(tLogs(first));
    expect(later.stages.find(({ name }) => name === 'validate')!.items).toBe(4);
  });

  it('keeps nothing on disk without a pool that is kept, and finds it in this process all the same', async () => {
    const temporary = () => readdirSync(tmpdir()).filter((name) => name.startsWith('phaselab-pool-'));
    const before = temporary(), config = { ...SETTINGS, timeoutMs: 4321 };
    expect((await runPipeline(MIRRORED, CARD, { config })).cache?.validation).toEqual({ hits: 0, misses: 4 });
    expect((await runPipeline(MIRRORED, CARD, { config })).cache).toEqual(ALL_FOUND);
    expect(temporary().filter((name) => !before.includes(name) && existsSync(join(tmpdir(), name, '.cache')))).toEqual([]);
  });

  it('makes no folder with caches off', async () => {
    await run({ config: { ...SETTINGS, caches: false } });
    expect(existsSync(cacheFolder())).toBe(false);
  });

  it('validates alone what is new in a card', async () => {
    await runPipeline(MIRRORED, smallCard(['right', 'same'], {}), { pool, config: SETTINGS });
    const { cache, counts } = await runPipeline(MIRRORED, smallCard(['right', 'same', 'red'], {}), { pool, config: { ...SETTINGS, profile: true } });
    expect({ hits: cache!.validation.hits, misses: cache!.validation.misses, validated: counts.validated }).toEqual({ hits: 2, misses: 1, validated: 3 });
  });

  it('tries a candidate again that ran into the time limit', async () => {
    const slow = () => runPipeline(MIRRORED, smallCard(['right', 'slow'], {}), { pool, config: { ...SETTINGS, differs: 'distinct', timeoutMs: 300 } });
    const first = await slow(), later = await slow();
    expect(later.cache!.validation).toEqual({ hits: 1, misses: 1 });
    for (const { candidates } of [first, later]) expect(candidates.map(({ status }) => status)).toEqual(['ok', 'timeout']);
  });

  it('measures nothing where all is found: no job, no time of jobs', async () => {
    await run();
    const { spans } = await run({ config: { ...SETTINGS, profile: true } });
    expect(spans.filter(({ name }) => name.startsWith('validate ')).map(({ name }) => name)).toEqual([]);
    expect(spans.find(({ name }) => name === 'validate')!.attributes).toMatchObject({ cacheHits: 4 });
  });
});

describe('the cache of a pool on disk', () => {
  const inProcess = (): RunReport => {
    const { stdout, stderr } = spawnSync(process.execPath, [CLI, 'run', '-i', '007bbfb7', '--pool', pool, '--json', '--set', 'dedupe=true', 'batchInline=true', 'differs=distinct', 'caches=true'], { encoding: 'utf8' });
    expect(stderr).not.toContain('Error');
    return JSON.parse(stdout) as RunReport;
  };

  it('is found by a later process, with equal results and t_logs', () => {
    const first = inProcess(), later = inProcess();
    expect(first.cache?.validation).toEqual({ hits: 0, misses: 32 });
    expect(later.cache).toEqual({ inlined: { hits: 32, misses: 0 }, validation: { hits: 32, misses: 0 } });
    expect(later.digests).toEqual(first.digests);
    expect(tLogs(later)).toEqual(tLogs(first));
  }, 60_000);

  it('is ignored with a warning where it is damaged or foreign, and healed', () => {
    const first = inProcess(), files = readdirSync(cacheFolder());
    expect(files).toHaveLength(64);
    for (const name of files) writeFileSync(join(cacheFolder(), name), 'damaged');
    writeFileSync(join(cacheFolder(), 'notes.txt'), 'mine');
    const damaged = inProcess();
    expect(damaged.digests).toEqual(first.digests);
    expect(damaged.cache?.validation).toEqual({ hits: 0, misses: 32 });
    expect(damaged.warnings).toHaveLength(5);
    expect(damaged.warnings.at(-1)).toBe(`${cacheFolder()}: 61 more like these`);
    expect(damaged.warnings).toContain(`${join(cacheFolder(), 'notes.txt')} is not the cache's; left alone`);
    const healed = inProcess();
    expect({ hits: healed.cache?.validation.hits, warnings: healed.warnings.length }).toEqual({ hits: 32, warnings: 1 });
  }, 60_000);

  it('costs the run nothing but a warning where it cannot be written', async () => {
    writeFileSync(cacheFolder(), 'no folder');
    const report = await run();
    expect(differingDigests(report, await runPipeline(MIRRORED, CARD, {}))).toEqual([]);
    expect(report.warnings.join()).toContain('the cache cannot be written');
  });
});

describe('measureJourney(task, card, {phases: [… "caches"]})', () => {
  it('measures a later run: the warm-up has filled what the counted run finds', async () => {
    const [before, caches] = await measureJourney(MIRRORED, CARD, { phases: ['filter-batch', 'caches'], rounds: 1, config: { executor: 'inline', timeoutMs: 4567 } });
    expect(before!.report.cache).toBeUndefined();
    expect(caches!.report.cache).toEqual(ALL_FOUND);
    expect(differingDigests(before!.report, caches!.report)).toEqual([]);
  });
});

describe('codeVersion', () => {
  it('codeVersion() names the package\'s version and a digest, the same each time', () => {
    expect(codeVersion()).toMatch(/^\d+\.\d+\.\d+ [0-9a-f]{64}$/);
    expect(codeVersion()).toBe(codeVersion());
  });
});
