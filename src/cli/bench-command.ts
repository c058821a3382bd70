import { Command, Option } from 'commander';
import { runBench } from '../pipeline/bench.js';
import { compareBenches, parseBench } from '../pipeline/bench-against.js';
import { BENCH_GROUPS, type BenchGroupName } from '../pipeline/bench-report.js';
import { benchAgainstText, benchText } from './bench-text.js';
import { Failure } from './failure.js';
import { withInterrupt } from './interrupt.js';
import { print, printJson } from './print.js';
import { withProgress } from './progress.js';
import { readText } from './read-text.js';
import { wholeNumber } from './number-flags.js';
import { checkWritable, writeResult } from './write-result.js';

interface BenchFlags {
  readonly only?: readonly BenchGroupName[];
  readonly names?: readonly string[];
  readonly rounds: number;
  readonly fresh?: boolean;
  readonly vectors?: string;
  readonly output?: string;
  readonly against?: string;
  readonly all?: boolean;
  readonly json?: boolean;
}

/** `phaselab bench`: how fast PhaseLab itself is. */
export function benchCommand(): Command {
  return new Command('bench').description('time the primitives, the bundled solvers, the phases, worker threads and the instrumentation')
    .addHelpText('before', 'Example: phaselab bench --only primitives -o bench.json\n')
    .addOption(new Option('--only <group...>', 'time only these').choices(BENCH_GROUPS))
    .option('--names <name...>', 'only primitives, solvers, phases and works with these names')
    .option('--rounds <n>', 'passes of each thing that count', wholeNumber(1), 15)
    .option('--fresh', 'make arguments and grids anew for every pass, so that what a value remembers does not count')
    .option('--vectors <folder>', 'the folder with the golden vectors and CPython\'s times (default: ../shared/dsl beside the project)')
    .option('-o, --output <file>', 'write the result, samples and all, as JSON')
    .option('--against <file>', 'set it beside an earlier result')
    .option('--all', 'print every primitive and solver, not only those that need work most')
    .option('--json', 'print the result as one JSON value')
    .action(bench);
}

async function bench({ only, names, rounds, fresh, vectors, output, against, all, json }: BenchFlags): Promise<void> {
  checkWritable(output);
  const before = against === undefined ? undefined : parseBench(readText(against), against);
  const report = await withProgress(rounds, (show) => withInterrupt((signal) => runBench({
    signal, rounds, isFresh: fresh ?? false, ...(only && { groups: only }), ...(names && { names }), ...(vectors !== undefined && { vectors }),
    onProgress: (group, done, total) => show(done, done === 0 ? `${group}: warm-up` : group, total),
  })));
  if (output !== undefined) writeResult(output, JSON.stringify(report));
  const beside = before && compareBenches(before, report);
  if (json) printJson({ ...report, ...(beside && { against: beside }) });
  else {
    print(benchText(report, all ?? false));
    if (beside !== undefined) print(`\n${benchAgainstText(beside, against!)}`);
    if (output !== undefined) print(output);
  }
  if (report.status === 'cancelled') throw new Failure('interrupted; what was measured so far is what is shown');
}
