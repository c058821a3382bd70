import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, afterEach, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { runCommandLine } from '../../src/cli/command-line.js';
import type { AgainstSaved } from '../../src/pipeline/baselines.js';
import type { ComparisonReport } from '../../src/pipeline/compare.js';
import { mergeCard } from '../../src/program/card.js';
import { printCard } from '../../src/program/card-json.js';
import { parseSolvers } from '../../src/program/parse-solvers.js';
import { bundledSolver } from '../../src/tasks/bundled.js';

const HOME = process.cwd();
let shared: string, small: string, folder: string;
beforeAll(() => {
  shared = mkdtempSync(join(tmpdir(), 'phaselab-test-'));
  small = join(shared, 'small.json');
  writeFileSync(small, printCard(mergeCard('small', ['007bbfb7', '0358ecfa'].flatMap((id) => parseSolvers(bundledSolver(id))), [])));
});
afterAll(() => rmSync(shared, { recursive: true, force: true }));
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'phaselab-test-'));
  // Saved comparisons lie below the current folder.
  process.chdir(folder);
});
afterEach(() => {
  process.chdir(HOME);
  rmSync(folder, { recursive: true, force: true });
});

/** Runs a command line in this process and gathers what it writes. */
async function phaselab(...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  let stdout = '', stderr = '';
  const out = vi.spyOn(process.stdout, 'write').mockImplementation((text) => { stdout += String(text); return true; });
  const err = vi.spyOn(process.stderr, 'write').mockImplementation((text) => { stderr += String(text); return true; });
  try {
    return { code: await runCommandLine(args), stdout, stderr };
  } finally {
    out.mockRestore();
    err.mockRestore();
  }
}

const compare = (...args: string[]) => phaselab('compare', '-b', small, '--rounds', '2', ...args);
const inFolder = (name: string) => join(folder, name);
const read = (name: string) => readFileSync(inFolder(name), 'utf8');

const INTERVAL = z.object({ estimate: z.number().positive(), low: z.number().positive(), high: z.number().positive() });
/** The form that the design names. */
const COMPARISON = z.looseObject({
  schema: z.literal('phaselab.comparison/1'), baseline: z.string(), candidate: z.string(), speedup: INTERVAL,
  verdict: z.enum(['faster', 'slower', 'no detectable change']), resultsEqual: z.boolean(), rounds: z.int(),
  samples: z.object({ baseline: z.array(z.number()), candidate: z.array(z.number()) }),
  warnings: z.array(z.object({ code: z.string(), message: z.string() })),
});

