import { createHash } from 'node:crypto';
import type { SeededRandom } from '../../timing/random.js';
import { ArcError } from '../../values/error.js';
import { grid } from '../../values/grid.js';
import type { Sample } from '../task.js';
import type { Picture, Size } from './picture.js';

/** A rule that makes samples: any number of them, each from random numbers alone. */
export interface Generator {
  /** The rule's name, in kebab-case. */
  readonly rule: string;
  /** The id of its bundled task: the first 8 hex digits of the md5 of the rule's name. */
  readonly taskId: string;
  /** What turns an input into its output, in one line. */
  readonly meaning: string;
  /** Shortest and longest side of an input under this rule. */
  readonly sides: readonly [shortest: number, longest: number];
  /** Shortest and longest side when no size is asked for. */
  readonly usualSides: readonly [shortest: number, longest: number];
  /**
   * Makes one sample, whose output differs from its input.
   *
   * @param size the input's size, which the rule may bring within its `sides` or lessen by a few lines
   */
  generate(random: SeededRandom, size: Size): Sample;
}

/** An input and its output while they are being drawn. */
export interface Drawing {
  readonly input: Picture;
  readonly output: Picture;
}

/** What a rule's author writes. */
export interface RuleDefinition {
  readonly rule: string;
  readonly meaning: string;
  readonly sides: readonly [shortest: number, longest: number];
  readonly usualSides?: readonly [shortest: number, longest: number];
  /** Draws a sample; undefined when the random numbers did not give one that shows the rule, and it is drawn anew. */
  draw(random: SeededRandom, size: Size): Drawing | undefined;
}

const MOST_DRAWS = 5000;

/** Makes a generator of a rule: brings the size within its sides and draws until the sample shows the rule. */
export function defineGenerator(definition: RuleDefinition): Generator {
  const { rule, meaning, sides, draw } = definition;
  const [shortest, longest] = sides;
  const clamp = (side: number) => Math.min(longest, Math.max(shortest, side));
  return {
    rule,
    taskId: createHash('md5').update(rule).digest('hex').slice(0, 8),
    meaning,
    sides,
    usualSides: definition.usualSides ?? [clamp(8), clamp(14)],
    generate(random, size) {
      const within = { height: clamp(size.height), width: clamp(size.width) };
      for (let attempt = 0; attempt < MOST_DRAWS; attempt++) {
        const drawing = draw(random, within);
        if (drawing !== undefined && JSON.stringify(drawing.input) !== JSON.stringify(drawing.output)) {
          return { input: grid(drawing.input), output: grid(drawing.output) };
        }
      }
      const { height, width } = within;
      throw new ArcError('tasks.no-drawing',
        `rule ${rule}: no sample of ${height}×${width} in ${MOST_DRAWS} draws; choose another size`, { details: { rule, height, width } });
    },
  };
}
