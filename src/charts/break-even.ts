import type { SweepBreakEven } from '../pipeline/sweep-summary.js';
import { ArcError } from '../values/error.js';
import { valueAxis } from './axes.js';
import type { Figure, Trace } from './figure.js';
import { escapeText, formatCount, formatMs, intervalWords, shorten, timeUnit } from './format.js';
import { figure, type View } from './frame.js';
import { hoverText } from './hover.js';
import { chartRuns } from './measured-run.js';
import { EXECUTOR_COLORS } from './speedup-curve.js';
import { methodWords } from './subtitle.js';
import { textBars } from './text-bars.js';
import { ink } from './theme.js';

/** Ways to run of one executor have its color; these tell them apart. */
const SYMBOLS = ['circle', 'square', 'diamond', 'triangle-up', 'triangle-down', 'pentagon', 'hexagon', 'star'];
/** Characters of a way to run in the legend. */
const LONGEST_NAME = 40;

/**
 * From which size of work on ways to run are faster than the first: the speedup of each against the size, which is the first one's wall
 * time, and where its curve comes to 1 to stay.
 *
 * @param breakEvens - what `sweepBreakEvens` found; the title speaks of the way with equal results that pays from the smallest size on
 * @throws ArcError `charts.no-runs` when there is none
 */
export function breakEvenChart(breakEvens: readonly SweepBreakEven[]): Figure {
  if (breakEvens.length === 0) throw new ArcError('charts.no-runs', 'chart: got no ways to run; give it a sweep of at least two of them at two sizes of work');
  const runs = breakEvens.flatMap(({ points }) => points.map(({ run }) => run));
  const cards = [...new Set(runs.map(({ report }) => report.cardName))];
  const [{ points, reference }] = breakEvens, words = {
    title: breakEvenFinding(headlineOf(breakEvens)),
    subtitle: `task ${runs[0]!.report.taskId}, ${points[0]!.run.work} to ${points.at(-1)!.run.work}, ${cards.length === 1 ? `card ${cards[0]}` : formatCount(cards.length, 'card')}; speedup against ${reference}; `
      + `${methodWords(chartRuns(runs))}; workers were warm${breakEvens.every(({ resultsEqual }) => resultsEqual) ? '' : '; ≠: results differ'}`,
    rows: twin(breakEvens),
  };
  return figure(words, view(breakEvens, false), view(breakEvens, true));
}

/** From which size of work on a way to run is faster than the first, in one line. */
export function breakEvenFinding({ label, reference, points, workMs, resultsEqual }: SweepBreakEven): string {
  const faster = points.filter(({ speedup }) => speedup.estimate >= 1).length;
  const words = faster === 0 ? `never faster than ${reference}`
    : faster === points.length ? 'faster at every size'
      : workMs === null ? 'faster at some sizes but not at the largest, so it is not settled from which on'
        : `faster from ${formatMs(workMs)} of work on`;
  return `${label}: ${words}, measured from ${formatMs(points[0]!.workMs)} to ${formatMs(points.at(-1)!.workMs)} of work, results ${resultsEqual ? 'equal' : 'differ'}`;
}

/** The way of which the title speaks: with equal results, paying from the smallest size on, fastest at the largest, in this order. */
function headlineOf(breakEvens: readonly SweepBreakEven[]): SweepBreakEven {
  const from = ({ workMs }: SweepBreakEven) => workMs ?? Number.MAX_VALUE;
  const last = ({ points }: SweepBreakEven) => points.at(-1)!.speedup.estimate;
  return [...breakEvens].sort((a, b) => Number(b.resultsEqual) - Number(a.resultsEqual) || from(a) - from(b) || last(b) - last(a))[0]!;
}

