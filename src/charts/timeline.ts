import type { RunReport, StageName } from '../pipeline/report.js';
import { childrenByParent, durationMs, type Span } from '../timing/span.js';
import { bareAxis, BARE_SIDE_PX, LONGEST_NAME, namesAboveRows, rowAxis, rowAxisPx, valueAxis } from './axes.js';
import type { Figure, Trace } from './figure.js';
import { equalityWords } from './finding.js';
import { escapeText, formatCount, formatMs, formatRatio, formatShare, shorten, timeUnit } from './format.js';
import { figure, type View } from './frame.js';
import { hoverText } from './hover.js';
import { chartRuns, type ChartRun, type MeasuredRun } from './measured-run.js';
import { stageFacts } from './stage-segments.js';
import { workWords } from './subtitle.js';
import { textBars, type TextSegment } from './text-bars.js';
import { HATCHED, ink, STAGE_COLORS, STAGE_TEXT_COLORS } from './theme.js';

/** What a {@link timeline} may be told. */
export interface TimelineOptions {
  /** The stages that are drawn. @defaultValue `['score demo', 'score test']`: where runs differ in concurrency */
  readonly stages?: readonly StageName[];
}

/** A piece of work on a lane; times are ms since the first piece of its run began. */
interface Piece {
  readonly name: string;
  readonly stage: StageName;
  readonly startMs: number;
  readonly endMs: number;
  /** At its start, before it computed: simulated. */
  readonly waitMs: number;
  /** Simulated waiting is in it that nobody recorded: it stands for a whole stage. */
  readonly hidesWaiting: boolean;
  readonly hover: string;
}

interface Lane {
  readonly name: string;
  readonly pieces: readonly Piece[];
}

interface TimedRun extends ChartRun {
  readonly lanes: readonly Lane[];
  /** Computation summed over the lanes. */
  readonly workMs: number;
  readonly waitMs: number;
  readonly wallMs: number;
}

/**
 * What ran when and where: a row for each lane of each run, a bar for each piece of work (a sample, a candidate), gaps where a lane is idle.
 *
 * Simulated waiting, told by a span's number attribute `waitMs`, is hatched. A stage whose jobs have no spans is one bar; the second line says when waiting is in it.
 *
 * @param runs - one or more; each begins at 0 with its first piece
 * @throws ArcError `charts.no-runs` when there is none
 */
export function timeline(runs: readonly (RunReport | MeasuredRun)[], options: TimelineOptions = {}): Figure {
  const { stages = ['score demo', 'score test'] } = options;
  const timed = chartRuns(runs).map((run) => timedRun(run, stages));
  const lanes = timed.flatMap((run) => run.lanes.map((lane) => ({ ...lane, name: laneName(run, lane, timed.length) })));
  const present = stages.filter((stage) => lanes.some((lane) => lane.pieces.some((piece) => piece.stage === stage)));
  const hasWaiting = timed.some((run) => run.waitMs > 0);
  const hidesWaiting = lanes.some((lane) => lane.pieces.some((piece) => piece.hidesWaiting));
  const words = {
    title: finding(timed),
    subtitle: `${workWords(timed)}; ${present.join(', ') || 'no spans'} on lanes, wall time${hasWaiting ? '; hatched: simulated waiting' : ''}`
      + `${hidesWaiting ? '; simulated waiting is within bars of whole stages: a profile tells it apart' : ''}`,
    rows: twin(lanes),
  };
  return figure(words, view(lanes, present, false), view(lanes, present, true));
}

function timedRun(run: ChartRun, stages: readonly StageName[]): TimedRun {
  const { spans } = run.report;
  const below = childrenByParent(spans);
  const found = spans.filter((span) => stages.some((stage) => stage === span.name)).flatMap((span) => {
    const parts = below.get(span.id) ?? [span];
    return parts.map((part) => ({ span: part, stage: span.name as StageName }));
  });
  const originMs = found.reduce((first, { span }) => Math.min(first, span.startMs), Infinity);
  const names = [...new Set(found.map(({ span }) => span.lane))].sort((a, b) => a.localeCompare(b, 'en', { numeric: true }));
  const lanes = names.map((name) => ({
    name,
    pieces: found.filter(({ span }) => span.lane === name).map(({ span, stage }): Piece => ({
      name: span.name, stage, startMs: span.startMs - originMs, endMs: span.endMs - originMs, waitMs: waitMs(span),
      hidesWaiting: span.name === stage && run.report.config.simulatedWaitMs > 0, hover: hover(run, span, stage, originMs),
    })).sort((a, b) => a.startMs - b.startMs),
  }));
  const reports = run.report.stages.filter((stage) => stages.includes(stage.name));
  return {
    ...run, lanes, workMs: sum(reports.map((stage) => stage.cpuMs)), wallMs: sum(reports.map((stage) => stage.wallMs)), waitMs: sum(found.map(({ span }) => waitMs(span))),
  };
}

function waitMs(span: Span): number {
  const wait = span.attributes['waitMs'];
  return typeof wait === 'number' && wait > 0 ? Math.min(wait, durationMs(span)) : 0;
}

function laneName(run: TimedRun, lane: Lane, runs: number): string {
  if (runs === 1) return lane.name;
  if (run.lanes.length === 1) return run.label;
  return `${shorten(run.label, Math.max(8, LONGEST_NAME - 3 - lane.name.length))} · ${lane.name}`;
}

