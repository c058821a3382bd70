import type { RunReport } from '../pipeline/report.js';
import { outlierFlags } from '../timing/statistics.js';
import { bareAxis, BARE_SIDE_PX, namesAboveRows, rowAxis, rowAxisPx, valueAxis } from './axes.js';
import type { Figure, Trace } from './figure.js';
import { findingOf } from './finding.js';
import { formatCount, formatMs, formatRatio, timeUnit } from './format.js';
import { figure, textWidthPx, type View } from './frame.js';
import { hoverText } from './hover.js';
import { chartRuns, type ChartRun, type MeasuredRun } from './measured-run.js';
import { workWords } from './subtitle.js';
import { pad, TEXT_BAR_WIDTH } from './text-bars.js';
import { ink } from './theme.js';

interface Row extends ChartRun {
  readonly isOutlier: readonly boolean[];
}

/** The stretch of time that the chart shows: all points and intervals, with a little air. */
interface Extent {
  readonly lowMs: number;
  readonly highMs: number;
}

/**
 * Every round of every run as a point, with median and interval: what the bars of other charts are made of.
 *
 * Within a row the rounds follow each other from top to bottom, so that drift shows as a slant. Outliers, which count like all, are open circles.
 *
 * @throws ArcError `charts.no-runs` when there is none
 */
export function distribution(runs: readonly (RunReport | MeasuredRun)[]): Figure {
  const rows = chartRuns(runs).map((run): Row => ({ ...run, isOutlier: outlierFlags(run.samplesMs) }));
  const outliers = rows.reduce((sum, row) => sum + row.isOutlier.filter(Boolean).length, 0);
  const points = rows.reduce((sum, row) => sum + row.samplesMs.length, 0);
  const words = {
    title: findingOf(rows),
    subtitle: `${workWords(rows)}; ${formatCount(points, 'round')}, ${formatCount(outliers, 'outlier')} (open circles); line: median, band: 95 % interval; the axis does not begin at 0`,
    rows: twin(rows),
  };
  return figure(words, view(rows, false), view(rows, true));
}

function extentOf(rows: readonly Row[]): Extent {
  const all = rows.flatMap((row) => [...row.samplesMs, ...(row.intervalMs ?? [])]);
  const low = Math.min(...all), high = Math.max(...all);
  const air = (high - low || Math.abs(high) || 1) * 0.04;
  return { lowMs: Math.max(0, low - air), highMs: high + air };
}

function view(rows: readonly Row[], isNarrow: boolean): View {
  const { lowMs, highMs } = extentOf(rows);
  const unit = timeUnit(highMs);
  const names = rows.map((row) => row.label);
  const rowPx = isNarrow ? 72 : 60, bandPx = 36;
  const half = bandPx / rowPx / 2;
  return {
    data: [
      ...[false, true].filter((isOutlier) => rows.some((row) => row.isOutlier.includes(isOutlier))).map((isOutlier) => points(rows, unit.ms, half, isOutlier, isNarrow)),
      {
        type: 'scatter', mode: 'text', x: rows.map((row) => Math.max(row.totalMs, row.intervalMs?.[1] ?? 0, ...row.samplesMs) / unit.ms), y: rows.map((_, at) => at),
        text: rows.map((row) => `  <b>${formatMs(row.totalMs)}</b>`), textposition: 'middle right', textfont: { size: 13, color: ink('text') }, cliponaxis: false, hoverinfo: 'skip', showlegend: false,
      },
    ],
    plot: { heightPx: rows.length * rowPx },
    margin: { left: isNarrow ? BARE_SIDE_PX : rowAxisPx(names), right: textWidthPx('1000 ms', 13, true) + BARE_SIDE_PX, bottom: 52 },
    layout: {
      dragmode: 'zoom',
      xaxis: { ...valueAxis(`wall time of a round (${unit.name})`, 1), range: [lowMs / unit.ms, highMs / unit.ms], fixedrange: false },
      yaxis: isNarrow ? bareAxis([rows.length - 0.5, -0.5]) : rowAxis(names),
      shapes: rows.flatMap((row, at) => shapesOf(row, at, unit.ms, half)),
      ...(isNarrow && { annotations: namesAboveRows(names, bandPx) }),
    },
  };
}

