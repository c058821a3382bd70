import { Command, InvalidArgumentError, Option } from 'commander';
import { cardStatistics } from '../program/card-statistics.js';
import { encodeCard, printCard } from '../program/card-json.js';
import { importCard } from '../program/import-card.js';
import { mergeCard } from '../program/card.js';
import { mutateCard, type MutateOptions } from '../program/mutate-card.js';
import { solverIdOf, type Program } from '../program/program.js';
import { readCard } from '../program/read-card.js';
import { builtInDiffers } from '../scoring/built-in-differs.js';
import { ArcError } from '../values/error.js';
import { closest } from '../values/closest.js';
import { print, printJson, table, warn } from './print.js';
import { wholeNumber } from './run-flags.js';
import { readSolverTexts, readText } from './read-solver-texts.js';
import { writeOrPrint } from './write-result.js';

/** `phaselab card`: build and look into cards. */
export function cardCommand(): Command {
  const card = new Command('card').description('build and show cards: solvers merged into one list of steps')
    .addHelpText('before', 'Example: phaselab card show onerun\n');
  card.command('build').description('merge solvers and the built-in differs into a card')
    .addHelpText('before', 'Example: phaselab card build --solvers data/solvers -o card.json\n')
    .requiredOption('--solvers <path>', 'a file of solvers, or a folder of such files')
    .option('--task-ids <id...>', 'only the solvers of these tasks, in this order (default: all, in the order of the files)')
    .option('--name <name>', 'the card\'s name', 'card')
    .option('-o, --output <file>', 'where to write it (default: stdout)')
    .action(build);
  card.command('import').description('read a card from the Python files in which such cards exist').argument('<files...>')
    .addHelpText('before', 'Example: phaselab card import call.py batt.py -o card.json\n')
    .addOption(new Option('--unknown <rule>', 'names known to nobody: refuse them, or let their steps fail').choices(['refuse', 'default']).default('refuse'))
    .option('--name <name>', 'the card\'s name', 'imported')
    .option('-o, --output <file>', 'where to write it (default: stdout)')
    .action(importFiles);
  card.command('mutate').description('grow a card by mutated copies of its outputs').argument('<name or file>')
    .addHelpText('before', 'Example: phaselab card mutate onerun --rate 0.01 --seed 7 --copies 10 -o big.json\n')
    .option('--rate <chance>', 'chance of each constant, primitive and operand to change, 0..1', chance, 0.01)
    .option('--seed <n>', 'the same seed gives the same card', wholeNumber(0), 1)
    .option('--copies <n>', 'mutated copies of every output', wholeNumber(1), 1)
    .option('-o, --output <file>', 'where to write it (default: stdout)')
    .action((nameOrPath: string, { output, ...options }: MutateOptions & { output?: string }) => {
      writeOrPrint(output, printCard(mutateCard(readCard(nameOrPath), options)));
    });
  card.command('show').description('show steps, sharing and depth of a card').argument('<name or file>')
    .addHelpText('before', 'Example: phaselab card show onerun\n')
    .option('--json', 'print the card as one JSON value')
    .action((nameOrPath: string, { json }: { json?: boolean }) => {
      const found = readCard(nameOrPath);
      if (json) return printJson(encodeCard(found));
      const { steps, outputs, differRows, callsAlone, sharing, depth, needs } = cardStatistics(found);
      print(`card ${found.name}: ${steps} steps, ${outputs} outputs, ${differRows} differ rows`);
      print(`  ${callsAlone} calls before merging, ${steps} after: each step serves ${sharing.toFixed(1)} times on average; the longest chain has ${depth}`);
      print(table([['  output', 'step', 'needs', 'depth'], ...needs.map((need) => [`  ${need.solverId}`, `t${need.step}`, `${need.steps}`, `${need.depth}`])]));
    });
  return card;
}

function build({ solvers, taskIds, name, output }: { solvers: string; taskIds?: string[]; name: string; output?: string }): void {
  const programs = readSolverTexts(solvers);
  const card = mergeCard(name, taskIds === undefined ? programs : choose(programs, taskIds, solvers), builtInDiffers());
  writeOrPrint(output, printCard(card));
}

function importFiles(files: readonly string[], { unknown, name, output }: { unknown: 'refuse' | 'default'; name: string; output?: string }): void {
  const { card, unknownNames, failingSteps } = importCard(files.map((file) => ({ file, text: readText(file) })), { name, unknown });
  if (failingSteps > 0) warn(`${failingSteps} of ${card.steps.length} steps use names known to nobody and will fail: ${unknownNames.join(', ')}`);
  writeOrPrint(output, printCard(card));
}

function choose(programs: readonly Program[], ids: readonly string[], place: string): Program[] {
  const byId = new Map(programs.map((program) => [solverIdOf(program), program]));
  return ids.map((id) => {
    const program = byId.get(id);
    if (program !== undefined) return program;
    throw new ArcError('cli.unknown-solver', `${place}: no solver of task ${id}; did you mean ${closest(id, [...byId.keys()])}?`);
  });
}

function chance(text: string): number {
  const number = Number(text);
  if (text.trim() === '' || !(number >= 0 && number <= 1)) throw new InvalidArgumentError('give a number from 0 to 1');
  return number;
}
