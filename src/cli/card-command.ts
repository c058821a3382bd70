import { readdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { Command, InvalidArgumentError, Option } from 'commander';
import { alignColumns } from '../charts/text-columns.js';
import { cardStatistics } from '../program/card-statistics.js';
import { encodeCard, printCard } from '../program/card-json.js';
import { importCard, type CardText } from '../program/import-card.js';
import { checkCard, mergeCard, type Card, type Differ } from '../program/card.js';
import { mutateCard, type MutateOptions } from '../program/mutate-card.js';
import { solverIdOf, type Program } from '../program/program.js';
import { readCard } from '../program/read-card.js';
import { readSolvers } from '../program/read-solvers.js';
import { unknownNamesOf } from '../program/step.js';
import type { UnknownNameRule } from '../program/unknown-names.js';
import { builtInDiffers, differName } from '../scoring/built-in-differs.js';
import { ArcError } from '../values/error.js';
import { closest } from '../values/closest.js';
import { print, printJson, warn } from './print.js';
import { wholeNumber } from './number-flags.js';
import { readText } from './read-text.js';
import { writeResult } from './write-result.js';

/** Where a command that makes a card puts it. */
interface CardOutput {
  readonly output?: string;
  readonly json?: boolean;
}

/** `phaselab card`: build and look into cards. */
export function cardCommand(): Command {
  const card = new Command('card').description('build and show cards: solvers merged into one list of steps')
    .addHelpText('before', 'Example: phaselab card show onerun\n');
  withCardOutput(card.command('build').description('merge solvers and differs into a card'))
    .addHelpText('before', 'Example: phaselab card build --solvers data/solvers -o card.json\n')
    .requiredOption('--solvers <path>', 'a file of solvers, or a folder of such files')
    .option('-i, --task-ids <id...>', 'only the solvers of these tasks, in this order (default: all, in the order of the files)')
    .option('--differs <path>', 'differs of your own beside the built-in ones: a file of functions over (S, I, C), or a folder')
    .addOption(unknownOption())
    .option('--name <name>', 'the card\'s name', 'card')
    .action(build);
  withCardOutput(card.command('import').description('read a card from the Python files in which such cards exist').argument('<files...>'))
    .addHelpText('before', 'Example: phaselab card import call.py batt.py -o card.json\n')
    .addOption(unknownOption())
    .option('--name <name>', 'the card\'s name', 'imported')
    .action(importFiles);
  withCardOutput(card.command('mutate').description('grow a card by mutated copies of its outputs').argument('<name or file>'))
    .addHelpText('before', 'Example: phaselab card mutate onerun --rate 0.01 --seed 7 --copies 10 -o big.json\n')
    .option('--rate <chance>', 'chance of each constant, primitive and operand to change, 0..1', chance, 0.01)
    .option('--seed <n>', 'the same seed gives the same card', wholeNumber(0), 1)
    .option('--copies <n>', 'mutated copies of every output', wholeNumber(1), 1)
    .action((nameOrPath: string, { output, json, ...options }: MutateOptions & CardOutput) => {
      giveCard(mutateCard(readCard(nameOrPath), options), { output, json });
    });
  card.command('show').description('show steps, sharing and depth of a card').argument('<name or file>')
    .addHelpText('before', 'Example: phaselab card show onerun\n')
    .option('--json', 'print the card as one JSON value')
    .action((nameOrPath: string, { json }: { json?: boolean }) => {
      const found = readCard(nameOrPath);
      if (json) return printJson(encodeCard(found));
      warnUnknown(found);
      const { steps, outputs, differRows, callsAlone, sharing, depth, needs } = cardStatistics(found);
      print(`card ${found.name}: ${steps} steps, ${outputs} outputs, ${differRows} differ rows`);
      print(`  ${callsAlone} calls before merging, ${steps} after: each step serves ${sharing.toFixed(1)} times on average; the longest chain has ${depth}`);
      print(alignColumns([['  output', 'step', 'needs', 'depth'], ...needs.map((need) => [`  ${need.solverId}`, `t${need.step}`, `${need.steps}`, `${need.depth}`])]));
    });
  return card;
}

function withCardOutput(command: Command): Command {
  return command
    .option('-o, --output <file>', 'where to write it (default: stdout)')
    .option('--json', 'print it as one JSON value in one line');
}

function unknownOption(): Option {
  return new Option('--unknown <rule>', 'names known to nobody: refuse them, or let their steps fail').choices(['refuse', 'default']).default('refuse');
}

function giveCard(card: Card, { output, json }: CardOutput): void {
  if (output !== undefined) writeResult(output, printCard(card));
  if (json) printJson(encodeCard(card));
  else print(output ?? printCard(card).trimEnd());
}

interface BuildFlags extends CardOutput {
  readonly solvers: string;
  readonly taskIds?: readonly string[];
  readonly differs?: string;
  readonly unknown: UnknownNameRule;
  readonly name: string;
}

function build({ solvers, taskIds, differs, unknown, name, ...output }: BuildFlags): void {
  const programs = readSolvers(solvers, { unknown });
  const own = differs === undefined ? [] : readSolvers(differs, { unknown }).map((program): Differ => ({ name: differName(program), program }));
  // A differ that is given twice, or is built in, is merged once.
  const differByName = new Map([...builtInDiffers(), ...own].map((differ) => [differ.name, differ]));
  const card = mergeCard(name, taskIds === undefined ? programs : choose(programs, taskIds, solvers), [...differByName.values()]);
  checkCard(card);
  warnUnknown(card);
  giveCard(card, output);
}

function importFiles(files: readonly string[], { unknown, name, ...output }: { unknown: UnknownNameRule; name: string } & CardOutput): void {
  const texts = withNeighbor(files.map((file) => ({ file, text: readText(file) })));
  const { card } = importCard(texts, { name, unknown });
  for (const { file } of texts.slice(files.length)) warn(`${file} is read as well: the other part of the card is in it`);
  warnUnknown(card);
  giveCard(card, output);
}

/** Steps and rows of a card in the wild lie in two files: where one file alone is named, its one neighbor that fits is read with it. */
function withNeighbor(texts: readonly CardText[]): readonly CardText[] {
  const [{ file, text }, ...others] = texts as [CardText, ...CardText[]];
  const isWhole = holdsSteps(text) && holdsRows(text), hasNone = !holdsSteps(text) && !holdsRows(text);
  if (others.length > 0 || isWhole || hasNone) return texts;
  const neighbors = readdirSync(dirname(file)).filter((name) => name.endsWith('.py') && name !== basename(file)).sort()
    .map((name): CardText => ({ file: join(dirname(file), name), text: readText(join(dirname(file), name)) }))
    .filter((other) => (holdsSteps(text) ? holdsRows(other.text) && !holdsSteps(other.text) : holdsSteps(other.text)));
  return neighbors.length === 1 ? [...texts, ...neighbors] : texts;
}

function holdsSteps(text: string): boolean {
  return /^t_call\b/m.test(text);
}

function holdsRows(text: string): boolean {
  return /\bo\.append\(\(/.test(text);
}

function warnUnknown({ steps }: Card): void {
  const failing = steps.map(unknownNamesOf).filter((names) => names.length > 0);
  if (failing.length > 0) warn(`${failing.length} of ${steps.length} steps use names known to nobody and will fail: ${[...new Set(failing.flat())].sort().join(', ')}`);
}

function choose(programs: readonly Program[], ids: readonly string[], place: string): Program[] {
  const byId = new Map(programs.map((program) => [solverIdOf(program), program]));
  return [...new Set(ids)].map((id) => {
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
