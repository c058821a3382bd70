import { seededRandom, type SeededRandom } from '../../timing/random.js';
import { isEqual } from '../../values/equality.js';
import { ArcError } from '../../values/error.js';
import type { Sample, Task } from '../task.js';
import { between, happens } from './chance.js';
import type { Generator } from './generator.js';
import type { Size } from './picture.js';
import { findGenerator } from './registry.js';

/** How large a generated task is, and which one of all. */
export interface GenerateTaskOptions {
  /** The same seed gives the same task on every machine. */
  readonly seed: number;
  /** Number of demo samples. @defaultValue 3 to 5, by the seed */
  readonly samples?: number;
  /** Number of test samples. @defaultValue 1 or 2, by the seed */
  readonly tests?: number;
  /**
   * Size of every input, 3..30 × 3..30; a rule that needs other sizes comes as near as it can.
   *
   * @defaultValue drawn for each sample from the rule's usual sizes
   */
  readonly size?: Size;
}

/** Equal samples are drawn anew so many times; after that the rule has no more different ones of this size. */
const MOST_REPEATS = 50;

/**
 * Makes a task by a rule, with any number of samples of any size.
 *
 * @param rule a rule's name or the id of its bundled task
 * @returns a task whose id is that of the rule's bundled task; seed 1 and nothing else gives the bundled task itself
 * @throws ArcError `tasks.unknown-rule`, `tasks.bad-option`
 * @example generateTask('halo', { seed: 7, samples: 2 }).demo.length // => 2
 */
export function generateTask(rule: string, options: GenerateTaskOptions): Task {
  const generator = findGenerator(rule);
  checked('seed', options.seed, -Infinity, Infinity);
  const random = seededRandom(parseInt(generator.taskId, 16) + options.seed);
  const samples = checked('samples', options.samples ?? between(random, 3, 5), 1, Infinity);
  const tests = checked('tests', options.tests ?? (happens(random, 0.25) ? 2 : 1), 1, Infinity);
  if (options.size !== undefined) {
    checked('size.height', options.size.height, 3, 30);
    checked('size.width', options.size.width, 3, 30);
  }
  const drawn: Sample[] = [];
  while (drawn.length < samples + tests) drawn.push(freshSample(generator, random, drawn, options.size));
  return { id: generator.taskId, demo: drawn.slice(0, samples), test: drawn.slice(samples) };
}

function freshSample(generator: Generator, random: SeededRandom, others: readonly Sample[], size: Size | undefined): Sample {
  const [shortest, longest] = generator.usualSides;
  const side = () => between(random, shortest, longest);
  const draw = () => generator.generate(random, size ?? { height: side(), width: side() });
  let sample = draw();
  for (let k = 0; k < MOST_REPEATS && others.some((other) => isEqual(other.input, sample.input)); k++) sample = draw();
  return sample;
}

function checked(option: string, value: number, least: number, most: number): number {
  if (Number.isInteger(value) && value >= least && value <= most) return value;
  const range = least === -Infinity ? '' : most === Infinity ? `, ${least} or more` : `, ${least}..${most}`;
  throw new ArcError('tasks.bad-option', `generateTask: ${option} is ${value}; give a whole number${range}`,
    { details: { option, value } });
}
