import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { benchAgainstText, benchText } from '../../src/cli/bench-text.js';
import { runCommandLine } from '../../src/cli/command-line.js';
import { benchRow, totalRow, type BenchReport } from '../../src/pipeline/bench-report.js';
import { readEnvironment } from '../../src/timing/environment.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'phaselab-test-'));
  mkdirSync(join(folder, 'vectors'));
  writeFileSync(join(folder, 'vectors', 'add.jsonl'), '{"fn":"add","args":[1,2],"out":3}\n');
  writeFileSync(join(folder, 'cpython-us.json'), '{"primitives":{"add":{"cases":1,"us":8.78}}}');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Runs a bench of one primitive in this process and gathers what it writes. */
async function bench(...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  let stdout = '', stderr = '';
  const out = vi.spyOn(process.stdout, 'write').mockImplementation((text) => { stdout += String(text); return true; });
  const err = vi.spyOn(process.stderr, 'write').mockImplementation((text) => { stderr += String(text); return true; });
  try {
    return { code: await runCommandLine(['bench', '--only', 'primitives', '--vectors', folder, '--rounds', '5', ...args]), stdout, stderr };
  } finally {
    out.mockRestore();
    err.mockRestore();
  }
}

describe('phaselab bench', () => {
  it('phaselab bench -o FILE writes what --against FILE reads', async () => {
    const file = join(folder, 'out', 'bench.json');
    expect(await bench('-o', file)).toMatchObject({ code: 0, stderr: '' });
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ schema: 'phaselab.bench/1', groups: [{ name: 'primitives', rows: [{ name: 'add' }] }] });
    const { stdout } = await bench('--against', file);
    expect(stdout).toMatch(/against .*bench\.json: \d of 1 changed beyond 5 %/);
    expect(stdout).toContain('then and now did not take turns');
  });

  it('phaselab bench --json prints one JSON value and nothing else', async () => {
    const { code, stdout, stderr } = await bench('--json', '--fresh');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(JSON.parse(stdout)).toMatchObject({ schema: 'phaselab.bench/1', status: 'done', environment: { nodeVersion: process.versions.node } });
  });

  it.each([
    [['--only', 'primitive'], /Allowed choices are primitives, solvers, phases, threads, instrumentation/],
    [['--against', 'no-such-file.json'], /no-such-file\.json/],
    [['--rounds', '0'], /give a whole number from 1 up/],
  ])('phaselab bench %j is bad usage: exit 2 and one line', async (args, message) => {
    const { code, stdout, stderr } = await bench(...args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(message);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
  });
});

/** A report of constant times. */
function report(rows: readonly (readonly [name: string, ms: number, cpythonMs: number])[]): BenchReport {
  const all = rows.map(([name, ms, referenceMs]) => benchRow(name, 1, [ms, ms, ms, ms, ms], { name: 'CPython 3.11', ms: referenceMs }));
  const group = { name: 'primitives' as const, status: 'done' as const, note: 'a note', rows: all, total: totalRow(all) };
  return { schema: 'phaselab.bench/1', status: 'done', groups: [group], environment: readEnvironment(), elapsedMs: 1 };
}

describe('benchText and benchAgainstText', () => {
  it('benchText(report) tells time and ratio of the total and of each primitive, and names those that are not surely faster', () => {
    const lines = benchText(report([['add', 0.002, 0.008], ['objects', 0.5, 10], ['slow', 4, 2]]), false).split('\n');
    expect(lines[0]).toBe('primitives: a note; medians of 5 passes with their 95 % interval');
    expect(lines[2]!.split(/ {2,}/)).toEqual(['all', '4.5 ms', '4.5 ms – 4.5 ms', '12 ms', '2.7× [2.7, 2.7]']);
    expect(lines.slice(3, 6).map((line) => line.split(/ {2,}/)[0])).toEqual(['slow', 'add', 'objects']);
    expect(lines[4]!.split(/ {2,}/)).toEqual(['add', '2 µs', '2 µs – 2 µs', '8 µs', '4.0× [4.0, 4.0]']);
    expect(lines[6]).toBe('3 primitives; not surely faster than CPython: slow');
  });

  it('benchText(report) shows the few that gain least, or all', () => {
    const rows = Array.from({ length: 20 }, (_, at) => [`p${at}`, 1, 2 + at] as const);
    expect(benchText(report(rows), false)).toContain('20 primitives, the 12 that gain least are shown; none is slower than CPython');
    expect(benchText(report(rows), false)).not.toContain('p19');
    expect(benchText(report(rows), true)).toContain('p19');
  });

  it('benchAgainstText(against, place) shows totals and what changed', () => {
    const change = { group: 'primitives' as const, beforeMs: 2, nowMs: 1, speedup: { estimate: 2, low: 1.9, high: 2.1 } };
    const text = benchAgainstText({
      changes: [{ ...change, name: 'all', verdict: 'faster' }, { ...change, name: 'add', verdict: 'faster' }, { ...change, name: 'same', verdict: 'no detectable change' }], machine: 'cores was 4, is 2',
    }, 'old.json');
    expect(text).toContain('against old.json: 1 of 2 changed beyond 5 %');
    expect(text).toMatch(/primitives: add +2 ms +1 ms +2\.0× \[1\.9, 2\.1\] +faster/);
    expect(text).not.toContain('same');
    expect(text).toContain('the machine is another: cores was 4, is 2');
  });
});
