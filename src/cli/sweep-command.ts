import { Command } from 'commander';
import { beforeAfter } from '../charts/before-after.js';
import { breakEvenChart } from '../charts/break-even.js';
import type { Figure } from '../charts/figure.js';
import { speedupCurve } from '../charts/speedup-curve.js';
import { exportFigures } from '../notebook/export-figures.js';
import { findPhase, type PhaseId } from '../pipeline/journey.js';
import { parseAxis, pointText, type SweepAxis } from '../pipeline/sweep-axis.js';
import { openSweepFile } from '../pipeline/sweep-file.js';
import { sweepBreakEvens, sweepGroups, type SweepGroup } from '../pipeline/sweep-summary.js';
import { ownRuns, runSweep, type SweepEnd, type SweepOptions, type SweepRun } from '../pipeline/sweep.js';
import { machineDifferences } from '../timing/machine.js';
import { readEnvironment } from '../timing/environment.js';
import { Failure } from './failure.js';
import { withInterrupt } from './interrupt.js';
import { print, printJson, warn } from './print.js';
import { withProgress } from './progress.js';
import { positive, wholeNumber } from './number-flags.js';
import { oneTask, readRunInputs, withRunFlags, type RunFlags } from './run-flags.js';
import { startText, sweepText } from './sweep-text.js';
import { checkWritable, writeResult } from './write-result.js';

interface SweepFlags extends RunFlags {
  readonly vary: readonly SweepAxis[];
  readonly phase: PhaseId;
  readonly rounds: number;
  readonly budget?: number;
  readonly output?: string;
  readonly html?: string;
}

/** `phaselab sweep`: a grid of runs, measured in turns. */
export function sweepCommand(): Command {
  const command = withRunFlags(new Command('sweep').description('run a grid of settings and sizes of work, interleaved and repeated'));
  command.options.find(({ long }) => long === '--json')!.description = 'print each run as it comes, then the comparisons, as lines of JSON';
  return command
    .addHelpText('before', 'Example: phaselab sweep --vary executor=inline,threads concurrency=1,2 -o sweep.jsonl\n')
    .requiredOption('--vary <key=a,b,c...>', 'samples, candidates, size, wait, phase or any setting, and its values', collectAxes)
    .option('--phase <id>', 'what all runs build on', (id) => findPhase(id).id, 'threads')
    .option('--rounds <n>', 'how often each is run', wholeNumber(1), 5)
    .option('--budget <seconds>', 'begin no run after this time, but run at least one', positive)
    .option('-o, --output <file>', 'add each run to this file as a line of JSON; runs that are in it are not run again')
    .option('--html <file>', 'write the charts to one self-contained page')
    .action(sweep);
}

function collectAxes(text: string, before: readonly SweepAxis[] | undefined): SweepAxis[] {
  return [...before ?? [], parseAxis(text)];
}

async function sweep(flags: SweepFlags): Promise<void> {
  const { tasks, card, options: { config, pool } } = readRunInputs(flags);
  const task = oneTask(tasks, 'sweep');
  checkWritable(flags.html);
  const file = flags.output === undefined ? undefined : openSweepFile(flags.output);
  const options: SweepOptions = {
    task, card, axes: flags.vary, phase: flags.phase, rounds: flags.rounds,
    ...(config && { config }), ...(pool !== undefined && { pool }), ...(flags.budget !== undefined && { budgetMs: flags.budget * 1000 }),
  };
  const earlier = ownRuns(options, file?.runs ?? []), added: SweepRun[] = [];
  warnOfOtherMachines(earlier);
  const end = await withProgress(1, (show) => withInterrupt((signal) => collect({
    ...options, earlier, signal,
    onProgress: ({ part, done, total, point }) => show(done, `${part === 'warm-up' ? 'warm-up: ' : ''}${pointText(point)}`, total),
  }, (run) => {
    file?.append(run);
    if (flags.json) printJson(run);
    added.push(run);
  })));
  const groups = sweepGroups([...earlier, ...added]);
  const comparisons = groups.flatMap(({ points }) => points.flatMap(({ comparison }) => comparison ?? []));
  if (added.length > 0) comparisons.forEach((comparison) => file?.append(comparison));
  if (flags.json) comparisons.forEach(printJson);
  else print(sweepText(groups, end.starts));
  if (flags.html !== undefined) writeResult(flags.html, exportFigures(`PhaseLab sweep, task ${task.id}, card ${card.name}`, figuresOf(groups), end.starts.map(startText)));
  for (const path of flags.json ? [] : [flags.output, flags.html]) if (path !== undefined) print(path);
  report(end, flags.output);
}

/** Runs a sweep and hands its runs on as they come. */
async function collect(options: SweepOptions, onRun: (run: SweepRun) => void): Promise<SweepEnd> {
  const running = runSweep(options);
  for (let step = await running.next(); ; step = await running.next()) {
    if (step.done) return step.value;
    onRun(step.value);
  }
}

/** From which size of work on something pays, where there are several sizes; then a chart for each work. */
function figuresOf(groups: readonly SweepGroup[]): Figure[] {
  const breakEvens = sweepBreakEvens(groups);
  return [...(breakEvens.length === 0 ? [] : [breakEvenChart(breakEvens)]), ...groups.map(({ points }) => {
    const isCurve = new Set(points.map(({ point }) => point['concurrency'])).size > 1;
    return isCurve ? speedupCurve(points) : beforeAfter(points);
  })];
}

function warnOfOtherMachines(runs: readonly SweepRun[]): void {
  const now = readEnvironment();
  const changes = new Set(runs.map(({ environment }) => machineDifferences(environment, now)).filter((change) => change !== ''));
  for (const change of changes) warn(`runs in the file come from another machine or Node: ${change}; their times do not compare with those of now`);
}

function report({ status, done, total }: SweepEnd, output: string | undefined): void {
  const kept = output === undefined ? 'give a file with -o to be able to go on' : 'the same command goes on';
  if (status === 'budget') warn(`the budget is spent: ${done} of ${total} runs are there; ${kept}`);
  if (status === 'cancelled') throw new Failure(`interrupted: ${done} of ${total} runs are there; ${kept}`);
}
