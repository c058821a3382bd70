import { expect, test } from 'vitest';
import { beforeAfter } from '../../src/charts/before-after.js';
import { bottleneckOf } from '../../src/charts/bottleneck.js';
import { breakEvenChart } from '../../src/charts/break-even.js';
import { candidateFunnel } from '../../src/charts/candidate-funnel.js';
import { distribution } from '../../src/charts/distribution.js';
import { journeyChart } from '../../src/charts/journey-chart.js';
import { scoreTable } from '../../src/charts/score-table.js';
import { speedupCurve } from '../../src/charts/speedup-curve.js';
import { stageTree } from '../../src/charts/stage-tree.js';
import { taskView } from '../../src/charts/task-view.js';
import { timeline } from '../../src/charts/timeline.js';
import { plainText } from '../../src/charts/format.js';
import { prospectsOf } from '../../src/charts/stage-prospects.js';
import { whatIf } from '../../src/charts/what-if.js';
import { grid } from '../../src/values/grid.js';
import { makeBatch, makeBreakEvens, makeJourney, makeMeasured, makeReport, makeScaling, TASK_007BBFB7 } from './fixtures.js';

interface Bars {
  readonly type: string;
  readonly name?: string;
  readonly x: readonly number[];
  readonly hovertext?: readonly string[];
  readonly text?: readonly string[];
}

function bars(figure: { readonly data: readonly unknown[] }): Bars[] {
  return (figure.data as readonly Bars[]).filter((trace) => trace.type === 'bar');
}

const EMPTY = makeReport({ stages: {}, restMs: 0, solvers: 0 });

test('beforeAfter(runs) stacks stages that add up to each run’s total', () => {
  const runs = makeJourney();
  const stacked = bars(beforeAfter(runs)).reduce((sums, trace) => sums.map((sum, at) => sum + trace.x[at]!), runs.map(() => 0));
  stacked.forEach((sum, at) => expect(sum / runs[at]!.wallMs).toBeCloseTo(1, 1));
});

test('beforeAfter(runs) scales the stages of one round to the median of all', () => {
  const report = makeReport();
  const [score] = bars(beforeAfter([{ report, samplesMs: [report.wallMs * 2] }]));
  expect(score!.x[0]).toBeCloseTo(report.stages[0]!.wallMs * 2, 6);
});

test('beforeAfter(runs) shortens overlapping stages so that a bar is no longer than its run', () => {
  const base = makeReport();
  const report = { ...base, wallMs: base.wallMs / 2 };
  const total = bars(beforeAfter([report])).reduce((sum, trace) => sum + trace.x[0]!, 0);
  expect(total).toBeCloseTo(report.wallMs, 6);
});

test('beforeAfter(runs) changes to seconds at 10 s, axis and bars alike', () => {
  const figure = beforeAfter([makeReport({ stages: { 'score demo': 21_000 } })]);
  expect(figure.layout['xaxis']).toMatchObject({ title: { text: 'wall time (s)' } });
  expect(bars(figure)[0]!.x[0]).toBeCloseTo(21, 1);
  expect(figure.text).toContain('21 s');
});

test('beforeAfter(runs) marks lossy runs and names the bottleneck in hover and twin', () => {
  const figure = beforeAfter([makeReport(), makeReport({ phase: 'match-only-differs' })]);
  expect(figure.title).toBe('match-only-differs: 2.3× faster, scores differ');
  expect(figure.text).toMatch(/match-only-differs .*2\.3× {2}≠ {2}← bottleneck: score demo, 66 %/);
  expect(bars(figure)[0]!.hovertext![0]).toContain('bottleneck: at no cost the run 1.4× as fast');
});

