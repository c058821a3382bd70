import { beforeAfter } from '../../src/charts/before-after.js';
import { breakEvenChart } from '../../src/charts/break-even.js';
import { candidateFunnel } from '../../src/charts/candidate-funnel.js';
import { journeyChart } from '../../src/charts/journey-chart.js';
import type { Figure } from '../../src/charts/figure.js';
import { scoreTable } from '../../src/charts/score-table.js';
import { distribution } from '../../src/charts/distribution.js';
import { stageTree } from '../../src/charts/stage-tree.js';
import { timeline } from '../../src/charts/timeline.js';
import { whatIf } from '../../src/charts/what-if.js';
import { speedupCurve } from '../../src/charts/speedup-curve.js';
import { taskView } from '../../src/charts/task-view.js';
import { colorfulGrid, makeBatch, makeBreakEvens, makeJourney, makeMeasuredJourney, makeReport, makeScaling, TASK_007BBFB7 } from './fixtures.js';

/** Every kind of figure, as a notebook would ask for it. */
export const GALLERY: Readonly<Record<string, () => Figure>> = {
  'before-after': () => beforeAfter(makeMeasuredJourney()),
  'before-after-one-run': () => beforeAfter([makeReport()]),
  'before-after-single-reports': () => beforeAfter(makeJourney()),
  'before-after-20-runs': () => beforeAfter(Array.from({ length: 20 }, (_, at) => ({
    report: makeReport({ phase: at % 3 === 2 ? 'match-only-differs' : 'baseline', restMs: at * 40 }), label: `<b>run ${at}</b> with a name that is much too long to be shown`,
  }))),
  'before-after-seconds': () => beforeAfter([makeReport({ stages: { 'score demo': 15_800, inline: 6000 } }), makeReport({ stages: { 'score demo': 4100, inline: 900 } })]),
  'before-after-waiting': () => beforeAfter([makeReport({ config: { simulatedWaitMs: 20 } }), makeReport({ phase: 'filter-batch', config: { simulatedWaitMs: 20 } })]),
  'journey': () => journeyChart(makeMeasuredJourney()),
  'journey-unbroken-name': () => journeyChart(makeMeasuredJourney().map((run, at) => (at === 0 ? run : { ...run, label: `run-${at}-${'compiled-'.repeat(6)}` }))),
  'candidate-funnel': () => candidateFunnel(makeReport({ phase: 'filter-batch' })),
  'candidate-funnel-baseline': () => candidateFunnel(makeReport()),
  'task': () => taskView(TASK_007BBFB7),
  'task-predicted': () => taskView(TASK_007BBFB7, {
    predictions: [...TASK_007BBFB7.demo.map(({ output }) => output), colorfulGrid(9, 9)], hasDigits: true, palette: 'colorBlind',
  }),
  'task-large': () => taskView({
    id: 'large', demo: [30, 17, 3, 1].map((size) => ({ input: colorfulGrid(size, 30), output: colorfulGrid(30, size) })), test: [{ input: colorfulGrid(12, 14), output: null }],
  }),
  'score-table': () => scoreTable(makeReport({ phase: 'distinct-differs' })),
  'timeline': () => timeline([makeReport(), makeReport({ phase: 'custom', config: { executor: 'threads', scoring: 'parallel' }, stages: { 'score demo': 140, 'score test': 52 } })]),
  'timeline-waiting': () => timeline([makeReport({ config: { simulatedWaitMs: 20 } })]),
  'stage-tree': () => stageTree(makeReport({ phase: 'filter-batch' })),
  'distribution': () => distribution(makeMeasuredJourney()),
  'what-if': () => whatIf(makeReport(), { next: makeMeasuredJourney()[1]! }),
  'what-if-alone': () => whatIf(makeReport({ phase: 'distinct-differs' })),
  'what-if-batch': () => whatIf(makeBatch()),
  'speedup-curve': () => speedupCurve(makeScaling()),
  'break-even': () => breakEvenChart(makeBreakEvens()),
  'speedup-curve-single-runs': () => speedupCurve(makeScaling().map(({ report }) => report)),
};
