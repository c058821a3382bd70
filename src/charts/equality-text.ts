import { differingDigests, differingWords } from '../pipeline/digests.js';
import type { RunReport } from '../pipeline/report.js';
import { formatCount } from './format.js';

/**
 * What became of the results, run by run, against the first: equal, or what differs and which scores were lost, as plain text.
 *
 * @param runs at least one report of the same task and card; the first is the reference
 */
export function equalityText(runs: readonly RunReport[]): string {
  const [reference, ...others] = runs;
  const width = Math.max(...runs.map((run) => run.phase.length));
  return [`${reference!.phase.padEnd(width)}  the reference`, ...others.map((run) => `${run.phase.padEnd(width)}  ${verdict(reference!, run)}`)].join('\n');
}

function verdict(reference: RunReport, run: RunReport): string {
  const differing = differingDigests(reference, run);
  if (differing.length === 0) return '= scores, candidates and files are equal';
  const lost = Object.keys(reference.scores.d).filter((solver) => run.scores.d[solver] === undefined);
  return `≠ ${differingWords(differing)}${lost.length === 0 ? '' : `: the d and s scores of ${formatCount(lost.length, 'solver')} are lost`}`;
}