function view(breakEvens: readonly SweepBreakEven[], isNarrow: boolean): View {
  const points = breakEvens.flatMap((one) => one.points);
  const longestMs = Math.max(...points.map(({ workMs }) => workMs)), unit = timeUnit(longestMs);
  const fastest = Math.max(1.2, ...points.map(({ speedup }) => speedup.high)) * 1.12;
  const crossings = breakEvens.filter(({ workMs, points: [first] }) => workMs !== null && workMs > first!.workMs);
  return {
    data: [
      { type: 'scatter', mode: 'lines', name: 'as fast', x: [0, longestMs / unit.ms], y: [1, 1], line: { color: ink('faint'), width: 1 }, hoverinfo: 'skip' },
      ...breakEvens.map((one, at) => curve(one, breakEvens.slice(0, at), unit.ms)),
      ...(crossings.length === 0 ? [] : [crossingTrace(crossings, unit.ms)]),
    ],
    plot: { heightPx: isNarrow ? 260 : 320 },
    margin: { left: 56, right: 28, bottom: 52 },
    legend: ['as fast', ...breakEvens.map(legendName), ...(crossings.length === 0 ? [] : ['break-even'])],
    layout: {
      xaxis: { ...valueAxis(`size of the work: wall time of the reference (${unit.name})`, 1), range: [-0.04, 1.04].map((part) => part * longestMs / unit.ms), showgrid: false },
      yaxis: { ...valueAxis('speedup', fastest), ticksuffix: '×' },
    },
  };
}

/** @param before - the curves drawn before it: those of the same executor have had the first symbols */
function curve(one: SweepBreakEven, before: readonly SweepBreakEven[], unitMs: number): Trace {
  const color = EXECUTOR_COLORS[executorOf(one)], symbol = SYMBOLS[before.filter((other) => executorOf(other) === executorOf(one)).length % SYMBOLS.length];
  return {
    type: 'scatter', mode: 'lines+markers', name: escapeText(legendName(one)), x: one.points.map(({ workMs }) => workMs / unitMs), y: one.points.map(({ speedup }) => speedup.estimate),
    line: { color, width: 2 }, marker: { size: 9, symbol, color, line: { color: ink('page'), width: 1 } },
    error_y: {
      type: 'data', symmetric: false, color, thickness: 1.5, width: 4,
      array: one.points.map(({ speedup }) => speedup.high - speedup.estimate), arrayminus: one.points.map(({ speedup }) => speedup.estimate - speedup.low),
    },
    hovertext: one.points.map(({ workMs, speedup, run }) => hoverText(one.label, [
      `${run.work}: ${formatMs(workMs)} with ${one.reference}`, intervalWords(speedup, run.comparison!.rounds),
    ])),
    hoverinfo: 'text', cliponaxis: false,
  };
}

function crossingTrace(crossings: readonly SweepBreakEven[], unitMs: number): Trace {
  return {
    type: 'scatter', mode: 'markers', name: 'break-even', x: crossings.map(({ workMs }) => workMs! / unitMs), y: crossings.map(() => 1),
    marker: { size: 13, symbol: 'circle-open', color: ink('text'), line: { width: 2 } },
    hovertext: crossings.map((one) => hoverText('break-even', [breakEvenFinding(one)])), hoverinfo: 'text', cliponaxis: false,
  };
}

function twin(breakEvens: readonly SweepBreakEven[]): string {
  const bars = textBars(breakEvens.flatMap(({ label, points }) => points.map(({ workMs, speedup, run }) => ({
    name: `${label}, ${run.work}`, segments: [{ value: speedup.estimate }], label: `${intervalWords(speedup, run.comparison!.rounds)} at ${formatMs(workMs)} of work`,
  }))));
  return [bars, '', ...breakEvens.map(breakEvenFinding)].join('\n');
}

function legendName({ label, resultsEqual }: SweepBreakEven): string {
  return `${shorten(label, LONGEST_NAME)}${resultsEqual ? '' : ' ≠'}`;
}

function executorOf({ points: [first] }: SweepBreakEven) {
  return first!.run.report.config.executor;
}