test('beforeAfter(runs) hatches what a stage waited where waiting is simulated, and stacks to the same total', () => {
  const report = makeReport({ config: { simulatedWaitMs: 20 } }), [score] = report.stages;
  const figure = beforeAfter([report, makeReport()]);
  const waiting = bars(figure).filter((trace) => trace.name === 'simulated waiting');
  expect(waiting.map((trace) => trace.x)).toEqual([[score!.wallMs - score!.cpuMs, 0], [report.stages[1]!.wallMs - report.stages[1]!.cpuMs, 0]]);
  expect(waiting[0]).toMatchObject({ marker: { pattern: { shape: '/' } }, showlegend: true });
  expect(bars(figure).reduce((sum, trace) => sum + trace.x[0]!, 0)).toBeCloseTo(report.wallMs, 6);
  expect(figure.text).toMatch(/hatched: simulated waiting[^]*▒[^]*▒ simulated waiting$/);
  expect(beforeAfter([makeReport()]).text).not.toContain('waiting');
});

test('beforeAfter(runs) names in a hover the settings that changed against the row above, in short lines', () => {
  const [, filter, validation] = bars(beforeAfter(makeJourney()))[0]!.hovertext!;
  expect(filter).toContain('dedupe=true, batchInline=true');
  expect(validation).toMatch(/<br>validation=parallel, executor=limited$/);
  expect(filter!.split('<br>').every((line) => plainText(line).length <= 45)).toBe(true);
});

test('beforeAfter(runs) escapes labels in every text that Plotly reads as markup', () => {
  const figure = beforeAfter([{ report: makeReport({ taskId: '<script>', cardName: 'a&b' }), label: '<img src=x>' }]);
  const { text, title, layout, ...drawn } = figure;
  expect(JSON.stringify(drawn.data)).not.toContain('<img');
  expect(JSON.stringify({ ...layout, meta: null })).not.toMatch(/<img|<script/);
  expect(title + text).toContain('<img src=x>');
});

test('beforeAfter(runs) draws 20 runs, each with a row of its own', () => {
  const figure = beforeAfter(Array.from({ length: 20 }, () => makeReport()));
  expect((figure.layout['yaxis'] as { ticktext: string[] }).ticktext).toEqual(['baseline', ...Array.from({ length: 19 }, (_, at) => `baseline (${at + 2})`)]);
  expect(figure.text.split('\n').filter((line) => line.startsWith('baseline'))).toHaveLength(21);
});

test.each([
  ['beforeAfter', () => beforeAfter([EMPTY, EMPTY])], ['journeyChart', () => journeyChart([EMPTY, EMPTY])], ['candidateFunnel', () => candidateFunnel({ ...EMPTY, counts: { ...EMPTY.counts, candidates: 0 } })],
  ['scoreTable', () => scoreTable(EMPTY)], ['timeline', () => timeline([{ ...EMPTY, spans: [] }])], ['stageTree', () => stageTree({ ...EMPTY, spans: [] })],
  ['distribution', () => distribution([EMPTY])], ['whatIf', () => whatIf(EMPTY)], ['speedupCurve', () => speedupCurve([EMPTY])],
] as const)('%s() of an empty run is a figure without invented numbers', (_, make) => {
  const figure = make();
  expect(figure.text).not.toMatch(/NaN|Infinity|undefined/);
  expect(JSON.stringify(figure.data)).not.toMatch(/NaN|Infinity|undefined/);
});

test.each([['beforeAfter', beforeAfter], ['journeyChart', journeyChart], ['timeline', timeline], ['distribution', distribution], ['speedupCurve', speedupCurve], ['breakEvenChart', breakEvenChart]] as const)(
  '%s([]) throws charts.no-runs', (_, chart) => {
    expect(() => chart([])).toThrowError(expect.objectContaining({ code: 'charts.no-runs' }));
  });

test('journeyChart(runs) sets each story against its own first phase, and labels what is published', () => {
  const figure = journeyChart(makeJourney());
  const [measured, published] = bars(figure);
  expect(measured!.x[0]).toBe(100);
  expect(published!.x.slice(0, 2)).toEqual([100, expect.closeTo(16.884 / 21.788 * 100, 6)]);
  expect(published!.name).toBe('published');
  expect(figure.title).toMatch(/^Measured: .*results equal.*; published: match-only-differs 4\.1× \(lossy\)$/);
  expect(figure.text).toContain('no total published: expected 6–10 s');
  expect(figure.text).toMatch(/5\.36 s {2}4\.1× \(lossy\) {2}published/);
});

