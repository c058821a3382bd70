import { Command, InvalidArgumentError } from 'commander';
import { beforeAfter } from '../charts/before-after.js';
import { againstText, comparisonText } from '../charts/comparison-text.js';
import { distribution } from '../charts/distribution.js';
import { whatIf } from '../charts/what-if.js';
import { exportFigures } from '../notebook/export-figures.js';
import { whatIfControls } from '../notebook/what-if-controls.js';
import { checkBaselineName, compareAgainst, readComparison, saveComparison, type AgainstSaved } from '../pipeline/baselines.js';
import { compare, type ComparisonReport, type Contender } from '../pipeline/compare.js';
import { parseSetting, type Config } from '../pipeline/config.js';
import { findPhase, type PhaseId } from '../pipeline/journey.js';
import { comparisonSamples } from '../pipeline/tables.js';
import { traceRuns } from '../pipeline/trace-runs.js';
import { CRITERION_NAMES, judgeCriteria, type SuccessCriteria } from '../timing/criteria.js';
import { findingsTable, toCsv, toMarkdown } from '../timing/table.js';
import { ArcError } from '../values/error.js';
import { Failure } from './failure.js';
import { withInterrupt } from './interrupt.js';
import { positive, wholeNumber } from './number-flags.js';
import { print, printJson } from './print.js';
import { withProgress } from './progress.js';
import { oneTask, readRunInputs, withRunFlags, type RunFlags } from './run-flags.js';
import { checkWritable, writeResults } from './write-result.js';

interface CompareFlags extends RunFlags {
  readonly baseline?: PhaseId;
  readonly candidate?: PhaseId;
  readonly control?: boolean;
  readonly baselineSet?: readonly string[];
  readonly candidateSet?: readonly string[];
  readonly rounds?: number;
  readonly budget?: number;
  readonly seed: number;
  readonly criteria?: SuccessCriteria;
  readonly save?: string;
  readonly against?: string;
  readonly html?: string;
  readonly csv?: string;
  readonly markdown?: string;
  readonly trace?: string;
}

/** `phaselab compare`: two phases or configurations, measured in turns. */
export function compareCommand(): Command {
  return withRunFlags(new Command('compare').description('measure two phases or configurations against each other, in turns'))
    .addHelpText('before', 'Example: phaselab compare --baseline baseline --candidate filter-batch\n')
    .option('--baseline <phase>', 'what is compared with (default: baseline)', phaseId)
    .option('--candidate <phase>', 'what is compared (default: the baseline\'s phase, where --candidate-set changes it)', phaseId)
    .option('--control', 'the baseline against itself, which should show no change')
    .option('--baseline-set <key=value...>', 'settings of the baseline alone')
    .option('--candidate-set <key=value...>', 'settings of the candidate alone')
    .option('--rounds <n>', 'measure this many rounds (default: until the speedup is known to 2 %)', wholeNumber(1))
    .option('--budget <seconds>', 'start no round after this time (default: 10, or none with --rounds)', positive)
    .option('--seed <n>', 'decides the order of the runs', wholeNumber(0), 1)
    .option('--criteria <marks>', 'speedups to judge by, as minimum=1.9,target=2.4,best=2.8 (default: these, the published ones)', parseCriteria)
    .option('--save <name>', 'keep the comparison as .phaselab/baselines/NAME.json')
    .option('--against <name>', 'set it beside a kept one; measures the same sides again unless others are given')
    .option('--html <file>', 'write the charts to one self-contained page')
    .option('--csv <file>', 'write the samples of all rounds as CSV')
    .option('--markdown <file>', 'write the findings as a Markdown table')
    .option('--trace <file>', 'write one run of each side as a trace for Perfetto, speedscope, chrome://tracing')
    .action(compareSides);
}

