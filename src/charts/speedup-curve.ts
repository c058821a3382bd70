import type { ResolvedConfig } from '../pipeline/config.js';
import type { RunReport } from '../pipeline/report.js';
import { fitAmdahl, fitScalability, scalabilitySpeedup, type AmdahlFit, type ScalabilityFit } from '../timing/scaling.js';
import { amdahl as amdahlSpeedup } from '../timing/schedule.js';
import { valueAxis } from './axes.js';
import type { Figure, Trace } from './figure.js';
import { equalityWords } from './finding.js';
import { formatCount, formatInterval, formatMs, formatRatio, formatShare } from './format.js';
import { figure, type View } from './frame.js';
import { hoverText } from './hover.js';
import { chartRuns, type ChartRun, type MeasuredRun } from './measured-run.js';
import { methodWords, workWords } from './subtitle.js';
import { textBars } from './text-bars.js';
import { ink } from './theme.js';

type ExecutorName = ResolvedConfig['executor'];

interface Point {
  readonly run: ChartRun;
  /** Workers; an inline run has one, whatever it was configured for. */
  readonly concurrency: number;
  readonly speedup: number;
}

interface Series {
  readonly executor: ExecutorName;
  readonly points: readonly Point[];
  /** `null` when there are too few points, or the reference had more than one worker. */
  readonly amdahl: AmdahlFit | null;
  readonly scalability: ScalabilityFit | null;
}

/** Not the stages' colors: these lines are executors. */
export const EXECUTOR_COLORS: Readonly<Record<ExecutorName, string>> = { inline: '#999933', limited: '#DDAA33', threads: '#117799' };

/**
 * How a run's speed follows the number of workers, by executor: measured points with their intervals, the ideal line, and the laws of
 * Amdahl and of universal scalability fitted to them.
 *
 * @param runs - the first is the reference; it should have one worker, else nothing is fitted
 * @throws ArcError `charts.no-runs` when there is none
 */
export function speedupCurve(runs: readonly (RunReport | MeasuredRun)[]): Figure {
  const filled = chartRuns(runs);
  const points = filled.filter((run) => run.speedup !== null).map((run): Point => ({ run, concurrency: workersOf(run.report), speedup: run.speedup!.estimate }));
  const hasSingleReference = workersOf(filled[0]!.report) === 1;
  const executors = [...new Set(points.map(({ run }) => run.report.config.executor))];
  const series = executors.map((executor) => seriesOf(executor, points, hasSingleReference));
  const words = {
    title: finding(series, filled),
    subtitle: `${workWords(filled)}; speedup against ${filled[0]!.label}; ${methodWords(filled)}${series.some((one) => one.amdahl !== null) ? '; dashed: Amdahl’s law, dotted: universal scalability law, both fitted' : ''}`,
    rows: twin(series),
  };
  return figure(words, view(series, false), view(series, true));
}

function workersOf({ config }: RunReport): number {
  return config.executor === 'inline' ? 1 : config.concurrency;
}

function seriesOf(executor: ExecutorName, all: readonly Point[], hasSingleReference: boolean): Series {
  const points = all.filter(({ run }) => run.report.config.executor === executor).sort((a, b) => a.concurrency - b.concurrency);
  const several = new Set(points.map((point) => point.concurrency).filter((concurrency) => concurrency > 1)).size;
  return {
    executor, points,
    amdahl: hasSingleReference && several >= 1 ? fitAmdahl(points) : null,
    scalability: hasSingleReference && several >= 2 ? fitScalability(points) : null,
  };
}

function finding(series: readonly Series[], runs: readonly ChartRun[]): string {
  const candidates = series.flatMap((one) => one.points.map((point) => ({ one, point }))).filter(({ point }) => point.run !== runs[0]);
  if (candidates.length === 0) return `${runs[0]!.label}: one run, nothing to compare it with`;
  const { one, point } = candidates.reduce((best, other) => (other.point.speedup > best.point.speedup ? other : best));
  const { low, high } = point.run.speedup!;
  const ratio = low === null || high === null ? formatRatio(point.speedup) : formatInterval(point.speedup, low, high);
  const spread = one.amdahl === null ? '' : `; ${formatShare(one.amdahl.parallelShare)} of the work spreads (Amdahl)`;
  return `${one.executor}: ${ratio} with ${formatCount(point.concurrency, 'worker')}, ${equalityWords(runs)}${spread}`;
}