test('journeyChart(runs) draws no published story where its first phase has none', () => {
  const figure = journeyChart([makeReport({ phase: 'distinct-differs' }), makeReport()]);
  expect(bars(figure)[1]!.x).toEqual([null, null]);
  expect(figure.title).not.toContain('published');
});

test('candidateFunnel(report) counts as right who gets every sample right', () => {
  expect(candidateFunnel(makeReport({ phase: 'filter-batch' })).title).toBe('The filter leaves 32 of 169 candidates, 1 right');
  expect(candidateFunnel(makeReport()).title).toBe('137 of 169 candidates repeat another one’s work (81 %), 1 right');
});

test('scoreTable(report) ranks by samples right, then speed, then id', () => {
  const figure = scoreTable(makeReport(), { rows: 3 });
  const { cells } = figure.data[0] as { cells: { values: string[][] } };
  expect(cells.values[1]).toEqual(['6 of 6', '0 of 6', '0 of 6']);
  expect([...cells.values[0]!.slice(1)]).toEqual([...cells.values[0]!.slice(1)].sort());
  expect(figure.title).toBe('1 of 32 solvers gets all 6 samples right');
});

test('timeline(runs) says work, wall and ratio, and keeps lanes apart', () => {
  const threads = makeReport({ phase: 'custom', config: { executor: 'threads' }, stages: { 'score demo': 120, 'score test': 50 } });
  const figure = timeline([makeReport(), threads]);
  expect(figure.title).toBe('executor=threads: 243 ms of work in 170 ms (1.4×), baseline took 314 ms, results equal');
  expect((figure.layout['yaxis'] as { ticktext: string[] }).ticktext).toEqual(['baseline', 'executor=threads · worker 1', 'executor=threads · worker 2']);
});

test('timeline(runs) hatches simulated waiting and does not call it work', () => {
  const figure = timeline([makeReport({ config: { simulatedWaitMs: 20 } })]);
  expect(figure.title).toContain('and 120 ms of simulated waiting');
  expect(bars(figure).find((trace) => trace.name === 'simulated waiting')).toMatchObject({ x: [20, 20, 20, 20, 20, 20], marker: { pattern: { shape: '/' } } });
});

test('timeline(runs) says that waiting is within the bar of a stage whose jobs have no spans', () => {
  const figure = timeline([makeReport({ config: { simulatedWaitMs: 20 } })], { stages: ['validate'] });
  expect(figure.text.split('\n')[1]).toContain('simulated waiting is within bars of whole stages');
  expect(timeline([makeReport()], { stages: ['validate'] }).text).not.toContain('waiting');
});

test.each([
  ['timeline', () => timeline([makeReport()]), /^<b>demo 1, score demo<\/b><br>50\.8 ms, 5\.5 % of the run<br>on main, from 0 ms<br>all of score demo:<br>5 samples, 52\.4 ms each<br>computing 254 ms in 262 ms of wall time$/],
  ['stageTree', () => stageTree(makeReport()), /<b>score demo<\/b><br>262 ms, 29 % of the run<br>5 samples, 52\.4 ms each<br>computing 254 ms in 262 ms of wall time/],
  ['distribution', () => distribution([makeMeasured(makeReport(), 1)]), /<b>baseline, round 1 of 12<\/b><br>917 ms, 0\.99× the median 927 ms<br>95 % interval 890 ms to 942 ms<br>192 outputs, 4\.77 ms each<br>the report: computing 889 ms in 917 ms/],
] as const)('%s(…) tells in a hover value, share, items, time per item, and CPU beside wall', (_, make, words) => {
  const hovers = (make().data as readonly { hovertext?: readonly string[] }[]).flatMap((trace) => trace.hovertext ?? []);
  expect(hovers).toContainEqual(expect.stringMatching(words));
});

