import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { defaultVectorsFolder, runBench } from '../../src/pipeline/bench.js';
import { compareBenches, parseBench } from '../../src/pipeline/bench-against.js';
import { benchRow, totalRow, type BenchReport } from '../../src/pipeline/bench-report.js';
import { bundledTaskIds } from '../../src/tasks/bundled.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'phaselab-test-'));
  mkdirSync(join(folder, 'vectors'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function writeVectors(name: string, ...vectors: object[]): void {
  writeFileSync(join(folder, 'vectors', `${name}.jsonl`), vectors.map((vector) => `${JSON.stringify({ fn: name, ...vector })}\n`).join(''));
}

describe('benchRow and totalRow', () => {
  it('benchRow(name, items, samples, reference) has median, spread and the reference ÷ median', () => {
    const row = benchRow('add', 3, [2, 2, 2], { name: 'CPython', ms: 8 });
    expect(row).toEqual({
      name: 'add', items: 3, medianMs: 2, lowMs: 2, highMs: 2, spread: 0, samplesMs: [2, 2, 2],
      reference: { name: 'CPython', ms: 8, speedup: { estimate: 4, low: 4, high: 4 } },
    });
    expect(benchRow('none', 1, [0, 0], { name: 'CPython', ms: 8 }).reference!.speedup).toBeNull();
  });

  it('totalRow(rows) is the sum of the medians, whatever happened to different rows in different rounds', () => {
    const rows = [benchRow('a', 1, [1, 1, 1, 1, 90], { name: 'CPython', ms: 10 }), benchRow('b', 2, [90, 2, 2, 2, 2], { name: 'CPython', ms: 20 })];
    const total = totalRow(rows);
    expect(total).toMatchObject({ name: 'all', items: 3, medianMs: 3, samplesMs: [91, 3, 3, 3, 92], reference: { name: 'CPython', ms: 30 } });
    expect(total.reference!.speedup!.estimate).toBe(10);
    expect(total.lowMs).toBe(3);
    expect(total.highMs).toBeGreaterThanOrEqual(3);
  });

  it('totalRow(rows) has no reference unless all rows have the same one', () => {
    expect(totalRow([benchRow('a', 1, [1], { name: 'CPython', ms: 10 }), benchRow('b', 1, [1])]).reference).toBeUndefined();
  });
});

describe('runBench: primitives', () => {
  it('runBench({ vectors }) times the vectors that give a value and keep the declared types, against CPython\'s time of as many cases', async () => {
    writeVectors('add', { args: [1, 2], out: 3 }, { args: [true, 2], out: 3, loose: 'bool' }, { args: [{ t: [1] }, 2], error: 'IndexError', loose: 'other' }, { args: [{ t: [1, 2, 3] }, 1], out: 0, loose: 'other' });
    writeVectors('height', { args: [{ g: ['12', '34'] }], out: 2 });
    writeVectors('rbind', { args: [{ f: 'subtract' }, 3], then: [10], out: 7 });
    writeFileSync(join(folder, 'cpython-us.json'), JSON.stringify({ note: '', primitives: { add: { cases: 2, us: 5 }, height: { cases: 7, us: 5 } } }));
    const { groups: [group], status, schema } = await runBench({ groups: ['primitives'], vectors: folder, rounds: 3 });
    expect({ status, schema, group: group!.status }).toEqual({ status: 'done', schema: 'phaselab.bench/1', group: 'done' });
    expect(group!.rows.map(({ name, items, reference, samplesMs }) => [name, items, reference?.ms, samplesMs.length])).toEqual([
      ['add', 2, 0.005, 3], ['rbind', 1, undefined, 3], ['height', 1, undefined, 3],
    ]);
  });

  it('runBench({ isFresh }) says so, and runs every pass on fresh arguments', async () => {
    writeVectors('height', { args: [{ g: ['12', '34'] }], out: 2 });
    const { groups: [group] } = await runBench({ groups: ['primitives'], vectors: folder, rounds: 2, isFresh: true });
    expect(group!.note).toContain('decoded anew for every pass');
    expect(group!.rows[0]!.samplesMs).toHaveLength(2);
  });

  it('runBench({ vectors }) of a folder without vectors skips the primitives and names the folder', async () => {
    const { groups: [group] } = await runBench({ groups: ['primitives'], vectors: join(folder, 'none') });
    expect(group).toMatchObject({ status: 'skipped', rows: [], total: null });
    expect(group!.note).toContain(join(folder, 'none', 'vectors'));
  });

  it.each([
    ['{', /add\.jsonl: line 1: /], ['{"args": 3}', /add\.jsonl: line 1: /], ['{"args":[{"x":1},2],"out":3}', /notation|x/],
  ])('runBench({ vectors }) refuses the line %j', async (line, message) => {
    writeFileSync(join(folder, 'vectors', 'add.jsonl'), line);
    await expect(runBench({ groups: ['primitives'], vectors: folder, rounds: 1 })).rejects.toThrow(message);
  });

  it.skipIf(!existsSync(join(defaultVectorsFolder(), 'vectors')))('runBench() times all 160 primitives over as many cases as CPython\'s times are of (skipped where ../shared/dsl is absent)', async () => {
    const { groups: [group] } = await runBench({ groups: ['primitives'], rounds: 1 });
    expect(group!.rows).toHaveLength(160);
    expect(group!.rows.filter((row) => row.reference === undefined)).toEqual([]);
    expect(group!.total!.reference!.ms).toBeCloseTo(65.563, 3);
  });
});

describe('runBench: solvers, phases, threads, instrumentation', () => {
  it('runBench({ groups: ["solvers"] }) times every bundled solver on its task', async () => {
    const { groups: [group] } = await runBench({ groups: ['solvers'], rounds: 2 });
    expect(group!.rows.map((row) => row.name)).toEqual(bundledTaskIds());
    expect(group!.total!.items).toBe(group!.rows.reduce((sum, row) => sum + row.items, 0));
  });

  it('runBench({ names }) times only those, and with isFresh on fresh grids', async () => {
    const { groups: [group] } = await runBench({ groups: ['solvers'], names: ['007bbfb7'], rounds: 1, isFresh: true });
    expect(group!.rows.map(({ name, items }) => [name, items])).toEqual([['007bbfb7', 6]]);
  });

  it('runBench({ groups: ["phases"] }) holds every phase against the first and says which results differ', async () => {
    const { groups: [group] } = await runBench({ groups: ['phases'], names: ['baseline', 'filter-batch', 'match-only-differs'], rounds: 1 });
    expect(group!.rows.map((row) => [row.name, row.reference?.name])).toEqual([['baseline', undefined], ['filter-batch', 'baseline'], ['match-only-differs', 'baseline']]);
    expect(group!.note).toMatch(/results equal, except match-only-differs: RESULTS NOT EQUAL$/);
  });

  it('runBench({ groups: ["instrumentation"] }) holds every phase with spans against itself without', async () => {
    const { groups: [group] } = await runBench({ groups: ['instrumentation'], names: ['filter-batch', 'distinct-differs'], rounds: 1 });
    expect(group!.rows.map((row) => [row.name, row.reference!.name])).toEqual([
      ['all, CPU time', 'spans off'], ['filter-batch, spans on', 'filter-batch, spans off'], ['distinct-differs, spans on', 'distinct-differs, spans off'],
    ]);
    const { samplesMs, reference } = group!.total!, rows = group!.rows.slice(1);
    expect(samplesMs[0]).toBeCloseTo(rows.reduce((sum, row) => sum + row.samplesMs[0]!, 0), 6);
    expect(reference!.ms).toBeCloseTo(rows.reduce((sum, row) => sum + row.reference!.ms, 0), 6);
  });

  it('runBench({ groups: ["instrumentation"] }) holds all phases together by the median of the ratios of all pairs', async () => {
    const told: string[] = [];
    const { groups: [group] } = await runBench({
      groups: ['instrumentation'], names: ['filter-batch', 'distinct-differs'], rounds: 2, onProgress: (_, done, total) => told.push(`${done}/${total}`),
    });
    const [cpu, ...rows] = group!.rows;
    const { estimate, low, high } = group!.total!.reference!.speedup!;
    const extremes = rows.map((row) => row.reference!.speedup!).flatMap((speedup) => [speedup.low, speedup.high]);
    expect([low <= estimate, estimate <= high, low >= Math.min(...extremes) * 0.999, high <= Math.max(...extremes) * 1.001]).toEqual([true, true, true, true]);
    expect(cpu!.reference!.speedup!.estimate).toBeGreaterThan(0);
    expect(told).toEqual(['0/2', '1/4', '2/4', '3/4', '4/4']);
  });

  it('runBench({ groups: ["threads"] }) holds whole runs and the stages that are spread against one thread', { timeout: 120_000 }, async () => {
    const { groups: [group] } = await runBench({ groups: ['threads'], names: ['many samples'], rounds: 1 });
    expect(group).toMatchObject({ name: 'threads', status: 'done', total: null });
    expect(group!.note).toMatch(/many samples: 540 samples × 32 outputs, results equal$/);
    const [whole, spread] = group!.rows;
    expect(group!.rows.map(({ name, items, reference }) => [name, items, reference!.name])).toEqual([
      ['many samples, whole run', 540 * 32, 'one thread'], ['many samples, scoring and validating', 540 * 32, 'one thread'],
    ]);
    expect(spread!.medianMs).toBeLessThan(whole!.medianMs);
    expect(spread!.reference!.ms).toBeLessThan(whole!.reference!.ms);
  });

  it('runBench({ names }) skips phases and works where none has such a name', async () => {
    const { groups } = await runBench({ groups: ['phases', 'threads', 'instrumentation'], names: ['add'] });
    expect(groups.map((group) => [group.status, group.note])).toEqual([
      ['skipped', 'no phase is called add'], ['skipped', 'no work is called add'], ['skipped', 'no phase is called add'],
    ]);
  });

  it('runBench({ signal }) cancelled beforehand times nothing', async () => {
    expect(await runBench({ signal: AbortSignal.abort() })).toMatchObject({ status: 'cancelled', groups: [] });
  });

  it('runBench({ signal }) cancelled between rounds keeps the complete ones', async () => {
    const controller = new AbortController();
    const { status, groups } = await runBench({
      groups: ['solvers', 'phases'], names: ['007bbfb7'], rounds: 5, signal: controller.signal,
      onProgress: (_, done) => { if (done === 2) controller.abort(); },
    });
    expect({ status, groups: groups.map((group) => [group.name, group.status, group.rows[0]!.samplesMs.length]) })
      .toEqual({ status: 'cancelled', groups: [['solvers', 'cancelled', 2]] });
  });

  it('runBench({ rounds: 0 }) is refused', async () => {
    await expect(runBench({ rounds: 0 })).rejects.toThrow('bench: 0 rounds; give a whole number from 1');
  });
});

describe('compareBenches and parseBench', () => {
  /** A bench of rows with constant times, by group. */
  function bench(rows: Readonly<Record<string, number>>, machine: object = {}): BenchReport {
    const benchRows = Object.entries(rows).map(([name, ms]) => benchRow(name, 1, [ms, ms, ms, ms, ms]));
    const group = { name: 'solvers', status: 'done', note: '', rows: benchRows, total: totalRow(benchRows) };
    return { schema: 'phaselab.bench/1', status: 'done', groups: [group], environment: { nodeVersion: '20', cpuModel: 'x', cores: 2, ...machine }, elapsedMs: 1 } as unknown as BenchReport;
  }

  it('compareBenches(before, now) gives earlier ÷ now for each row of both and for all of these together', () => {
    const { changes, machine } = compareBenches(bench({ a: 4, b: 10, gone: 1 }), bench({ a: 2, b: 10.1, added: 3 }));
    expect(changes.map(({ name, speedup, verdict }) => [name, speedup!.estimate, verdict])).toEqual([
      ['all', 14 / 12.1, 'faster'], ['a', 2, 'faster'], ['b', 10 / 10.1, 'no detectable change'],
    ]);
    expect(machine).toBe('');
    expect(compareBenches(bench({ a: 4 }), bench({ a: 8 })).changes.map(({ name, verdict }) => [name, verdict])).toEqual([['all', 'slower'], ['a', 'slower']]);
  });

  it('compareBenches(before, now) judges all rows together by the sum of their medians, whatever spoils single rounds', () => {
    const before = bench({ a: 4, b: 4 }), now = bench({ a: 2, b: 2 });
    const [group] = now.groups, spoilt = group!.rows.map((row, at) => benchRow(row.name, 1, row.samplesMs.map((ms, round) => (round === at ? 50 : ms))));
    const { changes: [all] } = compareBenches(before, { ...now, groups: [{ ...group!, rows: spoilt, total: totalRow(spoilt) }] });
    expect(all).toMatchObject({ name: 'all', beforeMs: 8, nowMs: 4, speedup: { estimate: 2 } });
  });

  it('compareBenches(before, now) says what differs between the machines', () => {
    expect(compareBenches(bench({ a: 1 }), bench({ a: 1 }, { nodeVersion: '22', cores: 4 })).machine).toBe('Node was 20, is 22; cores was 2, is 4');
  });

  it('parseBench(text, place) reads what was written and refuses anything else in one line', () => {
    const report = bench({ a: 4 });
    expect(parseBench(JSON.stringify(report), 'b.json')).toEqual(report);
    expect(() => parseBench('{', 'b.json')).toThrow(/^b\.json: .*; give a file that "phaselab bench -o" wrote$/);
    expect(() => parseBench('{"schema":"phaselab.run/1"}', 'b.json')).toThrow(/^b\.json: schema: /);
    expect(() => parseBench(JSON.stringify({ ...report, groups: [{ name: 'solvers', rows: [{ name: 'a' }] }] }), 'b.json')).toThrow(/groups\.0\.rows\.0\./);
  });
});
