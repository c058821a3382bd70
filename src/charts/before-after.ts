import type { RunReport } from '../pipeline/report.js';
import { bareAxis, BARE_SIDE_PX, namesAboveRows, rowAxis, rowAxisPx, valueAxis } from './axes.js';
import { bottleneckOf, type Bottleneck } from './bottleneck.js';
import type { Figure, Trace } from './figure.js';
import { findingOf } from './finding.js';
import { formatInterval, formatMs, formatRatio, formatShare, plainText, timeUnit } from './format.js';
import { figure, textWidthPx, type View } from './frame.js';
import { hoverText } from './hover.js';
import { chartRuns, settingChanges, type ChartRun, type MeasuredRun } from './measured-run.js';
import { totalLabel, whiskers } from './run-marks.js';
import { SEGMENT_LETTERS, SEGMENT_NAMES, stageFacts, stageSegments, type StageSegment } from './stage-segments.js';
import { methodWords, workWords } from './subtitle.js';
import { textBars } from './text-bars.js';
import { HATCHED, ink, STAGE_COLORS, STAGE_TEXT_COLORS, type SegmentName } from './theme.js';

/** A segment carries its own value when it is longer than this part of the longest bar. */
const LABELLED_SHARE = 0.06;
const WAITING = 'simulated waiting';
/** Px of the plot that room for labels is reckoned with: about the least that a wide and a narrow page leave. */
const SHORT_PLOT_PX = 240;

interface Row extends ChartRun {
  readonly segments: readonly StageSegment[];
  /** Where the bar or its whisker ends, in ms. */
  readonly endMs: number;
  readonly bottleneck: Bottleneck | null;
}

/**
 * Runs beside each other: one bar a run, the first (the baseline) on top, stacked by stage, with total and speedup at its end.
 *
 * @param runs - one or more reports, or reports with their rounds; all are compared with the first
 * @throws ArcError `charts.no-runs` when there is none
 */
export function beforeAfter(runs: readonly (RunReport | MeasuredRun)[]): Figure {
  const rows = chartRuns(runs).map((run): Row => ({
    ...run, segments: stageSegments(run.report, run.totalMs), endMs: Math.max(run.totalMs, run.intervalMs?.[1] ?? 0),
    bottleneck: bottleneckOf(run.report),
  }));
  const differs = rows.some((row) => row.equality === 'different');
  const subtitle = `${workWords(rows)}; ${methodWords(rows)}`
    + `${rows.some((row) => row.bottleneck !== null) ? '; bold: the bottleneck' : ''}${hasWaiting(rows) ? '; hatched: simulated waiting' : ''}${differs ? '; ≠: results differ' : ''}`;
  const words = { title: findingOf(rows), subtitle, rows: twin(rows) };
  return figure(words, view(rows, false), view(rows, true));
}

function view(rows: readonly Row[], isNarrow: boolean): View {
  const longestMs = Math.max(0, ...rows.map((row) => row.endMs));
  const unit = timeUnit(longestMs);
  const names = rows.map((row) => row.label);
  const present = SEGMENT_NAMES.filter((name) => rows.some((row) => segment(row, name).ms > 0.002 * longestMs));
  const waiting = present.filter((name) => rows.some((row) => segment(row, name).waitMs > 0));
  const rowPx = isNarrow ? 50 : rows.length > 8 ? 32 : 42;
  const barPx = isNarrow ? 22 : rows.length > 8 ? 22 : 26;
  const labelPx = rows.map((row) => textWidthPx(plainText(totalLabel(row)), 13, true) + BARE_SIDE_PX - (longestMs > 0 ? 1 - row.endMs / longestMs : 1) * SHORT_PLOT_PX);
  return {
    data: [
      ...present.flatMap((name) => [
        stageTrace(rows, name, longestMs, unit.ms, barPx / rowPx, isNarrow), ...(waiting.includes(name) ? [waitTrace(rows, name, unit.ms, barPx / rowPx, name === waiting[0])] : []),
      ]),
      ...whiskers(rows, 1 / unit.ms), totals(rows, unit.ms),
    ],
    plot: { heightPx: rows.length * rowPx },
    margin: { left: isNarrow ? BARE_SIDE_PX : rowAxisPx(names), right: Math.max(BARE_SIDE_PX, ...labelPx), bottom: 52 },
    legend: [...present, ...(waiting.length > 0 ? [WAITING] : [])],
    layout: {
      barmode: 'stack', uniformtext: { mode: 'hide', minsize: 11 },
      xaxis: valueAxis(`wall time (${unit.name})`, longestMs / unit.ms),
      yaxis: isNarrow ? bareAxis([rows.length - 0.5, -0.5]) : rowAxis(names),
      ...(isNarrow && { annotations: namesAboveRows(names, barPx) }),
    },
  };
}