test('stageTree(report) draws children that ran at the same time no longer than their parent', () => {
  const report = makeReport({ config: { executor: 'threads' } });
  const { ids, parents, values } = stageTree(report).data[0] as unknown as { ids: string[]; parents: string[]; values: number[] };
  for (const [at, id] of ids.entries()) {
    const children = values.filter((_, child) => parents[child] === id);
    if (children.length > 0) expect(children.reduce((sum, value) => sum + value, 0)).toBeCloseTo(values[at]!, 6);
  }
});

test('stageTree(report, { children }) draws the shortest children as one', () => {
  expect(stageTree(makeReport(), { children: 3 }).text).toMatch(/\d+ more/);
});

test('stageTree(report) draws siblings of one name together, and what nothing covers last', () => {
  const base = makeReport();
  const passes = Array.from({ length: 4 }, (_, at) => ({ id: 100 + at, parentId: 3, name: 'differ pass', lane: 'main', startMs: 2 + at * 10, endMs: 10 + at * 10, attributes: {} }));
  const lines = stageTree({ ...base, spans: [...base.spans, ...passes] }).text.split('\n').map((line) => line.trim().split(/ {2,}/)[0]);
  expect(lines.slice(lines.indexOf('demo 1'), lines.indexOf('demo 2'))).toEqual(['demo 1', 'differ pass ×4', 'rest']);
});

test('distribution(runs) draws every round and opens the circles of outliers', () => {
  const report = makeReport();
  const figure = distribution([makeMeasured(report, report.wallMs)]);
  const points = (figure.data as readonly { mode: string; x: number[] }[]).filter((trace) => trace.mode === 'markers');
  expect(points.map((trace) => trace.x.length)).toEqual([11, 1]);
});

test('speedupCurve(runs) of single runs says that the spread is unknown', () => {
  const reports = makeScaling().map(({ report }) => report);
  expect(speedupCurve(reports).text.split('\n')[1]).toContain('one run each, spread unknown');
  expect(speedupCurve(makeScaling()).text.split('\n')[1]).toContain('median of 12 interleaved rounds; whiskers: 95 % interval');
});

test('bottleneckOf(report) names the longest stage, its share and its ceiling', () => {
  expect(bottleneckOf(makeReport({ stages: { 'score demo': 75, save: 25 }, restMs: 0 }))).toEqual({ stage: 'score demo', share: 0.75, ceiling: 4 });
  expect(bottleneckOf(EMPTY)).toBeNull();
});

test('bottleneckOf(report) finds the path that becomes the longest where stages overlap', () => {
  const base = makeReport({ stages: { 'score demo': 100, save: 60 }, restMs: 0 });
  const span = (id: number, name: string, startMs: number, endMs: number) => ({ id, parentId: id === 1 ? null : 1, name, lane: 'main', startMs, endMs, attributes: {} });
  const report = { ...base, wallMs: 100, spans: [span(1, 'run', 0, 100), span(2, 'score demo', 0, 100), span(3, 'save', 20, 80)] };
  expect(bottleneckOf(report)).toMatchObject({ stage: 'score demo', share: 0.4, ceiling: 100 / 60 });
});

test('prospectsOf(report) says what scheduling the work again says where demo and test samples share a batch', () => {
  const report = makeBatch(), [demo, testing, save] = prospectsOf(report);
  // Scheduled again: 395 ms. Without demo samples: 40 ms to start the workers, 75 and 45 ms of test samples side by side, 50 ms to save, and 10 ms around that.
  expect(demo).toMatchObject({ stage: 'score demo', ceiling: 395 / 175 });
  expect(demo!.share).toBeCloseTo(1 - 175 / 395, 10);
  expect([testing!.ceiling, save!.ceiling]).toEqual([395 / 345, 395 / 345]);
  expect(whatIf(report).title).toBe('score demo is the bottleneck with 56 %: at no cost, the run would be 2.3× as fast');
});

