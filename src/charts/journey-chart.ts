import { JOURNEY, type Phase } from '../pipeline/journey.js';
import type { RunReport } from '../pipeline/report.js';
import { bareAxis, BARE_SIDE_PX, namesAboveRows, rowAxis, rowAxisPx, valueAxis } from './axes.js';
import type { Figure, Trace } from './figure.js';
import { equalityWords, headlineOf, speedWords } from './finding.js';
import { escapeText, formatMs, formatNumber, formatRatio, formatShare, plainText } from './format.js';
import { figure, textWidthPx, type View } from './frame.js';
import { hoverText } from './hover.js';
import { chartRuns, type ChartRun, type MeasuredRun } from './measured-run.js';
import { totalLabel, whiskers } from './run-marks.js';
import { methodWords, workWords } from './subtitle.js';
import { textBars } from './text-bars.js';
import { HATCHED, ink } from './theme.js';

/** Where the published figures come from. */
const PUBLISHED_SOURCE = 'published: Python on Kaggle L4x4, not measured here';
const SHORT_PLOT_PX = 240;

interface Published {
  readonly seconds: number;
  /** Of the published first phase, 0..: the bar's length. */
  readonly share: number;
  readonly speedup: number;
}

interface Row extends ChartRun {
  readonly phase: Phase | null;
  readonly published: Published | null;
  /** Of the first run's time. */
  readonly share: number;
}

/**
 * The optimization journey: the total of each phase, measured here beside what was published.
 *
 * The two were measured on other machines, in other languages, on other workloads: seconds beside seconds would say nothing. So each
 * story is drawn as a share of its own first phase, and every bar tells its own time. Published figures are hatched.
 *
 * @param runs - one a phase, in order; the first is the reference of both stories
 * @throws ArcError `charts.no-runs` when there is none
 */
export function journeyChart(runs: readonly (RunReport | MeasuredRun)[]): Figure {
  const rows = journeyRows(chartRuns(runs));
  const differs = rows.some((row) => row.equality === 'different');
  const subtitle = `${workWords(rows)}; each story as a share of its own ${rows[0]!.label}; measured: ${methodWords(rows)}; ${PUBLISHED_SOURCE}`
    + `${differs ? '; ≠: results differ' : ''}`;
  return figure({ title: journeyFinding(rows), subtitle, rows: twin(rows) }, view(rows, false), view(rows, true));
}

function journeyRows(runs: readonly ChartRun[]): Row[] {
  const phases = runs.map((run): Phase | null => JOURNEY.find((phase) => phase.id === run.report.phase) ?? null);
  const firstSeconds = phases[0]?.published?.seconds;
  return runs.map((run, at) => {
    const seconds = phases[at]?.published?.seconds;
    return {
      ...run, phase: phases[at]!, share: run.totalMs / (runs[0]!.totalMs || 1),
      published: seconds === undefined || firstSeconds === undefined ? null : { seconds, share: seconds / firstSeconds, speedup: firstSeconds / seconds },
    };
  });
}

function journeyFinding(rows: readonly Row[]): string {
  const headline = headlineOf(rows);
  if (headline === null) return `${rows[0]!.label}: one phase, nothing to compare it with`;
  const measured = `Measured: ${headline.label} ${speedWords(headline)}, ${equalityWords(rows)}`;
  const best = rows.slice(1).reduce<Row | null>((first, row) => (row.published !== null && row.published.speedup > (first?.published?.speedup ?? 0) ? row : first), null);
  if (best === null) return measured;
  return `${measured}; published: ${best.label} ${formatRatio(best.published!.speedup)}${lossyMark(best)}`;
}