function stageTrace(rows: readonly Row[], name: SegmentName, longestMs: number, unitMs: number, width: number, isNarrow: boolean): Trace {
  const parts = rows.map((row) => segment(row, name));
  return {
    type: 'bar', orientation: 'h', name, y: rows.map((_, at) => at), x: parts.map((part) => workMs(part) / unitMs), width,
    marker: { color: STAGE_COLORS[name], line: { color: ink('page'), width: 1 } },
    text: parts.map((part, at) => (isNarrow || !hasLabel(rows[at]!, part, longestMs) ? '' : segmentLabel(rows[at]!, part))),
    textposition: 'inside', insidetextanchor: 'middle', textangle: 0, insidetextfont: { size: 11, color: STAGE_TEXT_COLORS[name] }, cliponaxis: false,
    hovertext: rows.map((row, at) => hover(row, segment(row, name), rows[0]!, rows[at - 1])), hoverinfo: 'text',
  };
}

/** The hatched end of a stage; all such ends are one entry of the legend. */
function waitTrace(rows: readonly Row[], name: SegmentName, unitMs: number, width: number, isNamed: boolean): Trace {
  return {
    type: 'bar', orientation: 'h', name: WAITING, legendgroup: WAITING, legendrank: 1001, showlegend: isNamed, y: rows.map((_, at) => at), x: rows.map((row) => segment(row, name).waitMs / unitMs), width,
    marker: HATCHED, hovertext: rows.map((row, at) => hover(row, segment(row, name), rows[0]!, rows[at - 1])), hoverinfo: 'text',
  };
}

function totals(rows: readonly Row[], unitMs: number): Trace {
  return {
    type: 'scatter', mode: 'text', y: rows.map((_, at) => at), x: rows.map((row) => row.endMs / unitMs), text: rows.map((row) => ` ${totalLabel(row)}`),
    textposition: 'middle right', textfont: { size: 13, color: ink('text') }, cliponaxis: false, hoverinfo: 'skip', showlegend: false,
  };
}

function segmentLabel(row: Row, part: StageSegment): string {
  return part.name === row.bottleneck?.stage ? `<b>${formatMs(workMs(part))}</b>` : formatMs(workMs(part));
}

/** Whether a segment is wide enough for its value, and the whisker does not run through it. */
function hasLabel(row: Row, part: StageSegment, longestMs: number): boolean {
  if (workMs(part) <= LABELLED_SHARE * longestMs) return false;
  if (row.intervalMs === null) return true;
  const startMs = row.segments.slice(0, row.segments.indexOf(part)).reduce((sum, before) => sum + before.ms, 0);
  const halfLabelMs = textWidthPx(formatMs(workMs(part)), 11) / 2 * (longestMs / (2 * SHORT_PLOT_PX));
  return startMs + workMs(part) / 2 + halfLabelMs < row.intervalMs[0];
}

/** @param before - the row above, whose settings this one's are told against */
function hover(row: Row, part: StageSegment, reference: Row, before: Row | undefined): string {
  const { stage } = part;
  const lines = [`${formatMs(part.ms)}, ${formatShare(part.ms / (row.totalMs || 1))} of ${formatMs(row.totalMs)}`];
  if (part.waitMs > 0) lines.push(`of it ${formatMs(part.waitMs)} of simulated waiting`);
  if (stage !== null) lines.push(...stageFacts(stage, part.ms));
  if (part.name === row.bottleneck?.stage) lines.push(`bottleneck: at no cost the run ${formatRatio(row.bottleneck.ceiling)} as fast`);
  if (row.speedup !== null && row.speedup.low !== null && row.speedup.high !== null) {
    lines.push(`whole run ${formatInterval(row.speedup.estimate, row.speedup.low, row.speedup.high)} of ${reference.label}`);
  }
  const changes = before === undefined ? '' : settingChanges(before.report.config, row.report.config);
  if (changes !== '') lines.push(changes);
  if (row.equality === 'different') lines.push(`${row.difference} from those of ${reference.label}`);
  return hoverText(`${row.label} · ${part.name}`, lines);
}

function twin(rows: readonly Row[]): string {
  const bars = textBars(rows.map((row) => {
    const { bottleneck } = row;
    const mark = bottleneck === null ? '' : `  ← bottleneck: ${bottleneck.stage}, ${formatShare(bottleneck.share)}`;
    return {
      name: row.label, label: plainText(totalLabel(row)) + mark,
      segments: row.segments.flatMap((part) => [
        { letter: SEGMENT_LETTERS[part.name], fill: part.name === 'rest' ? '░' : '█', value: workMs(part) }, { fill: '▒', value: part.waitMs },
      ]),
    };
  }));
  const key = SEGMENT_NAMES.filter((name) => rows.some((row) => segment(row, name).ms > 0)).map((name) => `${SEGMENT_LETTERS[name]} ${name}`).join('  ');
  return `${bars}\n\n${key}${hasWaiting(rows) ? `  ▒ ${WAITING}` : ''}`;
}

function segment(row: Row, name: SegmentName): StageSegment {
  return row.segments.find((part) => part.name === name) ?? { name, ms: 0, waitMs: 0, stage: null };
}

function workMs({ ms, waitMs }: StageSegment): number {
  return ms - waitMs;
}

function hasWaiting(rows: readonly Row[]): boolean {
  return rows.some((row) => row.segments.some((part) => part.waitMs > 0));
}