function view(series: readonly Series[], isNarrow: boolean): View {
  const points = series.flatMap((one) => one.points);
  const most = Math.max(2, ...points.map((point) => point.concurrency));
  const fastest = Math.max(1.2, ...points.map(({ run, speedup }) => Math.max(speedup, run.speedup?.high ?? 0))) * 1.12;
  const counts = [...new Set([1, ...points.map((point) => point.concurrency)])].sort((a, b) => a - b);
  const fits = series.some((one) => one.amdahl !== null);
  return {
    data: [
      line('ideal', [1, most], (n) => n, { color: ink('faint'), width: 1 }, true),
      ...series.flatMap((one, at) => fitLines(one, most, series.slice(0, at))),
      ...series.map(pointTrace),
    ],
    plot: { heightPx: isNarrow ? 260 : 320 },
    margin: { left: 56, right: 28, bottom: 52 },
    legend: ['ideal', ...(fits ? ['Amdahl'] : []), ...(series.some((one) => one.scalability !== null) ? ['universal scalability'] : []), ...series.map((one) => one.executor)],
    layout: {
      xaxis: {
        ...valueAxis('workers', 1), range: [Math.min(1, most) - (most - 1) * 0.04, most + (most - 1) * 0.04], showgrid: false, tickmode: 'array',
        tickvals: counts, ticktext: counts.map(String),
      },
      yaxis: { ...valueAxis('speedup', fastest), ticksuffix: '×' },
    },
  };
}

function pointTrace(one: Series): Trace {
  const bar = (of: (point: Point) => number) => one.points.map(of);
  return {
    type: 'scatter', mode: one.amdahl === null ? 'lines+markers' : 'markers', name: one.executor, x: bar((point) => point.concurrency), y: bar((point) => point.speedup),
    ...(one.amdahl === null && { line: { color: EXECUTOR_COLORS[one.executor], width: 2 } }), marker: { size: 9, color: EXECUTOR_COLORS[one.executor], line: { color: ink('page'), width: 1 } },
    error_y: {
      type: 'data', symmetric: false, color: EXECUTOR_COLORS[one.executor], thickness: 1.5, width: 4,
      array: bar(({ run, speedup }) => (run.speedup?.high ?? speedup) - speedup), arrayminus: bar(({ run, speedup }) => speedup - (run.speedup?.low ?? speedup)),
    },
    hovertext: one.points.map(hover), hoverinfo: 'text', cliponaxis: false,
  };
}

function hover({ run, concurrency, speedup }: Point): string {
  return hoverText(`${run.report.config.executor}, ${formatCount(concurrency, 'worker')}`, [
    `${formatMs(run.totalMs)}, ${formatRatio(speedup)}`, `${formatShare(speedup / concurrency)} of the ideal`, run.label, run.difference,
  ]);
}

/** @param before - the series whose lines are in the legend already: a law is named once */
function fitLines({ executor, amdahl, scalability }: Series, most: number, before: readonly Series[]): Trace[] {
  const counts = Array.from({ length: 41 }, (_, at) => 1 + (most - 1) * at / 40);
  const stroke = (dash: string) => ({ color: EXECUTOR_COLORS[executor], width: 1.5, dash });
  return [
    ...(amdahl === null ? [] : [line('Amdahl', counts, (n) => amdahlSpeedup(amdahl.parallelShare, n), stroke('dash'), before.every((one) => one.amdahl === null), `${executor}: ${formatShare(amdahl.parallelShare)} spreads, ceiling ${Number.isFinite(amdahl.ceiling) ? formatRatio(amdahl.ceiling) : 'none'}`)]),
    ...(scalability === null ? [] : [line('universal scalability', counts, (n) => scalabilitySpeedup(scalability.contention, scalability.coherency, n), stroke('dot'), before.every((one) => one.scalability === null),
      `${executor}: contention ${formatShare(scalability.contention)}, coherency ${formatShare(scalability.coherency)}${Number.isFinite(scalability.peakConcurrency) ? `, peak at ${formatCount(Math.round(scalability.peakConcurrency), 'worker')}` : ''}`)]),
  ];
}

function line(name: string, x: readonly number[], of: (n: number) => number, stroke: object, isNamed: boolean, hovertext?: string): Trace {
  return {
    type: 'scatter', mode: 'lines', name, x, y: x.map(of), line: stroke, showlegend: isNamed, legendgroup: name,
    ...(hovertext === undefined ? { hoverinfo: 'skip' } : { hovertext: hoverText(name, [hovertext]), hoverinfo: 'text' }),
  };
}

function twin(series: readonly Series[]): string {
  const bars = textBars(series.flatMap((one) => one.points.map((point) => ({
    name: `${one.executor}, ${formatCount(point.concurrency, 'worker')}`, segments: [{ value: point.speedup }], label: `${formatRatio(point.speedup)}  ${formatShare(point.speedup / point.concurrency)} of ideal`,
  }))));
  const fits = series.flatMap(({ executor, amdahl, scalability }) => [
    ...(amdahl === null ? [] : [`${executor}, Amdahl: ${formatShare(amdahl.parallelShare)} spreads`]),
    ...(scalability === null ? [] : [`${executor}, universal scalability: contention ${formatShare(scalability.contention)}, coherency ${formatShare(scalability.coherency)}`]),
  ]);
  return [bars, ...(fits.length > 0 ? ['', ...fits] : [])].join('\n');
}
