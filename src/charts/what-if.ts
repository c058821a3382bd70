import { STAGE_NAMES, type RunReport, type StageName } from '../pipeline/report.js';
import { bareAxis, BARE_SIDE_PX, namesAboveRows, rowAxis, rowAxisPx, valueAxis } from './axes.js';
import { bottleneckOf } from './bottleneck.js';
import type { Figure, Trace } from './figure.js';
import { equalityWords } from './finding.js';
import { formatInterval, formatRatio, formatShare, plainText } from './format.js';
import { figure, textWidthPx, type View } from './frame.js';
import { hoverText } from './hover.js';
import { chartRuns, type ChartRun, type MeasuredRun } from './measured-run.js';
import { predictionOf, prospectsOf, type StageProspect } from './stage-prospects.js';
import { workWords } from './subtitle.js';
import { textBars } from './text-bars.js';
import { HATCHED, ink, STAGE_COLORS } from './theme.js';

/** What a {@link whatIf} chart may be told. */
export interface WhatIfOptions {
  /** The next phase, once it is measured: what its stages' gains predict for the whole is drawn beside what the whole gained. */
  readonly next?: RunReport | MeasuredRun;
}

/** How many times as fast a stage became, and what that alone predicts for the whole run. */
interface StageChange {
  readonly stage: StageName;
  readonly factor: number;
  readonly predicted: number;
}

/** A measured next phase against what its stages' gains predict. */
interface Outcome {
  readonly run: ChartRun;
  readonly predicted: number;
  readonly changes: readonly StageChange[];
}

/** Ceilings beyond this are told, not drawn to their end. */
const LONGEST_DRAWN = 12;
const SHORT_PLOT_PX = 200;
/** Stages whose time changed by less than this share get no mark. */
const UNCHANGED = 0.05;

/**
 * For every stage: how much faster the whole run would be if the stage were faster, up to its ceiling, where it costs nothing.
 *
 * It is Amdahl's law where stages follow each other; where they overlap, the recorded work is scheduled again, and another path may become the longest.
 */
export function whatIf(report: RunReport, options: WhatIfOptions = {}): Figure {
  const runs = chartRuns(options.next === undefined ? [report] : [report, options.next]);
  const prospects = prospectsOf(report);
  const outcome = runs[1] === undefined ? null : outcomeOf(report, runs[1]);
  const words = {
    title: finding(report, runs, outcome),
    subtitle: `${workWords(runs.slice(0, 1))}, phase ${runs[0]!.label}; the whole run’s speedup if one stage were faster, all else unchanged`,
    rows: twin(prospects, outcome),
  };
  return figure(words, view(prospects, outcome, false), view(prospects, outcome, true));
}

function outcomeOf(report: RunReport, run: ChartRun): Outcome {
  const wallMs = (of: RunReport, name: StageName) => of.stages.filter((stage) => stage.name === name).reduce((sum, stage) => sum + stage.wallMs, 0);
  // What no stage covers stays, and work that only the next phase has is not foreseen.
  const factors = STAGE_NAMES.filter((name) => wallMs(report, name) > 0).map((stage) => ({ stage, factor: wallMs(report, stage) / wallMs(run.report, stage) }));
  const predict = predictionOf(report);
  return {
    run, predicted: predict(Object.fromEntries(factors.map(({ stage, factor }) => [stage, factor]))),
    changes: factors.map(({ stage, factor }) => ({ stage, factor, predicted: predict({ [stage]: factor }) })),
  };
}

function finding(report: RunReport, runs: readonly ChartRun[], outcome: Outcome | null): string {
  const bottleneck = bottleneckOf(report);
  if (bottleneck === null) return 'No stage of this run took any time';
  const { stage, share } = bottleneck;
  const told = `${stage} is the bottleneck with ${formatShare(share)}: at no cost, ${Number.isFinite(bottleneck.ceiling) ? `the run would be ${formatRatio(bottleneck.ceiling)} as fast` : 'nothing would be left'}`;
  return outcome === null ? told : `${told}; ${outcome.run.label}: predicted ${formatRatio(outcome.predicted)}, measured ${measuredWords(outcome.run)}, ${equalityWords(runs)}`;
}

function measuredWords({ speedup }: ChartRun): string {
  if (speedup === null) return 'without a speedup';
  return speedup.low === null || speedup.high === null ? formatRatio(speedup.estimate) : formatInterval(speedup.estimate, speedup.low, speedup.high);
}

interface Row {
  readonly name: string;
  readonly end: number;
  readonly label: string;
}

function rowsOf(prospects: readonly StageProspect[], outcome: Outcome | null): Row[] {
  const stages = prospects.map((prospect): Row => ({
    name: prospect.stage, end: Math.min(LONGEST_DRAWN, prospect.ceiling),
    label: `<b>${Number.isFinite(prospect.ceiling) ? formatRatio(prospect.ceiling) : 'no limit'}</b>  ${formatShare(prospect.share)} of the run`,
  }));
  if (outcome === null) return stages;
  const { run, predicted } = outcome;
  return [
    ...stages, { name: `predicted: ${run.label}`, end: Math.min(LONGEST_DRAWN, predicted), label: `<b>${formatRatio(predicted)}</b>` },
    { name: `measured: ${run.label}`, end: Math.min(LONGEST_DRAWN, run.speedup?.estimate ?? 1), label: `<b>${measuredWords(run)}</b>` },
  ];
}

