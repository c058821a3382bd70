import { Command } from 'commander';
import { median } from 'simple-statistics';
import { beforeAfter } from '../charts/before-after.js';
import { formatMs, intervalWords } from '../charts/format.js';
import { journeyChart } from '../charts/journey-chart.js';
import { alignColumns } from '../charts/text-columns.js';
import { exportFigures } from '../notebook/export-figures.js';
import { whatIfControls } from '../notebook/what-if-controls.js';
import { instrumentationCost } from '../pipeline/instrumentation-cost.js';
import { measureJourney, type JourneyRun } from '../pipeline/measure-journey.js';
import { journeyFindings, journeySamples } from '../pipeline/tables.js';
import { traceRuns } from '../pipeline/trace-runs.js';
import { toCsv, toMarkdown } from '../timing/table.js';
import { withCpuProfile } from './cpu-profile.js';
import { Failure } from './failure.js';
import { withInterrupt } from './interrupt.js';
import { print, printJson } from './print.js';
import { withProgress } from './progress.js';
import { wholeNumber } from './number-flags.js';
import { oneTask, readRunInputs, withRunFlags, type RunFlags } from './run-flags.js';
import { checkWritable, writeResults } from './write-result.js';

interface OwnFlags {
  readonly rounds: number;
  readonly html?: string;
  readonly cpuProfile?: string;
  readonly trace?: string;
  readonly csv?: string;
  readonly markdown?: string;
}

/** `phaselab journey`: all phases on one task, measured against each other. */
export function journeyCommand(): Command {
  return withRunFlags(new Command('journey').description('run all phases on one task and compare them'))
    .addHelpText('before', 'Example: phaselab journey -i 007bbfb7 -b onerun --html journey.html\n')
    .option('--rounds <n>', 'counted rounds, interleaved', wholeNumber(1), 5)
    .option('--html <file>', 'write the charts to one self-contained page')
    .option('--cpu-profile <file>', 'write a .cpuprofile of this thread')
    .option('--trace <file>', 'write one run of each phase as a trace for Perfetto, speedscope, chrome://tracing')
    .option('--csv <file>', 'write the time of every round as CSV')
    .option('--markdown <file>', 'write the findings as a Markdown table')
    .action(journey);
}

async function journey(flags: RunFlags & OwnFlags): Promise<void> {
  const { tasks, card, options } = readRunInputs(flags);
  const task = oneTask(tasks, 'journey');
  checkWritable(flags.html, flags.trace, flags.csv, flags.markdown, flags.cpuProfile);
  const runs = await withCpuProfile(flags.cpuProfile, () => withProgress(flags.rounds, (show) => withInterrupt((signal) => measureJourney(task, card, {
    ...options, signal, rounds: flags.rounds,
    onProgress: ({ part, roundsDone }) => show(part === 'warm-up' ? 0 : roundsDone, part === 'warm-up' ? 'warm-up' : 'rounds of all phases'),
  }))));
  if (runs.length === 0) throw new Failure('interrupted before the first round of all phases was complete; nothing was kept');
  const files = writeResults([
    [flags.html, () => exportFigures(`PhaseLab journey, task ${task.id}, card ${card.name}`, [beforeAfter(runs), journeyChart(runs), whatIfControls(runs[0]!.report)])],
    [flags.trace, () => JSON.stringify(traceRuns(runs.map((run) => run.report)))],
    [flags.csv, () => toCsv(journeySamples(runs))], [flags.markdown, () => toMarkdown(journeyFindings(runs))],
  ]);
  const measured = runs[0]!.samplesMs.length, isWhole = measured === flags.rounds;
  if (flags.json) printJson({ schema: 'phaselab.journey/1', status: isWhole ? 'done' : 'cancelled', rounds: measured, runs: runs.map((run) => run.report) });
  else {
    printJourney(runs);
    for (const file of [...flags.cpuProfile === undefined ? [] : [flags.cpuProfile], ...files]) print(file);
  }
  if (!isWhole) throw new Failure(`interrupted after ${measured} of ${flags.rounds} rounds; the results are of those`);
}

function printJourney(runs: readonly JourneyRun[]): void {
  const results = journeyFindings(runs).rows.map((row) => String(row.at(-1)));
  print(beforeAfter(runs).text);
  print('');
  print(alignColumns([
    ['phase', 'median', '95 % interval', 'speedup', 'differ passes', 'candidates', 'results'],
    ...runs.map(({ report, intervalMs: [low, high], speedup, samplesMs }, at) => [
      report.phase, formatMs(median([...samplesMs])), samplesMs.length === 1 ? '–' : `${formatMs(low)} – ${formatMs(high)}`,
      speedup === undefined ? '1×' : intervalWords(speedup, samplesMs.length), String(report.counts.differPasses),
      String(report.config.dedupe ? report.counts.uniqueCandidates : report.counts.candidates),
      results[at]!,
    ]),
  ]));
  const cost = instrumentationCost(runs);
  if (cost === null || runs[0]!.samplesMs.length === 1) return;
  const percent = (share: number): string => (100 * share).toFixed(1);
  print(`\nfull instrumentation costs ${percent(cost.share.estimate)} % [${percent(cost.share.low)}, ${percent(cost.share.high)}] of ${cost.phase}`);
}
