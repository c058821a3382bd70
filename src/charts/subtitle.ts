import { resolveConfig, type ResolvedConfig } from '../pipeline/config.js';
import { cumulativeSettings } from '../pipeline/journey.js';
import type { RunReport } from '../pipeline/report.js';
import { formatCount, formatNumber } from './format.js';
import type { ChartRun } from './measured-run.js';

/** Task, what is special about the work, card, size of the work and settings, for a chart's second line; several tasks are counted. */
export function workWords(runs: readonly ChartRun[]): string {
  const tasks = [...new Set(runs.map((run) => run.report.taskId))];
  const cards = [...new Set(runs.map((run) => run.report.cardName))];
  const works = [...new Set(runs.map((run) => run.work))].filter((work) => work !== '');
  const { outputs } = runs[0]!.report.counts;
  return [
    tasks.length === 1 ? `task ${tasks[0]}` : formatCount(tasks.length, 'task'),
    ...works,
    cards.length === 1 ? `card ${cards[0]}` : formatCount(cards.length, 'card'),
    formatCount(outputs, 'output'),
    ...settingsWords(runs.map((run) => run.report), works.some((work) => work.includes('simulated'))),
  ].join(', ');
}

/** Task, card, phase and settings of one run, for a chart's second line. */
export function runWords(report: RunReport): string {
  const { taskId, cardName, phase } = report;
  return [`task ${taskId}`, `card ${cardName}`, ...(phase === 'custom' ? [] : [`phase ${phase}`]), ...settingsWords([report])].join(', ');
}

/**
 * The settings that all runs share beyond those of their phases: charts and comparisons say from which parameters they were made.
 *
 * @param isWaitingTold whether the chart says already that waiting is simulated
 */
export function settingsWords(runs: readonly RunReport[], isWaitingTold = false): string[] {
  if (runs.length === 0) return [];
  const { config } = runs[0]!;
  const keys = (Object.keys(config) as (keyof ResolvedConfig)[]).filter((key) => runs.every((run) => run.config[key] === config[key]));
  return keys.flatMap((key) => {
    if (key === 'simulatedWaitMs') return config.simulatedWaitMs > 0 && !isWaitingTold ? [`waiting simulated: ${formatNumber(config.simulatedWaitMs)} ms on average`] : [];
    const isSpecial = key === 'concurrency' ? runs.some((run) => run.config.executor !== 'inline') : runs.every((run) => run.config[key] !== ownSettings(run)[key]);
    return isSpecial ? [`${key}=${String(config[key])}`] : [];
  });
}

/** What a run's configuration would be by its phase alone. */
function ownSettings({ phase }: RunReport): ResolvedConfig {
  return resolveConfig(phase === 'custom' ? {} : cumulativeSettings(phase));
}

/** How the times were measured, for a chart's second line. */
export function methodWords(runs: readonly ChartRun[]): string {
  const rounds = [...new Set(runs.map((run) => run.rounds))].sort((a, b) => a - b);
  if (rounds.length === 1 && rounds[0] === 1) return runs.length === 1 ? 'one run' : 'one run each, spread unknown';
  const whiskers = runs.some((run) => run.intervalMs !== null) ? '; whiskers: 95 % interval' : '';
  return `median of ${rounds.length === 1 ? `${rounds[0]} interleaved` : `${rounds[0]}–${rounds.at(-1)}`} rounds${whiskers}`;
}
