import type { AgainstSaved } from '../pipeline/baselines.js';
import type { ComparisonReport } from '../pipeline/compare.js';
import type { Comparison, SampleComparison } from '../timing/comparison.js';
import type { CriteriaJudgement } from '../timing/criteria.js';
import type { Environment } from '../timing/environment.js';
import type { SessionComparison } from '../timing/unpaired.js';
import { bottleneckWords } from './bottleneck.js';
import { formatCount, formatMs, formatNumber, formatShare, intervalWords } from './format.js';
import { settingsWords } from './subtitle.js';
import { alignColumns } from './text-columns.js';

/**
 * What a comparison found, in one line: verdict, speedup with its interval, and the word on equality of the results.
 *
 * It takes what `compare` and `compareFunctions` return. For example `filter-batch vs baseline: faster, 2.0× [1.9, 2.1], results equal`.
 */
export function comparisonFinding(comparison: Comparison | ComparisonReport): string {
  const { baseline, candidate, verdict, speedup, rounds } = comparison;
  return `${candidate} vs ${baseline}: ${verdict}, ${speedup === null ? 'no ratio' : intervalWords(speedup, rounds)}, ${resultWords(comparison)}`;
}

/**
 * A comparison as plain text: the finding, a row for the whole run and for each stage, criteria, bottlenecks, environment, warnings.
 *
 * @param report with at least one round
 */
export function comparisonText(report: ComparisonReport): string {
  const { rounds, warmupMs, noiseThreshold, taskId, cardName, status } = report, settings = settingsWords(report.runs.map((run) => run.report));
  const method = `median of ${formatCount(rounds, 'interleaved round')}${status === 'cancelled' ? ' (interrupted)' : ''}, ${warmupMs.baseline.length} more to warm up; `
    + `95 % bootstrap interval; changes under ${formatShare(noiseThreshold)} are none`;
  return [
    comparisonFinding(report),
    `${[`task ${taskId}`, `card ${cardName}`, ...settings].join(', ')}; ${method}`,
    '',
    partsTable(report),
    '',
    ...(report.isControl ? ['control: a baseline against itself, which should show no change'] : []),
    ...(report.criteria === null ? [] : [criteriaWords(report.criteria)]),
    ...report.runs.map(({ label, report: run }) => `bottleneck of ${label}: ${bottleneckWords(run)}`),
    `measured on ${environmentWords(report.environment)}`,
    ...report.warnings.map((warning) => `warning: ${warning.message}`),
  ].join('\n');
}

/** A comparison beside a saved one, as plain text. */
export function againstText(against: AgainstSaved, report: ComparisonReport): string {
  const { name, savedAt, speedupThen, roundsThen, sides, change, resultsEqual, warnings } = against;
  const cells = ({ speedup, verdict }: SessionComparison): string[] => [intervalWords(speedup, Math.max(roundsThen, report.rounds)), verdict];
  return [
    `against ${name}, saved ${savedAt}: ${resultsEqual ? 'results equal' : 'RESULTS NOT EQUAL'}`,
    alignColumns([
      ['', 'times as fast', 'verdict'],
      [report.baseline, ...cells(sides.baseline)],
      [report.candidate, ...cells(sides.candidate)],
      [`speedup ${intervalWords(speedupThen, roundsThen)} → ${intervalWords(report.speedup, report.rounds)}`, ...cells(change)],
    ]),
    ...warnings.map((warning) => `warning: ${warning.message}`),
  ].join('\n');
}

/** What was measured on, in one line. */
export function environmentWords(environment: Environment): string {
  const { nodeVersion, v8Version, os, cpuModel, cores, loadBefore, loadAfter, packageVersion, gitCommit, executor, seed } = environment;
  return [
    `Node ${nodeVersion} (V8 ${v8Version})`, os, `${cpuModel}, ${formatCount(cores, 'core')}`,
    `load ${formatNumber(loadBefore)}${loadAfter === null ? '' : ` → ${formatNumber(loadAfter)}`}`,
    ...(packageVersion === null ? [] : [`phaselab ${packageVersion}${gitCommit === null ? '' : ` (${gitCommit.slice(0, 10)})`}`]),
    ...(executor === null ? [] : [`executor ${executor}`]), ...(seed === null ? [] : [`seed ${seed}`]),
  ].join('; ');
}

/** The marks and how the interval stands to them, in one line. */
export function criteriaWords({ criteria, reached }: CriteriaJudgement): string {
  const marks = criteria.map(({ name, value, outcome }) => `${name} ${formatNumber(value)}× ${outcome}`).join(', ');
  return `criteria, judged by the interval: ${marks}${reached === null ? '' : ` → ${reached} reached`}`;
}

function partsTable(report: ComparisonReport): string {
  const row = (name: string, part: SampleComparison): string[] => [
    name, timeOf(part.mediansMs.baseline), timeOf(part.mediansMs.candidate), intervalWords(part.speedup, part.rounds), part.verdict,
    part.outliers.baseline.concat(part.outliers.candidate).filter(Boolean).length.toString(),
  ];
  const stages = Object.entries(report.stages).filter(([, { mediansMs }]) => (mediansMs.baseline ?? 0) + (mediansMs.candidate ?? 0) > 0);
  return alignColumns([
    ['', report.baseline, report.candidate, 'speedup', 'verdict', 'outliers'],
    row('whole run', report), ...stages.map(([name, part]) => row(`  ${name}`, part)),
  ]);
}

function resultWords(comparison: Comparison | ComparisonReport): string {
  const { resultsEqual } = comparison, differing = 'differing' in comparison ? comparison.differing : [];
  if (resultsEqual === true) return 'results equal';
  return resultsEqual === null ? 'results not compared' : `RESULTS NOT EQUAL${differing.length === 0 ? '' : ` (${differing.join(' and ')})`}`;
}

function timeOf(ms: number | null): string {
  return ms === null ? '–' : formatMs(ms);
}