/** The run that spent the least wall time in the stages; how its work compares with that, and with the first run. */
function finding(runs: readonly TimedRun[]): string {
  const best = runs.reduce((first, run) => (run.wallMs < first.wallMs ? run : first));
  const ratio = best.wallMs > 0 ? ` (${formatRatio(best.workMs / best.wallMs)})` : '';
  const waiting = best.waitMs > 0 ? ` and ${formatMs(best.waitMs)} of simulated waiting` : '';
  const told = `${best.label}: ${formatMs(best.workMs)} of work${waiting} in ${formatMs(best.wallMs)}${ratio}`;
  const first = runs[0]!;
  if (runs.length === 1) return told;
  return `${told}, ${first === best ? 'no other run was faster' : `${first.label} took ${formatMs(first.wallMs)}`}, ${equalityWords(runs)}`;
}

function view(lanes: readonly Lane[], stages: readonly StageName[], isNarrow: boolean): View {
  const longestMs = Math.max(0, ...lanes.flatMap((lane) => lane.pieces.map((piece) => piece.endMs)));
  const unit = timeUnit(longestMs);
  const names = lanes.map((lane) => lane.name);
  const rowPx = isNarrow ? 50 : lanes.length > 8 ? 34 : 44, barPx = isNarrow ? 24 : 26;
  const hasWaiting = lanes.some((lane) => lane.pieces.some((piece) => piece.waitMs > 0));
  return {
    data: [
      ...stages.map((stage) => stageTrace(lanes, stage, unit.ms, barPx / rowPx)),
      ...(hasWaiting ? [waitTrace(lanes, unit.ms, barPx / rowPx)] : []),
    ],
    plot: { heightPx: Math.max(1, lanes.length) * rowPx },
    margin: { left: isNarrow ? BARE_SIDE_PX : rowAxisPx(names), right: 2 * BARE_SIDE_PX, bottom: 52 },
    legend: [...stages, ...(hasWaiting ? ['simulated waiting'] : [])],
    layout: {
      barmode: 'overlay', uniformtext: { mode: 'hide', minsize: 11 },
      dragmode: 'zoom',
      xaxis: { ...valueAxis(`${unit.name} since the first began`, longestMs / unit.ms), fixedrange: false },
      yaxis: isNarrow ? bareAxis([lanes.length - 0.5, -0.5]) : rowAxis(names),
      ...(isNarrow && { annotations: namesAboveRows(names, barPx) }),
    },
  };
}

function stageTrace(lanes: readonly Lane[], stage: StageName, unitMs: number, width: number): Trace {
  const pieces = lanes.flatMap((lane, row) => lane.pieces.filter((piece) => piece.stage === stage).map((piece) => ({ piece, row })));
  return {
    type: 'bar', orientation: 'h', name: stage, width, y: pieces.map(({ row }) => row),
    base: pieces.map(({ piece }) => (piece.startMs + piece.waitMs) / unitMs), x: pieces.map(({ piece }) => (durationMs(piece) - piece.waitMs) / unitMs),
    marker: { color: STAGE_COLORS[stage], line: { color: ink('page'), width: 1 } },
    text: pieces.map(({ piece }) => escapeText(piece.name)), textposition: 'inside', insidetextanchor: 'middle', textangle: 0,
    insidetextfont: { size: 11, color: STAGE_TEXT_COLORS[stage] },
    hovertext: pieces.map(({ piece }) => piece.hover), hoverinfo: 'text',
  };
}

function waitTrace(lanes: readonly Lane[], unitMs: number, width: number): Trace {
  const pieces = lanes.flatMap((lane, row) => lane.pieces.filter((piece) => piece.waitMs > 0).map((piece) => ({ piece, row })));
  return {
    type: 'bar', orientation: 'h', name: 'simulated waiting', width, y: pieces.map(({ row }) => row),
    base: pieces.map(({ piece }) => piece.startMs / unitMs), x: pieces.map(({ piece }) => piece.waitMs / unitMs),
    marker: HATCHED, hovertext: pieces.map(({ piece }) => piece.hover), hoverinfo: 'text',
  };
}

function hover({ report }: ChartRun, span: Span, stage: StageName, originMs: number): string {
  const waited = waitMs(span), ofStage = report.stages.find((candidate) => candidate.name === stage);
  return hoverText(span.name === stage ? stage : `${span.name}, ${stage}`, [
    `${formatMs(durationMs(span))}, ${formatShare(durationMs(span) / (report.wallMs || 1))} of the run`,
    `on ${span.lane}, from ${formatMs(span.startMs - originMs)}`,
    ...(waited > 0 ? [`of it ${formatMs(waited)} of simulated waiting`] : []),
    ...(ofStage === undefined ? [] : [`all of ${stage}:`, ...stageFacts(ofStage)]),
  ]);
}

/** Lanes as bars with gaps; `▒` is simulated waiting, a stretch's first sign is | so that neighbours stay apart. */
function twin(lanes: readonly Lane[]): string {
  if (lanes.length === 0) return '(no spans)';
  return textBars(lanes.map(({ name, pieces }) => {
    let atMs = 0;
    const segments = pieces.flatMap((piece): TextSegment[] => {
      const gap = { value: piece.startMs - atMs, fill: ' ' };
      atMs = Math.max(atMs, piece.endMs);
      return [gap, { value: piece.waitMs, fill: '▒' }, { value: durationMs(piece) - piece.waitMs, letter: '▌' }];
    });
    return { name, segments, label: `${formatCount(pieces.length, 'piece')}, ends at ${formatMs(atMs)}` };
  }));
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