function view(prospects: readonly StageProspect[], outcome: Outcome | null, isNarrow: boolean): View {
  const rows = rowsOf(prospects, outcome).map((row) => (isNarrow ? { ...row, label: row.label.replace(' of the run', '') } : row));
  const names = rows.map((row) => row.name);
  const ends = rows.map((row) => row.end), longest = Math.max(1.1, ...ends), shortest = Math.min(1, ...ends);
  const rowPx = isNarrow ? 50 : 38, barPx = 24;
  const right = Math.max(BARE_SIDE_PX, ...rows.map((row) =>
    textWidthPx(plainText(row.label), 13) + 2 * BARE_SIDE_PX - (1 - (row.end - shortest) / (longest - shortest)) * SHORT_PLOT_PX));
  return {
    data: [
      ...([['at no cost', 'ceiling', 0.25], ['10× as fast', 'tenfold', 0.55], ['2× as fast', 'twice', 1]] as const).map(([name, key, opacity]) =>
        gainTrace(prospects, name, key, opacity, barPx / rowPx)),
      ...(outcome === null ? [] : outcomeTraces(prospects, outcome, barPx / rowPx)),
      {
        type: 'scatter', mode: 'text', x: rows.map((row) => Math.max(1, row.end)), y: rows.map((_, at) => at), text: rows.map((row) => `  ${row.label}`),
        textposition: 'middle right', textfont: { size: 13, color: ink('text') }, cliponaxis: false, hoverinfo: 'skip', showlegend: false,
      },
    ],
    plot: { heightPx: Math.max(1, rows.length) * rowPx },
    margin: { left: isNarrow ? BARE_SIDE_PX : rowAxisPx(names), right, bottom: 52 },
    legend: ['2× as fast', '10× as fast', 'at no cost', ...(outcome === null ? [] : ['as measured'])],
    layout: {
      barmode: 'overlay',
      xaxis: { ...valueAxis('speedup of the whole run', 1), range: [shortest, longest], ticksuffix: '×' },
      yaxis: isNarrow ? bareAxis([rows.length - 0.5, -0.5]) : rowAxis(names),
      ...(isNarrow && { annotations: namesAboveRows(names, barPx) }),
    },
  };
}

function gainTrace(prospects: readonly StageProspect[], name: string, key: 'twice' | 'tenfold' | 'ceiling', opacity: number, width: number): Trace {
  return {
    type: 'bar', orientation: 'h', name, width, base: 1, opacity, y: prospects.map((_, at) => at), x: prospects.map((prospect) => Math.min(LONGEST_DRAWN, prospect[key]) - 1),
    marker: { color: prospects.map(({ stage }) => STAGE_COLORS[stage]), line: { width: 0 } }, legendrank: { twice: 1, tenfold: 2, ceiling: 3 }[key],
    hovertext: prospects.map((prospect) => hover(prospect)), hoverinfo: 'text',
  };
}

function outcomeTraces(prospects: readonly StageProspect[], { run, predicted, changes }: Outcome, width: number): Trace[] {
  const at = prospects.length, measured = run.speedup?.estimate ?? 1;
  const changed = changes.filter(({ factor }) => Number.isFinite(factor) && Math.abs(factor - 1) > UNCHANGED);
  return [
    {
      type: 'scatter', mode: 'markers', name: 'as measured', x: changed.map((change) => Math.min(LONGEST_DRAWN, change.predicted)),
      y: changed.map((change) => prospects.findIndex(({ stage }) => stage === change.stage)),
      marker: { symbol: 'diamond', size: 9, color: ink('text'), line: { color: ink('page'), width: 1 } }, legendrank: 4,
      hovertext: changed.map(({ stage, factor, predicted: alone }) => hoverText(`${stage} in ${run.label}`, [`${formatRatio(factor)} as fast, alone ${formatRatio(alone)} for the whole run`])),
      hoverinfo: 'text', cliponaxis: false,
    },
    {
      type: 'bar', orientation: 'h', width, base: 1, y: [at], x: [Math.min(LONGEST_DRAWN, predicted) - 1], showlegend: false, hovertext: ['all stages’ gains together'], hoverinfo: 'text',
      marker: HATCHED,
    },
    {
      type: 'bar', orientation: 'h', width, base: 1, y: [at + 1], x: [Math.min(LONGEST_DRAWN, measured) - 1], showlegend: false, hovertext: ['the whole run, measured'], hoverinfo: 'text',
      marker: { color: ink('total'), line: { width: 0 } },
    },
  ];
}

function hover({ stage, share, twice, tenfold, ceiling: limit }: StageProspect): string {
  return hoverText(stage, [
    `${formatShare(share)} of the run`, `2× as fast: the run ${formatRatio(twice)}`, `10× as fast: the run ${formatRatio(tenfold)}`,
    `at no cost: ${Number.isFinite(limit) ? `the run ${formatRatio(limit)}` : 'nothing would be left'}`,
  ]);
}

function twin(prospects: readonly StageProspect[], outcome: Outcome | null): string {
  const longest = prospects.reduce<StageProspect | null>((first, prospect) => (first === null || prospect.share > first.share ? prospect : first), null);
  const bars = rowsOf(prospects, outcome).map((row) => ({
    name: row.name, segments: [{ value: Math.max(0, row.end - 1) }], label: `${plainText(row.label)}${row.name === longest?.stage ? '  ← bottleneck' : ''}`,
  }));
  return `${textBars(bars)}\n\nbars begin at 1×: the run as it is`;
}
