import { beforeAfter } from '../../src/charts/before-after.js';
import { candidateFunnel } from '../../src/charts/candidate-funnel.js';
import { journeyChart } from '../../src/charts/journey-chart.js';
import type { Figure } from '../../src/charts/figure.js';
import { scoreTable } from '../../src/charts/score-table.js';
import { taskView } from '../../src/charts/task-view.js';
import { colorfulGrid, TASK_007BBFB7, makeJourney, makeMeasuredJourney, makeReport } from './fixtures.js';

/** Every kind of figure, as a notebook would ask for it. */
export const GALLERY: Readonly<Record<string, () => Figure>> = {
  'before-after': () => beforeAfter(makeMeasuredJourney()),
  'before-after-one-run': () => beforeAfter([makeReport()]),
  'before-after-single-reports': () => beforeAfter(makeJourney()),
  'journey': () => journeyChart(makeMeasuredJourney()),
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
};