async function compareSides(flags: CompareFlags): Promise<void> {
  if (flags.save !== undefined) checkBaselineName(flags.save);
  const saved = flags.against === undefined ? undefined : readComparison(flags.against);
  const [baseline, candidate] = sidesOf(flags, saved?.comparison);
  const { tasks, card, options } = readRunInputs(flags);
  const task = oneTask(tasks, 'compare');
  checkWritable(flags.html, flags.csv, flags.markdown, flags.trace);
  const report = await withProgress(flags.rounds ?? 200, (show) => withInterrupt((signal) => compare(baseline, candidate, {
    ...options, task, card, signal, seed: flags.seed,
    ...(flags.rounds !== undefined && { rounds: flags.rounds }), ...(flags.budget !== undefined && { budgetMs: flags.budget * 1000 }),
    ...(flags.criteria && { criteria: flags.criteria }),
    onProgress: ({ part, roundsDone }) => show(part === 'warm-up' ? 0 : roundsDone, part === 'warm-up' ? 'warm-up' : 'rounds of both'),
  })));
  if (report.rounds === 0) throw new Failure('interrupted before the first round of both was complete; nothing was kept');
  const against = saved && compareAgainst(saved, report);
  const files = [...writeFiles(flags, report), ...(flags.save === undefined ? [] : [saveComparison(flags.save, report)])];
  if (flags.json) printJson({ ...report, ...(against && { against }) });
  else printComparison(report, against, files);
  if (report.status === 'cancelled') throw new Failure(`interrupted after ${report.rounds} rounds; they are what is shown`);
}

function printComparison(report: ComparisonReport, against: AgainstSaved | undefined, files: readonly string[]): void {
  print(comparisonText(report));
  if (against !== undefined) print(`\n${againstText(against, report)}`);
  for (const file of files) print(file);
}

function writeFiles({ html, csv, markdown, trace }: CompareFlags, report: ComparisonReport): string[] {
  const title = `PhaseLab: ${report.candidate} vs ${report.baseline}, task ${report.taskId}, card ${report.cardName}`;
  return writeResults([
    [html, () => exportFigures(title, [
      beforeAfter(report.runs), distribution(report.runs), ...(report.isControl ? [] : [whatIf(report.runs[0]!.report, { next: report.runs[1]! }), whatIfControls(report.runs[0]!.report)]),
    ])],
    [csv, () => toCsv(comparisonSamples(report))],
    [markdown, () => toMarkdown(findingsTable(report))],
    [trace, () => JSON.stringify(traceRuns(report.runs.map((run) => run.report)))],
  ]);
}

/** Baseline and candidate as the flags name them, else as they were saved. */
function sidesOf(flags: CompareFlags, saved: ComparisonReport | undefined): [Contender, Contender] {
  const { baseline, candidate, control } = flags;
  const [savedBaseline, savedCandidate] = (saved?.runs ?? []).map((run): Contender => ({ ...phaseOf(run.report.phase), config: run.report.config, label: run.label }));
  const first = baseline === undefined && flags.baselineSet === undefined && savedBaseline !== undefined
    ? savedBaseline : contender(baseline ?? 'baseline', flags.baselineSet);
  if (control) {
    if (candidate === undefined && flags.candidateSet === undefined) return [first, first];
    throw new ArcError('cli.control', 'compare: --control compares the baseline with itself; leave --candidate and --candidate-set out');
  }
  if (candidate !== undefined || flags.candidateSet !== undefined) return [first, contender(candidate ?? baseline ?? 'baseline', flags.candidateSet)];
  if (savedCandidate !== undefined) return [first, savedCandidate];
  throw new ArcError('cli.no-candidate', 'compare: there is no candidate; give --candidate PHASE, --candidate-set key=value, or --control');
}

function contender(phase: PhaseId, settings: readonly string[] = []): Contender {
  return { phase, config: Object.assign({}, ...settings.map(parseSetting)) as Config };
}

function phaseOf(phase: PhaseId | 'custom'): Pick<Contender, 'phase'> {
  return phase === 'custom' ? {} : { phase };
}

function phaseId(id: string): PhaseId {
  return findPhase(id).id;
}

function parseCriteria(text: string): SuccessCriteria {
  const marks = Object.fromEntries(text.split(',').map((part) => {
    const [name, value = ''] = part.split('=').map((piece) => piece.trim()) as [string, string?];
    if (!(CRITERION_NAMES as readonly string[]).includes(name) || value === '' || Number.isNaN(Number(value))) {
      throw new InvalidArgumentError(`"${part}" is not one of ${CRITERION_NAMES.join(', ')} with a speedup; write minimum=1.9,target=2.4,best=2.8`);
    }
    return [name, Number(value)];
  })) as SuccessCriteria;
  judgeCriteria(null, marks);
  return marks;
}
