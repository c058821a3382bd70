import type { RunReport } from '../pipeline/report.js';
import { bareAxis, BARE_SIDE_PX, namesAboveRows, rowAxis, rowAxisPx } from './axes.js';
import type { Figure, Trace } from './figure.js';
import { formatCount, formatShare } from './format.js';
import { figure, textWidthPx, type View } from './frame.js';
import { hoverText } from './hover.js';
import { runWords } from './subtitle.js';
import { textBars } from './text-bars.js';
import { ink, STAGE_COLORS } from './theme.js';

interface Step {
  readonly name: string;
  readonly count: number;
  /** What happened on the way from the step above. */
  readonly note: string;
  readonly color: string;
}

const SHORT_PLOT_PX = 200;

/**
 * What became of a run's outputs: outputs, candidates, those with a body of their own, those that were validated, those that are right.
 *
 * A candidate is right when it gets every scored sample right. Without the filter the validated ones are more than the unique ones:
 * the same work done again.
 */
export function candidateFunnel(report: RunReport): Figure {
  const steps = funnelSteps(report);
  const words = {
    title: funnelFinding(report, steps),
    subtitle: `${runWords(report)}; filter ${report.config.dedupe ? 'on' : 'off'}`,
    rows: textBars(steps.map(({ name, count, note }) => ({ name, segments: [{ value: count }], label: `${count}${note === '' ? '' : `  ${note}`}` }))),
  };
  return figure(words, view(steps, false), view(steps, true));
}

function funnelSteps(report: RunReport): Step[] {
  const { outputs, candidates, uniqueCandidates, validated } = report.counts;
  const samples = scoredSamples(report);
  const right = report.candidates.filter((candidate) => samples > 0 && candidate.oScore >= samples).length;
  const repeats = candidates - uniqueCandidates;
  return [
    { name: 'outputs', count: outputs, note: samples > 0 ? `of ${formatCount(samples, 'sample')}` : '', color: STAGE_COLORS['score demo'] },
    { name: 'candidates', count: candidates, note: outputs > candidates ? `${outputs - candidates} equal to another` : '', color: STAGE_COLORS['score demo'] },
    { name: 'unique', count: uniqueCandidates, note: repeats > 0 ? `${formatCount(repeats, 'repeat')} of a body` : '', color: STAGE_COLORS.filter },
    { name: 'validated', count: validated, note: validatedNote(report), color: STAGE_COLORS.validate },
    { name: 'right', count: right, note: samples > 0 ? `all ${formatCount(samples, 'sample')} right` : '', color: ink('total') },
  ];
}

function validatedNote({ counts: { validated, uniqueCandidates, rejected } }: RunReport): string {
  return [
    ...(validated > uniqueCandidates ? [`${validated - uniqueCandidates} of them again`] : []), ...(rejected > 0 ? [`${rejected} rejected`] : []),
  ].join(', ');
}

function funnelFinding(report: RunReport, steps: readonly Step[]): string {
  const { candidates, uniqueCandidates } = report.counts;
  const right = steps.at(-1)!.count;
  const rightWords = right === 0 ? 'none right' : `${right} right`;
  if (candidates === 0) return 'No candidates came out of this run';
  const repeats = candidates - uniqueCandidates;
  if (repeats === 0) return `${formatCount(candidates, 'candidate')}, no two alike, ${rightWords}`;
  return report.config.dedupe
    ? `The filter leaves ${uniqueCandidates} of ${formatCount(candidates, 'candidate')}, ${rightWords}`
    : `${repeats} of ${formatCount(candidates, 'candidate')} repeat another one’s work (${formatShare(repeats / candidates)}), ${rightWords}`;
}

/** Samples that the run scored, demo and test. */
export function scoredSamples(report: RunReport): number {
  return report.stages.filter(({ name }) => name === 'score demo' || name === 'score test').reduce((sum, stage) => sum + stage.items, 0);
}

function view(steps: readonly Step[], isNarrow: boolean): View {
  const names = steps.map((step) => step.name);
  const longest = Math.max(1, ...steps.map((step) => step.count));
  const rowPx = isNarrow ? 50 : 40, barPx = isNarrow ? 22 : 26;
  const right = Math.max(BARE_SIDE_PX, ...steps.map(({ count, note }) =>
    textWidthPx(`${count}  ${isNarrow ? '' : note}`, 13) + 2 * BARE_SIDE_PX - (1 - count / longest) * SHORT_PLOT_PX));
  return {
    data: [{
      type: 'bar', orientation: 'h', x: steps.map((step) => step.count), y: steps.map((_, at) => at), width: barPx / rowPx,
      marker: { color: steps.map((step) => step.color), line: { width: 0 } }, showlegend: false,
      hovertext: steps.map(({ name, count, note }) => hoverText(`${count} ${name}`, [note])), hoverinfo: 'text',
    }, labels(steps, isNarrow)],
    plot: { heightPx: steps.length * rowPx },
    margin: { left: isNarrow ? BARE_SIDE_PX : rowAxisPx(names), right, bottom: BARE_SIDE_PX },
    layout: {
      xaxis: bareAxis([0, longest]),
      yaxis: isNarrow ? bareAxis([steps.length - 0.5, -0.5]) : rowAxis(names),
      ...(isNarrow && { annotations: namesAboveRows(steps.map(({ name, note }) => (note === '' ? name : `${name}: ${note}`)), barPx) }),
    },
  };
}

function labels(steps: readonly Step[], isNarrow: boolean): Trace {
  return {
    type: 'scatter', mode: 'text', x: steps.map((step) => step.count), y: steps.map((_, at) => at),
    text: steps.map(({ count, note }) => ` <b>${count}</b>${isNarrow || note === '' ? '' : `  <span style="color:${ink('faint')}">${note}</span>`}`),
    textposition: 'middle right', textfont: { size: 13, color: ink('text') }, cliponaxis: false, hoverinfo: 'skip', showlegend: false,
  };
}
