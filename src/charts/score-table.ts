import type { CandidateReport, RunReport } from '../pipeline/report.js';
import { BARE_SIDE_PX } from './axes.js';
import { scoredSamples } from './candidate-funnel.js';
import type { Figure } from './figure.js';
import { escapeText, formatCount, shorten } from './format.js';
import { figure, type View } from './frame.js';
import { runWords } from './subtitle.js';
import { pad } from './text-bars.js';
import { ink } from './theme.js';

/** What a {@link scoreTable} may be told. */
export interface ScoreTableOptions {
  /** Rows at most. @defaultValue 12 */
  readonly rows?: number;
}

interface Column {
  readonly title: string;
  readonly cell: (candidate: CandidateReport) => string;
  /** Part of the width. */
  readonly weight: number;
}

const ROW_PX = 28;
const SHORT_ID = 12;

/**
 * The best candidates of a run: samples right, differ counts, speed score and what validation said.
 *
 * Order: most samples right, then the faster (higher t_log), then solver id.
 */
export function scoreTable(report: RunReport, options: ScoreTableOptions = {}): Figure {
  const samples = scoredSamples(report);
  const ranked = [...report.candidates].sort((a, b) => b.oScore - a.oScore || (b.tLog ?? -Infinity) - (a.tLog ?? -Infinity) || (a.solverId < b.solverId ? -1 : 1));
  const shown = ranked.slice(0, options.rows ?? 12);
  const columns = columnsOf(report, samples);
  const hidden = ranked.length - shown.length;
  const words = {
    title: finding(ranked, samples),
    subtitle: `${runWords(report)}${hidden > 0 ? `; the best ${shown.length} of ${ranked.length}` : ''}; iz, zo: differ counts; t_log: higher is faster${shown.some((candidate) => candidate.isMutated) ? '; *: mutated' : ''}`,
    rows: twin(columns, shown),
  };
  return figure(words, view(columns, shown), view(columns.filter(({ title }) => ['solver', 'right', 't_log', 'status'].includes(title)), shown));
}

function columnsOf(report: RunReport, samples: number): Column[] {
  const differs = (candidate: CandidateReport, kind: 'iz' | 'zo') =>
    String(Object.values(report.scores.d[candidate.solverId] ?? {}).reduce((sum, count) => sum + count[kind], 0));
  return [
    { title: 'solver', cell: (candidate) => shorten(candidate.solverId, SHORT_ID), weight: 3 },
    { title: 'right', cell: (candidate) => `${candidate.oScore} of ${samples}`, weight: 2 },
    { title: 'iz', cell: (candidate) => differs(candidate, 'iz'), weight: 1.5 },
    { title: 'zo', cell: (candidate) => differs(candidate, 'zo'), weight: 2 },
    { title: 't_log', cell: (candidate) => (candidate.tLog === null ? '–' : String(candidate.tLog)), weight: 1.5 },
    { title: 'step', cell: (candidate) => `t${candidate.step}${candidate.isMutated ? ' *' : ''}`, weight: 2 },
    { title: 'status', cell: (candidate) => candidate.status, weight: 2 },
  ];
}

function finding(ranked: readonly CandidateReport[], samples: number): string {
  if (ranked.length === 0) return 'No solver came out of this run';
  const best = ranked[0]!.oScore;
  const winners = ranked.filter((candidate) => candidate.oScore === best).length;
  if (best === 0) return `None of ${formatCount(ranked.length, 'solver')} gets a sample right`;
  const what = samples > 0 && best >= samples ? `all ${formatCount(samples, 'sample')} right` : `${best} of ${formatCount(samples, 'sample')} right`;
  return `${winners} of ${formatCount(ranked.length, 'solver')} ${winners === 1 ? 'gets' : 'get'} ${what}`;
}

function view(columns: readonly Column[], shown: readonly CandidateReport[]): View {
  return {
    data: [{
      type: 'table', columnwidth: columns.map((column) => column.weight),
      header: {
        values: columns.map((column) => `<b>${column.title}</b>`), align: 'left', height: ROW_PX, fill: { color: 'rgba(0,0,0,0)' },
        line: { color: ink('gridLine'), width: 0 }, font: { size: 12, color: ink('faint') },
      },
      cells: {
        values: columns.map((column) => shown.map((candidate) => escapeText(column.cell(candidate)))), align: 'left', height: ROW_PX,
        fill: { color: 'rgba(0,0,0,0)' }, line: { color: ink('gridLine'), width: 1 },
        font: { size: 13, color: columns.map((column) => shown.map((candidate) => cellColor(column, candidate))) },
      },
    }],
    plot: { heightPx: (shown.length + 1) * ROW_PX + 4 },
    margin: { left: BARE_SIDE_PX, right: BARE_SIDE_PX, bottom: BARE_SIDE_PX },
    layout: {},
  };
}

function cellColor({ title }: Column, candidate: CandidateReport): string {
  if (title === 'status' && candidate.status !== 'ok' && candidate.status !== 'wrong') return ink('alarm');
  return candidate.oScore > 0 ? ink('text') : ink('faint');
}

function twin(columns: readonly Column[], shown: readonly CandidateReport[]): string {
  const rows = [columns.map((column) => column.title), ...shown.map((candidate) => columns.map((column) => column.cell(candidate)))];
  const widths = columns.map((_, at) => Math.max(...rows.map((row) => row[at]!.length)));
  return rows.map((row) => row.map((cell, at) => pad(cell, widths[at]!)).join('  ').trimEnd()).join('\n');
}
