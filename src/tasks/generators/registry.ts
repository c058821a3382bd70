import { closest } from '../../values/closest.js';
import { ArcError } from '../../values/error.js';
import { BORDERS } from './borders.js';
import { CLASSIFYING } from './classifying.js';
import { CLEANING } from './cleaning.js';
import { COUNTING } from './counting.js';
import { FILLING } from './filling.js';
import type { Generator } from './generator.js';
import { GRAVITY } from './gravity.js';
import { HALVES } from './halves.js';
import { LEGENDS } from './legends.js';
import { LINES } from './lines.js';
import { MARKING } from './marking.js';
import { MOVING } from './moving.js';
import { PANELS } from './panels.js';
import { SCALING } from './scaling.js';
import { SELECTING } from './selecting.js';
import { SYMMETRY } from './symmetry.js';
import { TILING } from './tiling.js';

/** Every rule that makes tasks, grouped by what it is about. */
export const GENERATORS: readonly Generator[] = [
  ...SYMMETRY, ...TILING, ...PANELS, ...HALVES, ...SCALING, ...GRAVITY, ...MOVING, ...FILLING, ...COUNTING, ...SELECTING,
  ...CLASSIFYING, ...CLEANING, ...BORDERS, ...LINES, ...MARKING, ...LEGENDS,
];

/**
 * The generator of a rule.
 *
 * @param name the rule's name or the id of its bundled task
 * @throws ArcError `tasks.unknown-rule`, which names the nearest rule
 */
export function findGenerator(name: string): Generator {
  const generator = GENERATORS.find(({ rule, taskId }) => name === rule || name === taskId);
  if (generator !== undefined) return generator;
  const nearest = closest(name, GENERATORS.map(({ rule }) => rule));
  throw new ArcError('tasks.unknown-rule', `rule ${JSON.stringify(name)}: no such rule; did you mean ${nearest}?`,
    { details: { rule: name, nearest } });
}
