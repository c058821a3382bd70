import { Command } from 'commander';
import { PALETTES } from '../charts/palette.js';
import { alignColumns } from '../charts/text-columns.js';
import process from 'node:process';
import { bundledTasksFolder } from '../tasks/bundled.js';
import { GENERATORS } from '../tasks/generators/registry.js';
import { generateTask } from '../tasks/generators/generate.js';
import { openTasks, readTask } from '../tasks/read.js';
import type { Task } from '../tasks/task.js';
import { formatTask } from '../tasks/write.js';
import type { Grid } from '../values/grid.js';
import { ArcError } from '../values/error.js';
import { print, printJson } from './print.js';
import { wholeNumber } from './number-flags.js';
import { writeOrPrint } from './write-result.js';

/** Official ARC colors 0..9 as red;green;blue. */
const TERMINAL_COLORS = PALETTES.official.map((color) => [1, 3, 5].map((at) => parseInt(color.slice(at, at + 2), 16)).join(';'));

/** `phaselab tasks`: the tasks at hand. */
export function tasksCommand(): Command {
  const tasks = new Command('tasks').description('list, show and generate tasks')
    .addHelpText('before', 'Example: phaselab tasks show 007bbfb7\n');
  const data = ['--data <path>', 'a folder of task files, one task file, or Kaggle\'s files (default: the bundled tasks)'] as const;
  const json = ['--json', 'print the result as one JSON value'] as const;
  tasks.command('list').description('list the tasks')
    .addHelpText('before', 'Example: phaselab tasks list\n')
    .option(...data).option(...json).action(list);
  tasks.command('show').description('draw a task in the terminal').argument('<id>')
    .addHelpText('before', 'Example: phaselab tasks show 007bbfb7\n')
    .option(...data).option(...json).action(show);
  tasks.command('generate').description('generate a task from a rule and a seed').argument('<rule>')
    .addHelpText('before', 'Example: phaselab tasks generate mirror-half --samples 4 --size 10x10 --seed 7 -o task.json\n')
    .option('--samples <n>', 'demo samples', wholeNumber(1))
    .option('--tests <n>', 'test samples', wholeNumber(1))
    .option('--size <HxW>', 'size of the inputs, 3..30 each (default: as the rule draws it)')
    .option('--seed <n>', 'the same seed gives the same task', wholeNumber(0), 1)
    .option('-o, --output <file>', 'where to write it (default: stdout)')
    .action(generate);
  return tasks;
}

function list({ data, json }: { data?: string; json?: boolean }): void {
  const source = openTasks(data ?? bundledTasksFolder());
  const rules = new Map(GENERATORS.map((generator) => [generator.taskId, generator]));
  const tasks = source.ids.map((id) => readTask(source, id));
  if (json) return printJson({ schema: 'phaselab.tasks/1', tasks: tasks.map((task) => taskData(task)) });
  print(alignColumns([['id', 'demo', 'test', 'inputs', ''], ...tasks.map((task) => {
    const heights = task.demo.map((sample) => sample.input.height), widths = task.demo.map((sample) => sample.input.width);
    const meaning = data === undefined ? rules.get(task.id)?.meaning ?? '' : '';
    return [task.id, String(task.demo.length), String(task.test.length), `${range(heights)}×${range(widths)}`, meaning];
  })]));
}

function show(id: string, { data, json }: { data?: string; json?: boolean }): void {
  const task = readTask(openTasks(data ?? bundledTasksFolder()), id);
  if (json) return printJson({ schema: 'phaselab.tasks/1', tasks: [taskData(task)] });
  const isColored = process.stdout.hasColors?.(256) ?? false;
  print(`task ${task.id}`);
  task.demo.forEach((sample, k) => print(`\ndemo ${k + 1}\n${besides(sample.input, sample.output, isColored)}`));
  task.test.forEach((sample, k) => print(`\ntest ${k + 1}\n${besides(sample.input, sample.output, isColored)}`));
}

function generate(rule: string, { samples, tests, size, seed, output }: { samples: number; tests: number; size?: string; seed: number; output?: string }): void {
  const task = generateTask(rule, { samples, tests, seed, ...(size !== undefined && { size: parseSize(size) }) });
  writeOrPrint(output, formatTask(task));
}

function taskData(task: Task) {
  const { train, test } = JSON.parse(formatTask(task)) as { train: unknown; test: unknown };
  return { id: task.id, train, test };
}

function parseSize(text: string): { height: number; width: number } {
  const match = /^(\d+)x(\d+)$/i.exec(text);
  if (match === null) throw new ArcError('cli.size', `--size ${text} is not HxW; write for example 10x12`);
  return { height: Number(match[1]), width: Number(match[2]) };
}

/** Input and output next to each other, two characters a cell. */
function besides(input: Grid, output: Grid | null, isColored: boolean): string {
  const rows = Math.max(input.height, output?.height ?? 0);
  return Array.from({ length: rows }, (_, i) => {
    const left = i < input.height ? drawRow(input, i, isColored) : '  '.repeat(input.width);
    if (output === null) return left;
    return `${left}${i === 0 ? '  → ' : '    '}${i < output.height ? drawRow(output, i, isColored) : ''}`.trimEnd();
  }).join('\n');
}

function drawRow(grid: Grid, i: number, isColored: boolean): string {
  return Array.from({ length: grid.width }, (_, j) => {
    const color = grid.at(i, j) as number;
    return isColored ? `\u001b[48;2;${TERMINAL_COLORS[color]}m  \u001b[0m` : `${color} `;
  }).join('');
}

function range(numbers: readonly number[]): string {
  const least = Math.min(...numbers), most = Math.max(...numbers);
  return least === most ? String(least) : `${least}..${most}`;
}
