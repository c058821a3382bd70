import { Command } from 'commander';
import { findPhase, type PhaseId } from '../pipeline/journey.js';
import type { RunReport } from '../pipeline/report.js';
import { runPipeline } from '../pipeline/run.js';
import { stagesTable } from '../pipeline/tables.js';
import { timingSummary } from '../pipeline/timing-summary.js';
import { traceRuns } from '../pipeline/trace-runs.js';
import { toCsv, toMarkdown } from '../timing/table.js';
import { bottleneckWords } from '../charts/bottleneck.js';
import { formatMs } from '../charts/format.js';
import { runWords } from '../charts/subtitle.js';
import { alignColumns } from '../charts/text-columns.js';
import { withCpuProfile } from './cpu-profile.js';
import { Failure } from './failure.js';
import { withInterrupt } from './interrupt.js';
import { print, printJson, warn } from './print.js';
import { withProgress } from './progress.js';
import { readRunInputs, withRunFlags, type RunFlags } from './run-flags.js';
import { checkWritable, writeResults } from './write-result.js';

interface OwnFlags {
  readonly phase?: PhaseId;
  readonly timing?: boolean;
  readonly cpuProfile?: string;
  readonly trace?: string;
  readonly csv?: string;
  readonly markdown?: string;
}

/** `phaselab run`: one pipeline run for each task. */
export function runCommand(): Command {
  return withRunFlags(new Command('run').description('score a card of solvers on tasks'))
    .addHelpText('before', 'Example: phaselab run --timing -i 007bbfb7 -b onerun\n')
    .option('--phase <id>', 'the settings of a phase, on top of the phases before it', (id) => findPhase(id).id)
    .option('--timing', 'print the timing summary with the original\'s keys')
    .option('--cpu-profile <file>', 'write a .cpuprofile of this thread')
    .option('--trace <file>', 'write the spans as a trace for Perfetto, speedscope, chrome://tracing')
    .option('--csv <file>', 'write the stages of all runs as CSV')
    .option('--markdown <file>', 'write the stages of all runs as a Markdown table')
    .action(run);
}

async function run(flags: RunFlags & OwnFlags): Promise<void> {
  const { tasks, card, options } = readRunInputs(flags);
  checkWritable(flags.trace, flags.csv, flags.markdown, flags.cpuProfile);
  const reports = await withCpuProfile(flags.cpuProfile, () => withInterrupt(async (signal) => {
    const done: RunReport[] = [];
    for (const [k, task] of tasks.entries()) {
      done.push(await withProgress(1, (show) => runPipeline(task, card, {
        ...options, signal, ...(flags.phase !== undefined && { phase: flags.phase }),
        onProgress: ({ stage, done: count, total }) => show(count, `${task.id} (${k + 1}/${tasks.length}) ${stage}`, total),
      })));
      if (signal.aborted) break;
    }
    return done;
  }));
  const files = writeResults([
    [flags.trace, () => JSON.stringify(traceRuns(reports))], [flags.csv, () => toCsv(stagesTable(reports))], [flags.markdown, () => toMarkdown(stagesTable(reports))],
  ]);
  if (flags.json) printJson(reports.length === 1 ? reports[0] : { schema: 'phaselab.runs/1', runs: reports });
  else {
    for (const report of reports) printReport(report, flags.timing ?? false);
    for (const file of [...flags.cpuProfile === undefined ? [] : [flags.cpuProfile], ...files]) print(file);
  }
  for (const report of reports) for (const warning of report.warnings) warn(warning);
  const last = reports.at(-1)!;
  if (last.status === 'cancelled') {
    throw new Failure(`interrupted at task ${last.taskId} (${reports.length} of ${tasks.length}); ${flags.pool === undefined ? 'nothing was kept' : `what was saved so far stays in ${flags.pool}`}`);
  }
}

function printReport(report: RunReport, isTiming: boolean): void {
  const { counts, scores } = report;
  if (isTiming) {
    print(alignColumns(Object.entries(timingSummary(report)).map(([key, seconds]) => [key, `${seconds.toFixed(3)} s`])));
    return;
  }
  print(`${runWords(report)}: ${formatMs(report.wallMs)}`);
  print(alignColumns(report.stages.map((stage) => [`  ${stage.name}`, formatMs(stage.wallMs), `${stage.items} items`])));
  print(`  bottleneck: ${bottleneckWords(report)}`);
  print(`  ${counts.outputs} outputs, ${counts.matches} matches, ${counts.differPasses} differ passes (${counts.differPassesSkipped} spared), `
    + `${counts.candidates} candidates, ${counts.uniqueCandidates} distinct, ${counts.solverFiles} solver files`);
  const best = Object.entries(scores.o).sort(([, a], [, b]) => b - a).filter(([, score]) => score > 0);
  print(best.length === 0 ? '  no solver gets a sample right' : best.map(([solver, score]) => `  solver ${solver}: ${score} samples right`).join('\n'));
}