describe('phaselab compare', () => {
  it('phaselab compare --baseline A --candidate B --json prints one comparison and nothing else', async () => {
    const { code, stdout, stderr } = await compare('--baseline', 'baseline', '--candidate', 'filter-batch', '--json');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const report = COMPARISON.parse(JSON.parse(stdout));
    expect(report).toMatchObject({ baseline: 'baseline', candidate: 'filter-batch', resultsEqual: true, rounds: 2 });
    expect(report.samples.baseline).toHaveLength(2);
  });

  it('phaselab compare --candidate B prints no speedup without the word on equality', async () => {
    const { stdout } = await compare('--candidate', 'distinct-differs');
    expect(stdout.split('\n')[0]).toMatch(/^distinct-differs vs baseline: .*×.*, results equal$/);
  });

  it('phaselab compare --control compares the baseline with itself', async () => {
    const { stdout } = await compare('--control', '--baseline', 'filter-batch', '--json');
    expect(JSON.parse(stdout)).toMatchObject({ isControl: true, baseline: 'filter-batch', candidate: 'filter-batch (again)', resultsEqual: true });
  });

  it('phaselab compare --candidate-set changes settings of the candidate alone', async () => {
    const { stdout } = await compare('--candidate-set', 'dedupe=true', '--set', 'timeoutMs=3000', '--json');
    const { candidate, runs } = JSON.parse(stdout) as ComparisonReport;
    expect(candidate).toBe('baseline, dedupe=true');
    expect(runs.map((run) => [run.report.config.dedupe, run.report.config.timeoutMs])).toEqual([[false, 3000], [true, 3000]]);
  });

  it('phaselab compare --html --csv --markdown --trace writes files that hold the comparison', async () => {
    const names = ['page.html', 'rounds.csv', 'findings.md', 'runs.trace.json'];
    const { code, stdout } = await compare('--candidate', 'filter-batch', ...['--html', '--csv', '--markdown', '--trace'].flatMap((flag, k) => [flag, inFolder(names[k]!)]));
    expect(code).toBe(0);
    for (const name of names) expect(stdout).toContain(name);
    expect(read('page.html')).toContain('filter-batch');
    expect(read('rounds.csv').split('\r\n')).toHaveLength(1 + 4 + 1);
    expect(read('findings.md')).toMatch(/^\| part \| baselineMs \|/);
    expect(JSON.parse(read('runs.trace.json'))).toMatchObject({ displayTimeUnit: 'ms', traceEvents: expect.arrayContaining([expect.objectContaining({ name: '007bbfb7, filter-batch', ph: 'X' })]) });
  });

  it.each([
    [[], /there is no candidate; give --candidate PHASE/],
    [['--candidate', 'filter-batc'], /did you mean filter-batch\?/],
    [['--control', '--candidate', 'profile'], /leave --candidate and --candidate-set out/],
    [['--candidate-set', 'dedupe'], /has no "="/],
    [['--control', '--criteria', 'minimum=2,target=1'], /criterion target is 1/],
    [['--control', '--criteria', 'least=2'], /"least=2" is not one of minimum, target, best/],
    [['--control', '--save', '../up'], /baseline name "\.\.\/up" cannot be a file's/],
    [['--against', 'nothing-here'], /baseline "nothing-here" does not exist/],
    [['--control', '-i', '007bbfb7', '0358ecfa'], /2 tasks are given/],
    [['--control', '--budget', '0'], /give a number above 0/],
  ])('phaselab compare %j is bad usage: exit 2 and one line', async (args, message) => {
    const { code, stdout, stderr } = await compare(...args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(message);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
  });
});

describe('phaselab compare --save and --against', () => {
  it('phaselab compare --save NAME, then --against NAME measures the same sides again and sets them beside', async () => {
    const first = await compare('--candidate', 'filter-batch', '--candidate-set', 'timeoutMs=4321', '--save', 'monday');
    expect(first.code).toBe(0);
    expect(first.stdout).toContain(join('.phaselab', 'baselines', 'monday.json'));
    expect(existsSync(inFolder('.phaselab/baselines/monday.json'))).toBe(true);
    const { stdout } = await compare('--against', 'monday', '--json');
    const report = JSON.parse(stdout) as ComparisonReport & { against: AgainstSaved };
    expect(report).toMatchObject({ baseline: 'baseline', candidate: 'filter-batch, timeoutMs=4321', against: { name: 'monday', resultsEqual: true } });
    expect(report.runs[1]!.report.config.timeoutMs).toBe(4321);
    expect(report.against.warnings.map((warning) => warning.code)).toEqual(['not-interleaved']);
    expect((await compare('--against', 'monday')).stdout).toMatch(/against monday, saved .*: results equal/);
  });

  it('phaselab compare --against NAME --candidate B compares another candidate and warns that the work is another', async () => {
    await compare('--candidate', 'filter-batch', '--save', 'monday');
    const { stdout } = await compare('--against', 'monday', '--candidate', 'distinct-differs');
    expect(stdout).toMatch(/^distinct-differs vs baseline: /);
    expect(stdout).toMatch(/warning: the work is another: .*candidate differs was every-output, is distinct/);
  });

  it('phaselab compare --against a broken file is one line and exit 2', async () => {
    mkdirSync(inFolder('.phaselab/baselines'), { recursive: true });
    writeFileSync(inFolder('.phaselab/baselines/monday.json'), '{}');
    const { code, stderr } = await compare('--against', 'monday');
    expect(code).toBe(2);
    expect(stderr).toMatch(/monday\.json: schema: /);
  });
});

/** `Profiler.Profile` of the DevTools protocol, https://chromedevtools.github.io/devtools-protocol/tot/Profiler/#type-Profile */
const CPU_PROFILE = z.object({
  nodes: z.array(z.object({
    id: z.int(), hitCount: z.int().optional(), children: z.array(z.int()).optional(),
    callFrame: z.object({ functionName: z.string(), scriptId: z.string(), url: z.string(), lineNumber: z.int(), columnNumber: z.int() }),
  })).min(1),
  startTime: z.number(), endTime: z.number(), samples: z.array(z.int()), timeDeltas: z.array(z.int()),
});

describe('phaselab run and journey: exports', () => {
  it('phaselab run --cpu-profile --trace --csv --markdown writes all four, and stdout stays JSON alone', async () => {
    const flags = ['--cpu-profile', inFolder('run.cpuprofile'), '--trace', inFolder('run.json'), '--csv', inFolder('run.csv'), '--markdown', inFolder('run.md')];
    const { code, stdout } = await phaselab('run', '-b', small, '-i', '007bbfb7', '0358ecfa', '--json', ...flags);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ schema: 'phaselab.runs/1' });
    const profile = CPU_PROFILE.parse(JSON.parse(read('run.cpuprofile')));
    const ids = new Set(profile.nodes.map((node) => node.id));
    expect(profile.samples.every((sample) => ids.has(sample))).toBe(true);
    expect(profile.timeDeltas).toHaveLength(profile.samples.length);
    expect(read('run.csv').split('\r\n')).toHaveLength(1 + 2 * 8 + 1);
    expect(read('run.md').split('\n')).toHaveLength(2 + 2 * 8 + 1);
    const events = (JSON.parse(read('run.json')) as { traceEvents: { name: string }[] }).traceEvents.map((event) => event.name);
    expect(events).toEqual(expect.arrayContaining(['007bbfb7, custom', '0358ecfa, custom', 'score demo']));
  });

  it('phaselab run names the bottleneck', async () => {
    const { stdout } = await phaselab('run', '-b', small);
    expect(stdout).toMatch(/bottleneck: (score demo|score test|filter|inline|validate|save|differs), [<\d.]+ % of the run; at no cost the run would be [\d.]+× as fast/);
  });

  it('phaselab journey --csv --markdown --trace writes rounds, findings and one run a phase', async () => {
    const { code, stdout } = await phaselab('journey', '-b', small, '--rounds', '2', '--csv', inFolder('j.csv'), '--markdown', inFolder('j.md'), '--trace', inFolder('j.json'));
    expect(code).toBe(0);
    for (const name of ['j.csv', 'j.md', 'j.json']) expect(stdout).toContain(name);
    const phases = read('j.md').trimEnd().split('\n').length - 2;
    expect(read('j.csv').trimEnd().split('\r\n')).toHaveLength(1 + 2 * phases);
    expect(read('j.md')).toMatch(/\| match-only-differs \|.*scores/);
    expect(read('j.json')).toContain('007bbfb7, distinct-differs');
  });

  it('phaselab journey --rounds 1 tells no interval, which one round does not have', async () => {
    const { code, stdout } = await phaselab('journey', '-b', small, '--rounds', '1');
    expect(code).toBe(0);
    expect(stdout).toContain('one run each, spread unknown');
    expect(stdout).not.toMatch(/× \[| ms – |full instrumentation costs/);
  });

  it('phaselab run --cpu-profile to a place that cannot be written is one line and exit 2', async () => {
    writeFileSync(inFolder('file'), '');
    const { code, stderr } = await phaselab('run', '-b', small, '--cpu-profile', inFolder('file/x.cpuprofile'));
    expect(code).toBe(2);
    expect(stderr).toMatch(/x\.cpuprofile: cannot be written/);
  });
});