function view(rows: readonly Row[], isNarrow: boolean): View {
  const names = rows.map((row) => row.label);
  const longest = Math.max(...rows.map((row) => Math.max(row.published?.share ?? 0, endShare(row, rows[0]!)))) * 100;
  const rowPx = isNarrow ? 64 : 54, barPx = 20;
  const offset = { measured: isNarrow ? -0.04 : -0.2, published: isNarrow ? 0.31 : 0.2 };
  const labels = rows.flatMap((row) => [
    { text: totalLabel(row), end: endShare(row, rows[0]!) * 100 }, { text: publishedLabel(row, isNarrow), end: (row.published?.share ?? 0) * 100 },
  ]);
  const right = Math.max(BARE_SIDE_PX, ...labels.map(({ text, end }) => textWidthPx(plainText(text), 13, true) + BARE_SIDE_PX - (1 - end / longest) * SHORT_PLOT_PX));
  return {
    data: [
      bars(rows, 'measured', offset.measured, barPx / rowPx), bars(rows, 'published', offset.published, barPx / rowPx),
      ...whiskers(rows, 100 / (rows[0]!.totalMs || 1), offset.measured), ...labelTraces(rows, offset, isNarrow),
    ],
    plot: { heightPx: rows.length * rowPx },
    margin: { left: isNarrow ? BARE_SIDE_PX : rowAxisPx(names), right, bottom: 52 },
    legend: ['measured', 'published'],
    layout: {
      barmode: 'overlay',
      xaxis: { ...valueAxis(isNarrow ? '% of the first phase' : 'wall time, % of the same story’s first phase', longest), ticksuffix: ' %' },
      yaxis: isNarrow ? bareAxis([rows.length - 0.5, -0.5]) : rowAxis(names),
      ...(isNarrow && { annotations: namesAboveRows(names, barPx - 2 * 0.04 * -rowPx) }),
    },
  };
}

function bars(rows: readonly Row[], story: 'measured' | 'published', offset: number, width: number): Trace {
  const isMeasured = story === 'measured';
  return {
    type: 'bar', orientation: 'h', name: story, width, y: rows.map((_, at) => at + offset),
    x: rows.map((row) => (isMeasured ? row.share * 100 : row.published === null ? null : row.published.share * 100)),
    marker: isMeasured
      ? { color: ink('total'), line: { width: 0 } }
      : HATCHED,
    hovertext: rows.map((row) => (isMeasured ? measuredHover(row, rows[0]!) : publishedHover(row))), hoverinfo: 'text',
  };
}

function labelTraces(rows: readonly Row[], offset: { readonly measured: number; readonly published: number }, isNarrow: boolean): Trace[] {
  const trace = (x: number[], y: number[], text: string[], color: string): Trace => ({
    type: 'scatter', mode: 'text', x, y, text: text.map((label) => ` ${label}`), textposition: 'middle right', textfont: { size: 13, color },
    cliponaxis: false, hoverinfo: 'skip', showlegend: false,
  });
  return [
    trace(rows.map((row) => endShare(row, rows[0]!) * 100), rows.map((_, at) => at + offset.measured), rows.map(totalLabel), ink('text')),
    trace(rows.map((row) => (row.published?.share ?? 0) * 100), rows.map((_, at) => at + offset.published), rows.map((row) => publishedLabel(row, isNarrow)), ink('faint')),
  ];
}

/** Where a measured bar or its whisker ends, as a share of the first run's time. */
function endShare(row: Row, first: Row): number {
  return Math.max(row.totalMs, row.intervalMs?.[1] ?? 0) / (first.totalMs || 1);
}

function publishedLabel(row: Row, isNarrow: boolean): string {
  if (row.published !== null) return `${formatNumber(row.published.seconds)} s${row.published.speedup === 1 ? '' : `  ${formatRatio(row.published.speedup)}`}${lossyMark(row)}`;
  const note = row.phase?.published?.note;
  return note === undefined ? 'not published' : isNarrow ? 'no total published' : escapeText(`no total published: ${note}`);
}

/** The word that goes with a published speedup which changed the results. */
function lossyMark({ phase }: Row): string {
  return phase?.isLossy ? ' (lossy)' : '';
}

function measuredHover(row: Row, first: Row): string {
  const lines = [`${formatMs(row.totalMs)}, ${formatShare(row.share)} of ${first.label}`];
  if (row.intervalMs !== null) lines.push(`95 % interval ${formatMs(row.intervalMs[0])} to ${formatMs(row.intervalMs[1])}`);
  if (row.phase !== null) lines.push(row.phase.meaning);
  if (row.equality === 'different') lines.push(row.difference);
  return hoverText(`${row.label}, measured here`, lines);
}

function publishedHover(row: Row): string {
  if (row.published === null) return '';
  const { seconds, share } = row.published;
  return hoverText(`${row.label}, published`, [`${formatNumber(seconds)} s, ${formatShare(share)} of the published first phase`, row.phase?.published?.note ?? '']);
}

function twin(rows: readonly Row[]): string {
  return textBars(rows.flatMap((row) => [
    { name: row.label, segments: [{ value: row.share }], label: `${plainText(totalLabel(row))}  measured` },
    { name: '', segments: [{ value: row.published?.share ?? 0, fill: '▒' }], label: `${plainText(publishedLabel(row, false))}${row.published === null ? '' : '  published'}` },
  ]));
}