function shapesOf(row: Row, at: number, unitMs: number, half: number): Record<string, unknown>[] {
  const median = {
    type: 'line', x0: row.totalMs / unitMs, x1: row.totalMs / unitMs, y0: at - half, y1: at + half, line: { color: ink('text'), width: 2 },
  };
  if (row.intervalMs === null) return [median];
  const [low, high] = row.intervalMs;
  return [{ type: 'rect', x0: low / unitMs, x1: high / unitMs, y0: at - half, y1: at + half, fillcolor: ink('gridLine'), line: { width: 0 }, layer: 'below' }, median];
}

function points(rows: readonly Row[], unitMs: number, half: number, isOutlier: boolean, isNarrow: boolean): Trace {
  const all = rows.flatMap((row, at) => row.samplesMs.map((ms, round) => ({ row, at, ms, round })).filter(({ round }) => row.isOutlier[round] === isOutlier));
  return {
    type: 'scatter', mode: 'markers', x: all.map(({ ms }) => ms / unitMs), y: all.map(({ row, at, round }) => at + half * 0.9 * (row.rounds === 1 ? 0 : (2 * round) / (row.rounds - 1) - 1)),
    marker: { size: isNarrow ? 6 : 7, color: isOutlier ? 'rgba(0,0,0,0)' : ink('total'), line: { color: isOutlier ? ink('alarm') : ink('page'), width: isOutlier ? 1.5 : 1 } },
    hovertext: all.map(({ row, ms, round }) => hover(row, ms, round)),
    hoverinfo: 'text', cliponaxis: false, showlegend: false,
  };
}

function hover(row: Row, ms: number, round: number): string {
  const { counts: { outputs }, cpuMs, wallMs } = row.report;
  return hoverText(`${row.label}, round ${round + 1} of ${row.rounds}`, [
    `${formatMs(ms)}, ${formatRatio(ms / (row.totalMs || 1))} the median ${formatMs(row.totalMs)}`,
    ...(row.intervalMs === null ? [] : [`95 % interval ${formatMs(row.intervalMs[0])} to ${formatMs(row.intervalMs[1])}`]),
    ...(outputs > 0 ? [`${formatCount(outputs, 'output')}, ${formatMs(ms / outputs)} each`] : []),
    `the report: computing ${formatMs(cpuMs)} in ${formatMs(wallMs)}`,
    ...(row.isOutlier[round] ? ['outlier; it counts like all'] : []),
  ]);
}

/** Rounds as · (more than one in a place: :), outliers as o, the median as |, on one scale. */
function twin(rows: readonly Row[]): string {
  const { lowMs, highMs } = extentOf(rows);
  const place = (ms: number) => Math.round((ms - lowMs) / (highMs - lowMs) * (TEXT_BAR_WIDTH - 1));
  const width = Math.max(...rows.map((row) => [...row.label].length));
  const lines = rows.map((row) => {
    const signs = new Array<string>(TEXT_BAR_WIDTH).fill(' ');
    row.samplesMs.forEach((ms, round) => {
      const before = signs[place(ms)];
      signs[place(ms)] = row.isOutlier[round] ? 'o' : before === ' ' ? '·' : ':';
    });
    signs[place(row.totalMs)] = '|';
    const interval = row.intervalMs === null ? '' : `  [${formatMs(row.intervalMs[0])}, ${formatMs(row.intervalMs[1])}]`;
    return `${pad(row.label, width)}  ${signs.join('')}  median ${formatMs(row.totalMs)}${interval}, ${formatCount(row.rounds, 'round')}`;
  });
  return [...lines, `${pad('', width)}  ${pad(formatMs(lowMs), TEXT_BAR_WIDTH - formatMs(highMs).length)}${formatMs(highMs)}`].join('\n');
}