test('prospectsOf(report) follows Amdahl’s law', () => {
  const [score, save] = prospectsOf(makeReport({ stages: { 'score demo': 50, save: 50 }, restMs: 0 }));
  expect(score).toMatchObject({ stage: 'score demo', share: 0.5, twice: 4 / 3, ceiling: 2 });
  expect(save!.tenfold).toBeCloseTo(1 / 0.55, 10);
});

test('whatIf(report, { next }) predicts the whole from the stages’ gains and says what was measured', () => {
  const before = makeReport({ stages: { 'score demo': 80, save: 20 }, restMs: 0 });
  const next = makeReport({ phase: 'filter-batch', stages: { 'score demo': 20, filter: 10, save: 20 }, restMs: 0 });
  expect(whatIf(before, { next }).title).toBe('score demo is the bottleneck with 80 %: at no cost, the run would be 5.0× as fast; filter-batch: predicted 2.5×, measured 2.0×, results equal');
});

test('speedupCurve(runs) fits only what was measured against one worker', () => {
  const runs = makeScaling();
  expect(speedupCurve(runs).title).toMatch(/^threads: 3\.0× \[2\.9, 3\.2\] with 8 workers, results equal; 8\d % of the work spreads \(Amdahl\)$/);
  expect(speedupCurve(runs.slice(5)).title).not.toContain('Amdahl');
});

test.each([['beforeAfter', beforeAfter], ['speedupCurve', speedupCurve], ['distribution', distribution]] as const)('%s(runs) says in its second line what is special about the work', (_, chart) => {
  const runs = makeScaling().map((run) => ({ ...run, work: 'samples=12, wait=20 (simulated)' }));
  expect(chart(runs).text.split('\n')[1]).toContain('task 007bbfb7, samples=12, wait=20 (simulated), card onerun');
  expect(chart(makeScaling()).text.split('\n')[1]).toContain('task 007bbfb7, card onerun');
});

test('breakEvenChart(breakEvens) says from which size of work on a way to run with equal results is faster', () => {
  const figure = breakEvenChart(makeBreakEvens());
  expect(figure.title).toBe('executor=threads, concurrency=2: faster from 206 ms of work on, measured from 60 ms to 600 ms of work, results equal');
  expect((figure.data as readonly { name: string; x: number[] }[]).find(({ name }) => name === 'break-even')!.x).toEqual([expect.closeTo(206, 0), expect.closeTo(264, 0)]);
  expect(figure.text).toContain('executor=limited, concurrency=2: never faster than executor=inline, concurrency=1');
});

test('breakEvenChart(breakEvens) prefers for its title what gives equal results, and marks the rest', () => {
  const figure = breakEvenChart(makeBreakEvens().map((one) => (one.label.endsWith('threads, concurrency=2') ? { ...one, resultsEqual: false } : one)));
  expect(figure.title).toMatch(/^executor=threads, concurrency=4: .* results equal$/);
  expect(figure.text).toContain('≠: results differ');
  expect((figure.data as readonly { name: string }[]).map(({ name }) => name)).toContain('executor=threads, concurrency=2 ≠');
});

test('taskView(task, { predictions }) tells how many cells are wrong, also where sizes differ', () => {
  const predictions = TASK_007BBFB7.demo.map(({ output }) => output);
  const figure = taskView(TASK_007BBFB7, { predictions: [...predictions, grid([[7, 0, 7]])] });
  expect(figure.title).toBe('Task 007bbfb7: 5 of 6 predictions right; test 1 is wrong in 78 of 81 cells');
});

test('taskView(task) shows a test output that is withheld as unknown', () => {
  const figure = taskView({ ...TASK_007BBFB7, test: [{ input: grid([[1]]), output: null }] });
  expect(figure.text).toContain('test 1  1×1  →  ?');
});
