import type { Trace } from './figure.js';
import { formatMs, formatRatio } from './format.js';
import type { ChartRun } from './measured-run.js';
import { ink } from './theme.js';

/** What stands at the end of a run's bar: its total, and its speedup against the first run. */
export function totalLabel(run: ChartRun): string {
  const speedup = run.equality === 'reference' || run.speedup === null ? '' : `  ${formatRatio(run.speedup.estimate)}`;
  return `<b>${formatMs(run.totalMs)}</b>${speedup}${run.equality === 'different' ? '  ≠' : ''}`;
}

/**
 * Whiskers of the runs whose spread is known, across their bars.
 *
 * @param perMs - units of the value axis for a ms
 * @param offset - of the bar from its row
 */
export function whiskers(runs: readonly ChartRun[], perMs: number, offset = 0): Trace[] {
  const measured = runs.map((run, at) => ({ run, at })).filter(({ run }) => run.intervalMs !== null);
  if (measured.length === 0) return [];
  return [{
    type: 'scatter', mode: 'markers', marker: { size: 1, color: ink('text') }, y: measured.map(({ at }) => at + offset), x: measured.map(({ run }) => run.totalMs * perMs),
    error_x: {
      type: 'data', symmetric: false, color: ink('text'), thickness: 1.5, width: 4,
      array: measured.map(({ run }) => (run.intervalMs![1] - run.totalMs) * perMs), arrayminus: measured.map(({ run }) => (run.totalMs - run.intervalMs![0]) * perMs),
    },
    cliponaxis: false, hoverinfo: 'skip', showlegend: false,
  }];
}
